#include "domain/programme/programme.h"

#include "domain/programme/programme_store.h"

namespace programme {

std::optional<Brief> brief_of(db::Session& session, ProgrammeId const& programme) {
  auto rows = session.query("SELECT id, slug, name, subtitle, fictional FROM programme_programme WHERE id = ?", programme);
  Brief brief;
  if (!rows.next(brief.id, brief.slug, brief.name, brief.subtitle, brief.fictional)) return std::nullopt;
  return brief;
}

std::optional<ProgrammeId> id_of_slug(db::Session& session, std::string_view slug) { return ProgrammeStore{session}.id_of_slug(slug); }

std::vector<Brief> all_briefs(db::Session& session) { return ProgrammeStore{session}.all(); }

views::Frame::Where where_of(Brief const& brief) { return {brief.slug, brief.name, brief.subtitle, brief.fictional}; }

std::vector<accounts::TerritoryId> all_territories(db::Session& session) {
  std::vector<accounts::TerritoryId> found;
  auto rows = session.query("SELECT DISTINCT territory_id FROM programme_participant ORDER BY territory_id");
  accounts::TerritoryId id;
  while (rows.next(id)) found.push_back(id);
  return found;
}

std::vector<Participant> participants(db::Session& session, ProgrammeId const& programme) {
  std::vector<Participant> found;
  for (auto& line : ProgrammeStore{session}.participants(programme))
    found.push_back({std::move(line.territory), std::move(line.role), std::move(line.kind), std::move(line.note)});
  return found;
}

}  // namespace programme
