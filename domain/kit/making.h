#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/kit/document.h"
#include "domain/kit/dress.h"
#include "domain/kit/formats.h"
#include "domain/kit/workshop.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

namespace kit {

/// What a format is made with beside the document.
struct Making {
  Dress const& dress;
  Workshop const& workshop;
};

/// One format of an edition, by its code (formats.h). Refused, the cause in the log, when a tool fails, or is missing (the
/// refusal's field is then "absent"); the others are made all the same.
base::Outcome<std::string> make_format(std::string_view code, Document const& document, i18n::Words const& words, Making const& with);

/// What became of one format.
struct Made {
  FormatAbout const& format;
  base::Outcome<std::string> bytes;
  std::chrono::milliseconds took{};
};
/// How many are made together.
inline constexpr int formats_at_once = 2;

/// Each of these formats, those that others take from first; `done` is told of each as it comes, never of two at once. By a process
/// apart (workshop.program), bounded in time and memory: what hangs or dies there is a refusal of that format here. In this process
/// when there is no such program, and for what needs our key. What `done` throws ends the whole, and is thrown here.
void make_formats(std::vector<FormatAbout const*> wanted, Document const& document, i18n::Words const& words, Making const& with,
                  std::function<void(Made made)> const& done);
/// The part of it that the process apart makes, in the order given.
void make_apart(std::vector<FormatAbout const*> wanted, Document const& document, Workshop const& workshop, std::function<void(Made)> const& done);

/// A frozen document as JSON; nothing when the file is none.
std::optional<Document> document_in_file(std::filesystem::path const& file);
/// What that process does: it reads the document once, each format is made by a copy of it, in `folder` under its code, and told of in
/// a line (making_line.h). Answers 0; 3 when one was refused, 1 when there is no document.
int make_for_another(std::vector<std::string> const& codes, std::filesystem::path const& document, std::filesystem::path const& folder,
                     i18n::Words const& words, Making const& with);

}  // namespace kit
