#include "domain/kit/naming/naming_store.h"

namespace kit {

std::optional<Naming> NamingStore::of(accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  auto rows = m_session.query("SELECT agrees, with_email, phone, said_at FROM kit_named WHERE programme_id = ? AND person_id = ?", programme, person);
  std::int64_t agrees = 0, with_email = 0, said = 0;
  Naming naming{person, false, false, {}, {}};
  if (!rows.next(agrees, with_email, naming.phone, said)) return std::nullopt;
  naming.agrees = agrees != 0;
  naming.with_email = with_email != 0;
  naming.said = base::from_milliseconds(said);
  return naming;
}

void NamingStore::put(accounts::ProgrammeId const& programme, Naming const& naming) {
  m_session.execute(
      "INSERT INTO kit_named (programme_id, person_id, agrees, with_email, phone, said_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (programme_id, "
      "person_id) DO UPDATE SET agrees = excluded.agrees, with_email = excluded.with_email, phone = excluded.phone, said_at = excluded.said_at",
      programme, naming.person, naming.agrees ? 1 : 0, naming.with_email ? 1 : 0, naming.phone, base::to_milliseconds(naming.said));
}

bool NamingStore::put_first(accounts::ProgrammeId const& programme, Naming const& naming) {
  if (of(programme, naming.person)) return false;
  put(programme, naming);
  return true;
}

std::vector<Naming> NamingStore::all(accounts::ProgrammeId const& programme) {
  auto rows = m_session.query("SELECT person_id, agrees, with_email, phone, said_at FROM kit_named WHERE programme_id = ?", programme);
  std::vector<Naming> all;
  Naming one;
  std::int64_t agrees = 0, with_email = 0, said = 0;
  while (rows.next(one.person, agrees, with_email, one.phone, said)) {
    one.agrees = agrees != 0;
    one.with_email = with_email != 0;
    one.said = base::from_milliseconds(said);
    all.push_back(one);
  }
  return all;
}

}  // namespace kit
