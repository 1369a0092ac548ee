#pragma once
// The front door of administration: what the administrators of the whole place see of it.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/caretaking.h"
#include "domain/administration/concerns.h"
#include "platform/audit/audit.h"

namespace administration {

/// A programme in the list of the administrators.
struct ProgrammeLine {
  std::string name;
  html::Url url;
  std::vector<std::string> numbers;  ///< in words: "17 fiches"
};

/// What only the one who wires the place knows.
struct Sources {
  /// How it is run, without what is asked from the database and the disk.
  Condition settings;
  std::filesystem::path data, backups;
  std::string metrics_token;  ///< "": no /metrics
  std::function<std::vector<ProgrammeLine>(db::Session&, accounts::Visit const&)> programmes;
};

class AdministrationPages {
 public:
  AdministrationPages(accounts::House const& house, Sources sources) : m_house{house}, m_sources{std::move(sources)} {}
  void add_routes(accounts::Routes& routes);

 private:
  Condition condition(db::Session& session) const;
  http::Response overview(accounts::Visit const& visit) const;
  http::Response accounts_list(accounts::Visit const& visit) const;
  http::Response account(accounts::Visit const& visit) const { return account_with(visit, {}); }
  http::Response account_with(accounts::Visit const& visit, std::string refusal) const;
  http::Response end_sessions(accounts::Visit const& visit) const;
  http::Response close_account(accounts::Visit const& visit) const;
  http::Response open_account(accounts::Visit const& visit) const;
  using AccountChange = std::function<std::optional<base::Refusal>(db::Session&, accounts::Person const&)>;
  /// Changes the account the address names and writes it in the audit log, or says why not.
  http::Response change_account(accounts::Visit const& visit, audit::Act act, AccountChange const& change, std::string_view said) const;
  http::Response programmes(accounts::Visit const& visit) const;
  http::Response tasks(accounts::Visit const& visit) const;
  http::Response retry_task(accounts::Visit const& visit) const;
  http::Response letters(accounts::Visit const& visit) const;
  http::Response retry_letter(accounts::Visit const& visit) const;
  http::Response audit_log(accounts::Visit const& visit) const;
  http::Response audit_file(accounts::Visit const& visit) const;
  http::Response metrics(accounts::Visit const& visit) const;
  http::Response health(accounts::Visit const& visit) const;

  accounts::House m_house;
  Sources m_sources;
};

}  // namespace administration
