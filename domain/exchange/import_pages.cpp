#include <charconv>

#include "domain/exchange/import_rooms.h"
#include "domain/exchange/table_reader.h"
#include "domain/exchange/views/import.view.h"
#include "platform/files/disk.h"
#include "platform/spreadsheets/spreadsheets.h"

namespace exchange {
namespace {

constexpr int most_listed = 100, sheets_a_page = 100;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<std::int64_t>(0, number);
}

/// What the form says, over what was chosen before.
Choices choices_of(accounts::Visit const& visit, Intake const& intake) {
  auto choices = choices_from_json(intake.choices).value_or(Choices{});
  for (std::size_t at = 0; at < choices.columns.size(); ++at) {
    auto const name = "column-" + std::to_string(at);
    if (visit.request.form.has(name)) choices.columns[at].second = std::string{visit.form(name)}.substr(0, 100);
  }
  choices.alike = alike_from(visit.form("alike")).value_or(choices.alike);
  if (accounts::visibility_from(visit.form("visibility"))) choices.visibility = std::string{visit.form("visibility")};
  for (auto const& [name, value] : visit.request.form.fields()) {
    if (!name.starts_with("row-")) continue;
    if (auto const alike = alike_from(value)) choices.rows[static_cast<std::size_t>(number_in(std::string_view{name}.substr(4)))] = *alike;
  }
  return choices;
}

}  // namespace

std::optional<Intake> intake_of_visit(db::Session& session, accounts::Visit const& visit) {
  auto const id = IntakeId::parse(visit.capture("id"));
  auto intake = id ? IntakeStore{session}.find(*id) : std::nullopt;
  if (!intake || intake->programme != *visit.programme) return std::nullopt;
  if (intake->person != visit.viewer.person && !visit.viewer.leads(*visit.programme)) return std::nullopt;
  return intake;
}

void ExchangePages::Rooms::add_import_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/import", Right::contributor, "Bring a file of sheets; files brought before",
             [this](auto const& visit) { return ask_import(visit, {}); });
  routes.post(
      "/p/{programme}/experiences/import", Right::contributor, "Reads a brought file; nothing changes yet",
      [this](auto const& visit) { return bring(visit); }, largest_brought);
  routes.get("/p/{programme}/experiences/import/model.xlsx", Right::contributor, "An empty workbook with the columns of sheets",
             [this](auto const& visit) { return model(visit); });
  routes.get("/p/{programme}/experiences/import/{id}", Right::contributor, "A brought file: choices, progress or report",
             [this](auto const& visit) { return intake_page(visit); });
  routes.post("/p/{programme}/experiences/import/{id}", Right::contributor, "Choices for a brought file: look again, bring in, forget",
              [this](auto const& visit) { return choose(visit); });
  routes.post("/p/{programme}/experiences/import/{id}/undo", Right::contributor, "Takes a whole import back",
              [this](auto const& visit) { return undo(visit); });
}

http::Response ExchangePages::Rooms::ask_import(accounts::Visit const& visit, std::string refusal) {
  BringPage page;
  programme::Brief programme;
  auto const& words = visit.words();
  page.leads = visit.viewer.leads(*visit.programme);
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const all = IntakeStore{session}.of(*visit.programme, page.leads ? std::nullopt : visit.viewer.person, most_listed);
    std::vector<accounts::PersonId> people;
    for (auto const& one : all) people.push_back(one.person);
    auto const names = accounts::names_of(session, people);
    for (auto const& one : all) {
      auto const name = names.find(one.person);
      page.files.push_back({one.file_name, words.moment(one.created_at), name == names.end() ? words.t("someone who left") : name->second,
                            ImportMaker{visit, programme.slug, one}.state(), intake_address(programme.slug, one.id)});
    }
  });
  page.refusal = std::move(refusal);
  page.action = html::Url::path("/p/{}/experiences/import", {programme.slug});
  page.model = html::Url::path("/p/{}/experiences/import/model.xlsx", {programme.slug});
  page.list = experiences::list_address(programme.slug);
  int const status = page.refusal.empty() ? 200 : 422;
  auto framed = frame(programme, visit, words.t("Bring sheets"));
  framed.body = views::import_bring(visit.context, page);
  return house.stage.page(visit, std::move(framed), status);
}

http::Response ExchangePages::Rooms::bring(accounts::Visit const& visit) {
  auto const& uploads = visit.request.uploads;
  if (uploads.empty() || uploads.front().size == 0) return ask_import(visit, visit.words().t("Choose a file first."));
  auto const bytes = files::read_file(uploads.front().path, largest_brought);
  if (!bytes) return ask_import(visit, visit.words().t("This file is larger than 64 MB."));
  auto intake = work.bring(*visit.programme, *visit.viewer.person, uploads.front().file_name, *bytes);
  if (!intake) return ask_import(visit, visit.words().refusal(intake.error()));
  look(*intake);
  auto const slug = house.database.read([&](db::Session& session) { return programme_of(session, visit).slug; });
  return http::see_other(intake_address(slug, intake->id).text());
}

