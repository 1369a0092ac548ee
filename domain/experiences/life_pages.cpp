// The steps of a sheet's life, each confirmed: published, withdrawn, archived, deleted while a draft.
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/life_cycle.h"
#include "platform/audit/audit.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

std::string_view question_msgid(Status from, Status to) {
  if (from == to) return i18n::msgid("Who may read this sheet?");
  switch (to) {
    case Status::published: return i18n::msgid("Publish “{}”?");
    case Status::archived: return i18n::msgid("Archive “{}”?");
    case Status::draft: return i18n::msgid("Take “{}” back as a draft?");
    default: return i18n::msgid("“{}”: one step further");
  }
}

std::string_view explanation_msgid(Status to) {
  switch (to) {
    case Status::published: return i18n::msgid("It takes its place in the list and the état des lieux, and may be cited in methods and kits.");
    case Status::archived: return i18n::msgid("It leaves the lists; its address stays good for those who cite it.");
    case Status::draft: return i18n::msgid("Only its authors and the companions will read it. What cites it will no longer show its text to others.");
    case Status::to_update: return i18n::msgid("It stays readable; readers see that an update is awaited.");
    case Status::to_review: return i18n::msgid("Its pair and the team of the programme see that a reading is awaited.");
    case Status::agreed: return i18n::msgid("Without your agreement the sheet waits; with it, it may be published.");
    default: return i18n::msgid("This is noted in its history.");
  }
}

std::vector<revisions::Choice> visibilities(accounts::Visibility chosen, i18n::Words const& words) {
  std::vector<revisions::Choice> choices;
  using enum accounts::Visibility;
  for (auto const one : {public_, community, cohort, companion})
    choices.push_back({std::string{accounts::code(one)}, words.t(visibility_msgid(one)), one == chosen});
  return choices;
}

revisions::MovePage move_page(Experience const& experience, programme::Brief const& programme, Transition const& step, i18n::Words const& words) {
  revisions::MovePage page;
  page.title = experience.content.title;
  page.question = words.t(question_msgid(step.from, step.to), {experience.content.title});
  page.explanation = words.t(explanation_msgid(step.to));
  page.button = words.t(step.msgid);
  page.to = code(step.to);
  page.subject = address_of(programme.slug, experience.slug);
  page.back = words.t("Back to the sheet");
  page.needs = words.t("Before that, the sheet needs:");
  page.action = under(programme, experience.slug, "move");
  if (step.to != Status::published) return page;
  page.visibilities = visibilities(experience.visibility, words);
  page.asks_consent = true;
  auto const edit = under(programme, experience.slug, "edit");
  for (auto const& refusal : missing_for_publication(experience.content))
    page.missing.emplace_back(words.refusal(refusal), edit.with_fragment(refusal.field));
  for (auto const hint : hints(experience)) page.hints.push_back(words.t(hint));
  return page;
}

std::optional<Transition> step_to(Experience const& experience, std::string_view to) {
  for (auto const& one : transitions_from(experience.status))
    if (code(one.to) == to) return one;
  return std::nullopt;
}

}  // namespace

void ExperiencePages::Rooms::add_life_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/move", Right::member, "Confirm a step of a sheet's life",
             [this](auto const& visit) { return ask_move(visit); });
  routes.post("/p/{programme}/experiences/{slug}/move", Right::member, "Publish, withdraw, archive… a sheet",
              [this](auto const& visit) { return move(visit); });
  routes.get("/p/{programme}/experiences/{slug}/delete", Right::member, "Confirm the deletion of a draft",
             [this](auto const& visit) { return ask_erase(visit); });
  routes.post("/p/{programme}/experiences/{slug}/delete", Right::member, "Delete a draft", [this](auto const& visit) { return erase(visit); });
}

http::Response ExperiencePages::Rooms::ask_move(accounts::Visit const& visit) {
  std::optional<revisions::MovePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    if (auto const step = step_to(*experience, visit.query("to"))) page = move_page(*experience, programme, *step, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  page->saved_form = std::string{visit.query("saved").substr(0, 100)};
  auto framed = frame(programme, page->question, {{visit.words().t("Experiences"), list_address(programme.slug)}, {page->title, page->subject}});
  framed.indexable = false;
  framed.body = views::revisions_move(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

/// What became readable by more people, or by fewer, is something to answer for.
void ExperiencePages::Rooms::note_publication(db::Session& session, accounts::Visit const& visit, Experience const& experience, Status to) const {
  if (to != Status::published && !is_counted(experience.status)) return;
  auto const act = to == Status::published ? audit::Act::published : audit::Act::withdrawn;
  audit::note(session, house.world, {act, visit.viewer.person->text(), "experience " + experience.id.text(), visit.request.address});
}

http::Response ExperiencePages::Rooms::move(accounts::Visit const& visit) {
  auto const to = status_from(visit.form("to"));
  std::optional<base::Refusal> refusal;
  std::optional<Transition> step;
  std::optional<Experience> experience;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    experience = sheet_of_visit(session, visit, Purpose::writing);
    programme = programme_of(session, visit);
    if (!experience || !to) return;
    step = step_to(*experience, visit.form("to"));
    auto const visibility = accounts::visibility_from(visit.form("visibility")).value_or(experience->visibility);
    if (*to == Status::published && visit.form("consent") != "yes") {
      refusal = base::Refusal{"Say that the people quoted agree: it is theirs to decide.", {}, "consent"};
      return;
    }
    auto const moved = ExperienceStore{session}.move(house.world, visit.viewer, *experience, *to, visibility, visit.form("reason"));
    if (!moved) refusal = moved.error();
    else note_publication(session, visit, *experience, *to);
  });
  if (!experience || !to) return house.stage.missing(visit);
  if (!refusal && step) return house.stage.done(visit, visit.words().t(step->done_msgid), address_of(programme.slug, experience->slug));
  if (!step) return house.stage.refused(visit, refusal.value_or(base::Refusal{"The sheet has moved since: this is no longer possible.", {}, {}}));
  auto page = move_page(*experience, programme, *step, visit.words());
  page.refusal = visit.words().refusal(*refusal);
  page.reason = visit.form("reason");
  auto framed = frame(programme, page.question, {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.subject}});
  framed.body = views::revisions_move(visit.context, page);
  return house.stage.page(visit, std::move(framed), 422);
}

http::Response ExperiencePages::Rooms::ask_erase(accounts::Visit const& visit) {
  std::optional<revisions::ErasePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    page =
        revisions::ErasePage{experience->content.title, under(programme, experience->slug, "delete"), address_of(programme.slug, experience->slug)};
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, page->title, {{visit.words().t("Experiences"), list_address(programme.slug)}, {page->title, page->subject}});
  framed.indexable = false;
  framed.body = views::revisions_erase(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::erase(accounts::Visit const& visit) {
  std::optional<base::Outcome<bool>> erased;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    erased.reset();
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    programme = programme_of(session, visit);
    if (experience) erased = ExperienceStore{session}.erase_draft(visit.viewer, *experience);
  });
  if (!erased) return house.stage.missing(visit);
  if (!*erased) return house.stage.refused(visit, erased->error());
  return house.stage.done(visit, visit.words().t("The draft is deleted."), list_address(programme.slug));
}

}  // namespace experiences
