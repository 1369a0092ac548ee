// Sheets moved, joined, cut in two: the rules, what follows in the database, and the pages.
#include "domain/atelier/rearranging.h"

#include "domain/atelier/address_store.h"
#include "domain/atelier/cited_words.h"
#include "domain/atelier/method_site_test.h"
#include "domain/atelier/methods_at_hand_test.h"
#include "domain/atelier/rearrangement_store.h"
#include "domain/atelier/proposal_store.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace atelier {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::IsEmpty;

i18n::Words const& english() {
  static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return dictionary->words(i18n::Language::english);
}

Content walk() {
  Content one;
  one.title = "La marche", one.pitch = "On marche.", one.room = "La place";
  one.materials = {"Craie", "Plan"};
  one.steps = {{"Partir", "À neuf heures.", "", 5}, {"Regarder", "Les volets.", "", 20}, {"Revenir", "", "", 10}};
  one.watch_points = {"La pluie", "Les escaliers"};
  one.body = "On part ensemble.\n\n## Le soir\n\nOn rentre tôt.\n\n```\n## pas un titre\n```\n\n## Le lendemain\n\nOn écrit.";
  one.translations = {
      {"en", "steps.2.instruction", "abc", "The shutters."}, {"en", "steps.3.title", "def", "Come back"}, {"en", "title", "ghi", "The walk"}};
  return one;
}

TEST(ATextCutAtItsTitles, KeepsEverythingAndIsNotFooledByCode) {
  auto const sections = sections_of(walk().body);
  ASSERT_EQ(sections.size(), 3u);
  EXPECT_EQ(sections[0], "On part ensemble.");
  EXPECT_THAT(sections[1], HasSubstr("## pas un titre"));
  EXPECT_EQ(base::join(sections, "\n\n"), walk().body);
}

TEST(ASheetCutInTwo, GivesEachPartOnceWithItsTranslation) {
  auto const [stays, goes] = split(walk(), {"steps.2", "body.2", "watch_points.1"}, "Regarder les volets", "On lève les yeux.");
  EXPECT_EQ(stays.steps.size(), 2u);
  EXPECT_EQ(stays.steps[1].title, "Revenir");
  EXPECT_EQ(goes.steps.size(), 1u);
  EXPECT_THAT(goes.watch_points, ElementsAre("La pluie"));
  EXPECT_THAT(stays.watch_points, ElementsAre("Les escaliers"));
  EXPECT_THAT(goes.body, HasSubstr("On rentre tôt."));
  EXPECT_EQ(stays.body, "On part ensemble.\n\n## Le lendemain\n\nOn écrit.");
  EXPECT_EQ(goes.title, "Regarder les volets");
  EXPECT_EQ(goes.room, "La place") << "what is common is in both";
  ASSERT_EQ(goes.translations.size(), 1u);
  EXPECT_EQ(goes.translations[0].block, "steps.1.instruction");
  ASSERT_EQ(stays.translations.size(), 2u);
  EXPECT_EQ(stays.translations[0].block, "steps.2.title");
  EXPECT_EQ(stays.translations[1].block, "title");
}

TEST(ASheetCutInTwo, LeavesATextAloneThatNothingIsTakenFrom) {
  auto whole = walk();
  whole.body = "Tel\n\n\n\nquel";
  auto const [stays, goes] = split(whole, {"steps.1"}, "x", "y");
  EXPECT_EQ(stays.body, whole.body);
  EXPECT_THAT(goes.body, IsEmpty());
}

TEST(TwoSheetsJoined, KeepBothUnlessSomeoneChooses) {
  auto ours = walk(), theirs = walk();
  theirs.title = "La veillée", theirs.room = "La salle", theirs.materials = {"Craie", "Chaises"}, theirs.body = "On s’assied.";
  theirs.steps = {{"S’asseoir", "En rond.", "", 5}}, theirs.outputs = "Une page.";
  theirs.translations = {{"en", "steps.1.instruction", "z", "In a circle."}};
  auto const both = joined(ours, theirs, {});
  EXPECT_EQ(both.title, "La marche");
  EXPECT_EQ(both.room, "La place") << "one line cannot hold both: ours";
  EXPECT_THAT(both.materials, ElementsAre("Craie", "Plan", "Chaises"));
  EXPECT_EQ(both.steps.size(), 4u);
  EXPECT_EQ(both.outputs, "Une page.") << "where we said nothing, theirs";
  EXPECT_THAT(both.body, HasSubstr("## La veillée\n\nOn s’assied."));
  EXPECT_EQ(both.translations.back().block, "steps.4.instruction") << "the translation follows its step";
  auto const chosen = joined(ours, theirs, {{"room", Keep::theirs}, {"steps", Keep::ours}, {"body", Keep::theirs}});
  EXPECT_EQ(chosen.room, "La salle");
  EXPECT_EQ(chosen.steps.size(), 3u);
  EXPECT_EQ(chosen.body, "On s’assied.");
}

