#include "domain/writing/change_set.h"

#include <algorithm>
#include <stdexcept>

#include "platform/base/difference.h"

namespace writing {
namespace {

using Sections = std::vector<Section>;

bool is_high(char16_t unit) { return (unit & 0xfc00) == 0xd800; }
bool is_low(char16_t unit) { return (unit & 0xfc00) == 0xdc00; }
bool cuts_a_character(std::u16string_view text, std::size_t at) { return at > 0 && at < text.size() && is_low(text[at]) && is_high(text[at - 1]); }

[[noreturn]] void refuse_lengths() { throw std::invalid_argument{"two change sets of different texts"}; }

/// Adds a section, joined to the last one where CodeMirror joins them.
void add(Sections& out, std::uint32_t length, bool keeps, std::u16string_view insert = {}, bool joins = false) {
  if (length == 0 && insert.empty()) return;
  if (!out.empty()) {
    auto& last = out.back();
    bool const same_plain = insert.empty() && last.insert.empty() && last.keeps == keeps;
    bool const both_insert = length == 0 && last.length == 0;
    if (same_plain || both_insert || joins) {
      last.length += length;
      last.insert += insert;
      return;
    }
  }
  out.push_back({length, keeps, std::u16string{insert}});
}

/// Walks along sections, taking them whole or by pieces.
class Walk {
 public:
  explicit Walk(Sections const& sections) : m_sections{sections} { land(); }

  bool over() const { return m_at == m_sections.size(); }
  bool keeps() const { return !over() && m_sections[m_at].keeps; }
  bool changes() const { return !over() && !m_sections[m_at].keeps; }
  bool begun() const { return m_taken > 0; }
  std::size_t number() const { return m_at; }
  /// What is left of the section, in the text before.
  std::uint32_t length() const { return m_length; }
  /// The same in the text after.
  std::uint32_t length_after() const { return keeps() ? m_length : m_inserted; }
  std::u16string_view insert() const { return m_sections[m_at].insert; }
  std::u16string_view insert(std::uint32_t most) const { return insert().substr(m_taken, most); }

  void next() {
    ++m_at;
    land();
  }
  void take(std::uint32_t length) {
    if (length == m_length) return next();
    m_length -= length;
    m_taken += length;
  }
  /// Takes as much of the text after.
  void take_after(std::uint32_t length) {
    if (keeps()) return take(length);
    if (length == m_inserted) return next();
    m_inserted -= length;
    m_taken += length;
  }

 private:
  void land() {
    while (!over() && m_sections[m_at].length == 0 && m_sections[m_at].insert.empty()) ++m_at;
    m_taken = 0;
    m_length = over() ? 0 : m_sections[m_at].length;
    m_inserted = over() ? 0 : static_cast<std::uint32_t>(m_sections[m_at].insert.size());
  }
  Sections const& m_sections;
  std::size_t m_at = 0;
  std::uint32_t m_length = 0, m_inserted = 0, m_taken = 0;
};

/// Moves the sections of one change set over another.
struct Moving {
  Walk mine, theirs;
  bool first;
  Sections out{};
  std::size_t inserted = 0;  ///< how many of our sections have put their words in

