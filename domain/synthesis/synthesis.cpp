#include "domain/synthesis/synthesis.h"

#include <set>

#include "domain/synthesis/findings.h"
#include "domain/synthesis/setting.h"
#include "domain/territories/territories.h"

namespace synthesis {

namespace {

PlaceOnMap place_of(territories::Territory const& territory) {
  PlaceOnMap place{territory.name, territory.region_name, 0, 0, territory.longitude && territory.latitude};
  place.longitude = territory.longitude.value_or(0);
  place.latitude = territory.latitude.value_or(0);
  return place;
}

accounts::TerritoryId id_of_region(std::string const& code) { return territories::id_of({territories::Type::region, code}); }

}  // namespace

Setting setting_of(db::Session& session, i18n::Words const& words, programme::Brief const& brief, std::vector<Reading const*> const& readings) {
  Setting setting{words, brief.slug, "", {}, {}, {}};
  std::set<accounts::TerritoryId> wanted;
  std::set<std::string> codes;
  for (auto const* reading : readings) {
    for (auto const& place : reading->places) wanted.insert(place.territory);
    for (auto const& line : reading->regions) {
      if (!line.code.empty()) codes.insert(line.code);
    }
    if (auto const& region = reading->filter.value(Facet::region); !region.empty()) codes.insert(region);
  }
  std::map<accounts::TerritoryId, std::string> region_of;
  for (auto const& code : codes) region_of.emplace(id_of_region(code), code);
  std::vector<accounts::TerritoryId> ids{wanted.begin(), wanted.end()};
  for (auto const& [id, code] : region_of) ids.push_back(id);
  if (ids.empty()) return setting;
  for (auto const& territory : territories::briefs_of(session, ids)) {
    if (auto const region = region_of.find(territory.id); region != region_of.end()) setting.regions[region->second] = place_of(territory);
    if (wanted.contains(territory.id)) setting.territories[territory.id] = place_of(territory);
  }
  return setting;
}

std::string day_words(base::Instant instant, i18n::Words const& words) {
  return words.day(base::Day{std::chrono::floor<std::chrono::days>(instant)});
}

std::string living_source(Reading const& reading, i18n::Words const& words, base::Instant now) {
  return ground_of(reading, words) + " " + words.t("State of play of {}.", {day_words(now, words)});
}

std::string frozen_source(Reading const& reading, Snapshot const& snapshot, i18n::Words const& words) {
  return ground_of(reading, words) + " " + words.t("State of play {}, frozen on {}.", {snapshot.number, day_words(snapshot.frozen_at, words)});
}

Reading const& seen_by(Standpoint const& standpoint, Snapshot const& snapshot) { return standpoint.exact ? snapshot.members : snapshot.outside; }

std::vector<NamedPicture> pictures(db::Session& session, Counter& counter, Standpoint const& standpoint, accounts::ProgrammeId const& programme,
                                   i18n::Words const& words, base::Instant now) {
  auto const brief = programme::brief_of(session, programme);
  if (!brief) return {};
  auto const reading = answer(session, counter, programme, standpoint, {}).reading;
  auto setting = setting_of(session, words, *brief, {&reading});
  setting.vocabulary = experiences::vocabulary_of(session, programme);
  setting.source = living_source(reading, words, now);
  return pictures_of(reading, setting);
}

std::vector<NamedPicture> frozen_pictures(db::Session& session, std::string_view number, Standpoint const& standpoint,
                                          accounts::ProgrammeId const& programme, i18n::Words const& words) {
  auto const brief = programme::brief_of(session, programme);
  auto const snapshot = SnapshotStore{session}.find(programme, number);
  if (!brief || !snapshot) return {};
  auto const& reading = seen_by(standpoint, *snapshot);
  auto setting = setting_of(session, words, *brief, {&reading});
  setting.source = frozen_source(reading, *snapshot, words);
  setting.vocabulary = snapshot->vocabulary;
  return pictures_of(reading, setting);
}

std::optional<std::string> latest_number(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const lines = SnapshotStore{session}.list(programme);
  return lines.empty() ? std::nullopt : std::optional{lines.front().number};
}

std::vector<Frozen> frozen_list(db::Session& session, accounts::ProgrammeId const& programme) {
  std::vector<Frozen> all;
  for (auto const& line : SnapshotStore{session}.list(programme))
    all.push_back({line.number, base::Day{std::chrono::floor<std::chrono::days>(line.frozen_at)}});
  return all;
}

Summary summary(db::Session& session, Counter& counter, Standpoint const& standpoint, accounts::ProgrammeId const& programme,
                i18n::Words const& words) {
  auto const reading = answer(session, counter, programme, standpoint, {}).reading;
  Summary summary{reading.sheets, reading.territories, ""};
  if (!reading.empty()) summary.finding = obstacles_finding(reading, Setting{words, "", "", {}, {}, experiences::vocabulary_of(session, programme)});
  return summary;
}

html::Url address_of(std::string_view programme_slug) { return html::Url::path("/p/{}/state-of-play", {programme_slug}); }

}  // namespace synthesis
