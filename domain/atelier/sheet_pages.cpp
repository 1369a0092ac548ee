#include <algorithm>
#include <array>

#include "domain/atelier/cited_words.h"
#include "domain/atelier/licences.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/proposal_store.h"
#include "domain/atelier/rearrangement_store.h"
#include "domain/atelier/review_store.h"
#include "domain/atelier/translation.h"
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
  if (viewer.may_contribute(method.programme)) page.rearrange = under(programme, method.slug, "rearrange");
  for (auto const& one : transitions(viewer, method))
    page.moves.push_back({words.t(one.msgid), under(programme, method.slug, "move").with("to", code(one.to)),
                          page.moves.empty() && (method.status == Status::draft || method.status == Status::tested)});
  page.coverage = under(programme, method.slug, "coverage");
  page.proposals = under(programme, method.slug, "proposals");
  if (!method.content.adapted_from.empty()) page.source = under(programme, method.slug, "source");
  page.review = under(programme, method.slug, "review");
  page.citations = under(programme, method.slug, "citations");
  for (auto const hint : hints(method)) page.hints.push_back(words.t(hint));
  if (method.status == Status::draft && !method.published) page.erase = under(programme, method.slug, "delete");
}

/// Where it comes from and what became of it elsewhere.
void add_lineage(MethodPage& page, db::Session& session, accounts::Viewer const& viewer, Method const& method, programme::Brief const& programme,
                 i18n::Words const& words) {
  if (viewer.may_contribute(method.programme)) page.adapt = under(programme, method.slug, "adapt");
  MethodStore store{session};
  if (!method.content.adapted_from.empty()) {
    std::string const slug = method.content.adapted_from;
    for (auto const& source : store.briefs_by_slugs(viewer, method.programme, std::span{&slug, 1})) {
      page.adapted_from = method.content.adapted_version ? words.t("“{}”, version {}", {source.title, method.content.adapted_version})
                                                         : words.t("“{}”", {source.title});
      page.adapted_url = address_of(programme.slug, source.slug);
    }
  }
  ProposalStore proposals{session};
  auto const ids = proposals.copies_of(method);
  if (!ids.empty())
    for (auto const& copy : store.briefs(viewer, ids)) page.copies.push_back({copy.title, address_of(programme.slug, copy.slug), false});
  if (page.edit.empty()) return;
  for (auto const& one : proposals.to(method.id)) page.proposed += one.state == "open" ? 1 : 0;
}

/// The languages it may be read in; for who writes, those it may be translated into.
void add_languages(MethodPage& page, Method const& method, programme::Brief const& programme, i18n::Words const& words) {
  for (auto const& language : languages()) {
    if (language.code == method.content.language) continue;
    auto const name = words.t(language.msgid);
    auto const progress = progress_of(translated_blocks(method.content, language.code));
    auto const here = "in/" + std::string{language.code};
    if (progress.current + progress.out_of_date > 0)
      page.languages.push_back({words.t("Read in: {}", {name}), under(programme, method.slug, here), false});
    if (!page.edit.empty())
      page.languages.push_back({words.t("Translate into: {}", {name}), under(programme, method.slug, here + "/translate"), false});
  }
}

/// Who put it out although no peer had read it, when and why; "" when that is not how it last came out.
std::string unread_in_words(db::Session& session, Method const& method, i18n::Words const& words) {
  for (auto const& move : MethodStore{session}.moves(method.id)) {
    if (move.to != Status::published || move.from == Status::published || move.from == Status::deprecated) continue;
    if (!move.unread) return {};
    auto const names = move.author ? accounts::names_of(session, std::span{&*move.author, 1}) : std::map<accounts::PersonId, std::string>{};
    return words.t("Published without a reading by peers, by {}, {}: “{}”",
                   {names.empty() ? words.t("someone who left") : names.begin()->second,
                    words.day(base::Day{std::chrono::floor<std::chrono::days>(move.at)}), move.reason});
  }
  return {};
}

/// Who read it before it came out, and what they answered.
void add_reading(MethodPage& page, db::Session& session, Method const& method, views::Context const& context) {
  if (method.status != Status::published && method.status != Status::deprecated) return;
  if (auto const said = unread_in_words(session, method, context.words); !said.empty()) {
    page.read_by = said;
    return;
  }
  auto const review = ReviewStore{session}.published_by(method.id);
  page.read_by = review ? read_by_in_words(*review, names_of_readers(session, *review), context.words) : std::string{};
  if (page.read_by.empty()) page.read_by = context.words.t("Published without a reading by peers");
  else page.review_figure = figure_of_review(*review, "criteria", context);
}

