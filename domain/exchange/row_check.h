#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/exchange/choices.h"
#include "domain/experiences/experiences.h"
#include "platform/db/database.h"

/// What each row of a brought file would do.
namespace exchange {

enum class Outcome { create, change, same, leave };

struct Verdict {
  Outcome outcome = Outcome::leave;
  experiences::Sheet sheet;  ///< as it would be kept
  std::optional<experiences::Place> place;
  std::optional<accounts::PersonId> author;
  std::optional<experiences::Experience> existing;  ///< the sheet it changes or looks like
  bool looks_alike = false;                         ///< the existing sheet has the same title and territory, nothing says it is the same
  std::vector<base::Refusal> refusals, remarks;     ///< `field`: the name of the column
};

/// Titles of the sheets of a programme, folded → their ids. Made once for a file: look-alikes are looked for among them.
using Titles = std::unordered_multimap<std::string, experiences::ExperienceId>;
Titles titles_of(experiences::Counted const& counted);

/// The rows of one file against a programme, in the order of the file: addresses given to new sheets are not given twice.
class RowCheck {
 public:
  struct Around {
    accounts::Viewer viewer;
    accounts::ProgrammeId programme;
    std::string programme_slug;
    experiences::CellReader const& reader;
    Titles const& titles;
    experiences::Vocabulary vocabulary;  ///< the words the programme may file under
  };
  RowCheck(Around around, Rows const& rows, Choices const& choices);

  /// A dozen queries for all of `some`, one more for each territory named in words.
  std::vector<Verdict> check(db::Session& session, std::size_t from, std::size_t count);

 private:
  struct Known;
  std::string_view cell(Row const& row, std::string_view path) const;
  Known look_up(db::Session& session, std::span<Row const> some);
  void find_territories(db::Session& session, std::span<Row const> some);
  /// Which sheet a row is about: two rows of a file may not be about the same.
  std::string key_of(Row const& row, Verdict const& verdict) const;
  Verdict verdict_of(Row const& row, std::size_t place, Known& known);
  void match(Row const& row, std::size_t place, Known& known, Verdict& verdict);
  void fill(Row const& row, Verdict& verdict) const;
  /// "obstacles.2" when every cell of it is empty: that item is taken out.
  std::vector<std::string> emptied_items(Row const& row) const;
  void place_sheet(Row const& row, Known const& known, Verdict& verdict) const;
  void settle_author(Row const& row, Known const& known, Verdict& verdict) const;
  void settle_status(Verdict& verdict) const;
  void settle_address(Row const& row, Known const& known, Verdict& verdict);
  void refuse(Verdict& verdict, std::string_view path, std::string msgid, std::vector<std::string> arguments = {}) const;
  void remark(Verdict& verdict, std::string_view path, std::string msgid, std::vector<std::string> arguments = {}) const;

  Around m_around;
  Rows const& m_rows;
  Choices const& m_choices;
  bool m_leads = false;
  std::map<std::string, std::size_t, std::less<>> m_places;                ///< path → column
  std::map<std::string, base::Outcome<experiences::Place>> m_territories;  ///< by what a cell says
  std::set<std::string> m_given;                                           ///< addresses of new sheets of this file
  std::map<std::string, std::size_t> m_seen;                               ///< id, address or title and territory → its line
};

/// "commune:44109" of what a cell says when it holds a code: "44109", "commune:44109", "1004" with its zero given back. "": words.
std::string territory_key(std::string_view said);

}  // namespace exchange
