#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/db/database.h"
#include "platform/http/http.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

namespace accounts {

/// Who may use a route. `member`, `contributor` and `lead` are of the programme named by {programme} in the pattern;
/// a visitor is sent to sign in, a person without the right gets the same 404 as for a page that does not exist.
/// `link_holder`: whoever holds the secret that the address contains; the handler itself says where its posts may come from.
enum class Right { anyone, link_holder, signed_in, member, contributor, lead, administrator };
std::string_view code(Right right);

/// One request being answered: what came, who asks, the words to answer with.
struct Visit {
  http::Request const& request;
  Viewer const& viewer;
  views::Context const& context;
  std::optional<ProgrammeId> programme;  ///< of {programme}; such a route is 404 when there is none of that name

  i18n::Words const& words() const { return context.words; }
  std::string_view capture(std::string_view name) const { return request.captures[name]; }
  std::string_view query(std::string_view name) const { return request.query[name]; }
  std::string_view form(std::string_view name) const { return request.form[name]; }
};

using VisitHandler = std::function<http::Response(Visit const&)>;

/// Answers with the look of the house. Wired once in app/wiring.cpp.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual http::Response page(Visit const& visit, views::Frame frame, int status = 200) const = 0;
  /// Missing, or not yours: the same page.
  virtual http::Response missing(Visit const& visit) const = 0;
  /// A refusal that has no form to go back to: a page that says it in words, with a link back.
  virtual http::Response refused(Visit const& visit, base::Refusal const& refusal) const = 0;
  /// A sentence shown once on the next page of this browser ("Votre fiche est publiée."), then 303 to `path`.
  virtual http::Response done(Visit const& visit, std::string_view sentence, html::Url const& path) const = 0;
};

/// Adds routes to the router with their right, the viewer, the words and the CSRF check around each handler.
/// Every post is refused (403, in words, nothing lost) without the token of the form or from another site.
class Routes {
 public:
  virtual ~Routes() = default;
  virtual void add(http::Method method, std::string pattern, Right right, std::string about, VisitHandler handler,
                   std::uint64_t body_limit = 1u << 20) = 0;
  void get(std::string pattern, Right right, std::string about, VisitHandler handler) {
    add(http::Method::get, std::move(pattern), right, std::move(about), std::move(handler));
  }
  void post(std::string pattern, Right right, std::string about, VisitHandler handler, std::uint64_t body_limit = 1u << 20) {
    add(http::Method::post, std::move(pattern), right, std::move(about), std::move(handler), body_limit);
  }
};

/// What the pages of every capability are made with; references live as long as the program.
struct House {
  db::Database& database;
  base::World const& world;
  Stage const& stage;
};

}  // namespace accounts
