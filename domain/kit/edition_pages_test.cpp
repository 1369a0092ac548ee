#include <regex>

#include "domain/kit/bundle.h"
#include "domain/kit/document_json.h"
#include "domain/kit/testing/kit_site.h"

namespace kit {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class EditionPagesTest : public testing_::KitSite {};

TEST_P(EditionPagesTest, TheNoteOfTheNextEditionIsSuggestedFromWhatChanged) {
  publish_first();
  as_lead();
  EXPECT_THAT(get(bench + "/editions").body, HasSubstr("Aucun mot n’a changé depuis l’édition 1.0"));
  change({{"action", "add-chapter"}, {"title", "Trois"}});
  post(bench + "/pages/trois", {{"action", "save"}, {"revision", "0"}, {"markdown", "Neuf."}});
  change({{"action", "remove-chapter"}, {"chapter", "deux"}});
  EXPECT_THAT(get(bench + "/editions").body, HasSubstr("Ajouté\u00a0: Trois. Retiré\u00a0: Deux."));
  EXPECT_THAT(get(bench + "/changes").body, AllOf(HasSubstr("Trois"), HasSubstr("retiré"), HasSubstr("De 1.0 à la copie de travail")));
}

TEST_P(EditionPagesTest, ARefusedFreezeKeepsTheWordsTyped) {
  publish_first();
  as_lead();
  auto const refused = post(bench + "/freeze", {{"number", "0.9"}, {"note", "Ma phrase."}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Ma phrase."), HasSubstr("demande un numéro plus grand"), HasSubstr("Aucune édition n’a été figée")));
}

TEST_P(EditionPagesTest, BeforeAnEditionIsPublicOneReadsWhatBecomesSoAndThatItIsForEver) {
  import();
  as_lead();
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  EXPECT_THAT(get(bench + "/editions").body, HasSubstr(bench + "/publish/1.0"));
  auto const page = get(bench + "/publish/1.0").body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("Une édition est pour toujours"), HasSubstr("Nadia Kerboul"), HasSubstr("2 chapitres"),
                    HasSubstr("https://essaim.example/p/parcours/kit/1.0")));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 404) << "looking publishes nothing";
  EXPECT_EQ(get(bench + "/publish/1.0").status, 404);
  as_lead();
  EXPECT_EQ(get(bench + "/publish/9.9").status, 404);
}

TEST_P(EditionPagesTest, AnEditionKeptBeforeAFieldWasAddedIsTheSameWhenItsBundleIsTakenAgain) {
  publish_first();
  auto const taken = unbundled(files::read_file(folder.path() / "parcours/kit/1.0/kit-1.0-essaim.zip").value());
  ASSERT_TRUE(taken);
  auto const today = to_json(taken->document);
  auto earlier = std::regex_replace(today, std::regex{",\\s*\"adapted\":\\s*false|,\\s*\"photos\":\\s*\\[\\]"}, "");
  ASSERT_NE(earlier, today) << "the test no longer takes out a field";
  database().write([&](db::Session& session) { session.execute("UPDATE kit_edition SET document = ?", earlier); });
  EXPECT_TRUE(database().write([&](db::Session& session) { return adopt(session, world, programme, *taken); }));
  auto const others = std::regex_replace(earlier, std::regex{"invite"}, "convie");
  ASSERT_NE(others, earlier);
  database().write([&](db::Session& session) { session.execute("UPDATE kit_edition SET document = ?", others); });
  EXPECT_FALSE(database().write([&](db::Session& session) { return adopt(session, world, programme, *taken); })) << "another text";
}

ON_BOTH_ENGINES(EditionPagesTest);

}  // namespace
}  // namespace kit
