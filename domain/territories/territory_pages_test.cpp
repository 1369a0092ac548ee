#include <gtest/gtest.h>

#include "domain/territories/territories.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/i18n/words.h"
#include "tests/support/both_engines.h"

namespace territories {
namespace {

/// Shows the body of a page alone.
class BareStage final : public accounts::Stage {
 public:
  http::Response page(accounts::Visit const&, views::Frame frame, int status) const override {
    auto response = http::text(status, frame.title + "\n" + frame.body.markup());
    return response;
  }
  http::Response missing(accounts::Visit const&) const override { return http::text(404, "missing"); }
  http::Response refused(accounts::Visit const&, base::Refusal const& refusal) const override { return http::text(422, refusal.msgid); }
  http::Response done(accounts::Visit const&, std::string_view, html::Url const& path) const override { return http::see_other(path.text()); }
};

/// Routes for one viewer, without sign-in.
class BareRoutes final : public accounts::Routes {
 public:
  BareRoutes(http::Router& router, i18n::Words const& words) : m_router{router}, m_words{words} {}
  void add(http::Method method, std::string pattern, accounts::Right right, std::string about, accounts::VisitHandler handler,
           std::uint64_t body_limit) override {
    m_router.add({method, std::move(pattern), std::string{accounts::code(right)}, std::move(about),
                  [this, handler = std::move(handler)](http::Request const& request) {
                    views::Context const context{m_words, "n", "c", {}, {}};
                    return handler({request, viewer, context, std::nullopt});
                  },
                  body_limit});
  }
  accounts::Viewer viewer;

