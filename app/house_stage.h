#pragma once
#include <string>

#include "app/settings.h"
#include "domain/accounts/accounts.h"

namespace app {

/// Puts the masthead, menu and footer around the pages of every capability.
class HouseStage final : public accounts::Stage {
 public:
  explicit HouseStage(Settings const& settings) : m_settings{settings} {}

  http::Response page(accounts::Visit const& visit, views::Frame frame, int status = 200) const override;
  http::Response missing(accounts::Visit const& visit) const override;
  http::Response refused(accounts::Visit const& visit, base::Refusal const& refusal) const override;
  http::Response done(accounts::Visit const& visit, std::string_view sentence, html::Url const& path) const override;
  /// The page of a status with words that help; `quietly` looks nothing up.
  http::Response error(accounts::Visit const& visit, int status) const;

 private:
  Settings const& m_settings;
};

}  // namespace app
