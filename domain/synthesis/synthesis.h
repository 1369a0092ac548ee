#pragma once
// The front door of synthesis: the only header of this folder other capabilities include.
#include <optional>
#include <string_view>
#include <vector>

#include "domain/programme/programme.h"
#include "domain/synthesis/counter.h"
#include "domain/synthesis/figures.h"
#include "domain/synthesis/report.h"
#include "domain/synthesis/sentence_pages.h"
#include "domain/synthesis/state_of_play_pages.h"

namespace synthesis {

/// The pictures of a programme as they stand, for a kit or a hub; their names stand at pictures_of.
/// Nothing when there is no such programme or nothing to count. `standpoint`: outside() for what is published.
std::vector<NamedPicture> pictures(db::Session& session, Counter& counter, Standpoint const& standpoint, accounts::ProgrammeId const& programme,
                                   i18n::Words const& words, base::Instant now);
/// The same, as frozen under that number; nothing when there is none.
std::vector<NamedPicture> frozen_pictures(db::Session& session, std::string_view number, Standpoint const& standpoint,
                                          accounts::ProgrammeId const& programme, i18n::Words const& words);
/// Number of the last frozen state of play of a programme.
std::optional<std::string> latest_number(db::Session& session, accounts::ProgrammeId const& programme);
/// Frozen states of play of a programme, the latest first.
struct Frozen {
  std::string number;
  base::Day day{};
};
std::vector<Frozen> frozen_list(db::Session& session, accounts::ProgrammeId const& programme);
/// What a hub says of it: sheets counted and, when something can be said, the heaviest obstacle.
struct Summary {
  std::int64_t sheets = 0, territories = 0;
  std::string finding;
};
Summary summary(db::Session& session, Counter& counter, Standpoint const& standpoint, accounts::ProgrammeId const& programme,
                i18n::Words const& words);

html::Url address_of(std::string_view programme_slug);

}  // namespace synthesis
