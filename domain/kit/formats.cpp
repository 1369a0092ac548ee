#include "domain/kit/formats.h"

#include <algorithm>

#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr FormatAbout all[] = {
    {"pdf", ".pdf", "application/pdf", msgid("Accessible PDF"), msgid("To print, or to read as it was laid out."),
     msgid("PDF/UA-1: tags, reading order, alternative texts")},
    {"pdf-a5", "-livret.pdf", "application/pdf", msgid("A5 booklet"),
     msgid("Small pages: for a tablet, to be read aloud, or for the booklet setting of a printer."),
     msgid("PDF/UA-1 on A5 pages, inner margin for the fold")},
    {"booklet", "-livret-a4.pdf", "application/pdf", msgid("Booklet to print"),
     msgid("For a town hall’s printer: A4 sheets to print on both sides, short edge, then to fold and staple as one booklet. Past eighty pages it is "
           "bound rather than stapled."),
     msgid("For paper alone, on both sides, short edge; the A5 booklet is the one to be read aloud")},
    {"pdf-brief", "-en-bref.pdf", "application/pdf", msgid("In brief"),
     msgid("For a mayor, or who has a quarter of an hour: the chapters that matter first."), msgid("PDF/UA-1, the chapters of the short version")},
    {"booklet-brief", "-en-bref-livret-a4.pdf", "application/pdf", msgid("In brief, to print"),
     msgid("The short version to hand out: A4 sheets to print on both sides, short edge, then to fold and staple."),
     msgid("For paper alone, on both sides, short edge; “In brief” is the one to be read aloud")},
    {"pdf-trainer", "-animation.pdf", "application/pdf", msgid("For who leads a session"),
     msgid("The whole kit with the notes for who leads: times, what to have at hand, what to watch."), msgid("PDF/UA-1, with the leader’s notes")},
    {"epub", ".epub", "application/epub+zip", msgid("EPUB"), msgid("For a phone, a tablet or a reader, with letters as large as you like."),
     msgid("EPUB 3.3, for readers and screen readers")},
    {"offline", "-hors-ligne.zip", "application/zip", msgid("Offline"), msgid("For a USB key or a room without network: unfold it, open index.html."),
     msgid("ZIP, opens without network")},
    {"odt", ".odt", "application/vnd.oasis.opendocument.text", msgid("OpenDocument text"), msgid("To take pages and rewrite them in LibreOffice."),
     msgid("ODF 1.3: true styles, captions, links")},
    {"docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", msgid("Word document"),
     msgid("To take pages and rewrite them in Word."), msgid("DOCX: true styles, captions, links")},
    {"odp", "-diapositives.odp", "application/vnd.oasis.opendocument.presentation", msgid("Slides"),
     msgid("For who leads a session: methods step by step, pictures, questions, with notes."), msgid("ODF 1.3, opens in LibreOffice and PowerPoint")},
    {"scorm12", "-scorm12.zip", "application/zip", msgid("SCORM 1.2, in one piece"),
     msgid("For a Moodle or another course platform: one activity that follows the reader."),
     msgid("Played by a course system: progress, score, resuming")},
    {"scorm12-chapters", "-scorm12-chapitres.zip", "application/zip", msgid("SCORM 1.2, chapter by chapter"),
     msgid("For a course platform that follows each chapter apart."), msgid("Played by a course system: progress, score, resuming")},
    {"scorm2004", "-scorm2004.zip", "application/zip", msgid("SCORM 2004"), msgid("For a course platform that asks for SCORM 2004, 4th edition."),
     msgid("Played by a course system: progress, score, resuming")},
    {"cmi5", "-cmi5.zip", "application/zip", msgid("cmi5 (xAPI)"), msgid("For a platform with a record store, which keeps every answer."),
     msgid("Statements accepted by an outside validator")},
    {"cartridge", "-cours.imscc", "application/zip", msgid("Common Cartridge 1.1"),
     msgid("For a Moodle that takes pages and quizzes apart, to rewrite them there."), msgid("Pages, pictures, QTI 1.2.1 quizzes, links")},
    {"cartridge13", "-cours-1.3.imscc", "application/zip", msgid("Common Cartridge 1.3"),
     msgid("For a course platform that asks for version 1.3; Moodle takes 1.1."), msgid("Pages, pictures, QTI 1.2.1 quizzes, links")},
    {"zim", ".zim", "application/zim", msgid("ZIM for Kiwix"), msgid("For a box or a library without internet, searched by its own words."),
     msgid("ZIM 6: full-text index, titles, main page")},
    {"markdown", "-markdown.zip", "application/zip", msgid("Markdown"),
     msgid("For who keeps texts in files: one a chapter, pictures and quizzes beside."), msgid("CommonMark, GIFT quizzes, SVG pictures")},
    {"bundle", "-essaim.zip", "application/zip", msgid("For another Essaim"),
     msgid("For a place like this one, which takes the edition with its seal."), msgid("Signed Ed25519: one byte changed and it is refused")},
    {"data", ".json", "application/json", msgid("Data"), msgid("For programs: every text with what it rests on."),
     msgid("JSON: every text with its sources")},
};

constexpr std::string_view to_read[] = {"pdf", "pdf-a5", "pdf-brief", "epub", "offline", "zim"};
constexpr std::string_view to_print[] = {"booklet", "booklet-brief"};
constexpr std::string_view to_lead[] = {"pdf-trainer", "odp"};
constexpr std::string_view to_rewrite[] = {"odt", "docx", "markdown"};
constexpr std::string_view to_teach[] = {"scorm12", "scorm12-chapters", "scorm2004", "cmi5", "cartridge", "cartridge13"};
constexpr std::string_view to_pass_on[] = {"bundle", "data"};

constexpr FormatUse uses[] = {
    {msgid("To read"), to_read},       {msgid("To print and hand out"), to_print}, {msgid("To lead a session"), to_lead},
    {msgid("To rewrite"), to_rewrite}, {msgid("For a course platform"), to_teach}, {msgid("For another Essaim, and for programs"), to_pass_on}};

}  // namespace

std::span<FormatUse const> format_uses() { return uses; }

std::span<FormatAbout const> formats() { return all; }

std::string file_name(Document const& document, FormatAbout const& format) {
  return document.slug + "-" + document.number + std::string{format.ending};
}

FormatAbout const* find_format(std::string_view code) {
  auto const* found = std::ranges::find(all, code, &FormatAbout::code);
  return found == std::end(all) ? nullptr : found;
}

}  // namespace kit
