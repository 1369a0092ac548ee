#include "domain/writing/talk.h"

#include <gmock/gmock.h>

#include "domain/writing/change_set_json.h"
#include "domain/writing/history.h"

namespace writing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

auto const ana = accounts::PersonId::trusted("00000000-0000-8000-8000-0000000000a1");
auto const malik = accounts::PersonId::trusted("00000000-0000-8000-8000-0000000000a2");

Written change(std::int64_t seq, std::string_view json, std::string text = "body", std::optional<accounts::PersonId> by = ana, int minute = 0) {
  return {seq, seq, std::move(text), "client", "id" + std::to_string(seq), by, base::from_milliseconds(minute * 60'000), change_set_of_text(json)};
}
using Pair = std::pair<std::size_t, std::size_t>;
Pair places(Anchor const& anchor) { return {anchor.from, anchor.to}; }

TEST(Passage, StaysOnItsWordsWhateverIsTypedAround) {
  Anchor const halle{"body", 0, 3, 8};  // « La [halle] ouvre »
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([[0,"Ici, "],14])")})), Pair(8, 13)) << "before it";
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([14,[0,"."]])")})), Pair(3, 8)) << "after it";
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([3,[0,"vieille "],11])")})), Pair(11, 16)) << "at its start: outside";
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([8,[0," fermée"],6])")})), Pair(3, 8)) << "at its end: outside";
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([5,[0,"😀"],9])")})), Pair(3, 10)) << "inside";
  EXPECT_EQ(places(moved(halle, std::array{change(1, R"([[0,"Ici, "],2])", "title")})), Pair(3, 8)) << "in another text";
}

TEST(Passage, IsLostOnceAllOfItIsTakenAway) {
  Anchor const halle{"body", 0, 3, 8};
  EXPECT_FALSE(moved(halle, std::array{change(1, "[3,[3],8]")}).lost);
  auto const gone = moved(halle, std::array{change(1, "[2,[6],6]"), change(2, R"([[0,"a"],8])")});
  EXPECT_TRUE(gone.lost);
  EXPECT_EQ(gone.seq, 2);
}

TEST(Passage, MovesOnlyOverTheChangesItHasNotSeen) {
  auto const anchor = moved({"body", 1, 3, 8}, std::array{change(1, R"([[0,"avant "],14])"), change(2, R"([[0,"a"],20])")});
  EXPECT_EQ(places(anchor), Pair(4, 9));
}

TEST(Passage, FitsAWholeTextOnly) {
  EXPECT_TRUE(fits({"body", 0, 0, 3}, u"a😀"));
  EXPECT_FALSE(fits({"body", 0, 0, 2}, u"a😀")) << "inside a character";
  EXPECT_FALSE(fits({"body", 0, 2, 1}, u"abc"));
  EXPECT_FALSE(fits({"body", 0, 0, 4}, u"abc"));
}

TEST(Suggestion, BecomesAChangeAsLongAsItsPassageSaysTheSame) {
  Suggestion one{"s", {"body", 0, 3, 8}, "halle", "place", ana, {}};
  auto const made = change_of(one, u"La halle ouvre");
  ASSERT_TRUE(made);
  EXPECT_EQ(to_utf8(made->applied_to(u"La halle ouvre")), "La place ouvre");
  EXPECT_FALSE(change_of(one, u"La gare ouvre")) << "others wrote there since";
  EXPECT_FALSE(change_of(one, u"La"));
  one.anchor.lost = true;
  EXPECT_FALSE(change_of(one, u"La halle ouvre"));
}

TEST(Suggestion, MayOnlyAddOrOnlyTakeAway) {
  EXPECT_EQ(to_utf8(change_of({"s", {"body", 0, 2, 2}, "", " vieille", ana, {}}, u"La halle")->applied_to(u"La halle")), "La vieille halle");
  EXPECT_EQ(to_utf8(change_of({"s", {"body", 0, 2, 8}, " halle", "", ana, {}}, u"La halle")->applied_to(u"La halle")), "La");
}

TEST(Remark, IsNeitherEmptyNorEndless) {
  EXPECT_EQ(remark_of("  Oui.  ").value(), "Oui.");
  EXPECT_FALSE(remark_of(" \n "));
  EXPECT_FALSE(remark_of(std::string(longest_remark + 1, 'a')));
}

TEST(Remark, NamesPeopleByTheirWholeName) {
  std::vector<Named> const people{{ana, "Ana"}, {malik, "Ana Diarra"}};
  EXPECT_THAT(named_in("Merci @Ana Diarra, et @Ana Diarra encore", people), ElementsAre(malik)) << "the longest name, once";
  EXPECT_THAT(named_in("@Ana et @Ana Diarra", people), ElementsAre(ana, malik));
  EXPECT_THAT(named_in("ana@exemple.fr, @Personne, @", people), IsEmpty());
}

TEST(Quote, IsShortAndCutsNoCharacter) {
  std::u16string const long_words = std::u16string(longest_quote - 1, u'a') + u"😀 fin";
  auto const quote = quote_of(long_words, {"body", 0, 0, long_words.size()});
  EXPECT_EQ(quote, std::string(longest_quote - 1, 'a'));
}

TEST(History, ASittingEndsAfterHalfAnHourWithoutAKey) {
  auto const sittings =
      sittings_of(std::array{change(1, R"([[0,"abc"]])"), change(2, "[2,[1]]", "body", malik, 20), change(3, R"([[0,"x"]])", "title", ana, 60)});
  ASSERT_EQ(sittings.size(), 2u);
  EXPECT_EQ(sittings[0].first, 1);
  EXPECT_EQ(sittings[0].last, 2);
  EXPECT_THAT(sittings[0].people, ElementsAre(ana, malik));
  EXPECT_EQ(sittings[0].put_in, 3u);
  EXPECT_EQ(sittings[0].taken_out, 1u);
  EXPECT_THAT(sittings[1].texts, ElementsAre("title"));
}

TEST(History, EachWordKeepsWhoWroteIt) {
  Authorship text{8};  // « La halle », there before
  text.make(change_set_of_text(R"([2,[0," vieille"],6])"), ana);
  EXPECT_THAT(text.stretches(), ElementsAre(Stretch{{}, 2}, Stretch{ana, 8}, Stretch{{}, 6}));
  text.make(change_set_of_text(R"([4,[4,"IL"],8])"), malik);
  EXPECT_THAT(text.stretches(), ElementsAre(Stretch{{}, 2}, Stretch{ana, 2}, Stretch{malik, 2}, Stretch{ana, 2}, Stretch{{}, 6}));
  text.make(change_set_of_text("[2,[6],6]"), ana);
  EXPECT_THAT(text.stretches(), ElementsAre(Stretch{{}, 8})) << "neighbours of one author are one stretch";
}

TEST(History, APassageGoneIsPutBackWhereItStood) {
  std::string const former = "Un.\n\nDeux, qu’on a effacé par erreur 😀.\n\nTrois.";
  std::string const now = "Un, retouché.\n\nTrois, et quatre.";
  auto const all = differences(former, now);
  for (std::size_t place = 0; place < all.size(); ++place)
    if (all[place].removed.find("erreur") != std::string::npos) {
      auto const change = putting_back(former, now, place, all[place].removed);
      ASSERT_TRUE(change);
      EXPECT_TRUE(change->fits(to_utf16(now)));
      auto const again = to_utf8(change->applied_to(to_utf16(now)));
      EXPECT_THAT(again, ::testing::HasSubstr("Deux, qu’on a effacé par erreur 😀."));
      EXPECT_THAT(again, ::testing::HasSubstr("retouché"));
      EXPECT_THAT(again, ::testing::HasSubstr("quatre"));
      return;
    }
  FAIL() << "the passage is not among the differences";
}

TEST(History, NothingIsPutBackOverWordsThatChangedMeanwhile) {
  EXPECT_FALSE(putting_back("a b c", "a c", 0, "autre chose"));
  EXPECT_FALSE(putting_back("a b c", "a c", 7, "b "));
  EXPECT_FALSE(putting_back("a", "a b", 0, "")) << "only added: nothing to put back";
}

}  // namespace
}  // namespace writing
