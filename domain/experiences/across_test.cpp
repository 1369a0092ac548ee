// The list of every programme of the place.
#include "domain/experiences/across.h"

#include "domain/experiences/experience_site_test.h"

namespace experiences {
namespace {

using testing::HasSubstr;
using testing::Not;

auto const second = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000022");

class AcrossSite : public ExperienceSite {
 protected:
  void SetUp() override {
    ExperienceSite::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) VALUES (?, 'second', 'Parcours 2030', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 2)",
          second);
    });
    tell(demo, "demo", "la-navette", "mobility", "2024-01-01", accounts::Visibility::public_);
    tell(demo, "demo", "la-halle", "food", "2024-01-03", accounts::Visibility::cohort);
    tell(second, "second", "le-velo", "mobility", "2024-01-02", accounts::Visibility::public_);
    tell(second, "second", "le-verger", "food", "2024-01-04", accounts::Visibility::public_);
  }
  void tell(accounts::ProgrammeId const& programme, std::string const& programme_slug, std::string const& slug, std::string const& theme,
            std::string const& published, accounts::Visibility visibility) {
    Sheet one;
    one.slug = slug;
    one.status = Status::published;
    one.visibility = visibility;
    one.published = published;
    one.content.title = slug;
    one.content.summary = "En bref " + slug;
    one.content.context = "Il était une fois.";
    one.content.themes = {theme};
    database().write([&](db::Session& session) { import_sheet(session, world, {programme, programme_slug, one, std::nullopt, std::nullopt}); });
  }
  /// The sheets of a page, in its order.
  std::vector<std::string> listed(std::string const& query, std::string_view who = "") {
    auto const body = site->get("/experiences" + query, who).body;
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = body.find("<h2><a href=\"/p/", at)) != std::string::npos; ++at) {
      auto const from = body.find("/experiences/", at) + 13;
      found.push_back(body.substr(from, body.find('"', from) - from));
    }
    return found;
  }
};
using Slugs = std::vector<std::string>;

TEST_P(AcrossSite, BringsTogetherWhatEachReaderMayReadTheNewestFirst) {
  EXPECT_EQ(listed(""), (Slugs{"le-verger", "le-velo", "la-navette"}));
  // A member of the first programme reads its circle there, and what is public elsewhere.
  EXPECT_EQ(listed("", "malik"), (Slugs{"le-verger", "la-halle", "le-velo", "la-navette"}));
  EXPECT_EQ(listed("?sort=title"), (Slugs{"la-navette", "le-velo", "le-verger"}));
  EXPECT_EQ(listed("?sort=oldest"), (Slugs{"la-navette", "le-velo", "le-verger"}));
}

TEST_P(AcrossSite, IsNarrowedByProgrammeAndByEveryOtherFacet) {
  EXPECT_EQ(listed("?programme=second"), (Slugs{"le-verger", "le-velo"}));
  EXPECT_EQ(listed("?theme=mobility"), (Slugs{"le-velo", "la-navette"}));
  EXPECT_EQ(listed("?theme=mobility&programme=demo"), (Slugs{"la-navette"}));
  EXPECT_EQ(listed("?programme=demo&programme=second").size(), 3u);
  EXPECT_EQ(listed("?q=verger"), (Slugs{"le-verger"}));
  auto const body = site->get("/experiences?theme=food").body;
  EXPECT_THAT(body, HasSubstr("Parcours 2030"));
  EXPECT_THAT(body, Not(HasSubstr("Parcours 2027</span>"))) << "nothing a visitor reads there is about food";
}

TEST_P(AcrossSite, CountsEachProgrammeWhateverIsChosenAmongThem) {
  auto const body = site->get("/experiences?programme=demo").body;
  auto const at = body.find("value=\"second\"");
  ASSERT_NE(at, std::string::npos);
  EXPECT_THAT(body.substr(at, 200), HasSubstr(">2</span>"));
}

TEST_P(AcrossSite, WidensWhenNothingAnswers) {
  auto const body = site->get("/experiences?programme=demo&theme=food").body;
  EXPECT_THAT(body, HasSubstr("Dans tous les parcours"));
  EXPECT_THAT(body, HasSubstr("/experiences?theme=food\""));
}

TEST_P(AcrossSite, TakesItsPagesInTurnWithoutRepeating) {
  for (int at = 0; at < 30; ++at) tell(second, "second", "fiche-" + std::to_string(at), "water", "2023-01-01", accounts::Visibility::public_);
  auto const first = listed(""), next = listed("?page=2");
  EXPECT_EQ(first.size(), 24u);
  EXPECT_EQ(next.size(), 9u);
  for (auto const& one : next) EXPECT_EQ(std::count(first.begin(), first.end(), one), 0) << one;
  EXPECT_EQ(listed("?page=nonsense").size(), 24u);
}

ON_BOTH_ENGINES(AcrossSite);

}  // namespace
}  // namespace experiences
