#include <algorithm>

#include "domain/experiences/experiences.h"
#include "domain/experiences/vocabulary_store.h"

namespace experiences {
namespace {

using What = WordChange::What;

/// The changes that bring one word to what its line says; an added word is there by then.
std::vector<WordChange> changes_of(Word const& word, WordLineOfFile const& line) {
  std::vector<WordChange> changes;
  if (!line.label.empty() && line.label != word.label) changes.push_back({What::renamed, line.list, line.code, line.label});
  if (line.retired != word.retired) changes.push_back({line.retired ? What::retired : What::restored, line.list, line.code, ""});
  if (line.merged_into != word.merged_into)
    changes.push_back({line.merged_into.empty() ? What::parted : What::merged, line.list, line.code, line.merged_into});
  return changes;
}

}  // namespace

base::Outcome<int> import_words(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme,
                                std::span<WordLineOfFile const> lines, i18n::Words const& words) {
  VocabularyStore store{session};
  int done = 0;
  auto const apply = [&](WordChange change) -> base::Outcome<int> {
    auto const noted = store.change(world, std::nullopt, programme, std::move(change), words);
    if (!noted) return tl::unexpected{noted.error()};
    return ++done;
  };
  auto vocabulary = store.of(programme);
  for (auto const& line : lines) {
    if (vocabulary.find(line.list, line.code)) continue;
    if (auto const added = apply({What::added, line.list, line.code, line.label}); !added) return added;
  }
  vocabulary = store.of(programme);
  for (auto const& line : lines) {
    auto const* word = vocabulary.find(line.list, line.code);
    for (auto& change : word ? changes_of(*word, line) : std::vector<WordChange>{})
      if (auto const changed = apply(std::move(change)); !changed) return changed;
  }
  for (auto list : all_lists) {
    std::size_t place = 0;
    for (auto const& line : lines) {
      if (line.list != list) continue;
      auto const now = store.of(programme).words(list);
      if (place < now.size() && now[place].code != line.code)
        if (auto const moved = apply({What::moved, list, line.code, std::to_string(place + 1)}); !moved) return moved;
      ++place;
    }
  }
  return done;
}

}  // namespace experiences
