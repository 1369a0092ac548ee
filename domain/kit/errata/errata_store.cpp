#include "domain/kit/errata/errata_store.h"

namespace kit {

std::vector<Erratum> ErrataStore::of(KitId const& kit, bool all) {
  auto rows = m_session.query(
      "SELECT kit_erratum.id, edition_id, number, part, kit_erratum.place, wrong, instead, noted_at, withdrawn, corrected_in FROM "
      "kit_erratum JOIN kit_edition ON kit_edition.id = edition_id WHERE kit_id = ? AND withdrawn <= ? ORDER BY noted_at DESC, kit_erratum.id",
      kit, all ? 1 : 0);
  std::vector<Erratum> errata;
  Erratum one;
  std::int64_t noted = 0, withdrawn = 0;
  while (rows.next(one.id, one.edition, one.number, one.part, one.place, one.wrong, one.instead, noted, withdrawn, one.corrected_in)) {
    one.noted = base::from_milliseconds(noted);
    one.withdrawn = withdrawn != 0;
    errata.push_back(one);
  }
  return errata;
}

bool ErrataStore::add(Erratum const& erratum) {
  std::int64_t count = 0;
  m_session.query("SELECT COUNT(*) FROM kit_erratum WHERE edition_id = ?", erratum.edition).next(count);
  if (static_cast<std::size_t>(count) >= most_errata) return false;
  m_session.execute(
      "INSERT INTO kit_erratum (id, edition_id, part, place, wrong, instead, noted_at, noted_by, withdrawn, corrected_in) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      erratum.id, erratum.edition, erratum.part, erratum.place, erratum.wrong, erratum.instead, base::to_milliseconds(erratum.noted), erratum.by,
      erratum.withdrawn ? 1 : 0, erratum.corrected_in);
  return true;
}

bool ErrataStore::set_withdrawn(EditionId const& edition, ErratumId const& id, bool withdrawn) {
  return m_session.execute("UPDATE kit_erratum SET withdrawn = ? WHERE id = ? AND edition_id = ? AND withdrawn <> ?", withdrawn ? 1 : 0, id, edition,
                           withdrawn ? 1 : 0) == 1;
}

void ErrataStore::corrected(std::span<ErratumId const> ids, std::string_view number) {
  if (ids.empty()) return;
  std::vector<db::Value> values{db::value(number)};
  for (auto const& id : ids) values.push_back(db::value(id));
  m_session.execute_values("UPDATE kit_erratum SET corrected_in = ? WHERE id IN (" + db::Session::placeholders(ids.size()) + ")", std::move(values));
}

void note_corrections(db::Session& session, KitId const& kit, Document const& frozen) {
  ErrataStore store{session};
  std::vector<ErratumId> corrected;
  for (auto const& erratum : store.of(kit))
    if (erratum.corrected_in.empty() && erratum.number != frozen.number && is_corrected_by(erratum, frozen)) corrected.push_back(erratum.id);
  store.corrected(corrected, frozen.number);
}

}  // namespace kit
