// Pictures are taken with the words that say what they show, and given to who may read the method.
#include "domain/atelier/picture_pages.h"

#include <boost/json.hpp>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/pictures.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"

namespace atelier {
namespace {

http::Response refused(accounts::Visit const& visit, base::Refusal const& refusal) {
  return http::json(422, boost::json::serialize(boost::json::object{{"sentence", visit.words().refusal(refusal)}}));
}

}  // namespace

void PicturePages::add_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.post(
      "/p/{programme}/methods/{slug}/pictures", Right::member, "Put a picture in the text of a method",
      [this](auto const& visit) { return take(visit); }, heaviest_picture + (1u << 20));
  routes.get("/p/{programme}/methods/{slug}/pictures/{print}", Right::anyone, "A picture of a method",
             [this](auto const& visit) { return show(visit); });
}

http::Response PicturePages::take(accounts::Visit const& visit) {
  auto const method = m_house.database.read([&](db::Session& session) { return method_of_visit(session, visit, Purpose::writing); });
  if (!method) return m_house.stage.missing(visit);
  MethodPictures const pictures{m_folder};
  for (auto const& upload : visit.request.uploads) {
    if (upload.field != "file" || upload.size == 0) continue;
    auto const bytes = files::read_file(upload.path, heaviest_picture);
    if (!bytes) return refused(visit, base::Refusal{"This file is too heavy: at most {} MB.", {std::to_string(heaviest_picture >> 20)}, "file"});
    auto const kept = pictures.keep(*bytes, upload.file_name, visit.form("words"));
    if (!kept) return refused(visit, kept.error());
    bool const added = m_house.database.write(
        [&](db::Session& session) { return MethodPictures::add(session, m_house.world, method->id, visit.viewer.person, *kept); });
    if (!added) return refused(visit, base::Refusal{"A method has at most {} pictures.", {std::to_string(most_pictures)}, "file"});
    auto const address = html::Url::path("/p/{}/methods/{}/pictures/{}", {visit.capture("programme"), method->slug, kept->print});
    return http::json(200, boost::json::serialize(boost::json::object{{"address", address.text()}}));
  }
  return refused(visit, base::Refusal{"Choose a picture.", {}, "file"});
}

http::Response PicturePages::show(accounts::Visit const& visit) {
  std::optional<Picture> found;
  bool for_all = false;
  m_house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    for_all = circle_of(method->status, method->visibility) == accounts::Visibility::public_;
    found = MethodPictures::find(session, method->id, visit.capture("print"));
  });
  auto const file = found ? MethodPictures{m_folder}.file_of(*found) : std::nullopt;
  auto const kind = found ? files::kind_from(found->kind) : std::nullopt;
  if (!file || !kind) return m_house.stage.missing(visit);
  http::Response response;
  response.file = file->string();
  response.content_type = files::content_type_of(*kind);
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  response.header("Cache-Control", for_all ? "public, max-age=600" : "private, no-cache");
  return response;
}

}  // namespace atelier
