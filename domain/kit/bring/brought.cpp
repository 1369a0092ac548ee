#include "domain/kit/bring/brought.h"

#include <algorithm>

#include "domain/kit/bring/manifest.h"
#include "domain/kit/bring/readers.h"
#include "domain/kit/bring/xml_names.h"
#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_a_quiz = 100, longest_quiz = 32 * 1024;

base::Outcome<Brought> done(Refused const& refused, Bringing& into) {
  if (refused) return tl::unexpected{*refused};
  auto brought = into.take();
  if (brought.pages.empty() && brought.notes.empty()) return base::refuse(msgid("Nothing in this file is a text or a question."));
  return brought;
}

bool looks_like_xml(std::string_view text) { return base::trimmed(text).starts_with('<'); }

base::Outcome<Brought> read_xml_file(std::string_view bytes, std::string const& title) {
  auto const root = files::read_xml(bytes);
  if (!root) return base::refuse(msgid("This XML file is broken, or declares what it should not."));
  if (root->name == "quiz") {
    Bringing into{Shape::moodle_xml, title};
    return done(read_moodle_xml(*root, into), into);
  }
  if (local_name(*root) == "questestinterop") {
    Bringing into{Shape::qti, title};
    into.page("", "");
    return done(read_qti(*root, "", into), into);
  }
  if (is_qti_item(*root)) {
    Bringing into{Shape::qti, title};
    into.page("", "");
    return done(read_qti_item(bytes, "", into), into);
  }
  return base::refuse(msgid("This XML file is no bank of questions Essaim knows (Moodle XML, QTI)."));
}

/// Questions in GIFT, unless the name says it is Markdown or there is none.
bool is_gift(std::string_view text, std::string_view file_name) {
  auto const name = base::fold(file_name);
  if (name.ends_with(".gift")) return true;
  if (name.ends_with(".md") || name.ends_with(".markdown")) return false;
  return text.find('{') != std::string_view::npos && !read_gift(text.substr(0, 32 * 1024)).questions.empty();
}

bool is_page(std::string_view text) {
  auto const start = base::fold(text.substr(0, 1'024));
  return start.find("<html") != std::string::npos || start.find("<!doctype html") != std::string::npos;
}

base::Outcome<Brought> read_page(std::string_view bytes, std::string const& title) {
  Bringing into{Shape::html, title};
  into.page("", "");
  into.add_html(bytes, "");
  return done(std::nullopt, into);
}

base::Outcome<Brought> read_text_file(std::string_view bytes, std::string_view file_name, std::string const& title) {
  auto const folded = base::fold(file_name);
  bool const is_text = folded.ends_with(".md") || folded.ends_with(".markdown") || folded.ends_with(".txt");
  if (bytes.find('\0') != std::string_view::npos) return base::refuse(msgid("This kind of file is not known here."));
  bool converted = false;
  auto const text = as_text(bytes, converted);
  bool const gift = is_gift(text, file_name);
  if (!gift && !is_text) return base::refuse(msgid("This kind of file is not known here."));
  Bringing into{gift ? Shape::gift : Shape::markdown, title};
  if (converted) into.changed({}, msgid("The letters of this file were those of Windows: they are read as such."));
  return done(gift ? read_gift_bank(text, "", into) : read_markdown_text(text, {}, "", into), into);
}

using ReadPackage = Refused (*)(Package const&, Bringing&);
struct Recognised {
  Shape shape;
  ReadPackage read;
};

/// What an archive is, by the files it must hold.
std::optional<Recognised> recognised(Package const& package) {
  auto const* type = package.find("mimetype");
  if (type && base::trimmed(*type) == "application/vnd.oasis.opendocument.text") return Recognised{Shape::odt, read_odt};
  if ((type && base::trimmed(*type) == "application/epub+zip") || package.holds("META-INF/container.xml")) return Recognised{Shape::epub, read_epub};
  if (package.holds("word/document.xml")) return Recognised{Shape::docx, read_docx};
  if (package.holds("h5p.json")) return Recognised{Shape::h5p, read_h5p};
  if (auto const manifest = manifest_of(package); !manifest.empty()) {
    bool const questions = package.find(manifest)->find("imsqti_item_xmlv") != std::string::npos;
    return Recognised{questions ? Shape::qti : is_cartridge(package) ? Shape::cartridge : Shape::scorm, read_course_package};
  }
  if (!package.ending(".md").empty() || !package.ending(".markdown").empty() || !package.ending(".gift").empty())
    return Recognised{Shape::markdown, read_folder};
  if (!package.ending(".html").empty() || !package.ending(".htm").empty()) return Recognised{Shape::html, read_folder};
  return std::nullopt;
}

base::Outcome<Brought> read_archive(std::string_view bytes, std::string const& title) {
  files::ZipLimits const limits{.entries = 5'000, .entry_bytes = 64u << 20, .total_bytes = 200u << 20, .ratio = 200};
  auto entries = files::read_zip(bytes, limits);
  if (!entries) return tl::unexpected{entries.error()};
  Package const package{std::move(*entries)};
  auto const found = recognised(package);
  if (!found)
    return base::refuse(msgid("This archive is none Essaim knows. If it is an edition “for another Essaim”, take it from the page of the kit."));
  Bringing into{found->shape, title, &package};
  return done(found->read(package, into), into);
}

}  // namespace

std::string as_text(std::string_view bytes, bool& converted) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string text{bytes};
  std::erase(text, '\0');
  converted = !base::is_clean_utf8(text);
  return base::with_unix_lines(converted ? base::from_windows_1252(text) : std::move(text));
}

char const* msgid_of(Shape shape) {
  switch (shape) {
    case Shape::gift: return msgid("Questions in GIFT");
    case Shape::moodle_xml: return msgid("Questions of Moodle (XML)");
    case Shape::qti: return msgid("Questions in QTI");
    case Shape::markdown: return msgid("Texts in Markdown");
    case Shape::html: return msgid("Web pages (HTML)");
    case Shape::docx: return msgid("Document of Word (DOCX)");
    case Shape::odt: return msgid("Document of LibreOffice (ODT)");
    case Shape::epub: return msgid("Digital book (EPUB)");
    case Shape::cartridge: return msgid("Course package (Common Cartridge)");
    case Shape::scorm: return msgid("Course in SCORM");
    case Shape::h5p: return msgid("Activity in H5P");
  }
  return "";
}

base::Outcome<Brought> read_brought(std::string_view bytes, std::string_view file_name) {
  auto const title = stem_of(file_name);
  if (base::trimmed(bytes).empty()) return base::refuse(msgid("This file is empty."));
  if (bytes.starts_with("PK")) return read_archive(bytes, title);
  if (is_page(bytes)) return read_page(bytes, title);
  if (looks_like_xml(bytes.substr(0, 4'096))) return read_xml_file(bytes, title);
  return read_text_file(bytes, file_name, title);
}

std::string chapter_text(BroughtPage const& page) {
  auto text = page.markdown;
  std::vector<Question> run;
  auto const close = [&] {
    if (run.empty()) return;
    text += (text.empty() ? "" : "\n") + std::string{"::: quiz\n"} + write_gift(run) + ":::\n";
    run.clear();
  };
  std::size_t size = 0;
  for (auto const& question : page.questions) {
    size += write_gift({question}).size();
    if (run.size() >= most_a_quiz || size > longest_quiz) close(), size = 0;
    run.push_back(question);
  }
  close();
  return text;
}

}  // namespace kit
