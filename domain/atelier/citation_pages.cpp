#include <algorithm>
#include <boost/json.hpp>

#include "domain/atelier/cited_words.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/passages_found.h"
#include "domain/atelier/views/method_citations.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

namespace json = boost::json;

/// Where a passage stands now, for who writes the method.
struct Present {
  std::string text, title;
};

std::optional<Present> passage_now(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                   CitedWords const& cited) {
  if (cited.passage.empty()) return std::nullopt;
  auto const found = experiences::passages(session, viewer, programme, std::array{experiences::PassageName{cited.slug, cited.passage}});
  if (found.empty()) return std::nullopt;
  return Present{found.front().text, found.front().title};
}

std::string day_in_words(base::Instant at, i18n::Words const& words) { return words.day(base::Day{std::chrono::floor<std::chrono::days>(at)}); }

CitationsPage::Line line_of(CitedWords const& cited, std::map<Cited, experiences::Passage> const& now, programme::Brief const& programme,
                            i18n::Words const& words) {
  CitationsPage::Line line;
  line.name = cited.slug + (cited.passage.empty() ? "" : "#" + cited.passage);
  line.code = cited.passage.empty() ? words.t("Whole sheet") : upper(cited.passage);
  line.title = cited.title.empty() ? cited.slug : cited.title;
  line.state = code(cited.state);
  line.cited_on = day_in_words(cited.cited, words);
  line.noticed_on = day_in_words(cited.noticed, words);
  line.before = cited.words;
  line.url = experiences::address_of(programme.slug, cited.slug, cited.passage);
  auto const found = now.find({cited.slug, cited.passage});
  if (found != now.end()) {
    line.title = found->second.title;
    line.after = found->second.text;
    line.obstacle = found->second.kind == "obstacle", line.lever = found->second.kind == "lever";
  }
  if (cited.state == CitationState::changed || cited.state == CitationState::kept) line.pieces = experiences::difference(line.before, line.after);
  return line;
}

CitationsPage citations_page(db::Session& session, accounts::Visit const& visit, Method const& method, programme::Brief const& programme) {
  auto const& words = visit.words();
  CitationsPage page;
  page.title = method.content.title;
  page.method = address_of(programme.slug, method.slug);
  page.edit = under(programme, method.slug, "edit").with_fragment("passages");
  page.action = under(programme, method.slug, "citations");
  auto const cited = CitedWordsStore{session}.of(method.id);
  std::vector<experiences::PassageName> names;
  for (auto const& one : cited)
    if (!one.passage.empty()) names.emplace_back(one.slug, one.passage);
  std::map<Cited, experiences::Passage> now;
  if (!names.empty())
    for (auto& passage : experiences::passages(session, visit.viewer, programme.id, names)) {
      Cited const name{passage.slug, passage.code};
      now.emplace(name, std::move(passage));
    }
  for (auto const& one : cited) {
    auto& list = asks_for_a_choice(one.state) ? page.asking : page.standing;
    list.push_back(line_of(one, now, programme, words));
  }
  page.finding = cited.empty() ? words.t("This method cites no passage yet.")
      : page.asking.empty()
      ? words.tn("The only citation stands as it was made.", "The {} citations stand as they were made.", static_cast<std::int64_t>(cited.size()))
      : words.tn("One citation of {1} waits for your choice.", "{0} citations of {1} wait for your choice.",
                 static_cast<std::int64_t>(page.asking.size()), {static_cast<std::int64_t>(cited.size())});
  return page;
}

