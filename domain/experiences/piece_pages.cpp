#include <algorithm>

#include "domain/experiences/content_form.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/piece_views.h"
#include "domain/experiences/pieces.h"
#include "domain/experiences/views/pieces.view.h"
#include "platform/files/disk.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::uint64_t largest_sending = 63u << 20;  ///< several files at once

PiecesPage page_of(Experience const& experience, programme::Brief const& programme, i18n::Words const& words) {
  PiecesPage page;
  page.title = experience.content.title;
  page.action = html::Url::path("/p/{}/experiences/{}/pieces", {programme.slug, experience.slug});
  page.sheet = address_of(programme.slug, experience.slug);
  page.base_revision = experience.revision;
  for (auto const& one : experience.content.attachments)
    page.lines.push_back({one, is_picture(one) ? picture_of(one, programme.slug, experience.slug, "16rem") : html::Safe{},
                          piece_address(programme.slug, experience.slug, one.code), waits_for_consent(one)});
  page.finding = words.tn("One photo or document", "{} photos and documents", static_cast<std::int64_t>(page.lines.size()));
  return page;
}

/// Takes the files of a sending into `content`; what is refused is named.
std::vector<std::pair<std::string, std::string>> take_uploads(PieceFolder const& folder, accounts::Visit const& visit, Content& content) {
  std::vector<std::pair<std::string, std::string>> refused;
  for (auto const& upload : visit.request.uploads) {
    if (upload.field != "files" || upload.size == 0) continue;
    auto const name = upload.file_name.substr(0, 200);
    if (content.attachments.size() >= most_pieces) {
      refused.emplace_back(name, visit.words().t("A sheet has at most {} photos and documents.", {most_pieces}));
      continue;
    }
    auto const bytes = files::read_file(upload.path, largest_piece);
    auto kept = bytes ? folder.keep(*bytes, upload.file_name)
                      : base::Outcome<Attachment>{base::refuse("This file is too heavy: at most {} MB.", {std::to_string(largest_piece >> 20)})};
    if (!kept) {
      refused.emplace_back(name, visit.words().refusal(kept.error()));
      continue;
    }
    kept->code = next_code(content, 'p');
    content.attachments.push_back(std::move(*kept));
  }
  return refused;
}

/// What is said of the pieces that are there; their bytes are not for a form to choose.
void take_words(Content& content, Content const& said) {
  std::vector<Attachment> kept;
  for (auto const& one : said.attachments)
    for (auto const& known : content.attachments)
      if (known.code == one.code) {
        auto piece = one;
        piece.print = known.print, piece.kind = known.kind, piece.shape = known.shape, piece.name = known.name, piece.file = known.file;
        kept.push_back(std::move(piece));
      }
  for (auto const& known : content.attachments)
    if (std::none_of(said.attachments.begin(), said.attachments.end(), [&](Attachment const& one) { return one.code == known.code; }) &&
        std::find(said.retired.begin(), said.retired.end(), known.code) == said.retired.end())
      kept.push_back(known);
  content.attachments = std::move(kept);
}

}  // namespace

void ExperiencePages::Rooms::add_piece_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/pieces", Right::member, "Photos and documents of a sheet",
             [this](auto const& visit) { return pieces(visit); });
  routes.post(
      "/p/{programme}/experiences/{slug}/pieces", Right::member, "Add, describe or take away photos and documents",
      [this](auto const& visit) { return change_pieces(visit); }, largest_sending);
  routes.get("/p/{programme}/experiences/{slug}/pieces/{code}", Right::anyone, "A photo or a document of a sheet",
             [this](auto const& visit) { return piece(visit); });
}

http::Response ExperiencePages::Rooms::show_pieces(accounts::Visit const& visit, programme::Brief const& programme, PiecesPage const& page,
                                                   int status) {
  auto framed = frame(programme, visit.words().t("Photos and documents of “{}”", {page.title}),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.sheet}});
  framed.indexable = false;
  framed.body = views::pieces(visit.context, page);
  return house.stage.page(visit, std::move(framed), status);
}

http::Response ExperiencePages::Rooms::pieces(accounts::Visit const& visit) {
  std::optional<PiecesPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    page = experiences::page_of(*experience, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  return show_pieces(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::change_pieces(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<Experience> experience;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    experience = sheet_of_visit(session, visit, Purpose::writing);
    programme = programme_of(session, visit);
  });
  if (!experience) return house.stage.missing(visit);
  auto next = experience->content;
  // Pictures are read and made lighter before the transaction: nobody waits for them.
  auto refused = take_uploads(PieceFolder{hooks.pieces_folder}, visit, next);
  if (visit.form("do") != "add") {
    auto said = content_of_form(visit.request.form);
    apply_to_lists(said, visit.form("do"));
    take_words(next, said);
  }
  base::Outcome<bool> saved = true;
  house.database.write([&](db::Session& session) {
    ExperienceStore store{session};
    Edit const edit{next, experience->revision, words.t("Photos and documents"), store.place_of(experience->id), experience->visibility, true};
    auto const changed = store.change(house.world, visit.viewer, *experience, edit);
    if (changed) return;
    auto const* refusal = std::get_if<base::Refusal>(&changed.error());
    saved = base::refuse(refusal ? refusal->msgid : i18n::msgid("The sheet has moved since: this is no longer possible."),
                         refusal ? refusal->arguments : std::vector<std::string>{});
  });
  if (!saved) refused.emplace_back("", words.refusal(saved.error()));
  auto const here = html::Url::path("/p/{}/experiences/{}/pieces", {programme.slug, experience->slug});
  if (refused.empty())
    return house.stage.done(visit, visit.form("do") == "add" ? words.t("Added. Say in words what each picture shows.") : words.t("Saved."), here);
  auto const page = house.database.read([&](db::Session& session) {
    return experiences::page_of(sheet_of_visit(session, visit, Purpose::writing).value_or(*experience), programme, words);
  });
  auto shown = page;
  shown.refusals = std::move(refused);
  return show_pieces(visit, programme, shown, 422);
}

http::Response ExperiencePages::Rooms::piece(accounts::Visit const& visit) {
  std::optional<Attachment> attachment;
  bool for_all = false;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    if (!experience) return;
    for_all = circle_of(experience->status, experience->visibility) == accounts::Visibility::public_;
    for (auto const& one : experience->content.attachments)
      if (one.code == visit.capture("code")) attachment = one;
  });
  auto const found = attachment ? PieceFolder{hooks.pieces_folder}.find(*attachment, number_in(visit.query("w"))) : std::nullopt;
  if (!found) return house.stage.missing(visit);
  http::Response response;
  response.file = found->path.string();
  response.content_type = found->content_type;
  // Whatever it holds, it runs nothing and is part of no page of ours; a document is taken away, not opened here.
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  if (!found->picture)
    response.header("Content-Disposition", "attachment; filename*=UTF-8''" + html::Url::path("/{}", {attachment->name}).text().substr(1));
  response.header("Cache-Control", for_all ? "public, max-age=600" : "private, no-cache");
  return response;
}

}  // namespace experiences
