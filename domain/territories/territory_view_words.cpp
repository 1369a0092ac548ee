#include "domain/territories/territory_view_words.h"

#include "platform/base/text.h"

namespace territories {

std::string types_in_query(std::vector<Type> const& types) {
  std::vector<std::string> codes;
  for (auto const type : types) codes.emplace_back(code(type));
  return base::join(codes, ",");
}

std::string kind_and_place(Territory const& territory, i18n::Words const& words) {
  std::vector<std::string> parts{words.t(msgid_of(territory.type))};
  if (!territory.department_name.empty()) parts.push_back(territory.department_name);
  if (!territory.region_name.empty() && territory.region_name != territory.department_name) parts.push_back(territory.region_name);
  return base::join(parts, ", ");
}

std::string reasons_in_words(Likeness const& likeness, i18n::Words const& words) {
  std::vector<std::string> reasons;
  for (auto const& [msgid, arguments, field] : likeness.reasons) {
    reasons.push_back(arguments.empty() ? words.t(msgid) : words.t(msgid, {words.number(std::stod(arguments.front()), 1)}));
  }
  return base::join(reasons, ", ");
}

std::string population_in_words(std::optional<std::int64_t> population, int year, i18n::Words const& words) {
  if (!population) return words.t("Population unknown");
  auto const count = words.tn("{} inhabitant", "{} inhabitants", *population);
  return year == 0 ? count : words.t("{} (in {})", {count, year});
}

}  // namespace territories
