// Part of ProofPages: the one-time codes of a telephone, and the codes for the day it is lost.
#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/proof_pages.h"
#include "domain/accounts/views/security.view.h"
#include "platform/charts/qr_code.h"
#include "platform/secrets/one_time_code.h"

namespace accounts {
namespace {

constexpr std::size_t secret_bytes = 20;

views::Frame frame_of(Visit const& visit, std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")},
                  {visit.words().t("Security of my account"), html::Url::path("/me/security")},
                  {frame.title, {}}};
  return frame;
}

std::string typed_code(Visit const& visit) {
  std::string typed{visit.form("code")};
  std::erase_if(typed, [](char c) { return c == ' '; });
  return typed;
}

/// Groups of four are easier to copy by hand.
std::string in_fours(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) out += (at > 0 && at % 4 == 0 ? " " : "") + text.substr(at, 1);
  return out;
}

}  // namespace

http::Response ProofPages::begin_app(Visit const& visit) const {
  if (!is_fresh(visit)) return stale(visit);
  bool const begun = m_house.database.write(
      [&](db::Session& session) { return ProofStore{session}.begin_code_app(*visit.viewer.person, m_house.world.random_bytes(secret_bytes)); });
  return http::see_other(begun ? "/me/code-app" : "/me/security");
}

http::Response ProofPages::show_app(Visit const& visit, std::string_view refusal) const {
  std::string email;
  auto const app = m_house.database.read([&](db::Session& session) {
    auto const me = addressees(session, std::span{&*visit.viewer.person, 1});
    if (!me.empty()) email = me.begin()->second.email;
    return ProofStore{session}.code_app_of(*visit.viewer.person);
  });
  if (!app || app->confirmed) return http::see_other("/me/security");
  auto const& words = visit.words();
  CodeAppPage const page{charts::qr_code(secrets::app_address(app->secret, "Essaim", email), words.t("QR code to show to the app")),
                         in_fours(secrets::to_base32(app->secret)), std::string{refusal}};
  return m_house.stage.page(visit, frame_of(visit, words.t("Codes of a telephone"), views::code_app(visit.context, page)),
                            refusal.empty() ? 200 : 422);
}

http::Response ProofPages::confirm_app(Visit const& visit) const {
  auto const codes = new_recovery_codes(m_house.world);
  bool const allowed = m_tries.takes(visit.viewer.person->text(), m_house.world.now());
  bool const confirmed = allowed && m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    if (!store.take_code(*visit.viewer.person, typed_code(visit), m_house.world.now())) return false;
    store.replace_recovery_codes(*visit.viewer.person, codes);
    note_change(session, visit, "codes begun");
    return true;
  });
  if (!confirmed)
    return show_app(visit,
                    allowed ? visit.words().t("This is not the code of the moment. Wait for the next one, and check the clock of your telephone.")
                            : visit.words().t("Too many wrong codes. Wait a quarter of an hour."));
  return show_codes(visit, codes);
}

http::Response ProofPages::remove_app(Visit const& visit) const {
  bool const allowed = m_tries.takes(visit.viewer.person->text(), m_house.world.now());
  bool const removed = allowed && m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    if (!store.take_code(*visit.viewer.person, typed_code(visit), m_house.world.now()) &&
        !store.take_recovery_code(*visit.viewer.person, visit.form("code")))
      return false;
    store.remove_code_app(*visit.viewer.person);
    note_change(session, visit, "codes ended");
    return true;
  });
  if (!removed) return security(visit, visit.words().t("This code is not good. Wait for the next one, or use a recovery code."));
  return m_house.stage.done(visit, visit.words().t("No code is asked for at the door any more."), html::Url::path("/me/security"));
}

http::Response ProofPages::new_codes(Visit const& visit) const {
  auto const codes = new_recovery_codes(m_house.world);
  bool const allowed = m_tries.takes(visit.viewer.person->text(), m_house.world.now());
  bool const made = allowed && m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    if (!store.take_code(*visit.viewer.person, typed_code(visit), m_house.world.now())) return false;
    store.replace_recovery_codes(*visit.viewer.person, codes);
    note_change(session, visit, "recovery codes made");
    return true;
  });
  return made ? show_codes(visit, codes) : security(visit, visit.words().t("This code is not good. Wait for the next one, or use a recovery code."));
}

http::Response ProofPages::show_codes(Visit const& visit, std::vector<std::string> const& codes) const {
  auto response = m_house.stage.page(visit, frame_of(visit, visit.words().t("Recovery codes"), views::recovery_codes(visit.context, codes)));
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace accounts