TEST(WhatWasDone, IsUndoneBesideWhatWasWrittenSince) {
  auto const before = walk();
  auto after = before;
  after.steps.pop_back();
  auto now = after;
  now.room = "La mairie";
  auto const undone_now = undone(before, after, now, english());
  ASSERT_TRUE(undone_now);
  EXPECT_EQ(undone_now->steps.size(), 3u);
  EXPECT_EQ(undone_now->room, "La mairie");
  now.steps[0].title = "Partir tôt";
  EXPECT_THAT(undone(before, after, now, english()).error().arguments, ElementsAre("Steps"));
}

class Rearranged : public Methods {
 protected:
  template <class Work>
  auto with(Work&& work) {
    return database().write([&](db::Session& session) {
      RearrangementStore store{session, world, author};
      return work(store);
    });
  }
  std::optional<Method> found_at(std::string_view slug) {
    return with_store([&](MethodStore& store) { return store.find_visible(author, programme_id, slug); });
  }
  Method now(MethodId const& id) {
    return with_store([&](MethodStore& store) { return *store.find(id); });
  }
  std::string last(MethodId const& id) {
    return with([&](RearrangementStore& store) { return store.of(id).front().id; });
  }
  base::Outcome<void> undo(std::string const& id) {
    return with([&](RearrangementStore& store) { return store.undo(*store.find(id), english()); });
  }
};

TEST_P(Rearranged, AMethodThatMovedIsFoundWhereItWas) {
  auto const one = made(edit());
  ASSERT_TRUE(with([&](RearrangementStore& store) { return store.move(one, "la-marche"); }));
  EXPECT_EQ(found_at("la-marche")->id, one.id);
  EXPECT_EQ(found_at("l-arpentage-du-bourg")->slug, "la-marche");
  auto const asked = std::vector<std::string>{"l-arpentage-du-bourg", "la-marche"};
  EXPECT_EQ(with_store([&](MethodStore& store) { return store.briefs_by_slugs(author, programme_id, asked); }).size(), 1u) << "once, in a kit";
  EXPECT_EQ(made(edit()).slug, "l-arpentage-du-bourg-2") << "an address that leads elsewhere is not given again";
  for (auto const* bad : {"", "La Marche", "new", "l-arpentage-du-bourg-2", "la-marche"})
    EXPECT_EQ(with([&](RearrangementStore& store) { return store.move(now(one.id), bad); }).error().field, "slug") << bad;
  ASSERT_TRUE(undo(last(one.id)));
  EXPECT_EQ(found_at("la-marche")->slug, "l-arpentage-du-bourg") << "both addresses stay good";
}

TEST_P(Rearranged, AMethodJoinedToAnotherBringsItsTrialsAndItsAddress) {
  auto const kept = published(edit("La marche")), other = published(edit("La veillée"));
  add(kept, brumeval, "yes", "k1"), add(other, the_town, "no", "k2");
  auto const copy = [&] {
    auto one = edit("Notre veillée");
    one.content.adapted_from = other.slug, one.content.adapted_version = 1;
    return made(one);
  }();
  ASSERT_TRUE(
      with([&](RearrangementStore& store) { return store.join(now(kept.id), now(other.id), joined(kept.content, other.content, {}), "Réunies"); }));
  EXPECT_EQ(found_at(other.slug)->id, kept.id);
  EXPECT_EQ(now(kept.id).trials.size(), 2u);
  EXPECT_EQ(brief_of(kept).trust.territories, 2) << "counted again";
  EXPECT_FALSE(with_store([&](MethodStore& store) { return store.find(other.id); })) << "nobody reads it any more";
  EXPECT_EQ(with_store([&](MethodStore& store) { return store.all_of(programme_id); }).size(), 2u);
  auto const joined_now = now(kept.id);
  EXPECT_EQ(database().read([&](db::Session& session) { return ProposalStore{session}.copies_of(joined_now); }), std::vector{copy.id});
  ASSERT_TRUE(undo(last(kept.id)));
  EXPECT_EQ(found_at(other.slug)->id, other.id);
  EXPECT_EQ(now(kept.id).content, kept.content);
  EXPECT_EQ(now(other.id).trials.size(), 1u);
  EXPECT_EQ(brief_of(kept).trust.territories, 1);
  EXPECT_FALSE(undo(last(kept.id))) << "once";
}

