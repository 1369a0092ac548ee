#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"
#include "platform/base/refusal.h"

namespace experiences {

/// An experience as a Markdown file of a programme folder (docs/programme-folder.md). References are names, not ids.
struct Sheet {
  std::string slug;  ///< file name without .md
  std::string id;    ///< only when it does not follow from programme and slug
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::string territory;                   ///< "commune:44109"; ""
  std::vector<std::string> organisations;  ///< keys of organisations.csv
  std::string author;                      ///< e-mail of people.csv; ""
  std::string published;                   ///< day or ""
  std::string agreement;                   ///< who told the story and must agree; "" when nobody is asked
  std::vector<std::string> agreed;         ///< parts they agreed to, in these words
  bool partial = false;                    ///< it has other parts, which whoever took this file may not read
  Content content;
  bool operator==(Sheet const&) const = default;
};

/// Reads one file. Every problem names the file, the line, the field and what was expected; nothing is half read.
/// `vocabulary`: the words its programme may file under.
tl::expected<Sheet, std::vector<base::Problem>> parse_sheet(std::string_view bytes, std::string const& file_name, Vocabulary const& vocabulary = {});
/// The canonical text: the same sheet gives the same bytes, and parse_sheet gives it back.
std::string format_sheet(Sheet const& sheet);
/// The sheet as it is kept, and what keeps it out. `vocabulary`: the words its programme may file under.
std::vector<base::Refusal> settle(Sheet& sheet, Vocabulary const& vocabulary = {});
/// Addresses our own pages take: new, keep, forget, import, export.
bool is_reserved_slug(std::string_view slug);
/// The identifier a sheet has when nothing says otherwise.
std::string default_id(std::string_view programme_slug, std::string_view slug);

}  // namespace experiences
