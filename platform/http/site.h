#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "platform/http/costs.h"
#include "platform/http/errand.h"
#include "platform/http/forms.h"
#include "platform/http/http.h"
#include "platform/http/page_cache.h"
#include "platform/http/workers.h"

namespace http {

/// What all the connections of a server share.
struct Site {
  Site(ServerOptions chosen, Router const& routes);

  ServerOptions const options;
  FormLimits const form_limits;
  Router const& router;
  PageCache pages;
  Costs costs;

  /// Where what pages are made from stands; nothing when that cannot be known now.
  std::optional<PageCache::Mark> mark() const;
  /// Whether a loop may ask for the mark.
  bool knows_at_once() const { return options.mark_is_quick || !options.mark; }
  /// The page kept under that key, while what it was made from has not changed.
  std::shared_ptr<SharedPage const> shared_page(std::string const& key);
  /// On a worker: a page somebody else has made meanwhile, or what the handler answers, kept when it may be.
  Answer answer(Errand& errand, std::string const& share_key);
  /// Asks to come back in a moment, in the words of the house; looks nothing up.
  Answer too_busy(Errand const& errand) const;

  std::atomic<std::uint64_t> next_number;  ///< of requests; starts at the hour so that two runs do not repeat numbers
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> stopping{false};   ///< answer what is under way, then close
  std::atomic<bool> abandoned{false};  ///< the time to finish is over: waiting requests get 503
  Workers workers;                     ///< last: its threads use what is above
};

}  // namespace http
