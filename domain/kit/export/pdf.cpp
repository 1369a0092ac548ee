#include "domain/kit/export/pdf.h"

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace kit {
namespace {

/// `missing`: what makes it is not installed here.
base::Outcome<std::string> failed(std::string const& cause, bool missing = false) {
  base::log::error("kit: no PDF: " + cause);
  return base::refuse("The PDF could not be made: {}", {base::shortened(cause, 160)}, missing ? "absent" : "");
}

void lay_out(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Paper paper, std::filesystem::path const& desk) {
  files::write_atomically(desk / "template.typ", files::read_file(workshop.tools / "template.typ").value_or(""));
  files::write_atomically(desk / "data.json", pdf_data(document, words, paper));
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture) files::write_atomically(desk / (block.picture->id + ".svg"), block.picture->svg);
}

}  // namespace

base::Outcome<std::string> pdf(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Paper paper) {
  auto const worker = std::filesystem::absolute(workshop.tools / "worker.cjs");
  if (!std::filesystem::exists(worker)) return failed("no " + worker.string(), true);
  files::TemporaryFolder const desk;
  lay_out(document, words, workshop, paper, desk.path());
  files::Command command;
  command.program = workshop.node;
  command.arguments = {worker.string(), desk.path().string()};
  command.folder = desk.path();
  command.time = workshop.time;
  try {
    auto const finished = files::run(command);
    if (finished.out_of_time) return failed("Typst did not finish in time");
    if (!finished.succeeded())
      return failed(finished.errors.empty() ? "Typst stopped" : finished.errors, finished.errors.starts_with("missing package"));
  } catch (std::system_error const& error) {
    return failed(error.what(), true);
  }
  auto bytes = files::read_file(desk.path() / "out.pdf");
  return bytes ? base::Outcome<std::string>{std::move(*bytes)} : failed("Typst wrote nothing");
}

}  // namespace kit
