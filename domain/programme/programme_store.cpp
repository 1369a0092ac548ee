#include "domain/programme/programme_store.h"

namespace programme {
namespace {

struct Kind {
  std::string_view code;
  std::vector<Statement> Programme::*list;
};
constexpr Kind kinds[] = {{"phase", &Programme::phases},
                          {"event", &Programme::events},
                          {"sponsor", &Programme::sponsors},
                          {"fact", &Programme::facts},
                          {"source", &Programme::sources}};

}  // namespace

std::optional<Programme> ProgrammeStore::find(ProgrammeId const& id) {
  Programme programme;
  auto& brief = programme.brief;
  auto rows = m_session.query(
      "SELECT id, slug, name, subtitle, fictional, description, charter, starts, ends, language, licence, pioneers_announced "
      "FROM programme_programme WHERE id = ?",
      id);
  if (!rows.next(brief.id, brief.slug, brief.name, brief.subtitle, brief.fictional, programme.description, programme.charter, programme.starts,
                 programme.ends, programme.language, programme.licence, programme.pioneers_announced))
    return std::nullopt;
  auto statements = m_session.query(
      "SELECT kind, key, title, sort, starts, ends, place, text, source, disputed FROM programme_statement "
      "WHERE programme_id = ? ORDER BY kind, position",
      id);
  std::string kind;
  Statement one;
  while (statements.next(kind, one.key, one.title, one.sort, one.starts, one.ends, one.place, one.text, one.source, one.disputed))
    for (auto const& known : kinds)
      if (known.code == kind) (programme.*known.list).push_back(one);
  return programme;
}

std::optional<ProgrammeId> ProgrammeStore::id_of_slug(std::string_view slug) {
  auto rows = m_session.query("SELECT id FROM programme_programme WHERE slug = ?", slug);
  ProgrammeId id;
  if (!rows.next(id)) return std::nullopt;
  return id;
}

std::vector<Brief> ProgrammeStore::all() {
  auto rows = m_session.query("SELECT id, slug, name, subtitle, fictional FROM programme_programme ORDER BY position, slug");
  std::vector<Brief> briefs;
  Brief brief;
  while (rows.next(brief.id, brief.slug, brief.name, brief.subtitle, brief.fictional)) briefs.push_back(brief);
  return briefs;
}

void ProgrammeStore::put(Programme const& programme) {
  auto const& brief = programme.brief;
  m_session.execute(
      "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
      "pioneers_announced, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT COUNT(*) FROM programme_programme)) "
      "ON CONFLICT (id) DO UPDATE SET name = excluded.name, subtitle = excluded.subtitle, description = excluded.description, "
      "charter = excluded.charter, fictional = excluded.fictional, starts = excluded.starts, ends = excluded.ends, "
      "language = excluded.language, licence = excluded.licence, pioneers_announced = excluded.pioneers_announced",
      brief.id, brief.slug, brief.name, brief.subtitle, programme.description, programme.charter, brief.fictional, programme.starts, programme.ends,
      programme.language, programme.licence, programme.pioneers_announced);
  m_session.execute("DELETE FROM programme_statement WHERE programme_id = ?", brief.id);
  for (auto const& kind : kinds) {
    std::int64_t position = 0;
    for (auto const& one : programme.*kind.list)
      m_session.execute(
          "INSERT INTO programme_statement (programme_id, kind, position, key, title, sort, starts, ends, place, text, source, disputed) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          brief.id, kind.code, ++position, one.key, one.title, one.sort, one.starts, one.ends, one.place, one.text, one.source, one.disputed);
  }
}

std::vector<ParticipantLine> ProgrammeStore::participants(ProgrammeId const& programme) {
  auto rows = m_session.query(
      "SELECT territory_id, role, kind, name, perimeter, note FROM programme_participant WHERE programme_id = ? ORDER BY position", programme);
  std::vector<ParticipantLine> lines;
  ParticipantLine line;
  while (rows.next(line.territory, line.role, line.kind, line.name, line.perimeter, line.note)) lines.push_back(line);
  return lines;
}

void ProgrammeStore::add_participant(ProgrammeId const& programme, ParticipantLine const& line) {
  std::int64_t last = 0;
  m_session.query("SELECT COALESCE(MAX(position), 0) FROM programme_participant WHERE programme_id = ?", programme).next(last);
  m_session.execute(
      "INSERT INTO programme_participant (programme_id, territory_id, position, role, kind, name, perimeter, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (programme_id, territory_id) DO NOTHING",
      programme, line.territory, last + 1, line.role, line.kind, line.name, line.perimeter, line.note);
}

void ProgrammeStore::replace_participants(ProgrammeId const& programme, std::vector<ParticipantLine> const& lines) {
  m_session.execute("DELETE FROM programme_participant WHERE programme_id = ?", programme);
  std::int64_t position = 0;
  for (auto const& line : lines)
    m_session.execute(
        "INSERT INTO programme_participant (programme_id, territory_id, position, role, kind, name, perimeter, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        programme, line.territory, ++position, line.role, line.kind, line.name, line.perimeter, line.note);
}

}  // namespace programme
