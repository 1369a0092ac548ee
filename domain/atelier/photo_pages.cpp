#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/photos.h"
#include "domain/atelier/views/method_photos.view.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"

namespace atelier {
namespace {

html::Url photo_address(std::string_view programme, std::string_view slug, std::string const& trial, Photo const& photo) {
  return html::Url::path("/p/{}/methods/{}/trial/{}/photos/{}", {programme, slug, trial, photo.print.substr(0, 24)});
}

html::Safe picture_of(Photo const& photo, html::Url const& address) {
  auto const [width, height] = experiences::size_of(attachment_of(photo));
  auto const light =
      width > experiences::PieceFolder::widths().back() ? address.with("w", std::to_string(experiences::PieceFolder::widths().back())) : address;
  return html::Safe::trusted("<a href=\"" + html::escaped(address.text()) + "\"><img src=\"" + html::escaped(light.text()) + "\" width=\"" +
                             std::to_string(width) + "\" height=\"" + std::to_string(height) + "\" alt=\"" + html::escaped(photo.alternative) +
                             "\" loading=\"lazy\" decoding=\"async\"></a>");
}

/// A trial of the method of the address, when this viewer may read it.
struct TrialOfVisit {
  Method method;
  programme::Brief programme;
  std::size_t at = 0;
  KeptTrial const& trial() const { return method.trials[at]; }
};

std::optional<TrialOfVisit> trial_of_visit(db::Session& session, accounts::Visit const& visit) {
  auto method = method_of_visit(session, visit, Purpose::reading);
  if (!method) return std::nullopt;
  for (std::size_t at = 0; at < method->trials.size(); ++at)
    if (method->trials[at].id == visit.capture("trial")) return TrialOfVisit{std::move(*method), programme_of(session, visit), at};
  return std::nullopt;
}

std::optional<TrialOfVisit> own_trial(db::Session& session, accounts::Visit const& visit) {
  auto found = trial_of_visit(session, visit);
  if (found && (!visit.viewer.person || found->trial().person != visit.viewer.person)) return std::nullopt;
  return found;
}

PhotosPage page_of_photos(TrialOfVisit const& found) {
  PhotosPage page;
  page.title = found.method.content.title;
  page.action = html::Url::path("/p/{}/methods/{}/trial/{}/photos", {found.programme.slug, found.method.slug, found.trial().id});
  page.method = address_of(found.programme.slug, found.method.slug).with_fragment("trials");
  page.most = most_photos;
  for (auto const& one : found.trial().photos)
    page.lines.push_back(
        {one.print, one.alternative, picture_of(one, photo_address(found.programme.slug, found.method.slug, found.trial().id, one))});
  return page;
}

/// The picture of a sending, made fit to be shown; or words about why it is not taken.
base::Outcome<Photo> photo_sent(experiences::PieceFolder const& folder, accounts::Visit const& visit) {
  auto const words = std::string{base::trimmed(visit.form("alternative"))};
  if (words.empty()) return base::refuse("Say in a sentence what the picture shows, for those who do not see it.", {}, "alternative");
  if (words.size() > 500 || words.find('\n') != std::string::npos) return base::refuse("One sentence is enough, on one line.", {}, "alternative");
  if (visit.form("consent") != "yes") return base::refuse("Tick that nobody can be recognised, or that they agree.", {}, "consent");
  auto const upload = std::ranges::find_if(visit.request.uploads, [](http::Upload const& one) { return one.field == "photo" && one.size > 0; });
  if (upload == visit.request.uploads.end()) return base::refuse("Choose a picture.", {}, "photo");
  auto const bytes = files::read_file(upload->path, experiences::largest_piece);
  if (!bytes) return base::refuse("This file is too heavy: at most {} MB.", {std::to_string(experiences::largest_piece >> 20)}, "photo");
  auto kept = folder.keep(*bytes, upload->file_name);
  if (!kept) return base::refuse(kept.error().msgid, kept.error().arguments, "photo");
  if (!experiences::is_picture(*kept)) return base::refuse("This is no picture: JPEG, PNG, WebP or GIF.", {}, "photo");
  return Photo{kept->print, kept->kind, kept->shape, "", words};
}

http::Response show(accounts::House const& house, accounts::Visit const& visit, programme::Brief const& programme, PhotosPage const& page) {
  auto frame =
      frame_of(visit, programme, visit.words().t("Pictures of my trial"), {{page.title, page.method}, {visit.words().t("Pictures of my trial"), {}}});
  frame.indexable = false;
  frame.body = views::method_photos(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusals.empty() ? 200 : 422);
}

}  // namespace

html::Safe pictures_of(KeptTrial const& trial, std::string_view programme_slug, std::string_view slug) {
  std::string markup;
  for (auto const& one : trial.photos) markup += picture_of(one, photo_address(programme_slug, slug, trial.id, one)).markup();
  return html::Safe::trusted(std::move(markup));
}

http::Response MethodPages::Rooms::open_photos(accounts::Visit const& visit) {
  std::optional<TrialOfVisit> found;
  house.database.read([&](db::Session& session) { found = own_trial(session, visit); });
  if (!found) return house.stage.missing(visit);
  return show(house, visit, found->programme, page_of_photos(*found));
}

http::Response MethodPages::Rooms::send_photos(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<TrialOfVisit> found;
  house.database.read([&](db::Session& session) { found = own_trial(session, visit); });
  if (!found) return house.stage.missing(visit);
  bool const adds = visit.form("do") == "add";
  base::Outcome<Photo> sent = base::refuse("");
  // The picture is read and made lighter before the transaction: nobody waits for it.
  if (adds) sent = photo_sent(experiences::PieceFolder{photos_folder}, visit);
  std::optional<base::Refusal> refusal;
  if (adds && !sent) refusal = sent.error();
  if (!refusal)
    house.database.write([&](db::Session& session) {
      refusal.reset();
      found = own_trial(session, visit);
      if (!found) return;
      auto photos = found->trial().photos;
      std::erase_if(photos, [&](Photo const& one) { return one.print == (adds ? sent->print : std::string{visit.form("remove")}); });
      if (adds) photos.push_back(*sent);
      auto const put = MethodStore{session}.put_photos(visit.viewer, found->method.id, found->trial().id, photos);
      if (!put) refusal = put.error();
    });
  if (!found) return house.stage.missing(visit);
  if (!refusal)
    return house.stage.done(visit, adds ? words.t("The picture is there. You may add another.") : words.t("The picture is taken away."),
                            page_of_photos(*found).action);
  auto page = page_of_photos(*found);
  page.alternative = visit.form("alternative");
  page.refusals.emplace_back(refusal->field.empty() ? "photo" : refusal->field, words.refusal(*refusal));
  return show(house, visit, found->programme, page);
}

http::Response MethodPages::Rooms::photo(accounts::Visit const& visit) {
  std::optional<Photo> photo;
  bool for_all = false;
  house.database.read([&](db::Session& session) {
    auto const found = trial_of_visit(session, visit);
    if (!found) return;
    for_all = circle_of(found->method.status, found->method.visibility) == accounts::Visibility::public_;
    for (auto const& one : found->trial().photos)
      if (visit.capture("print").size() == 24 && one.print.starts_with(visit.capture("print"))) photo = one;
  });
  auto const found = photo ? experiences::PieceFolder{photos_folder}.find(attachment_of(*photo), number_in(visit.query("w"))) : std::nullopt;
  if (!found) return house.stage.missing(visit);
  http::Response response;
  response.file = found->path.string();
  response.content_type = found->content_type;
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  response.header("Cache-Control", for_all ? "public, max-age=600" : "private, no-cache");
  return response;
}

}  // namespace atelier
