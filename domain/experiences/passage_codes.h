#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"

/// Codes of passages: given once, never given again, so that what cites "f2" goes on naming the same obstacle.
namespace experiences {

/// Every passage without a code gets one: its place ("f2" for the second obstacle) when free, else the next never given.
void give_codes(Content& content);
/// Codes in the order of the lists, from 1: for a sheet nobody could cite yet.
void renumber(Content& content);
/// The code a new passage of that letter gets: after every one given so far.
std::string next_code(Content const& content, char letter);
/// What `before` had and `content` has no longer is retired, beside what was retired already.
void retire_what_left(Content& content, Content const& before);

/// Whether `code` is made of that letter and a number from 1 to 9999.
bool is_code(std::string_view code, char letter);
/// Place, from 0, of the obstacle of that code.
std::optional<std::size_t> place_of_obstacle(Content const& content, std::string_view code);
std::vector<std::string> codes_in(Content const& content);
/// "f2" as readers see it: "F2".
std::string shown_code(std::string_view code);

}  // namespace experiences
