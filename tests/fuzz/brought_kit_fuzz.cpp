// Any bytes as a file of another tool brought to a kit, or as the part of an archive that its first byte names: pages one may keep, or
// a refusal with words. What comes in can be written in a chapter.
#include <cstdint>
#include <cstdlib>

#include "domain/kit/bring/brought.h"
#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/files/zip.h"
#include "platform/markdown/markdown.h"

namespace {

constexpr char const* container = "<container><rootfile full-path=\"b.opf\"/></container>";
constexpr char const* book =
    "<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref "
    "idref=\"a\"/></spine></package>";
constexpr char const* course =
    "<manifest><organizations><organization><item identifierref=\"q\"><title>Q</title></item></organization></organizations><resources><resource "
    "identifier=\"q\" type=\"imsqti_xmlv1p2\"><file href=\"q.xml\"/></resource></resources></manifest>";

std::string archive(std::vector<files::Entry> const& entries) { return files::zip(entries, base::Day{std::chrono::year{2026} / 11 / 26}); }

/// An archive around a part: fuzzers do not guess how bytes are deflated.
std::string around(char kind, std::string const& part) {
  switch (kind) {
    case 'w': return archive({{"word/document.xml", part}, {"word/styles.xml", part}, {"word/numbering.xml", part}});
    case 'o': return archive({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", part}, {"styles.xml", part}});
    case 'e': return archive({{"META-INF/container.xml", container}, {"b.opf", part}, {"a.xhtml", "<p>a</p>"}});
    case 'x': return archive({{"META-INF/container.xml", container}, {"b.opf", book}, {"a.xhtml", part}});
    case 'c': return archive({{"imsmanifest.xml", part}, {"a.html", "<p>a</p>"}, {"q.xml", "<questestinterop/>"}});
    case 'q': return archive({{"imsmanifest.xml", course}, {"q.xml", part}});
    case 'h': return archive({{"h5p.json", "{\"title\":\"a\",\"mainLibrary\":\"H5P.QuestionSet\"}"}, {"content/content.json", part}});
    case 'm': return archive({{"a.md", part}, {"b.gift", part}});
    default: return kind + part;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  auto const bytes = around(static_cast<char>(data[0]), {reinterpret_cast<char const*>(data) + 1, size - 1});
  auto const brought = kit::read_brought(bytes, data[0] == '#' ? "f.md" : "f");
  if (!brought) return brought.error().msgid.empty() ? std::abort(), 0 : 0;
  if (brought->pages.size() > kit::most_brought_pages) std::abort();
  for (auto const& page : brought->pages) {
    if (page.title.size() > 200 || !base::is_clean_utf8(page.title) || !base::is_clean_utf8(page.markdown)) std::abort();
    if (!markdown::checked(page.markdown)) std::abort();
    for (auto const& question : page.questions)
      if (question.text.empty() || !base::is_clean_utf8(kit::write_gift({question}))) std::abort();
    (void)kit::readdressed(kit::chapter_text(page), [](std::size_t) { return std::string{}; });
  }
  for (auto const& note : brought->notes)
    if (note.words.msgid.empty() || !base::is_clean_utf8(note.spot.element + note.spot.file)) std::abort();
  return 0;
}
