#pragma once
#include <map>
#include <set>

#include "platform/base/xml.h"
#include "platform/files/zip.h"
#include "platform/office/office.h"

/// Writes blocks as OpenDocument markup, for texts and slides. Seen by this folder only.
namespace office {

class OdfFlow {
 public:
  /// On a slide the frame gives the look of paragraphs, a table becomes lines, and no heading is listed.
  enum class Kind { text, slides };
  OdfFlow(Labels const& labels, Painter const& painter, Kind kind = Kind::text) : m_labels{labels}, m_painter{painter}, m_kind{kind} {}

  void write(std::vector<Block> const& blocks);
  void write(Runs const& runs);
  /// A paragraph of a named style.
  void paragraph(std::string_view style, Runs const& runs, std::string_view place = {});
  /// The frame of a picture, `width` wide in its unit ("cm"); its parts are kept for the package.
  void frame(Picture const& picture, std::string_view attributes, double width, double height);
  base::Xml& xml() { return m_xml; }

  /// The first paragraph after a new page begins it: the styles made for that, as markup for office:automatic-styles.
  std::string page_styles() const;
  /// Pictures used, named as in the package.
  std::vector<files::Entry> const& pictures() const { return m_pictures; }
  /// Headings for the table of contents must be known before the text is written.
  void know(std::vector<Block> const& blocks);

 private:
  void write(Block const& block);
  void write(Paragraph const& paragraph);
  void write(Heading const& heading);
  void write(List const& list);
  void write(Table const& table);
  void write(Figure const& figure);
  void write(Contents const& contents);
  void item(std::vector<Block> const& blocks);
  void flat(Table const& table);
  void caption(std::string_view style, std::string_view label, std::string_view name, int number, std::string_view words);
  void span(Run const& run);
  void words(std::string_view text);
  std::string styled(std::string_view style);
  std::string picture_name(std::string_view bytes, std::string_view ending);

  struct Entry {
    int level = 1;
    std::string words, place;
  };
  Labels const& m_labels;
  Painter const& m_painter;
  Kind m_kind;
  base::Xml m_xml;
  std::vector<Entry> m_headings;
  std::size_t m_heading = 0;
  std::set<std::string> m_page_styles;
  std::map<std::string, std::string> m_named;
  std::vector<files::Entry> m_pictures;
  int m_figures = 0, m_tables = 0, m_notes = 0, m_frames = 0;
  bool m_new_page = false;
  bool m_after_space = true;
};

/// Parts of the package that texts and slides share.
std::string odf_meta(About const& about);
std::string odf_package(std::string_view media_type, std::vector<files::Entry> parts, base::Day day);
/// "fr", "en"; the country that goes with it for hyphenation and spelling.
std::string country_of(std::string_view language);
std::string odf_text_styles(Text const& text);
std::string_view odf_character_styles();
std::string odf_list_styles();
std::string odf_slide_styles(Slides const& slides);
/// The opening tag of content.xml and styles.xml, with every namespace used.
std::string odf_root(std::string_view element);

}  // namespace office
