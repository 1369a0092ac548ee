#include "domain/kit/errata/errata.h"

#include <gtest/gtest.h>

namespace {
using namespace kit;

Document edition(std::string text) {
  Block block;
  block.id = "b1";
  block.markdown = std::move(text);
  Document document;
  document.number = "1.0";
  document.parts = {Part{"un", "Un", 1, "page", "", "", {block}}, Part{"deux", "Deux", 1, "page", "", "", {}}};
  return document;
}

Erratum erratum(std::string wrong, std::string instead, std::string part = "un") {
  Erratum made;
  made.part = std::move(part), made.wrong = std::move(wrong), made.instead = std::move(instead);
  return made;
}

TEST(Errata, say_where_what_is_wrong_and_what_to_read) {
  auto const document = edition("Onze territoires.");
  auto const kept = checked(erratum(" Onze \n", " Douze"), document);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->wrong, "Onze");
  EXPECT_TRUE(checked(erratum("Onze", "Douze", ""), document)) << "of the whole edition";
  EXPECT_FALSE(checked(erratum("Onze", "Douze", "absente"), document));
  EXPECT_FALSE(checked(erratum("  ", "Douze"), document));
  EXPECT_FALSE(checked(erratum("Onze", ""), document));
  EXPECT_FALSE(checked(erratum("Onze", "Onze "), document));
  std::string accents;
  for (int one = 0; one < 2000; ++one) accents += "é";
  EXPECT_TRUE(checked(erratum(accents, "x"), document)) << "letters are counted, not bytes";
  EXPECT_FALSE(checked(erratum(accents + "é", "x"), document));
}

TEST(Errata, a_later_edition_corrects_what_it_no_longer_says_and_says_right) {
  auto const wrong = erratum("onze territoires", "douze territoires");
  EXPECT_FALSE(is_corrected_by(wrong, edition("Onze territoires racontent.")));
  EXPECT_FALSE(is_corrected_by(wrong, edition("Des territoires racontent."))) << "it no longer says it, but does not say it right";
  EXPECT_FALSE(is_corrected_by(wrong, edition("Douze territoires, onze territoires."))) << "one is left";
  EXPECT_TRUE(is_corrected_by(wrong, edition("*Douze* territoires racontent.")));
  EXPECT_TRUE(is_corrected_by(erratum("onze", "onze ou douze"), edition("Onze ou douze."))) << "what is right may hold what was wrong";
  auto moved = edition("Douze territoires.");
  moved.parts[0].slug = "ailleurs";
  EXPECT_TRUE(is_corrected_by(wrong, moved)) << "in a page with another address";
  EXPECT_TRUE(is_corrected_by(erratum("onze territoires", "douze territoires", ""), edition("Douze territoires."))) << "of the whole edition";
}

}  // namespace
