#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "platform/base/refusal.h"

namespace atelier {

/// A reading by a peer that let the method be published.
struct FileReview {
  std::string who, territory, date;  ///< territory: "commune:08490" or ""; date: a day
  std::vector<std::string> scores;   ///< "proven 3 Onze maisons comptées": criterion, mark, reason
  std::string text;                  ///< Markdown
  bool operator==(FileReview const&) const = default;
};

/// A passage that changed since it was cited: its words of that day.
struct FileCited {
  std::string passage, date, words;  ///< passage: "les-clefs#f1"; date: a day
  std::string fits;                  ///< "yes" when the authors said that the citation still fits; ""
  bool operator==(FileCited const&) const = default;
};

/// A method as a Markdown file of a programme folder (docs/programme-folder.md). References are names, not ids.
struct Sheet {
  std::string slug;  ///< file name without .md
  std::string id;    ///< only when it does not follow from programme and slug
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::string author;     ///< e-mail of people.csv; ""
  std::string published;  ///< day or ""
  Content content;
  std::vector<Trial> trials;  ///< `territory` is "type:code" or ""
  std::vector<FileReview> reviews;
  std::vector<FileCited> cited;
  std::vector<std::string> formerly;  ///< addresses it had before: they lead to it
  bool operator==(Sheet const&) const = default;
};

/// Reads one file. Every problem names the file, the line, the field and what was expected; nothing is half read.
tl::expected<Sheet, std::vector<base::Problem>> parse_sheet(std::string_view bytes, std::string const& file_name);
/// The canonical text: the same sheet gives the same bytes, and parse_sheet gives it back.
std::string format_sheet(Sheet const& sheet);
/// The sheet as it is kept, and what keeps it out.
std::vector<base::Refusal> settle(Sheet& sheet);
/// The identifier a method has when nothing says otherwise.
std::string default_id(std::string_view programme_slug, std::string_view slug);

}  // namespace atelier
