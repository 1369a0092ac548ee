#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_sheet.view.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

void add_desk(MethodPage& page, accounts::Viewer const& viewer, Method const& method, programme::Brief const& programme, i18n::Words const& words) {
  if (may_tell_a_trial(viewer, method)) page.tell = under(programme, method.slug, "trial");
  page.markdown = under(programme, method.slug, "markdown");
  if (!may_write(viewer, method)) return;
  page.edit = under(programme, method.slug, "edit");
  page.write = under(programme, method.slug, "write");
  page.history = under(programme, method.slug, "history");
  for (auto const& one : transitions(viewer, method))
    page.moves.push_back(
        {words.t(one.msgid), under(programme, method.slug, "move").with("to", code(one.to)), page.moves.empty() && !is_listed(method.status)});
  for (auto const hint : hints(method)) page.hints.push_back(words.t(hint));
  if (method.status == Status::draft && !method.published) page.erase = under(programme, method.slug, "delete");
}

std::string pill_of(std::string const& worked) { return worked == "yes" ? "done" : worked == "partly" ? "todo" : "info"; }

void add_trials(MethodPage& page, db::Session& session, accounts::Viewer const& viewer, Method const& method, programme::Brief const& programme,
                i18n::Words const& words) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : method.trials)
    if (one.territory) ids.push_back(*one.territory);
  std::map<accounts::TerritoryId, html::Url> addresses;
  if (!ids.empty())
    for (auto const& territory : territories::briefs_of(session, ids)) addresses[territory.id] = territories::address_of(territory.key());
  int place = 0;
  for (auto const& one : method.trials) {
    MethodPage::TrialLine line;
    auto const id = "trial" + std::to_string(++place);
    line.who = one.trial.who;
    line.territory = one.territory_name;
    line.hexagon = hexagon_of(one.territory_name);
    if (one.territory) line.territory_url = addresses[*one.territory];
    std::vector<std::string> when;
    for (auto const& part : {date_in_words(one.trial.date, words), one.trial.where})
      if (!part.empty()) when.push_back(part);
    for (auto const& part : when) line.when += (line.when.empty() ? "" : ", ") + part;
    line.worked = words.t(experiences::msgid_of(results(), one.trial.worked));
    line.worked_kind = pill_of(one.trial.worked);
    markdown::Options options;
    options.first_heading_level = 4;
    options.id_prefix = id + "-";
    line.text = markdown::render(one.trial.text, options).markup;
    options.id_prefix = id + "a-";
    line.adapted = markdown::render(one.trial.adapted_how, options).markup;
    bool const own = viewer.person && one.person == viewer.person;
    if (own || viewer.leads(method.programme))
      line.withdraw = html::Url::path("/p/{}/methods/{}/trial/{}/withdraw", {programme.slug, method.slug, one.id});
    page.trials.push_back(std::move(line));
  }
}

void add_authors(MethodPage& page, db::Session& session, Method const& method, i18n::Words const& words) {
  std::vector<accounts::PersonId> people;
  if (method.author) people.push_back(*method.author);
  auto revisions = MethodStore{session}.history(method.id);
  std::reverse(revisions.begin(), revisions.end());
  for (auto const& one : revisions)
    if (one.author && std::find(people.begin(), people.end(), *one.author) == people.end()) people.push_back(*one.author);
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  std::vector<std::string> said;
  for (auto const& person : people)
    if (auto const name = names.find(person); name != names.end()) said.push_back(name->second);
  auto const add = [&](std::string_view term, std::string text) {
    if (!text.empty()) page.facts.push_back({words.t(term), std::move(text)});
  };
  add(said.size() > 1 ? i18n::msgid("Authors") : i18n::msgid("Author"), words.enumeration(said));
  add(i18n::msgid("Licence"), method.content.licence);
  add(i18n::msgid("Source"), method.content.source);
}

std::string cite_of(Method const& method, programme::Brief const& programme, std::string const& public_address, i18n::Words const& words) {
  auto const day = words.day(base::Day{std::chrono::floor<std::chrono::days>(method.changed)});
  return words.t("“{}”, {}, version {} of {}, {}. {}",
                 {method.content.title, programme.name, method.revision, day, method.content.licence,
                  public_address + address_of(programme.slug, method.slug).text()});
}

std::string_view explanation_msgid(Status from, Status to) {
  using i18n::msgid;
  if (from == to) return msgid("Only the circle of its readers changes.");
  switch (to) {
    case Status::tested: return msgid("The whole cohort reads it, completes it and tries it in turn.");
    case Status::to_review: return msgid("The team of the programme sees that a reading is awaited.");
    case Status::published: return msgid("It takes its place in the list, and kits may print it.");
    case Status::deprecated: return msgid("It leaves the list; its address stays good, with a word that warns.");
    default: return msgid("It is worked on again; only its author and the companions read it meanwhile.");
  }
}

