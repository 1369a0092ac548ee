#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/refusal.h"

/// How the columns of someone else's files become sheets: the mapping file (docs/mapping.md). Pure.
namespace exchange {

enum class Kind { experience, method };
enum class Source { csv, markdown };
enum class Duplicates { refuse, suffix };
/// What a cell holds, and so how it is read.
enum class As { text, line, first, list, words, day, amount, number };

/// One field of a sheet and where it comes from: the first of `columns` that is not empty, or `parts` put together.
struct FieldRule {
  std::string field;
  std::vector<std::string> columns;
  std::vector<std::string> parts;  ///< "Projet de {nom}": left out when one of its columns is empty
  As as = As::text;
  char separator = '|';     ///< of a list
  std::size_t longest = 0;  ///< characters, cut at a word; 0: as it comes
  std::string words;        ///< name of the table of keywords
  std::string otherwise;    ///< when nothing was found
  std::size_t line = 0;     ///< in the mapping file
};

/// One way to find the territory of a row; the ways are tried in order.
struct Way {
  std::vector<std::string> types;  ///< "commune", "epci"…: each is tried with the code
  std::string type_column;         ///< where the row says its type, read through `type_words`
  std::string type_words;
  std::string code;              ///< column of the code
  std::string name, department;  ///< columns of a commune named in words
  std::size_t line = 0;
};

/// A heading of a Markdown file whose section becomes a column of its own.
struct HeadingRule {
  std::string like;  ///< folded words the heading holds
  std::string column;
  bool keep = false;  ///< the section stays in `body` too
};

/// Code of a vocabulary and the words that announce it, folded; in the order of the codes.
using Keywords = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct Mapping {
  std::string file;  ///< for messages
  Kind kind = Kind::experience;
  Source source = Source::csv;
  std::vector<std::string> nothing;  ///< cells that mean "empty", as "NULL"
  std::vector<std::string> key_columns;
  std::string key_prefix;
  std::size_t key_line = 0;
  Duplicates duplicates = Duplicates::refuse;
  std::vector<std::pair<std::string, std::vector<std::string>>> constants;
  std::vector<FieldRule> fields;
  std::vector<Way> ways;
  bool territory_required = false;
  int heading_level = 2;  ///< of the sections of a Markdown body
  std::vector<HeadingRule> headings;
  std::map<std::string, Keywords> words;

  /// Every column the mapping names, with its line in the mapping file.
  std::vector<std::pair<std::string, std::size_t>> columns() const;
};

/// Refused as a whole, naming each line: an unknown name, a missing part, a table of words that is not there.
tl::expected<Mapping, std::vector<base::Problem>> read_mapping(std::string_view bytes, std::string const& file_name);

/// "Projet de {nom:line}" → "Projet de ", then {"nom", line}. A piece without a column is plain text.
struct Piece {
  std::string text, column;
  As as = As::line;
};
/// Nothing when a brace is not closed or what follows the colon is unknown.
std::vector<Piece> pieces_of(std::string_view part);

}  // namespace exchange
