#include "domain/accounts/proof_store.h"

#include "platform/secrets/one_time_code.h"

namespace accounts {
namespace {

std::string raw(std::string const& base64) { return secrets::from_base64url(base64).value_or(std::string{}); }

/// Letters alone, lower case: dashes and spaces are for the eye.
std::string recovery_hash(PersonId const& person, std::string_view typed) {
  std::string letters;
  for (char c : typed.substr(0, 100)) {
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
    else if (c >= 'a' && c <= 'z') letters += c;
  }
  return base::fingerprint("recovery/" + person.text() + "/" + letters);
}

}  // namespace

std::vector<std::string> new_recovery_codes(base::World const& world) {
  // Without i, l, o and u, which are misread or make words. Bytes beyond a whole number of alphabets are drawn again.
  static constexpr std::string_view letters = "abcdefghjkmnpqrstvwxyz";
  std::vector<std::string> codes(10);
  for (auto& code : codes) {
    while (code.size() < 19) {
      auto const byte = static_cast<unsigned char>(world.random_bytes(1)[0]);
      if (byte >= letters.size() * (256 / letters.size())) continue;
      code += letters[byte % letters.size()];
      if (code.size() % 5 == 4 && code.size() < 19) code += '-';
    }
  }
  return codes;
}

void ProofStore::keep_challenge(std::string_view challenge, std::optional<PersonId> const& person, base::Instant expires) {
  m_session.execute("INSERT INTO accounts_challenge (challenge_hash, person_id, expires) VALUES (?, ?, ?)", base::fingerprint(challenge),
                    person ? person->text() : "", base::to_milliseconds(expires));
}

bool ProofStore::take_challenge(std::string_view challenge, std::optional<PersonId> const& person, base::Instant now) {
  return m_session.execute("DELETE FROM accounts_challenge WHERE challenge_hash = ? AND person_id = ? AND expires > ?", base::fingerprint(challenge),
                           person ? person->text() : "", base::to_milliseconds(now)) == 1;
}

bool ProofStore::keep_passkey(PersonId const& person, secrets::Passkey const& passkey, std::string_view name, base::Instant now) {
  return m_session.execute(
             "INSERT INTO accounts_passkey (credential_id, person_id, public_key, uses, name, made, used) VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT "
             "(credential_id) DO NOTHING",
             secrets::to_base64url(passkey.id), person, secrets::to_base64url(passkey.key), static_cast<std::int64_t>(passkey.uses), name,
             base::to_milliseconds(now)) == 1;
}

std::optional<ProofStore::Owned> ProofStore::find_passkey(std::string_view id) {
  auto rows = m_session.query("SELECT person_id, public_key, uses FROM accounts_passkey WHERE credential_id = ?", secrets::to_base64url(id));
  Owned owned;
  std::string key;
  std::int64_t uses = 0;
  if (!rows.next(owned.person, key, uses)) return std::nullopt;
  owned.passkey = {std::string{id}, raw(key), static_cast<std::uint32_t>(uses)};
  return owned;
}

void ProofStore::note_use(std::string_view id, std::uint32_t uses, base::Instant now) {
  m_session.execute("UPDATE accounts_passkey SET uses = ?, used = ? WHERE credential_id = ?", static_cast<std::int64_t>(uses),
                    base::to_milliseconds(now), secrets::to_base64url(id));
}

std::vector<KeptPasskey> ProofStore::passkeys_of(PersonId const& person) {
  auto rows = m_session.query("SELECT credential_id, name, made, used FROM accounts_passkey WHERE person_id = ? ORDER BY made", person);
  std::vector<KeptPasskey> found;
  KeptPasskey one;
  std::int64_t made = 0, used = 0;
  while (rows.next(one.name_in_address, one.name, made, used)) {
    one.made = base::from_milliseconds(made);
    one.used = base::from_milliseconds(used);
    found.push_back(one);
  }
  return found;
}

bool ProofStore::remove_passkey(PersonId const& person, std::string_view name_in_address) {
  return m_session.execute("DELETE FROM accounts_passkey WHERE person_id = ? AND credential_id = ?", person, name_in_address) == 1;
}

bool ProofStore::begin_code_app(PersonId const& person, std::string_view secret) {
  return m_session.execute(
             "INSERT INTO accounts_code_app (person_id, secret, confirmed, last_step) VALUES (?, ?, 0, 0) "
             "ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret WHERE accounts_code_app.confirmed = 0",
             person, secrets::to_base64url(secret)) == 1;
}

std::optional<ProofStore::CodeApp> ProofStore::code_app_of(PersonId const& person) {
  auto rows = m_session.query("SELECT secret, confirmed, last_step FROM accounts_code_app WHERE person_id = ?", person);
  CodeApp app;
  std::string secret;
  if (!rows.next(secret, app.confirmed, app.last_step)) return std::nullopt;
  app.secret = raw(secret);
  return app;
}

bool ProofStore::take_code(PersonId const& person, std::string_view typed, base::Instant now) {
  auto const app = code_app_of(person);
  auto const step = app ? secrets::step_matching(app->secret, typed, now, app->last_step) : std::nullopt;
  // The step is in the condition: of two requests with one code, one alone passes.
  return step &&
      m_session.execute("UPDATE accounts_code_app SET last_step = ?, confirmed = 1 WHERE person_id = ? AND last_step < ?", *step, person, *step) == 1;
}

void ProofStore::remove_code_app(PersonId const& person) {
  m_session.execute("DELETE FROM accounts_code_app WHERE person_id = ?", person);
  m_session.execute("DELETE FROM accounts_recovery_code WHERE person_id = ?", person);
}

void ProofStore::replace_recovery_codes(PersonId const& person, std::vector<std::string> const& codes) {
  m_session.execute("DELETE FROM accounts_recovery_code WHERE person_id = ?", person);
  for (auto const& code : codes)
    m_session.execute("INSERT INTO accounts_recovery_code (code_hash, person_id) VALUES (?, ?)", recovery_hash(person, code), person);
}

bool ProofStore::take_recovery_code(PersonId const& person, std::string_view typed) {
  return m_session.execute("DELETE FROM accounts_recovery_code WHERE code_hash = ? AND person_id = ?", recovery_hash(person, typed), person) == 1;
}

int ProofStore::recovery_codes_left(PersonId const& person) {
  int count = 0;
  m_session.query("SELECT COUNT(*) FROM accounts_recovery_code WHERE person_id = ?", person).next(count);
  return count;
}

void ProofStore::sweep(base::Instant now) { m_session.execute("DELETE FROM accounts_challenge WHERE expires < ?", base::to_milliseconds(now)); }

}  // namespace accounts
