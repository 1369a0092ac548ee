#include "app/kit_sheet_facts.h"

#include <gmock/gmock.h>

#include "domain/experiences/experiences.h"
#include "tests/support/both_engines.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class KitSheetFactsTest : public support::OnBothEngines {
 protected:
  void write(std::string const& slug, std::string const& summary, accounts::Visibility visibility = accounts::Visibility::public_) {
    experiences::Import import;
    import.programme = programme;
    import.programme_slug = "parcours";
    import.sheet.slug = slug;
    import.sheet.status = experiences::Status::published;
    import.sheet.visibility = visibility;
    import.sheet.content.title = "Fiche " + slug;
    import.sheet.content.summary = summary;
    database().write([&](db::Session& session) { experiences::import_sheet(session, world, import); });
  }
  /// What is said of the sheets, and in `read` those whose text was asked for.
  std::map<std::string, kit::SheetFacts> facts(std::vector<std::string> const& slugs) {
    read.clear();
    accounts::Viewer const lead;
    return database().read([&](db::Session& session) {
      return kept.of({session, lead, programme, dictionary->words(i18n::Language::french)}, slugs);
    });
  }

  accounts::ProgrammeId const programme = accounts::ProgrammeId::trusted("parcours");
  std::unique_ptr<i18n::Dictionary> dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  std::vector<std::string> read;
  app::KitSheetFacts kept{[this](kit::Asking const& asking, kit::Sources::Slugs slugs) {
    std::map<std::string, kit::Part> parts;
    for (auto const& sheet : experiences::sheets_by_slugs(asking.session, asking.viewer, asking.programme, slugs)) {
      read.push_back(sheet.slug);
      kit::Part part;
      part.slug = sheet.slug;
      part.title = sheet.content.title;
      part.blocks.emplace_back().markdown = sheet.content.summary;
      parts.emplace(sheet.slug, std::move(part));
    }
    return parts;
  }};
};

TEST_P(KitSheetFactsTest, ASheetIsReadOnceAndAgainWhenItChanged) {
  write("halle", "Trois mots ici.");
  write("verger", "Deux mots.");
  auto const first = facts({"halle", "verger"});
  EXPECT_THAT(read, UnorderedElementsAre("halle", "verger"));
  EXPECT_EQ(first.at("halle").facts.words, 3u);
  EXPECT_EQ(first.at("halle").head.title, "Fiche halle");
  EXPECT_THAT(first.at("halle").head.blocks, IsEmpty());
  EXPECT_EQ(facts({"halle", "verger"}).at("verger").facts.words, 2u);
  EXPECT_THAT(read, IsEmpty()) << "nothing changed";
  world.advance(std::chrono::milliseconds{1});
  write("halle", "Il y en a cinq.");
  auto const after = facts({"halle", "verger"});
  EXPECT_THAT(read, ElementsAre("halle"));
  EXPECT_EQ(after.at("halle").facts.words, 5u);
  EXPECT_NE(after.at("halle").facts.print, first.at("halle").facts.print);
}

TEST_P(KitSheetFactsTest, ASheetVisitorsMayNotReadIsNotThereEvenOnceItWas) {
  write("halle", "Trois mots ici.");
  EXPECT_EQ(facts({"halle"}).size(), 1u);
  world.advance(std::chrono::milliseconds{1});
  write("halle", "Trois mots ici.", accounts::Visibility::cohort);
  EXPECT_THAT(facts({"halle"}), IsEmpty());
  EXPECT_THAT(facts({"nulle-part"}), IsEmpty());
}

ON_BOTH_ENGINES(KitSheetFactsTest);

}  // namespace
