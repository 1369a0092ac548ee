#include "domain/atelier/review.h"

#include <algorithm>

#include "domain/atelier/method_site_test.h"
#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"
#include "platform/mail/outbox.h"

namespace atelier {
namespace {

accounts::PersonId person(char letter) { return accounts::PersonId::trusted(std::string("00000000-0000-8000-8000-00000000000") + letter); }
accounts::TerritoryId territory(char letter) { return accounts::TerritoryId::trusted(std::string("00000000-0000-8000-8000-0000000000f") + letter); }

Reviewer given(char letter, std::string tie = "none") {
  Reviewer one;
  one.id = std::string(1, letter), one.person = person(letter), one.territory = territory(letter), one.typology = "rural";
  one.state = ReviewerState::done, one.tie = std::move(tie);
  for (auto const& criterion : criteria()) one.scores.push_back({std::string{criterion.code}, 3, "Vu sur place."});
  return one;
}

TEST(Review, OfOnesOwnTextTerritoryOrMoneyIsReadButNotCounted) {
  for (auto const& [tie, counts] : {std::pair{"none", true}, {"other", true}, {"author", false}, {"own_territory", false}, {"paid_partner", false}})
    EXPECT_EQ(given('1', tie).counts(), counts) << tie;
}

TEST(Review, IsNeverEnoughFromOneTerritoryAlone) {
  Review review;
  review.reviewers = {given('1'), given('1')};
  EXPECT_EQ(missing_for_decision(review, "publish", "").at(0).field, "reviewers");
  review.reviewers = {given('1'), given('2', "own_territory")};
  EXPECT_EQ(missing_for_decision(review, "publish", "").at(0).field, "reviewers") << "a review that does not count";
  review.reviewers = {given('1'), given('2')};
  EXPECT_TRUE(missing_for_decision(review, "publish", "").empty());
}

TEST(Review, EndsWithAnAnswerToEachRemarkAndWordsWhenItIsNo) {
  Review review;
  review.reviewers = {given('1'), given('2')};
  review.remarks = {{"k", "1", "body", "Trop long.", {}, "", "", {}, ""}};
  EXPECT_EQ(missing_for_decision(review, "publish", "").at(0).field, "remark.k");
  review.remarks[0].outcome = "not_kept";
  EXPECT_EQ(missing_for_decision(review, "publish", "").at(0).field, "remark.k") << "what is not kept deserves a word";
  review.remarks[0].answer = "Le texte vient d’être coupé.";
  EXPECT_TRUE(missing_for_decision(review, "publish", "").empty());
  EXPECT_EQ(missing_for_decision(review, "rework", "").at(0).field, "words");
  EXPECT_TRUE(missing_for_decision(review, "rework", "À reprendre.").empty());
  EXPECT_EQ(missing_for_decision(review, "perhaps", "").at(0).field, "decision");
}

TEST(Review, IsGivenOnceEveryQuestionHasAnAnswerWithItsReason) {
  auto whole = given('1');
  EXPECT_TRUE(missing_in(whole).empty());
  whole.scores[0].reason.clear();
  EXPECT_EQ(missing_in(whole).at(0).field, "reason.proven");
  whole.scores[0].mark = 0;
  EXPECT_TRUE(missing_in(whole).empty()) << "who cannot say gives no reason";
  whole.scores.pop_back();
  EXPECT_EQ(missing_in(whole).at(0).field, "mark.safe");
  whole.tie.clear();
  EXPECT_EQ(missing_in(whole).at(0).field, "tie");
}

TEST(Review, IsAskedOfOtherTerritoriesKindsThatMissFirst) {
  WroteIt const wrote{{person('a')}, {territory('1')}};
  std::vector<Candidate> const all = {
      {person('a'), "Auteure", territory('2'), "", "urban", 0},      {person('b'), "Voisin", territory('1'), "", "rural", 0},
      {person('c'), "Rurale", territory('3'), "", "rural", 0},       {person('d'), "Urbaine", territory('4'), "", "urban", 2},
      {person('e'), "Urbain libre", territory('5'), "", "urban", 0}, {person('f'), "Sans lieu", std::nullopt, "", "", 0}};
  std::vector<std::string> names;
  for (auto const& one : suggested(all, wrote, std::vector{given('9')})) names.push_back(one.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Urbain libre", "Urbaine", "Rurale", "Sans lieu"}));
}

TEST(Review, AnchorsRemarksToThePartsTheMethodHas) {
  Content content;
  content.steps = {{"Départ", "", "", 10}};
  content.body = "Texte";
  std::vector<std::string> codes;
  static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  for (auto const& block : blocks_of(content, dictionary->words(i18n::Language::english))) codes.push_back(block.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"title", "pitch", "steps.1", "body"}));
}

class Reading : public MethodSite {
 protected:
  void SetUp() override {
    MethodSite::SetUp();
    if (IsSkipped()) return;
    using accounts::Function, accounts::Power;
    database().write([&](db::Session& session) {
      for (auto const& [code, typology] : {std::pair{"demo.ville", "95"}, std::pair{"demo.vallee", "04"}})
        if (!territories::put_perimeter(session, {{territories::Type::adhoc, code}, code, "", {}, "", typology, 4000}))
          throw std::runtime_error{"no"};
    });
    lucile = site->person("lucile", {{demo, territories::id_of({territories::Type::adhoc, "demo.ville"}), Function::pioneer, Power::contribute}});
    yannick = site->person("yannick", {{demo, territories::id_of({territories::Type::adhoc, "demo.vallee"}), Function::pioneer, Power::contribute}});
    written();
    EXPECT_EQ(site->post(at("move"), {{"to", "to_review"}}, "nadia").status, 303);
  }
  static std::string at(std::string const& what) { return "/p/demo/methods/l-arpentage/" + what; }
  void ask_both() {
    EXPECT_EQ(site->post(at("review/assign"), {{"person", lucile.text()}, {"person", yannick.text()}, {"due", "2026-12-20"}}, "lea").status, 303);
  }
  Form review(std::string const& what = "give", std::string const& tie = "none") {
    Form form = {{"do", what}, {"tie", tie}, {"words", "Utile."}};
    for (auto const& criterion : criteria()) {
      form.emplace_back("mark." + std::string{criterion.code}, "3");
      form.emplace_back("reason." + std::string{criterion.code}, "Vu sur place.");
    }
    return form;
  }
  void give_both() {
    EXPECT_EQ(site->post(at("review/mine"), review(), "yannick").status, 303);
    auto form = review();
    form.emplace_back("remark_block", "steps.1"), form.emplace_back("remark_text", "Dix minutes ne suffisent pas.");
    EXPECT_EQ(site->post(at("review/mine"), form, "lucile").status, 303);
  }
  std::string remark() {
    return database().read([](db::Session& session) {
      std::string id;
      auto rows = session.query("SELECT id FROM atelier_remark");
      rows.next(id);
      return id;
    });
  }
  std::vector<std::string> subjects() {
    return database().read([](db::Session& session) {
      std::vector<std::string> found;
      for (auto const& one : mail::newest(session, 20)) found.push_back(one.letter.subject);
      return found;
    });
  }
  accounts::PersonId lucile, yannick;
};

TEST_P(Reading, IsAskedByLetterOfMembersOfOtherTerritoriesAndDecidedOnceEachRemarkIsAnswered) {
  auto const desk = body(at("review"), "lea");
  EXPECT_THAT(desk, HasSubstr("lucile"));
  EXPECT_THAT(desk, Not(HasSubstr("name=\"person\" value=\"" + nadia.text()))) << "who wrote it is not asked";
  ask_both();
  EXPECT_THAT(subjects(), testing::Each(HasSubstr("L’arpentage")));
  EXPECT_EQ(subjects().size(), 2u);
  give_both();
  EXPECT_EQ(site->post(at("review/decision"), {{"decision", "publish"}, {"visibility", "public"}}, "lea").status, 422) << "a remark is not answered";
  EXPECT_EQ(site->post(at("review/decision"),
                       {{"decision", "rework"}, {"words", "Presque."}, {"outcome." + remark(), "to_do"}, {"answer." + remark(), "Allongez."}}, "lea")
                .status,
            303);
  EXPECT_THAT(subjects().front(), HasSubstr("vous revient"));
  EXPECT_THAT(body(at("review"), "nadia"), HasSubstr("Dix minutes ne suffisent pas."));
  EXPECT_THAT(body(at("review"), "nadia"), HasSubstr("C’est fait"));
  EXPECT_EQ(site->post(at("review/settled"), {{"remark", remark()}, {"words", "Vingt minutes."}}, "nadia").status, 303);
  EXPECT_THAT(body(at("review"), "nadia"), HasSubstr("Vingt minutes."));
}

TEST_P(Reading, ThatEndsWellPublishesTheMethodAndSaysWhoReadItAndWhen) {
  ask_both();
  give_both();
  EXPECT_EQ(site->post(at("move"), {{"to", "published"}, {"visibility", "public"}}, "lea").status, 422) << "a reading is not gone round";
  EXPECT_EQ(site->post(at("review/decision"),
                       {{"decision", "publish"}, {"visibility", "public"}, {"outcome." + remark(), "later"}, {"answer." + remark(), "Merci."}}, "lea")
                .status,
            303);
  auto const sheet = body("/p/demo/methods/l-arpentage");
  EXPECT_THAT(sheet, HasSubstr("Relue par "));
  EXPECT_THAT(sheet, HasSubstr("lucile"));
  EXPECT_THAT(sheet, HasSubstr("2 oui sur 2"));
}

TEST_P(Reading, KeepsWhatIsTypedWhateverButtonIsPressed) {
  ask_both();
  auto form = review("give");
  std::erase_if(form, [](auto const& field) { return field.first == "reason.safe"; });
  EXPECT_EQ(site->post(at("review/mine"), form, "lucile").status, 422);
  EXPECT_THAT(body(at("review/mine"), "lucile"), HasSubstr("Vu sur place."));
  EXPECT_EQ(site->post(at("review/mine"), {{"do", "decline"}, {"tie", "other"}, {"tie_words", "Je pars."}}, "lucile").status, 303);
  EXPECT_THAT(body(at("review"), "lea"), HasSubstr("Ne peut pas"));
}

TEST_P(Reading, OfSomeoneWhoWroteInTheMethodSinceIsNotCounted) {
  ask_both();
  EXPECT_EQ(site->post(at("edit"), with(with(whole(), "base_revision", "1"), "room", "Le bourg"), "lucile").status, 303);
  EXPECT_EQ(site->post(at("review/mine"), review(), "lucile").status, 303);
  EXPECT_THAT(body(at("review"), "lea"), HasSubstr("Remarques lues, réponses non comptées."));
}

TEST_P(Reading, IsForThoseWhoTakePartInIt) {
  ask_both();
  for (auto const& [who, expected] : {std::pair{"lea", 200}, {"nadia", 200}, {"lucile", 200}, {"paul", 404}, {"", 303}})
    EXPECT_EQ(status(at("review"), who), expected) << who;
  for (auto const& [who, expected] : {std::pair{"lea", 404}, {"nadia", 404}, {"lucile", 200}, {"paul", 404}})
    EXPECT_EQ(status(at("review/mine"), who), expected) << who;
  for (auto const& [who, expected] : {std::pair{"lea", 200}, {"nadia", 404}, {"lucile", 404}})
    EXPECT_EQ(status(at("review/decision"), who), expected) << who;
  EXPECT_EQ(site->post(at("review/assign"), {{"person", yannick.text()}}, "nadia").status, 404);
  EXPECT_EQ(site->post(at("review/dismiss"), {{"reviewer", "x"}}, "lea").status, 404);
}

TEST_P(Reading, OfManyMethodsComesInAsManyQueriesAsOfOne) {
  written("Le repas"), written("La visite");
  database().write([&](db::Session& session) {
    for (auto const& method : MethodStore{session}.all_of(demo)) {
      Reviewer reader;
      reader.id = "reader-" + method.slug, reader.who = "Relectrice de " + method.slug, reader.state = ReviewerState::done;
      reader.scores = {{"safe", 2, "Vu."}, {"proven", 3, "Lu."}};
      Review review;
      review.id = "reading-" + method.slug, review.method = method.id, review.decision = "publish", review.from_file = true;
      review.reviewers = {reader};
      ReviewStore{session}.put_from_file(method, review);
    }
  });
  database().read([&](db::Session& session) {
    std::vector<MethodId> ids;
    for (auto const& method : MethodStore{session}.all_of(demo)) ids.push_back(method.id);
    ASSERT_EQ(ids.size(), 3u);
    auto const costs = [&](std::span<MethodId const> asked) {
      auto const before = db::statements_on_this_thread();
      auto const found = ReviewStore{session}.published_among(asked);
      EXPECT_EQ(found.size(), asked.size());
      for (auto const& [method, review] : found) EXPECT_EQ(review.reviewers.at(0).scores.size(), 2u);
      return db::statements_on_this_thread() - before;
    };
    EXPECT_EQ(costs(ids), costs(std::span{ids}.first(1)));
  });
}

ON_BOTH_ENGINES(Reading);

}  // namespace
}  // namespace atelier
