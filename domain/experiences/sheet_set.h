#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace experiences {

/// Some of the sheets of a catalogue: a bit each. A hundred thousand sheets are 12 KB, and two sets are met in a few microseconds.
class SheetSet {
 public:
  SheetSet() = default;
  explicit SheetSet(std::size_t sheets) : m_words((sheets + 63) / 64) {}
  static SheetSet all(std::size_t sheets) {
    SheetSet set{sheets};
    for (std::size_t at = 0; at < sheets; ++at) set.add(at);
    return set;
  }

  void add(std::size_t place) { m_words[place / 64] |= std::uint64_t{1} << (place % 64); }
  bool has(std::size_t place) const { return (m_words[place / 64] >> (place % 64)) & 1; }
  SheetSet& operator&=(SheetSet const& other) {
    for (std::size_t at = 0; at < m_words.size(); ++at) m_words[at] &= other.m_words[at];
    return *this;
  }
  SheetSet& operator|=(SheetSet const& other) {
    for (std::size_t at = 0; at < m_words.size(); ++at) m_words[at] |= other.m_words[at];
    return *this;
  }
  SheetSet& subtract(SheetSet const& other) {
    for (std::size_t at = 0; at < m_words.size(); ++at) m_words[at] &= ~other.m_words[at];
    return *this;
  }
  std::int64_t count() const {
    std::int64_t sum = 0;
    for (auto const word : m_words) sum += std::popcount(word);
    return sum;
  }
  std::int64_t count_with(SheetSet const& other) const {
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < m_words.size(); ++at) sum += std::popcount(m_words[at] & other.m_words[at]);
    return sum;
  }
  /// Calls `work` with each place in order.
  template <class Work>
  void each(Work work) const {
    for (std::size_t at = 0; at < m_words.size(); ++at)
      for (auto bits = m_words[at]; bits; bits &= bits - 1) work(at * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }

 private:
  std::vector<std::uint64_t> m_words;
};

}  // namespace experiences
