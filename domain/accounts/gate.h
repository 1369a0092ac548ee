#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/accounts/account_store.h"
#include "domain/accounts/visit.h"
#include "platform/db/kept.h"

namespace accounts {

/// Built assets by name: {"site.css", "/assets/site.3fa2c1.css"}.
using AssetTable = std::vector<std::pair<std::string, std::string>>;

/// The one door every request passes: it finds the viewer, the language and the programme, checks the right of the route
/// and that a post comes from our own form, then hands a Visit to the handler.
class Gate final : public Routes {
 public:
  struct Wiring {
    http::Router& router;
    db::Database& database;
    base::World const& world;
    i18n::Dictionary const& dictionary;
    Stage const& stage;
    AssetTable const& assets;
    /// The programme of that address, if there is one.
    std::function<std::optional<ProgrammeId>(db::Session&, std::string_view slug)> programme_of_slug;
    /// Answers before anyone is looked up, or lets the request go on: display choices.
    std::function<std::optional<http::Response>(http::Request const&)> before;
  };
  explicit Gate(Wiring wiring) : m_wiring{std::move(wiring)} {}

  void add(http::Method method, std::string pattern, Right right, std::string about, VisitHandler handler,
           std::uint64_t body_limit = 1u << 20) override;
  /// For error pages: the visit of a request that found no route or whose handler broke. Asks the database for nothing
  /// when `quietly`.
  http::Response answer_with(http::Request const& request, VisitHandler const& handler, bool quietly) const;

 private:
  /// Who a cookie stands for and the programme of an address, kept until anything is committed: a right withdrawn, a session
  /// ended by another program are seen at the next request.
  struct Arrival {
    OpenSession session;
    std::optional<ProgrammeId> programme;
  };
  std::shared_ptr<Arrival const> arrival(http::Request const& request) const;
  /// Who a token of the API stands for; a visitor when it is unknown.
  Viewer bearer_of(std::string_view token) const;
  views::Context context(http::Request const& request) const;
  http::Response admit(Visit const& visit, Right right, VisitHandler const& handler) const;
  http::Response ask_to_sign_in(Visit const& visit) const;
  Wiring m_wiring;
  mutable db::Kept<Arrival> m_arrivals{2000};
};

/// The value of the hidden field `csrf` for the browser that sent this request.
std::string csrf_token(http::Request const& request);
/// Whether a post comes from a page of ours: what the browser says of its origin, and the token of the form.
enum class PostOrigin { ours, stale_form, elsewhere };
PostOrigin origin_of(http::Request const& request);

inline constexpr std::string_view session_cookie = "essaim_session";

}  // namespace accounts
