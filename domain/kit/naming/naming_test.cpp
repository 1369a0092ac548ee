#include "domain/kit/naming/naming_pages.h"

#include <gmock/gmock.h>

#include "domain/kit/kit.h"
#include "domain/kit/naming/naming_store.h"
#include "domain/kit/testing/bare_site.h"
#include "domain/kit/testing/french.h"
#include "domain/kit/testing/sample_sources.h"
#include "tests/support/both_engines.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Naming, who_does_not_agree_makes_nothing_public) {
  auto const naming = checked(Naming{{}, false, true, "01 23 45 67 89", {}});
  ASSERT_TRUE(naming);
  EXPECT_FALSE(naming->with_email);
  EXPECT_EQ(naming->phone, "");
}

TEST(Naming, a_telephone_number_is_figures) {
  EXPECT_EQ(checked(Naming{{}, true, false, " +33  2 61 91 00 12 ", {}})->phone, "+33 2 61 91 00 12");
  for (char const* bad : {"à midi", "12", "<b>01 23 45</b>", "0123456789012345678901234567890123"})
    EXPECT_FALSE(checked(Naming{{}, true, false, bad, {}})) << bad;
}

class NamingPagesTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    programme = testing_::add_programme(database());
    nadia = database().write([&](db::Session& session) {
      return accounts::put_member(session, world, programme,
                                  {"nadia@essaim.example", "Nadia Kerboul", {programme, std::nullopt, accounts::Function::facilitator}, "", ""});
    });
    routes = std::make_unique<testing_::BareRoutes>(router, testing_::french(), programme);
    routes->viewer.person = nadia;
    routes->viewer.name = "Nadia Kerboul";
    house = std::make_unique<accounts::House>(accounts::House{database(), world, stage});
    pages = std::make_unique<NamingPages>(*house);
    pages->add_routes(*routes);
  }
  std::string read() { return testing_::get_of(router, page).body; }
  int say(testing_::Named const& fields) { return testing_::post_to(router, page, fields).status; }
  std::vector<NamedLine> named() {
    return database().read([&](db::Session& session) {
      std::vector<NamedLine> lines;
      for (auto const& [member, naming] : named_members(session, programme)) lines.push_back({member.email, "", naming.with_email, naming.phone});
      return lines;
    });
  }

  std::string const page = "/p/parcours/kit/named";
  accounts::ProgrammeId programme;
  accounts::PersonId nadia;
  testing_::BareStage stage;
  http::Router router;
  std::unique_ptr<testing_::BareRoutes> routes;
  std::unique_ptr<accounts::House> house;
  std::unique_ptr<NamingPages> pages;
};

TEST_P(NamingPagesTest, NobodyIsNamedBeforeSayingSo) {
  EXPECT_THAT(named(), IsEmpty());
  EXPECT_THAT(read(), HasSubstr("nadia@essaim.example"));
  EXPECT_THAT(read(), Not(HasSubstr("checked")));
  EXPECT_EQ(say({{"email", "yes"}}), 422) << "neither yes nor no";
  EXPECT_THAT(named(), IsEmpty());
}

TEST_P(NamingPagesTest, AMemberIsNamedWithWhatTheyChoseAndMayTakeItBack) {
  EXPECT_EQ(say({{"agrees", "yes"}, {"phone", "02 61 91 00 12"}}), 303);
  EXPECT_THAT(named(), ElementsAre(NamedLine{"nadia@essaim.example", "", false, "02 61 91 00 12"}));
  EXPECT_THAT(read(), HasSubstr("Vous avez répondu le"));
  EXPECT_EQ(say({{"agrees", "yes"}, {"phone", "<script>"}}), 422);
  EXPECT_THAT(named(), ElementsAre(NamedLine{"nadia@essaim.example", "", false, "02 61 91 00 12"})) << "a refusal changes nothing";
  EXPECT_EQ(say({{"agrees", "no"}, {"email", "yes"}}), 303);
  EXPECT_THAT(named(), IsEmpty());
}

TEST_P(NamingPagesTest, AnImportSpeaksOverNobody) {
  std::vector<NamedLine> const lines = {{"nadia@essaim.example", "2026-10-12", true, ""}};
  auto const import = [&] { return database().write([&](db::Session& session) { return import_named(session, programme, lines); }); };
  EXPECT_THAT(import(), IsEmpty());
  EXPECT_THAT(named(), ElementsAre(NamedLine{"nadia@essaim.example", "", true, ""}));
  EXPECT_EQ(say({{"agrees", "no"}}), 303);
  EXPECT_THAT(import(), IsEmpty());
  EXPECT_THAT(named(), IsEmpty());
  std::vector<NamedLine> const stranger = {{"personne@essaim.example", "2026-10-12", true, ""}};
  EXPECT_EQ(database().write([&](db::Session& session) { return import_named(session, programme, stranger); }).size(), 1u);
}

TEST_P(NamingPagesTest, WhoDeclinedIsKeptByTheFilesAndIsNotAskedAgain) {
  EXPECT_EQ(say({{"agrees", "no"}}), 303);
  auto const lines = database().read([&](db::Session& session) { return named_lines(session, programme); });
  ASSERT_THAT(lines, ElementsAre(NamedLine{"nadia@essaim.example", "2026-11-23", false, "", false}));
  database().write([&](db::Session& session) {
    session.execute("DELETE FROM kit_named");
    EXPECT_THAT(import_named(session, programme, lines), IsEmpty());
    EXPECT_EQ(named_lines(session, programme), lines);
  });
  EXPECT_THAT(named(), IsEmpty());
}

TEST_P(NamingPagesTest, AnImportSpeaksForMembersOfTheProgrammeOnly) {
  auto const elsewhere = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/ailleurs"));
  auto const refused = database().write([&](db::Session& session) {
    accounts::put_member(session, world, elsewhere,
                         {"yann@essaim.example", "Yann", {elsewhere, std::nullopt, accounts::Function::facilitator}, "", ""});
    std::vector<NamedLine> const lines = {{"yann@essaim.example", "2026-10-12", true, ""}};
    return import_named(session, programme, lines);
  });
  EXPECT_EQ(refused.size(), 1u) << "somebody of another programme has an account here";
}

TEST_P(NamingPagesTest, MembersAreAskedOnceTheKitPrintsTheListOfPeople) {
  auto outline = testing_::sample_outline();
  auto const asked = [&] {
    return database().write([&](db::Session& session) {
      import_outline(session, world, programme, "parcours", outline, {});
      return is_asked_to_be_named(session, programme, nadia);
    });
  };
  EXPECT_FALSE(asked());
  outline.chapters[0].directory = {"people"};
  EXPECT_TRUE(asked());
  EXPECT_EQ(say({{"agrees", "no"}}), 303);
  EXPECT_FALSE(asked());
}

ON_BOTH_ENGINES(NamingPagesTest);

}  // namespace
}  // namespace kit
