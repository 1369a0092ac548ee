#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experiences.h"
#include "platform/i18n/words.h"

/// Sheets as a file people take away: what it holds, in which format, with or without names. Pure.
namespace exchange {

enum class Format { csv, xlsx, ods, markdown, json };
std::string_view code(Format format);  ///< also the end of the file's name, but "zip" for markdown
std::optional<Format> format_from(std::string_view code);

/// Who the names are for. `open`: open data, no person's name, no address in the texts. `working`: for members, without the fields
/// that name people. `named`: everything, for those who lead.
enum class People { open, working, named };

/// Fields that name a person: "narrator", "writer", "contact", "author", "agreement" and what it is about, "actions.2.who", "actors.1.name".
bool names_people(std::string_view path);
/// A text without e-mail addresses and telephone numbers: "[@…]" stands in their place.
std::string without_addresses(std::string_view text);
inline constexpr std::string_view address_removed = "[@…]";
/// The sheet as it may leave.
experiences::Sheet leaving(experiences::Sheet sheet, People people);

/// A sheet that goes out.
struct Going {
  experiences::Sheet sheet;  ///< with its id, territory key, author when named
  std::string territory_name;
};
struct Outgoing {
  Format format = Format::csv;
  People people = People::open;
  std::string programme_slug, programme_name;
  std::string address;  ///< of the list, with its filters
  base::Day day;
  std::vector<Going> sheets;
  experiences::Vocabulary vocabulary{};  ///< the words of the programme
};
struct File {
  std::string name, content_type, bytes;
};
/// The same sheets and day give the same bytes, but for XLSX, whose file says the hour it was made.
File file_of(Outgoing const& outgoing, i18n::Words const& words);

/// The columns of a table of sheets, in order: every field but those of items nobody has; "territory_name" beside "territory".
std::vector<std::string> columns_of(std::vector<std::vector<experiences::Cell>> const& sheets, People people);
/// "Territory (name)" beside the labels of experiences::column_label.
std::string label_of_column(std::string_view path, i18n::Words const& words);

}  // namespace exchange
