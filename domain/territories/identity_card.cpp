#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "domain/territories/legal_form.h"
#include "domain/territories/organisation_store.h"
#include "domain/territories/territories.h"
#include "domain/territories/territory_store.h"
#include "domain/territories/territory_view_words.h"
#include "platform/base/text.h"

namespace territories {
namespace {

constexpr int members_length = 50;
constexpr std::size_t most_alike = 6;

int page_number(accounts::Visit const& visit) {
  auto const text = visit.query("members");
  int number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, 1, 1000);
}

ListedTerritory listed(Territory const& one, std::string aside, i18n::Words const& words) {
  return {one.label(), std::move(aside), population_in_words(one.population, 0, words), address_of(one.key())};
}

std::string code_label(Type type, i18n::Words const& words) {
  if (type == Type::epci || type == Type::ept || type == Type::group) return words.t("SIREN");
  return type == Type::adhoc ? words.t("Key of the perimeter") : words.t("INSEE code");
}

std::string typology_note(Territory const& one, i18n::Words const& words) {
  if (one.typology_source == "density") return words.t("after the density grid of the INSEE");
  if (one.typology.empty()) return "";
  return words.t("after the number of inhabitants alone");
}

std::vector<Fact> facts_of(db::Session& session, Territory const& one, i18n::Words const& words) {
  TerritoryStore store{session};
  std::vector<Fact> facts{{code_label(one.type, words), one.code, {}, {}}};
  auto const add = [&](std::string label, std::string text, std::string note = {}) {
    if (!text.empty()) facts.push_back({std::move(label), std::move(text), {}, std::move(note)});
  };
  if (!one.current) add(words.t("Registry"), words.t("No longer in the registry"));
  add(words.t("Population"), population_in_words(one.population, 0, words),
      one.population_year == 0 ? "" : words.t("legal population of {}", {one.population_year}));
  add(words.t("Kind of territory"), one.typology.empty() ? "" : words.t(msgid_of_typology(one.typology)), typology_note(one, words));
  add(words.t("Legal form"), legal_form(one.nature, words));
  if (one.siren != one.code) add(words.t("SIREN"), one.siren);
  if (one.type == Type::commune) add(words.t("Postcodes"), base::join(store.postcodes(one.id), ", "));
  if (one.seat.empty()) return facts;
  if (auto const seat = store.find({Type::commune, one.seat})) {
    bool const chief = one.type == Type::department || one.type == Type::region;
    facts.push_back({chief ? words.t("Chief town") : words.t("Largest commune"), seat->name, address_of(seat->key()), {}});
  }
  return facts;
}

void add_former_names(TerritoryPage& page, std::vector<FormerName> const& former, i18n::Words const& words) {
  std::vector<std::string> names, codes;
  for (auto const& one : former) {
    if (!one.name.empty() && one.name != page.name) names.push_back(one.name);
    if (one.name.empty()) codes.push_back(one.code);
  }
  if (!names.empty()) page.facts.push_back({words.t("Also covers"), words.enumeration(names), {}, {}});
  if (!codes.empty()) page.facts.push_back({words.t("Former codes"), base::join(codes, ", "), {}, {}});
}

std::string members_title(Territory const& one, std::int64_t count, i18n::Words const& words) {
  if (one.type == Type::region) return words.tn("{} department", "{} departments", count);
  if (one.type == Type::group || one.type == Type::adhoc) return words.tn("{} member", "{} members", count);
  return words.tn("{} commune", "{} communes", count);
}

void add_members(TerritoryPage& page, db::Session& session, accounts::Visit const& visit, Territory const& one) {
  TerritoryStore store{session};
  auto const& words = visit.words();
  auto const count = store.count_members(one);
  if (count == 0) return;
  int const number = page_number(visit);
  std::int64_t const first = static_cast<std::int64_t>(number - 1) * members_length;
  for (auto const& member : store.members(one, members_length, static_cast<int>(first))) page.members.push_back(listed(member, "", words));
  auto const shown = static_cast<std::int64_t>(page.members.size());
  auto const address = address_of(one.key());
  page.members_title = members_title(one, count, words);
  page.members_pager.range = words.t("{} to {} of {}", {words.number(first + 1), words.number(first + shown), words.number(count)});
  if (number > 1) page.members_pager.previous = address.with("members", number == 2 ? "" : std::to_string(number - 1)).with_fragment("members");
  if (first + shown < count) page.members_pager.next = address.with("members", std::to_string(number + 1)).with_fragment("members");
}

/// Structures belong to programmes: one sees those of one's own.
void add_organisations(TerritoryPage& page, db::Session& session, accounts::Visit const& visit, Territory const& one) {
  std::set<accounts::ProgrammeId> programmes;
  for (auto const& membership : visit.viewer.memberships) programmes.insert(membership.programme);
  std::vector<accounts::ProgrammeId> const mine{programmes.begin(), programmes.end()};
  for (auto const& organisation : OrganisationStore{session}.acting_in(one.id, mine)) {
    page.organisations.push_back({organisation.name, visit.words().t(msgid_of_kind(organisation.kind)), html::Url::external(organisation.website)});
  }
}

}  // namespace

TerritoryPage identity_card(db::Session& session, accounts::Visit const& visit, Territory const& one) {
  auto const& words = visit.words();
  TerritoryStore store{session};
  TerritoryPage page;
  page.name = one.label();
  page.lead = kind_and_place(one, words);
  page.facts = facts_of(session, one, words);
  add_former_names(page, store.former_names(one.id), words);
  for (auto const& wider : store.around(one)) page.around.push_back(listed(wider, words.t(msgid_of(wider.type)), words));
  add_members(page, session, visit, one);
  add_organisations(page, session, visit, one);
  for (auto const& [territory, likeness] : similar_to(session, one.id, most_alike)) {
    page.alike.push_back(listed(territory, reasons_in_words(likeness, words), words));
  }
  return page;
}

}  // namespace territories
