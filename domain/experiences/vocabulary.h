#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace experiences {

/// A word of a controlled vocabulary. `code` is stored and exported; `msgid` is English, shown through gettext.
struct Term {
  std::string_view code;
  std::string_view msgid;
};

std::span<Term const> themes();
std::span<Term const> audiences();
std::span<Term const> obstacle_types();
std::span<Term const> lever_types();
std::span<Term const> participation_levels();
std::span<Term const> steps();           ///< thinking, under_way, done
std::span<Term const> sizes();           ///< brief, sheet, full
std::span<Term const> catalyst_roles();  ///< the four métiers: dialogue, experiments, accompaniment, place

bool is_term(std::span<Term const> vocabulary, std::string_view code);
/// The msgid of a code; the code itself when unknown.
std::string_view msgid_of(std::span<Term const> vocabulary, std::string_view code);
/// Place of a code in its vocabulary, from 0: the bit that stands for it in Facts and in the tables.
std::optional<std::size_t> place_of(std::span<Term const> vocabulary, std::string_view code);
/// "food, mobility, …": what a file may say.
std::string codes_of(std::span<Term const> vocabulary);

/// The lists a programme may make its own: those the état des lieux counts.
enum class List { theme, obstacle, lever };
inline constexpr std::array all_lists{List::theme, List::obstacle, List::lever};
std::string_view code(List list);  ///< "theme", "obstacle", "lever"
std::optional<List> list_from(std::string_view code);
std::span<Term const> base_words(List list);

/// As many words a list as a mask has bits: those compiled, then the programme's own.
inline constexpr std::size_t most_words = 32;

/// A word of a list as one programme says it.
struct Word {
  std::string code;           ///< stored and exported; never given to another word
  std::string label;          ///< a msgid, or the programme's own words: both go through Words::t
  std::size_t place = 0;      ///< its bit in Facts and in the tables
  bool renamed = false;       ///< label is the programme's own
  bool retired = false;       ///< no longer offered, still counted
  std::string merged_into{};  ///< code of the word its sheets count under; "" for none
  bool offered() const { return !retired && merged_into.empty(); }
  bool operator==(Word const&) const = default;
};

/// The words of one programme: those compiled, as it renamed, merged, retired and ordered them, and its own.
class Vocabulary {
 public:
  Vocabulary();  ///< the compiled words alone
  /// In the order people see. Codes and places are unique.
  std::vector<Word> const& words(List list) const { return m_words[static_cast<std::size_t>(list)]; }
  std::vector<Word>& words(List list) { return m_words[static_cast<std::size_t>(list)]; }
  Word const* find(List list, std::string_view code) const;
  Word const* at(List list, std::size_t place) const;
  /// The word a code counts under today, merges followed; null for an unknown code.
  Word const* now(List list, std::string_view code) const;
  /// What people read for a code: the label of now(); the code itself when unknown.
  std::string_view label(List list, std::string_view code) const;
  /// The bit a code is written with, and the one it counts under.
  std::optional<std::size_t> place_of(List list, std::string_view code) const;
  std::optional<std::size_t> counted_at(List list, std::string_view code) const;
  std::vector<std::string> codes_of(List list, std::uint64_t bits) const;
  /// A mask as it counts: the bits of merged words under those they became.
  std::uint32_t counted(List list, std::uint32_t bits) const;
  bool merges(List list) const;
  std::int64_t version = 0;  ///< changes made to it since the beginning
  bool operator==(Vocabulary const&) const = default;

 private:
  std::array<std::vector<Word>, all_lists.size()> m_words;
};

}  // namespace experiences
