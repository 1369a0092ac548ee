#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/agreement.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/http/http.h"

namespace experiences {

/// A sheet sent to its narrator.
struct SentForAgreement {
  ExperienceId experience;
  std::string narrator, email;
  accounts::PersonId sender;
  base::Instant sent{}, expires{};
  bool closed = false;  ///< answered in full, or replaced by a later sending

  bool is_open(base::Instant now) const { return !closed && now < expires; }
};

/// An interview being prepared, or noted.
struct Interview {
  ExperienceId experience;
  std::string narrator, email;
  accounts::PersonId interviewer;
  std::vector<std::string> grid;  ///< what is written under each of interview_questions()
};

/// What a narrator typed on the page of the letter, not sent yet.
struct TypedAnswer {
  http::Fields fields;
  base::Instant at{};
};

/// All the SQL about interviews and the letters that ask for an agreement.
class AgreementStore {
 public:
  explicit AgreementStore(db::Session& session) : m_session{session} {}

  /// The secret of the link; it is nowhere else afterwards. Links sent before stop working.
  std::string send(base::World const& world, SentForAgreement const& sent);
  std::optional<SentForAgreement> find(std::string_view secret);
  /// The last sending of a sheet.
  std::optional<SentForAgreement> latest(ExperienceId const& experience);
  void close(ExperienceId const& experience);
  void keep_typed(std::string_view secret, TypedAnswer const& typed);
  std::optional<TypedAnswer> typed(std::string_view secret);
  void forget_typed(std::string_view secret);

  void put(base::World const& world, Interview const& interview);
  std::optional<Interview> interview(ExperienceId const& experience);
  void erase(ExperienceId const& experience);

 private:
  std::optional<SentForAgreement> one(db::Rows rows);
  db::Session& m_session;
};

}  // namespace experiences
