#include "domain/writing/history.h"

#include <algorithm>

#include "platform/base/difference.h"

namespace writing {
namespace {

constexpr std::chrono::minutes longest_pause{30};

void note(Sitting& sitting, Written const& change) {
  sitting.last = change.seq;
  sitting.to = change.at;
  sitting.texts.insert(change.text);
  if (change.by && std::ranges::find(sitting.people, *change.by) == sitting.people.end()) sitting.people.push_back(*change.by);
  for (auto const& section : change.changes.sections())
    if (!section.keeps) sitting.put_in += section.insert.size(), sitting.taken_out += section.length;
}

}  // namespace

std::vector<Sitting> sittings_of(std::span<Written const> changes) {
  std::vector<Sitting> sittings;
  for (auto const& change : changes) {
    if (sittings.empty() || change.at - sittings.back().to > longest_pause) {
      sittings.push_back({});
      sittings.back().first = change.seq;
      sittings.back().from = change.at;
    }
    note(sittings.back(), change);
  }
  return sittings;
}

std::vector<Difference> differences(std::string_view before, std::string_view after) {
  std::vector<Difference> found;
  std::size_t at = 0;
  bool open = false;
  for (auto const& piece : base::difference(before, after)) {
    auto const length = to_utf16(piece.text).size();
    if (piece.kind == base::Piece::Kind::same) {
      at += length;
      open = false;
      continue;
    }
    if (!std::exchange(open, true)) found.push_back({{}, {}, at, 0});
    auto& difference = found.back();
    if (piece.kind == base::Piece::Kind::removed) difference.removed += piece.text;
    else difference.added += piece.text, difference.length += length, at += length;
  }
  return found;
}

std::optional<ChangeSet> putting_back(std::string_view former, std::string_view now, std::size_t place, std::string_view removed) {
  auto const found = differences(former, now);
  if (place >= found.size() || found[place].removed != removed || removed.empty()) return std::nullopt;
  auto const& one = found[place];
  auto const length = to_utf16(now).size();
  std::vector<Section> sections;
  auto const keep = [&](std::size_t units) {
    if (units) sections.push_back({static_cast<std::uint32_t>(units), true, {}});
  };
  // What spans paragraphs comes back beside what others put in its place; a phrase comes back instead of theirs.
  bool const beside = one.removed.find('\n') != std::string::npos;
  keep(one.at + (beside ? one.length : 0));
  sections.push_back({static_cast<std::uint32_t>(beside ? 0 : one.length), false, to_utf16(one.removed)});
  keep(length - one.at - one.length);
  return ChangeSet{std::move(sections)};
}

}  // namespace writing
