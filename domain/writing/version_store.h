#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/writing/document_store.h"

namespace writing {

struct NamedVersion {
  std::int64_t seq = 0;
  std::string name;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
};
/// How a document stands: nobody writes in it while it is frozen.
struct Freeze {
  bool frozen = false;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
};

/// Former versions of live documents, those that have a name, and whether a document is frozen.
class VersionStore {
 public:
  explicit VersionStore(db::Session& session) : m_session{session} {}

  std::vector<NamedVersion> named(DocumentId const& document);
  void name(DocumentId const& document, NamedVersion const& version);
  /// The texts after that change: from the texts kept before it, and the changes since.
  LiveTexts texts_at(DocumentId const& document, std::int64_t seq);
  std::optional<Freeze> freeze(DocumentId const& document);
  void put(DocumentId const& document, Freeze const& freeze);

 private:
  db::Session& m_session;
};

}  // namespace writing
