#pragma once
#include <map>
#include <string>

#include "domain/kit/sources.h"
#include "platform/db/kept.h"

namespace app {

/// What a kit says of the experience sheets it prints without reading their texts: each is counted once, and again when it changed.
class KitSheetFacts {
 public:
  /// `whole`: the sheets with their texts.
  explicit KitSheetFacts(std::function<std::map<std::string, kit::Part>(kit::Asking const&, kit::Sources::Slugs)> whole)
      : m_whole{std::move(whole)} {}
  /// By slug; those a visitor may read.
  std::map<std::string, kit::SheetFacts> of(kit::Asking const& asking, kit::Sources::Slugs slugs);

 private:
  std::function<std::map<std::string, kit::Part>(kit::Asking const&, kit::Sources::Slugs)> m_whole;
  db::Kept<kit::SheetFacts> m_kept{20'000};
};

}  // namespace app
