#include "domain/exchange/placing.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "domain/exchange/cells.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

/// A code as one way reads it in a row.
struct Candidate {
  std::string key;            ///< "commune:01004"
  std::string repaired_from;  ///< "1004" when a zero was given back
};

class Placer {
 public:
  Placer(db::Session& session, Mapping const& mapping, Rows const& rows) : m_session{session}, m_mapping{mapping}, m_rows{rows} {}

  std::vector<Placed> place(std::span<Row const> some) {
    resolve_codes(some);
    std::vector<Placed> placed;
    std::vector<accounts::TerritoryId> found(some.size());
    for (std::size_t at = 0; at < some.size(); ++at) {
      placed.emplace_back();
      found[at] = look_for(some[at], placed.back());
    }
    add_places(found, placed);
    return placed;
  }

 private:
  std::string_view cell(Row const& row, std::string const& column) const {
    if (column.empty()) return {};
    auto const found = std::find(m_rows.columns.begin(), m_rows.columns.end(), column);
    auto const at = static_cast<std::size_t>(found - m_rows.columns.begin());
    return at < row.cells.size() ? std::string_view{row.cells[at]} : std::string_view{};
  }

  std::vector<std::string> types_of(Way const& way, Row const& row) const {
    if (way.type_column.empty()) return way.types;
    return codes_in(cell(row, way.type_column), m_mapping.words.at(way.type_words));
  }

  std::vector<Candidate> candidates(Way const& way, Row const& row) const {
    std::vector<Candidate> all;
    auto const written = cell(row, way.code);
    if (written.empty() || way.code.empty()) return all;
    for (auto const& name : types_of(way, row)) {
      auto const type = territories::type_from(name);
      if (!type) continue;
      auto const code = territories::cleaned_code(*type, written);
      auto const whole = territories::with_lost_zero(*type, code);
      all.push_back({name + ":" + whole.value_or(code), whole ? code : ""});
    }
    return all;
  }

  void resolve_codes(std::span<Row const> some) {
    std::vector<std::string> keys;
    for (auto const& row : some)
      for (auto const& way : m_mapping.ways)
        for (auto const& candidate : candidates(way, row))
          if (m_resolved.try_emplace(candidate.key, std::nullopt).second) keys.push_back(candidate.key);
    auto answers = territories::resolve_all(m_session, keys);
    for (std::size_t at = 0; at < keys.size(); ++at) m_resolved[keys[at]] = std::move(answers[at]);
  }

  accounts::TerritoryId look_for(Row const& row, Placed& placed) {
    std::vector<base::Refusal> unknown;
    for (auto const& way : m_mapping.ways) {
      auto id = way.name.empty() ? by_code(way, row, placed, unknown) : by_name(way, row, placed);
      if (id.empty()) continue;
      // A department is a poor answer for a village: whoever reads the report must see which rows fell back on it.
      if (&way != &m_mapping.ways.front() && !way.code.empty())
        placed.remarks.push_back({"What is nearer was empty or unknown: the territory was taken from the column {}, {}.",
                                  {way.code, std::string{cell(row, way.code)}},
                                  "territory"});
      return id;
    }
    base::Refusal nothing{"No territory was found: the columns that name it are empty or say none of the registry.", {}, "territory"};
    auto why = unknown.empty() ? std::move(nothing) : std::move(unknown.front());
    if (m_mapping.territory_required) placed.refusal = std::move(why);
    else if (!m_mapping.ways.empty()) placed.remarks.push_back(std::move(why));
    return {};
  }

  accounts::TerritoryId by_code(Way const& way, Row const& row, Placed& placed, std::vector<base::Refusal>& unknown) {
    for (auto const& candidate : candidates(way, row)) {
      auto const& answer = *m_resolved.at(candidate.key);
      if (!answer) {
        unknown.push_back(answer.error());
        continue;
      }
      if (!candidate.repaired_from.empty())
        placed.remarks.push_back({"The code {} had lost its zero: {} was understood.", {candidate.repaired_from, candidate.key}, way.code});
      if (!answer->followed.empty())
        placed.remarks.push_back(
            {"{} is a former code: it is now {}, {}.", {answer->followed, territories::text_of(answer->key), answer->name}, way.code});
      return answer->id;
    }
    return {};
  }

  accounts::TerritoryId by_name(Way const& way, Row const& row, Placed& placed) {
    std::string const name{cell(row, way.name)};
    std::string const department{cell(row, way.department)};
    if (name.empty()) return {};
    auto const [found, fresh] = m_named.try_emplace({name, department});
    if (fresh) found->second = territories::find_by_name_and_department(m_session, name, department);
    auto const& choice = found->second;
    using enum territories::Certainty;
    if (choice.certainty == ambiguous) placed.remarks.push_back({"Several communes are called {}: none was chosen.", {name}, way.name});
    if (choice.certainty == ambiguous || choice.certainty == unknown) return {};
    if (choice.certainty == former_name) placed.remarks.push_back({"{} is a former name of the commune that was chosen.", {name}, way.name});
    else if (choice.certainty == other_department)
      placed.remarks.push_back({"{} is not in the department {}: the only commune of that name was chosen.", {name, department}, way.name});
    else placed.remarks.push_back({"The commune was found by its name, {}, in the department {}.", {name, department}, way.name});
    return choice.id;
  }

  void add_places(std::vector<accounts::TerritoryId> const& found, std::vector<Placed>& placed) {
    std::vector<accounts::TerritoryId> wanted;
    for (auto const& id : found)
      if (!id.empty()) wanted.push_back(id);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    std::unordered_map<std::string, experiences::Place> places;
    for (auto const& one : territories::briefs_of(m_session, wanted))
      places.emplace(one.id.text(), experiences::Place{one.id, one.typology, one.region, one.label()});
    for (std::size_t at = 0; at < found.size(); ++at)
      if (auto const known = places.find(found[at].text()); known != places.end()) placed[at].place = known->second;
  }

  db::Session& m_session;
  Mapping const& m_mapping;
  Rows const& m_rows;
  std::unordered_map<std::string, std::optional<base::Outcome<territories::Resolved>>> m_resolved;
  std::map<std::pair<std::string, std::string>, territories::Choice> m_named;
};

}  // namespace

std::vector<Placed> place_all(db::Session& session, Mapping const& mapping, Rows const& rows, std::span<Row const> some) {
  return Placer{session, mapping, rows}.place(some);
}

}  // namespace exchange
