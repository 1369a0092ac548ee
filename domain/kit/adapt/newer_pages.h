#pragma once
#include "domain/kit/adapt/adapt_asked.h"

namespace kit {

/// What a newer edition of the source changes, decided of block by block, then taken.
class NewerPages {
 public:
  NewerPages(accounts::House const& house, std::shared_ptr<FrozenDocuments> frozen) : m_house{house}, m_frozen{std::move(frozen)} {}
  void add_routes(accounts::Routes& routes);

 private:
  struct Crossed;  ///< a kit and the newer edition, with their differences
  std::optional<Crossed> crossed(db::Session& session, accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit) const;
  static base::Refusal another_edition();
  http::Response decide(accounts::Visit const& visit) const;
  http::Response take_all(accounts::Visit const& visit) const;
  http::Response move(accounts::Visit const& visit) const;
  http::Response page(accounts::Visit const& visit, Crossed& crossed, std::optional<base::Refusal> const& refusal) const;

  accounts::House const& m_house;
  std::shared_ptr<FrozenDocuments> m_frozen;
};

}  // namespace kit
