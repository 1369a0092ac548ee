#include "domain/kit/typed_pictures.h"

#include <gmock/gmock.h>

#include "domain/kit/page_blocks.h"
#include "domain/kit/quiz.h"

namespace kit {
namespace {

std::vector<std::string> words_in(std::string_view markdown) {
  std::vector<std::string> words;
  for (auto const& picture : typed_pictures(markdown, "pictures/")) words.push_back(picture.address + "=" + picture.words);
  return words;
}

TEST(TypedPictures, are_found_with_the_words_that_stand_for_them) {
  EXPECT_THAT(words_in("![La place](pictures/a.jpg) [lien](pictures/b.jpg) ![](pictures/c.png) ![Un \\[plan\\]](pictures/d.png)"),
              testing::ElementsAre("pictures/a.jpg=La place", "pictures/c.png=", "pictures/d.png=Un [plan]"));
  EXPECT_THAT(words_in("![ailleurs](https://x/pictures/a.jpg) ![perdue](pictures/a.jpg"), testing::IsEmpty());
  EXPECT_THAT(words_in("![loin\n\nde tout](pictures/a.jpg)"), testing::IsEmpty()) << "words end with their paragraph";
}

TEST(TypedPictures, are_typed_again_with_words_that_say_just_what_was_written) {
  for (std::string_view words : {"Avant [1] : *deux* étals {vides}", "a_b `c` \\ <d> ~e", "Une place"}) {
    auto const again =
        with_pictures("x ![](pictures/a.jpg) y", "pictures/", [&](TypedPicture const& one) { return typed_picture(words, one.address); });
    EXPECT_THAT(words_in(again), testing::ElementsAre("pictures/a.jpg=" + std::string{words}));
    EXPECT_THAT(pictures_without_words(again), testing::IsEmpty());
    auto const shown = markdown::blocks(again);
    EXPECT_EQ(shown.front().inside[1].text, words) << "read as Markdown";
  }
}

TEST(TypedPictures, of_a_quiz_keep_their_words_through_gift) {
  auto const text = "[markdown]Que montre " + typed_picture("la place {pleine} : un marché", "pictures/a.jpg") + " ? {=Un marché ~Une gare}\n";
  auto const reading = read_gift(text);
  ASSERT_EQ(reading.questions.size(), 1u);
  EXPECT_EQ(markdown::plain_text(reading.questions[0].text), "Que montre la place {pleine} : un marché ?");
}

TEST(TypedPictures, hostile_lengths_cost_no_more_than_their_text) {
  std::string text;
  for (int one = 0; one < 50'000; ++one) text += "](pictures/";
  EXPECT_THAT(typed_pictures(text, "pictures/"), testing::IsEmpty());
}

}  // namespace
}  // namespace kit
