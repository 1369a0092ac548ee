#pragma once
#include <optional>
#include <string>

#include "domain/accounts/accounts.h"

namespace accounts {

/// The first minutes of a place: the console shows an address good once, whoever opens it becomes its administrator.
class FirstRunPages {
 public:
  explicit FirstRunPages(House const& house) : m_house{house} {}
  void add_routes(Routes& routes);

 private:
  http::Response ask(Visit const& visit, std::string_view refusal = {}) const;
  http::Response found(Visit const& visit) const;

  House m_house;
};

/// The path to show on the console while the place has no administrator: nothing once it has one. Earlier ones stop working.
std::optional<std::string> first_run_path(db::Session& session, base::World const& world);

struct FirstRunForm {
  html::Url action;
  std::string name, email, refusal;
  bool english = false;
};

}  // namespace accounts
