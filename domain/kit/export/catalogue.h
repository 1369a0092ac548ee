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
  std::string identifier, title, number, description, publisher, language;
  std::string licence;  ///< its code; "" where it is not told
  base::Day issued{};
  bool fictional = false;
  std::optional<base::Instant> published;
  std::vector<File> files;
  std::string address;                     ///< absolute, of its cover
  std::vector<std::string> errata{};       ///< each in a sentence
  std::optional<base::Instant> changed{};  ///< when the last of them was noted
};
CatalogueEntry entry_of(Document const& document, Edition const& edition, std::vector<File> files, std::string address);

struct Catalogue {
  std::string title;
  std::string address;  ///< absolute, its own
  std::string first;    ///< absolute, of its first page
  std::string next{};   ///< of the page after it; "" for the last
  std::vector<CatalogueEntry> entries{};
};
/// An OPDS 1.2 catalogue (Atom): each edition with the files a reading program can fetch.
std::string opds(Catalogue const& catalogue, i18n::Words const& words);

}  // namespace kit
