#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/territories/names.h"

namespace territories {

/// What is typed in a search box, and what it is narrowed to.
struct Search {
  std::string text;
  std::vector<Type> types = {};  ///< empty: all
  std::string region = {};
  std::size_t limit = 20, offset = 0;
};

/// One line of an answer: enough to show and to choose.
struct Suggestion {
  TerritoryId id;
  Key key;
  std::string name, department, department_name;
  std::optional<std::int64_t> population;
  std::string formerly;  ///< the former name or code that was matched, "" otherwise
};

struct Suggestions {
  std::vector<Suggestion> found;
  std::size_t total = 0;
};

/// Every name and code of the registry in memory (about 25 MB), sorted so that a search touches few of them.
/// Immutable once read: safe between threads.
class Gazetteer {
 public:
  /// Three queries; about a tenth of a second for the whole registry.
  static std::shared_ptr<Gazetteer const> read(db::Session& session);

  /// By the beginning of words, in any order, accents or not, St or Saint; by postcode, INSEE code, SIREN, department.
  /// A name followed by a department ("Mirecourt 88", "Mirecourt vosges") narrows. Exact names first, then population.
  Suggestions search(Search const& search) const;
  /// A commune as files write it; see choose(). For imports: no query.
  Choice find(std::string_view name, std::string_view department) const;
  std::size_t size() const { return m_entries.size(); }

 private:
  struct Entry {
    TerritoryId id;
    Type type = Type::commune;
    std::string code, name, department, region, siren, postcodes;  ///< postcodes: "|88500|88501|"
    std::int64_t population = -1;
    std::uint16_t department_at = 0;  ///< in m_departments
  };
  struct Name {
    std::string words, key, shown;  ///< words: " l isle adam "; shown: a former name, else ""
    std::uint32_t entry = 0;
    bool former = false;
  };
  struct Word {
    std::string text;
    std::uint32_t name = 0;
  };
  struct Code {
    std::string text;
    std::uint32_t entry = 0;
    bool former = false;
  };
  struct Department {
    std::string code, name, words;
  };
  struct Query;
  struct Ranking;

  void read_entries(db::Session& session);
  void read_postcodes(db::Session& session);
  void read_former(db::Session& session);
  void add_name(std::string const& name, std::string key, std::uint32_t entry, bool former);
  void sort();
  Query understand(std::string_view text) const;
  bool keeps(Entry const& entry, Query const& query, Search const& search) const;
  void rank_names(Query const& query, Search const& search, Ranking& ranking) const;
  void rank_codes(std::string const& code, Search const& search, Ranking& ranking) const;
  bool narrow_by_department_name(Query& query) const;
  Suggestions answer(Ranking& ranking, Search const& search) const;

  std::vector<Entry> m_entries;
  std::vector<Name> m_names;
  std::vector<Word> m_words;                                  ///< sorted by text
  std::vector<Code> m_codes;                                  ///< sorted by text
  std::vector<std::pair<std::string, std::uint32_t>> m_keys;  ///< name key → name, sorted: communes only
  std::vector<Department> m_departments;
};

/// The gazetteer of the data as it stands, read again when territories were imported. Safe between threads.
class GazetteerShelf {
 public:
  /// One small query when nothing changed.
  std::shared_ptr<Gazetteer const> of(db::Session& session) const;

 private:
  mutable std::mutex m_mutex;
  mutable std::shared_ptr<Gazetteer const> m_kept;
  mutable std::int64_t m_changes = -1;
};

}  // namespace territories
