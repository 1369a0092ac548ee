#include <algorithm>

#include "domain/territories/legal_form.h"
#include "domain/territories/territories.h"
#include "domain/territories/territory_store.h"
#include "platform/base/text.h"

namespace territories {
namespace {

constexpr std::size_t most_attributes = 20;
constexpr int most_near = 2000;  // communes of the largest department: 890

bool is_placed(Territory const& one) { return one.latitude && one.longitude && one.placed != "approximate"; }

std::string registry(i18n::Words const& words) { return words.t("Registry of 2026: Étalab, INSEE, DGCL"); }

std::string members_label(Territory const& one, i18n::Words const& words) {
  if (one.type == Type::region) return words.t("Departments");
  if (one.type == Type::group || one.type == Type::adhoc) return words.t("Members");
  return words.t("Communes");
}

/// What the place imported of it: lines "column=value".
std::vector<Figure> attributes_of(db::Session& session, Territory const& one, i18n::Words const& words) {
  std::vector<Figure> figures;
  std::string attributes;
  session.query("SELECT attributes FROM territories_territory WHERE id = ?", one.id).next(attributes);
  for (auto const& line : base::split(attributes, '\n')) {
    auto const equals = line.find('=');
    if (equals == std::string::npos || figures.size() == most_attributes) continue;
    std::string label{line.substr(0, equals)};
    std::ranges::replace(label, '_', ' ');
    figures.push_back({std::move(label), std::string{line.substr(equals + 1)}, words.t("File imported by this place")});
  }
  return figures;
}

}  // namespace

std::vector<Territory> near_to(db::Session& session, Territory const& one, std::size_t limit) {
  TerritoryStore store{session};
  bool const has_members = one.type == Type::group || one.type == Type::adhoc;
  TerritoryFilter around{one.type, "", ""};
  if (one.type == Type::department) around.region = one.region;
  else if (one.type != Type::region) around.department = one.department;
  auto near = has_members ? store.members(one, most_near, 0) : store.list(around, most_near, 0);
  std::erase_if(near, [&](Territory const& other) { return other.id == one.id || !is_placed(other); });
  if (one.latitude && one.longitude)
    std::ranges::stable_sort(near, [&](Territory const& left, Territory const& right) { return kilometres(one, left) < kilometres(one, right); });
  if (near.size() > limit) near.resize(limit);
  return near;
}

std::vector<Figure> figures_of(db::Session& session, Territory const& one, i18n::Words const& words) {
  std::vector<Figure> figures;
  if (one.population)
    figures.push_back({words.t("Inhabitants"), words.number(*one.population),
                       one.population_year == 0 ? registry(words) : words.t("INSEE, legal population of {}", {one.population_year})});
  if (one.type != Type::commune)
    if (auto const members = TerritoryStore{session}.count_members(one); members > 0)
      figures.push_back({members_label(one, words), words.number(members), registry(words)});
  if (!one.typology.empty())
    figures.push_back({words.t("Kind of territory"), words.t(msgid_of_typology(one.typology)),
                       one.typology_source == "density" ? words.t("Density grid of the INSEE") : words.t("After the number of inhabitants alone")});
  if (!one.nature.empty()) figures.push_back({words.t("Legal form"), legal_form(one.nature, words), registry(words)});
  auto more = attributes_of(session, one, words);
  std::ranges::move(more, std::back_inserter(figures));
  return figures;
}

}  // namespace territories
