#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/kit/outline.h"
#include "domain/kit/sources.h"
#include "platform/base/refusal.h"

namespace kit {

/// The kit's own pages by slug: Markdown.
using Pages = std::map<std::string, std::string>;

/// Something to see to before an edition. `blocks`: no edition is frozen with it.
struct Remark {
  std::string chapter;  ///< slug, "" for the whole kit
  base::Refusal words;
  bool blocks = false;
  std::size_t line = 0;  ///< of the chapter's text; 0 when it is about more
};

/// What was asked of the sources: found as a visitor would, and names that at least the lead knows.
struct Gathered {
  std::map<std::string, Part> experiences, methods;
  std::map<std::string, Picture> pictures;
  std::map<markdown::Citation, Ground> grounds;
  std::vector<Credit> credits;
  std::map<std::string, bool> known;  ///< "experience/slug" the lead sees and visitors do not
};

/// Asks the sources, in a fixed number of queries whatever the length of the kit.
Gathered gather(Sources const& sources, Asking const& lead, Outline const& outline, Pages const& pages);

/// The parts of the kit from what was gathered. Missing sheets are left out; `remarks` says which.
struct Assembly {
  std::vector<Part> parts;
  std::vector<Credit> credits;
  std::vector<Remark> remarks;
  std::size_t words = 0;

  bool may_be_frozen() const;
  int reading_minutes() const;  ///< at 200 words a minute, at least 1
};
Assembly assemble(Outline const& outline, Pages const& pages, Gathered const& gathered);

}  // namespace kit
