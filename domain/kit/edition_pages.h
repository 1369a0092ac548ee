#pragma once
#include "domain/kit/bench.h"
#include "domain/kit/comparison.h"

namespace kit {

/// Where a lead freezes the working copy and publishes editions: what would change, what becomes public, how far the files are.
class EditionPages {
 public:
  explicit EditionPages(Bench const& bench) : m_bench{bench} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response editions(accounts::Visit const& visit, base::Refusal const& refused = {}) const;
  http::Response changes(accounts::Visit const& visit) const;
  http::Response change_state(accounts::Visit const& visit) const;
  http::Response freeze_edition(accounts::Visit const& visit) const;
  http::Response before_publishing(accounts::Visit const& visit) const;
  http::Response publish_edition(accounts::Visit const& visit) const;
  http::Response take(accounts::Visit const& visit) const;
  http::Response making(accounts::Visit const& visit) const;

  std::optional<std::vector<ComparedPart>> changed_since(db::Session& session, std::vector<Edition> const& editions, Overview const& copy,
                                                         i18n::Words const& words) const;

  Bench const& m_bench;
  mutable db::Kept<std::optional<std::vector<KnownPart>>> m_frozen{64};
};

}  // namespace kit
