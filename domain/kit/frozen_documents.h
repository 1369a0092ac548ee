#pragma once
#include <memory>
#include <optional>

#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "platform/db/kept.h"

namespace kit {

/// The documents of frozen editions, which never change: those read lately are remembered. Safe between threads.
class FrozenDocuments {
 public:
  /// Null when there is no such edition.
  std::shared_ptr<Document const> find(db::Session& session, EditionId const& edition);

 private:
  // A dozen: each is as large as a book.
  db::Kept<std::optional<Document>> m_kept{12};
};

}  // namespace kit
