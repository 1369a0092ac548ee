#pragma once
#include <string>
#include <utility>
#include <vector>

#include "domain/territories/territory.h"
#include "platform/views/html.h"

/// What the pages about territories show.
namespace territories {

struct Choosable {
  std::string value, words;
  bool chosen = false;
};

struct Pager {
  std::string range;  ///< "1 to 50 of 265"
  html::Url previous, next;
  bool needed() const { return !previous.empty() || !next.empty(); }
};

/// /territories: search, map and list.
struct TerritoriesPage {
  std::string query;
  std::vector<Choosable> types, regions;
  html::Safe map;    ///< figure with its numbered list; empty when nothing was found
  std::string hint;  ///< when nothing was found: what to try
  Pager pager;
};

struct Fact {
  std::string label, text;
  html::Url url;  ///< of the first text; may be empty
  std::string note;
};

struct ListedTerritory {
  std::string label, aside, number;
  html::Url url;
};

struct ListedOrganisation {
  std::string name, kind;
  html::Url website;
};

/// /territories/commune/88304: the identity card.
struct TerritoryPage {
  std::string name, kind;
  std::string lead;  ///< "Commune, Vosges, Grand Est"
  std::vector<Fact> facts;
  std::vector<ListedTerritory> around;
  std::string members_title;
  std::vector<ListedTerritory> members;
  Pager members_pager;
  std::vector<ListedTerritory> alike;  ///< aside: why
  std::vector<ListedOrganisation> organisations;
  html::Safe map;
  std::vector<html::Safe> sections;  ///< what other capabilities know of this territory
  std::string source;

  bool has_main() const { return !sections.empty() || !organisations.empty() || !members.empty() || !alike.empty(); }
};

/// All but the map, the source and the sections of others.
TerritoryPage identity_card(db::Session& session, accounts::Visit const& visit, Territory const& territory);

}  // namespace territories
