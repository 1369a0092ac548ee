#pragma once
#include <string>
#include <vector>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace accounts {

/// Something a person accepted, in the version they read.
struct Consent {
  std::string kind;     ///< charter, licence
  std::string subject;  ///< of what: a programme's identifier
  std::string version;  ///< fingerprint of the text, or name of the licence
  std::string label;    ///< what it is called, for its owner to recognise
  base::Instant accepted{};
};
/// Said again, the first date stays.
void record_consent(db::Session& session, base::World const& world, PersonId const& person, Consent const& consent);
/// The latest first.
std::vector<Consent> consents_of(db::Session& session, PersonId const& person);
/// A short name of a text as it stands: "3f9a0c12b7de".
std::string version_of(std::string_view text);

}  // namespace accounts
