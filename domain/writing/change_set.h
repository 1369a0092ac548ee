#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/base/utf16.h"

/// Writing together: several people change the same texts at once. Nothing here knows a database or HTTP.
namespace writing {

/// A stretch of a change set, read along the text: kept as it is, or replaced by `insert` (which may be empty).
struct Section {
  std::uint32_t length = 0;  ///< UTF-16 units of the text before
  bool keeps = false;
  std::u16string insert;

  bool operator==(Section const&) const = default;
};

/// What one gesture changes in a text, as CodeMirror says it: sections that cover the whole text, in its order. Lengths and
/// places count UTF-16 units. How two changes of one place are ordered is CodeMirror's too: the browser and the server move
/// a change over another one to the very same text.
class ChangeSet {
 public:
  ChangeSet() = default;
  /// As given: sections are not joined, for the order at one place depends on how they are cut.
  explicit ChangeSet(std::vector<Section> sections) : m_sections{std::move(sections)} {}
  /// What turns `before` into `after`, word by word.
  static ChangeSet between(std::u16string_view before, std::u16string_view after);

  std::vector<Section> const& sections() const { return m_sections; }
  std::size_t length_before() const;
  std::size_t length_after() const;
  bool changes_nothing() const;

  /// Whether it may be made in `text`: it covers it exactly and cuts no character in two.
  base::Outcome<void> fits(std::u16string_view text) const;
  /// `text` must be one it fits.
  std::u16string applied_to(std::u16string_view text) const;
  /// The same, in place: a few letters typed in a long text do not copy it.
  void make_in(std::u16string& text) const;
  /// What undoes it in the text it gave, `before` being the one it was made in.
  ChangeSet inverted(std::u16string_view before) const;
  /// This one, then `next`. Throws std::invalid_argument when their lengths do not meet.
  ChangeSet then(ChangeSet const& next) const;
  /// The same change in the text `other` gives, both being made in one text. `first`: at one place, ours stands before theirs.
  /// Throws std::invalid_argument when their lengths differ.
  ChangeSet over(ChangeSet const& other, bool first = false) const;
  /// Where a place stands after it. At an insertion, `stays_before`: before what was inserted.
  std::size_t place(std::size_t at, bool stays_before = true) const;

  bool operator==(ChangeSet const&) const = default;

 private:
  std::vector<Section> m_sections;
};

/// Whether no character is cut in two.
bool is_whole(std::u16string_view text);
using base::to_utf16;
using base::to_utf8;

}  // namespace writing
