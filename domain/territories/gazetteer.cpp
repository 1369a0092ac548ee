#include "domain/territories/gazetteer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "domain/territories/territory_rows.h"
#include "platform/base/text.h"

namespace territories {

std::shared_ptr<Gazetteer const> Gazetteer::read(db::Session& session) {
  auto gazetteer = std::make_shared<Gazetteer>();
  gazetteer->read_entries(session);
  gazetteer->read_postcodes(session);
  gazetteer->read_former(session);
  gazetteer->sort();
  return gazetteer;
}

void Gazetteer::add_name(std::string const& name, std::string key, std::uint32_t entry, bool former) {
  auto const words = name_words(name);
  if (words.empty()) return;
  auto const at = static_cast<std::uint32_t>(m_names.size());
  m_names.push_back({" " + base::join(words, " ") + " ", std::move(key), former ? name : "", entry, former});
  for (auto const& word : words) m_words.push_back({word, at});
  if (m_entries[entry].type == Type::commune) m_keys.emplace_back(m_names.back().key, at);
}

void Gazetteer::read_entries(db::Session& session) {
  std::map<std::string, std::uint16_t> departments{{"", std::uint16_t{0}}};
  m_departments.push_back({});
  auto named = session.query("SELECT code, name FROM territories_territory WHERE type = 'department' ORDER BY code");
  for (Department one; named.next(one.code, one.name);) {
    departments.emplace(one.code, static_cast<std::uint16_t>(m_departments.size()));
    m_departments.push_back({one.code, one.name, base::join(name_words(one.name), " ")});
  }
  auto rows = session.query(
      "SELECT id, type, code, name, name_key, department, region, siren, population FROM territories_territory "
      "WHERE is_current = 1 ORDER BY type, code");
  std::string type, key;
  for (Entry one; rows.next(one.id, type, one.code, one.name, key, one.department, one.region, one.siren, one.population); one = {}) {
    one.type = type_from(type).value_or(Type::adhoc);
    auto const found = departments.find(one.type == Type::department ? one.code : one.department);
    one.department_at = found == departments.end() ? std::uint16_t{0} : found->second;
    auto const at = static_cast<std::uint32_t>(m_entries.size());
    m_codes.push_back({one.code, at, false});
    if (!one.siren.empty() && one.siren != one.code) m_codes.push_back({one.siren, at, false});
    m_entries.push_back(one);
    add_name(one.name, key, at, false);
  }
}

void Gazetteer::read_postcodes(db::Session& session) {
  std::unordered_map<std::string, std::uint32_t> places;
  for (std::uint32_t at = 0; at < m_entries.size(); ++at) places.emplace(m_entries[at].id.text(), at);
  auto rows = session.query("SELECT territory_id, postcode FROM territories_postcode ORDER BY territory_id, postcode");
  std::string id;
  for (std::string postcode; rows.next(id, postcode);) {
    auto const found = places.find(id);
    if (found == places.end()) continue;
    auto& entry = m_entries[found->second];
    entry.postcodes += (entry.postcodes.empty() ? "|" : "") + postcode + "|";
    if (postcode != entry.code) m_codes.push_back({postcode, found->second, false});
  }
}

void Gazetteer::read_former(db::Session& session) {
  std::unordered_map<std::string, std::uint32_t> places;
  for (std::uint32_t at = 0; at < m_entries.size(); ++at) places.emplace(m_entries[at].id.text(), at);
  auto rows = session.query("SELECT code, name, name_key, successor_id FROM territories_alias ORDER BY code, name");
  std::string code, name, key, successor;
  while (rows.next(code, name, key, successor)) {
    auto const found = places.find(successor);
    if (found == places.end()) continue;
    if (code != m_entries[found->second].code) m_codes.push_back({code, found->second, true});
    bool const renamed = !name.empty() && name != m_entries[found->second].name;
    if (renamed) add_name(name, key, found->second, true);
  }
}

void Gazetteer::sort() {
  std::sort(m_words.begin(), m_words.end(), [](auto const& a, auto const& b) { return std::tie(a.text, a.name) < std::tie(b.text, b.name); });
  std::sort(m_codes.begin(), m_codes.end(), [](auto const& a, auto const& b) { return std::tie(a.text, a.entry) < std::tie(b.text, b.entry); });
  std::sort(m_keys.begin(), m_keys.end());
}

Choice Gazetteer::find(std::string_view name, std::string_view department) const {
  std::string const key = name_key(name);
  auto const first = std::lower_bound(m_keys.begin(), m_keys.end(), key, [](auto const& pair, auto const& text) { return pair.first < text; });
  std::vector<Namesake> namesakes;
  for (auto at = first; at != m_keys.end() && at->first == key; ++at) {
    auto const& found = m_names[at->second];
    namesakes.push_back({m_entries[found.entry].id, m_entries[found.entry].department, found.former});
  }
  return choose(namesakes, department_code(department));
}

std::shared_ptr<Gazetteer const> GazetteerShelf::of(db::Session& session) const {
  auto const changes = changes_so_far(session);
  std::lock_guard const lock{m_mutex};
  if (!m_kept || m_changes != changes) {
    m_kept = Gazetteer::read(session);
    m_changes = changes;
  }
  return m_kept;
}

}  // namespace territories