  bool has_inserted() const { return inserted > mine.number(); }
  void put_words(std::uint32_t length) {
    add(out, length, false, has_inserted() ? std::u16string_view{} : mine.insert());
    inserted = mine.number() + 1;
  }
  bool theirs_come_now() const {
    if (!theirs.changes()) return false;
    if (!mine.changes() || has_inserted()) return true;
    return !mine.begun() && (theirs.length() < mine.length() || (theirs.length() == mine.length() && !first));
  }
  void pass_kept() {
    auto const length = std::min(mine.length(), theirs.length());
    add(out, length, true);
    mine.take(length);
    theirs.take(length);
  }
  /// Their words are kept; what we change inside what they took away comes after them.
  void pass_theirs() {
    add(out, static_cast<std::uint32_t>(theirs.insert().size()), true);
    for (auto left = theirs.length(); left > 0;) {
      if (mine.over()) refuse_lengths();
      auto const piece = std::min(mine.length(), left);
      if (mine.changes() && !has_inserted() && mine.length() <= piece) put_words(0);
      mine.take(piece);
      left -= piece;
    }
    theirs.next();
  }
  /// Of what we take away, what they left.
  void pass_mine() {
    std::uint32_t still_there = 0, left = mine.length();
    while (left > 0) {
      if (theirs.keeps()) {
        auto const piece = std::min(left, theirs.length());
        still_there += piece;
        left -= piece;
        theirs.take(piece);
      } else if (theirs.changes() && theirs.insert().empty() && theirs.length() < left) {
        left -= theirs.length();
        theirs.next();
      } else {
        break;
      }
    }
    put_words(still_there);
    mine.take(mine.length() - left);
  }
};

}  // namespace

std::size_t ChangeSet::length_before() const {
  std::size_t length = 0;
  for (auto const& section : m_sections) length += section.length;
  return length;
}

std::size_t ChangeSet::length_after() const {
  std::size_t length = 0;
  for (auto const& section : m_sections) length += section.keeps ? section.length : section.insert.size();
  return length;
}

bool ChangeSet::changes_nothing() const { return std::ranges::all_of(m_sections, &Section::keeps); }

base::Outcome<void> ChangeSet::fits(std::u16string_view text) const {
  if (length_before() != text.size()) return base::refuse("This change was made in another text.");
  std::size_t at = 0;
  for (auto const& section : m_sections) {
    if (cuts_a_character(text, at)) return base::refuse("This change cuts a character in two.");
    at += section.length;
  }
  return {};
}

std::u16string ChangeSet::applied_to(std::u16string_view text) const {
  std::u16string out;
  out.reserve(length_after());
  std::size_t at = 0;
  for (auto const& section : m_sections) {
    out += section.keeps ? text.substr(at, section.length) : std::u16string_view{section.insert};
    at += section.length;
  }
  return out;
}

void ChangeSet::make_in(std::u16string& text) const {
  constexpr std::ptrdiff_t few = 8;  // beyond, copying once is less than moving the end each time
  if (std::ranges::count(m_sections, false, &Section::keeps) > few) {
    text = applied_to(text);
    return;
  }
  std::size_t at = 0;
  for (auto const& section : m_sections) {
    if (!section.keeps) text.replace(at, section.length, section.insert);
    at += section.keeps ? section.length : section.insert.size();
  }
}

ChangeSet ChangeSet::inverted(std::u16string_view before) const {
  Sections out;
  std::size_t at = 0;
  for (auto const& section : m_sections) {
    if (section.keeps) out.push_back(section);
    else out.push_back({static_cast<std::uint32_t>(section.insert.size()), false, std::u16string{before.substr(at, section.length)}});
    at += section.length;
  }
  return ChangeSet{std::move(out)};
}

ChangeSet ChangeSet::then(ChangeSet const& following) const {
  Sections out;
  Walk one{m_sections}, next{following.m_sections};
  for (bool open = false; !one.over() || !next.over();) {
    if (one.changes() && one.length_after() == 0) {
      add(out, one.length(), false, {}, open);
      one.next();
    } else if (next.changes() && next.length() == 0) {
      add(out, 0, false, next.insert(), open);
      next.next();
    } else if (one.over() || next.over()) {
      refuse_lengths();
    } else {
      auto const length = std::min(one.length_after(), next.length());
      auto const had = out.size();
      auto const removed = one.begun() ? 0 : one.length();
      auto const words = next.begun() ? std::u16string_view{} : next.changes() ? next.insert() : std::u16string_view{};
      if (one.keeps()) add(out, length, next.keeps(), words, open);
      else add(out, removed, false, next.keeps() ? one.insert(length) : words, open);
      bool const goes_on = (one.changes() && one.length_after() > length) || (next.changes() && next.length() > length);
      open = goes_on && (open || out.size() > had);
      one.take_after(length);
      next.take(length);
    }
  }
  return ChangeSet{std::move(out)};
}

ChangeSet ChangeSet::over(ChangeSet const& other, bool first) const {
  if (length_before() != other.length_before()) refuse_lengths();
  Moving move{Walk{m_sections}, Walk{other.m_sections}, first};
  while (!move.mine.over() || !move.theirs.over()) {
    if (move.mine.keeps() && move.theirs.keeps()) move.pass_kept();
    else if (move.theirs_come_now()) move.pass_theirs();
    else if (move.mine.changes()) move.pass_mine();
    else refuse_lengths();
  }
  return ChangeSet{std::move(move.out)};
}

std::size_t ChangeSet::place(std::size_t at, bool stays_before) const {
  std::size_t before = 0, after = 0;
  for (auto const& section : m_sections) {
    auto const end = before + section.length;
    if (section.keeps) {
      if (end > at) return after + (at - before);
      after += section.length;
    } else {
      if (end > at || (end == at && stays_before && section.length == 0)) return at == before || stays_before ? after : after + section.insert.size();
      after += section.insert.size();
    }
    before = end;
  }
  return after;
}

ChangeSet ChangeSet::between(std::u16string_view before, std::u16string_view after) {
  Sections out;
  std::uint32_t removed = 0;
  std::u16string words;
  auto const flush = [&] {
    add(out, removed, false, words);
    removed = 0;
    words.clear();
  };
  for (auto const& piece : base::difference(to_utf8(before), to_utf8(after))) {
    auto const text = to_utf16(piece.text);
    auto const length = static_cast<std::uint32_t>(text.size());
    if (piece.kind == base::Piece::Kind::removed) removed += length;
    else if (piece.kind == base::Piece::Kind::added) words += text;
    else {
      flush();
      add(out, length, true);
    }
  }
  flush();
  return ChangeSet{std::move(out)};
}

bool is_whole(std::u16string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_low(text[at])) return false;
    if (is_high(text[at]) && (++at == text.size() || !is_low(text[at]))) return false;
  }
  return true;
}

}  // namespace writing
