#include <algorithm>

#include "domain/writing/change_set.h"
#include "domain/writing/writing.h"

namespace writing {
namespace {

struct Touched {
  std::size_t from = 0, to = 0;
};

std::vector<Touched> touched_by(ChangeSet const& changes) {
  std::vector<Touched> places;
  std::size_t at = 0;
  for (auto const& section : changes.sections()) {
    if (!section.keeps) places.push_back({at, at + section.length});
    at += section.length;
  }
  return places;
}

/// Side by side counts: « le vieux pont » and « le pont neuf » both change what stands around « pont ».
bool touch_same_words(ChangeSet const& one, ChangeSet const& other) {
  auto const mine = touched_by(one), theirs = touched_by(other);
  return std::ranges::any_of(mine, [&](Touched const& here) {
    return std::ranges::any_of(theirs, [&](Touched const& there) { return here.from <= there.to && there.from <= here.to; });
  });
}

}  // namespace

std::optional<std::string> merged_text(std::string_view base, std::string_view theirs, std::string_view mine) {
  if (theirs == mine || base == mine) return std::string{theirs};
  if (base == theirs) return std::string{mine};
  auto const before = to_utf16(base), after = to_utf16(theirs);
  auto const their_changes = ChangeSet::between(before, after), my_changes = ChangeSet::between(before, to_utf16(mine));
  if (touch_same_words(my_changes, their_changes)) return std::nullopt;
  return to_utf8(my_changes.over(their_changes).applied_to(after));
}

}  // namespace writing
