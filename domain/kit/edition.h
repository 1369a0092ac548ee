#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/outline.h"

namespace kit {

struct Kit;
struct Edition;
using KitId = base::Id<Kit>;
using EditionId = base::Id<Edition>;

/// A kit passes from working to proofreading and back; an edition is frozen, then published, then superseded by the next.
enum class KitState { working, proofreading };
enum class EditionState { frozen, published, superseded };
std::string_view code(KitState state);
std::string_view code(EditionState state);
std::optional<KitState> kit_state_from(std::string_view code);
std::optional<EditionState> edition_state_from(std::string_view code);

struct Kit {
  KitId id;
  accounts::ProgrammeId programme;
  std::optional<accounts::TerritoryId> territory{};  ///< who adapts it; nothing for the programme's own
  KitState state = KitState::working;
  Outline outline;
  base::Instant changed{};
};

/// One of the kit's own pages.
struct Page {
  std::string slug, markdown;
  std::int64_t revision = 0;  ///< 0: not written yet
};

/// A file of a published edition.
struct File {
  std::string name, format;  ///< format: pdf, epub, offline, data
  std::int64_t size = 0;
  std::string fingerprint;
};

struct Document;
/// From its identifier.
EditionId id_of(Document const& frozen);

/// What lists say of an edition; its document is read apart.
struct Edition {
  EditionId id;
  std::string number, note;
  EditionState state = EditionState::frozen;
  std::string frozen_on;                     ///< day
  std::string title, subtitle, description;  ///< of its cover
  std::optional<base::Instant> published;
  bool public_() const { return state != EditionState::frozen; }
};

}  // namespace kit
