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

/// The same by a program apart (workshop.program), bounded in time and memory: what hangs or dies there is a refusal here. In
/// this process when there is no such program, for the PDF, which has a worker of its own, and for what needs our key.
base::Outcome<std::string> make_apart(std::string_view code, Document const& document, i18n::Words const& words, Making const& with);
/// What became of one format.
struct Made {
  FormatAbout const& format;
  base::Outcome<std::string> bytes;
  std::chrono::milliseconds took{};
};
/// Each of these formats, apart, two at a time, those that others take from first. `done` is told of each as it comes, never of
/// two at once. What making or `done` throws ends the whole once what was begun is over, and is thrown here.
void make_formats(std::vector<FormatAbout const*> wanted, Document const& document, i18n::Words const& words, Making const& with,
                  std::function<void(Made made)> const& done);

/// A frozen document as JSON; nothing when the file is none.
std::optional<Document> document_in_file(std::filesystem::path const& file);
/// What that program answers: 0, or 3 with the refusal on its standard error.
int make_for_another(std::string_view code, std::filesystem::path const& document, std::filesystem::path const& out, i18n::Words const& words,
                     Making const& with);

}  // namespace kit
