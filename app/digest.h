#pragma once
#include "domain/accounts/accounts.h"
#include "domain/programme/programme_pages.h"

namespace app {

/// The weekly letter: what is new in one's programmes, what is expected. Nothing to say: no letter, and the week counts.
class Digest {
 public:
  Digest(db::Database& database, base::World const& world, accounts::LetterWriter const& letters, i18n::Dictionary const& dictionary,
         programme::HubSources sources)
      : m_database{database}, m_world{world}, m_letters{letters}, m_dictionary{dictionary}, m_sources{std::move(sources)} {}
  /// Writes the digests that are due, one transaction a person. Result: letters written.
  int write_due() const;

 private:
  struct Found;
  Found find(db::Session& session, accounts::Addressee const& to, base::Instant since) const;
  bool write(accounts::Addressee const& to, base::Instant since, bool quiet) const;

  db::Database& m_database;
  base::World const& m_world;
  accounts::LetterWriter const& m_letters;
  i18n::Dictionary const& m_dictionary;
  programme::HubSources m_sources;
};

}  // namespace app
