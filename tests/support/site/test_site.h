#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/gate.h"
#include "tests/support/both_engines.h"

namespace support {

/// A place without a network: the router, the gate and a stage that adds nothing. For page tests, read as tables:
/// who asks what gets what.
class TestSite {
 public:
  explicit TestSite(db::Database& database, StoppedWorld& world);
  ~TestSite();

  accounts::Gate& gate();
  accounts::House const& house();
  /// Writes letters as the program does; addresses begin with https://essaim.example.
  accounts::LetterWriter const& letters();
  StoppedWorld& world() { return m_world; }
  db::Database& database() { return m_database; }

  /// A person with that membership; signed in when named as `who` below.
  accounts::PersonId person(std::string name, std::vector<accounts::Membership> memberships = {});

  http::Response get(std::string target, std::string_view who = "");
  /// A post from our own page, with its token.
  http::Response post(std::string target, std::vector<std::pair<std::string, std::string>> form, std::string_view who = "");
  std::vector<http::Route> const& routes() const;
  /// Any request, as it comes.
  http::Response send(http::Request request);
  http::Request request(http::Method method, std::string target, std::string_view who = "");

 private:
  struct Inside;
  db::Database& m_database;
  StoppedWorld& m_world;
  std::unique_ptr<Inside> m_inside;
};

/// The value of a header, "" when absent.
std::string header(http::Response const& response, std::string_view name);

}  // namespace support
