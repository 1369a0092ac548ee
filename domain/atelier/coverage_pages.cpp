#include <algorithm>
#include <set>

#include "domain/atelier/coverage.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_coverage.view.h"
#include "platform/charts/charts.h"

namespace atelier {
namespace {

/// From where the passages come that ground a sheet.
struct Sources {
  std::map<Cited, accounts::TerritoryId> places;
  std::map<accounts::TerritoryId, territories::Territory> territories;

  std::set<std::string> names_of(std::vector<Cited> const& cited) const {
    std::set<std::string> names;
    for (auto const& one : cited)
      if (auto const place = places.find(one); place != places.end())
        if (auto const known = territories.find(place->second); known != territories.end()) names.insert(known->second.label());
    return names;
  }
};

Sources sources_of(db::Session& session, accounts::Visit const& visit, Method const& method) {
  Sources sources;
  std::vector<accounts::TerritoryId> ids;
  auto const grounds = grounds_of(session, visit.viewer, method.programme, method.content);
  auto const add = [&](Cited cited, std::optional<accounts::TerritoryId> const& territory) {
    if (!territory) return;
    sources.places.emplace(std::move(cited), *territory);
    ids.push_back(*territory);
  };
  for (auto const& one : grounds.passages) add({one.slug, one.code}, one.territory);
  for (auto const& one : grounds.sheets) add({one.slug, ""}, one.territory);
  if (!ids.empty())
    for (auto& territory : territories::briefs_of(session, ids)) sources.territories.emplace(territory.id, territory);
  return sources;
}

std::string finding_of(std::vector<Covered> const& covered, Sources const& sources, i18n::Words const& words) {
  std::int64_t sentences = 0, grounded = 0;
  std::set<std::string> names, kinds;
  for (auto const& part : covered) {
    sentences += static_cast<std::int64_t>(part.sentences.size()), grounded += part.grounded();
    for (auto const& sentence : part.sentences) names.merge(sources.names_of(sentence.cited));
  }
  for (auto const& [id, territory] : sources.territories)
    if (!territory.typology.empty()) kinds.insert(words.t(territories::msgid_of_typology(territory.typology)));
  if (grounded == 0) return words.tn("Its sentence rests on no passage yet", "None of its {} sentences rests on a passage yet", sentences);
  auto const places = words.tn("one territory", "{} territories", static_cast<std::int64_t>(names.size()));
  if (kinds.empty()) return words.t("{} sentences of {} rest on the words of {}", {grounded, sentences, places});
  return words.t("{} sentences of {} rest on the words of {} ({})",
                 {grounded, sentences, places, words.enumeration(std::vector<std::string>{kinds.begin(), kinds.end()})});
}

html::Safe figure_of(std::vector<Covered> const& covered, std::string finding, views::Context const& context) {
  auto const& words = context.words;
  charts::BarChart chart;
  chart.id = "grounded";
  chart.finding = std::move(finding);
  chart.reads = words.t("Sentences of each part, and those that name the passage they rest on.");
  chart.label_heading = words.t("Part of the sheet");
  chart.whole_heading = words.t("Sentences");
  chart.part_heading = words.t("Grounded");
  chart.rest_heading = words.t("Without a passage");
  for (auto const& part : covered) {
    auto const all = static_cast<std::int64_t>(part.sentences.size());
    charts::Bar bar{words.t(field_msgid(part.field)), part.field, html::Url::fragment("part-" + part.field), {all}, charts::Amount{part.grounded()}};
    bar.says = words.t("{} of {}", {part.grounded(), all});
    chart.bars.push_back(std::move(bar));
  }
  return charts::figure(chart, context);
}

CoveragePage page_of_coverage(db::Session& session, accounts::Visit const& visit, Method const& method, programme::Brief const& programme) {
  auto const& words = visit.words();
  CoveragePage page;
  page.title = method.content.title;
  page.method = address_of(programme.slug, method.slug);
  if (may_write(visit.viewer, method)) page.edit = under(programme, method.slug, "edit").with_fragment("passages");
  auto const covered = coverage_of(method.content);
  auto const sources = sources_of(session, visit, method);
  if (covered.empty()) return page;
  page.figure = figure_of(covered, finding_of(covered, sources, words), visit.context);
  for (auto const& part : covered) {
    CoveragePage::Part shown{"part-" + part.field, words.t(field_msgid(part.field)), {}};
    for (auto const& sentence : part.sentences) {
      auto const names = sources.names_of(sentence.cited);
      std::string from = sentence.cited.empty() ? "" : words.enumeration(std::vector<std::string>{names.begin(), names.end()});
      if (!sentence.cited.empty() && names.empty()) from = words.t("a passage you may not read, or without a territory");
      shown.sentences.push_back({sentence.text, std::move(from), !sentence.cited.empty()});
    }
    page.parts.push_back(std::move(shown));
  }
  return page;
}

}  // namespace

void MethodPages::Rooms::add_coverage_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/methods/{slug}/coverage", accounts::Right::member, "Which sentences of a method rest on a passage",
             [this](auto const& visit) { return coverage(visit); });
}

http::Response MethodPages::Rooms::coverage(accounts::Visit const& visit) {
  std::optional<CoveragePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    programme = programme_of(session, visit);
    page = page_of_coverage(session, visit, *method, programme);
  });
  if (!page) return house.stage.missing(visit);
  auto const title = visit.words().t("What “{}” rests on", {page->title});
  auto frame = frame_of(visit, programme, title, {{page->title, page->method}, {visit.words().t("What it rests on"), {}}});
  frame.indexable = false;
  frame.body = views::method_coverage(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

}  // namespace atelier
