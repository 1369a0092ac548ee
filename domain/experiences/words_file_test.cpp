#include "domain/experiences/words_file.h"

#include <gtest/gtest.h>

namespace experiences {
namespace {

TEST(AFileOfWords, SaysNothingWhenTheProgrammeChangedNone) { EXPECT_EQ(format_words({}), ""); }

TEST(AFileOfWords, GivesBackTheListsAProgrammeChanged) {
  Vocabulary vocabulary;
  auto& obstacles = vocabulary.words(List::obstacle);
  obstacles[0].label = "Pas le temps";
  obstacles[0].renamed = true;
  obstacles[2].merged_into = "time";
  obstacles[3].retired = true;
  obstacles.insert(obstacles.begin(), Word{"own_la_neige", "La neige, l’hiver", 19, true});
  auto const lines = parse_words(format_words(vocabulary), "words.csv");
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), obstacle_types().size() + 1) << "one list, whole and in its order";
  EXPECT_EQ(lines->at(0).code, "own_la_neige");
  EXPECT_EQ(lines->at(0).label, "La neige, l’hiver");
  EXPECT_EQ(lines->at(1).label, "Pas le temps");
  EXPECT_EQ(lines->at(2).label, "") << "a compiled word not renamed follows the program";
  EXPECT_EQ(lines->at(3).merged_into, "time");
  EXPECT_TRUE(lines->at(4).retired);
}

TEST(AFileOfWords, NamesTheLineThatIsWrong) {
  auto const wrong =
      parse_words("list,code,label,retired,merged_into\ntheme,food,,,\nnonsense,x,,,\nlever,Élan,Élan,,\nlever,own_x,,,\n", "words.csv");
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.error().size(), 3u);
  EXPECT_EQ(wrong.error()[0].line, 3u);
  EXPECT_EQ(wrong.error()[1].refusal.field, "code");
  EXPECT_EQ(wrong.error()[2].refusal.field, "label");
}

}  // namespace
}  // namespace experiences
