#pragma once
#include <memory>
#include <optional>
#include <string>

#include "domain/synthesis/setting.h"

namespace synthesis {

/// A living state of play as one visit sees it.
struct Seen {
  programme::Brief brief;
  Standpoint standpoint;
  std::shared_ptr<Taken const> whole;
  Reading reading;      ///< narrowed as asked, or the whole when it may not be
  std::string refused;  ///< why not, a msgid; "" when it is as asked
  Setting setting;
};
/// What the address asks of a programme's state of play; nothing when there is no such programme.
std::optional<Seen> see(db::Session& session, accounts::Visit const& visit, Counter& counter, base::Instant now);

/// Only what the vocabularies and the sheets know: anything else is as if it had not been asked.
Filter filter_of(accounts::Visit const& visit, experiences::Counted const& counted);
/// A filter keeps its value in the addresses of what it narrows.
html::Url narrowed(html::Url url, Filter const& filter);

}  // namespace synthesis
