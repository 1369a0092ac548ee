#include <gmock/gmock.h>

#include "domain/kit/adapt/testing/adapting_place.h"
#include "domain/kit/kit.h"
#include "domain/kit/testing/bare_site.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
#include "tests/support/both_engines.h"

namespace kit {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_::BareRoutes, testing_::BareStage, testing_::Named, testing_::french;

/// What the app knows of the territory.
Sources sources_with_a_territory() {
  auto sources = testing_::sample_sources();
  sources.territory = [](Asking const&, accounts::TerritoryId const&) {
    TerritorySheet sheet;
    sheet.name = "Mirecourt (88)";
    sheet.map = Picture{"m",
                        "Mirecourt et ses voisins",
                        "",
                        "Registre de 2026",
                        "Carte : Mirecourt (88)",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>",
                        {{"Territoire", "Habitants"}, {"Mirecourt (88)", "5 012"}}};
    sheet.figures = {{"Habitants", "5 012", "INSEE, 2023"}};
    return std::optional{sheet};
  };
  return sources;
}

class AdaptPagesTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = std::make_unique<testing_::AdaptingPlace>(database(), world);
    routes = std::make_unique<BareRoutes>(router, french(), place->programme);
    house = std::make_unique<accounts::House>(accounts::House{database(), world, stage});
    pages = std::make_unique<KitPages>(*house, sources_with_a_territory(), workshop, "https://essaim.example");
    pages->add_routes(*routes);
  }
  void as_pair() {
    routes->viewer = {};
    routes->viewer.person = place->person;
    routes->viewer.memberships = {{place->programme, place->territory, accounts::Function::pioneer, accounts::Power::contribute}};
  }
  void as_another_pair() {
    as_pair();
    routes->viewer.memberships.front().territory = accounts::TerritoryId::trusted(base::uuid_from_name("territory/commune/44109"));
  }
  void as_visitor() { routes->viewer = {}; }
  std::string get(std::string const& path, Named const& query = {}) { return testing_::get_of(router, path, query).body; }
  int status(std::string const& path, Named const& query = {}) { return testing_::get_of(router, path, query).status; }
  http::Response post(std::string const& path, Named const& fields) { return testing_::post_to(router, path, fields); }
  void open() {
    as_pair();
    ASSERT_EQ(post("/p/parcours/kit/adapt", {{"territory", "commune-88304"}}).status, 303);
  }
  Named text(std::string const& markdown, std::string const& revision = "0") {
    return {{"markdown", markdown}, {"revision", revision}, {"edition", standing()}, {"action", "save"}};
  }
  std::string standing() {
    return database().read(
        [&](db::Session& session) { return AdaptStore{session}.standing(KitStore{session}.find(place->programme, place->territory)->id)->text(); });
  }
  void publish(std::string const& number, std::string const& note = "") {
    ASSERT_EQ(post(bench + "/freeze", {{"number", number}, {"note", note}}).status, 303);
    ASSERT_EQ(post(bench + "/publish", {{"number", number}}).status, 303);
    jobs::Queue queue{database(), world};
    queue.listen(std::string{make_event},
                 [&](std::string const& edition) { (void)press(database(), world, french(), workshop, EditionId::trusted(edition)); });
    queue.run_due();
  }
  void second_edition() {
    database().write([&](db::Session& session) { return place->publish_second(session, world); });
  }

  std::string const kit = "/p/parcours/kit/of/commune-88304", bench = kit + "/adapt", newer = bench + "/newer";
  std::unique_ptr<testing_::AdaptingPlace> place;
  files::TemporaryFolder folder;
  Workshop workshop{.kits = folder.path(),
                    .web = {},
                    .pdf = {.typst = {.tools = "/nowhere", .time = std::chrono::seconds{1}}},
                    .program = {},
                    .share = {},
                    .validators = {},
                    .key = base::signing_key_of(std::string(32, 'k'))};
  BareStage stage;
  http::Router router;
  std::unique_ptr<BareRoutes> routes;
  std::unique_ptr<accounts::House> house;
  std::unique_ptr<KitPages> pages;
};

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
  EXPECT_EQ(post(bench + "/change", {{"part", "reunir"}, {"block", "b1"}, {"action", "give-back"}}).status, 303);
  EXPECT_THAT(get(bench + "/parts/reunir"), Not(HasSubstr("le maire")));
  EXPECT_THAT(get(form), HasSubstr("le maire")) << "the words are still in the form";
  EXPECT_EQ(post(bench + "/change", {{"part", "reunir"}, {"block", "b1"}, {"action", "take-again"}}).status, 303);
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
  EXPECT_EQ(post(bench + "/change", {{"part", "reunir"}, {"action", "eat"}}).status, 422);
  EXPECT_EQ(post(bench + "/change", {{"part", "absent"}, {"action", "leave-out"}}).status, 404);
}

