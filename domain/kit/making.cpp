#include "domain/kit/making.h"

#include <map>

#include "domain/kit/audience.h"
#include "domain/kit/bundle.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/booklet.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/markdown_folder.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/scorm.h"
#include "domain/kit/export/site.h"
#include "domain/kit/export/zim.h"

namespace kit {
namespace {

using Outcome = base::Outcome<std::string>;

std::string readme(Document const& document, i18n::Words const& words) {
  return document.title + "\n" + edition_words(document, words) + "\n\n" + words.t("Open index.html: everything is inside, no network is needed.") +
      "\n\n" + citation_words(document, words) + "\n";
}

/// Everything in one folder of the edition's name, so that unfolding it leaves no litter.
std::string folded(Document const& document, std::vector<files::Entry> entries) {
  for (auto& entry : entries) entry.name.insert(0, document.slug + "-" + document.number + "/");
  return files::zip(entries, document.frozen_on);
}

std::string offline(Document const& document, i18n::Words const& words, Dress const& dress) {
  auto entries = site(for_medium(document, Medium::screen, words), words, dress);
  entries.insert(entries.begin(), {"LISEZMOI.txt", readme(document, words), false});
  return folded(document, std::move(entries));
}

Outcome course(CoursePackage kind, Document const& document, i18n::Words const& words, Making const& with) {
  if (with.dress.player.empty()) return base::refuse(i18n::msgid("The scripts of the course packages are not installed."), {}, "absent");
  return course_package(kind, for_medium(document, Medium::screen, words), words, with.dress);
}

/// A reader of the course keeps the whole kit as a book.
Outcome common_cartridge(CartridgeVersion version, Document const& document, i18n::Words const& words) {
  return cartridge(version, for_medium(document, Medium::screen, words), words,
                   {{document.slug + "-" + document.number + ".epub", epub(for_medium(document, Medium::book, words), words), true}});
}

Outcome signed_bundle(Document const& document, Making const& with) {
  if (with.workshop.key.secret.empty()) return base::refuse(i18n::msgid("This place has no key to sign with."), {}, "absent");
  return bundle(document, with.workshop.key);
}

/// A drawing shown in several formats, or unchanged since the last edition, is turned into a picture once.
office::Painter painter(Making const& with) {
  return [&before = with.workshop.before](std::string_view svg, int width) {
    return before.once("png " + std::to_string(width), svg, [&] { return files::png_of_svg(svg, width); });
  };
}

Outcome text_for_offices(std::string (*write)(office::Text const&), Document const& document, i18n::Words const& words, Making const& with) {
  auto text = office_text(for_medium(document, Medium::paper, words), words);
  text.painter = painter(with);
  return write(text);
}

Outcome slides(Document const& document, i18n::Words const& words, Making const& with) {
  auto shown = office_slides(for_medium(document, Medium::trainer, words), words);
  shown.painter = painter(with);
  return office::odp(shown);
}

/// The chapters that bear « en bref », for who has a quarter of an hour.
Outcome brief(Document const& document, i18n::Words const& words, Making const& with, bool on_sheets) {
  auto const shorter = for_medium(document, Medium::brief, words);
  if (shorter.parts.empty()) return base::refuse(i18n::msgid("No chapter is in the short version."), {}, "absent");
  return on_sheets ? booklet(shorter, words, with.workshop.pdf, Medium::brief) : pdf(shorter, words, with.workshop.pdf, {Paper::a4, Medium::brief});
}

using Maker = Outcome (*)(Document const&, i18n::Words const&, Making const&);

std::map<std::string_view, Maker> const& makers() {
  using D = Document const&;
  using W = i18n::Words const&;
  using M = Making const&;
  static std::map<std::string_view, Maker> const all = {
      {"pdf", [](D document, W words, M with) { return pdf(for_medium(document, Medium::paper, words), words, with.workshop.pdf); }},
      {"pdf-a5", [](D document, W words, M with) { return pdf(for_medium(document, Medium::paper, words), words, with.workshop.pdf, {Paper::a5}); }},
      {"booklet", [](D document, W words, M with) { return booklet(for_medium(document, Medium::paper, words), words, with.workshop.pdf); }},
      {"pdf-brief", [](D document, W words, M with) { return brief(document, words, with, false); }},
      {"booklet-brief", [](D document, W words, M with) { return brief(document, words, with, true); }},
      {"pdf-trainer",
       [](D document, W words, M with) {
         return pdf(for_medium(document, Medium::trainer, words), words, with.workshop.pdf, {Paper::a4, Medium::trainer});
       }},
      {"epub", [](D document, W words, M) -> Outcome { return epub(for_medium(document, Medium::book, words), words); }},
      {"offline", [](D document, W words, M with) -> Outcome { return offline(document, words, with.dress); }},
      {"odt", [](D document, W words, M with) { return text_for_offices(office::odt, document, words, with); }},
      {"docx", [](D document, W words, M with) { return text_for_offices(office::docx, document, words, with); }},
      {"odp", [](D document, W words, M with) { return slides(document, words, with); }},
      {"scorm12", [](D document, W words, M with) { return course(CoursePackage::scorm12, document, words, with); }},
      {"scorm12-chapters", [](D document, W words, M with) { return course(CoursePackage::scorm12_chapters, document, words, with); }},
      {"scorm2004", [](D document, W words, M with) { return course(CoursePackage::scorm2004, document, words, with); }},
      {"cmi5", [](D document, W words, M with) { return course(CoursePackage::cmi5, document, words, with); }},
      {"cartridge", [](D document, W words, M) { return common_cartridge(CartridgeVersion::v1_1, document, words); }},
      {"cartridge13", [](D document, W words, M) { return common_cartridge(CartridgeVersion::v1_3, document, words); }},
      {"zim", [](D document, W words, M with) { return zim(document, words, with.dress); }},
      {"markdown", [](D document, W words, M) -> Outcome { return folded(document, markdown_folder(document, words)); }},
      {"bundle", [](D document, W, M with) { return signed_bundle(document, with); }},
      {"data", [](D document, W, M) -> Outcome { return to_json(document); }},
  };
  return all;
}

}  // namespace

base::Outcome<std::string> make_format(std::string_view code, Document const& document, i18n::Words const& words, Making const& with) {
  auto const found = makers().find(code);
  if (found == makers().end()) return base::refuse(i18n::msgid("No format is called “{}”."), {std::string{code}});
  return found->second(document, words, with);
}

}  // namespace kit