TEST_P(Rearranged, AChainOfJoinedMethodsLeadsToTheLastOne) {
  auto const a = made(edit("A")), b = made(edit("B")), c = made(edit("C"));
  ASSERT_TRUE(with([&](RearrangementStore& store) { return store.join(now(b.id), now(a.id), b.content, ""); }));
  ASSERT_TRUE(with([&](RearrangementStore& store) { return store.join(now(c.id), now(b.id), c.content, ""); }));
  EXPECT_EQ(found_at("a")->id, c.id);
  EXPECT_EQ(found_at("b")->id, c.id);
}

TEST_P(Rearranged, AMethodCutInTwoKeepsTheWordsOfTheDayItCited) {
  auto edited = edit();
  edited.content.steps.push_back({"Une croix", "Où ça coince.", "", 20});
  auto const whole = published(edited);
  add(whole, brumeval, "yes", "k1"), add(whole, the_town, "no", "k2");
  database().write([&](db::Session& session) {
    session.execute("UPDATE atelier_cited_words SET words = 'Les mots de ce jour-là', cited_at = 5 WHERE method_id = ? AND passage = 'l2'", whole.id);
  });
  ASSERT_EQ(now(whole.id).trials.size(), 2u);
  auto const trial = now(whole.id).trials[1].id;
  auto const halves = split(whole.content, {"body.1"}, "Le texte", "Une phrase.");
  auto const out = with([&](RearrangementStore& store) { return store.split(now(whole.id), halves, {trial}, "Coupée", "key"); });
  ASSERT_TRUE(out);
  EXPECT_EQ(now(out->id).trials.size(), 1u);
  EXPECT_EQ(now(whole.id).trials.size(), 1u);
  EXPECT_EQ(now(out->id).status, Status::published) << "its readers still find it";
  auto const cited = database().read([&](db::Session& session) { return CitedWordsStore{session}.of(out->id); });
  ASSERT_EQ(cited.size(), 3u) << "two passages, and the sheet it says it served in";
  EXPECT_THAT(cited, testing::Contains(testing::Field(&CitedWords::words, "Les mots de ce jour-là")));
  auto const again = with([&](RearrangementStore& store) { return store.split(now(whole.id), halves, {trial}, "Coupée", "key"); });
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, out->id) << "a double click cuts once";
  ASSERT_TRUE(undo(last(whole.id)));
  EXPECT_EQ(now(whole.id).content, whole.content);
  EXPECT_EQ(now(whole.id).trials.size(), 2u);
  EXPECT_EQ(found_at(out->slug)->id, whole.id) << "its address leads back";
}

TEST_P(Rearranged, AFileThatNamesAFormerAddressIsOfTheMethodThatMoved) {
  auto const one = published(edit());
  ASSERT_TRUE(with([&](RearrangementStore& store) { return store.move(now(one.id), "la-marche"); }));
  Import import;
  import.programme = programme_id, import.programme_slug = "demo", import.author = author.person;
  auto const moved = now(one.id);
  import.sheet = database().read([&](db::Session& session) { return sheets_of(session, {moved}, "demo").front().sheet;
});
EXPECT_THAT(import.sheet.formerly, ElementsAre(one.slug));
EXPECT_EQ(parse_sheet(format_sheet(import.sheet), "la-marche.md")->formerly, import.sheet.formerly);
import.sheet.slug = one.slug;
import.sheet.content.room = "La mairie";
with_store([&](MethodStore& store) { return store.import(world, std::array{import}); });
EXPECT_EQ(now(one.id).content.room, "La mairie");
EXPECT_EQ(now(one.id).slug, "la-marche");
}

