#include "domain/exchange/api_pages.h"

#include <boost/json.hpp>

#include <charconv>

#include "domain/atelier/atelier.h"
#include "domain/exchange/api.h"
#include "domain/exchange/api_views.h"
#include "domain/exchange/sheet_json.h"
#include "domain/exchange/views/api.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

namespace json = boost::json;

constexpr int token_at_once = 120, token_each_minute = 600, address_at_once = 120, address_each_minute = 300;

http::Response refused(int status, std::string_view title, std::string_view detail) {
  http::Response response;
  response.status = status;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = api::problem(status, title, detail);
  return response;
}

http::Response missing(accounts::Visit const& visit) {
  return refused(404, visit.words().t("Not here"), visit.words().t("There is nothing at this address, or nothing you may read."));
}

bool has_token(accounts::Visit const& visit) { return visit.request.headers["authorization"].starts_with("Bearer "); }

int limit_of(accounts::Visit const& visit) {
  int limit = api::usual_page;
  auto const said = visit.query("limit");
  auto const [end, error] = std::from_chars(said.data(), said.data() + said.size(), limit);
  if (said.empty()) return api::usual_page;
  return error == std::errc{} && end == said.data() + said.size() && limit >= 1 && limit <= api::most_a_page ? limit : 0;
}

/// The answer with its name, or the word that nothing changed.
http::Response answered(accounts::Visit const& visit, std::string body) {
  auto const etag = '"' + base::fingerprint(body).substr(0, 24) + '"';
  http::Response response;
  response.content_type = "application/json; charset=utf-8";
  if (visit.request.headers["if-none-match"].find(etag) != std::string_view::npos) response.status = 304;
  else response.body = std::move(body);
  return response.header("ETag", etag)
      .header("Cache-Control", visit.viewer.signed_in() ? "private, no-cache" : "public, no-cache")
      .header("Vary", "Authorization, Accept-Language");
}

std::string with_url(Going const& going, std::string const& url) {
  auto text = json_of(going);
  return text.insert(1, "\"url\":" + json::serialize(json::value(url)) + ",");
}

json::object object_of(territories::Territory const& one, std::string const& site) {
  json::object out{{"key", territories::text_of(one.key())},
                   {"type", territories::code(one.type)},
                   {"code", one.code},
                   {"name", one.name},
                   {"department", one.department},
                   {"region", one.region},
                   {"population", nullptr},
                   {"typology", one.typology},
                   {"url", site + territories::address_of(one.key()).text()}};
  if (one.population) out["population"] = *one.population;
  return out;
}

json::object object_of(atelier::Brief const& one, std::string_view programme, std::string const& site) {
  return {{"id", one.id.text()}, {"slug", one.slug},   {"url", site + atelier::address_of(programme, one.slug).text()},
          {"title", one.title},  {"pitch", one.pitch}, {"stages", json::array(one.stages.begin(), one.stages.end())}};
}

}  // namespace

struct Api::Paces {
  http::Pace tokens{token_at_once, token_each_minute}, addresses{address_at_once, address_each_minute};
};

Api::Api(ExchangePages::Rooms& rooms) : m_rooms{rooms}, m_paces{std::make_unique<Paces>()} {}
Api::~Api() = default;

void Api::add_routes(accounts::Routes& routes) {
  auto const add = [&](std::string pattern, std::string about, http::Response (Api::*answer)(accounts::Visit const&) const) {
    routes.get(std::move(pattern), accounts::Right::anyone, std::move(about),
               [this, answer](accounts::Visit const& visit) { return guarded(visit, answer); });
  };
  add("/api/v1/programmes", "API: every programme", &Api::programmes);
  add("/api/v1/programmes/{in}/experiences", "API: experiences of a programme, as their list", &Api::experiences_of);
  add("/api/v1/programmes/{in}/experiences/{slug}", "API: one experience", &Api::experience);
  add("/api/v1/programmes/{in}/methods", "API: methods of a programme", &Api::methods);
  add("/api/v1/programmes/{in}/methods/{slug}", "API: one method", &Api::method);
  add("/api/v1/vocabularies", "API: the words of each code", &Api::vocabularies);
  add("/api/v1/territories", "API: search among territories", &Api::find_territories);
  add("/api/v1/territories/{type}/{code}", "API: one territory", &Api::territory);
  add("/api/v1/{rest*}", "API: what is not there", &Api::nothing);
  routes.get("/api/openapi.json", accounts::Right::anyone, "The OpenAPI 3.1 document of the API",
             [this](accounts::Visit const& visit) { return answered(visit, api::openapi(visit.words(), m_rooms.setting.public_address)); });
  routes.get("/api", accounts::Right::anyone, "How programs read this place, for people",
             [this](accounts::Visit const& visit) { return page(visit); });
}

