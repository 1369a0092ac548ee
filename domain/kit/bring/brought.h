#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/question.h"
#include "platform/base/refusal.h"
#include "platform/files/pictures.h"

/// What a file from another tool would bring to a kit, before anything changes.
namespace kit {

/// What the file is, by its bytes.
enum class Shape { gift, moodle_xml, qti, markdown, html, docx, odt, epub, cartridge, scorm, h5p };
/// « Banque de questions Moodle (XML) », to be put into words.
char const* msgid_of(Shape shape);

enum class Fate { kept, changed, left_out };

/// Where something stands: a file of the archive ("" for the file brought itself), and what of it.
struct Spot {
  std::string file, element;
  bool operator==(Spot const&) const = default;
};

/// A line of the report: what became of something, and why.
struct BringNote {
  Fate fate = Fate::kept;
  Spot spot;
  base::Refusal words;
  std::size_t times = 1;
};

struct BroughtPage {
  std::string title, file;
  std::string markdown;
  std::vector<Question> questions;  ///< asked after its text
};

/// A picture of the file, as it is there. The texts of its pages and questions name it by `picture_address` of its place.
struct BroughtPicture {
  std::string name, bytes;
};
std::string picture_address(std::size_t place);
/// Made fit to be shown: upright, no larger than needed, without what it says of a place and a camera; a drawing becomes a PNG.
base::Outcome<files::Picture> made_fit(BroughtPicture const& picture);

struct Brought {
  Shape shape = Shape::gift;
  std::string title;
  std::vector<BroughtPage> pages;
  std::vector<BroughtPicture> pictures;
  std::vector<BringNote> notes;
  std::size_t more_notes = 0;  ///< over the first thousand
};

inline constexpr std::size_t most_brought_pages = 100;

/// Reads a file from another tool: recognises it, keeps what a kit can say, and says the rest. Nothing in it is run or fetched.
/// Refuses, in words: what is none of ours, is broken, or passes a limit (64 MB, 200 MB once open).
base::Outcome<Brought> read_brought(std::string_view bytes, std::string_view file_name);

/// Which pictures a page shows, in its text and its questions, in order, once each.
std::vector<std::size_t> pictures_in(BroughtPage const& page);
/// Which pictures a text shows, in order, once each.
std::vector<std::size_t> pictures_in(std::string_view markdown);
/// The text with each of its brought pictures at another address; one whose address is "" is said in words.
std::string readdressed(std::string_view markdown, std::function<std::string(std::size_t)> const& address);

/// The text of a chapter made of it: its words, then its questions in boxes of quiz.
std::string chapter_text(BroughtPage const& page);

}  // namespace kit
