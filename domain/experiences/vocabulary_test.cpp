#include "domain/experiences/vocabulary.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/experiences/vocabulary_changes.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/experiences/experience_store.h"
#include "platform/mail/outbox.h"
#include "tests/support/both_engines.h"

namespace experiences {
namespace {

using What = WordChange::What;

class Words : public testing::Test {
 protected:
  static i18n::Words const& french() {
    static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
    return dictionary->words(i18n::Language::french);
  }
  static Vocabulary changed(Vocabulary vocabulary, What what, List list, std::string code, std::string after_text = "") {
    WordChange change{what, list, std::move(code), std::move(after_text)};
    auto done = after(std::move(vocabulary), change, french());
    EXPECT_TRUE(done) << done.error().msgid;
    return *done;
  }
};

TEST_F(Words, OfAProgrammeBeginAsCompiled) {
  Vocabulary const vocabulary;
  EXPECT_EQ(vocabulary.words(List::obstacle).size(), obstacle_types().size());
  EXPECT_EQ(vocabulary.label(List::obstacle, "time"), "Lack of time");
  EXPECT_EQ(vocabulary.label(List::obstacle, "gone"), "gone") << "an unknown code is shown as it is";
}

TEST_F(Words, AddedTakeACodeAndABitOfTheirOwn) {
  auto const vocabulary = changed({}, What::added, List::lever, "", "  La navette ");
  auto const* word = vocabulary.find(List::lever, "own_la_navette");
  ASSERT_TRUE(word);
  EXPECT_EQ(word->label, "La navette");
  EXPECT_EQ(word->place, lever_types().size());
}

TEST_F(Words, AreNotAddedTwiceWhateverTheAccentsOrTheLanguage) {
  for (auto const* same : {"manque de temps", "Lack of time", ""}) {
    WordChange change{What::added, List::obstacle, "", same};
    EXPECT_FALSE(after({}, change, french())) << same;
  }
}

TEST_F(Words, AreThirtyTwoAtMost) {
  Vocabulary vocabulary;
  while (vocabulary.words(List::theme).size() < most_words)
    vocabulary = changed(vocabulary, What::added, List::theme, "", "Mot " + std::to_string(vocabulary.words(List::theme).size()));
  WordChange change{What::added, List::theme, "", "Un de trop"};
  EXPECT_FALSE(after(vocabulary, change, french()));
}

TEST_F(Words, MergedCountUnderAnotherAndNeverInARing) {
  auto vocabulary = changed({}, What::merged, List::obstacle, "money", "time");
  EXPECT_EQ(vocabulary.now(List::obstacle, "money")->code, "time");
  EXPECT_EQ(vocabulary.counted(List::obstacle, 1u << *vocabulary.place_of(List::obstacle, "money")),
            1u << *vocabulary.place_of(List::obstacle, "time"));
  WordChange ring{What::merged, List::obstacle, "time", "money"};
  EXPECT_FALSE(after(vocabulary, ring, french()));
  vocabulary = changed(vocabulary, What::merged, List::obstacle, "time", "human_means");
  EXPECT_EQ(vocabulary.now(List::obstacle, "money")->code, "human_means") << "an old link follows both merges";
}

TEST_F(Words, AreFoundByTheirOldCodesWhateverIsDoneToThem) {
  auto vocabulary = changed({}, What::renamed, List::theme, "food", "Bien manger");
  vocabulary = changed(vocabulary, What::retired, List::theme, "sport");
  vocabulary = changed(vocabulary, What::moved, List::theme, "water_biodiversity", "1");
  EXPECT_EQ(vocabulary.label(List::theme, "food"), "Bien manger");
  EXPECT_FALSE(vocabulary.find(List::theme, "sport")->offered());
  EXPECT_EQ(vocabulary.words(List::theme).front().code, "water_biodiversity");
  for (auto const& term : themes()) EXPECT_TRUE(vocabulary.place_of(List::theme, term.code)) << term.code;
}

RC_GTEST_FIXTURE_PROP(Words, GoBackWhereTheyWereWhenAChangeIsUndone, ()) {
  Vocabulary const before = changed({}, What::added, List::lever, "", "Un bus");
  auto const what = *rc::gen::element(What::renamed, What::merged, What::retired, What::moved);
  auto const& words = before.words(List::lever);
  auto const at = *rc::gen::inRange(std::size_t{0}, words.size());
  auto const to = *rc::gen::inRange(std::size_t{0}, words.size());
  WordChange change{what, List::lever, words[at].code,
                    what == What::moved        ? std::to_string(to + 1)
                        : what == What::merged ? words[to].code
                                               : "Autre chose"};
  auto const done = after(before, change, french());
  RC_PRE(done.has_value());
  auto back = turned_back(change);
  auto const undone = after(*done, back, french());
  RC_ASSERT(undone.has_value());
  for (std::size_t place = 0; place < words.size(); ++place) {
    RC_ASSERT(undone->words(List::lever)[place].code == words[place].code);
    RC_ASSERT(undone->words(List::lever)[place].label == words[place].label);
    RC_ASSERT(undone->words(List::lever)[place].offered() == words[place].offered());
  }
}

auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");

class KeptWords : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
    author.person = accounts::PersonId::trusted("00000000-0000-8000-8000-00000000000a");
    author.memberships.push_back({programme_id, std::nullopt, accounts::Function::facilitator, accounts::Power::contribute});
  }
  i18n::Words const& words() { return dictionary->words(i18n::Language::french); }
  base::Outcome<NotedWordChange> change(What what, List list, std::string code, std::string text) {
    return database().write([&](db::Session& session) {
      return VocabularyStore{session}.change(world, author.person, programme_id, {what, list, std::move(code), std::move(text)}, words());
    });
  }
  Vocabulary vocabulary() {
    return database().read([&](db::Session& session) { return VocabularyStore{session}.of(programme_id); });
  }
  Experience told() {
    Edit edit;
    edit.content.title = "La navette";
    edit.content.summary = "Un minibus.";
    edit.content.obstacles = {{"mistrust", "Vingt minutes.", "", 3, true}};
    edit.content.levers = {{"third_party", "La receveuse.", "", {"f1"}}};
    return database().write([&](db::Session& session) {
      ExperienceStore store{session};
      auto const one = *store.create(world, author, programme_id, edit, "");
      EXPECT_TRUE(store.move(world, author, one, Status::published, accounts::Visibility::public_, ""));
      return *store.find(one.id);
    });
  }
  std::shared_ptr<Counted const> counted() {
    return database().read([&](db::Session& session) { return shelf.of(session, programme_id); });
  }
  std::unique_ptr<i18n::Dictionary> dictionary;
  accounts::Viewer author;
  Shelf shelf;
};

