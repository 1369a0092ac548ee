#include "domain/exchange/api.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <set>

#include "domain/accounts/token_pages.h"
#include "domain/exchange/exchange_pages.h"
#include "domain/experiences/experience_store.h"
#include "domain/territories/testing/sample_registry.h"
#include "tests/support/site/test_site.h"

namespace exchange {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace json = boost::json;

auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");

i18n::Dictionary const& dictionary() {
  static auto const loaded = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return *loaded;
}

class ApiSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    territories::SampleRegistry{}.import_into(database());
    database().write([&](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) "
          "VALUES (?, 'demo', 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
          demo);
      std::vector<experiences::Import> imports;
      for (int at = 0; at < 5; ++at) imports.push_back(sheet("fiche-" + std::to_string(at), experiences::Status::published));
      imports.push_back(sheet("le-brouillon", experiences::Status::draft));
      experiences::import_sheets(session, world, imports);
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<ExchangePages>(site->house(), shelf, Setting{"unused", "https://essaim.example", dictionary(), gazetteers});
    pages->add_routes(site->gate());
    tokens = std::make_unique<accounts::TokenPages>(site->house());
    tokens->add_routes(site->gate());
    site->person("lea", {{demo, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}});
  }
  experiences::Import sheet(std::string slug, experiences::Status status) {
    experiences::Import one;
    one.programme = demo;
    one.programme_slug = "demo";
    one.sheet.content.title = "Titre de " + slug;
    one.sheet.content.summary = "Écrire à nadia@essaim.example.";
    one.sheet.content.narrator = "Nadia Inventée";
    one.sheet.content.themes = {slug == "fiche-1" ? "food" : "mobility"};
    one.sheet.slug = std::move(slug);
    one.sheet.status = status;
    one.sheet.visibility = accounts::Visibility::public_;
    return one;
  }
  http::Response get(std::string target, std::string const& token = "", std::string const& etag = "") {
    auto request = site->request(http::Method::get, std::move(target));
    if (!token.empty()) request.headers.add("authorization", "Bearer " + token);
    if (!etag.empty()) request.headers.add("if-none-match", etag);
    request.address = "192.0.2.1";
    return site->send(std::move(request));
  }
  std::string token_of(std::string const& who) {
    auto const page = site->post("/me/tokens", {{"name", "carte"}}, who).body;
    auto const at = page.find("essaim_");
    return at == std::string::npos ? "" : page.substr(at, page.find('<', at) - at);
  }

  experiences::Shelf shelf;
  territories::GazetteerShelf gazetteers;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<ExchangePages> pages;
  std::unique_ptr<accounts::TokenPages> tokens;
};

TEST_P(ApiSite, GivesAListPageByPageWithoutNames) {
  std::set<std::string> seen;
  std::string target = "/api/v1/programmes/demo/experiences?limit=2";
  for (int page = 0; page < 4 && !target.empty(); ++page) {
    auto const answer = get(target);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_THAT(answer.body, Not(HasSubstr("Nadia")));
    EXPECT_THAT(answer.body, Not(HasSubstr("nadia@")));
    auto const read = json::parse(answer.body).as_object();
    EXPECT_EQ(read.at("total").as_int64(), 5);
    for (auto const& item : read.at("items").as_array()) seen.insert(std::string{item.as_object().at("slug").as_string()});
    auto const link = support::header(answer, "Link");
    target = link.empty()
        ? ""
        : link.substr(1 + std::string{"https://essaim.example"}.size(), link.find('>') - 1 - std::string{"https://essaim.example"}.size());
  }
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_THAT(get("/api/v1/programmes/demo/experiences?theme=food").body, HasSubstr("\"total\":1"));
}

