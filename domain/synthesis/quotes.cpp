#include "domain/synthesis/quotes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "domain/synthesis/findings.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace synthesis {

namespace {

using experiences::Facts;

constexpr std::size_t longest = 280, candidates_each = 3;

struct Candidate {
  Facts const* sheet;
  std::string obstacle;
};

bool is_read(Facts const& sheet, std::vector<accounts::Visibility> const& circles) {
  return sheet.counted && std::ranges::find(circles, sheet.circle) != circles.end();
}

/// The latest sheets that overcame that obstacle.
std::vector<Facts const*> latest_with(experiences::Counted const& counted, std::vector<accounts::Visibility> const& circles, std::size_t obstacle) {
  std::vector<Facts const*> found;
  for (auto const& sheet : counted.sheets) {
    if (((sheet.overcome >> obstacle) & 1u) && is_read(sheet, circles)) found.push_back(&sheet);
  }
  auto const many = std::min(found.size(), candidates_each);
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(many), [](auto const* left, auto const* right) {
    return std::pair{left->published, left->id} > std::pair{right->published, right->id};
  });
  found.resize(many);
  return found;
}

std::vector<Candidate> candidates(Taken const& taken, Reading const& reading, std::vector<accounts::Visibility> const& circles, std::size_t limit) {
  std::vector<Candidate> found;
  std::size_t looked = 0;
  for (auto const& line : reading.obstacles) {
    if (line.cited.masked || line.overcome.masked || line.overcome.count == 0) continue;
    if (++looked > limit) break;
    auto const place = taken.counted->vocabulary.counted_at(experiences::List::obstacle, line.code);
    if (!place) continue;
    for (auto const* sheet : latest_with(*taken.counted, circles, *place)) found.push_back({sheet, line.code});
  }
  return found;
}

std::optional<Quote> quote_of(experiences::Experience const& sheet, std::string const& obstacle, Setting const& setting) {
  auto const& vocabulary = setting.vocabulary;
  auto const& obstacles = sheet.content.obstacles;
  for (auto const& one : obstacles) {
    auto const* filed = vocabulary.now(experiences::List::obstacle, one.type);
    if (!filed || filed->code != obstacle || !one.overcome || base::trimmed(one.how).empty()) continue;
    return Quote{base::shortened(markdown::plain_text(one.how), longest), obstacle_label(obstacle, setting), "", one.code,
                 experiences::address_of(setting.programme_slug, sheet.slug, one.code)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Quote> quotes(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Taken const& taken,
                          Reading const& reading, Setting const& setting, std::size_t limit) {
  auto const possible = candidates(taken, reading, viewer.circles_in(programme), limit);
  if (possible.empty()) return {};
  std::vector<experiences::ExperienceId> ids;
  for (auto const& candidate : possible) ids.push_back(candidate.sheet->id);
  std::vector<std::string> slugs;
  for (auto const& brief : experiences::briefs_of(session, viewer, ids)) slugs.push_back(brief.slug);
  std::map<experiences::ExperienceId, experiences::Experience> sheets;
  for (auto& sheet : experiences::sheets_by_slugs(session, viewer, programme, slugs)) sheets.emplace(sheet.id, std::move(sheet));
  std::vector<Quote> quotes;
  std::vector<accounts::TerritoryId> tellers;
  std::set<std::string> told_obstacles, told_by;
  for (auto const& [facts, obstacle] : possible) {
    auto const sheet = sheets.find(facts->id);
    if (quotes.size() == limit || sheet == sheets.end()) continue;
    auto const& territory = sheet->second.territory;
    auto const teller = territory ? territory->text() : facts->id.text();
    if (told_obstacles.contains(obstacle) || told_by.contains(teller)) continue;
    auto quote = quote_of(sheet->second, obstacle, setting);
    if (!quote) continue;
    told_obstacles.insert(obstacle);
    told_by.insert(teller);
    tellers.push_back(territory.value_or(accounts::TerritoryId{}));
    quotes.push_back(std::move(*quote));
  }
  auto const names = territories::names_of(session, tellers);
  for (std::size_t at = 0; at < quotes.size(); ++at) {
    if (auto const name = names.find(tellers[at]); name != names.end()) quotes[at].territory = name->second;
  }
  return quotes;
}

}  // namespace synthesis
