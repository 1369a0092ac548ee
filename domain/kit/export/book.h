#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/document.h"
#include "domain/kit/export/term_links.h"
#include "platform/files/zip.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

/// What the pages of a kit share, on the site, in the offline folder and in an EPUB.
namespace kit {

/// How one format writes a part.
struct Format {
  i18n::Words const& words;
  bool xhtml = false;
  /// Where a path of the site of origin leads from this page; "" when nowhere.
  std::function<std::string(std::string_view address)> link;
  /// Address of a picture's SVG file; empty: the drawing stands in the page itself.
  std::function<std::string(Picture const& picture)> picture;
  /// Address of a photograph's file; empty: it is said in words.
  std::function<std::string(Photo const& photo)> photo{};
  /// Words of the glossaries, linked where a part first uses them; none: no word is.
  std::vector<TermPlace> terms{};
};

/// The blocks of a part, each with who says it and what it rests on. Headings start at level 2.
html::Safe markup_of(Part const& part, Format const& format);
/// A picture typed in a text of the part: the photograph it names, else a link or its words.
html::Safe shown_picture(Part const& part, Format const& format, std::string_view address, std::string_view words);
/// Headings of a part with their addresses, for its own table of contents.
struct Anchor {
  std::string id, title;
};
std::vector<Anchor> anchors_of(Part const& part);

/// Level of the highest heading in a part's running text, 6 when it has none.
int highest_heading(Part const& part);

/// "L1" for "l1".
std::string passage_label(std::string_view passage);
/// Usual words of a provenance: « Dit par un territoire ».
std::string provenance_words(Block const& block, i18n::Words const& words);
/// Title of a box: its own, or « À vous », « Point de vigilance », « Pour qui anime ».
std::string callout_words(Block const& block, i18n::Words const& words);
/// « Édition 1.0, 2 novembre 2026 ».
std::string edition_words(Document const& document, i18n::Words const& words);
/// How to cite the edition, in one sentence.
std::string citation_words(Document const& document, i18n::Words const& words);

/// How a text of the kit names another part of it: /kit/le-lieu, wherever the kit is read.
inline constexpr std::string_view inside_kit = "/kit/";

/// Finds in the kit itself what a ground or a link points to, so that offline readers stay in their book.
class Places {
 public:
  explicit Places(Document const& document) : m_document{document} {}
  struct Place {
    Part const* part = nullptr;
    std::string block;  ///< "" for the whole part
  };
  /// Nothing (`part` null) when the sheet is not printed in the kit.
  Place find(std::string_view address) const;
  /// The absolute address on the site of origin; "" when the kit does not know it.
  std::string outside(std::string_view address) const;

 private:
  Document const& m_document;
};

}  // namespace kit