void ExchangePages::Rooms::look(Intake& intake) {
  intake.found = to_json(work.look(intake));
  intake.changed_at = house.world.now();
  house.database.write([&](db::Session& session) {
    IntakeStore store{session};
    auto const now = store.find(intake.id);
    if (now && now->state == IntakeState::choosing) store.put(intake);
  });
}

http::Response ExchangePages::Rooms::model(accounts::Visit const& visit) const {
  spreadsheets::Workbook book{visit.words().t("Experiences"), {}, {}, visit.words().t("About this file"), {}};
  for (auto const& path : experiences::every_path(2)) {
    if (path == "id" || path == "slug" || path == "author" || path == "published") continue;
    book.columns.push_back({experiences::column_label(path, visit.words()), 24});
  }
  book.about = {
      {visit.words().t("Coming back"),
       visit.words().t("One line a sheet. The title is enough; everything else may stay empty. Several values in one cell are separated by |.")}};
  http::Response response;
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.body = spreadsheets::write_xlsx(book);
  return response.header("Content-Disposition", "attachment; filename=\"" + visit.words().t("model-of-sheets") + ".xlsx\"");
}

http::Response ExchangePages::Rooms::intake_page(accounts::Visit const& visit) {
  programme::Brief programme;
  std::optional<Intake> intake;
  std::vector<TakenSheet> sheets;
  std::vector<IntakeNote> notes;
  std::map<std::string, std::string> titles;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    intake = intake_of_visit(session, visit);
    if (!intake || (intake->state != IntakeState::done && intake->state != IntakeState::undone)) return;
    IntakeStore store{session};
    sheets = store.sheets(intake->id, number_in(visit.query("from")), sheets_a_page);
    notes = store.notes(intake->id, static_cast<int>(most_notes) * 2);
    std::vector<std::string> slugs;
    for (auto const& one : sheets) slugs.push_back(one.slug);
    for (auto const& note : notes)
      if (intake->state == IntakeState::undone && slugs.size() < 300) slugs.push_back(note.file);
    for (auto& brief : experiences::find_by_slugs(session, visit.viewer, *visit.programme, slugs)) titles.emplace(brief.slug, brief.title);
  });
  if (!intake) return house.stage.missing(visit);
  auto framed = frame(programme, visit, intake->file_name);
  ImportMaker const maker{visit, programme.slug, *intake};
  if (intake->state == IntakeState::choosing) {
    framed.body = views::import_choose(visit.context, maker.choose(work.glimpse(*intake)));
  } else if (intake->state == IntakeState::running || intake->state == IntakeState::undoing) {
    framed.body = views::import_under_way(visit.context, maker.under_way());
    auto response = house.stage.page(visit, std::move(framed));
    return response.header("Refresh", "2");
  } else {
    auto page = maker.report(sheets, titles, notes);
    if (static_cast<int>(sheets.size()) == sheets_a_page && !page.undone)
      page.next = intake_address(programme.slug, intake->id).with("from", std::to_string(sheets.back().place + 1));
    framed.body = views::import_report(visit.context, page);
  }
  return house.stage.page(visit, std::move(framed));
}

http::Response ExchangePages::Rooms::choose(accounts::Visit const& visit) {
  programme::Brief programme;
  std::optional<Intake> intake;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    intake = intake_of_visit(session, visit);
  });
  if (!intake) return house.stage.missing(visit);
  auto const here = intake_address(programme.slug, intake->id);
  // A second click, or a page opened before: what is done is done.
  if (intake->state != IntakeState::choosing) return http::see_other(here.text());
  if (visit.form("do") == "forget") {
    house.database.write([&](db::Session& session) { IntakeStore{session}.forget(intake->id); });
    return house.stage.done(visit, visit.words().t("The file is forgotten. Nothing had changed."),
                            html::Url::path("/p/{}/experiences/import", {programme.slug}));
  }
  auto const choices = to_json(choices_of(visit, *intake));
  bool const looked_at = choices == intake->choices && !intake->found.empty();
  intake->choices = choices;
  if (!looked_at) look(*intake);
  // What was confirmed must be what was seen.
  if (visit.form("do") != "run") return http::see_other(here.text());
  if (!looked_at) return house.stage.done(visit, visit.words().t("Your choices changed: here is what the file would do now."), here);
  work.start(intake->id, IntakeState::choosing, IntakeState::running);
  return http::see_other(here.text());
}

http::Response ExchangePages::Rooms::undo(accounts::Visit const& visit) {
  programme::Brief programme;
  std::optional<Intake> intake;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    intake = intake_of_visit(session, visit);
  });
  if (!intake) return house.stage.missing(visit);
  work.start(intake->id, IntakeState::done, IntakeState::undoing);
  return http::see_other(intake_address(programme.slug, intake->id).text());
}

}  // namespace exchange
