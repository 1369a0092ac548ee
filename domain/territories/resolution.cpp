#include "domain/territories/resolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "domain/territories/territory_store.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace territories {
namespace {

constexpr std::string_view types_expected = "commune, epci, ept, department, region, group, adhoc";

std::string quoted_start(std::string_view text) { return base::shortened(text, 60); }

Resolved resolved(Territory const& territory, std::string followed = {}) {
  return {territory.id, territory.key(), territory.name, territory.department, std::move(followed)};
}

/// What a batch of keys needs to be answered: the territories they name, directly, through a successor or with their zero back.
struct Findings {
  std::unordered_map<std::string, Territory> by_id;
  std::map<std::string, TerritoryId> successors;

  Territory const* at(TerritoryId const& id) const {
    auto const found = by_id.find(id.text());
    return found == by_id.end() ? nullptr : &found->second;
  }
};

void keep(Findings& findings, std::vector<Territory> territories) {
  for (auto& one : territories) {
    std::string id = one.id.text();
    findings.by_id.insert_or_assign(std::move(id), std::move(one));
  }
}

Findings look_up(db::Session& session, std::vector<std::optional<Key>> const& keys) {
  TerritoryStore store{session};
  Findings findings;
  std::vector<TerritoryId> ids;
  for (auto const& key : keys) {
    if (!key) continue;
    ids.push_back(id_of(*key));
    if (auto const whole = with_lost_zero(key->type, key->code)) ids.push_back(id_of({key->type, *whole}));
  }
  keep(findings, store.of_ids(ids));
  std::vector<std::string> former;
  for (auto const& key : keys) {
    if (key && key->type == Type::commune && findings.at(id_of(*key)) == nullptr) former.push_back(key->code);
  }
  findings.successors = store.successors(former);
  std::vector<TerritoryId> successors;
  for (auto const& [code, id] : findings.successors) successors.push_back(id);
  keep(findings, store.of_ids(successors));
  return findings;
}

base::Outcome<Resolved> answer(Findings const& findings, std::string_view text, std::optional<Key> const& key) {
  if (!key) {
    return base::refuse("Unknown territory {}: expected a type, a colon and a code, the type being one of {}",
                        {quoted_start(text), std::string{types_expected}}, "territory");
  }
  if (auto const* const current = findings.at(id_of(*key))) return resolved(*current);
  if (key->type == Type::commune) {
    auto const successor = findings.successors.find(key->code);
    if (successor != findings.successors.end()) return resolved(*findings.at(successor->second), text_of(*key));
  }
  if (auto const whole = with_lost_zero(key->type, key->code)) {
    if (auto const* const meant = findings.at(id_of({key->type, *whole}))) {
      return base::refuse("Unknown territory {}: a leading zero seems lost, did you mean {}, {}?",
                          {quoted_start(text), text_of(meant->key()), meant->label()}, "territory");
    }
  }
  return base::refuse("Unknown territory {}: the registry has no such code", {quoted_start(text)}, "territory");
}

/// "Sainte-Colombe (05), Sainte-Colombe (16)…": at most six.
std::string proposals(std::vector<Territory> const& territories, std::size_t total) {
  std::vector<std::string> labels;
  for (auto const& one : territories) labels.push_back(one.label());
  return base::join(labels, ", ") + (total > labels.size() ? "…" : "");
}

base::Outcome<Resolved> by_name(db::Session& session, std::string_view text, std::string field) {
  Typed const typed = split_typed(text);
  TerritoryStore store{session};
  auto namesakes = store.namesakes(name_key(typed.name));
  if (namesakes.empty()) namesakes = store.wider_namesakes(name_key(typed.name));
  Choice const choice = choose(namesakes, typed.department);
  bool const elsewhere = choice.certainty == Certainty::other_department;
  std::vector<TerritoryId> ids;
  for (auto const& one : namesakes) {
    if (ids.size() < 6 && (ids.empty() || ids.back() != one.id)) ids.push_back(one.id);
  }
  if (choice.certainty == Certainty::unknown) {
    return base::refuse("No territory is called {}. Check the spelling, or write its code.", {quoted_start(text)}, std::move(field));
  }
  if (choice.certainty == Certainty::ambiguous || elsewhere) {
    return base::refuse(elsewhere ? i18n::msgid("No territory is called {} there. Did you mean: {}?")
                                  : i18n::msgid("Several territories are called {}. Add the department: {}"),
                        {quoted_start(typed.name), proposals(store.of_ids(ids), namesakes.size())}, std::move(field));
  }
  auto const found = store.of_ids(std::span{&choice.id, 1});
  return resolved(found.front(), choice.certainty == Certainty::former_name ? typed.name : "");
}

/// Five characters: an INSEE code, a postcode, or both at once, and then the person must say which.
std::optional<base::Outcome<Resolved>> by_five(db::Session& session, std::string_view digits, std::string const& field) {
  TerritoryStore store{session};
  auto found = store.of_postcode(digits);
  if (auto coded = resolve(session, fmt::format("commune:{}", digits))) {
    bool const alone = found.empty() || (found.size() == 1 && found.front().id == coded->id);
    if (alone) return std::move(*coded);
    found.insert(found.begin(), store.of_ids(std::span{&coded->id, 1}).front());
  }
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return resolved(found.front());
  auto const total = found.size();
  found.resize(std::min<std::size_t>(total, 6));
  return base::refuse("{} is a code of several territories. Write the name: {}", {std::string{digits}, proposals(found, total)}, field);
}

/// A code alone may be that of a commune, a postcode, a department or a grouping. Nothing when it is no code at all.
std::optional<base::Outcome<Resolved>> by_bare_code(db::Session& session, std::string_view text, std::string const& field) {
  std::string const code_only = cleaned_code(Type::commune, text);
  if (code_only.size() == 5) return by_five(session, code_only, field);
  std::vector<std::string> keys;
  if (code_only.size() == 4) keys = {"commune:" + code_only};
  if (code_only.size() == 9) keys = {"epci:" + code_only, "group:" + code_only, "ept:" + code_only};
  if (code_only.size() == 2 || code_only.size() == 3) keys = {"department:" + code_only};
  for (auto& outcome : resolve_all(session, keys)) {
    if (outcome || code_only.size() == 4) return std::move(outcome);
  }
  return std::nullopt;
}

}  // namespace

