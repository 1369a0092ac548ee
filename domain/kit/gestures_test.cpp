#include "domain/kit/gestures.h"

#include <gmock/gmock.h>

#include "domain/kit/paper_size.h"
#include "domain/kit/remark_places.h"
#include "domain/kit/testing/french.h"

namespace kit {
namespace {

using testing::ElementsAre;

Outline three_chapters() {
  Outline outline;
  outline.title = "Le kit";
  outline.chapters = {
      {"un", "Un", "un", {"navette", "repas"}, {}, {}}, {"deux", "Deux", "deux", {"fret"}, {"arpentage"}, {}}, {"trois", "Trois", "", {}, {}, {}}};
  return outline;
}

std::string said(base::Outcome<Gestured> const& done) { return done ? testing_::french().refusal(done->said) : "refused: " + done.error().msgid; }

Gesture place(std::string chapter, std::size_t at) { return {"place", std::move(chapter), "", "", "", at}; }
Gesture place_item(std::string item, std::string chapter, std::size_t at) {
  return {"place-item", std::move(chapter), "", std::move(item), "Le fret", at};
}

TEST(Gestures, AChapterIsPutAnywhereAndItsPlaceIsSaid) {
  auto const moved = gestured(place("un", 2), three_chapters());
  EXPECT_EQ(said(moved), "Le chapitre «\u00a0Un\u00a0» est maintenant le n°\u00a03 sur 3.");
  EXPECT_EQ(moved->outline.chapters[2].slug, "un");
  EXPECT_EQ(gestured(place("un", 99), three_chapters())->outline.chapters[2].slug, "un") << "past the end is the end";
  EXPECT_FALSE(gestured(place("absent", 0), three_chapters()));
}

TEST(Gestures, ASheetGoesToAnotherChapterAtItsPlace) {
  auto const moved = gestured(place_item("experience:fret", "un", 1), three_chapters());
  EXPECT_EQ(said(moved), "«\u00a0Le fret\u00a0» est maintenant le n°\u00a02 sur 3 dans le chapitre «\u00a0Un\u00a0».");
  EXPECT_THAT(moved->outline.chapters[0].experiences, ElementsAre("navette", "fret", "repas"));
  EXPECT_TRUE(moved->outline.chapters[1].experiences.empty());
  EXPECT_FALSE(gestured(place_item("experience:absent", "un", 0), three_chapters()));
  EXPECT_FALSE(gestured(place_item("experience:fret", "absent", 0), three_chapters()));
  EXPECT_FALSE(gestured(place_item("fret", "un", 0), three_chapters()));
}

TEST(Gestures, WhatIsTakenOutIsNamed) {
  EXPECT_EQ(said(gestured({"remove-item", "", "", "method:arpentage", "L’arpentage", 0}, three_chapters())),
            "«\u00a0L’arpentage\u00a0» est retiré du chapitre «\u00a0Deux\u00a0».");
  EXPECT_EQ(said(gestured({"remove-chapter", "deux", "", "", "", 0}, three_chapters())),
            "Le chapitre «\u00a0Deux\u00a0» est retiré du kit\u202f; son texte est gardé.");
  EXPECT_FALSE(gestured({"explode", "", "", "", "", 0}, three_chapters()));
}

TEST(RemarkPlaces, ARemarkIsAtTheLineItNames) {
  std::string const text = "Un.\n\nVoir [ici](nulle-part) et [[perdue#l1]].\n";
  EXPECT_EQ(line_of({"un", {"The link “{}” leads nowhere.", {"nulle-part"}, {}}, false, 0}, text), 3u);
  EXPECT_EQ(line_of({"un", {"[[{}]] leads nowhere.", {"perdue#l1"}, {}}, true, 0}, text), 3u);
  EXPECT_EQ(line_of({"un", {"No sheet is called “{}”.", {"perdue"}, {}}, true, 0}, text), 0u) << "it is about a sheet, not about the text";
  EXPECT_EQ(line_of({"un", {"What it says.", {}, {}}, true, 7}, text), 7u);
}

TEST(RemarkPlaces, LinksToOtherSitesAreListedOnce) {
  EXPECT_THAT(found_in("[a](https://a.example/x) [b](/p/x) [c](https://a.example/x)\n\n- [d](http://d.example)").outside,
              ElementsAre("https://a.example/x", "http://d.example"));
}

TEST(PaperSize, AChapterBeginsOnAPageAndAPictureTakesRoom) {
  Part chapter, sheet;
  Block words;
  for (int word = 0; word < 1000; ++word) words.markdown += "mot ";
  chapter.blocks = {words};
  sheet.level = 2;
  EXPECT_EQ(pages_on_paper({}), 0);
  EXPECT_EQ(pages_on_paper({chapter}), 2) << "a thousand words fill two pages";
  EXPECT_EQ(pages_on_paper({chapter, chapter}), 4);
  EXPECT_EQ(pages_on_paper({chapter, sheet}), 3) << "a sheet begins on a page of its own";
  Block pictured;
  pictured.picture = Picture{};
  chapter.blocks = {pictured};
  EXPECT_EQ(pages_on_paper({chapter}), 2);
}

}  // namespace
}  // namespace kit
