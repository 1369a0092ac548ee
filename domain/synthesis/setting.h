#pragma once
#include "domain/programme/programme.h"
#include "domain/synthesis/counter.h"
#include "domain/synthesis/snapshot_store.h"

namespace synthesis {

/// Names and places of what the readings name: two queries at most.
Setting setting_of(db::Session& session, i18n::Words const& words, programme::Brief const& brief, std::vector<Reading const*> const& readings);
/// Under the pictures of a living state of play, and of a frozen one.
std::string living_source(Reading const& reading, i18n::Words const& words, base::Instant now);
std::string frozen_source(Reading const& reading, Snapshot const& snapshot, i18n::Words const& words);
/// Midnight or noon, the day people read on a calendar in France.
std::string day_words(base::Instant instant, i18n::Words const& words);
/// What that reader may see of a frozen state of play.
Reading const& seen_by(Standpoint const& standpoint, Snapshot const& snapshot);

}  // namespace synthesis
