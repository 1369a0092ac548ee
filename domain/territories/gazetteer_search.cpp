#include <algorithm>
#include <array>
#include <tuple>

#include "domain/territories/gazetteer.h"
#include "platform/base/text.h"

namespace territories {
namespace {

constexpr std::size_t longest_query = 200, most_words = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "88", "88500", "2a", "2b0": a code being typed.
bool is_code(std::string_view word) {
  bool const corsican = word.size() >= 2 && word[0] == '2' && (word[1] == 'a' || word[1] == 'b');
  return std::all_of(word.begin() + (corsican ? 2 : 0), word.end(), is_digit);
}

std::string in_capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// What a word typed may begin: the last one may still be "st", the start of Strasbourg or the whole of Saint.
std::vector<std::string> readings_of(std::string const& word) {
  if (word == "st") return {word, "saint"};
  if (word == "ste") return {word, "sainte"};
  return {word};
}

}  // namespace

struct Gazetteer::Query {
  std::vector<std::string> words;  ///< folded
  std::vector<std::string> codes;  ///< in capitals
  std::string department;          ///< of its name, when the words end with one
  std::string key;                 ///< the words as one name
};

/// The best rank of each entry: 0 exact, 1 the name begins so, 2 its words do; former names after.
struct Gazetteer::Ranking {
  struct Hit {
    std::uint32_t entry = 0, name = no_name;
    std::uint8_t rank = 0;
  };
  static constexpr std::uint32_t no_name = 0xFFFFFFFF;
  static constexpr std::uint8_t none = 255;

