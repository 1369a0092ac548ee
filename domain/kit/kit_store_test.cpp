#include <gmock/gmock.h>

#include "domain/kit/document_json.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/testing/sample_sources.h"
#include "platform/files/disk.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class KitStoreTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    programme = testing_::add_programme(database());
    dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  }
  i18n::Words const& words() { return dictionary->words(i18n::Language::french); }
  Imported import(Outline const& outline, Pages const& pages) {
    return database().write([&](db::Session& session) { return import_outline(session, world, programme, "parcours", outline, pages); });
  }
  base::Outcome<Document> freeze_now(std::string number, std::string note = "") {
    return database().write([&](db::Session& session) {
      return freeze(testing_::sample_sources(), {session, lead, programme, words()}, world,
                    {std::move(number), std::move(note), "https://essaim.example", std::nullopt});
    });
  }
  base::Outcome<std::vector<File>> publish_now(std::string_view number) {
    return publish(database(), world, words(), programme, number, {folder.path() / "kits", {}, {"/nowhere", "node", std::chrono::seconds{1}}});
  }
  std::vector<std::string> states() {
    return database().read([&](db::Session& session) {
      KitStore store{session};
      std::vector<std::string> states;
      for (auto const& edition : store.editions(store.find(programme)->id)) states.push_back(edition.number + " " + std::string{code(edition.state)});
      return states;
    });
  }

  accounts::ProgrammeId programme;
  accounts::Viewer lead;
  files::TemporaryFolder folder;
  std::unique_ptr<i18n::Dictionary> dictionary;
};

TEST_P(KitStoreTest, ImportingTwiceChangesNothingAndExportGivesTheFilesBack) {
  auto const outline = testing_::sample_outline();
  EXPECT_EQ(import(outline, {{"un", "Texte."}}), Imported::created);
  EXPECT_EQ(import(outline, {{"un", "Texte."}}), Imported::unchanged);
  EXPECT_EQ(import(outline, {{"un", "Autre."}, {"deux", "x"}}), Imported::changed);
  EXPECT_EQ(import(outline, {{"un", "Autre."}}), Imported::changed);
  auto const exported = database().read([&](db::Session& session) { return export_outline(session, programme); });
  ASSERT_TRUE(exported);
  EXPECT_EQ(exported->file.outline, outline);
  EXPECT_EQ(exported->pages, (Pages{{"un", "Autre."}}));
  auto const toml = write_outline(exported->file);
  auto const again = read_outline(*base::read_toml(toml, "kit.toml"), "kit.toml");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outline, outline);
  EXPECT_EQ(write_outline(*again), toml);
}

TEST_P(KitStoreTest, TheOutlineKeepsTheVersionOfTheNumbersTheDirectoryAndWhoIsNamed) {
  auto outline = testing_::sample_outline();
  outline.chapters[1].snapshot = "1.0";
  outline.chapters[1].directory = {"structures", "people"};
  import(outline, {});
  EXPECT_EQ(database().read([&](db::Session& session) { return KitStore{session}.find(programme)->outline; }), outline);
  OutlineFile const file{
      outline, "", "", {{"nadia@essaim.example", "2026-10-12", true, "02 61 91 00 12"}, {"samir@essaim.example", "2026-10-13", false, ""}}};
  auto const toml = write_outline(file);
  auto const again = read_outline(*base::read_toml(toml, "kit.toml"), "kit.toml");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outline, outline);
  EXPECT_EQ(again->named, file.named);
  EXPECT_EQ(write_outline(*again), toml);
}

TEST_P(KitStoreTest, WhoWritesOverANewerTextIsTold) {
  import(testing_::sample_outline(), {});
  database().write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(programme)->id;
    EXPECT_TRUE(store.write_page(kit, {"un", "premier", 0}, std::nullopt, world.now()));
    EXPECT_FALSE(store.write_page(kit, {"un", "en même temps", 0}, std::nullopt, world.now()));
    EXPECT_TRUE(store.write_page(kit, {"un", "second", 1}, std::nullopt, world.now()));
    EXPECT_FALSE(store.write_page(kit, {"un", "trop tard", 1}, std::nullopt, world.now()));
    EXPECT_EQ(store.page(kit, "un")->markdown, "second");
  });
}

TEST_P(KitStoreTest, AnEditionKeepsItsTextsWhateverIsWrittenAfter) {
  import(testing_::sample_outline(), {{ "un", "Avant [[navette#l1]]." }});
  auto const frozen = freeze_now("1.0");
  ASSERT_TRUE(frozen) << frozen.error().msgid;
  EXPECT_EQ(frozen->parts[0].blocks[0].grounds[0].title, "La navette du marché");
  EXPECT_EQ(frozen->home_address, "https://essaim.example/p/parcours/kit/1.0");
  import(testing_::sample_outline(), {{ "un", "Après." }});
  database().read([&](db::Session& session) {
    KitStore store{session};
    auto const edition = store.edition(store.find(programme)->id, "1.0");
    auto const document = document_from_json(*store.document(edition->id));
    EXPECT_EQ(document->parts[0].blocks[0].markdown, "Avant [[navette#l1]].\n");
    EXPECT_EQ(to_json(*document), to_json(*frozen));
  });
}