MovePage move_page(Method const& method, Transition const& step, programme::Brief const& programme, i18n::Words const& words) {
  MovePage page;
  page.question = words.t("{}: “{}”", {words.t(step.msgid), method.content.title});
  page.explanation = words.t(explanation_msgid(step.from, step.to));
  page.button = words.t(step.msgid);
  page.to = code(step.to);
  page.action = under(programme, method.slug, "move");
  page.method = address_of(programme.slug, method.slug);
  if (step.to == Status::published) page.visibilities = visibility_choices(method.visibility, words);
  for (auto const& refusal : missing_for(step.to, method)) {
    auto const where =
        refusal.field == "trials" ? under(programme, method.slug, "trial") : under(programme, method.slug, "edit").with_fragment(refusal.field);
    page.missing.push_back({words.refusal(refusal), where});
  }
  if (step.to == Status::published && step.from != step.to)
    for (auto const hint : hints(method)) page.hints.push_back(words.t(hint));
  return page;
}

std::optional<Transition> step_of(accounts::Viewer const& viewer, Method const& method, std::string_view to) {
  for (auto const& one : transitions(viewer, method))
    if (code(one.to) == to) return one;
  return std::nullopt;
}

}  // namespace

void MethodPages::Rooms::add_sheet_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/{slug}", Right::anyone, "A method sheet", [this](auto const& visit) { return sheet(visit); });
  routes.get("/p/{programme}/methods/{slug}/markdown", Right::anyone, "A method sheet as a Markdown file",
             [this](auto const& visit) { return markdown_file(visit); });
  routes.get("/p/{programme}/methods/{slug}/move", Right::member, "Confirm a step of a method's life",
             [this](auto const& visit) { return ask_move(visit); });
  routes.post("/p/{programme}/methods/{slug}/move", Right::member, "Publish, withdraw… a method", [this](auto const& visit) { return move(visit); });
  routes.get("/p/{programme}/methods/{slug}/delete", Right::member, "Confirm the deletion of a draft method",
             [this](auto const& visit) { return ask_erase(visit); });
  routes.post("/p/{programme}/methods/{slug}/delete", Right::member, "Delete a draft method", [this](auto const& visit) { return erase(visit); });
}

http::Response MethodPages::Rooms::sheet(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<Method> method;
  programme::Brief programme;
  MethodPage page;
  house.database.read([&](db::Session& session) {
    method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    programme = programme_of(session, visit);
    page = page_of(*method, programme.slug, words);
    page.body = body_of(method->content, grounds_of(session, visit.viewer, *visit.programme, method->content), programme.slug, words);
    add_trials(page, session, visit.viewer, *method, programme, words);
    add_authors(page, session, *method, words);
    add_desk(page, visit.viewer, *method, programme, words);
    page.cite = cite_of(*method, programme, public_address, words);
  });
  if (!method) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, page.title, {{page.title, {}}});
  frame.description = page.pitch;
  frame.indexable = is_listed(method->status) && method->visibility == accounts::Visibility::public_;
  frame.body = views::method_sheet(visit.context, page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::markdown_file(accounts::Visit const& visit) {
  std::optional<Sheet> sheet;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    auto exported = sheets_of(session, {*method}, programme_of(session, visit).slug);
    sheet = std::move(exported.front().sheet);
  });
  if (!sheet) return house.stage.missing(visit);
  http::Response response;
  response.content_type = "text/markdown; charset=utf-8";
  response.header("Content-Disposition", "attachment; filename=\"" + sheet->slug + ".md\"");
  response.body = format_sheet(*sheet);
  return response;
}

http::Response MethodPages::Rooms::ask_move(accounts::Visit const& visit) {
  std::optional<MovePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    auto const step = method ? step_of(visit.viewer, *method, visit.query("to")) : std::nullopt;
    if (!step) return;
    programme = programme_of(session, visit);
    page = move_page(*method, *step, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, page->question, {{visit.words().t("The method"), page->method}, {page->button, {}}});
  frame.indexable = false;
  frame.body = views::method_move(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::move(accounts::Visit const& visit) {
  auto const to = status_from(visit.form("to"));
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  std::string sentence;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method || !to) return;
    programme = programme_of(session, visit);
    if (auto const step = step_of(visit.viewer, *method, code(*to))) sentence = visit.words().t(step->done_msgid);
    auto const asked = accounts::visibility_from(visit.form("visibility"));
    auto const visibility = *to == Status::published && asked ? *asked : method->visibility;
    auto const moved = MethodStore{session}.move(house.world, visit.viewer, method->id, *to, visibility, visit.form("reason"));
    if (!moved) refusal = moved.error();
  });
  if (!method || !to) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, sentence, address_of(programme.slug, method->slug));
}

http::Response MethodPages::Rooms::ask_erase(accounts::Visit const& visit) {
  std::optional<ErasePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    page = ErasePage{method->content.title, under(programme, method->slug, "delete"), address_of(programme.slug, method->slug)};
  });
  if (!page) return house.stage.missing(visit);
  auto frame =
      frame_of(visit, programme, visit.words().t("Delete this draft"), {{page->title, page->method}, {visit.words().t("Delete this draft"), {}}});
  frame.indexable = false;
  frame.body = views::method_erase(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::erase(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    auto const erased = MethodStore{session}.erase_draft(visit.viewer, method->id);
    if (!erased) refusal = erased.error();
  });
  if (!method) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, visit.words().t("The draft is deleted."), list_address(programme.slug));
}

}  // namespace atelier
