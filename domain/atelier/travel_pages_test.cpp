// A sheet that travels: trials with their pictures, filters on trust, copies, proposals, translations, its licence.
#include "domain/atelier/method_site_test.h"
#include "platform/mail/outbox.h"

namespace atelier {
namespace {

class Travelling : public MethodSite {
 protected:
  void SetUp() override {
    MethodSite::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      for (auto const* code : {"demo.ville", "demo.vallee"})
        if (!territories::put_perimeter(session, {{territories::Type::adhoc, code}, code, "", {}, "", "04", 4000})) throw std::runtime_error{"no"};
    });
  }
  void tried_in(std::string const& territory, std::string const& worked) {
    auto form = with(with(with(trial(worked), "territory", territory), "territory_key", "adhoc:" + territory), "form_key", territory + worked);
    EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", form, "malik").status, 303);
  }
  bool listed(std::string const& query) { return body("/p/demo/methods?" + query).find("Une craie par personne") != std::string::npos; }
  static std::string of(std::string const& what) { return "/p/demo/methods/l-arpentage/" + what; }
};

TEST_P(Travelling, ATrialSaysWithWhomAndHowMany) {
  published();
  auto form = with(with(trial(), "with_whom", "l’école du village"), "people", "24");
  EXPECT_EQ(site->post(of("trial"), form, "nadia").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("avec l’école du village, 24"));
  auto const refused = site->post(of("trial"), with(with(form, "people", "beaucoup"), "form_key", "other"), "nadia");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("école du village")) << "what was typed is there";
}

TEST_P(Travelling, TrustIsNeverBoughtByOneTerritoryAlone) {
  published();
  tried_in("demo.ville", "yes"), tried_in("demo.ville", "partly");
  EXPECT_FALSE(listed("territories=2"));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), Not(HasSubstr("prov tried")));
  tried_in("demo.vallee", "yes");
  EXPECT_TRUE(listed("territories=2"));
  EXPECT_FALSE(listed("territories=3"));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("prov tried"));
  EXPECT_FALSE(listed("failed=yes"));
  tried_in("demo.vallee", "no");
  EXPECT_TRUE(listed("failed=yes"));
}

TEST_P(Travelling, PicturesOfATrialAreItsTellersAlone) {
  published();
  auto const to = site->post(of("trial"), with(trial(), "do", "photos"), "nadia");
  auto const page = support::header(to, "Location");
  ASSERT_THAT(page, HasSubstr("/photos"));
  for (auto const& [who, expected] : {std::pair{"nadia", 200}, {"malik", 404}, {"paul", 404}}) EXPECT_EQ(status(page, who), expected) << who;
  auto const refused = site->post(page, {{"do", "add"}, {"alternative", "Une croix"}, {"consent", "yes"}}, "nadia");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Choisissez une image."));
  EXPECT_THAT(refused.body, HasSubstr("value=\"Une croix\""));
  EXPECT_EQ(status(page + "/000000000000000000000000"), 404);
}

TEST_P(Travelling, ACopyKeepsItsLineageAndProposesBack) {
  published();
  EXPECT_EQ(status(of("adapt"), "paul"), 404);
  EXPECT_EQ(site->post(of("adapt"), {{"title", "L’arpentage des hameaux"}, {"form_key", "copy"}}, "malik").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage-des-hameaux", "malik"), HasSubstr("« L’arpentage », version 1"));
  auto changed =
      with(with(with(whole("L’arpentage des hameaux"), "base_revision", "1"), "body", "Au hameau : [[les-clefs#l1]]."), "form_key", "edit");
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage-des-hameaux/edit", changed, "malik").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage-des-hameaux", "malik"), HasSubstr("« L’arpentage », version 1"))
      << "the form does not lose the lineage";
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage-des-hameaux/source/propose", {{"words", "Utile à tous."}}, "malik").status, 303);
  auto const letters = database().read([](db::Session& session) { return mail::newest(session, 5); });
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_THAT(letters[0].letter.text, HasSubstr("Utile à tous."));
  auto const proposals = body(of("proposals"), "nadia");
  EXPECT_THAT(proposals, HasSubstr("Utile à tous."));
  std::smatch id;
  ASSERT_TRUE(std::regex_search(proposals, id, std::regex{"name=\"proposal\" value=\"([^\"]+)\""}));
  EXPECT_EQ(site->post(of("proposals"), {{"proposal", id[1]}, {"do", "refuse"}}, "nadia").status, 422) << "a refusal has its reason";
  EXPECT_EQ(site->post(of("proposals"), {{"proposal", id[1]}, {"do", "take"}, {"field", "body"}}, "malik").status, 404) << "its authors answer";
  EXPECT_EQ(site->post(of("proposals"), {{"proposal", id[1]}, {"do", "take"}, {"field", "body"}}, "nadia").status, 303);
  EXPECT_THAT(body(of("markdown")), HasSubstr("Au hameau"));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage-des-hameaux/source", "malik"), HasSubstr("Repris : Texte"));
}