std::vector<base::Outcome<Resolved>> resolve_all(db::Session& session, std::span<std::string const> texts) {
  std::vector<std::optional<Key>> keys;
  for (auto const& text : texts) keys.push_back(parse_key(text));
  Findings const findings = look_up(session, keys);
  std::vector<base::Outcome<Resolved>> answers;
  for (std::size_t at = 0; at < texts.size(); ++at) answers.push_back(answer(findings, texts[at], keys[at]));
  return answers;
}

base::Outcome<Resolved> resolve(db::Session& session, std::string_view key) {
  std::string const text{key};
  return std::move(resolve_all(session, std::span{&text, 1}).front());
}

base::Outcome<Resolved> resolve_typed(db::Session& session, std::string_view text, std::string field) {
  std::string_view const written = base::trimmed(text);
  if (written.empty()) return base::refuse("Which territory? Write its name, its postcode or its code.", {}, std::move(field));
  if (written.size() > 300) return base::refuse("This name is too long", {}, std::move(field));
  if (parse_key(written)) {
    auto found = resolve(session, written);
    if (!found) found.error().field = std::move(field);
    return found;
  }
  bool const coded = written.find_first_of("0123456789") != std::string_view::npos && written.find('(') == std::string_view::npos;
  if (coded) {
    if (auto found = by_bare_code(session, written, field)) return std::move(*found);
  }
  return by_name(session, written, std::move(field));
}

Choice find_by_name_and_department(db::Session& session, std::string_view name, std::string_view department) {
  return choose(TerritoryStore{session}.namesakes(name_key(name)), department_code(department));
}

}  // namespace territories
