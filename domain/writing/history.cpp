#include "domain/writing/history.h"

#include <algorithm>

#include "platform/base/difference.h"

namespace writing {
namespace {

constexpr std::chrono::minutes longest_pause{30};

void add(Stretches& stretches, std::optional<accounts::PersonId> const& person, std::size_t length) {
  if (length == 0) return;
  if (!stretches.empty() && stretches.back().person == person) stretches.back().length += length;
  else stretches.push_back({person, length});
}

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

Stretches after(Stretches const& before, ChangeSet const& change, std::optional<accounts::PersonId> const& by) {
  Stretches now;
  std::size_t at = 0, inside = 0;  // the stretch being read, and how much of it already was
  auto const read = [&](std::size_t length, bool keeps) {
    while (length > 0 && at < before.size()) {
      auto const taken = std::min(length, before[at].length - inside);
      if (keeps) add(now, before[at].person, taken);
      length -= taken;
      inside += taken;
      if (inside == before[at].length) ++at, inside = 0;
    }
  };
  for (auto const& section : change.sections()) {
    read(section.length, section.keeps);
    if (!section.keeps) add(now, by, section.insert.size());
  }
  return now;
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