TEST_P(AdaptPagesTest, TheEditionOfATerritoryIsReadByEverybodyWithItsLinkToTheSource) {
  open();
  ASSERT_EQ(post(bench + "/parts/reunir/b1", text("Chez nous, on invite au marché.\n")).status, 303);
  ASSERT_EQ(post(bench + "/change", {{"part", "outils"}, {"action", "leave-out"}}).status, 303);
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

TEST_P(AdaptPagesTest, ANewerEditionOfTheSourceIsTakenBlockByBlock) {
  open();
  ASSERT_EQ(post(bench + "/parts/reunir/b1", text("Chez nous, on invite au marché.\n")).status, 303);
  EXPECT_EQ(testing_::get_of(router, newer).status, 303) << "nothing newer yet";
  second_edition();
  EXPECT_THAT(get(bench), HasSubstr("L’édition 1.1 du kit est parue"));
  auto const page = get(newer);
  for (char const* said : {"De l’édition 1.0 à l’édition 1.1", "changé dans la source et par vous", "en personne", "on invite au marché",
                           "Une différence reste à décider"})
    EXPECT_THAT(page, HasSubstr(said)) << said;
  EXPECT_EQ(post(newer + "/move", {}).status, 422) << "not before all is decided";
  EXPECT_EQ(post(newer, {{"part", "reunir"}, {"block", "b1"}, {"choice", "out"}}).status, 422) << "not offered";
  Named const third{{"part", "reunir"}, {"block", "b1"}, {"choice", "third"}, {"markdown", "Au marché, en personne."}, {"revision", "0"}};
  ASSERT_EQ(post(newer, third).status, 303);
  EXPECT_EQ(post(newer, third).status, 422) << "decided by another meanwhile";
  EXPECT_THAT(get(newer), HasSubstr("Au marché, en personne.")) << "kept when one comes back";
  ASSERT_EQ(post(newer + "/move", {}).status, 303);
  EXPECT_EQ(post(newer + "/move", {}).status, 303) << "a second click";
  EXPECT_THAT(get(bench), HasSubstr("à partir de l’édition 1.1"));
  EXPECT_THAT(get(bench + "/parts/reunir"), HasSubstr("Au marché"));
}

TEST_P(AdaptPagesTest, WordsTypedOnAFormerEditionAreNotLostWhenTheKitMovedMeanwhile) {
  open();
  auto const typed_then = text("Chez nous.");
  second_edition();
  ASSERT_EQ(post(newer + "/take-all", {}).status, 303);
  ASSERT_EQ(post(newer + "/move", {}).status, 303);
  auto const answer = post(bench + "/parts/reunir/b1", typed_then);
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("Chez nous."));
  EXPECT_THAT(answer.body, HasSubstr("a changé d’édition"));
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
  ASSERT_EQ(post(bench + "/change", {{"part", "reunir"}, {"block", "b2"}, {"action", "leave-out"}}).status, 303);
  for (auto const& [page, many] : cost()) {
    EXPECT_EQ(many, before.at(page)) << page;
    EXPECT_LE(many, 16u) << page;
  }
}

ON_BOTH_ENGINES(AdaptPagesTest);

}  // namespace
}  // namespace kit