/// The pace first, then the token: an unknown one must not be tried without end.
http::Response Api::guarded(accounts::Visit const& visit, http::Response (Api::*answer)(accounts::Visit const&) const) {
  bool const token = has_token(visit) && visit.viewer.signed_in();
  auto& pace = token ? m_paces->tokens : m_paces->addresses;
  auto const asked = pace.ask(token ? visit.viewer.person->text() : http::neighbourhood_of(visit.request.address));
  auto const& words = visit.words();
  http::Response response;
  if (!asked.may) {
    response = refused(429, words.t("Too many requests"),
                       words.t("Wait {} s, then go on more slowly. With a token, the pace is yours alone.", {asked.seconds}));
    response.header("Retry-After", std::to_string(asked.seconds));
  } else if (has_token(visit) && !token) {
    response = refused(401, words.t("Unknown token"), words.t("This token is unknown or was revoked. Make another one on the page of your tokens."));
    response.header("WWW-Authenticate", "Bearer realm=\"essaim\", error=\"invalid_token\"");
  } else {
    response = (this->*answer)(visit);
  }
  return response.header("RateLimit-Limit", std::to_string(pace.at_once()))
      .header("RateLimit-Remaining", std::to_string(asked.left))
      .header("Access-Control-Allow-Origin", "*");
}

std::string const& Api::site() const { return m_rooms.setting.public_address; }

http::Response Api::nothing(accounts::Visit const& visit) const { return missing(visit); }

http::Response Api::programmes(accounts::Visit const& visit) const {
  json::array items;
  for (auto const& one : m_rooms.house.database.read([](db::Session& session) { return programme::all_briefs(session); }))
    items.push_back(
        {{"slug", one.slug}, {"name", one.name}, {"subtitle", one.subtitle}, {"url", site() + html::Url::path("/p/{}", {one.slug}).text()}});
  return answered(visit, json::serialize(json::object{{"items", std::move(items)}}));
}

http::Response Api::experiences_of(accounts::Visit const& visit) const {
  int const limit = limit_of(visit);
  if (limit == 0) return refused(400, visit.words().t("A wrong limit"), visit.words().t("limit is a whole number from 1 to 100."));
  std::optional<programme::Brief> programme;
  experiences::Slice slice;
  std::vector<Going> sheets;
  m_rooms.house.database.read([&](db::Session& session) {
    auto const id = programme::id_of_slug(session, visit.capture("in"));
    if (!id) return;
    programme = programme::brief_of(session, *id);
    accounts::Visit const there{visit.request, visit.viewer, visit.context, id};
    slice = experiences::slice_of_list(session, there, m_rooms.shelf, static_cast<std::size_t>(limit));
    sheets = going(session, experiences::sheets_of(session, visit.viewer, slice.ids), programme->slug,
                   visit.viewer.signed_in() ? People::working : People::open);
  });
  if (!programme) return missing(visit);
  std::string body = "{\"total\":" + std::to_string(slice.total) + ",\"items\":[";
  for (std::size_t at = 0; at < sheets.size(); ++at)
    body.append(at == 0 ? "" : ",").append(with_url(sheets[at], site() + experiences::address_of(programme->slug, sheets[at].sheet.slug).text()));
  auto response = answered(visit, body + "]}");
  if (!slice.more || slice.ids.empty()) return response;
  auto next = html::Url::path("/api/v1/programmes/{}/experiences", {programme->slug});
  for (auto const& [name, value] : visit.request.query.fields())
    if (name != "after") next = next.with(name, value);
  return response.header("Link", "<" + site() + next.with("after", slice.ids.back().text()).text() + ">; rel=\"next\"");
}

http::Response Api::experience(accounts::Visit const& visit) const {
  std::string body;
  m_rooms.house.database.read([&](db::Session& session) {
    auto const id = programme::id_of_slug(session, visit.capture("in"));
    if (!id) return;
    std::string const slug{visit.capture("slug")}, in{visit.capture("in")};
    auto const sheets = going(session, experiences::sheets_by_slugs(session, visit.viewer, *id, std::span{&slug, 1}), in,
                              visit.viewer.signed_in() ? People::working : People::open);
    if (!sheets.empty()) body = with_url(sheets.front(), site() + experiences::address_of(in, slug).text());
  });
  return body.empty() ? missing(visit) : answered(visit, std::move(body));
}

