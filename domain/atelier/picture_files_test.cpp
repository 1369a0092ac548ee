#include "domain/atelier/picture_files.h"

#include <gmock/gmock.h>

namespace atelier {
namespace {

std::string const print(64, 'a');
std::string const address = "/p/demo/methods/la-marche/pictures/" + print;

TEST(PicturesOfATextThatLeaves, AreFilesBesideIt) {
  auto const named = [](std::string_view where) { return print_in(where).empty() ? std::string{} : "la-marche/" + print_in(where) + ".jpeg"; };
  EXPECT_EQ(with_addresses("Avant ![Une place, le soir](" + address + " \"titre\") après ![ailleurs](https://x.example/a.png).", named),
            "Avant ![Une place, le soir](la-marche/" + print + ".jpeg \"titre\") après ![ailleurs](https://x.example/a.png).");
  EXPECT_EQ(with_addresses("![jamais fermée](" + address, named), "![jamais fermée](" + address);
  EXPECT_EQ(with_addresses("![", named), "![");
  Content content;
  content.body = "![a](" + address + ")", content.steps = {{"Pas", "![b](" + address + ")", "", 5}};
  content.translations = {{"en", "body", "x", "![c](" + address + ")"}};
  readdress_pictures(content, [](std::string_view) { return std::string{"ici"}; });
  EXPECT_EQ(content.body, "![a](ici)");
  EXPECT_EQ(content.steps[0].instruction, "![b](ici)");
  EXPECT_EQ(content.translations[0].text, "![c](ici)");
}

TEST(PicturesOfATextThatLeaves, AreKnownByTheirFingerprint) {
  EXPECT_EQ(print_in(address), print);
  for (auto const* other : {"/p/demo/methods/x/pictures/abc", "https://x.example/p/demo/methods/x/pictures/", "/p/demo/experiences/x/pieces/1", ""})
    EXPECT_EQ(print_in(other), "") << other;
}

TEST(PicturesOfATextThatLeaves, AreSaidInWordsWhereTheyCannotBeShown) {
  EXPECT_EQ(in_words_instead("A ![la halle](" + address + ") b", [](std::string_view shows) { return "[" + std::string{shows} + "]"; }),
            "A [la halle] b");
}

}  // namespace
}  // namespace atelier
