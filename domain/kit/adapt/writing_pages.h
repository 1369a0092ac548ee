#pragma once
#include "domain/kit/adapt/adapt_asked.h"

namespace kit {

/// The form where a territory writes: other words for a block, or words after it.
class WritingPages {
 public:
  WritingPages(accounts::House const& house, std::shared_ptr<FrozenDocuments> frozen) : m_house{house}, m_frozen{std::move(frozen)} {}
  void add_routes(accounts::Routes& routes);

 private:
  struct Place;  ///< a block, or the beginning of a part, and what is written there
  struct Typed;  ///< what a form holds
  std::optional<Place> place(db::Session& session, accounts::Visit const& visit) const;
  http::Response form(accounts::Visit const& visit) const;
  http::Response write(accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit, Place const& place, Typed const& typed) const;

  accounts::House const& m_house;
  std::shared_ptr<FrozenDocuments> m_frozen;
};

}  // namespace kit
