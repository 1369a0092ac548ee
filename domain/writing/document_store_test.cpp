#include "domain/writing/document_store.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "domain/writing/change_set_json.h"
#include "domain/writing/long_text.h"
#include "domain/writing/packing.h"
#include "domain/writing/random_edits_test.h"
#include "tests/support/both_engines.h"

namespace writing {
namespace {

using sample::RandomEdits;

/// A history of several writers in two texts, and the texts it gives.
struct Story {
  std::vector<Written> changes;
  LiveDocument live{0, {{"body", {0, u"Il était une fois"}}}};

  explicit Story(RandomEdits& chance, int length) {
    for (int at = 0; at < length; ++at) {
      auto const client = "c" + std::to_string(chance.below(3));
      auto const* const text = chance.happens(80) ? "body" : "step/4f/title";
      Push push{client, text, live.version_of(text), {{client + "-" + std::to_string(at), chance.change(live.words_of(text))}}};
      auto ready = live.prepare(push, chance.happens(90) ? std::optional{accounts::PersonId::trusted("person-" + client)} : std::nullopt,
                                base::from_milliseconds(1'795'428'000'000 + at * 700 + static_cast<int>(chance.below(300))));
      for (auto& change : *ready) {
        changes.push_back(change);
        live.take(std::move(change));
      }
    }
  }
};

bool is_same(Written const& one, Written const& other) {
  return one.seq == other.seq && one.version == other.version && one.text == other.text && one.client == other.client && one.id == other.id &&
      one.by == other.by && one.at == other.at && to_json(one.changes) == to_json(other.changes);
}

RC_GTEST_PROP(PackedChanges, ComeBackAsTheyWere, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  Story const story{chance, 60};
  auto const from = chance.below(story.changes.size());
  auto const back = unpacked(packed(std::span{story.changes}.subspan(from)));
  RC_ASSERT(back.size() == story.changes.size() - from);
  for (std::size_t at = 0; at < back.size(); ++at) RC_ASSERT(is_same(back[at], story.changes[from + at]));
}

TEST(PackedChanges, ThatAreDamagedAreSaidToBe) {
  RandomEdits chance{7};
  auto const good = packed(Story{chance, 40}.changes);
  for (std::size_t at = 0; at < good.size(); at += 7) {
    auto damaged = good;
    damaged[at] = damaged[at] == 'A' ? 'B' : 'A';
    try {
      unpacked(damaged);  // some damage only makes other changes of it
    } catch (std::runtime_error const&) {}
  }
  EXPECT_THROW(unpacked(good.substr(0, good.size() / 2)), std::runtime_error);
  EXPECT_THROW(unpacked("AAAA"), std::runtime_error);
}

RC_GTEST_PROP(LongTexts, AreChangedAsShortOnesAre, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto text = chance.text(4'000);
  LongText pieces{text};
  for (int step = 0; step < 20; ++step) {
    auto const change = chance.change(text);
    text = change.applied_to(text);
    pieces.make(change);
  }
  RC_ASSERT(pieces.text() == text);
}

class Documents : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    document = {base::Id<LiveDocument>::trusted("00000000-0000-8000-8000-00000000000d"),
                accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001"),
                {"method", "00000000-0000-8000-8000-00000000000a"},
                world.now()};
    database().write([&](db::Session& session) { DocumentStore{session}.open(document, {{"body", "Il était une fois"}}); });
  }
  template <class Work>
  auto read(Work&& work) {
    return database().read([&](db::Session& session) {
      DocumentStore store{session};
      return work(store);
    });
  }
  void write(std::function<void(DocumentStore&)> const& work) {
    database().write([&](db::Session& session) {
      DocumentStore store{session};
      work(store);
    });
  }
  Document document;
};

TEST_P(Documents, AreReadAsTheyWereWritten) {
  RandomEdits chance{3};
  Story const story{chance, 30};
  write([&](DocumentStore& store) { store.add(document.id, story.changes); });
  auto const live = read([&](DocumentStore& store) { return store.load(document.id); });
  EXPECT_EQ(live->seq(), 30);
  EXPECT_EQ(live->words_of("body"), story.live.words_of("body"));
  EXPECT_EQ(live->words_of("step/4f/title"), story.live.words_of("step/4f/title"));
  auto const some = read([&](DocumentStore& store) { return store.changes(document.id, 10, 20); });
  ASSERT_EQ(some.size(), 10u);
  EXPECT_TRUE(is_same(some[0], story.changes[10]));
}

TEST_P(Documents, GiveANumberToOneChangeOnly) {
  RandomEdits chance{4};
  Story const story{chance, 2};
  write([&](DocumentStore& store) { store.add(document.id, story.changes); });
  EXPECT_THROW(write([&](DocumentStore& store) { store.add(document.id, std::span{story.changes}.last(1)); }), db::ConstraintViolation);
  auto other = story.changes.back();
  other.seq = 9;  // another number in the document, the same in the text
  EXPECT_THROW(write([&](DocumentStore& store) { store.add(document.id, std::span{&other, 1}); }), db::ConstraintViolation);
}

TEST_P(Documents, LoseNothingWhenTheirPastIsPacked) {
  RandomEdits chance{5};
  Story const story{chance, 1'500};
  write([&](DocumentStore& store) {
    store.add(document.id, story.changes);
    EXPECT_TRUE(store.pack(document.id, story.live));
    EXPECT_FALSE(store.pack(document.id, story.live));
  });
  auto const all = read([&](DocumentStore& store) { return store.changes(document.id, 0, 1'500); });
  ASSERT_EQ(all.size(), 1'500u);
  for (std::size_t at = 0; at < all.size(); ++at) ASSERT_TRUE(is_same(all[at], story.changes[at])) << at;
  auto const live = read([&](DocumentStore& store) { return store.load(document.id); });
  EXPECT_EQ(live->seq(), 1'500);
  EXPECT_EQ(live->words_of("body"), story.live.words_of("body"));
  LiveDocument then{0, {{"body", {0, u"Il était une fois"}}}};
  for (std::size_t at = 0; at < 900; ++at) then.take(story.changes[at]);
  auto const texts = read([&](DocumentStore& store) { return store.texts_at(document.id, 900); });
  EXPECT_EQ(texts.at("body").words, then.words_of("body"));
  EXPECT_EQ(texts.at("body").version, then.version_of("body"));
}

TEST_P(Documents, KnowWhoWroteWhichWordsWithoutReadingTheirWholePast) {
  RandomEdits chance{11};
  Story const story{chance, 1'500};
  auto const shown = [](Authors const& authors) {
    std::map<std::string, Stretches> all;
    for (auto const& [name, authorship] : authors) all[name] = authorship.stretches();
    return all;
  };
  write([&](DocumentStore& store) { store.add(document.id, story.changes); });
  auto const replayed = shown(read([&](DocumentStore& store) { return store.authors_at(document.id, 1'500); }));
  auto const former = shown(read([&](DocumentStore& store) { return store.authors_at(document.id, 700); }));
  write([&](DocumentStore& store) { EXPECT_TRUE(store.pack(document.id, story.live)); });
  EXPECT_EQ(shown(read([&](DocumentStore& store) { return store.authors_at(document.id, 1'500); })), replayed);
  EXPECT_EQ(shown(read([&](DocumentStore& store) { return store.authors_at(document.id, 700); })), former);
  std::size_t length = 0;
  for (auto const& stretch : replayed.at("body")) length += stretch.length;
  EXPECT_EQ(length, story.live.words_of("body").size());
}

TEST_P(Documents, SayWhichHaveWordsTheirSubjectDoesNotHave) {
  RandomEdits chance{6};
  Story const story{chance, 2};
  EXPECT_TRUE(read([](DocumentStore& store) { return store.unkept(); }).empty());
  write([&](DocumentStore& store) { store.add(document.id, story.changes); });
  EXPECT_EQ(read([](DocumentStore& store) { return store.unkept(); }), std::vector{document.id});
  auto const found = read([&](DocumentStore& store) { return store.find(document.id); });
  EXPECT_EQ(found->unkept_since, story.changes.front().at);
  write([&](DocumentStore& store) { store.note_kept(*found, 2); });
  EXPECT_TRUE(read([](DocumentStore& store) { return store.unkept(); }).empty());
}

TEST_P(Documents, GoWithTheirSubject) {
  RandomEdits chance{8};
  Story const story{chance, 5};
  write([&](DocumentStore& store) {
    store.add(document.id, story.changes);
    store.remove(document.id);
  });
  EXPECT_FALSE(read([&](DocumentStore& store) { return store.find_of(document.subject); }));
  EXPECT_TRUE(read([&](DocumentStore& store) { return store.changes(document.id, 0, 9); }).empty());
}

ON_BOTH_ENGINES(Documents);

}  // namespace
}  // namespace writing
