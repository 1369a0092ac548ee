#pragma once
#include <span>
#include <string_view>

#include "domain/kit/errata/errata.h"
#include "platform/db/database.h"

namespace kit {

/// The SQL about errata.
class ErrataStore {
 public:
  explicit ErrataStore(db::Session& session) : m_session{session} {}

  /// Of every edition of a kit, the latest first; those taken out too when `all`.
  std::vector<Erratum> of(KitId const& kit, bool all = false);
  /// False when the edition has as many as it may.
  bool add(Erratum const& erratum);
  /// Takes one out, or puts it back. False when it is not of this edition, or already so.
  bool set_withdrawn(EditionId const& edition, ErratumId const& id, bool withdrawn);
  void corrected(std::span<ErratumId const> ids, std::string_view number);

 private:
  db::Session& m_session;
};

/// Errata of earlier editions that a newly frozen one corrects bear its number from then on.
void note_corrections(db::Session& session, KitId const& kit, Document const& frozen);

}  // namespace kit