TEST_P(ApiSite, SaysWhenNothingChanged) {
  auto const answer = get("/api/v1/vocabularies");
  auto const etag = support::header(answer, "ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_THAT(answer.body, HasSubstr("Mobilité"));
  EXPECT_EQ(get("/api/v1/vocabularies", "", etag).status, 304);
  EXPECT_EQ(get("/api/v1/vocabularies", "", "\"another\"").status, 200);
}

TEST_P(ApiSite, ReadsWithTheEyesOfATokenUntilItIsRevoked) {
  EXPECT_EQ(get("/api/v1/programmes/demo/experiences/le-brouillon").status, 404);
  auto const token = token_of("lea");
  ASSERT_FALSE(token.empty());
  EXPECT_EQ(get("/api/v1/programmes/demo/experiences/le-brouillon", token).status, 200);
  EXPECT_THAT(site->get("/me/tokens", "lea").body, Not(HasSubstr(token)));
  database().read([&](db::Session& session) {
    std::string kept;
    auto rows = session.query("SELECT secret_hash FROM accounts_token");
    rows.next(kept);
    EXPECT_EQ(kept, base::fingerprint(token));
  });
  auto const page = site->get("/me/tokens", "lea").body;
  auto const at = page.find("/me/tokens/");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(site->post(page.substr(at, page.find('"', at) - at), {}, "lea").status, 303);
  auto const answer = get("/api/v1/programmes/demo/experiences", token);
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.content_type, "application/problem+json; charset=utf-8");
}

TEST_P(ApiSite, ATokenOpensNoPageAndChangesNothing) {
  auto const token = token_of("lea");
  auto request = site->request(http::Method::get, "/me/tokens");
  request.headers.add("authorization", "Bearer " + token);
  EXPECT_EQ(site->send(std::move(request)).status, 303);
}

TEST_P(ApiSite, RefusesInWords) {
  struct Row {
    char const* target;
    int status;
  };
  for (auto const& [target, status] :
       {Row{"/api/v1/programmes/demo/experiences?limit=0", 400}, Row{"/api/v1/programmes/demo/experiences?limit=many", 400},
        Row{"/api/v1/programmes/no/experiences", 404}, Row{"/api/v1/programmes/demo/experiences/no", 404}, Row{"/api/v1/programmes/no/methods", 404},
        Row{"/api/v1/programmes/demo/methods/no", 404}, Row{"/api/v1/territories", 400}, Row{"/api/v1/territories/commune/00000", 404},
        Row{"/api/v1/nothing/here", 404}}) {
    auto const answer = get(target);
    EXPECT_EQ(answer.status, status) << target;
    EXPECT_EQ(answer.content_type, "application/problem+json; charset=utf-8") << target;
    EXPECT_EQ(json::parse(answer.body).as_object().at("status").as_int64(), status) << target;
  }
}

TEST_P(ApiSite, KnowsTerritories) {
  EXPECT_THAT(get("/api/v1/territories?q=nantes").body, HasSubstr("commune:44109"));
  EXPECT_THAT(get("/api/v1/territories/commune/01004").body, HasSubstr("Ambérieu"));
}

TEST_P(ApiSite, AsksAHurriedProgramToWaitAndLeavesTokensAlone) {
  auto const token = token_of("lea");
  http::Response answer;
  for (int at = 0; at < 130; ++at) answer = get("/api/v1/programmes");
  EXPECT_EQ(answer.status, 429);
  EXPECT_FALSE(support::header(answer, "Retry-After").empty());
  EXPECT_EQ(get("/api/v1/programmes", token).status, 200) << "the same address, but a token";
}

TEST_P(ApiSite, EveryRouteIsWrittenDownAndEveryWordOfItAnswers) {
  auto const document = json::parse(get("/api/openapi.json").body).as_object();
  std::set<std::string> written;
  for (auto const& path : document.at("paths").as_object()) written.insert(std::string{path.key()});
  std::set<std::string> told;
  for (auto const& endpoint : api::endpoints()) told.insert(std::string{endpoint.path});
  EXPECT_EQ(written, told);
  std::set<std::string> routed;
  for (auto const& route : site->routes())
    if (route.pattern.starts_with("/api/v1/") && route.pattern != "/api/v1/{rest*}") {
      auto pattern = route.pattern;
      if (auto const at = pattern.find("{in}"); at != std::string::npos) pattern.replace(at, 4, "{programme}");
      routed.insert(std::move(pattern));
    }
  EXPECT_EQ(routed, written);
  EXPECT_EQ(site->get("/api").status, 200);
}

ON_BOTH_ENGINES(ApiSite);

}  // namespace
}  // namespace exchange
