#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "platform/i18n/words.h"

namespace kit {

/// A public edition as a catalogue names it.
struct CatalogueEntry {
  Document const& document;
  Edition const& edition;
  std::vector<File> const& files;
  std::string address;                     ///< absolute, of its cover
  std::vector<std::string> errata{};       ///< each in a sentence
  std::optional<base::Instant> changed{};  ///< when the last of them was noted
};

/// An OPDS 1.2 catalogue (Atom): each edition with the files a reading program can fetch. `address`: absolute, its own.
std::string opds(std::string_view title, std::string_view address, std::vector<CatalogueEntry> const& entries, i18n::Words const& words);

}  // namespace kit
