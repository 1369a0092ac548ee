#pragma once
// The front door of privacy: the register of processing, what is thrown away in time, and what a person may ask of their data.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/caretaking.h"
#include "domain/privacy/register.h"
#include "platform/files/zip.h"

namespace privacy {

using accounts::PersonId;

/// How long someone has to take back the erasure they asked for.
inline constexpr std::chrono::hours erasure_delay{24 * 14};

/// Something kept for a time, then deleted. `what`: an English msgid. `apply` deletes what is older and says how many rows.
struct Retention {
  std::string_view what;
  std::function<std::int64_t(db::Session&, base::Instant now)> apply;
};

/// What each capability adds for its own tables, beside what the register says of them. Wired in app/wiring.cpp.
struct Hooks {
  std::vector<Retention> retentions;
  /// More to do when someone is erased, in the transaction that does it.
  std::vector<std::function<void(db::Session&, PersonId const&)>> erasers;
  /// Files of a person, for the copy they take away; `name` is a path in the archive.
  std::vector<std::function<std::vector<files::Entry>(db::Session&, PersonId const&)>> files;
};

/// The registers of all modules, read once. Throws when one cannot be read.
std::vector<TableEntry> whole_register();

/// Tables and columns as they are in this database, for faults().
Columns columns_in(db::Session& session);

/// What was thrown away: how many rows of each kind.
struct Thrown {
  std::string_view what;
  std::int64_t rows = 0;
};
/// Deletes what has been kept long enough and erases whoever asked for it long enough ago, in one transaction noted in the
/// audit log. `dry`: says what it would do and undoes it.
std::vector<Thrown> apply_retention(db::Database& database, base::World const& world, std::vector<TableEntry> const& entries, Hooks const& hooks,
                                    bool dry);

/// Everything held of a person as a ZIP: a JSON file for each table, a list of what they are, and their files.
std::string copy_of(db::Session& session, i18n::Words const& words, std::vector<TableEntry> const& entries, Hooks const& hooks,
                    PersonId const& person, base::Instant now);

class PrivacyPages {
 public:
  PrivacyPages(accounts::House const& house, Hooks const& hooks, std::string site_address)
      : m_house{house}, m_hooks{hooks}, m_site_address{std::move(site_address)}, m_entries{whole_register()} {}
  void add_routes(accounts::Routes& routes);
  std::vector<TableEntry> const& entries() const { return m_entries; }

 private:
  http::Response register_page(accounts::Visit const& visit) const;
  http::Response register_file(accounts::Visit const& visit) const;
  http::Response own_data(accounts::Visit const& visit) const;
  http::Response own_copy(accounts::Visit const& visit) const;
  http::Response erasure(accounts::Visit const& visit) const;
  http::Response ask_erasure(accounts::Visit const& visit) const;
  http::Response take_back(accounts::Visit const& visit) const;

  accounts::House m_house;
  Hooks const& m_hooks;
  std::string m_site_address;
  std::vector<TableEntry> const m_entries;
};

}  // namespace privacy
