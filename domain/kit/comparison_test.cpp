#include "domain/kit/comparison.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/kit/export/sample_document.h"
#include "platform/base/text.h"

namespace {
using namespace kit;

std::string said(std::vector<Stretch> const& stretches) {
  std::string out;
  for (auto const& one : stretches)
    out += (one.kind == Stretch::Kind::same ? "" : one.kind == Stretch::Kind::added ? "+" : "-") + std::string{"["} + one.text + "]";
  return out;
}

TEST(Comparison, of_two_sentences_shows_the_words_that_came_and_went) {
  EXPECT_EQ(said(compare_words("On réunit puis on convainc", "On réunit avant de convaincre")),
            "[On réunit]-[puis on convainc]+[avant de convaincre]");
  EXPECT_EQ(said(compare_words("a b c", "a b c")), "[a b c]");
  EXPECT_EQ(said(compare_words("", "a")), "+[a]");
}

TEST(Comparison, cuts_what_stays_the_same_far_from_a_change) {
  std::string long_text;
  for (int word = 0; word < 60; ++word) long_text += "m" + std::to_string(word) + " ";
  EXPECT_EQ(said(compare_words(long_text + "ancien", long_text + "neuf")), "[… m52 m53 m54 m55 m56 m57 m58 m59]-[ancien]+[neuf]");
}

TEST(Comparison, of_two_editions_tells_the_parts_that_came_left_and_changed) {
  auto const before = sample_document();
  EXPECT_TRUE(compare(before, before).empty());
  auto after = before;
  after.parts[0].blocks[3].markdown = "Si le même nom revient souvent, demandez-vous qui n’était pas dans la salle.";
  after.parts.erase(after.parts.begin() + 1);
  after.parts.push_back({"neuf", "Un chapitre neuf", 1, "page", "", "", {}});
  auto const told = compare(before, after);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].slug, "dialogue");
  ASSERT_EQ(told[0].paragraphs.size(), 1u);
  EXPECT_EQ(said(told[0].paragraphs[0]), "[Si le même nom revient]-[toujours,]+[souvent,][demandez-vous qui n’était pas dans la salle.]");
  EXPECT_EQ(told[1].change, PartChange::added);
  EXPECT_EQ(told[2].change, PartChange::removed);
  EXPECT_EQ(told[2].title, "La navette du marché");
}

RC_GTEST_PROP(Comparison, what_came_and_stayed_makes_the_new_text, ()) {
  auto const words = rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "b", "c", "d"));
  auto const before = *rc::gen::resize(12, words), after = *rc::gen::resize(12, words);
  std::vector<std::string> made, old;
  for (auto const& stretch : compare_words(base::join(before, " "), base::join(after, " "))) {
    auto const list = base::split(stretch.text, ' ');
    if (stretch.kind != Stretch::Kind::removed) made.insert(made.end(), list.begin(), list.end());
    if (stretch.kind != Stretch::Kind::added) old.insert(old.end(), list.begin(), list.end());
  }
  RC_ASSERT(made == after);
  RC_ASSERT(old == before);
}

}  // namespace
