// How well a French search finds: seventy queries as people type them, judged on the demonstration's sheets.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "domain/experiences/experiences.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace {

struct Query {
  std::string words, kind;
  std::set<std::string> sheets;
};

std::string text_of(std::string const& path) {
  std::ifstream file{path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<Query> queries() {
  std::vector<Query> all;
  auto const text = text_of(std::string{ESSAIM_SOURCE_DIR} + "/tests/search/french_queries.tsv");
  for (auto const line : base::lines(text)) {
    if (line.empty() || line.starts_with("#")) continue;
    auto const cells = base::split(line, '\t');
    auto const sheets = base::split(cells.at(2), ' ');
    all.push_back({cells[0], cells[1], {sheets.begin(), sheets.end()}});
  }
  return all;
}

struct Score {
  double recall = 0, precision = 0;
};

/// Recall among the first ten, or as many as are expected; precision among as many as are expected.
Score score_of(Query const& query, std::vector<std::string> const& found) {
  auto const expected = query.sheets.size();
  double seen = 0, first = 0;
  for (std::size_t at = 0; at < found.size() && at < std::max<std::size_t>(10, expected); ++at) {
    if (!query.sheets.contains(found[at])) continue;
    ++seen;
    first += at < expected ? 1 : 0;
  }
  return {seen / static_cast<double>(expected), first / static_cast<double>(expected)};
}

class FrenchSearch : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    search::know_synonyms(database(), experiences::synonyms());
    std::vector<experiences::Import> imports;
    auto const folder = std::string{ESSAIM_SOURCE_DIR} + "/programmes/demonstration/experiences/";
    std::set<std::string> names;  // in their order: two runs index alike
    for (auto const& file : std::filesystem::directory_iterator{folder}) names.insert(file.path().filename().string());
    for (auto const& name : names) {
      auto sheet = experiences::parse_sheet(text_of(folder + name), name);
      ASSERT_TRUE(sheet) << name;
      if (sheet->status != experiences::Status::published && sheet->status != experiences::Status::to_update) continue;
      imports.push_back({accounts::ProgrammeId::trusted("demonstration"), "demonstration", std::move(*sheet), std::nullopt, std::nullopt});
      slugs[experiences::default_id("demonstration", imports.back().sheet.slug)] = imports.back().sheet.slug;
      if (!imports.back().sheet.id.empty()) slugs[imports.back().sheet.id] = imports.back().sheet.slug;
    }
    ASSERT_GT(imports.size(), 20u);
    database().write([&](db::Session& session) { experiences::import_sheets(session, world, imports); });
  }
  std::vector<std::string> found(std::string const& words) {
    std::vector<std::string> out;
    auto const audiences = std::vector<std::string>{"public", "community", "cohort:demonstration"};
    database().read([&](db::Session& session) {
      for (auto const& id : search::find_ids(session, {words, audiences, {"experience"}, "", 100, 0})) out.push_back(slugs[id]);
    });
    return out;
  }
  std::map<std::string, std::string> slugs;
};

TEST_P(FrenchSearch, FindsWhatWasMeantAndPutsItFirst) {
  auto const all = queries();
  ASSERT_GE(all.size(), 60u);
  std::map<std::string, std::pair<Score, int>> by_kind;
  Score sum;
  for (auto const& query : all) {
    auto const one = score_of(query, found(query.words));
    sum.recall += one.recall, sum.precision += one.precision;
    auto& [of_kind, count] = by_kind[query.kind];
    of_kind.recall += one.recall, of_kind.precision += one.precision, ++count;
    if (one.recall < 1 || one.precision < 1) std::printf("  %-45s recall %.2f, precision %.2f\n", query.words.c_str(), one.recall, one.precision);
  }
  for (auto const& [kind, score] : by_kind)
    std::printf("%-12s %2d queries, recall %.2f, precision %.2f\n", kind.c_str(), score.second, score.first.recall / score.second,
                score.first.precision / score.second);
  auto const count = static_cast<double>(all.size());
  std::printf("all: recall %.3f, precision %.3f\n", sum.recall / count, sum.precision / count);
  EXPECT_GE(sum.recall / count, 0.90);
  EXPECT_GE(sum.precision / count, 0.80);
}

ON_BOTH_ENGINES(FrenchSearch);

}  // namespace