 private:
  http::Router& m_router;
  i18n::Words const& m_words;
};

class TerritoryPagesTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    sample.import_into(database());
    dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
    routes = std::make_unique<BareRoutes>(router, dictionary->words(i18n::Language::french));
    pages = std::make_unique<TerritoryPages>(accounts::House{database(), world, stage});
    pages->add_routes(*routes);
  }
  http::Response get(std::string const& path, http::Fields query = {}, bool json = false) {
    http::Request request;
    request.path = request.target = path;
    request.query = std::move(query);
    if (json) request.headers.add("accept", "application/json");
    return router.answer(request);
  }
  http::Response asking(std::string const& path, std::string const& name, std::string const& value, bool json = false) {
    http::Fields query;
    query.add(name, value);
    return get(path, query, json);
  }
  static bool has(http::Response const& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

  SampleRegistry sample;
  BareStage stage;
  http::Router router;
  std::unique_ptr<i18n::Dictionary> dictionary;
  std::unique_ptr<BareRoutes> routes;
  std::unique_ptr<TerritoryPages> pages;
};
ON_BOTH_ENGINES(TerritoryPagesTest);

TEST_P(TerritoryPagesTest, WhoAsksWhatGetsWhat) {
  struct Scenario {
    std::string path;
    int status;
    std::string says;
  };
  for (auto const& [path, status, says] : std::vector<Scenario>{{"/territories", 200, "Pays de la Loire"},
                                                                {"/territories/commune/44109", 200, "Nantes (44)"},
                                                                {"/territories/commune/2A004", 200, "Ajaccio (2A)"},
                                                                {"/territories/commune/98901", 200, "Population inconnue"},
                                                                {"/territories/region/75", 200, "Nouvelle-Aquitaine"},
                                                                {"/territories/department/75", 200, "Paris (75)"},
                                                                {"/territories/epci/244400404", 200, "2 communes"},
                                                                {"/territories/commune/99999", 404, "missing"},
                                                                {"/territories/planet/1", 404, "missing"}}) {
    auto const response = get(path);
    EXPECT_EQ(response.status, status) << path;
    EXPECT_TRUE(has(response, says)) << path << "\n" << response.body;
  }
}

TEST_P(TerritoryPagesTest, AFormerCodeAndALostZeroLeadToTheRightAddress) {
  auto const location = [](http::Response const& response) {
    for (auto const& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return std::string{};
  };
  EXPECT_EQ(location(get("/territories/commune/01340")), "/territories/commune/01015");
  EXPECT_EQ(location(get("/territories/commune/1004")), "/territories/commune/01004");
}

TEST_P(TerritoryPagesTest, ProposesTerritoriesAsJsonToTheIslandAndAsAPageToTheRest) {
  auto const json = asking("/territories/search", "q", "nantes", true);
  EXPECT_TRUE(json.content_type.starts_with("application/json"));
  EXPECT_TRUE(has(json, "\"key\":\"commune:44109\""));
  EXPECT_TRUE(has(json, "\"label\":\"Nantes (44)\""));
  auto const page = asking("/territories/search", "q", "nantes");
  EXPECT_TRUE(has(page, "/territories/commune/44109"));
  EXPECT_TRUE(has(page, "2 territoires répondent"));
}

TEST_P(TerritoryPagesTest, WhatIsTypedIsShownButNeverRun) {
  std::string const attack = "<script>alert(1)</script>\"'";
  EXPECT_FALSE(has(asking("/territories", "q", attack), "<script>alert"));
  EXPECT_FALSE(has(asking("/territories", "region", attack), "<script>alert"));
  EXPECT_EQ(asking("/territories", "page", "-99999999999999").status, 200);
  EXPECT_EQ(asking("/territories", "q", "\xFF\xFE").status, 200);
  EXPECT_EQ(asking("/territories/search", "q", "\xC3", true).status, 200);
}

TEST_P(TerritoryPagesTest, NothingFoundProposesToWiden) {
  auto const page = asking("/territories", "q", "Plouf-les-Bains");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Aucun territoire ne répond"));
}

TEST_P(TerritoryPagesTest, OthersAddWhatTheyKnowOfATerritory) {
  pages->add_section([](db::Session&, accounts::Visit const&, TerritoryId const& id) {
    return id == id_of({Type::commune, "44109"}) ? html::Safe::trusted("<section><h2>Une fiche</h2></section>") : html::Safe{};
  });
  pages->set_noticed([](db::Session&, accounts::Visit const&) { return std::vector{id_of({Type::commune, "97411"})}; });
  EXPECT_TRUE(has(get("/territories/commune/44109"), "Une fiche"));
  EXPECT_FALSE(has(get("/territories/commune/97411"), "Une fiche"));
  auto const map = get("/territories");
  EXPECT_TRUE(has(map, "1 territoire participe"));
  EXPECT_TRUE(has(map, "Saint-Denis (974)"));
}

TEST_P(TerritoryPagesTest, StructuresAreShownToTheMembersOfTheirProgramme) {
  Organisation one;
  one.programme = world.new_id<programme::Programme>();
  one.key = "relais";
  one.name = "Le Relais des voisins";
  one.kind = "association";
  one.perimeters = {id_of({Type::commune, "44109"})};
  ASSERT_TRUE(database().write([&](db::Session& session) { return put_organisation(session, one); }));
  EXPECT_FALSE(has(get("/territories/commune/44109"), one.name));
  routes->viewer.memberships.push_back({one.programme, std::nullopt, accounts::Function::learner, accounts::Power::read});
  EXPECT_TRUE(has(get("/territories/commune/44109"), one.name));
}

TEST_P(TerritoryPagesTest, AnIdentityCardAsksFewStatements) {
  get("/territories/commune/44109");
  auto const before = db::statements_on_this_thread();
  get("/territories/commune/44109");
  EXPECT_LE(db::statements_on_this_thread() - before, 14u);
}

TEST_P(TerritoryPagesTest, TheFieldIsAPlainTextWithALabelAndASecretCode) {
  i18n::Words const& words = dictionary->words(i18n::Language::french);
  views::Context const context{words, "n", "c", {}, {}};
  auto const markup =
      field(context, {"territory", "Votre territoire", "", "Nantes (44)", "commune:44109", "Un refus", {Type::commune}, false}).markup();
  EXPECT_NE(markup.find("<label for=\"territory\">Votre territoire"), std::string::npos);
  EXPECT_NE(markup.find("name=\"territory_key\" value=\"commune:44109\""), std::string::npos);
  EXPECT_NE(markup.find("aria-invalid=\"true\""), std::string::npos);
}

}  // namespace
}  // namespace territories
