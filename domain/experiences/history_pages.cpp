#include <algorithm>

#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/history.view.h"

namespace experiences {
namespace {

using Names = std::map<accounts::PersonId, std::string>;

std::string name_of(Names const& names, std::optional<accounts::PersonId> const& person, i18n::Words const& words, std::string const& by_name = {}) {
  if (!by_name.empty()) return words.t("{}, who told it", {by_name});
  if (!person) return words.t("import of a file");
  auto const found = names.find(*person);
  return found == names.end() ? words.t("someone who left") : found->second;
}

std::vector<accounts::PersonId> people_of(std::vector<Revision> const& revisions, std::vector<Move> const& moves) {
  std::vector<accounts::PersonId> people;
  for (auto const& one : revisions)
    if (one.author) people.push_back(*one.author);
  for (auto const& one : moves)
    if (one.author) people.push_back(*one.author);
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

html::Url version_address(programme::Brief const& programme, std::string_view slug, int number) {
  return html::Url::path("/p/{}/experiences/{}/history/{}", {programme.slug, slug, std::to_string(number)});
}

/// Names are shown to members; others see that someone wrote.
bool shows_names(accounts::Visit const& visit) { return visit.viewer.member_of(*visit.programme); }

}  // namespace

std::string writer_name(Names const& names, Revision const& revision, i18n::Words const& words) {
  return name_of(names, revision.author, words, revision.by_name);
}

void ExperiencePages::Rooms::add_history_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/history", Right::anyone, "Every version and step of a sheet",
             [this](auto const& visit) { return history(visit); });
  routes.get("/p/{programme}/experiences/{slug}/history/{number}", Right::anyone, "What a version of a sheet changed",
             [this](auto const& visit) { return version(visit); });
  routes.post("/p/{programme}/experiences/{slug}/history/{number}/restore", Right::member, "Come back to a version of a sheet",
              [this](auto const& visit) { return restore(visit); });
}

http::Response ExperiencePages::Rooms::history(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<HistoryPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    // Former versions are for those who may write: a text withdrawn from the sheet is withdrawn from its readers.
    if (!experience ||
        (!may_write(visit.viewer, standing_of(*experience)) && !visit.viewer.member_of(*visit.programme) && !is_counted(experience->status)))
      return;
    programme = programme_of(session, visit);
    ExperienceStore store{session};
    auto const revisions = store.history(experience->id);
    auto const moves = store.moves(experience->id);
    auto const names = shows_names(visit) ? accounts::names_of(session, people_of(revisions, moves)) : Names{};
    auto const who = [&](auto const& one) { return shows_names(visit) ? name_of(names, one.author, words, one.by_name) : std::string{}; };
    bool const opens_versions = may_write(visit.viewer, standing_of(*experience));
    page = HistoryPage{experience->content.title,
                       address_of(programme.slug, experience->slug),
                       {},
                       {},
                       html::Url::path("/p/{}/experiences/{}/history/compare", {programme.slug, experience->slug}),
                       html::Url::path("/p/{}/experiences/{}/authors", {programme.slug, experience->slug})};
    for (auto const& one : revisions)
      page->versions.push_back({one.number, who(one), words.moment(one.at), one.reason,
                                opens_versions ? version_address(programme, experience->slug, one.number) : html::Url{},
                                one.number == experience->revision});
    for (auto const& one : moves)
      page->steps.push_back({words.t("{}, {}", {words.t(status_msgid(one.to)), words.t(visibility_msgid(one.visibility))}), who(one),
                             words.moment(one.at), one.reason});
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, words.t("History of “{}”", {page->title}),
                      {{words.t("Experiences"), list_address(programme.slug)}, {page->title, page->sheet}, {words.t("History"), {}}});
  framed.indexable = false;
  framed.body = views::history(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::version(accounts::Visit const& visit) {
  auto const& words = visit.words();
  bool const compares = visit.capture("number") == "compare";
  auto const number = number_in(compares ? visit.query("to") : visit.capture("number"));
  std::optional<VersionPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    ExperienceStore store{session};
    auto const asked = store.revision(experience->id, number);
    if (!asked) return;
    programme = programme_of(session, visit);
    auto const from = visit.query("from").empty() ? number - 1 : number_in(visit.query("from"));
    auto const before = from > 0 ? store.revision(experience->id, from) : std::optional<Revision>{};
    if (from > 0 && !before) return;
    std::vector<accounts::PersonId> const people = people_of({*asked}, {});
    page = VersionPage{};
    page->title = from == number - 1 ? words.t("“{}”, version {}", {experience->content.title, number})
                                     : words.t("“{}”, from version {} to version {}", {experience->content.title, from, number});
    page->who = words.t("{}, {}", {name_of(accounts::names_of(session, people), asked->author, words, asked->by_name), words.moment(asked->at)});
    page->reason = asked->reason;
    page->sheet = address_of(programme.slug, experience->slug);
    page->history = html::Url::path("/p/{}/experiences/{}/history", {programme.slug, experience->slug});
    if (number > 1) page->previous = version_address(programme, experience->slug, number - 1);
    if (number < experience->revision) page->next = version_address(programme, experience->slug, number + 1);
    if (number < experience->revision)
      page->restore = html::Url::path("/p/{}/experiences/{}/history/{}/restore", {programme.slug, experience->slug, std::to_string(number)});
    page->changes = changes(before ? before->content : Content{}, asked->content, *vocabulary_of(session, visit), words);
    page->finding = page->changes.empty() ? words.t("The text did not change.")
                                          : words.tn("One part changed.", "{} parts changed.", static_cast<std::int64_t>(page->changes.size()));
  });
  if (!page) return house.stage.missing(visit);
  auto framed =
      frame(programme, page->title,
            {{words.t("Experiences"), list_address(programme.slug)}, {words.t("The sheet"), page->sheet}, {words.t("History"), page->history}});
  framed.indexable = false;
  framed.body = views::version(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::restore(accounts::Visit const& visit) {
  auto const number = number_in(visit.capture("number"));
  std::optional<base::Refusal> refusal;
  std::optional<Experience> experience;
  programme::Brief programme;
  bool found = false;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    experience = sheet_of_visit(session, visit, Purpose::writing);
    programme = programme_of(session, visit);
    if (!experience) return;
    ExperienceStore store{session};
    auto const asked = store.revision(experience->id, number);
    found = asked.has_value();
    if (!found) return;
    Edit edit{asked->content, experience->revision, visit.words().t("Back to version {}", {number}), store.place_of(experience->id),
              experience->visibility};
    // Words come back; who reads them stays as it was decided since.
    edit.content.closer = experience->content.closer;
    auto const saved = store.change(house.world, visit.viewer, *experience, edit);
    if (!saved)
      refusal = std::holds_alternative<base::Refusal>(saved.error())
          ? std::get<base::Refusal>(saved.error())
          : base::Refusal{"The sheet has moved since: this is no longer possible.", {}, {}};
  });
  if (!experience || !found) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, visit.words().t("The sheet is back to its version {}; nothing was lost.", {number}),
                          address_of(programme.slug, experience->slug));
}

}  // namespace experiences