/// Methods this one came out of or that came out of it, and the readings of those joined to it.
void add_beside(MethodPage& page, db::Session& session, accounts::House const& house, accounts::Visit const& visit, Method const& method,
                programme::Brief const& programme) {
  auto const& words = visit.words();
  for (auto const& one : RearrangementStore{session, house.world, visit.viewer}.of(method.id)) {
    if (one.undone || !one.other || one.kind == "moved") continue;
    bool const came_out = one.method != method.id;
    auto const other = came_out ? one.method : *one.other;
    auto const review = ReviewStore{session}.published_by(other);
    auto const read =
        review && (came_out || one.kind == "joined") ? read_by_in_words(*review, names_of_readers(session, *review), words) : std::string{};
    if (one.kind == "joined") {
      if (!read.empty()) page.read_beside.push_back(words.t("What was joined to it: {}", {read}));
      continue;
    }
    for (auto const& brief : MethodStore{session}.briefs(visit.viewer, std::array{other})) {
      page.beside.push_back({came_out ? words.t("It came out of “{}”", {brief.title}) : words.t("“{}” came out of it", {brief.title}),
                             address_of(programme.slug, brief.slug), false});
      if (came_out && !read.empty()) page.read_beside.push_back(words.t("As a part of “{}”: {}", {brief.title, read}));
    }
  }
}

/// What became of the passages cited: a word to readers beside those that changed, a choice to make for who writes.
void add_cited_words(MethodPage& page, db::Session& session, Method const& method, i18n::Words const& words) {
  std::int64_t asking = 0;
  for (auto const& one : CitedWordsStore{session}.of(method.id)) {
    if (asks_for_a_choice(one.state)) ++asking;
    if (one.state != CitationState::changed && one.state != CitationState::kept) continue;
    auto const day = words.day(base::Day{std::chrono::floor<std::chrono::days>(one.cited)});
    for (auto& said : page.body.said)
      if (said.slug == one.slug && said.code == upper(one.passage))
        said.since = words.t("Cited on {}; the territory has changed its words since.", {day});
  }
  if (asking > 0 && !page.edit.empty())
    page.citations_ask =
        words.tn("A passage cited here was changed or withdrawn since.", "{} passages cited here were changed or withdrawn since.", asking);
}

std::string pill_of(std::string const& worked) { return worked == "yes" ? "done" : worked == "partly" ? "todo" : "info"; }

/// "with the school of the village, 24 people".
std::string company_in_words(Trial const& trial, i18n::Words const& words) {
  auto const people = trial.people ? words.tn("one person", "{} people", trial.people) : std::string{};
  if (trial.with_whom.empty()) return people;
  return people.empty() ? words.t("with {}", {trial.with_whom}) : words.t("with {}, {}", {trial.with_whom, people});
}

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
    line.with = company_in_words(one.trial, words);
    line.pictures = pictures_of(one, programme.slug, method.slug);
    bool const own = viewer.person && one.person == viewer.person;
    if (own) line.add_photos = html::Url::path("/p/{}/methods/{}/trial/{}/photos", {programme.slug, method.slug, one.id});
    if (own || viewer.leads(method.programme))
      line.withdraw = html::Url::path("/p/{}/methods/{}/trial/{}/withdraw", {programme.slug, method.slug, one.id});
    page.trials.push_back(std::move(line));
  }
}

void add_authors(MethodPage& page, db::Session& session, Method const& method, html::Url const& licence_page, i18n::Words const& words) {
  auto const people = MethodStore{session}.writers(method);
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  std::vector<std::string> said;
  for (auto const& person : people)
    if (auto const name = names.find(person); name != names.end()) said.push_back(name->second);
  auto const add = [&](std::string_view term, std::string text) {
    if (!text.empty()) page.facts.push_back({words.t(term), std::move(text)});
  };
  add(said.size() > 1 ? i18n::msgid("Authors") : i18n::msgid("Author"), words.enumeration(said));
  add(i18n::msgid("Licence"), std::string{licence_name(method.content.licence)});
  if (!method.content.licence.empty()) page.facts.back().url = licence_page;
  add(i18n::msgid("Source"), method.content.source);
}

std::string cite_of(Method const& method, programme::Brief const& programme, std::string const& public_address, i18n::Words const& words) {
  auto const day = words.day(base::Day{std::chrono::floor<std::chrono::days>(method.changed)});
  return words.t("“{}”, {}, version {} of {}, {}. {}",
                 {method.content.title, programme.name, method.revision, day, method.content.licence,
                  public_address + address_of(programme.slug, method.slug).text()});
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
    add_authors(page, session, *method, under(programme, method->slug, "licence"), words);
    add_desk(page, visit.viewer, *method, programme, words);
    add_cited_words(page, session, *method, words);
    add_lineage(page, session, visit.viewer, *method, programme, words);
    add_languages(page, *method, programme, words);
    add_reading(page, session, *method, visit.context);
    add_beside(page, session, house, visit, *method, programme);
    page.cite = cite_of(*method, programme, public_address, words);
  });
  if (!method) return house.stage.missing(visit);
  if (method->slug != visit.capture("slug")) return http::see_other(address_of(programme.slug, method->slug).text());
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

}  // namespace atelier
