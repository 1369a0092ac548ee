#include "domain/experiences/agreement_store.h"

#include <boost/json.hpp>

namespace experiences {
namespace {

namespace json = boost::json;

std::string json_of(std::vector<std::string> const& texts) {
  json::array out;
  for (auto const& text : texts) out.emplace_back(text);
  return json::serialize(out);
}

std::vector<std::string> texts_of(std::string const& text) {
  std::vector<std::string> texts;
  auto const read = json::parse(text);
  for (auto const& one : read.as_array()) texts.emplace_back(json::string_view{one.as_string()});
  texts.resize(interview_questions().size());
  return texts;
}

}  // namespace

std::string AgreementStore::send(base::World const& world, SentForAgreement const& sent) {
  close(sent.experience);
  auto const secret = world.new_secret();
  m_session.execute(
      "INSERT INTO experiences_agreement_link (secret_hash, experience_id, narrator, email, sender_id, sent_at, expires_at, closed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
      base::fingerprint(secret), sent.experience, sent.narrator, sent.email, sent.sender, base::to_milliseconds(world.now()),
      base::to_milliseconds(world.now() + agreement_lifetime));
  return secret;
}

std::optional<SentForAgreement> AgreementStore::one(db::Rows rows) {
  SentForAgreement sent;
  std::int64_t at = 0, expires = 0;
  if (!rows.next(sent.experience, sent.narrator, sent.email, sent.sender, at, expires, sent.closed)) return std::nullopt;
  sent.sent = base::from_milliseconds(at);
  sent.expires = base::from_milliseconds(expires);
  return sent;
}

std::optional<SentForAgreement> AgreementStore::find(std::string_view secret) {
  return one(
      m_session.query("SELECT experience_id, narrator, email, sender_id, sent_at, expires_at, closed FROM experiences_agreement_link "
                      "WHERE secret_hash = ?",
                      base::fingerprint(secret)));
}

std::optional<SentForAgreement> AgreementStore::latest(ExperienceId const& experience) {
  return one(
      m_session.query("SELECT experience_id, narrator, email, sender_id, sent_at, expires_at, closed FROM experiences_agreement_link "
                      "WHERE experience_id = ? ORDER BY sent_at DESC LIMIT 1",
                      experience));
}

void AgreementStore::close(ExperienceId const& experience) {
  m_session.execute("UPDATE experiences_agreement_link SET closed = 1, typed = '', typed_at = 0 WHERE experience_id = ? AND closed = 0", experience);
}

void AgreementStore::keep_typed(std::string_view secret, TypedAnswer const& typed) {
  json::object fields;
  for (auto const& [name, value] : typed.fields.fields()) fields[name] = value;
  m_session.execute("UPDATE experiences_agreement_link SET typed = ?, typed_at = ? WHERE secret_hash = ?", json::serialize(fields),
                    base::to_milliseconds(typed.at), base::fingerprint(secret));
}

std::optional<TypedAnswer> AgreementStore::typed(std::string_view secret) {
  auto rows =
      m_session.query("SELECT typed, typed_at FROM experiences_agreement_link WHERE secret_hash = ? AND typed_at > 0", base::fingerprint(secret));
  std::string text;
  std::int64_t at = 0;
  if (!rows.next(text, at)) return std::nullopt;
  TypedAnswer typed;
  typed.at = base::from_milliseconds(at);
  auto const kept = json::parse(text);
  for (auto const& field : kept.as_object()) typed.fields.add(std::string{field.key()}, json::value_to<std::string>(field.value()));
  return typed;
}

void AgreementStore::forget_typed(std::string_view secret) {
  m_session.execute("UPDATE experiences_agreement_link SET typed = '', typed_at = 0 WHERE secret_hash = ?", base::fingerprint(secret));
}

void AgreementStore::put(base::World const& world, Interview const& interview) {
  m_session.execute(
      "INSERT INTO experiences_interview (experience_id, narrator, email, interviewer_id, grid, at) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (experience_id) DO UPDATE SET narrator = excluded.narrator, email = excluded.email, grid = excluded.grid, at = excluded.at",
      interview.experience, interview.narrator, interview.email, interview.interviewer, json_of(interview.grid), base::to_milliseconds(world.now()));
}

std::optional<Interview> AgreementStore::interview(ExperienceId const& experience) {
  auto rows = m_session.query("SELECT narrator, email, interviewer_id, grid FROM experiences_interview WHERE experience_id = ?", experience);
  Interview interview;
  std::string grid;
  if (!rows.next(interview.narrator, interview.email, interview.interviewer, grid)) return std::nullopt;
  interview.experience = experience;
  interview.grid = texts_of(grid);
  return interview;
}

void AgreementStore::erase(ExperienceId const& experience) {
  m_session.execute("DELETE FROM experiences_interview WHERE experience_id = ?", experience);
  m_session.execute("DELETE FROM experiences_agreement_link WHERE experience_id = ?", experience);
}

}  // namespace experiences
