#include "domain/kit/frozen_documents.h"

#include "domain/kit/document_json.h"
#include "domain/kit/kit_store.h"

namespace kit {

std::shared_ptr<Document const> FrozenDocuments::find(db::Session& session, EditionId const& edition) {
  auto kept = m_kept.known(edition.text());
  if (!kept) {
    auto document = document_from_json(KitStore{session}.document(edition).value_or(""));
    // One that is not there yet may come.
    if (!document) return nullptr;
    kept = m_kept.of(edition.text(), [&] { return std::move(document); });
  }
  return {kept, &**kept};
}

std::shared_ptr<Matching const> FrozenDocuments::matching(EditionId const& before, Document const& before_document, EditionId const& after,
                                                          Document const& after_document) {
  return m_matchings.of(before.text() + after.text(), [&] { return Matching{before_document, after_document}; });
}

}  // namespace kit