http::Response Api::methods(accounts::Visit const& visit) const {
  std::optional<json::array> items;
  m_rooms.house.database.read([&](db::Session& session) {
    auto const id = programme::id_of_slug(session, visit.capture("in"));
    if (!id) return;
    items.emplace();
    for (auto const& one : atelier::published_in(session, visit.viewer, *id)) items->push_back(object_of(one, visit.capture("in"), site()));
  });
  return items ? answered(visit, json::serialize(json::object{{"items", std::move(*items)}})) : missing(visit);
}

http::Response Api::method(accounts::Visit const& visit) const {
  std::optional<json::object> found;
  m_rooms.house.database.read([&](db::Session& session) {
    auto const id = programme::id_of_slug(session, visit.capture("in"));
    if (!id) return;
    std::string const slug{visit.capture("slug")};
    auto const briefs = atelier::find_by_slugs(session, visit.viewer, *id, std::span{&slug, 1});
    if (briefs.empty()) return;
    auto files = atelier::sheets_of(session, atelier::methods_by_slugs(session, visit.viewer, *id, std::span{&slug, 1}), visit.capture("in"));
    found = object_of(briefs.front(), visit.capture("in"), site());
    // What people say of their trials names them.
    for (auto& trial : files.front().sheet.trials) trial.who.clear();
    (*found)["markdown"] = atelier::format_sheet(files.front().sheet);
  });
  return found ? answered(visit, json::serialize(*found)) : missing(visit);
}

http::Response Api::vocabularies(accounts::Visit const& visit) const {
  auto const asked = visit.query("programme");
  if (asked.empty()) return answered(visit, vocabularies_json({}, visit.words()));
  auto const vocabulary = m_rooms.house.database.read([&](db::Session& session) -> std::optional<experiences::Vocabulary> {
    auto const id = programme::id_of_slug(session, asked);
    return id ? std::optional{experiences::vocabulary_of(session, *id)} : std::nullopt;
  });
  return vocabulary ? answered(visit, vocabularies_json(*vocabulary, visit.words())) : missing(visit);
}

http::Response Api::find_territories(accounts::Visit const& visit) const {
  int const limit = limit_of(visit);
  auto const words = base::trimmed(visit.query("q"));
  if (limit == 0) return refused(400, visit.words().t("A wrong limit"), visit.words().t("limit is a whole number from 1 to 100."));
  if (words.empty() || words.size() > 200)
    return refused(400, visit.words().t("Nothing to look for"), visit.words().t("Say in q the beginning of a name, a postcode or a code."));
  auto const items = m_rooms.house.database.read([&](db::Session& session) {
    std::vector<accounts::TerritoryId> ids;
    for (auto const& one :
         m_rooms.setting.gazetteers.of(session)->search({.text = std::string{words}, .limit = static_cast<std::size_t>(limit)}).found)
      ids.push_back(one.id);
    json::array found;
    for (auto const& one : territories::briefs_of(session, ids)) found.push_back(object_of(one, site()));
    return found;
  });
  return answered(visit, json::serialize(json::object{{"items", items}}));
}

http::Response Api::territory(accounts::Visit const& visit) const {
  auto const key = territories::parse_key(std::string{visit.capture("type")} + ":" + std::string{visit.capture("code")});
  auto const found = key ? m_rooms.house.database.read([&](db::Session& session) { return territories::find(session, *key); }) : std::nullopt;
  return found ? answered(visit, json::serialize(object_of(*found, site()))) : missing(visit);
}

http::Response Api::page(accounts::Visit const& visit) const {
  auto const& words = visit.words();
  ApiPage page{{},
               html::Url::path("/api/openapi.json"),
               html::Url::path("/me/tokens"),
               "curl -H 'Authorization: Bearer essaim_…' " + site() + "/api/v1/programmes/demonstration/experiences?theme=mobility",
               address_each_minute,
               token_each_minute};
  for (auto const& endpoint : api::endpoints()) {
    ApiPage::Endpoint one{std::string{endpoint.id}, std::string{endpoint.path}, words.t(endpoint.msgid), {}, {}, {}};
    if (endpoint.path.find('{') == std::string_view::npos)
      one.try_it = html::Url::path(endpoint.path).with("q", endpoint.parameters.empty() ? std::string_view{} : endpoint.parameters.front().example);
    for (auto const& parameter : endpoint.parameters)
      one.parameters.push_back({std::string{parameter.name}, words.t(parameter.msgid), std::string{parameter.example}, parameter.in_path});
    page.endpoints.push_back(std::move(one));
  }
  views::Frame frame;
  frame.title = words.t("Reading this place with a program");
  frame.body = views::api(visit.context, page);
  return m_rooms.house.stage.page(visit, std::move(frame));
}

}  // namespace exchange
