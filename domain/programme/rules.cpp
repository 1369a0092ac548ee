#include "domain/programme/rules.h"

#include <algorithm>
#include <vector>

namespace programme {
namespace {

std::vector<accounts::Consent> asked_by(Programme const& programme) {
  std::vector<accounts::Consent> asked;
  auto const id = programme.brief.id.text();
  if (!programme.charter.empty()) asked.push_back({"charter", id, accounts::version_of(programme.charter), programme.brief.name, {}});
  if (!programme.licence.empty()) asked.push_back({"licence", id, programme.licence, programme.brief.name, {}});
  return asked;
}

}  // namespace

Agreement agreement_of(db::Session& session, Programme const& programme, accounts::PersonId const& person) {
  auto const asked = asked_by(programme);
  auto const given = accounts::consents_of(session, person);
  Agreement agreement;
  for (auto const& one : asked) {
    auto const same_thing = [&](auto const& other) { return other.kind == one.kind && other.subject == one.subject; };
    auto const found = std::ranges::find_if(given, [&](auto const& other) { return same_thing(other) && other.version == one.version; });
    agreement.earlier = agreement.earlier || std::ranges::any_of(given, same_thing);
    if (found == given.end()) agreement.whole = false;
    else agreement.since = std::max(agreement.since, found->accepted);
  }
  return agreement;
}

void accept_rules(db::Session& session, base::World const& world, Programme const& programme, accounts::PersonId const& person) {
  for (auto const& one : asked_by(programme)) accounts::record_consent(session, world, person, one);
}

std::string rules_version(Programme const& programme) {
  bool const none = programme.charter.empty() && programme.licence.empty();
  return none ? std::string{} : accounts::version_of(programme.charter + "\n" + programme.licence);
}

}  // namespace programme