TEST_P(KeptWords, ComeBackInTheirOrderWithWhoChangedWhat) {
  ASSERT_TRUE(change(What::added, List::obstacle, "", "Trop loin"));
  ASSERT_TRUE(change(What::renamed, List::obstacle, "time", "Pas le temps"));
  ASSERT_TRUE(change(What::moved, List::obstacle, "own_trop_loin", "1"));
  auto const now = vocabulary();
  EXPECT_EQ(now.version, 3);
  EXPECT_EQ(now.words(List::obstacle).front().label, "Trop loin");
  EXPECT_EQ(now.label(List::obstacle, "time"), "Pas le temps");
  EXPECT_EQ(now.words(List::lever), Vocabulary{}.words(List::lever)) << "the other lists stay as they are";
  auto const history = database().read([&](db::Session& session) { return VocabularyStore{session}.history(programme_id, 10); });
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[1].change.before, "Lack of time");
  EXPECT_EQ(history[1].change.after, "Pas le temps");
  EXPECT_EQ(history[1].person, author.person);
}

TEST_P(KeptWords, OfOneProgrammeLeaveTheOthersAlone) {
  ASSERT_TRUE(change(What::added, List::theme, "", "La neige"));
  auto const other = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000009");
  EXPECT_EQ(database().read([&](db::Session& session) { return VocabularyStore{session}.of(other); }), Vocabulary{});
}

TEST_P(KeptWords, AreCountedAtOnceOnceMergedAndApartAgainOnceUndone) {
  told();
  auto const place = [](std::string_view code) { return *Vocabulary{}.place_of(List::obstacle, code); };
  EXPECT_EQ(counted()->sheets[0].obstacles, 1u << place("mistrust"));
  ASSERT_TRUE(change(What::merged, List::obstacle, "mistrust", "silos"));
  EXPECT_EQ(counted()->sheets[0].obstacles, 1u << place("silos"));
  EXPECT_EQ(counted()->sheets[0].overcome, 1u << place("silos"));
  EXPECT_EQ(counted()->sheets[0].pairs.front() / 32, place("silos"));
  EXPECT_EQ((counted()->sheets[0].severities >> (2 * place("silos"))) & 3u, 3u);
  ASSERT_TRUE(change(What::parted, List::obstacle, "mistrust", ""));
  EXPECT_EQ(counted()->sheets[0].obstacles, 1u << place("mistrust"));
}

