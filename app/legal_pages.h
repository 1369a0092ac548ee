#pragma once
#include <optional>
#include <string>

#include "app/settings.h"
#include "domain/accounts/accounts.h"

namespace app {

/// What the tests found the last time people's journeys were run with this program: share/accessibility.json.
struct AccessibilityEvidence {
  std::string day;          ///< "2026-11-25"
  std::int64_t pages = 0;   ///< looked at, each at each width
  std::int64_t faults = 0;  ///< found by axe on them
  std::string tool;         ///< "axe-core 4.10"
  std::string widths;       ///< "360, 1280"
};
/// Nothing when the file is absent or cannot be read: then the statement says so.
std::optional<AccessibilityEvidence> read_evidence(std::string const& file);

/// What the law asks a place to say, filled from its settings.
class LegalPages {
 public:
  LegalPages(accounts::House const& house, Settings const& settings)
      : m_house{house}, m_settings{settings}, m_evidence{read_evidence(settings.share_folder + "/accessibility.json")} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response page(accounts::Visit const& visit, std::string title, html::Safe body) const;
  http::Response security_text() const;

  accounts::House m_house;
  Settings const& m_settings;
  std::optional<AccessibilityEvidence> const m_evidence;
};

/// What the written pages are filled with.
struct PlaceSaid {
  std::string kept_by, publication_director, hosted_by, contact, source_code;
  html::Url write_to;  ///< mailto: the contact; empty without one
  html::Url register_page, own_data;
};
struct AccessibilityView {
  PlaceSaid said;
  std::optional<AccessibilityEvidence> evidence;
};

}  // namespace app
