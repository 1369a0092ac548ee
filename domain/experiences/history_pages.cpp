#include <algorithm>

#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"

namespace experiences {
namespace {

html::Url version_address(programme::Brief const& programme, std::string_view slug, int number) {
  return under(programme, slug, "history/" + std::to_string(number));
}

/// Names are shown to members; others see that someone wrote.
bool shows_names(accounts::Visit const& visit) { return visit.viewer.member_of(*visit.programme); }

}  // namespace

std::string writer_name(revisions::Writers const& writers, std::optional<accounts::PersonId> const& author, std::string const& by_name,
                        i18n::Words const& words) {
  return by_name.empty() ? writers.name(author, words) : words.t("{}, who told it", {by_name});
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
  std::optional<revisions::HistoryPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    // Former versions are for those who may write: a text withdrawn from the sheet is withdrawn from its readers.
    if (!experience ||
        (!may_write(visit.viewer, standing_of(*experience)) && !visit.viewer.member_of(*visit.programme) && !is_counted(experience->status)))
      return;
    programme = programme_of(session, visit);
    ExperienceStore store{session};
    auto const versions = store.history(experience->id);
    auto const moves = store.moves(experience->id);
    auto const writers = shows_names(visit) ? std::optional{revisions::Writers::of(session, versions, moves)} : std::nullopt;
    auto const who = [&](auto const& one) { return writers ? writer_name(*writers, one.author, one.by_name, words) : std::string{}; };
    bool const opens_versions = may_write(visit.viewer, standing_of(*experience));
    page.emplace();
    page->title = experience->content.title;
    page->subject = address_of(programme.slug, experience->slug), page->back = words.t("Back to the sheet");
    if (opens_versions) page->compare = under(programme, experience->slug, "history/compare");
    page->authors = under(programme, experience->slug, "authors");
    for (auto const& one : versions)
      page->versions.push_back({one.number, who(one), words.moment(one.at), one.reason,
                                opens_versions ? version_address(programme, experience->slug, one.number) : html::Url{},
                                one.number == experience->revision});
    for (auto const& one : moves)
      page->steps.push_back({words.t("{}, {}", {words.t(status_msgid(one.to)), words.t(visibility_msgid(one.visibility))}), who(one),
                             words.moment(one.at), one.reason});
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, words.t("History of “{}”", {page->title}),
                      {{words.t("Experiences"), list_address(programme.slug)}, {page->title, page->subject}, {words.t("History"), {}}});
  framed.indexable = false;
  framed.body = views::revisions_history(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::version(accounts::Visit const& visit) {
  auto const& words = visit.words();
  bool const compares = visit.capture("number") == "compare";
  auto const number = number_in(compares ? visit.query("to") : visit.capture("number"));
  std::optional<revisions::VersionPage> page;
  programme::Brief programme;
  html::Url sheet;
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
    auto const writers = revisions::Writers::of(session, std::vector{*asked});
    page.emplace();
    page->title = from == number - 1 ? words.t("“{}”, version {}", {experience->content.title, number})
                                     : words.t("“{}”, from version {} to version {}", {experience->content.title, from, number});
    page->who = words.t("{}, {}", {writer_name(writers, asked->author, asked->by_name, words), words.moment(asked->at)});
    page->reason = asked->reason;
    sheet = address_of(programme.slug, experience->slug);
    page->history = under(programme, experience->slug, "history");
    if (number > 1) page->previous = version_address(programme, experience->slug, number - 1);
    if (number < experience->revision) {
      page->next = version_address(programme, experience->slug, number + 1);
      page->restore = under(programme, experience->slug, "history/" + std::to_string(number) + "/restore");
    }
    for (auto& one : changes(before ? before->content : Content{}, asked->content, *vocabulary_of(session, visit), words))
      page->changes.push_back({one.field, words.t(one.msgid), std::move(one.before), std::move(one.after), std::move(one.pieces)});
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, page->title,
                      {{words.t("Experiences"), list_address(programme.slug)}, {words.t("The sheet"), sheet}, {words.t("History"), page->history}});
  framed.indexable = false;
  framed.body = views::revisions_version(visit.context, *page);
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