  explicit Ranking(std::size_t entries) : places(entries, 0) {}
  void offer(Hit hit) {
    auto& place = places[hit.entry];
    if (place == 0) {
      hits.push_back(hit);
      place = static_cast<std::uint32_t>(hits.size());
    } else if (hit.rank < hits[place - 1].rank) {
      hits[place - 1] = hit;
    }
  }
  std::vector<std::uint32_t> places;  ///< of an entry in hits, from 1; 0: not there
  std::vector<Hit> hits;
};

Gazetteer::Query Gazetteer::understand(std::string_view text) const {
  Query query;
  auto words = name_words(text.substr(0, longest_query));
  if (words.size() > most_words) words.resize(most_words);
  for (auto& word : words) (is_code(word) ? query.codes : query.words).push_back(std::move(word));
  for (auto& one : query.codes) one = in_capitals(std::move(one));
  if (query.words.empty() && query.codes.size() > 1) query.codes = {base::join(query.codes, "")};  // "244 400 404"
  query.key = name_key(base::join(query.words, " "));
  return query;
}

bool Gazetteer::keeps(Entry const& entry, Query const& query, Search const& search) const {
  if (!search.types.empty() && std::find(search.types.begin(), search.types.end(), entry.type) == search.types.end()) return false;
  if (!search.region.empty() && entry.region != search.region && !(entry.type == Type::region && entry.code == search.region)) return false;
  if (!query.department.empty() && entry.department != query.department) return false;
  return std::all_of(query.codes.begin(), query.codes.end(), [&](auto const& code) {
    return entry.department == code || entry.code.starts_with(code) || entry.postcodes.find("|" + code) != std::string::npos;
  });
}

void Gazetteer::rank_names(Query const& query, Search const& search, Ranking& ranking) const {
  auto const begins = [](std::string const& words, std::string const& word) {
    auto const readings = readings_of(word);
    return std::any_of(readings.begin(), readings.end(), [&](auto const& one) { return words.find(" " + one) != std::string::npos; });
  };
  auto const longest = std::max_element(query.words.begin(), query.words.end(), [](auto const& a, auto const& b) { return a.size() < b.size(); });
  for (auto const& reading : readings_of(*longest)) {
    auto at = std::lower_bound(m_words.begin(), m_words.end(), reading, [](auto const& word, auto const& text) { return word.text < text; });
    for (; at != m_words.end() && at->text.starts_with(reading); ++at) {
      auto const& name = m_names[at->name];
      if (!keeps(m_entries[name.entry], query, search)) continue;
      auto const matches = [&](auto const& word) { return &word == &*longest || begins(name.words, word); };
      if (!std::all_of(query.words.begin(), query.words.end(), matches)) continue;
      int const rank = name.key == query.key ? 0 : name.key.starts_with(query.key) ? 1 : 2;
      ranking.offer({name.entry, at->name, static_cast<std::uint8_t>(rank + (name.former ? 3 : 0))});
    }
  }
}

void Gazetteer::rank_codes(std::string const& code, Search const& search, Ranking& ranking) const {
  // A spreadsheet eats leading zeros: four digits may be the end of a code of five.
  bool const zero_lost = code.size() == 4 && std::all_of(code.begin(), code.end(), is_digit);
  std::array<std::string, 2> const readings{code, zero_lost ? "0" + code : ""};
  for (auto const& reading : readings) {
    if (reading.empty()) continue;
    auto at = std::lower_bound(m_codes.begin(), m_codes.end(), reading, [](auto const& one, auto const& text) { return one.text < text; });
    for (; at != m_codes.end() && at->text.starts_with(reading); ++at) {
      if (!keeps(m_entries[at->entry], {}, search)) continue;
      int const rank = at->text == reading ? 0 : 1;
      ranking.offer({at->entry, Ranking::no_name, static_cast<std::uint8_t>(rank + (at->former ? 3 : 0))});
    }
  }
}

bool Gazetteer::narrow_by_department_name(Query& query) const {
  for (std::size_t kept = query.words.size() - 1; kept >= 1; --kept) {
    std::vector<std::string> const last{query.words.begin() + static_cast<std::ptrdiff_t>(kept), query.words.end()};
    std::string const typed = base::join(last, " ");
    auto const found = std::find_if(m_departments.begin(), m_departments.end(), [&](auto const& one) { return one.words.starts_with(typed); });
    if (found == m_departments.end() || typed.size() < 3) continue;
    query.words.resize(kept);
    query.key = name_key(base::join(query.words, " "));
    query.department = found->code;
    return true;
  }
  return false;
}

Suggestions Gazetteer::answer(Ranking& ranking, Search const& search) const {
  Suggestions suggestions;
  auto& hits = ranking.hits;
  suggestions.total = hits.size();
  auto const order = [&](Ranking::Hit const& hit) {
    auto const& entry = m_entries[hit.entry];
    return std::tuple{hit.rank, -entry.population, entry.type, hit.entry};
  };
  auto const first = std::min(search.offset, hits.size());
  auto const last = std::min(first + search.limit, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(last), hits.end(),
                    [&](auto const& a, auto const& b) { return order(a) < order(b); });
  for (std::size_t at = first; at < last; ++at) {
    auto const& entry = m_entries[hits[at].entry];
    auto const& department = m_departments[entry.department_at];
    suggestions.found.push_back({entry.id,
                                 {entry.type, entry.code},
                                 entry.name,
                                 department.code,
                                 department.name,
                                 entry.population < 0 ? std::nullopt : std::optional{entry.population},
                                 hits[at].name == Ranking::no_name ? "" : m_names[hits[at].name].shown});
  }
  return suggestions;
}

Suggestions Gazetteer::search(Search const& search) const {
  Query query = understand(search.text);
  Ranking ranking{m_entries.size()};
  if (auto const key = parse_key(search.text)) {
    rank_codes(key->code, {{}, {key->type}, search.region}, ranking);
    return answer(ranking, search);
  }
  if (query.words.empty()) {
    if (!query.codes.empty()) rank_codes(query.codes.front(), search, ranking);
    return answer(ranking, search);
  }
  rank_names(query, search, ranking);
  if (ranking.hits.empty() && !query.codes.empty()) {  // "paris 12": better all of Paris than nothing
    query.codes.clear();
    rank_names(query, search, ranking);
  }
  if (ranking.hits.empty() && query.words.size() > 1 && narrow_by_department_name(query)) rank_names(query, search, ranking);
  return answer(ranking, search);
}

}  // namespace territories
