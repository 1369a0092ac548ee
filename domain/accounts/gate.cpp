#include "domain/accounts/gate.h"

#include <system_error>

#include "domain/accounts/sign_in_pages.h"
#include "domain/accounts/token_store.h"
#include "platform/base/log.h"

namespace accounts {
namespace {

i18n::Language language_of(http::Request const& request) {
  auto const chosen = request.cookies["language"];
  if (chosen == "fr") return i18n::Language::french;
  if (chosen == "en") return i18n::Language::english;
  return i18n::preferred(request.headers["accept-language"]);
}

std::string_view host_of(std::string_view origin) {
  auto const scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view{} : origin.substr(scheme + 3, origin.find('/', scheme + 3) - scheme - 3);
}

bool comes_from_elsewhere(http::Request const& request) {
  auto const site = request.headers["sec-fetch-site"];
  if (!site.empty()) return site != "same-origin" && site != "none";
  auto const origin = request.headers["origin"];
  if (!origin.empty()) return host_of(origin) != request.headers["host"];
  auto const referer = request.headers["referer"];
  return referer.empty() || host_of(referer) != request.headers["host"];
}

bool holds(Visit const& visit, Right right) {
  auto const& viewer = visit.viewer;
  switch (right) {
    case Right::anyone:
    case Right::link_holder: return true;
    case Right::signed_in: return viewer.signed_in();
    case Right::member: return visit.programme && viewer.member_of(*visit.programme);
    case Right::contributor: return visit.programme && viewer.may_contribute(*visit.programme);
    case Right::lead: return visit.programme && viewer.leads(*visit.programme);
    case Right::administrator: return viewer.administrator;
  }
  return false;
}

/// The token of a program that reads the API; "" for anyone else. A token opens no page and changes nothing.
std::string_view token_of(http::Request const& request) {
  auto const sent = request.headers["authorization"];
  bool const reads = request.method == http::Method::get || request.method == http::Method::head;
  return reads && request.path.starts_with("/api/") && sent.starts_with("Bearer ") ? sent.substr(7) : std::string_view{};
}

/// A script of ours asks, and shows what is answered itself: it wants a status, not a page.
bool is_for_a_script(http::Request const& request) {
  return request.headers["content-type"].starts_with("application/json") || request.headers["accept"].starts_with("application/json");
}

/// For whoever watches the log: a right or an origin was refused to someone. Nothing of what they sent.
void log_refusal(Visit const& visit, std::string_view why) {
  auto const who = visit.viewer.person ? visit.viewer.person->text() : std::string{"a visitor"};
  base::log::warning("request " + std::to_string(visit.request.number) + " of " + who + " refused: " + std::string{why});
}

bool changes_something(http::Method method) { return method != http::Method::get && method != http::Method::head && method != http::Method::options; }

}  // namespace

std::string_view code(Right right) {
  static constexpr std::string_view codes[] = {"anyone", "link_holder", "signed_in", "member", "contributor", "lead", "administrator"};
  return codes[static_cast<std::size_t>(right)];
}

std::string csrf_token(http::Request const& request) {
  auto const session = request.cookies[session_cookie];
  if (session.empty()) return "visitor";  // bound to nobody: where the post comes from is what protects a visitor
  return base::fingerprint(std::string{"csrf/"} + std::string{session}).substr(0, 32);
}

PostOrigin origin_of(http::Request const& request) {
  if (comes_from_elsewhere(request)) return PostOrigin::elsewhere;
  auto const sent = request.form.has("csrf") ? request.form["csrf"] : request.headers["x-csrf"];
  return sent == csrf_token(request) ? PostOrigin::ours : PostOrigin::stale_form;
}

Viewer viewer_now(db::Session& session, http::Request const& request, base::Instant now) {
  auto const secret = request.cookies[session_cookie];
  if (secret.empty()) return {};
  auto found = AccountStore{session}.session_of(secret);
  return now < found.ends ? std::move(found.viewer) : Viewer{};
}

void Gate::add(http::Method method, std::string pattern, Right right, std::string about, VisitHandler handler, std::uint64_t body_limit) {
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.right = code(right);
  route.about = std::move(about);
  route.body_limit = body_limit;
  route.handler = [this, right, handler = std::move(handler)](http::Request const& request) {
    if (m_wiring.before)
      if (auto early = m_wiring.before(request)) return std::move(*early);
    return answer_with(
        request, [&](Visit const& visit) { return admit(visit, right, handler); }, false);
  };
  m_wiring.router.add(std::move(route));
}

std::shared_ptr<Gate::Arrival const> Gate::arrival(http::Request const& request) const {
  static auto const nobody = std::make_shared<Arrival const>();
  auto const secret = request.cookies[session_cookie];
  auto const slug = request.captures["programme"];
  if (secret.empty() && slug.empty()) return nobody;
  // The secret itself does not stay in memory.
  auto const name = (secret.empty() ? std::string{} : base::fingerprint(secret)) + "/" + std::string{slug};
  return m_arrivals.of(m_wiring.database, name, [&](db::Session& session) {
    Arrival found;
    if (!secret.empty()) found.session = AccountStore{session}.session_of(secret);
    if (!slug.empty()) found.programme = m_wiring.programme_of_slug(session, slug);
    return found;
  });
}

Viewer Gate::bearer_of(std::string_view token) const {
  auto const now = m_wiring.world.now();
  bool worth_noting = false;
  auto viewer = m_wiring.database.read([&](db::Session& session) -> Viewer {
    auto const bearer = TokenStore{session}.bearer_of(token);
    if (!bearer) return {};
    worth_noting = !bearer->used || now - *bearer->used > std::chrono::hours{24};
    return AccountStore{session}.viewer_of(bearer->person);
  });
  // Once a day: a write for each reading would make every reader wait.
  if (worth_noting && viewer.signed_in()) m_wiring.database.write([&](db::Session& session) { TokenStore{session}.note_use(token, now); });
  return viewer;
}

views::Context Gate::context(http::Request const& request) const {
  auto here = html::Url::path(request.path);
  for (auto const& [name, value] : request.query.fields()) here = here.with(name, value);
  return {.words = m_wiring.dictionary.words(language_of(request)),
          .nonce = base::fingerprint(m_wiring.world.random_bytes(16)).substr(0, 24),
          .csrf = csrf_token(request),
          .now = m_wiring.world.now(),
          .here = std::move(here),
          .assets = &m_wiring.assets};
}

http::Response Gate::answer_with(http::Request const& request, VisitHandler const& handler, bool quietly) const {
  static Viewer const visitor;
  auto const around = context(request);
  if (quietly) return handler(Visit{request, visitor, around, {}});
  if (auto const token = token_of(request); !token.empty()) {
    auto const bearer = bearer_of(token);
    return handler(Visit{request, bearer, around, {}});
  }
  auto const found = arrival(request);
  bool const still_open = around.now < found->session.ends;
  return handler(Visit{request, still_open ? found->session.viewer : visitor, around, found->programme});
}

http::Response Gate::admit(Visit const& visit, Right right, VisitHandler const& handler) const {
  bool const programme_missing = !visit.programme && !visit.capture("programme").empty();
  if (programme_missing) return m_wiring.stage.missing(visit);
  if (changes_something(visit.request.method) && right != Right::link_holder) {
    auto const origin = origin_of(visit.request);
    if (origin == PostOrigin::elsewhere) log_refusal(visit, "it came from another site");
    if (is_for_a_script(visit.request) && (origin != PostOrigin::ours || (!visit.viewer.signed_in() && !holds(visit, right))))
      return http::json(origin == PostOrigin::elsewhere ? 403 : 401, "{}");
    if (origin == PostOrigin::elsewhere) return m_wiring.stage.refused(visit, {"This form came from another site, so nothing was changed.", {}, {}});
    // The form is older than the sign-in: what was typed is shown again, ready to be sent.
    if (origin == PostOrigin::stale_form || (!visit.viewer.signed_in() && !holds(visit, right))) return send_again_page(m_wiring.stage, visit);
  }
  if (holds(visit, right)) return handled(visit, handler);
  if (!visit.viewer.signed_in()) return ask_to_sign_in(visit);
  log_refusal(visit, "only for " + std::string{code(right)} + (visit.programme ? " of " + visit.programme->text() : ""));
  return m_wiring.stage.missing(visit);
}

/// A full disk is no fault of the page: what was typed is shown again, ready to be sent once there is room.
http::Response Gate::handled(Visit const& visit, VisitHandler const& handler) const {
  auto const no_room = [&](std::exception const& full) {
    if (!changes_something(visit.request.method)) throw;
    base::log::error("no room for request " + std::to_string(visit.request.number) + ": " + full.what());
    return no_room_page(m_wiring.stage, visit);
  };
  try {
    return handler(visit);
  } catch (db::NoRoom const& full) {
    return no_room(full);
  } catch (std::system_error const& refused) {
    if (refused.code() != std::errc::no_space_on_device) throw;
    return no_room(refused);
  }
}

http::Response Gate::ask_to_sign_in(Visit const& visit) const {
  if (is_for_a_script(visit.request)) return http::json(401, "{}");
  return http::see_other(html::Url::path("/sign-in").with("next", visit.context.here.text()).text());
}

}  // namespace accounts
