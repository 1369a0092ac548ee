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
  /// Nothing when the programme has no kit.
  std::optional<AudiencePage> part_as_read(Asking const& asking, std::string_view audience, std::string_view part) const;
  std::vector<SlideLine> slides_of(Overview const& copy, Part part, bool first, i18n::Words const& words) const;

  Bench const& m_bench;
};

}  // namespace kit
