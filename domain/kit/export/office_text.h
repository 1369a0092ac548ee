#pragma once
#include "domain/kit/export/book.h"
#include "platform/markdown/markdown.h"
#include "platform/office/office.h"

namespace kit {

/// The kit as a document for an office suite: cover, contents, chapters, credits. office::odt and office::docx write it.
office::Text office_text(Document const& document, i18n::Words const& words);

/// The kit as slides for who presents it: chapters, what the pictures show, methods step by step, questions for the room.
/// What is said stands in the notes. office::odp writes it.
/// A sheet of experience is read, not projected; what the kit cites of it stands in its chapters.
bool is_projected(Part const& part);
office::Slides office_slides(Document const& document, i18n::Words const& words);

/// What both say of themselves.
office::About office_about(Document const& document, i18n::Words const& words);

/// Turns the Markdown of one block into paragraphs of an office suite.
class OfficeMarkdown {
 public:
  /// On a slide a citation is left out: its code says nothing from afar.
  enum class Cites { yes, no };
  OfficeMarkdown(Document const& document, Block const& block, Cites cites = Cites::yes);
  /// `heading`: level in the document of a heading typed at this level. `look`: of its paragraphs.
  std::vector<office::Block> blocks(std::function<int(int level)> const& heading, office::Look look = office::Look::text) const;
  office::Runs runs(std::vector<markdown::Block> const& nodes) const;
  std::vector<markdown::Block> const& nodes() const { return m_nodes; }
  office::Block flow(markdown::Block const& node, std::function<int(int level)> const& heading, office::Look look) const;

 private:
  void add(office::Runs& runs, markdown::Block const& node, office::Run const& format) const;
  std::string target(std::string_view address) const;
  office::Run citation(markdown::Block const& node, office::Run run) const;
  office::Runs note(std::string_view number) const;

  Document const& m_document;
  Block const& m_block;
  Cites m_cites;
  std::vector<markdown::Block> m_nodes;
};

}  // namespace kit
