#pragma once
#include <string>
#include <vector>

#include "domain/kit/gathering.h"
#include "platform/base/refusal.h"

namespace kit {

/// Something to see to before an edition. `blocks`: no edition is frozen with it.
struct Remark {
  std::string chapter;  ///< slug, "" for the whole kit
  base::Refusal words;
  bool blocks = false;
  std::size_t line = 0;  ///< of the chapter's text; 0 when it is about more
};

/// The parts of the kit from what was gathered. Missing sheets are left out; `remarks` says which.
struct Assembly {
  std::vector<Part> parts;
  std::vector<Credit> credits;
  std::vector<Remark> remarks;

  bool may_be_frozen() const;
};
Assembly assemble(Outline const& outline, ReadPages const& pages, Gathered const& gathered);

}  // namespace kit
