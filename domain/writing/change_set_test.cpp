#include "domain/writing/change_set.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "domain/writing/change_set_json.h"
#include "domain/writing/random_edits_test.h"

namespace writing {
namespace {

using sample::RandomEdits;

ChangeSet changes(std::string_view json) { return change_set_of_text(json); }
bool is_refused(std::string_view text) {
  boost::json::error_code error;
  auto const value = boost::json::parse(text, error);
  return error || !change_set_of(value);
}

TEST(ChangeSets, KeepRemoveAndReplace) {
  EXPECT_EQ(changes("[3,[0,\"vieux \"],5,[4,\"pont\"]]").applied_to(u"Le moulin gué"),
            u"Le vieux mouli"
            u"pont");
  EXPECT_EQ(changes("[[0,\"un\",\"deux\",\"\"]]").applied_to(u""), u"un\ndeux\n");
}

TEST(ChangeSets, AreReadAndWrittenAsCodeMirrorDoes) {
  for (auto const* json : {"[]", "[5]", "[[0,\"é😀\"],3]", "[[4],1,[1,\"\",\"\"]]", "[2,[0,\"\\\"q\\\"\"]]"}) EXPECT_EQ(to_json(changes(json)), json);
}

TEST(ChangeSets, ThatAreNoneAreRefused) {
  for (auto const* json : {"{}", "5", "[-1]", "[1.5]", "[\"a\"]", "[[]]", "[[\"a\"]]", "[[1,2]]", "[[0,\"a\\nb\"]]", "[[0,\"a\\rb\"]]",
                           "[[0,\"\\u0000\"]]", "[[0,\"\\ud800\"]]", "[[0,\"\\udc00x\"]]", "[99999999999]", "[[-3]]"})
    EXPECT_TRUE(is_refused(json)) << json;
}

TEST(ChangeSets, FitOneTextOnlyAndCutNoCharacter) {
  EXPECT_FALSE(changes("[3]").fits(u"abcd"));
  EXPECT_FALSE(changes("[5]").fits(u"abcd"));
  EXPECT_FALSE(changes("[1,[1]]").fits(u"😀"));
  EXPECT_FALSE(changes("[1,[0,\"x\"],1]").fits(u"😀"));
  EXPECT_TRUE(changes("[[2,\"😁\"],1]").fits(u"😀é"));
}

RC_GTEST_PROP(ChangeSets, MadeInPlaceGiveTheSameTextAndAreUndone, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const before = chance.text(60);
  auto const change = chance.change(before);
  auto text = before;
  change.make_in(text);
  RC_ASSERT(text == change.applied_to(before));
  change.inverted(before).make_in(text);
  RC_ASSERT(text == before);
}

TEST(ChangeSets, OfOnePlaceAreOrderedTheSameWayOnBothSides) {
  auto const one = changes("[2,[0,\"A\"],2]"), other = changes("[2,[0,\"B\"],2]");
  auto const there = one.over(other).applied_to(other.applied_to(u"abcd"));
  auto const here = other.over(one, true).applied_to(one.applied_to(u"abcd"));
  EXPECT_EQ(there, here);
  EXPECT_EQ(there, u"abBAcd");
}

TEST(ChangeSets, WordsTypedInsideWhatAnotherRemovedStay) {
  auto const typed = changes("[3,[0,\"XY\"],3]"), removed = changes("[1,[4],1]");
  EXPECT_EQ(typed.over(removed).applied_to(removed.applied_to(u"abcdef")), u"aXYf");
  EXPECT_EQ(removed.over(typed, true).applied_to(typed.applied_to(u"abcdef")), u"aXYf");
}

TEST(ChangeSets, OfAnotherLengthCannotBeBroughtTogether) {
  EXPECT_THROW(changes("[3]").over(changes("[4]")), std::invalid_argument);
  EXPECT_THROW(changes("[3,[1]]").over(changes("[3]")), std::invalid_argument);
  EXPECT_THROW(changes("[3]").then(changes("[4]")), std::invalid_argument);
}

RC_GTEST_PROP(ChangeSets, TwoChangesOfOneTextMeetWhicheverComesFirst, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(40);
  auto const one = chance.change(text), other = chance.change(text);
  auto const there = one.over(other).applied_to(other.applied_to(text));
  RC_ASSERT(there == other.over(one, true).applied_to(one.applied_to(text)));
  RC_ASSERT(is_whole(there));
}

RC_GTEST_PROP(ChangeSets, WhatIsUndoneIsAsBefore, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(60);
  auto const change = chance.change(text);
  auto const after = change.applied_to(text);
  RC_ASSERT(change.inverted(text).applied_to(after) == text);
  RC_ASSERT(change.length_before() == text.size());
  RC_ASSERT(change.length_after() == after.size());
}

RC_GTEST_PROP(ChangeSets, OneAfterTheOtherIsBothAtOnce, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(60);
  auto const first = chance.change(text);
  auto const middle = first.applied_to(text);
  auto const second = chance.change(middle);
  RC_ASSERT(first.then(second).applied_to(text) == second.applied_to(middle));
}

RC_GTEST_PROP(ChangeSets, TheDifferenceOfTwoTextsTurnsOneIntoTheOther, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const before = chance.text(60);
  auto const after = chance.change(before).applied_to(before);
  auto const change = ChangeSet::between(before, after);
  RC_ASSERT(change.fits(before).has_value());
  RC_ASSERT(change.applied_to(before) == after);
}

RC_GTEST_PROP(ChangeSets, APlaceStaysBetweenTheSameCharacters, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(60);
  auto const change = chance.change(text);
  auto const at = chance.place(text);
  auto const after = change.applied_to(text);
  auto const low = change.place(at), high = change.place(at, false);
  RC_ASSERT(low <= high);
  RC_ASSERT(high <= after.size());
  RC_ASSERT(is_whole(after.substr(0, low)));
  RC_ASSERT(is_whole(after.substr(0, high)));
}

RC_GTEST_PROP(ChangeSets, ComeBackFromJsonAsTheyWere, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(60);
  auto const change = chance.change(text);
  RC_ASSERT(change_set_of_text(to_json(change)) == change);
}

}  // namespace
}  // namespace writing
