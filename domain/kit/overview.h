#pragma once
#include <optional>

#include "domain/kit/kit.h"
#include "domain/kit/page_reader.h"
#include "domain/programme/programme.h"

namespace kit {

/// A part of the working copy and what is said of it without reading it again.
struct PartOverview {
  Part part;  ///< a sheet is its head alone
  PartFacts facts;
  ItemKind kind = ItemKind::experience;  ///< of a sheet
  std::string name;                      ///< of a sheet, as the outline has it; empty for a chapter
};

/// The kit as it is being composed, without the text of its sheets: what most rooms of the bench look at.
struct Overview {
  Kit kit;
  programme::Brief programme;
  Pages texts;
  ReadPages pages;
  Gathered gathered;  ///< its sheets are heads
  std::vector<PartOverview> parts;
  std::vector<Credit> credits;
  std::vector<Remark> remarks;

  bool may_be_frozen() const;
  /// Words of a chapter with the sheets it prints.
  std::size_t words_in(std::string_view chapter) const;
  std::size_t words() const;
};
/// Nothing when the programme has no kit. A fixed number of queries.
std::optional<Overview> overview(Sources const& sources, Asking const& lead, PageReader& reader);

/// The parts that those of a medium get, in order.
std::vector<PartOverview const*> parts_for(Overview const& overview, Medium medium);
/// Their length together.
struct LengthOfAll {
  std::size_t words = 0;
  int pages = 0;
};
LengthOfAll length_of(std::vector<PartOverview const*> const& parts, Medium medium);

/// Parts with their texts, and those of no other sheet are read. Two queries of the sources at most.
std::vector<Part> whole_parts(std::vector<PartOverview const*> const& parts, Sources const& sources, Asking const& lead);

}  // namespace kit
