#include "domain/experiences/blending.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/join_views.h"
#include "domain/experiences/merged_store.h"
#include "domain/experiences/views/join.view.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

std::string_view word_of(Keep keep) { return keep == Keep::first ? "first" : keep == Keep::second ? "second" : "both"; }

std::map<std::string, Keep> choices_in(http::Fields const& form, Content const& first, Content const& second) {
  std::map<std::string, Keep> choices;
  for (auto const& field : differing(first, second)) {
    auto const word = form["take." + field.field];
    for (auto const keep : {Keep::first, Keep::second, Keep::both})
      if (word == word_of(keep) && (keep != Keep::both || field.may_keep_both)) choices[field.field] = keep;
  }
  return choices;
}

void compare(JoinPage& page, Experience const& kept, Experience const& other, Vocabulary const& vocabulary, i18n::Words const& words) {
  page.other = other.content.title;
  page.other_slug = other.slug;
  page.chooses = false;
  for (auto const& field : differing(kept.content, other.content))
    page.fields.push_back({field.field, words.t(field_msgid(field.field)), field_text(kept.content, field.field, vocabulary, words),
                           field_text(other.content, field.field, vocabulary, words), field.may_keep_both, std::string{word_of(field.proposed)}});
}

}  // namespace

void ExperiencePages::Rooms::add_join_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/join", Right::lead, "Two sheets that tell one experience, side by side",
             [this](auto const& visit) { return ask_join(visit); });
  routes.post("/p/{programme}/experiences/{slug}/join", Right::lead, "Join a sheet to another, or separate them again",
              [this](auto const& visit) { return join(visit); });
}

http::Response ExperiencePages::Rooms::show_join(accounts::Visit const& visit, std::string const& with, std::optional<base::Refusal> const& refusal) {
  auto const& words = visit.words();
  std::optional<JoinPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const kept = sheet_of_visit(session, visit, Purpose::writing);
    if (!kept) return;
    programme = programme_of(session, visit);
    page = JoinPage{};
    page->chooses = true;
    page->title = kept->content.title;
    page->sheet = address_of(programme.slug, kept->slug);
    page->action = html::Url::path("/p/{}/experiences/{}/join", {programme.slug, kept->slug});
    ExperienceStore store{session};
    for (auto const& one : MergedStore{session}.into(kept->id))
      if (auto const gone = store.find(one.gone))
        page->joined.push_back({one.gone.text(), gone->content.title, words.moment(one.at), one.revision_after == kept->revision});
    auto const other = with.empty() ? std::nullopt : store.find_visible(visit.viewer, *visit.programme, with);
    if (other && other->id != kept->id) compare(*page, *kept, *other, *vocabulary_of(session, visit), words);
    else if (!with.empty()) page->refusal = words.t("There is no other sheet at the address “{}”.", {with});
    if (!page->chooses) return;
    for (auto const& brief : alike(session, visit, kept->content.title, kept->territory ? kept->territory->text() : ""))
      if (brief.id != kept->id) page->alike.emplace_back(brief.slug, brief.title);
  });
  if (!page) return house.stage.missing(visit);
  if (refusal) page->refusal = words.refusal(*refusal);
  auto const title = words.t("Join another sheet to “{}”", {page->title});
  auto framed = frame(programme, title, {{words.t("Experiences"), list_address(programme.slug)}, {page->title, page->sheet}});
  framed.indexable = false;
  framed.body = views::join(visit.context, *page);
  return house.stage.page(visit, std::move(framed), page->refusal.empty() ? 200 : 422);
}

http::Response ExperiencePages::Rooms::ask_join(accounts::Visit const& visit) {
  auto const named = visit.query("named");
  return show_join(visit,
                   std::string{named.empty() ? visit.query("with")
                                             : named.substr(named.find_last_of('/') == std::string_view::npos ? 0 : named.find_last_of('/') + 1)},
                   {});
}

http::Response ExperiencePages::Rooms::join(accounts::Visit const& visit) {
  auto const& words = visit.words();
  bool const separates = visit.form("do") == "separate";
  std::optional<base::Outcome<int>> done;
  html::Url here;
  house.database.write([&](db::Session& session) {
    done.reset();
    auto const kept = sheet_of_visit(session, visit, Purpose::writing);
    if (!kept) return;
    here = address_of(programme_of(session, visit).slug, kept->slug);
    ExperienceStore store{session};
    if (separates) {
      done = store.separate(house.world, visit.viewer, *kept, ExperienceId::trusted(std::string{visit.form("gone")}), words.t("Separated again"));
    } else if (auto const other = store.find_visible(visit.viewer, *visit.programme, visit.form("with"))) {
      done = store.join(house.world, visit.viewer, *kept, *other, choices_in(visit.request.form, kept->content, other->content),
                        words.t("“{}” and “{}” are one sheet", {kept->content.title, other->content.title}));
    }
  });
  if (!done) return house.stage.missing(visit);
  if (!*done) return show_join(visit, std::string{visit.form("with")}, done->error());
  return house.stage.done(
      visit, separates ? words.t("The two sheets are separate again.") : words.t("The two sheets are one. What cited the other one follows."), here);
}

}  // namespace experiences
