// What a sheet rests on, what others may do with it, how it travels: rules without a database.
#include <gmock/gmock.h>

#include "domain/atelier/adaptation.h"
#include "domain/atelier/content_form.h"
#include "domain/atelier/coverage.h"
#include "domain/atelier/licences.h"
#include "domain/atelier/live_texts.h"
#include "domain/atelier/photos.h"
#include "domain/atelier/review.h"
#include "domain/atelier/sheet.h"
#include "domain/atelier/translation.h"

namespace atelier {
namespace {

using testing::ElementsAre;

std::vector<std::pair<std::string, std::size_t>> counted(std::string_view text) {
  std::vector<std::pair<std::string, std::size_t>> found;
  for (auto const& one : sentences_of(text)) found.emplace_back(one.text, one.cited.size());
  return found;
}

TEST(Coverage, GivesACitationToItsOwnSentence) {
  EXPECT_THAT(counted("On marche. La halle ouvre : [[les-clefs#f1]]. Et puis ?"),
              ElementsAre(std::pair{"On marche.", 0u}, std::pair{"La halle ouvre.", 1u}, std::pair{"Et puis ?", 0u}));
  EXPECT_THAT(counted("On marche. [[les-clefs#f1]] On revient."), ElementsAre(std::pair{"On marche.", 1u}, std::pair{"On revient.", 0u}));
  EXPECT_THAT(counted("[[les-clefs#f1]] Le silence aide."), ElementsAre(std::pair{"Le silence aide.", 1u}));
}

TEST(Coverage, CountsListsAndNotTitles) {
  EXPECT_THAT(counted("## Après la craie\n\n- Prêtez des clefs.\n- Balayez [[a#l1]]."),
              ElementsAre(std::pair{"Prêtez des clefs.", 0u}, std::pair{"Balayez.", 1u}));
}

TEST(Coverage, IsSaidPartByPart) {
  Content content;
  content.title = "L’arpentage", content.pitch = "Une craie par personne.";
  content.steps = {{"Départ", "En silence [[a#f1]].", "Regardez haut.", 10}};
  content.materials = {"Une craie"};
  std::vector<std::string> said;
  for (auto const& one : coverage_of(content))
    said.push_back(one.field + " " + std::to_string(one.grounded()) + "/" + std::to_string(one.sentences.size()));
  EXPECT_THAT(said, ElementsAre("pitch 0/1", "steps 1/2"));
}

TEST(Licences, SayWhatGoesIntoWhat) {
  struct Case {
    char const *part, *whole;
    bool goes;
  };
  for (auto const& one : {Case{"CC-BY-SA-4.0", "CC-BY-SA-4.0", true},
                          {"CC0-1.0", "CC-BY-4.0", true},
                          {"CC-BY-4.0", "CC-BY-SA-4.0", true},
                          {"etalab-2.0", "CC-BY-SA-4.0", true},
                          {"CC-BY-SA-4.0", "CC-BY-4.0", false},
                          {"CC-BY-4.0", "CC0-1.0", false},
                          {"CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", false},
                          {"CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0", true},
                          {"", "CC0-1.0", true},
                          {"Tous droits réservés", "CC-BY-4.0", false}})
    EXPECT_EQ(!why_not(one.part, one.whole).has_value(), one.goes) << one.part << " into " << one.whole;
}

TEST(Licences, AreAdvisedWhenAnotherWouldTakeEverything) {
  std::vector<std::string> const parts = {"CC-BY-4.0", "CC-BY-SA-4.0"};
  EXPECT_EQ(licence_for("CC-BY-4.0", parts), "CC-BY-SA-4.0");
  EXPECT_EQ(licence_for("CC-BY-SA-4.0", parts), "CC-BY-SA-4.0");
  std::vector<std::string> const apart = {"CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"};
  EXPECT_EQ(licence_for("CC-BY-4.0", apart), std::nullopt);
}

Content french() {
  Content content;
  content.title = "L’arpentage", content.pitch = "Une craie.";
  content.steps = {{"Départ", "En silence.", "", 10}, {"Retour", "À l’heure.", "", 5}};
  return content;
}

TEST(Translation, KnowsWhatIsTranslatedChangedAndMissing) {
  auto content = french();
  put_translations(content, "en", {{"title", "The village walk"}, {"steps.1.instruction", "In silence."}});
  auto const states = [&] {
    std::vector<int> found;
    for (auto const& one : translated_blocks(content, "en")) found.push_back(static_cast<int>(one.state));
    return found;
  };
  EXPECT_THAT(states(), ElementsAre(2, 0, 0, 2, 0, 0)) << "title and first instruction";
  content.steps[0].instruction = "En silence, dix minutes.";
  EXPECT_THAT(states(), ElementsAre(2, 0, 0, 1, 0, 0));
  put_translations(content, "en", {{"steps.1.instruction", "In silence."}});
  EXPECT_EQ(states()[3], 1) << "saved again without a word: still out of date";
  put_translations(content, "en", {{"steps.1.instruction", "In silence.", true}});
  EXPECT_EQ(states()[3], 2);
  put_translations(content, "en", {{"title", ""}});
  EXPECT_EQ(states()[0], 0);
}

TEST(Translation, FollowsAStepThatMoves) {
  auto content = french();
  put_translations(content, "en", {{"steps.1.instruction", "In silence."}});
  std::swap(content.steps[0], content.steps[1]);
  EXPECT_EQ(read_in(content, "en").steps[1].instruction, "In silence.");
  EXPECT_EQ(read_in(content, "en").steps[0].instruction, "À l’heure.") << "what is missing stays in French";
}

TEST(Adaptation, KeepsItsLineageAndShowsEachSideWhatTheOtherChanged) {
  static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  auto const& words = dictionary->words(i18n::Language::english);
  auto const agreed = french();
  auto copy = adapted(agreed, "l-arpentage", 3, "L’arpentage, à Denain");
  EXPECT_EQ(copy.adapted_from, "l-arpentage");
  EXPECT_EQ(copy.adapted_version, 3);
  auto source = agreed;
  source.room = "Le bourg", source.pitch = "Deux craies.";
  copy.outputs = "Une photo.", copy.pitch = "Deux craies.";
  auto const fields = [](std::vector<Change> const& changes) {
    std::vector<std::string> found;
    for (auto const& one : changes) found.push_back(one.field + ": " + one.before + " > " + one.after);
    return found;
  };
  EXPECT_THAT(fields(changed_upstream(agreed, source, copy, words)), ElementsAre("room:  > Le bourg")) << "both say the same pitch";
  EXPECT_THAT(fields(changed_here(agreed, source, copy, words)), ElementsAre("outputs:  > Une photo."));
}

TEST(Photos, OfATrialAreNamedInItsFileAndKeptInALine) {
  Photo const photo{"3f2a9c", "jpeg", "1200x800", "", "Vingt-deux croix | à la craie"};
  EXPECT_EQ(photos_from(text_of({photo, photo})), (std::vector<Photo>{photo, photo}));
  EXPECT_TRUE(photos_from("rien").empty());
  auto const said = photo_of_file("arpentage/3f2a9c.jpeg | Vingt-deux croix");
  EXPECT_EQ(said.file, "arpentage/3f2a9c.jpeg");
  EXPECT_EQ(said.alternative, "Vingt-deux croix");
  EXPECT_EQ(line_for_file(said), "arpentage/3f2a9c.jpeg | Vingt-deux croix");
}

TEST(Scores, AreReadFromAFileAsTheyAreWritten) {
  auto const score = score_of("proven 3 Onze maisons comptées");
  ASSERT_TRUE(score);
  EXPECT_EQ(line_of(*score), "proven 3 Onze maisons comptées");
  EXPECT_EQ(score_of("safe 0")->reason, "");
  for (auto const* wrong : {"", "proven", "proven 5 Trop", "other 3 x", "proven 33", "proven x"}) EXPECT_FALSE(score_of(wrong)) << wrong;
}

TEST(SheetFile, HoldsVariantsCopiesTranslationsReadingsAndFormerWordsAndComesBackTheSame) {
  Sheet sheet;
  sheet.slug = "l-arpentage";
  sheet.content = french();
  sheet.content.steps[0].nature = "invariant";
  sheet.content.territory_variants = {{"rural", "Un banc."}, {"overseas", "Au charbon : deux heures."}};
  sheet.content.invariants = {"duration"}, sheet.content.adaptable = {"room"};
  sheet.content.adapted_from = "la-marche", sheet.content.adapted_version = 4;
  put_translations(sheet.content, "en", {{"title", "The walk"}});
  sheet.trials = {{"", "Lucile", "2026", "Un hameau", "yes", "Marché.", "", "l’école", 14, {"l-arpentage/ab.jpeg | Une croix"}}};
  sheet.reviews = {{"Solène", "", "2026-10-12", {"proven 3 Vu.", "safe 0"}, "Utile."}};
  sheet.cited = {{"les-clefs#f1", "2026-06-02", "Les anciens ne viennent pas.", "yes"}};
  auto const text = format_sheet(sheet);
  auto const back = parse_sheet(text, "l-arpentage.md");
  ASSERT_TRUE(back) << back.error().front().refusal.msgid << " " << back.error().front().refusal.field;
  EXPECT_EQ(*back, sheet);
  EXPECT_EQ(format_sheet(*back), text);
}

TEST(SheetFile, NamesTheLineOfAReadingOrAVariantThatCannotBe) {
  auto const wrong = [](std::string const& more) {
    auto const read = parse_sheet("---\ntitle: A\npitch: B\n" + more + "---\n", "a.md");
    return read ? std::string{"read"} : std::to_string(read.error().front().line) + " " + read.error().front().refusal.field;
  };
  EXPECT_EQ(wrong("territory_variants:\n  - kind: lunar\n    text: Un banc.\n"), "5 territory_variants.1.kind");
  EXPECT_EQ(wrong("reviews:\n  - who: A\n    date: 2026-10-12\n    scores:\n      - proven 7 Trop\n"), "8 reviews.1.scores");
  EXPECT_EQ(wrong("cited:\n  - passage: pas bon\n    date: 2026-10-12\n    words: x\n"), "5 cited.1.passage");
  EXPECT_EQ(wrong("adaptable:\n  - moon\n"), "5 adaptable");
}

TEST(LiveTexts, KeepEachListOfASheetApart) {
  auto content = french();
  content.territory_variants = {{"rural", "Un banc."}, {"urban", "Deux groupes."}};
  put_translations(content, "en", {{"title", "The walk"}, {"steps.1.instruction", "In silence."}});
  EXPECT_EQ(content_of_texts(texts_of(content, {})), content);
}

TEST(Form, KeepsWhatItDoesNotShow) {
  auto before = french();
  put_translations(before, "en", {{"title", "The walk"}});
  before.adapted_from = "la-marche";
  auto typed = french();
  take_unseen(typed, before);
  EXPECT_EQ(typed.translations, before.translations);
  EXPECT_EQ(typed.adapted_from, "la-marche");
}

}  // namespace
}  // namespace atelier
