#include "app/legal_pages.h"

#include <boost/json.hpp>

#include "app/views/written.view.h"
#include "platform/files/disk.h"

namespace app {
namespace {

using accounts::Right;
using accounts::Visit;

PlaceSaid said_by(Settings const& settings) {
  PlaceSaid said{settings.kept_by,
                 settings.publication_director,
                 settings.hosted_by,
                 settings.contact,
                 settings.source_code,
                 {},
                 html::Url::path("/privacy/register"),
                 html::Url::path("/me/data")};
  if (!said.contact.empty()) said.write_to = html::Url::external("mailto:" + said.contact);
  return said;
}

/// Half a year from the day the page is asked: RFC 9116 wants an end, less than a year away.
std::string in_half_a_year(base::Instant now) { return base::iso(now + std::chrono::hours{24 * 182}); }

}  // namespace

std::optional<AccessibilityEvidence> read_evidence(std::string const& file) {
  auto const bytes = files::read_file(file, 1u << 20);
  if (!bytes) return std::nullopt;
  try {
    auto const root = boost::json::parse(*bytes).as_object();
    return AccessibilityEvidence{boost::json::value_to<std::string>(root.at("day")), root.at("pages").to_number<std::int64_t>(),
                                 root.at("faults").to_number<std::int64_t>(), boost::json::value_to<std::string>(root.at("tool")),
                                 boost::json::value_to<std::string>(root.at("widths"))};
  } catch (std::exception const&) {
    return std::nullopt;
  }
}

void LegalPages::add_routes(accounts::Routes& routes) {
  routes.get("/legal", Right::anyone, "What the law asks to say: who runs the place",
             [this](Visit const& visit) { return page(visit, visit.words().t("Legal notice"), views::legal(visit.context, said_by(m_settings))); });
  routes.get("/privacy", Right::anyone, "What the law asks to say: personal data", [this](Visit const& visit) {
    return page(visit, visit.words().t("Personal data"), views::privacy(visit.context, said_by(m_settings)));
  });
  routes.get("/cookies", Right::anyone, "What the law asks to say: cookies",
             [this](Visit const& visit) { return page(visit, visit.words().t("Cookies"), views::cookies(visit.context, said_by(m_settings))); });
  routes.get("/accessibility", Right::anyone, "What the law asks to say: accessibility, from the evidence of the tests", [this](Visit const& visit) {
    return page(visit, visit.words().t("Accessibility"), views::accessibility(visit.context, AccessibilityView{said_by(m_settings), m_evidence}));
  });
  routes.get("/open-data", Right::anyone, "What can be taken away, and under which licence",
             [this](Visit const& visit) { return page(visit, visit.words().t("Open data"), views::open_data(visit.context, said_by(m_settings))); });
  routes.get("/.well-known/security.txt", Right::anyone, "Where to report a weakness (RFC 9116)",
             [this](Visit const& visit) { return m_settings.contact.empty() ? m_house.stage.missing(visit) : security_text(); });
}

http::Response LegalPages::page(Visit const& visit, std::string title, html::Safe body) const {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  return m_house.stage.page(visit, std::move(frame));
}

http::Response LegalPages::security_text() const {
  return http::text(200,
                    "Contact: mailto:" + m_settings.contact + "\nExpires: " + in_half_a_year(m_house.world.now()) +
                        "\nPreferred-Languages: fr, en\nCanonical: " + m_settings.public_address() + "/.well-known/security.txt\n");
}

}  // namespace app
