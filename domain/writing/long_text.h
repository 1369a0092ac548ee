#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/writing/change_set.h"

namespace writing {

/// A text in pieces, for making thousands of small changes in it one after the other.
class LongText {
 public:
  explicit LongText(std::u16string_view text = {});
  /// `changes` must be of a text of this length.
  void make(ChangeSet const& changes);
  std::u16string text() const;

 private:
  void replace(std::size_t at, std::size_t removed, std::u16string_view insert);
  std::vector<std::u16string> m_pieces;
};

}  // namespace writing