ON_BOTH_ENGINES(Rearranged);

class RearrangingPages : public MethodSite {
 protected:
  static std::string at(std::string const& what) { return "/p/demo/methods/l-arpentage/" + what; }
};

TEST_P(RearrangingPages, MoveAMethodAndLeadThereFromItsFormerAddress) {
  published();
  EXPECT_EQ(site->post(at("rearrange/address"), {{"slug", "La marche"}}, "nadia").status, 422);
  EXPECT_EQ(site->post(at("rearrange/address"), {{"slug", "la-marche"}}, "nadia").status, 303);
  auto const former = site->get("/p/demo/methods/l-arpentage", "");
  EXPECT_EQ(former.status, 303);
  EXPECT_EQ(status("/p/demo/methods/la-marche"), 200);
  EXPECT_EQ(status(at("markdown")), 200) << "what is under the former address too";
}

TEST_P(RearrangingPages, JoinCutAndUndo) {
  written(), site->post("/p/demo/methods/new", with(whole("La veillée"), "form_key", "other"), "nadia");
  EXPECT_THAT(body(at("rearrange"), "nadia"), HasSubstr("La veillée"));
  EXPECT_THAT(body(at("rearrange/join?other=la-veillee"), "nadia"), HasSubstr("Joindre « La veillée » à « L’arpentage »"));
  EXPECT_EQ(site->post(at("rearrange/join"), {{"other", "la-veillee"}}, "nadia").status, 303);
  EXPECT_EQ(status("/p/demo/methods/la-veillee", "nadia"), 303);
  auto const late = with(with(whole("La veillée"), "base_revision", "1"), "room", "Ailleurs");
  auto const orphan = site->post("/p/demo/methods/la-veillee/edit", late, "nadia");
  EXPECT_EQ(orphan.status, 422) << "a form of the one that is gone changes nothing here";
  EXPECT_THAT(orphan.body, AllOf(HasSubstr("a été jointe à «"), HasSubstr("Ailleurs"), HasSubstr("action=\"/p/demo/methods/new\"")))
      << "what was typed is offered as a sheet of its own";
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "nadia"), Not(HasSubstr("Ailleurs")));
  auto page = body(at("rearrange"), "nadia");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(page, found, std::regex{"name=\"id\" value=\"([^\"]+)\""}));
  EXPECT_EQ(site->post(at("rearrange/undo"), {{"id", found[1].str()}}, "nadia").status, 303);
  EXPECT_EQ(status("/p/demo/methods/la-veillee", "nadia"), 200);
  EXPECT_EQ(site->post(at("rearrange/split"), {{"form_key", "s"}, {"title", "Une croix"}, {"pitch", "On marque."}}, "nadia").status, 422);
  EXPECT_EQ(
      site->post(at("rearrange/split"), {{"form_key", "s"}, {"part", "steps.2"}, {"title", "Une croix"}, {"pitch", "On marque."}}, "nadia").status,
      303);
  EXPECT_THAT(body("/p/demo/methods/une-croix", "nadia"), HasSubstr("Tirée de « L’arpentage »"));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "nadia"), HasSubstr("« Une croix » en a été tirée"));
}

TEST_P(RearrangingPages, AreForThoseWhoWriteInBoth) {
  published();
  for (auto const& [who, expected] : {std::pair{"lea", 200}, {"nadia", 200}, {"malik", 404}, {"paul", 404}})
    EXPECT_EQ(status(at("rearrange"), who), expected) << who;
  EXPECT_EQ(site->post("/p/demo/methods/new", with(whole("À Malik"), "form_key", "m"), "malik").status, 303);
  EXPECT_EQ(site->post(at("rearrange/join"), {{"other", "a-malik"}}, "nadia").status, 404) << "a draft of another's";
  EXPECT_EQ(site->post("/p/demo/methods/a-malik/rearrange/join", {{"other", "l-arpentage"}}, "malik").status, 404) << "published by another";
}

ON_BOTH_ENGINES(RearrangingPages);

}  // namespace
}  // namespace atelier
