#include "domain/accounts/accounts.h"
#include "domain/experiences/agreement_store.h"
#include "domain/experiences/agreement_views.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/views/agreement.view.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

InterviewPage start_page(programme::Brief const& programme, std::string form_key) {
  InterviewPage page;
  page.form_key = std::move(form_key);
  page.action = html::Url::path("/p/{}/experiences/interview", {programme.slug});
  page.sheet = list_address(programme.slug);
  return page;
}

InterviewPage grid_page(Interview const& interview, Experience const& experience, programme::Brief const& programme, i18n::Words const& words) {
  InterviewPage page;
  page.fresh = false;
  page.title = experience.content.title;
  page.narrator = interview.narrator;
  page.date = date_in_words(experience.content.interview_date, words);
  page.form_key = "grid-" + experience.id.text();
  page.action = html::Url::path("/p/{}/experiences/{}/interview", {programme.slug, experience.slug});
  page.keep = html::Url::path("/p/{}/experiences/{}/interview/keep", {programme.slug, experience.slug});
  page.enter = html::Url::path("/sign-in").with("next", html::Url::path("/p/{}/experiences/entered", {programme.slug}).text());
  page.sheet = address_of(programme.slug, experience.slug);
  page.write = html::Url::path("/p/{}/experiences/{}/edit", {programme.slug, experience.slug});
  std::size_t number = 0;
  for (auto const& question : interview_questions()) {
    page.lines.push_back({number + 1, words.t(question.msgid), interview.grid[number]});
    ++number;
  }
  return page;
}

void take_notes(Interview& interview, http::Fields const& form) {
  for (std::size_t at = 0; at < interview.grid.size(); ++at)
    if (auto const name = "notes." + std::to_string(at + 1); form.has(name)) interview.grid[at] = std::string{form[name].substr(0, 20'000)};
}

/// The sheet and its interview, for those who write it.
struct Grid {
  Experience experience;
  Interview interview;
};
std::optional<Grid> grid_of(db::Session& session, accounts::Visit const& visit) {
  auto experience = sheet_of_visit(session, visit, Purpose::writing);
  if (!experience) return std::nullopt;
  auto interview = AgreementStore{session}.interview(experience->id);
  if (!interview) return std::nullopt;
  return Grid{std::move(*experience), std::move(*interview)};
}

}  // namespace

void ExperiencePages::Rooms::add_interview_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/interview", Right::contributor, "Prepare an interview",
             [this](auto const& visit) { return start_interview(visit, {}, {}); });
  routes.post("/p/{programme}/experiences/interview", Right::contributor, "Make the sheet and the grid of an interview",
              [this](auto const& visit) { return make_interview(visit); });
  routes.get("/p/{programme}/experiences/{slug}/interview", Right::member, "The twelve questions of an interview, with its notes",
             [this](auto const& visit) { return interview_grid(visit); });
  routes.post(
      "/p/{programme}/experiences/{slug}/interview", Right::member, "Save the notes of an interview",
      [this](auto const& visit) { return save_interview(visit, false); }, longest_form);
  routes.get("/p/{programme}/experiences/{slug}/interview/keep", Right::member, "Whether notes can be kept",
             [this](auto const& visit) { return ask_typing(visit); });
  routes.post(
      "/p/{programme}/experiences/{slug}/interview/keep", Right::member, "Keep the notes being typed",
      [this](auto const& visit) { return save_interview(visit, true); }, longest_form);
}

http::Response ExperiencePages::Rooms::start_interview(accounts::Visit const& visit, std::string const& refusal, std::string const& field) {
  auto const programme = house.database.read([&](db::Session& session) { return programme_of(session, visit); });
  auto const typed_key = std::string{visit.form("form_key").substr(0, 80)};
  auto page = start_page(programme, typed_key.empty() ? house.world.new_uuid() : typed_key);
  page.narrator = visit.form("narrator");
  page.email = visit.form("email");
  page.title = visit.form("title");
  page.date = visit.form("date");
  page.refusal = refusal;
  page.refused_field = field;
  auto const title = visit.words().t("Prepare an interview");
  auto framed = frame(programme, title, {{visit.words().t("Experiences"), list_address(programme.slug)}, {title, {}}});
  framed.indexable = false;
  framed.body = views::interview_start(visit.context, page);
  return house.stage.page(visit, std::move(framed), refusal.empty() ? 200 : 422);
}

http::Response ExperiencePages::Rooms::make_interview(accounts::Visit const& visit) {
  auto const& words = visit.words();
  Interview interview;
  interview.narrator = std::string{base::trimmed(visit.form("narrator").substr(0, 200))};
  interview.email = std::string{base::trimmed(visit.form("email").substr(0, 254))};
  interview.grid.resize(interview_questions().size());
  if (interview.narrator.empty()) return start_interview(visit, words.t("Say who will tell the story."), "narrator");
  if (!interview.email.empty() && !accounts::is_email(interview.email))
    return start_interview(visit, words.t("“{}” is not an e-mail address.", {interview.email}), "email");
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  std::string slug;
  house.database.write([&](db::Session& session) {
    programme = programme_of(session, visit);
    Edit edit;
    edit.content.title = visit.form("title");
    edit.content.narrator = interview.narrator;
    edit.content.interview_date = visit.form("date");
    edit.content.size = "sheet";
    if (visit.viewer.person) {
      std::vector<accounts::PersonId> const writer{*visit.viewer.person};
      for (auto const& [id, name] : accounts::names_of(session, writer)) edit.content.writer = name;
    }
    auto const made = ExperienceStore{session}.create(house.world, visit.viewer, *visit.programme, edit, visit.form("form_key"));
    if (!made) {
      refusal = made.error();
      return;
    }
    interview.experience = made->id;
    interview.interviewer = *visit.viewer.person;
    slug = made->slug;
    AgreementStore{session}.put(house.world, interview);
  });
  if (refusal) return start_interview(visit, words.refusal(*refusal), refusal->field);
  return house.stage.done(visit, words.t("The grid is ready; the sheet waits as a draft."),
                          html::Url::path("/p/{}/experiences/{}/interview", {programme.slug, slug}));
}

http::Response ExperiencePages::Rooms::interview_grid(accounts::Visit const& visit) {
  std::optional<InterviewPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const grid = grid_of(session, visit);
    if (!grid) return;
    programme = programme_of(session, visit);
    page = grid_page(grid->interview, grid->experience, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, visit.words().t("Interview with {}", {page->narrator}),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page->title, page->sheet}});
  framed.indexable = false;
  framed.body = views::interview_grid(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::save_interview(accounts::Visit const& visit, bool quietly) {
  std::optional<html::Url> here;
  house.database.write([&](db::Session& session) {
    auto grid = grid_of(session, visit);
    if (!grid) return;
    take_notes(grid->interview, visit.request.form);
    AgreementStore{session}.put(house.world, grid->interview);
    here = html::Url::path("/p/{}/experiences/{}/interview", {programme_of(session, visit).slug, grid->experience.slug});
  });
  if (!here) return house.stage.missing(visit);
  if (quietly) return kept_word(visit, house.world.now(), {});
  return house.stage.done(visit, visit.words().t("Your notes are saved."), *here);
}

}  // namespace experiences
