#pragma once
#include "domain/kit/assembly.h"
#include "domain/kit/edition.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/kit_views.h"
#include "domain/kit/making_store.h"

namespace kit {

/// What the bench shows.
struct OnBench {
  Kit const& kit;
  Assembly const& assembly;
  Gathered const& gathered;
  std::vector<Choice> const& experiences;
  std::vector<Choice> const& methods;
  std::vector<Choice> const& snapshots;  ///< frozen états des lieux
  std::vector<Edition> const& editions;
  std::map<EditionId, std::int64_t> const& settled;          ///< formats made, or absent for want of a tool
  std::map<std::string, KitStore::Reading> const& readings;  ///< of the pages
  std::string const& programme_slug;
};
ComposeView compose_view(OnBench const& bench, i18n::Words const& words);

/// How far the formats of an edition are.
MakingView making_view(Edition const& edition, std::vector<MakingLine> const& lines, std::string const& programme_slug, i18n::Words const& words);
/// A remark with its line.
std::string remark_words(Remark const& remark, i18n::Words const& words);

char const* msgid_of(KitState state);
char const* msgid_of(EditionState state);
char const* picture_msgid(std::string_view name);
char const* directory_msgid(std::string_view name);

}  // namespace kit
