#include "domain/experiences/authorship.h"

#include <gtest/gtest.h>

#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

Authored const& of(std::vector<Authored> const& all, std::string_view start) {
  auto const found = std::find_if(all.begin(), all.end(), [&](Authored const& one) { return one.words.starts_with(start); });
  EXPECT_NE(found, all.end()) << start;
  return found == all.end() ? all.front() : *found;
}

TEST(Authorship, FollowsAParagraphThroughItsRewritings) {
  Content first, second, third;
  first.context = "La ligne du jeudi s’arrête à dix-neuf heures.\n\nPersonne ne le savait.";
  second.context = "Avant tout, un mot.\n\nLa ligne du jeudi s’arrête à vingt heures.\n\nPersonne ne le savait.";
  third.context = "Avant tout, un mot.\n\nPersonne ne le savait.\n\nLa ligne du jeudi s’arrête à vingt heures.";
  std::vector<Content const*> const versions{&first, &second, &third};
  auto const all = authorship(versions);
  ASSERT_EQ(all.size(), 3u);
  auto const& line = of(all, "La ligne");
  EXPECT_EQ(line.first, 0u);
  EXPECT_EQ(line.last, 1u);
  EXPECT_EQ(line.former, std::vector<std::string>{paragraph_code("La ligne du jeudi s’arrête à dix-neuf heures.")});
  EXPECT_EQ(of(all, "Avant").first, 1u);
  EXPECT_EQ(of(all, "Personne").first, 0u);
  EXPECT_EQ(of(all, "Personne").last, 0u);
}

TEST(Authorship, OfAPassageGoesByItsCode) {
  Content first;
  first.obstacles = {{"time", "Trop peu.", "", 2, false}, {"money", "Rien.", "", 2, false}};
  give_codes(first);
  auto second = first;
  second.obstacles.erase(second.obstacles.begin());
  second.obstacles.front().how = "Un prêt.";
  std::vector<Content const*> const versions{&first, &second};
  auto const all = authorship(versions);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.front().code, "f2");
  EXPECT_EQ(all.front().first, 0u);
  EXPECT_EQ(all.front().last, 1u);
}

TEST(ParagraphCode, IsTheSameForTheSameWords) {
  EXPECT_TRUE(is_paragraph_code(paragraph_code("Des mots.")));
  EXPECT_EQ(paragraph_code("Des mots."), paragraph_code("des Mots."));
  EXPECT_NE(paragraph_code("Des mots."), paragraph_code("Des maux."));
  EXPECT_FALSE(is_paragraph_code("q1"));
  EXPECT_FALSE(is_paragraph_code("f12345678"));
}

}  // namespace
}  // namespace experiences
