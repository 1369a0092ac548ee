// Part of AccountStore: one membership at a time, for those who lead a programme from its pages.
#include "domain/accounts/account_store.h"

namespace accounts {

PersonId put_member(db::Session& session, base::World const& world, ProgrammeId const& programme, Invitation const& invitation) {
  AccountStore store{session};
  auto const known = store.invite({world.new_id<Person>(), invitation.email, invitation.name, "fr", false, AccountState::invited, world.now()});
  store.put_membership(programme, known.id, invitation);
  return known.id;
}

bool end_membership(db::Session& session, ProgrammeId const& programme, PersonId const& person, std::optional<TerritoryId> const& territory) {
  return AccountStore{session}.end_membership(programme, person, territory);
}

void AccountStore::put_membership(ProgrammeId const& programme, PersonId const& person, Invitation const& invitation) {
  std::int64_t last = 0;
  m_session.query("SELECT COALESCE(MAX(position), 0) FROM accounts_membership WHERE programme_id = ?", programme).next(last);
  auto const& one = invitation.membership;
  m_session.execute(
      "INSERT INTO accounts_membership (person_id, programme_id, territory_id, function, power, organisation, note, position) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person_id, programme_id, territory_id) DO UPDATE SET "
      "function = excluded.function, power = excluded.power, organisation = excluded.organisation, note = excluded.note",
      person, programme, one.territory ? one.territory->text() : "", code(one.function), code(one.power), invitation.organisation, invitation.note,
      last + 1);
}

bool AccountStore::end_membership(ProgrammeId const& programme, PersonId const& person, std::optional<TerritoryId> const& territory) {
  return m_session.execute("DELETE FROM accounts_membership WHERE programme_id = ? AND person_id = ? AND territory_id = ?", programme, person,
                           territory ? territory->text() : "") > 0;
}

Viewer AccountStore::viewer_of(PersonId const& person) {
  Viewer viewer;
  auto const known = find(person);
  if (!known || !known->may_enter()) return viewer;
  viewer.person = person;
  viewer.name = known->name;
  viewer.administrator = known->administrator;
  auto rows =
      m_session.query("SELECT programme_id, territory_id, function, power FROM accounts_membership WHERE person_id = ? ORDER BY position", person);
  std::string programme, territory, function, power;
  while (rows.next(programme, territory, function, power)) {
    Membership one{ProgrammeId::trusted(programme), {}, function_from(function).value_or(Function::learner), power_from(power).value_or(Power::read)};
    if (!territory.empty()) one.territory = TerritoryId::trusted(territory);
    viewer.memberships.push_back(std::move(one));
  }
  return viewer;
}

}  // namespace accounts
