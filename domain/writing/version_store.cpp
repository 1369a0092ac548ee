#include "domain/writing/version_store.h"

namespace writing {

std::vector<NamedVersion> VersionStore::named(DocumentId const& document) {
  std::vector<NamedVersion> all;
  auto rows = m_session.query("SELECT seq, name, person_id, at FROM writing_version WHERE document_id = ? ORDER BY seq DESC LIMIT 500", document);
  NamedVersion one;
  std::optional<std::string> person;
  for (std::int64_t at = 0; rows.next(one.seq, one.name, person, at);) {
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.at = base::from_milliseconds(at);
    all.push_back(one);
  }
  return all;
}

void VersionStore::name(DocumentId const& document, NamedVersion const& version) {
  m_session.execute(
      "INSERT INTO writing_version (document_id, seq, name, person_id, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (document_id, seq) DO UPDATE SET name "
      "= "
      "excluded.name, person_id = excluded.person_id, at = excluded.at",
      document, version.seq, version.name, version.person, base::to_milliseconds(version.at));
}

LiveTexts VersionStore::texts_at(DocumentId const& document, std::int64_t seq) { return DocumentStore{m_session}.texts_at(document, seq); }

std::optional<Freeze> VersionStore::freeze(DocumentId const& document) {
  Freeze freeze;
  std::int64_t frozen = 0, at = 0;
  std::optional<std::string> person;
  auto rows = m_session.query("SELECT frozen, person_id, at FROM writing_freeze WHERE document_id = ? ORDER BY at DESC LIMIT 1", document);
  if (!rows.next(frozen, person, at)) return std::nullopt;
  freeze.frozen = frozen == 1;
  freeze.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
  freeze.at = base::from_milliseconds(at);
  return freeze;
}

void VersionStore::put(DocumentId const& document, Freeze const& freeze) {
  m_session.execute(
      "INSERT INTO writing_freeze (document_id, at, frozen, person_id) VALUES (?, ?, ?, ?) ON CONFLICT (document_id, at) DO UPDATE SET "
      "frozen = excluded.frozen, person_id = excluded.person_id",
      document, base::to_milliseconds(freeze.at), freeze.frozen, freeze.person);
}

}  // namespace writing
