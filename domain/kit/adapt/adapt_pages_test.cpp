#include "domain/kit/adapt/testing/adapt_site.h"

namespace kit {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_::BareRoutes, testing_::BareStage, testing_::Named, testing_::french;

using AdaptPagesTest = testing_::AdaptSite;

TEST_P(AdaptPagesTest, OnlyThoseWhoMayAdaptSeeWhereAndOthersFindNothing) {
  as_visitor();
  EXPECT_THAT(get("/p/parcours/kit"), Not(HasSubstr("Adapter ce kit")));
  as_another_pair();
  EXPECT_THAT(get("/p/parcours/kit"), HasSubstr("Adapter ce kit à mon territoire"));
  EXPECT_EQ(post("/p/parcours/kit/adapt", {{"territory", "commune-88304"}}).status, 404) << "another's territory";
  open();
  EXPECT_THAT(get("/p/parcours/kit"), HasSubstr("Continuer à l’adapter à mon territoire"));
  as_another_pair();
  for (auto const& path :
       {bench, bench + "/opening", bench + "/map.svg", bench + "/parts/reunir", bench + "/parts/reunir/b1", newer, bench + "/making/1.0"})
    EXPECT_EQ(status(path), 404) << path;
  for (auto const& path : {bench + "/change", bench + "/about", bench + "/freeze", bench + "/publish", bench + "/parts/reunir/b1", newer,
                           newer + "/move", newer + "/take-all"})
    EXPECT_EQ(post(path, {{"action", "leave-out"}, {"part", "reunir"}, {"markdown", "x"}}).status, 404) << path;
  as_visitor();
  EXPECT_EQ(status(kit + "/1.0"), 404);
}

TEST_P(AdaptPagesTest, ThePairSeesEveryPartAndWhySomeWordsStay) {
  open();
  auto const list = get(bench);
  for (char const* said :
       {"Faire ensemble – Mirecourt", "à partir de l’édition 1.0", "La navette du marché", "Laisser de côté", "Aucun de ses textes n’est changé"})
    EXPECT_THAT(list, HasSubstr(said));
  auto const part = get(bench + "/parts/reunir");
  EXPECT_THAT(part, HasSubstr("Changer ce texte"));
  EXPECT_THAT(part, HasSubstr("eux seuls peuvent"));
  EXPECT_EQ(status(bench + "/parts/reunir/b2"), 404) << "what was said has no form";
  EXPECT_EQ(status(bench + "/parts/reunir/b2", {{"aspect", "after"}}), 200) << "words may come after it";
  EXPECT_EQ(status(bench + "/parts/absent"), 404);
  auto const opening = get(bench + "/opening");
  for (char const* said : {"Mirecourt et ses voisins", "5 012", "INSEE, 2023", "alt=\"Carte : Mirecourt (88)\"", "Lire le tableau"})
    EXPECT_THAT(opening, HasSubstr(said)) << said;
  EXPECT_EQ(testing_::get_of(router, bench + "/map.svg").content_type, "image/svg+xml");
}

TEST_P(AdaptPagesTest, AChangedBlockShowsBothTextsAndIsGivenBackWithoutLosingAWord) {
  open();
  auto const form = bench + "/parts/reunir/b1";
  EXPECT_THAT(post(form, {{"markdown", "Chez nous, on invite."}, {"action", "preview"}}).body, HasSubstr("Tel que le lecteur le verra"));
  ASSERT_EQ(post(form, text("On invite tout le monde avant de convaincre le maire.\n")).status, 303);
  auto const page = get(bench + "/parts/reunir");
  EXPECT_THAT(page, HasSubstr("le maire"));
  EXPECT_THAT(page, HasSubstr("<del>"));
  EXPECT_THAT(page, HasSubstr("<ins>"));
  EXPECT_EQ(post(change(), {{"part", "reunir"}, {"block", "b1"}, {"action", "give-back"}}).status, 303);
  EXPECT_THAT(get(bench + "/parts/reunir"), Not(HasSubstr("le maire")));
  EXPECT_THAT(get(form), HasSubstr("le maire")) << "the words are still in the form";
  EXPECT_EQ(post(change(), {{"part", "reunir"}, {"block", "b1"}, {"action", "take-again"}}).status, 303);
  EXPECT_THAT(get(bench + "/parts/reunir"), HasSubstr("le maire"));
}

TEST_P(AdaptPagesTest, OfTwoWhoWriteAtOnceTheSecondSeesBothTextsAndSavesThemTogether) {
  open();
  auto const form = bench + "/parts/reunir/b1";
  ASSERT_EQ(post(form, text("Le premier texte.")).status, 303);
  EXPECT_EQ(post(form, text("Le premier texte.")).status, 303) << "a double click";
  auto const second = post(form, text("Le second texte."));
  EXPECT_EQ(second.status, 422);
  EXPECT_THAT(second.body, HasSubstr("Le second texte."));
  EXPECT_THAT(second.body, HasSubstr("premier"));
  EXPECT_THAT(second.body, HasSubstr("name=\"revision\" value=\"1\""));
  EXPECT_EQ(post(form, text("Les deux textes.", "1")).status, 303);
}

TEST_P(AdaptPagesTest, BadWordsAreRefusedInASentenceAndStayInTheForm) {
  open();
  auto const form = bench + "/parts/reunir/b1";
  struct Case {
    std::string markdown;
    char const* said;
  };
  for (auto const& [markdown, said] :
       {Case{"  ", "Écrivez quelque chose"}, Case{"![](pictures/a.png)", "image"}, Case{std::string(200'000, 'a'), "plus long"}}) {
    auto const answer = post(form, text(markdown));
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr(said));
  }
  ASSERT_EQ(post(bench + "/parts/reunir/start?", {}).status, 404);
  EXPECT_EQ(post(bench + "/about", {{"title", "T"}, {"licence", "MIT"}}).status, 422);
  EXPECT_EQ(post(change(), {{"part", "reunir"}, {"action", "eat"}}).status, 422);
  EXPECT_EQ(post(change(), {{"part", "absent"}, {"action", "leave-out"}}).status, 404);
}

TEST_P(AdaptPagesTest, TheEditionOfATerritoryIsReadByEverybodyWithItsLinkToTheSource) {
  open();
  ASSERT_EQ(post(bench + "/parts/reunir/b1", text("Chez nous, on invite au marché.\n")).status, 303);
  ASSERT_EQ(post(change(), {{"part", "outils"}, {"action", "leave-out"}}).status, 303);
  publish("1.0");
  as_visitor();
  auto const cover = get(kit);
  for (char const* said : {"Adapté par Mirecourt (88) de l’édition 1.0", "Changé : Réunir", "Laissé de côté : Outils", "href=\"/p/parcours/kit/1.0\"",
                           "isBasedOn", "EPUB"})
    EXPECT_THAT(cover, HasSubstr(said)) << said;
  auto const part = get(kit + "/1.0/reunir");
  EXPECT_THAT(part, HasSubstr("Adapté par Mirecourt (88)"));
  EXPECT_THAT(part, HasSubstr("on invite au marché"));
  EXPECT_THAT(get(kit + "/1.0/territory"), HasSubstr("/kit/of/commune-88304/1.0/pictures/territory-map.svg"));
  EXPECT_EQ(status(kit + "/1.0/outils"), 404);
  EXPECT_THAT(get(kit + "/1.0/lom.xml"), HasSubstr("isbasedon"));
  EXPECT_THAT(get("/p/parcours/kit"), HasSubstr("Mirecourt (88), édition 1.0"));
  EXPECT_THAT(get("/p/parcours/kit/of"), HasSubstr("/p/parcours/kit/of/commune-88304"));
  EXPECT_THAT(testing_::get_of(router, "/oai", {{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}}).body,
              HasSubstr("https://essaim.example/p/parcours/kit/of/commune-88304/1.0"));
  auto const epub = testing_::get_of(router, kit + "/1.0/files/faire-mirecourt-88304-1.0.epub");
  EXPECT_EQ(epub.status, 200);
  EXPECT_TRUE(std::filesystem::exists(epub.file));
  for (char const* other : {"commune:88304", "COMMUNE-88304", "commune-88305", "88304"})
    EXPECT_EQ(status("/p/parcours/kit/of/" + std::string{other}), 404) << other;
}

TEST_P(AdaptPagesTest, AnErrorOfItsEditionIsToldByThePairBesideIt) {
  open();
  publish("1.0");
  auto const errata = bench + "/errata/1.0";
  ASSERT_EQ(post(errata, {{"part", "reunir"}, {"wrong", "tout le monde"}, {"instead", "tous les voisins"}}).status, 303);
  EXPECT_THAT(get(kit + "/1.0/reunir"), HasSubstr("tous les voisins"));
  EXPECT_THAT(get("/p/parcours/kit/1.0/reunir"), Not(HasSubstr("tous les voisins"))) << "the kit it comes from has none";
  as_another_pair();
  EXPECT_EQ(status(errata), 404);
}

TEST_P(AdaptPagesTest, ItsOwnNextEditionSaysWhatChangedAndTheOldAddressStays) {
  open();
  publish("1.0");
  ASSERT_EQ(post(bench + "/parts/reunir/b1", text("Chez nous, on invite au marché.\n")).status, 303);
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0.1"}}).status, 422) << "without saying what changed";
  publish("1.0.1", "Le marché.");
  as_visitor();
  EXPECT_THAT(get(kit + "/1.0/reunir"), HasSubstr("Lire l’édition 1.0.1"));
  EXPECT_THAT(get(kit + "/1.0.1/changes"), HasSubstr("marché"));
  EXPECT_THAT(get("/p/parcours/kit/1.0"), HasSubstr("Faire ensemble")) << "the kit of the programme is as it was";
}

TEST_P(AdaptPagesTest, TheCatalogueOfTheProgrammeListsTheEditionsOfItsTerritories) {
  open();
  EXPECT_THAT(get("/p/parcours/kit/opds.xml"), Not(HasSubstr("Mirecourt"))) << "nothing public yet";
  publish("1.0");
  as_visitor();
  auto const catalogue = get("/p/parcours/kit/opds.xml");
  for (auto const& said : {std::string{"Faire ensemble – Mirecourt"}, std::string{"<name>Mirecourt (88)</name>"},
                           kit + "/1.0/files/faire-mirecourt-88304-1.0.epub", std::string{"<title>Faire ensemble</title>"}})
    EXPECT_THAT(catalogue, HasSubstr(said)) << said;
  EXPECT_THAT(catalogue, Not(HasSubstr("rel=\"next\"")));
  EXPECT_THAT(get("/p/parcours/kit/opds.xml", {{"page", "2"}}), Not(HasSubstr("<entry>"))) << "past the end";
  EXPECT_THAT(get(kit + "/opds.xml"), Not(HasSubstr("<title>Faire ensemble</title>"))) << "its own catalogue lists its own";
}

TEST_P(AdaptPagesTest, NoPageAsksMoreForWhatATerritoryChanged) {
  open();
  second_edition();
  auto const cost = [&] {
    std::map<std::string, std::uint64_t> costs;
    for (auto const& page : {bench, bench + "/opening", bench + "/parts/reunir", bench + "/parts/reunir/b1", bench + "/map.svg", newer}) {
      EXPECT_EQ(status(page), 200) << page;
      auto const before = db::statements_on_this_thread();
      get(page);
      costs[page] = db::statements_on_this_thread() - before;
    }
    return costs;
  };
  auto const before = cost();
  for (auto const* block : {"b1", "b3"}) ASSERT_EQ(post(bench + "/parts/reunir/" + block, text("Chez nous, au marché.\n")).status, 303);
  ASSERT_EQ(post(change(), {{"part", "reunir"}, {"block", "b2"}, {"action", "leave-out"}}).status, 303);
  for (auto const& [page, many] : cost()) {
    EXPECT_EQ(many, before.at(page)) << page;
    EXPECT_LE(many, 16u) << page;
  }
}

ON_BOTH_ENGINES(AdaptPagesTest);

}  // namespace
}  // namespace kit
