#pragma once
#include "domain/kit/adapt/adapted_file.h"
#include "domain/kit/edition.h"

namespace kit {

/// All the SQL about what territories do to the editions they adapt.
class AdaptStore {
 public:
  explicit AdaptStore(db::Session& session) : m_session{session} {}

  /// The edition a kit stands on; nothing for a programme's own.
  std::optional<EditionId> standing(KitId const& kit);
  void stand(KitId const& kit, EditionId const& edition);

  std::vector<Change> changes(KitId const& kit);
  std::optional<Change> change(KitId const& kit, std::string_view part, std::string_view block, Aspect aspect);
  /// False when it is no longer at its revision: nothing is written.
  bool write(KitId const& kit, Change const& change, accounts::PersonId const& by, base::Instant now);
  /// Gives back, or takes again, without touching the words. False when there is nothing to change.
  bool set_active(KitId const& kit, Change const& change, bool active, accounts::PersonId const& by, base::Instant now);
  /// Every change at once, as they stand on another edition.
  void replace(KitId const& kit, std::span<Change const> changes, std::optional<accounts::PersonId> const& by, base::Instant now);

  std::vector<Decision> decisions(KitId const& kit, EditionId const& newer);
  /// False when it is no longer at its revision: nothing is written.
  bool decide(KitId const& kit, EditionId const& newer, Decision const& decision, accounts::PersonId const& by, base::Instant now);
  /// Of every newer edition, by number, in one order.
  std::vector<FileDecision> decided(KitId const& kit);
  /// Decisions not taken yet, all at once; those taken stay.
  void decide_all(KitId const& kit, EditionId const& newer, std::span<Decision const> decisions, std::optional<accounts::PersonId> const& by,
                  base::Instant now);
  void forget_decisions(KitId const& kit);

  /// Kits of territories of a programme, the latest changed first: what lists say of them.
  struct Listed {
    KitId kit;
    accounts::TerritoryId territory;
    std::string title;   ///< of the public edition
    std::string number;  ///< of the public edition; empty when none is
    std::string stands_on;
    base::Instant changed{};
  };
  struct Asked {
    bool only_public = true;
    std::size_t most = 50, offset = 0;
  };
  std::vector<Listed> listed(accounts::ProgrammeId const& programme, Asked const& asked);
  std::int64_t count(accounts::ProgrammeId const& programme, bool only_public);

  /// Public editions of territories with their files, the latest published first. Two queries.
  struct PublicEdition {
    accounts::TerritoryId territory;
    Edition edition;
    std::string language;
    std::vector<File> files{};
  };
  std::vector<PublicEdition> public_editions(accounts::ProgrammeId const& programme, std::size_t most, std::size_t offset);

 private:
  void add(KitId const& kit, std::span<Change const> changes, std::optional<accounts::PersonId> const& by, base::Instant now);
  db::Session& m_session;
};

}  // namespace kit
