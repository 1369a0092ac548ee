#include "domain/kit/box_examples.h"

#include <gmock/gmock.h>

#include "domain/kit/page_blocks.h"

namespace kit {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(BoxExamples, each_is_typed_as_it_must_be_and_holds_what_its_button_says) {
  auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  for (auto const language : {i18n::Language::french, i18n::Language::english}) {
    int typed = 0;
    for (auto const& box : box_examples(dictionary->words(language))) {
      auto const inside = box.inside.empty() ? "Quelques mots." : box.inside;
      auto const text = box.opening + "\n" + inside + "\n" + box.closing + "\n";
      EXPECT_THAT(typing_problems(text), IsEmpty()) << text;
      auto const blocks = page_blocks(text);
      if (box.opening == "::: to-write") {
        EXPECT_THAT(still_to_write(text), SizeIs(1));
        continue;
      }
      ASSERT_THAT(blocks, SizeIs(1)) << text;
      EXPECT_EQ(holds_a_box(blocks.front()), !box.inside.empty()) << text;
      typed += holds_a_box(blocks.front());
      if (auto const& order = blocks.front().running_order) {
        ASSERT_THAT(order->sequences, SizeIs(3)) << text;
        EXPECT_FALSE(order->sequences.front().tip.empty());
      }
      if (auto const& assessment = blocks.front().self_assessment) {
        ASSERT_THAT(assessment->axes, SizeIs(2)) << text;
      }
      if (!blocks.front().questions.empty()) {
        EXPECT_THAT(blocks.front().questions.front().answers, SizeIs(3)) << text;
      }
    }
    EXPECT_EQ(typed, 4) << "quiz, self-assessment, running order, glossary";
  }
}

}  // namespace
}  // namespace kit