/// What was pressed beside a citation.
base::Outcome<std::string> choose(db::Session& session, base::World const& world, accounts::Visit const& visit, Method const& method,
                                  CitedWords const& cited, std::string_view choice) {
  auto const& words = visit.words();
  if (choice == "remove") {
    Edit edit{without_citation(method.content, cited.slug, cited.passage), method.revision, words.t("A citation is taken away."), method.visibility};
    auto const saved = MethodStore{session}.change(world, visit.viewer, method.id, edit);
    if (!saved) {
      auto const* refusal = std::get_if<base::Refusal>(&saved.error());
      return tl::unexpected{refusal ? *refusal : base::Refusal{"The method has moved since: this is no longer possible.", {}, {}}};
    }
    return words.t("The citation is taken away; the text around it stays: read it again.");
  }
  auto const now = passage_now(session, visit.viewer, method.programme, cited);
  if (!now) return base::refuse("The passage can no longer be read: its citation can only be taken away.");
  CitedWordsStore store{session};
  if (choice == "keep") {
    store.keep(method.id, cited, now->text, world.now());
    return words.t("Noted: the citation still fits. The words of the day it was made are kept.");
  }
  if (choice != "update") return base::refuse("Choose what to do with this citation.");
  store.update(method.id, cited, now->text, world.now());
  return words.t("The citation now rests on the new words.");
}

std::string json_of(std::vector<FormPage::Found> const& found) {
  json::array passages;
  for (auto const& one : found)
    passages.push_back(json::object{
        {"code", one.code}, {"kind", one.kind}, {"quote", one.quote}, {"title", one.title}, {"territory", one.territory}, {"url", one.url.text()}});
  return json::serialize(json::object{{"passages", std::move(passages)}});
}

}  // namespace

void MethodPages::Rooms::add_citation_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/{slug}/passages", Right::contributor, "Passages to cite in a method, as a page or as JSON",
             [this](auto const& visit) { return passages(visit); });
  routes.get("/p/{programme}/methods/{slug}/citations", Right::member, "What a method cites, then and now",
             [this](auto const& visit) { return citations(visit); });
  routes.post("/p/{programme}/methods/{slug}/citations", Right::member, "Keep, update or take away a citation that changed",
              [this](auto const& visit) { return choose_citation(visit); });
}

// For the form and for the live editor: the slug "new" stands for a method that is not written yet.
http::Response MethodPages::Rooms::passages(accounts::Visit const& visit) {
  PassagesPage page;
  page.words = std::string{visit.query("q").substr(0, 200)};
  bool may = false;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    may = visit.capture("slug") == "new" || method_of_visit(session, visit, Purpose::writing);
    if (!may) return;
    programme = programme_of(session, visit);
    page.found = passages_with(session, visit.viewer, programme, page.words, visit.words());
  });
  if (!may) return house.stage.missing(visit);
  if (visit.query("as") == "json") return http::json(200, json_of(page.found));
  page.action = under(programme, visit.capture("slug"), "passages");
  auto const title = visit.words().t("Find a passage to cite");
  auto frame = frame_of(visit, programme, title, {{title, {}}});
  frame.indexable = false;
  frame.body = views::method_passages(visit.context, page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::citations(accounts::Visit const& visit) {
  std::optional<CitationsPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    page = citations_page(session, visit, *method, programme);
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, visit.words().t("Citations of “{}”", {page->title}),
                        {{page->title, page->method}, {visit.words().t("Citations"), {}}});
  frame.indexable = false;
  frame.body = views::method_citations(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::choose_citation(accounts::Visit const& visit) {
  auto const name = std::string{visit.form("passage")};
  bool found = false;
  programme::Brief programme;
  base::Outcome<std::string> outcome{std::string{}};
  std::string slug;
  MethodId method_id;
  house.database.write([&](db::Session& session) {
    found = false;
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    slug = method->slug;
    method_id = method->id;
    programme = programme_of(session, visit);
    for (auto const& one : CitedWordsStore{session}.of(method->id)) {
      if (one.slug + (one.passage.empty() ? "" : "#" + one.passage) != name) continue;
      found = true;
      outcome = choose(session, house.world, visit, *method, one, visit.form("do"));
    }
  });
  if (!found) return house.stage.missing(visit);
  bring_live_together(method_id);
  if (!outcome) return house.stage.refused(visit, outcome.error());
  return house.stage.done(visit, *outcome, under(programme, slug, "citations"));
}

}  // namespace atelier
