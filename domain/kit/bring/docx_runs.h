#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/bring/docx_styles.h"
#include "domain/kit/bring/inlines.h"
#include "domain/kit/bring/package.h"

namespace kit {

/// The parts of a Word document that its text points to.
class DocxPackage {
 public:
  /// Nothing when it has no readable text.
  static std::optional<DocxPackage> open(Package const& package);

  files::Element const& body() const { return m_document.child("w:body"); }
  DocxStyles const& styles() const { return m_styles; }
  std::string const& name() const { return m_name; }
  /// Where a relation leads: an address of the web, or a part of the archive; "" for an unknown one.
  std::string target(std::string_view relation) const;
  /// By "f1" (footnote) or "e1" (endnote); null when there is none.
  files::Element const* note(std::string_view id) const;

 private:
  DocxPackage(files::Element document, DocxStyles styles) : m_document{std::move(document)}, m_styles{std::move(styles)} {}

  files::Element m_document;
  DocxStyles m_styles;
  std::string m_name = "word/document.xml";
  std::map<std::string, std::string, std::less<>> m_targets;
  std::map<std::string, files::Element, std::less<>> m_notes;
};

/// Reads the words of paragraphs: looks, links, fields, notes, pictures.
class DocxRuns {
 public:
  DocxRuns(DocxPackage const& document, Bringing& into) : m_document{document}, m_into{into} {}

  std::vector<markdown::Block> read(files::Element const& paragraph);
  /// Boxes of text met in the paragraph read last.
  std::vector<files::Element const*> take_boxes() { return std::exchange(m_boxes, {}); }
  /// Notes called: the number they have here, and what they are there.
  std::vector<std::pair<std::string, std::string>> const& called() const { return m_called; }
  /// Goes on from where another stopped counting.
  void follow(DocxRuns const& other) { m_called = other.m_called; }

 private:
  void flow(files::Element const& parent, Look const& look);
  void run(files::Element const& run, Look const& outer);
  void piece(files::Element const& piece, Look const& look);
  void drawing(files::Element const& drawing, Look const& look);
  void note_call(std::string_view id, std::string_view kind, Look const& look);
  void field(files::Element const& mark);
  Look look_of(files::Element const& run, Look look);
  void formula(files::Element const& formula, Look const& look);

  /// Word hides links, page numbers and tables of contents in fields, which may hold others.
  struct Field {
    std::string code;
    bool shows = false;  ///< past its separator
  };
  DocxPackage const& m_document;
  Bringing& m_into;
  std::vector<markdown::Block> m_run;
  std::vector<files::Element const*> m_boxes;
  std::vector<std::pair<std::string, std::string>> m_called;
  std::vector<Field> m_fields;
};

}  // namespace kit