TEST_P(Travelling, ACopySeesWhatChangedInItsSourceAndTakesItPartByPart) {
  published();
  EXPECT_EQ(site->post(of("adapt"), {{"title", "La nôtre"}, {"form_key", "copy"}}, "malik").status, 303);
  EXPECT_EQ(site->post(of("edit"), with(with(with(whole(), "base_revision", "1"), "room", "Le bourg"), "outputs", "Une photo"), "nadia").status, 303);
  auto const page = body("/p/demo/methods/la-notre/source", "malik");
  EXPECT_THAT(page, HasSubstr("value=\"room\""));
  EXPECT_THAT(page, HasSubstr("value=\"outputs\""));
  EXPECT_EQ(site->post("/p/demo/methods/la-notre/source", {{"field", "room"}, {"field", "title"}}, "malik").status, 303);
  auto const copy = body("/p/demo/methods/la-notre/markdown", "malik");
  EXPECT_THAT(copy, HasSubstr("room: Le bourg"));
  EXPECT_THAT(copy, HasSubstr("title: La nôtre")) << "its name is its own";
  EXPECT_THAT(copy, Not(HasSubstr("Une photo")));
  EXPECT_THAT(copy, HasSubstr("adapted_version: 2"));
}

TEST_P(Travelling, ASheetIsReadInEnglishOnceSomeOfItIsTranslated) {
  published();
  EXPECT_EQ(status(of("in/en")), 404) << "nothing is translated";
  for (auto const& [who, expected] : {std::pair{"nadia", 200}, {"malik", 404}, {"paul", 404}})
    EXPECT_EQ(status(of("in/en/translate"), who), expected) << who;
  EXPECT_EQ(status(of("in/fr/translate"), "nadia"), 404) << "its own language";
  EXPECT_EQ(site->post(of("in/en/translate"), {{"text.title", "The village walk"}, {"text.nothing", "x"}}, "nadia").status, 303);
  auto const english = body(of("in/en"));
  EXPECT_THAT(english, HasSubstr("The village walk"));
  EXPECT_THAT(english, HasSubstr("lang=\"en\""));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("/in/en"));
}

TEST_P(Travelling, ItsLicenceIsExplainedWithWhatItCites) {
  published();
  EXPECT_THAT(body(of("licence")), HasSubstr("Tout ce qu’elle cite va avec sa licence."));
  EXPECT_EQ(site->post(of("edit"), with(with(whole(), "base_revision", "1"), "licence", "CC0-1.0"), "nadia").status, 303);
  auto const page = body(of("licence"));
  EXPECT_THAT(page, HasSubstr("CC BY-SA 4.0 demande que ce qu’on en fait porte la même licence, et non CC0 1.0."));
  EXPECT_THAT(page, HasSubstr("Sous CC BY-SA 4.0, tout irait ensemble."));
}

TEST_P(Travelling, WhatASheetRestsOnIsShownToMembers) {
  published();
  for (auto const& [who, expected] : {std::pair{"paul", 200}, {"nadia", 200}, {"", 303}}) EXPECT_EQ(status(of("coverage"), who), expected) << who;
  EXPECT_THAT(body(of("coverage"), "nadia"), HasSubstr("id=\"part-body\""));
}

ON_BOTH_ENGINES(Travelling);

}  // namespace
}  // namespace atelier
