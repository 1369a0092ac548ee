#pragma once
#include "domain/kit/audience.h"
#include "domain/kit/bench.h"

namespace kit {

/// The working copy as each of its readers will get it: on a screen, on paper, in brief, for who leads a session, as slides.
class AudiencePages {
 public:
  explicit AudiencePages(Bench const& bench) : m_bench{bench} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response read(accounts::Visit const& visit) const;

  Bench const& m_bench;
};

}  // namespace kit
