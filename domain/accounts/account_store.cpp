#include "domain/accounts/account_store.h"

#include "domain/accounts/accounts.h"

namespace accounts {
namespace {

constexpr std::string_view person_columns = "SELECT id, email, name, language, administrator, state, created FROM accounts_person ";

std::optional<Person> one_person(db::Rows rows) {
  Person person;
  std::string state;
  std::int64_t created = 0;
  if (!rows.next(person.id, person.email, person.name, person.language, person.administrator, state, created)) return std::nullopt;
  person.state = account_state_from(state);
  person.created = base::from_milliseconds(created);
  return person;
}

/// What the store wrote is a code of ours; an older program's word gives the narrowest reading.
Membership membership_from(std::string programme, std::string territory, std::string_view function, std::string_view power) {
  Membership one;
  one.programme = ProgrammeId::trusted(std::move(programme));
  if (!territory.empty()) one.territory = TerritoryId::trusted(std::move(territory));
  one.function = function_from(function).value_or(Function::learner);
  one.power = power_from(power).value_or(Power::read);
  return one;
}

}  // namespace

std::map<PersonId, std::string> names_of(db::Session& session, std::span<PersonId const> people) { return AccountStore{session}.names_of(people); }

std::vector<Member> members_of(db::Session& session, ProgrammeId const& programme) { return AccountStore{session}.members_of(programme); }

std::map<std::string, PersonId> ids_of_emails(db::Session& session, std::span<std::string const> emails) {
  return AccountStore{session}.ids_of_emails(emails);
}

bool replace_members(db::Session& session, base::World const& world, ProgrammeId const& programme, std::vector<Invitation> const& invitations) {
  AccountStore store{session};
  std::vector<Member> wanted;
  for (auto const& invitation : invitations) {
    Person person{PersonId::trusted(base::uuid_from_name("person/" + folded_email(invitation.email))),
                  invitation.email,
                  invitation.name,
                  "fr",
                  false,
                  AccountState::invited,
                  world.now()};
    auto const known = store.invite(person);
    Member member{known.id, known.name, known.email, invitation.membership, invitation.organisation, invitation.note, known.state};
    member.membership.programme = programme;
    wanted.push_back(std::move(member));
  }
  if (store.members_of(programme) == wanted) return false;
  store.replace_members(programme, wanted);
  return true;
}

std::optional<Person> AccountStore::find(PersonId const& person) {
  return one_person(m_session.query(std::string{person_columns} + "WHERE id = ?", person));
}

std::optional<Person> AccountStore::find_by_email(std::string_view email) {
  return one_person(m_session.query(
      std::string{person_columns} + "WHERE email_folded = ? OR id IN (SELECT person_id FROM accounts_other_email WHERE email_folded = ?)",
      folded_email(email), folded_email(email)));
}

Person AccountStore::invite(Person const& person) {
  if (auto known = find_by_email(person.email)) return *known;
  // Identifiers are made from addresses: whoever comes back after an erasure is someone new.
  auto id = person.id;
  for (auto known = find(id); known && known->state == AccountState::erased; known = find(id))
    id = PersonId::trusted(base::uuid_from_name(id.text() + "/again"));
  m_session.execute(
      "INSERT INTO accounts_person (id, email, email_folded, name, language, administrator, state, created) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email_folded) DO NOTHING",
      id, person.email, folded_email(person.email), person.name, person.language, person.administrator, code(person.state),
      base::to_milliseconds(person.created));
  return find_by_email(person.email).value();
}

void AccountStore::rename(PersonId const& person, std::string_view name, std::string_view language) {
  m_session.execute("UPDATE accounts_person SET name = ?, language = ? WHERE id = ?", name, language, person);
}

bool AccountStore::has_administrator() {
  int one = 0;
  return m_session.query("SELECT 1 FROM accounts_person WHERE administrator = 1 AND state NOT IN ('closed', 'erased') LIMIT 1").next(one);
}

void AccountStore::make_administrator(PersonId const& person) {
  m_session.execute("UPDATE accounts_person SET administrator = 1 WHERE id = ?", person);
}

std::map<PersonId, std::string> AccountStore::names_of(std::span<PersonId const> people) {
  std::map<PersonId, std::string> names;
  if (people.empty()) return names;
  std::vector<db::Value> ids;
  for (auto const& person : people) ids.push_back(db::value(person));
  auto rows = m_session.query_values("SELECT id, name FROM accounts_person WHERE id IN (" + db::Session::placeholders(ids.size()) + ")", ids);
  PersonId id;
  std::string name;
  while (rows.next(id, name)) names.emplace(id, name);
  return names;
}

std::map<std::string, PersonId> AccountStore::ids_of_emails(std::span<std::string const> emails) {
  std::map<std::string, PersonId> found;
  if (emails.empty()) return found;
  std::vector<db::Value> folded;
  for (auto const& email : emails) folded.push_back(db::value(folded_email(email)));
  std::map<std::string, PersonId> by_folded;
  auto const list = " IN (" + db::Session::placeholders(folded.size()) + ")";
  auto both = folded;
  both.insert(both.end(), folded.begin(), folded.end());
  auto rows = m_session.query_values("SELECT email_folded, id FROM accounts_person WHERE email_folded" + list +
                                         " UNION ALL SELECT email_folded, person_id FROM accounts_other_email WHERE email_folded" + list,
                                     both);
  std::string email;
  PersonId id;
  while (rows.next(email, id)) by_folded.emplace(email, id);
  for (auto const& asked : emails)
    if (auto const known = by_folded.find(folded_email(asked)); known != by_folded.end()) found.emplace(asked, known->second);
  return found;
}

void AccountStore::replace_members(ProgrammeId const& programme, std::vector<Member> const& members) {
  m_session.execute("DELETE FROM accounts_membership WHERE programme_id = ?", programme);
  std::int64_t position = 0;
  for (auto const& member : members) {
    auto const& one = member.membership;
    m_session.execute(
        "INSERT INTO accounts_membership (person_id, programme_id, territory_id, function, power, organisation, note, position) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        member.person, programme, one.territory ? one.territory->text() : "", code(one.function), code(one.power), member.organisation, member.note,
        ++position);
  }
}

std::vector<Member> AccountStore::members_of(ProgrammeId const& programme) {
  auto rows = m_session.query(
      "SELECT p.id, p.name, p.email, p.state, m.territory_id, m.function, m.power, m.organisation, m.note "
      "FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id WHERE m.programme_id = ? ORDER BY m.position",
      programme);
  std::vector<Member> members;
  Member member;
  std::string state, territory, function, power;
  while (rows.next(member.person, member.name, member.email, state, territory, function, power, member.organisation, member.note)) {
    member.state = account_state_from(state);
    member.membership = membership_from(programme.text(), territory, function, power);
    members.push_back(member);
  }
  return members;
}

OpenSession AccountStore::session_of(std::string_view session_secret) {
  auto rows = m_session.query(
      "SELECT p.id, p.name, p.administrator, s.expires, m.programme_id, m.territory_id, m.function, m.power "
      "FROM accounts_session s JOIN accounts_person p ON p.id = s.person_id "
      "LEFT JOIN accounts_membership m ON m.person_id = p.id "
      "WHERE s.secret_hash = ? AND s.waits_for_second = 0 AND p.state NOT IN ('closed', 'erased') ORDER BY m.position",
      base::fingerprint(session_secret));
  OpenSession open;
  PersonId person;
  std::int64_t expires = 0;
  std::string programme, territory, function, power;
  while (rows.next(person, open.viewer.name, open.viewer.administrator, expires, programme, territory, function, power)) {
    open.viewer.person = person;
    open.ends = base::from_milliseconds(expires);
    if (!programme.empty()) open.viewer.memberships.push_back(membership_from(programme, territory, function, power));
  }
  return open;
}

}  // namespace accounts
