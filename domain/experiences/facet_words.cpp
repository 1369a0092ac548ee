#include "domain/experiences/facet_words.h"

#include <algorithm>

#include "domain/experiences/life_cycle.h"
#include "domain/experiences/list_maker.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

std::map<std::string, std::string> names_of_regions(db::Session& session, std::vector<std::string> const& codes) {
  std::map<std::string, std::string> names;
  std::vector<accounts::TerritoryId> ids;
  for (auto const& code : codes)
    if (!code.empty()) ids.push_back(territories::id_of({territories::Type::region, code}));
  if (ids.empty()) return names;
  auto const found = territories::names_of(session, ids);
  for (auto const& code : codes)
    if (auto const name = code.empty() ? found.end() : found.find(territories::id_of({territories::Type::region, code})); name != found.end())
      names[code] = name->second;
  return names;
}

std::map<accounts::TerritoryId, std::string> names_of_territories(db::Session& session, Counted const& counted, Listing const& listing,
                                                                  Asked const& asked) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& [count, id] : most_told(counted, listing.of(Facet::territory), most_territories_offered))
    ids.push_back(accounts::TerritoryId::trusted(id));
  for (auto const& id : asked[Facet::territory]) ids.push_back(accounts::TerritoryId::trusted(id));
  return ids.empty() ? std::map<accounts::TerritoryId, std::string>{} : territories::names_of(session, ids);
}

std::string_view heading_msgid(Facet facet) {
  switch (facet) {
    case Facet::theme: return i18n::msgid("Theme");
    case Facet::obstacle: return i18n::msgid("Obstacle");
    case Facet::overcome: return i18n::msgid("Overcome or not");
    case Facet::lever: return i18n::msgid("Lever");
    case Facet::actors: return i18n::msgid("Who takes part");
    case Facet::territory_type: return i18n::msgid("Kind of territory");
    case Facet::density: return i18n::msgid("Density");
    case Facet::population: return i18n::msgid("Population");
    case Facet::region: return i18n::msgid("Region");
    case Facet::territory: return i18n::msgid("Territory");
    case Facet::year: return i18n::msgid("Period");
    case Facet::step: return i18n::msgid("Progress");
    case Facet::size: return i18n::msgid("Size");
    case Facet::status: return i18n::msgid("State");
  }
  return "";
}

int number_in(std::string const& code) { return code.size() == 1 && code[0] >= '0' && code[0] <= '8' ? code[0] - '0' : 0; }

}  // namespace

FacetWords::FacetWords(db::Session& session, Counted const& counted, Listing const& listing, Asked const& asked, i18n::Words const& words)
    : m_words{words},
      m_vocabulary{counted.vocabulary},
      m_territories{names_of_territories(session, counted, listing, asked)},
      m_regions{names_of_regions(session, counted.regions)} {}

std::string FacetWords::heading(Facet facet) const { return m_words.t(heading_msgid(facet)); }

std::string FacetWords::help(Facet facet) const {
  if (facet != Facet::density) return {};
  return m_words.t("Three steps of the seven of the INSEE grid where this place has it; after the population otherwise.");
}

std::string FacetWords::value(Facet facet, std::string const& code) const {
  auto const name_in = [&](auto const& names, auto const& key, std::string otherwise) {
    auto const found = names.find(key);
    return found == names.end() ? std::move(otherwise) : found->second;
  };
  switch (facet) {
    case Facet::theme: return m_words.t(m_vocabulary.label(List::theme, code));
    case Facet::obstacle: return m_words.t(m_vocabulary.label(List::obstacle, code));
    case Facet::overcome: return code == "yes" ? m_words.t("The obstacle was overcome") : m_words.t("The obstacle was not overcome");
    case Facet::lever: return m_words.t(m_vocabulary.label(List::lever, code));
    case Facet::actors: return m_words.t(territories::msgid_of_kind(code));
    case Facet::territory_type: {
      auto const type = territories::type_from(code);
      return type ? m_words.t(territories::msgid_of(*type)) : code;
    }
    case Facet::density: return m_words.t(territories::msgid_of_typology(code));
    case Facet::population: return m_words.t(territories::msgid_of_band(number_in(code)));
    case Facet::region: return name_in(m_regions, code, code);
    case Facet::territory: return name_in(m_territories, accounts::TerritoryId::trusted(code), m_words.t("Another territory"));
    case Facet::year: return code;
    case Facet::step: return m_words.t(msgid_of(steps(), code));
    case Facet::size: return m_words.t(msgid_of(sizes(), code));
    case Facet::status: {
      auto const status = status_from(code);
      return status ? m_words.t(status_msgid(*status)) : code;
    }
  }
  return code;
}

std::string FacetWords::chosen(Facet facet, std::string const& code) const {
  switch (facet) {
    case Facet::theme: return m_words.t("Theme: {}", {value(facet, code)});
    case Facet::obstacle: return m_words.t("Obstacle: {}", {value(facet, code)});
    case Facet::lever: return m_words.t("Lever: {}", {value(facet, code)});
    case Facet::actors: return m_words.t("With: {}", {value(facet, code)});
    case Facet::year: return m_words.t("Year {}", {value(facet, code)});
    default: return value(facet, code);
  }
}

}  // namespace experiences
