#include "domain/kit/export/book_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {
using namespace kit;
using testing::ElementsAre;

Part part(std::string slug, std::string kind, std::vector<std::string> texts) {
  Part made{std::move(slug), "Titre", 1, std::move(kind), "", "", {}};
  for (auto& text : texts) {
    Block block;
    block.id = "b" + std::to_string(made.blocks.size() + 1);
    block.markdown = std::move(text);
    made.blocks.push_back(std::move(block));
  }
  return made;
}

std::vector<std::string> places_of(std::vector<IndexLine> const& index, std::string_view term) {
  for (auto const& line : index)
    if (line.term == term) return line.places;
  return {"no such term"};
}

TEST(BookIndex, terms_of_the_glossary_lead_to_the_blocks_that_use_them) {
  Document document;
  document.parts = {
      part("un", "page", {"Le levier et les LEVIERS.", "Un relevé, un cheval.", "Sans élan : une alliance."}),
      part("mots", "glossary",
           {"**Levier.** Ce sans quoi rien.\n\n**Élan** : ce qui porte.\n\n**Tout un paragraphe en gras.**\n\nDu texte **gras** au milieu."})};
  auto const index = index_of(document);
  EXPECT_EQ(index.size(), 2u);
  EXPECT_EQ(index.front().term, "Élan") << "accents do not count in the order";
  EXPECT_THAT(places_of(index, "Levier"), ElementsAre("part.un.b1", "part.mots.b1")) << "singular, plural, capitals, and not inside another word";
  EXPECT_THAT(places_of(index, "Élan"), ElementsAre("part.un.b3", "part.mots.b1"));
}

TEST(BookIndex, territories_and_sheets_lead_to_what_rests_on_them) {
  Document document;
  document.parts = {part("un", "page", {"Dit deux fois.", "Rien."})};
  Ground const ground{"la-navette", "La navette", "l1", "Diois", "", ""};
  document.parts[0].blocks[0].grounds = {ground, ground};
  auto const index = index_of(document);
  ASSERT_EQ(index.size(), 2u);
  EXPECT_THAT(places_of(index, "Diois"), ElementsAre("part.un.b1"));
  EXPECT_THAT(places_of(index, "La navette"), ElementsAre("part.un.b1")) << "once a block";
}

TEST(BookIndex, a_kit_that_explains_and_cites_nothing_has_none) {
  Document document;
  document.parts = {part("un", "page", {"**Gras.** au début d’un chapitre qui n’est pas un glossaire."})};
  EXPECT_TRUE(index_of(document).empty());
}

}  // namespace
