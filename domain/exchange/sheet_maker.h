#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/exchange/mapping.h"
#include "domain/exchange/rows.h"

/// From a row to a sheet, by the mapping. Pure.
namespace exchange {

/// What a row becomes: a value or a list for each field it fills, and what was said on the way.
struct Filled {
  std::vector<std::pair<std::string, std::vector<std::string>>> values;
  std::vector<base::Refusal> refusals, remarks;
};

/// The mapping tied to the columns of a table.
class SheetMaker {
 public:
  SheetMaker(Mapping const& mapping, Rows const& rows);
  /// The columns the mapping names and the table has not, each with its line in the mapping.
  std::vector<base::Problem> missing_columns() const;
  Filled fill(Row const& row) const;
  /// Address of the sheet of a row, unique among those given so far; "" and a refusal when the row has none or shares it.
  std::string key_of(Row const& row, Filled& filled);

 private:
  struct Part {
    Piece piece;
    std::size_t column = 0;
  };
  struct Rule {
    FieldRule const* rule;
    std::vector<std::size_t> columns;
    std::vector<std::vector<Part>> parts;
  };
  std::size_t place_of(std::string const& column) const;
  std::vector<std::string> values_of(Rule const& rule, Row const& row, Filled& filled) const;
  std::string composed(Rule const& rule, Row const& row, Filled& filled) const;

  Mapping const& m_mapping;
  Rows const& m_rows;
  std::vector<Rule> m_rules;
  std::vector<std::size_t> m_key;
  std::unordered_map<std::string, std::size_t> m_given;  // key → row number where it was first seen
  std::unordered_map<std::string, std::size_t> m_first_line;
};

}  // namespace exchange