TEST_P(KitStoreTest, FreezingTheSameTextsUnderTheSameNumberGivesTheEditionBack) {
  import(testing_::sample_outline(), {{ "un", "Texte." }});
  ASSERT_TRUE(freeze_now("1.0"));
  EXPECT_TRUE(freeze_now("1.0"));
  import(testing_::sample_outline(), {{ "un", "Autre texte." }});
  EXPECT_FALSE(freeze_now("1.0")) << "an edition never changes";
  EXPECT_FALSE(freeze_now("1.1")) << "what changed is not said";
  EXPECT_TRUE(freeze_now("1.1", "Un texte de plus."));
  EXPECT_THAT(states(), ElementsAre("1.1 frozen", "1.0 frozen"));
}

TEST_P(KitStoreTest, WhatVisitorsMayNotReadIsNeverFrozen) {
  auto outline = testing_::sample_outline();
  outline.chapters[0].experiences.push_back("secrete");
  import(outline, {});
  auto const refused = freeze_now("1.0");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().msgid, "The sheet “{}” is not public.");
  import(testing_::sample_outline(), {{ "un", "[[secrete#f1]]" }});
  EXPECT_FALSE(freeze_now("1.0"));
  EXPECT_THAT(states(), IsEmpty());
}

TEST_P(KitStoreTest, PublishingSupersedesTheEditionBeforeAndSearchFindsTheNewOneOnly) {
  import(testing_::sample_outline(), {{ "un", "Une phrase sur les hirondelles." }});
  ASSERT_TRUE(freeze_now("1.0"));
  auto const first = publish_now("1.0");
  ASSERT_TRUE(first);
  EXPECT_THAT(*first, SizeIs(10)) << "no PDF, course package nor seal here: what they are made with is missing, the rest is made";
  auto outline = testing_::sample_outline();
  outline.chapters.erase(outline.chapters.begin());
  import(outline, {});
  ASSERT_TRUE(freeze_now("1.1", "Un chapitre de moins."));
  ASSERT_TRUE(publish_now("1.1"));
  EXPECT_THAT(states(), ElementsAre("1.1 published", "1.0 superseded"));
  ASSERT_TRUE(publish_now("1.0")) << "its files are made again, it stays superseded";
  EXPECT_THAT(states(), ElementsAre("1.1 published", "1.0 superseded"));
  database().read([&](db::Session& session) {
    search::Question question;
    question.words = "hirondelles";
    question.audiences = {"public"};
    EXPECT_THAT(search::find(session, question).hits, IsEmpty());
    question.words = "deux";
    EXPECT_THAT(search::find(session, question).hits, SizeIs(1));
    EXPECT_EQ(latest_public(session, programme)->number, "1.1");
    EXPECT_THAT(public_addresses(session, programme), ElementsAre("/p/parcours/kit/1.1", "/p/parcours/kit/1.1/deux"));
  });
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "kits/parcours/kit/1.0/site/index.html"));
  EXPECT_FALSE(publish_now("9.9"));
}

ON_BOTH_ENGINES(KitStoreTest);

TEST(KitFile, EveryMistakeIsNamedWithItsLine) {
  auto const toml = base::read_toml(
      "format = 1\nslug = \"Kit !\"\ntitel = \"x\"\nlicence = \"CC-BY-NC-4.0\"\n\n[[chapters]]\nslug = \"un\"\ntitle = \"Un\"\nstate_of_play = "
      "[\"camembert\"]\n\n"
      "[[chapters]]\nslug = \"un\"\ntitle = \"Deux\"\n",
      "kit.toml");
  ASSERT_TRUE(toml);
  auto const read = read_outline(*toml, "kit.toml");
  ASSERT_FALSE(read);
  std::vector<std::string> said;
  for (auto const& problem : read.error()) said.push_back(std::to_string(problem.line) + " " + problem.refusal.field);
  EXPECT_THAT(
      said,
      testing::UnorderedElementsAre("3 titel", "2 slug", testing::HasSubstr(" title"), "4 licence", "9 state_of_play", testing::HasSubstr(" slug")));
}

TEST(KitFile, TheDemonstrationIsReadAndEveryPageOfItIsCut) {
  std::filesystem::path const programme = std::filesystem::path{ESSAIM_SOURCE_DIR} / "programmes/demonstration";
  auto const toml = base::read_toml(files::read_file(programme / "kit.toml").value_or(""), "kit.toml");
  ASSERT_TRUE(toml);
  auto const read = read_outline(*toml, "kit.toml");
  ASSERT_TRUE(read) << read.error().front().refusal.msgid << " " << read.error().front().line;
  EXPECT_EQ(read_outline(*base::read_toml(write_outline(*read), "kit.toml"), "kit.toml")->outline, read->outline);
  int grounded = 0;
  for (auto const& chapter : read->outline.chapters) {
    auto const page = files::read_file(programme / "kit" / (chapter.page + ".md"));
    ASSERT_TRUE(page) << chapter.page;
    for (auto const& block : page_blocks(*page)) grounded += block.grounds.empty() ? 0 : 1;
    EXPECT_TRUE(pictures_without_words(*page).empty()) << chapter.page;
  }
  EXPECT_GT(grounded, 30);
}

}  // namespace
}  // namespace kit
