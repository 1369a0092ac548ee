#include "domain/territories/organisation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace territories {
namespace {

constexpr std::array<OrganisationKind, 22> kinds{{{"commune", i18n::msgid("Commune")},
                                                  {"epci", i18n::msgid("Intercommunality or Pays")},
                                                  {"department", i18n::msgid("Department")},
                                                  {"region", i18n::msgid("Region")},
                                                  {"special", i18n::msgid("Overseas authority with a special status")},
                                                  {"public_org", i18n::msgid("Public body or State service")},
                                                  {"public_cies", i18n::msgid("Local public company")},
                                                  {"association", i18n::msgid("Association")},
                                                  {"private_sector", i18n::msgid("Private company")},
                                                  {"researcher", i18n::msgid("Research")},
                                                  {"farmer", i18n::msgid("Farmer")},
                                                  {"private_person", i18n::msgid("Private person")},
                                                  {"foundation", i18n::msgid("Foundation")},
                                                  {"chamber", i18n::msgid("Chamber of commerce, trades or agriculture")},
                                                  {"bank_mutual", i18n::msgid("Bank or mutual")},
                                                  {"development_agency", i18n::msgid("Development agency")},
                                                  {"resource_center", i18n::msgid("Resource centre")},
                                                  {"network_head", i18n::msgid("Head of a network")},
                                                  {"third_place", i18n::msgid("Third place")},
                                                  {"ptce", i18n::msgid("Territorial cluster of economic cooperation (PTCE)")},
                                                  {"coop", i18n::msgid("Cooperative")},
                                                  {"media", i18n::msgid("Media")}}};

bool all_digits(std::string_view text, std::size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The sum whose last digit is zero in a valid number: every second digit from the right is doubled.
int luhn_sum(std::string_view digits) {
  int sum = 0;
  for (std::size_t from_right = 0; from_right < digits.size(); ++from_right) {
    int digit = digits[digits.size() - 1 - from_right] - '0';
    if (from_right % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum;
}

int sum_of(std::string_view digits) {
  int sum = 0;
  for (char const c : digits) sum += c - '0';
  return sum;
}

std::string without_spaces(std::string_view text) { return cleaned_code(Type::epci, text); }

}  // namespace

std::span<OrganisationKind const> organisation_kinds() { return kinds; }

std::string_view msgid_of_kind(std::string_view code) {
  auto const found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& kind) { return kind.code == code; });
  return found == kinds.end() ? code : found->msgid;
}

OrganisationId Organisation::id() const {
  return OrganisationId::trusted(base::uuid_from_name(fmt::format("organisation/{}/{}", programme.text(), key)));
}

bool is_siren(std::string_view digits) { return all_digits(digits, 9) && luhn_sum(digits) % 10 == 0; }

bool is_siret(std::string_view digits) {
  if (!all_digits(digits, 14) || !is_siren(digits.substr(0, 9))) return false;
  // La Poste ran out of numbers that satisfy Luhn: the plain sum of an establishment's digits is a multiple of five.
  constexpr std::string_view la_poste = "356000000";
  if (digits.starts_with(la_poste) && sum_of(digits) % 5 == 0) return true;
  return luhn_sum(digits) % 10 == 0;
}

base::Outcome<Organisation> checked(Organisation organisation) {
  organisation.siren = without_spaces(organisation.siren);
  organisation.siret = without_spaces(organisation.siret);
  if (organisation.key.empty()) return base::refuse("An organisation needs a key", {}, "key");
  if (base::trimmed(organisation.name).empty()) return base::refuse("An organisation needs a name", {}, "name");
  if (organisation.name.size() > 400) return base::refuse("This name is too long", {}, "name");
  if (msgid_of_kind(organisation.kind) == organisation.kind) {
    return base::refuse("Unknown kind of organisation: {}", {organisation.kind}, "kind");
  }
  if (!organisation.siren.empty() && !is_siren(organisation.siren)) {
    return base::refuse("{} is not a SIREN: nine digits, the last of which is a key", {organisation.siren}, "siren");
  }
  if (!organisation.siret.empty() && !is_siret(organisation.siret)) {
    return base::refuse("{} is not a SIRET: fourteen digits, the last of which is a key", {organisation.siret}, "siret");
  }
  if (!organisation.siret.empty() && !organisation.siren.empty() && !organisation.siret.starts_with(organisation.siren)) {
    return base::refuse("The SIRET {} does not begin with the SIREN {}", {organisation.siret, organisation.siren}, "siret");
  }
  bool const on_the_web = organisation.website.starts_with("https://") || organisation.website.starts_with("http://");
  if (!organisation.website.empty() && !on_the_web) {
    return base::refuse("A website begins with https:// or http://", {}, "website");
  }
  std::set<TerritoryId> seen;
  std::erase_if(organisation.perimeters, [&](auto const& perimeter) { return !seen.insert(perimeter).second; });
  return organisation;
}

}  // namespace territories
