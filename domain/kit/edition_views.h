#pragma once
#include "domain/kit/bench.h"
#include "domain/kit/comparison.h"
#include "domain/kit/making_store.h"

namespace kit {

/// What the room of the editions shows.
struct OnEditions {
  Overview const& copy;
  std::vector<Edition> const& editions;                     ///< the latest first
  std::map<EditionId, std::int64_t> const& settled;         ///< formats made, or absent for want of a tool
  std::optional<std::vector<ComparedPart>> const& changes;  ///< since the latest edition, without their words; nothing when there is none
};
EditionsPage editions_page(OnEditions const& shown, i18n::Words const& words);

/// « Ajouté : Se situer. Changé : Mode d’emploi, Le lieu. Retiré : Annexes. »; empty when no word changed.
std::string suggested_note(std::vector<ComparedPart> const& changes, i18n::Words const& words);
/// What the parts of the working copy, and of an edition, are compared by.
std::vector<KnownPart> known_parts(Overview const& copy);
std::vector<KnownPart> known_parts(Document const& document, i18n::Words const& words);
/// « 12 chapitres », « 20 fiches imprimées en entier »…
std::vector<std::string> holds_words(Document const& document, i18n::Words const& words);
/// The working copy against the latest edition; `after`: its parts that came or changed, with their texts.
ChangesView working_changes(Overview const& copy, Document const& last, std::vector<Part> after, i18n::Words const& words);
PublishPage publish_page(Document const& document, Edition const& edition, std::string const& programme_slug, i18n::Words const& words);

}  // namespace kit
