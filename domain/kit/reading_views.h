#pragma once
#include <functional>
#include <map>

#include "domain/kit/checks/check.h"
#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "domain/kit/errata/errata.h"
#include "domain/kit/kit_address.h"
#include "domain/kit/kit_views.h"
#include "platform/i18n/words.h"

namespace kit {

/// An edition with what surrounds it.
struct EditionOnShow {
  Document const& document;
  Edition const& edition;
  std::vector<Edition> const& editions;  ///< of the kit, the latest first
  std::vector<File> const& files;
  KitAddress const& address;
  std::vector<Erratum> const& errata;  ///< of every edition of the kit
};

CoverView cover_view(EditionOnShow const& show, i18n::Words const& words);
PartView part_view(EditionOnShow const& show, std::size_t place, i18n::Words const& words);
/// The download page and its report.
struct OnDownload {
  EditionOnShow show;
  std::vector<Check> const& checks;
  std::map<std::string, std::int64_t> const& times;  ///< by format
  std::string const& key;
};
TakeAwayPage take_away_page(OnDownload const& page, i18n::Words const& words);
/// What changed since the edition before.
ChangesView changes_view(EditionOnShow const& show, Document const& before, i18n::Words const& words);
/// The parts that differ, word by word. `url`: where a part of `after` is read, by its address.
std::vector<ChangesView::Part> changed_parts(Document const& before, Document const& after, std::function<html::Url(std::string const&)> const& url,
                                             i18n::Words const& words);
/// schema.org's description of the edition, for search engines.
html::Safe json_ld_of(Document const& document);

}  // namespace kit
