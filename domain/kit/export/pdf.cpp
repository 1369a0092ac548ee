#include "domain/kit/export/pdf.h"

#include "domain/kit/photographs.h"
#include "platform/files/disk.h"
#include "platform/files/qr.h"

namespace kit {
namespace {

/// Everything Typst reads, and nothing else.
std::vector<files::Entry> matter_of(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Print print) {
  std::vector<files::Entry> matter{{"template.typ", files::read_file(workshop.typst.tools / "template.typ").value_or(""), false},
                                   {"data.json", pdf_data(document, words, print), false}};
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
  return "pdf " + files::read_file(workshop.typst.tools / "worker.cjs").value_or("") +
      files::read_file(workshop.typst.tools / "../../package-lock.json").value_or("");
}

std::string one_text(std::vector<files::Entry> const& matter) {
  std::string text;
  for (auto const& file : matter) text += file.name + '\0' + std::to_string(file.bytes.size()) + '\0' + file.bytes;
  return text;
}

base::Outcome<std::string> laid_out(std::vector<files::Entry> const& matter, PdfWorkshop const& workshop) {
  return workshop.typesetter ? workshop.typesetter->lay_out(matter) : Typesetter{workshop.typst}.lay_out(matter);
}

}  // namespace

base::Outcome<std::string> pdf(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Print print) {
  auto const matter = matter_of(document, words, workshop, print);
  base::Outcome<std::string> made = base::refuse("", {});
  auto bytes = workshop.before.once(recipe_of(workshop), one_text(matter), [&]() -> std::optional<std::string> {
    made = laid_out(matter, workshop);
    return made ? std::optional{std::move(*made)} : std::nullopt;
  });
  if (bytes) return std::move(*bytes);
  return made;
}

}  // namespace kit
