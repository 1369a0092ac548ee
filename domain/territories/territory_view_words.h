#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/territories/territory.h"
#include "domain/territories/territory_field.h"
#include "domain/territories/territory_page.h"

/// Small phrases the views need, in words.
namespace territories {

/// "commune,epci"
std::string types_in_query(std::vector<Type> const& types);
/// "Commune, Vosges": what it is and where.
std::string kind_and_place(Territory const& territory, i18n::Words const& words);
/// "same kind of territory, population close (×1,3)".
std::string reasons_in_words(Likeness const& likeness, i18n::Words const& words);
/// "5 012 inhabitants (2023)", "Population unknown".
std::string population_in_words(std::optional<std::int64_t> population, int year, i18n::Words const& words);

}  // namespace territories
