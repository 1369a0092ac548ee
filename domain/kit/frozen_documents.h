#pragma once
#include <memory>
#include <optional>

#include "domain/kit/adapt/upstream.h"
#include "domain/kit/edition.h"
#include "platform/db/kept.h"

namespace kit {

/// The documents of frozen editions, which never change: those read lately are remembered. Safe between threads.
class FrozenDocuments {
 public:
  /// Null when there is no such edition.
  std::shared_ptr<Document const> find(db::Session& session, EditionId const& edition);
  /// Where the blocks of one stand in a later one; known once for all those who adapted the first.
  std::shared_ptr<Matching const> matching(EditionId const& before, Document const& before_document, EditionId const& after,
                                           Document const& after_document);

 private:
  // A dozen: each is as large as a book.
  db::Kept<std::optional<Document>> m_kept{12};
  db::Kept<Matching> m_matchings{12};
};

}  // namespace kit
