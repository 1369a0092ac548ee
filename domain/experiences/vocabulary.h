#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

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
std::span<Term const> steps();            ///< thinking, under_way, done
std::span<Term const> sizes();            ///< brief, sheet, full
std::span<Term const> catalyst_roles();   ///< the four métiers: dialogue, experiments, accompaniment, place

bool is_term(std::span<Term const> vocabulary, std::string_view code);
/// The msgid of a code; the code itself when unknown.
std::string_view msgid_of(std::span<Term const> vocabulary, std::string_view code);
/// Place of a code in its vocabulary, from 0: the bit that stands for it in Facts and in the tables.
std::optional<std::size_t> place_of(std::span<Term const> vocabulary, std::string_view code);
/// "food, mobility, …": what a file may say.
std::string codes_of(std::span<Term const> vocabulary);

}  // namespace experiences
