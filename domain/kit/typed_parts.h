#pragma once
#include <string>
#include <string_view>
#include <vector>

/// What a lead types in a page beside its text, as every format reads it: plain data.
namespace kit {

/// A part of the kit to read next: « /kit/le-lieu », an address inside the kit (book.h, Places), and its title.
struct ReadNext {
  std::string address;  ///< only the name typed, until the kit is assembled
  std::string title;
  bool operator==(ReadNext const&) const = default;
};

/// Statements one looks at together: one of the four roles of a catalyst, or another matter.
struct Axis {
  std::string title;
  std::vector<std::string> statements;
  std::vector<ReadNext> next;
  bool operator==(Axis const&) const = default;
};

/// Statements a reader answers for their own territory, each on a scale of four steps; empty `steps`: the usual words.
struct SelfAssessment {
  std::vector<std::string> steps;
  std::vector<Axis> axes;
  bool operator==(SelfAssessment const&) const = default;
};

/// A moment of a session.
struct Sequence {
  int minutes = 0;
  std::string title, leads, materials;
  std::string instruction;  ///< Markdown of one paragraph; may be empty
  std::string tip;          ///< for who leads alone; Markdown of one paragraph; may be empty
  bool operator==(Sequence const&) const = default;
};

struct RunningOrder {
  int starts = 0;  ///< minutes since midnight
  std::vector<Sequence> sequences;
  bool operator==(RunningOrder const&) const = default;
};

/// A word of a glossary.
struct Term {
  std::string name, definition;  ///< definition: Markdown of one paragraph
  bool operator==(Term const&) const = default;
};

struct Block;
/// Every text of what is typed in a block beside its Markdown, in order and in plain words: to count, to search, to compare. What
/// is for who leads alone is left out.
std::vector<std::string> typed_texts(Block const& block);
/// Plain words as Markdown that says just them, on one line.
std::string as_markdown(std::string_view text);
/// Markdown of one paragraph inside a cell of a table.
std::string in_cell(std::string_view markdown);

}  // namespace kit
