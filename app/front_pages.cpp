#include "app/front_pages.h"

#include <algorithm>
#include <charconv>

#include "app/views/home.view.h"
#include "app/views/search.view.h"
#include "platform/search/search.h"

namespace app {
namespace {

constexpr int per_page = 20;

html::Safe marked(std::string_view extract) {
  std::string out;
  for (char c : html::escaped(extract)) {
    if (c == '\x01') out += "<mark>";
    else if (c == '\x02') out += "</mark>";
    else out += c;
  }
  return html::Safe::trusted(std::move(out));
}

std::string_view msgid_of_kind(std::string_view kind) {
  if (kind == "experience") return i18n::msgid("Experience");
  if (kind == "method") return i18n::msgid("Method");
  if (kind == "kit-page") return i18n::msgid("Kit");
  if (kind == "territory") return i18n::msgid("Territory");
  return i18n::msgid("Page");
}

int page_number(std::string_view text) {
  int page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return std::clamp(page, 1, 50);
}

html::Url at_page(html::Url const& action, std::string_view words, int page) {
  return action.with("q", words).with("page", page > 1 ? std::to_string(page) : "");
}

}  // namespace

void FrontPages::add_routes(accounts::Routes& routes) {
  using accounts::Right;
  using accounts::Visit;
  routes.get("/", Right::anyone, "Home page: the programmes of this place", [this](Visit const& visit) { return home(visit); });
  routes.get("/search", Right::anyone, "Search over everything the viewer may read", [this](Visit const& visit) { return search(visit); });
  routes.get("/p/{programme}/search", Right::anyone, "Search in a programme", [this](Visit const& visit) { return search(visit); });
  routes.get("/sitemap.xml", Right::anyone, "Public addresses, for search engines", [this](Visit const& visit) { return sitemap(visit); });
  routes.get("/robots.txt", Right::anyone, "What robots may read", [this](Visit const&) {
    return http::text(
        200, "User-agent: *\nDisallow: /me\nDisallow: /sign-in\nDisallow: /outbox\nSitemap: " + m_settings.public_address() + "/sitemap.xml\n");
  });
}

http::Response FrontPages::home(accounts::Visit const& visit) const {
  HomePage page;
  page.signed_in = visit.viewer.signed_in();
  page.administrator = visit.viewer.administrator;
  m_house.database.read([&](db::Session& session) {
    for (auto const& brief : programme::all_briefs(session))
      page.programmes.push_back({brief.name, brief.subtitle, brief.fictional, html::Url::path("/p/{}", {brief.slug}),
                                 html::Url::path("/p/{}/kit", {brief.slug}), key_numbers(session, visit.viewer, visit.words(), m_counts, brief)});
  });
  views::Frame frame;
  frame.title = visit.words().t("Experiences shared between territories");
  frame.description = visit.words().t("Territories tell what they did together, what held them back and what worked; others learn from it.");
  frame.body = views::home(visit.context, page);
  return m_house.stage.page(visit, std::move(frame));
}

http::Response FrontPages::search(accounts::Visit const& visit) const {
  SearchPage page;
  auto const slug = visit.capture("programme");
  page.words = visit.query("q").substr(0, 200);
  page.action = slug.empty() ? html::Url::path("/search") : html::Url::path("/p/{}/search", {slug});
  page.asked = !page.words.empty();
  int const number = page_number(visit.query("page"));
  views::Frame frame;
  frame.title = visit.words().t("Search");
  frame.indexable = false;
  m_house.database.read([&](db::Session& session) {
    if (visit.programme)
      if (auto const brief = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*brief);
    if (!page.asked) return;
    search::Question question{page.words, visit.viewer.audiences(), {}, visit.programme ? visit.programme->text() : "",
                              per_page,   (number - 1) * per_page};
    auto const answer = search::find(session, question);
    for (auto const& hit : answer.hits)
      page.lines.push_back({hit.title, hit.context, visit.words().t(msgid_of_kind(hit.kind)), marked(hit.extract),
                            html::Url::path(hit.address.substr(0, hit.address.find('#')))});
    page.summary = visit.words().tn("One page found", "{} pages found", answer.total);
    if (!answer.reading.read_as.empty())
      page.reading = visit.words().t("Nothing holds “{}”: here is what holds “{}”.", {page.words, answer.reading.read_as});
    else if (answer.reading.nearly) page.reading = visit.words().t("Nothing holds all these words: here is what holds all of them but one.");
    if (number > 1) page.previous = at_page(page.action, page.words, number - 1);
    if (answer.total > number * per_page) page.next = at_page(page.action, page.words, number + 1);
    if (answer.total == 0 && visit.programme) page.wider = html::Url::path("/search").with("q", page.words);
  });
  frame.body = views::search(visit.context, page);
  return m_house.stage.page(visit, std::move(frame));
}

http::Response FrontPages::sitemap(accounts::Visit const&) const {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  auto const add = [&](std::string_view path) {
    out += "<url><loc>" + html::escaped(m_settings.public_address() + std::string{path}) + "</loc></url>\n";
  };
  add("/");
  add("/experiences");
  m_house.database.read([&](db::Session& session) {
    for (auto const& brief : programme::all_briefs(session))
      for (auto const* rest : {"", "/experiences", "/methods", "/state-of-play", "/kit", "/people", "/about"}) add("/p/" + brief.slug + rest);
    auto rows = search::public_addresses(session, 40'000);
    for (auto const& address : rows) add(address);
  });
  out += "</urlset>\n";
  http::Response response;
  response.content_type = "application/xml";
  response.body = std::move(out);
  response.share_for = std::chrono::minutes{10};
  return response;
}

}  // namespace app
