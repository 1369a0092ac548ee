#include "domain/accounts/caretaking.h"

#include "domain/accounts/account_store.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace accounts {
namespace {

/// What LIKE takes for itself is looked for as it stands.
std::string anywhere(std::string_view words) {
  std::string pattern = "%";
  for (char c : words) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

/// As typed, but any letter stands where an accented one was typed: neither engine knows that É is é.
std::string anywhere_in_a_name(std::string_view words) {
  constexpr auto begins_a_letter = [](unsigned char c) { return c >= 0xC0; };
  constexpr auto goes_on = [](unsigned char c) { return c >= 0x80 && c < 0xC0; };
  std::string pattern = "%";
  for (char c : words) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    if (goes_on(static_cast<unsigned char>(c))) continue;
    if (begins_a_letter(static_cast<unsigned char>(c))) pattern += '_';
    else pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + "%";
}

constexpr std::string_view matching = "state <> 'erased' AND (lower(name) LIKE ? ESCAPE '!' OR email_folded LIKE ? ESCAPE '!')";

}  // namespace

Directory find_people(db::Session& session, std::string_view words, int limit, int offset) {
  auto const name = anywhere_in_a_name(words), email = anywhere(folded_email(words));
  Directory directory;
  std::string const where{matching};
  session.query("SELECT COUNT(*) FROM accounts_person WHERE " + where, name, email).next(directory.found);
  auto rows = session.query(
      "SELECT id, name, email, state, administrator, created, "
      "(SELECT COUNT(DISTINCT programme_id) FROM accounts_membership m WHERE m.person_id = accounts_person.id), "
      "(SELECT MAX(started) FROM accounts_session s WHERE s.person_id = accounts_person.id) "
      "FROM accounts_person WHERE " +
          where + " ORDER BY name, id LIMIT ? OFFSET ?",
      name, email, limit, offset);
  PersonLine line;
  std::string state;
  std::int64_t created = 0;
  std::optional<std::int64_t> entered;
  while (rows.next(line.id, line.name, line.email, state, line.administrator, created, line.programmes, entered)) {
    line.state = account_state_from(state);
    line.created = base::from_milliseconds(created);
    line.last_entry = entered ? std::optional{base::from_milliseconds(*entered)} : std::nullopt;
    directory.people.push_back(line);
  }
  return directory;
}

std::vector<std::pair<AccountState, std::int64_t>> people_by_state(db::Session& session) {
  std::vector<std::pair<AccountState, std::int64_t>> counts;
  for (auto const state : {AccountState::invited, AccountState::active, AccountState::dormant, AccountState::closed, AccountState::erased})
    counts.emplace_back(state, 0);
  auto rows = session.query("SELECT state, COUNT(*) FROM accounts_person GROUP BY state");
  std::string state;
  for (std::int64_t count = 0; rows.next(state, count);) counts[static_cast<std::size_t>(account_state_from(state))].second += count;
  return counts;
}

std::int64_t administrators(db::Session& session) {
  std::int64_t count = 0;
  session.query("SELECT COUNT(*) FROM accounts_person WHERE administrator = 1 AND state NOT IN ('closed', 'erased')").next(count);
  return count;
}

std::optional<Person> person_of(db::Session& session, PersonId const& person) { return AccountStore{session}.find(person); }

std::int64_t programmes_of(db::Session& session, PersonId const& person) {
  std::int64_t count = 0;
  session.query("SELECT COUNT(DISTINCT programme_id) FROM accounts_membership WHERE person_id = ?", person).next(count);
  return count;
}

std::vector<SessionLine> open_sessions(db::Session& session, PersonId const& person, base::Instant now) {
  std::vector<SessionLine> found;
  for (auto& one : AccountStore{session}.sessions_of(person, "", now)) found.push_back({std::move(one.device), std::move(one.means), one.started});
  return found;
}

std::int64_t end_sessions(db::Session& session, PersonId const& person) {
  return session.execute("DELETE FROM accounts_session WHERE person_id = ?", person);
}

bool close_account(db::Session& session, PersonId const& person) {
  if (session.execute("UPDATE accounts_person SET state = 'closed' WHERE id = ? AND state NOT IN ('closed', 'erased')", person) == 0) return false;
  end_sessions(session, person);
  return true;
}

bool open_account(db::Session& session, PersonId const& person) {
  // Dormant: it is active again once its owner comes in.
  return session.execute("UPDATE accounts_person SET state = 'dormant' WHERE id = ? AND state = 'closed'", person) == 1;
}

std::int64_t forget_expired(db::Session& session, base::Instant now) {
  std::int64_t over = 0;
  session.query("SELECT COUNT(*) FROM accounts_session WHERE expires < ?", base::to_milliseconds(now)).next(over);
  AccountStore{session}.sweep(now);
  return over;
}

void erase_person(db::Session& session, PersonId const& person) {
  // The name is shown to everyone as it stands, in the language of the place: it is no message to one reader.
  session.execute(
      "UPDATE accounts_person SET email = '', email_folded = ?, name = 'ancien membre', administrator = 0, state = 'erased', created = 0 WHERE id = "
      "?",
      "erased-" + person.text(), person);
}

std::string_view msgid_of(AccountState state) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("Invited, not come yet"), msgid("Active"), msgid("Dormant"), msgid("Closed"), msgid("Erased")};
  return msgids[static_cast<std::size_t>(state)];
}

}  // namespace accounts