TEST_P(KeptWords, OfAProgrammeMayBeToldInItsSheets) {
  ASSERT_TRUE(change(What::added, List::obstacle, "", "La neige"));
  Edit edit;
  edit.content.title = "Sous la neige";
  edit.content.themes = {"mobility"};
  edit.content.obstacles = {{"own_la_neige", "Deux mètres.", "", 2, false}};
  auto const made = database().write([&](db::Session& session) { return ExperienceStore{session}.create(world, author, programme_id, edit, ""); });
  ASSERT_TRUE(made) << made.error().msgid;
  EXPECT_EQ(counted()->sheets[0].obstacles, 1u << obstacle_types().size());
  edit.content.obstacles[0].type = "own_le_vent";
  EXPECT_FALSE(database().write([&](db::Session& session) { return ExperienceStore{session}.create(world, author, programme_id, edit, ""); }))
      << "nobody added that word";
}

TEST_P(KeptWords, APassageFiledElsewhereIsKeptTellsItsAuthorAndCanBeUndone) {
  auto const sheet = told();
  accounts::Viewer other;
  other.person = accounts::PersonId::trusted("00000000-0000-8000-8000-00000000000b");
  other.name = "Inès";
  other.memberships.push_back({programme_id, std::nullopt, accounts::Function::pioneer, accounts::Power::contribute});
  database().write([&](db::Session& session) {
    session.execute(
        "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
        "pioneers_announced, position) "
        "VALUES (?, 'demo', 'Parcours', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
        programme_id);
  });
  auto const done = database().write([&](db::Session& session) {
    return refile(session, world, other, programme_id, sheet.slug, "f1", "time", "https://essaim.example/c", words());
  });
  ASSERT_TRUE(done) << done.error().msgid;
  EXPECT_EQ(done->from, "mistrust");
  auto const now = database().read([&](db::Session& session) { return *ExperienceStore{session}.find(sheet.id); });
  EXPECT_EQ(now.content.obstacles[0].type, "time");
  EXPECT_EQ(now.content.obstacles[0].text, "Vingt minutes.") << "its text does not change";
  EXPECT_EQ(now.revision, sheet.revision + 1);
  auto const kept = database().read([&](db::Session& session) { return refilings(session, other, programme_id, 10); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].person, other.person);
  EXPECT_FALSE(database().write([&](db::Session& session) {
    return refile(session, world, {}, programme_id, sheet.slug, "f1", "money", "", words());
  })) << "a visitor may not";
  EXPECT_FALSE(
      database().write([&](db::Session& session) { return refile(session, world, other, programme_id, sheet.slug, "f9", "money", "", words()); }));
  EXPECT_FALSE(
      database().write([&](db::Session& session) { return refile(session, world, other, programme_id, sheet.slug, "f1", "nonsense", "", words()); }));
  ASSERT_TRUE(database().write([&](db::Session& session) { return undo_refiling(session, world, author, programme_id, kept[0].id, words()); }));
  EXPECT_EQ(database().read([&](db::Session& session) { return ExperienceStore{session}.find(sheet.id)->content.obstacles[0].type; }), "mistrust");
  EXPECT_FALSE(database().write([&](db::Session& session) { return undo_refiling(session, world, author, programme_id, kept[0].id, words()); }))
      << "once is enough";
}

TEST_P(KeptWords, OfAFileAreTakenWithTheirOrderAndBroughtTwiceChangeNothing) {
  auto const lines = parse_words(
      "list,code,label,retired,merged_into\nlever,peers,,,\nlever,own_bus,Un bus,,\nlever,place,Un lieu à nous,,\nlever,funding,,yes,peers\n",
      "words.csv");
  ASSERT_TRUE(lines);
  auto const bring = [&] {
    return database().write([&](db::Session& session) { return import_words(session, world, programme_id, *lines, words()); });
  };
  EXPECT_GT(bring().value(), 0);
  auto const now = vocabulary();
  EXPECT_EQ(now.words(List::lever)[0].code, "peers");
  EXPECT_EQ(now.words(List::lever)[1].label, "Un bus");
  EXPECT_EQ(now.label(List::lever, "place"), "Un lieu à nous");
  EXPECT_EQ(now.now(List::lever, "funding")->code, "peers");
  EXPECT_EQ(bring().value(), 0);
  EXPECT_EQ(vocabulary(), now);
}

TEST_P(KeptWords, FactsOfSheetsWrittenBeforeAreReadAgainOnce) {
  auto const sheet = told();
  database().write([&](db::Session& session) {
    session.execute("UPDATE experiences_experience SET facts_version = 0, role_bits = 9, began = 1 WHERE id = ?", sheet.id);
  });
  EXPECT_EQ(bring_facts_up_to_date(database()), 1);
  EXPECT_EQ(bring_facts_up_to_date(database()), 0);
  EXPECT_EQ(counted()->sheets[0].roles, 0);
  EXPECT_EQ(counted()->sheets[0].began, 0);
}

ON_BOTH_ENGINES(KeptWords);

}  // namespace
}  // namespace experiences
