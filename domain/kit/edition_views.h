#pragma once
#include "domain/kit/bench.h"
#include "domain/kit/comparison.h"
#include "domain/kit/making_store.h"

namespace kit {

/// What the room of the editions shows.
struct OnEditions {
  WorkingCopy const& copy;
  std::vector<Edition> const& editions;              ///< the latest first
  std::map<EditionId, std::int64_t> const& settled;  ///< formats made, or absent for want of a tool
  std::optional<Document> const& last;               ///< text of the latest edition
};
EditionsPage editions_page(OnEditions const& shown, i18n::Words const& words);

/// « Ajouté : Se situer. Changé : Mode d’emploi, Le lieu. Retiré : Annexes. »; empty when no word changed.
std::string suggested_note(std::vector<ComparedPart> const& changes, i18n::Words const& words);
/// « 12 chapitres », « 20 fiches imprimées en entier »…
std::vector<std::string> holds_words(Document const& document, i18n::Words const& words);
/// The working copy against the latest edition.
ChangesView working_changes(WorkingCopy const& copy, Document const& last, i18n::Words const& words);
PublishPage publish_page(Document const& document, Edition const& edition, std::string const& programme_slug, i18n::Words const& words);

}  // namespace kit
