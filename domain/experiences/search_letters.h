#pragma once
#include <functional>
#include <span>

#include "domain/accounts/accounts.h"
#include "domain/experiences/finding.h"
#include "domain/experiences/saved_searches.h"

namespace experiences {

/// Tells people what is new in the searches they keep: one letter for all of them, once a day at most, nothing when nothing is new.
class SearchLetters {
 public:
  /// `viewer_of`: what a person may read, for they are not there to ask.
  using ViewerOf = std::function<accounts::Viewer(db::Session&, accounts::PersonId const&)>;
  SearchLetters(db::Database& database, base::World const& world, accounts::LetterWriter const& letters, Shelf& shelf, ViewerOf viewer_of)
      : m_database{database}, m_world{world}, m_letters{letters}, m_viewer_of{std::move(viewer_of)}, m_shelf{shelf} {}
  /// One transaction a person. Result: letters written.
  int write_due();
  /// The link of each letter that ends them without a password.
  void offer_actions(accounts::Actions& actions) const;

 private:
  struct News;
  News news_for(db::Session& session, std::span<SavedSearch const> searches);
  mail::Draft draft_of(db::Session& session, News const& news, accounts::Addressee const& to, std::string const& stop,
                       i18n::Words const& words) const;
  bool write(std::span<SavedSearch const> searches);

  db::Database& m_database;
  base::World const& m_world;
  accounts::LetterWriter const& m_letters;
  ViewerOf m_viewer_of;
  Shelf& m_shelf;
};

}  // namespace experiences
