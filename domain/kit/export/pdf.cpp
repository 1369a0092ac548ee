#include "domain/kit/export/pdf.h"

#include "domain/kit/photographs.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "platform/files/qr.h"

namespace kit {
namespace {

/// `missing`: what makes it is not installed here.
base::Outcome<std::string> failed(std::string const& cause, bool missing = false) {
  base::log::error("kit: no PDF: " + cause);
  return base::refuse("The PDF could not be made: {}", {base::shortened(cause, 160)}, missing ? "absent" : "");
}

/// Everything Typst reads, and nothing else.
std::vector<files::Entry> matter_of(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Paper paper) {
  std::vector<files::Entry> matter{{"template.typ", files::read_file(workshop.tools / "template.typ").value_or(""), false},
                                   {"data.json", pdf_data(document, words, paper), false}};
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture) matter.push_back({block.picture->id + ".svg", block.picture->svg, false});
  if (auto code = files::qr_svg(document.home_address); !document.home_address.empty() && !code.empty())
    matter.push_back({home_code_file, std::move(code), false});
  for (auto const* photo : photos_of(document)) matter.push_back({photo_name(*photo), photo->bytes, true});
  return matter;
}

/// The worker and the lock file beside it say which Typst, which faces.
std::string recipe_of(PdfWorkshop const& workshop) {
  return "pdf " + files::read_file(workshop.tools / "worker.cjs").value_or("") +
      files::read_file(workshop.tools / "../../package-lock.json").value_or("");
}

std::string one_text(std::vector<files::Entry> const& matter) {
  std::string text;
  for (auto const& file : matter) text += file.name + '\0' + std::to_string(file.bytes.size()) + '\0' + file.bytes;
  return text;
}

base::Outcome<std::string> laid_out(std::vector<files::Entry> const& matter, PdfWorkshop const& workshop, std::filesystem::path const& worker) {
  try {
    files::TemporaryFolder const desk;
    for (auto const& file : matter) files::write_draft(desk.path() / file.name, file.bytes);
    files::Command command;
    command.program = workshop.node;
    command.arguments = {worker.string(), desk.path().string()};
    command.folder = desk.path();
    command.time = workshop.time;
    command.patience = 10;
    auto const finished = files::run(command);
    if (finished.out_of_time) return failed("Typst did not finish in time");
    if (finished.exit_code < 0) return failed("its worker was killed");
    if (!finished.succeeded())
      return failed(finished.errors.empty() ? "Typst stopped" : finished.errors, finished.errors.starts_with("missing package"));
    auto bytes = files::read_file(desk.path() / "out.pdf");
    return bytes ? base::Outcome<std::string>{std::move(*bytes)} : failed("Typst wrote nothing");
  } catch (std::system_error const& error) {
    return failed(error.what(), error.code() == std::errc::no_such_file_or_directory);
  }
}

}  // namespace

base::Outcome<std::string> pdf(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Paper paper) {
  auto const worker = std::filesystem::absolute(workshop.tools / "worker.cjs");
  if (!std::filesystem::exists(worker)) return failed("no " + worker.string(), true);
  auto const matter = matter_of(document, words, workshop, paper);
  base::Outcome<std::string> made = base::refuse("", {});
  auto bytes = workshop.before.once(recipe_of(workshop), one_text(matter), [&]() -> std::optional<std::string> {
    made = laid_out(matter, workshop, worker);
    return made ? std::optional{std::move(*made)} : std::nullopt;
  });
  if (bytes) return std::move(*bytes);
  return made;
}

}  // namespace kit
