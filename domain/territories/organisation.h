#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/territory.h"

/// Structures of every kind: associations, companies, public bodies… Pure rules.
namespace territories {

struct Organisation;
using OrganisationId = base::Id<Organisation>;

struct OrganisationKind {
  std::string_view code, msgid;
};
std::span<OrganisationKind const> organisation_kinds();
/// The msgid of a kind; the code itself when unknown.
std::string_view msgid_of_kind(std::string_view code);

struct Organisation {
  accounts::ProgrammeId programme;
  std::string key;  ///< in the programme's files, unique there
  std::string name, kind, siren, siret, website, note;
  std::vector<TerritoryId> perimeters;  ///< in order, each once

  OrganisationId id() const;
  bool operator==(Organisation const&) const = default;
};

/// Nine or fourteen digits with the right key (Luhn). Establishments of La Poste follow their own rule.
bool is_siren(std::string_view digits);
bool is_siret(std::string_view digits);

/// The same structure with its numbers without spaces; refused, naming the field, when something is wrong.
base::Outcome<Organisation> checked(Organisation organisation);

}  // namespace territories
