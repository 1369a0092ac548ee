#pragma once
#include <map>

#include "platform/base/xml.h"
#include "platform/files/zip.h"
#include "platform/office/office.h"

/// Writes blocks as WordprocessingML (ISO/IEC 29500, transitional). Seen by this folder only.
namespace office {

class DocxFlow {
 public:
  DocxFlow(Labels const& labels, Painter const& painter) : m_labels{labels}, m_painter{painter} {}

  void know(std::vector<Block> const& blocks);
  void write(std::vector<Block> const& blocks);

  std::string body() { return m_xml.take(); }
  std::string footnotes() const;
  std::string numbering() const;
  /// What the text points to: links, pictures, and the fixed parts.
  std::string relations() const;
  std::vector<files::Entry> const& pictures() const { return m_pictures; }

 private:
  void write(Block const& block);
  void write(Paragraph const& paragraph);
  void write(Heading const& heading);
  void write(List const& list);
  void write(Table const& table);
  void write(Figure const& figure);
  void write(Contents const& contents);
  void item(std::vector<Block> const& blocks);
  void runs(Runs const& runs);
  void run(Run const& run);
  void words(std::string_view text);
  void open_paragraph(std::string_view style, bool numbered = false);
  void mark(std::string_view place, bool ends);
  void caption(std::string_view label, std::string_view name, int number, std::string_view words, bool keep_with_next);
  void field(std::string_view code, std::string_view shown);
  void cell(Runs const& runs, std::string_view style);
  std::string relation(std::string_view type, std::string_view target, bool outside);
  std::string picture_relation(std::string_view bytes, std::string_view ending);
  std::string bookmark(std::string_view place);

  struct Entry {
    int level = 1;
    std::string words, place;
  };
  struct Numbered {
    bool ordered = false;
    int first = 1;
    int depth = 0;
  };
  struct Relation {
    std::string type, target;
    bool outside = false;
  };
  Labels const& m_labels;
  Painter const& m_painter;
  base::Xml m_xml, m_notes;
  std::vector<Entry> m_headings;
  std::size_t m_heading = 0;
  std::vector<Numbered> m_lists;
  std::vector<Relation> m_relations;
  std::map<std::string, std::string> m_ids, m_bookmarks;
  std::vector<files::Entry> m_pictures;
  int m_depth = -1, m_list = 0, m_note = 0, m_figures = 0, m_tables = 0, m_drawings = 0, m_marks = 0;
  bool m_new_page = false, m_first_of_item = false;
};

std::string docx_styles(Text const& text);
std::string docx_root(std::string_view element);

}  // namespace office
