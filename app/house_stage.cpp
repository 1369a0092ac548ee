#include "app/house_stage.h"

#include "app/layout.h"
#include "app/views/error.view.h"
#include "platform/base/text.h"

namespace app {
namespace {

constexpr std::string_view done_cookie = "essaim_done";

/// A sentence in a cookie: hexadecimal, for a cookie holds neither spaces nor accents.
std::string to_cookie(std::string_view sentence) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (char c : sentence.substr(0, 600)) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 0x0f];
  }
  return out;
}

std::string from_cookie(std::string_view value) {
  auto const digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  std::string out;
  for (std::size_t at = 0; at + 1 < value.size(); at += 2) {
    int const high = digit(value[at]), low = digit(value[at + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
  }
  return base::is_clean_utf8(out) ? out : std::string{};
}

std::vector<Link> menu_of(accounts::Visit const& visit, views::Frame const& frame) {
  if (!frame.programme) return {};
  auto const& words = visit.words();
  auto const& slug = frame.programme->slug;
  struct Entry {
    std::string_view section, pattern;
    std::string title;
  };
  std::vector<Entry> entries = {{"home", "/p/{}", words.tc("menu", "Home")},
                                {"experiences", "/p/{}/experiences", words.tc("menu", "Experiences")},
                                {"methods", "/p/{}/methods", words.tc("menu", "Methods and tools")},
                                {"state-of-play", "/p/{}/state-of-play", words.tc("menu", "State of play")},
                                {"kit", "/p/{}/kit", words.tc("menu", "Kit")},
                                {"people", "/p/{}/people", words.tc("menu", "Who is there")},
                                {"sessions", "/p/{}/calendar", words.tc("menu", "Calendar")},
                                {"about", "/p/{}/about", words.tc("menu", "About")}};
  if (visit.programme && visit.viewer.leads(*visit.programme)) entries.push_back({"lead", "/p/{}/kit/compose", words.tc("menu", "Leading")});
  std::vector<Link> menu;
  for (auto const& entry : entries) menu.push_back({entry.title, html::Url::path(entry.pattern, {slug}), entry.section == frame.section});
  return menu;
}

}  // namespace

http::Response HouseStage::page(accounts::Visit const& visit, views::Frame frame, int status) const {
  LayoutPage page;
  page.menu = menu_of(visit, frame);
  page.sign_in = html::Url::path("/sign-in").with("next", visit.context.here.text());
  page.search = frame.programme ? html::Url::path("/p/{}/search", {frame.programme->slug}) : html::Url::path("/search");
  // The words of a list are its own: only those of the search itself stand in its field.
  if (visit.request.path == page.search.text()) page.searched = visit.query("q");
  if (visit.viewer.signed_in()) page.account = LayoutPage::Account{visit.viewer.name, initials(visit.viewer.name), html::Url::path("/me")};
  page.flash = from_cookie(visit.request.cookies[done_cookie]);
  page.display = display_of(visit.request);
  page.canonical = html::Url::external(m_settings.public_address() + visit.request.path);
  page.footer = standard_footer(visit.words(), html::Url::external(m_settings.source_code));
  if (visit.viewer.administrator) page.footer.push_back({visit.words().t("Administration"), html::Url::path("/administration")});
  page.kept_by = m_settings.kept_by;
  if (status >= 400) frame.indexable = false;
  page.frame = std::move(frame);
  bool const has_flash = !page.flash.empty();
  // What a search engine may keep, the next visitor may get too; an hour or a day in words is at most that old.
  bool const for_all = !visit.viewer.signed_in() && status == 200 && page.frame.indexable && !has_flash;

  http::Response response;
  response.status = status;
  response.body = layout(visit.context, page).markup();
  if (has_flash) http::set_cookie(response, done_cookie, "", {.max_age = std::chrono::seconds{-1}, .secure = visit.request.secure});
  if (for_all) response.share_for = std::chrono::seconds{60};
  if (response.body.find(visit.context.nonce) != std::string::npos) {
    response.share_for = {};  // a nonce is good once
    auto const nonce = "'nonce-" + visit.context.nonce + "'";
    response.header("Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; style-src 'self' " + nonce + "; script-src 'self' " + nonce +
                        "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                        "trusted-types own-pages");
  }
  return response;
}

http::Response HouseStage::error(accounts::Visit const& visit, int status) const {
  auto explained = explain(status, status >= 500 ? visit.request.number : 0, visit.words());
  explained.search = html::Url::path("/search");
  explained.links = {{visit.words().t("Home page"), html::Url::path("/"), false},
                     {visit.words().t("Territories"), html::Url::path("/territories"), false}};
  views::Frame frame;
  frame.title = explained.title;
  frame.body = views::error_page(visit.context, explained);
  return page(visit, std::move(frame), status);
}

http::Response HouseStage::missing(accounts::Visit const& visit) const { return error(visit, 404); }

http::Response HouseStage::refused(accounts::Visit const& visit, base::Refusal const& refusal) const {
  ErrorPage explained;
  explained.status = 422;
  explained.title = visit.words().t("This could not be done");
  explained.explanation = visit.words().refusal(refusal);
  explained.advice = visit.words().t("Nothing was changed. Go back with your browser: what you typed is still there.");
  explained.search = html::Url::path("/search");
  views::Frame frame;
  frame.title = explained.title;
  frame.body = views::error_page(visit.context, explained);
  return page(visit, std::move(frame), 422);
}

http::Response HouseStage::done(accounts::Visit const& visit, std::string_view sentence, html::Url const& path) const {
  auto response = http::see_other(path.text());
  http::set_cookie(response, done_cookie, to_cookie(sentence), {.max_age = std::chrono::seconds{60}, .secure = visit.request.secure});
  return response;
}

}  // namespace app
