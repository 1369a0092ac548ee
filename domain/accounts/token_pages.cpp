#include "domain/accounts/token_pages.h"

#include "domain/accounts/token_store.h"
#include "domain/accounts/views/tokens.view.h"
#include "platform/base/text.h"

namespace accounts {

void TokenPages::add_routes(Routes& routes) {
  routes.get("/me/tokens", Right::signed_in, "My tokens for programs", [this](Visit const& visit) { return show(visit, {}, {}); });
  routes.post("/me/tokens", Right::signed_in, "Makes a token, shown once", [this](Visit const& visit) { return make(visit); });
  routes.post("/me/tokens/{id}/revoke", Right::signed_in, "Revokes one of my tokens", [this](Visit const& visit) { return revoke(visit); });
}

http::Response TokenPages::show(Visit const& visit, std::string secret, std::string refusal) const {
  auto const& words = visit.words();
  TokensPage page;
  page.secret = std::move(secret);
  page.refusal = std::move(refusal);
  page.documentation = html::Url::path("/api");
  for (auto const& one : m_house.database.read([&](db::Session& session) { return TokenStore{session}.of(*visit.viewer.person); }))
    page.lines.push_back({one.name, words.moment(one.created), one.used ? words.relative_day(*one.used, m_house.world.now()) : words.t("never"),
                          html::Url::path("/me/tokens/{}/revoke", {one.id.text()})});
  views::Frame frame;
  frame.title = words.t("My tokens");
  frame.indexable = false;
  int const status = page.refusal.empty() ? 200 : 422;
  frame.body = views::tokens(visit.context, page);
  auto response = m_house.stage.page(visit, std::move(frame), status);
  return response.header("Cache-Control", "no-store");
}

http::Response TokenPages::make(Visit const& visit) const {
  auto const name = base::shortened(base::trimmed(visit.form("name")), 80);
  if (name.empty()) return show(visit, {}, visit.words().t("Say what this token is for."));
  auto const secret = std::string{token_prefix} + m_house.world.new_secret();
  bool const made = m_house.database.write([&](db::Session& session) {
    TokenStore store{session};
    if (store.of(*visit.viewer.person).size() >= most_tokens) return false;
    store.add(*visit.viewer.person, {m_house.world.new_id<Token>(), name, m_house.world.now(), {}}, secret);
    return true;
  });
  return made ? show(visit, secret, {}) : show(visit, {}, visit.words().t("You already have twenty tokens: revoke those you no longer use."));
}

http::Response TokenPages::revoke(Visit const& visit) const {
  auto const id = base::Id<Token>::parse(visit.capture("id"));
  bool const gone = id && m_house.database.write([&](db::Session& session) { return TokenStore{session}.revoke(*visit.viewer.person, *id); });
  if (!gone) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().t("The token is revoked: nothing reads with it any more."), html::Url::path("/me/tokens"));
}

}  // namespace accounts
