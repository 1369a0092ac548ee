// Pictures of the kit's own texts: taken with the words that say what they show, and shown to those who compose.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/kit/chapter_pages.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/pictures.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

constexpr std::uint64_t heaviest_picture = 20u << 20;

http::Response refused(Visit const& visit, base::Refusal const& refusal) {
  return http::json(422, boost::json::serialize(boost::json::object{{"sentence", visit.words().refusal(refusal)}}));
}

/// Made fit to be shown, without its metadata, and kept under its print.
base::Outcome<Photo> kept(std::filesystem::path const& folder, http::Upload const& upload) {
  auto const bytes = files::read_file(upload.path, heaviest_picture);
  if (!bytes) return base::refuse(msgid("This file is too heavy: at most {} MB."), {std::to_string(heaviest_picture >> 20)}, "file");
  auto const kind = files::kind_of(*bytes, upload.file_name);
  if (!kind) return tl::unexpected{kind.error()};
  if (!files::is_picture(*kind)) return base::refuse(msgid("This is no picture: JPEG, PNG, WebP or GIF."), {}, "file");
  auto const fit = files::prepare_picture(*bytes, *kind);
  if (!fit) return tl::unexpected{fit.error()};
  Photo photo;
  photo.print = files::ContentFolder{folder}.keep(fit->whole.bytes);
  photo.kind = files::code(fit->whole.kind);
  return photo;
}

}  // namespace

void ChapterPages::add_picture_routes(accounts::Routes& routes) {
  routes.post(
      "/p/{programme}/kit/compose/pages/{page}/pictures", Right::lead, "Puts a picture in the text of a chapter",
      [this](Visit const& visit) { return take_picture(visit); }, heaviest_picture + (1u << 20));
  routes.get("/p/{programme}/kit/compose/pictures/{name}", Right::lead, "A picture of the kit's own texts",
             [this](Visit const& visit) { return picture(visit); });
}

http::Response ChapterPages::take_picture(Visit const& visit) const {
  auto const& uploads = visit.request.uploads;
  auto const file = std::ranges::find_if(uploads, [](http::Upload const& one) { return one.field == "file" && one.size > 0; });
  if (file == uploads.end()) return refused(visit, {msgid("Choose a picture."), {}, "file"});
  if (base::trimmed(visit.form("words")).empty()) return refused(visit, {msgid("Say in words what the picture shows."), {}, "words"});
  auto const kit = m_bench.house.database.read([&](db::Session& session) { return KitStore{session}.find(*visit.programme); });
  if (!kit) return m_bench.house.stage.missing(visit);
  auto const photo = kept(m_bench.workshop.photos, *file);
  if (!photo) return refused(visit, photo.error());
  m_bench.house.database.write([&](db::Session& session) {
    KitStore{session}.add_picture(kit->id, photo->print, photo->kind, visit.viewer.person, m_bench.house.world.now());
  });
  return http::json(200, boost::json::serialize(boost::json::object{{"address", photo_address(*photo)}}));
}

/// Only what a text of this kit shows, or is about to: other kits keep theirs in the same folder.
http::Response ChapterPages::picture(Visit const& visit) const {
  auto const named = photos_named("pictures/" + std::string{visit.capture("name")});
  if (named.size() != 1) return m_bench.house.stage.missing(visit);
  bool const shown = m_bench.house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (!kit || store.has_picture(kit->id, named.front().print)) return kit.has_value();
    auto const pages = store.pages(kit->id);
    return std::ranges::any_of(pages, [&](auto const& page) { return page.second.find(photo_address(named.front())) != std::string::npos; });
  });
  auto const file = shown ? files::ContentFolder{m_bench.workshop.photos}.find(named.front().print) : std::nullopt;
  if (!file) return m_bench.house.stage.missing(visit);
  http::Response response;
  response.file = file->string();
  response.content_type = photo_type(named.front());
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  return response.header("Cache-Control", "private, no-cache");
}

}  // namespace kit
