#include <gmock/gmock.h>

#include "domain/kit/export/sample_document.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/photographs.h"
#include "domain/kit/testing/bare_site.h"
#include "domain/kit/testing/sample_sources.h"
#include "platform/files/disk.h"
#include "tests/support/both_engines.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char const* bank =
    "$CATEGORY: Réunir\n\nQui invite ? {=Un tiers ~Le maire}\n\nOn réunit d’abord. {T}\n\n$CATEGORY: Convaincre\n\nRelie {=a -> b =c -> d}\n\nEt "
    "chez vous "
    "? {}\n";

class BringPagesTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    programme = testing_::add_programme(database());
    dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
    routes = std::make_unique<testing_::BareRoutes>(router, dictionary->words(i18n::Language::french), programme);
    routes->viewer.person = accounts::PersonId::trusted(base::uuid_from_name("lead"));
    routes->viewer.memberships = {{programme, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}};
    house = std::make_unique<accounts::House>(accounts::House{database(), world, stage});
    workshop.kits = folder.path() / "kits";
    workshop.photos = folder.path() / "photos";
    pages = std::make_unique<KitPages>(*house, testing_::sample_sources(), workshop, "https://essaim.example");
    pages->add_routes(*routes);
    database().write([&](db::Session& session) {
      import_outline(session, world, programme, "parcours", testing_::sample_outline(), {{"un", "Bonjour."}});
    });
  }
  http::Response get(std::string const& path, std::vector<std::pair<std::string, std::string>> const& query = {}) {
    return testing_::get_of(router, path, query);
  }
  http::Response post(std::string const& path, std::vector<std::pair<std::string, std::string>> const& fields) {
    return testing_::post_to(router, path, fields);
  }
  http::Response send(std::string const& name, std::string const& bytes) {
    auto const path = (folder.path() / "upload").string();
    files::write_atomically(path, bytes);
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = bring;
    request.uploads.push_back({"file", name, "application/octet-stream", path, bytes.size()});
    return router.answer(request);
  }
  static std::string place_of(http::Response const& response) {
    for (auto const& [name, value] : response.headers)
      if (name == "Location") return value;
    return "";
  }
  std::vector<std::string> chapters() {
    return database().read([&](db::Session& session) {
      std::vector<std::string> titles;
      auto const kept = KitStore{session}.find(programme);
      for (auto const& chapter : kept->outline.chapters) titles.push_back(chapter.title);
      return titles;
    });
  }
  std::optional<Page> page(std::string const& slug) {
    return database().read([&](db::Session& session) {
      KitStore store{session};
      return store.page(store.find(programme)->id, slug);
    });
  }

  std::string const bring = "/p/parcours/kit/compose/bring";
  accounts::ProgrammeId programme;
  files::TemporaryFolder folder;
  Workshop workshop;
  testing_::BareStage stage;
  http::Router router;
  std::unique_ptr<i18n::Dictionary> dictionary;
  std::unique_ptr<testing_::BareRoutes> routes;
  std::unique_ptr<accounts::House> house;
  std::unique_ptr<KitPages> pages;
};

TEST_P(BringPagesTest, a_file_is_looked_at_before_anything_changes) {
  auto const file = place_of(send("banque.gift", bank));
  ASSERT_THAT(file, HasSubstr(bring + "/"));
  auto const body = get(file).body;
  for (char const* said : {"Questions en GIFT", "banque.gift", "2 chapitres à ajouter, avec 3 questions.", "Réunir", "Qui invite ?",
                           "Bonne réponse :", "laissé de côté", "ligne 9", "Les questions d’appariement ne sont pas reprises."})
    EXPECT_THAT(body, HasSubstr(said));
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux"));
  EXPECT_THAT(get(file, {{"page", "0"}}).body, HasSubstr("Qui invite"));
  EXPECT_EQ(get(file, {{"page", "2"}}).status, 404);
  EXPECT_THAT(get(bring).body, HasSubstr("à regarder"));
}

TEST_P(BringPagesTest, what_is_ticked_becomes_chapters_where_one_said_and_one_click_takes_them_out) {
  auto const file = place_of(send("banque.gift", bank));
  EXPECT_EQ(post(file, {{"do", "join"}, {"after", "un"}, {"page-0", "1"}, {"page-1", "1"}}).status, 303);
  EXPECT_THAT(chapters(), ElementsAre("Un", "Réunir", "Convaincre", "Deux"));
  EXPECT_THAT(page("reunir")->markdown, HasSubstr("::: quiz\n"));
  EXPECT_THAT(get(file).body, HasSubstr("Ses chapitres sont dans le kit."));
  EXPECT_EQ(post(file, {{"do", "join"}, {"page-0", "1"}}).status, 303) << "a second click";
  EXPECT_EQ(chapters().size(), 4u);
  EXPECT_EQ(post(file + "/undo", {}).status, 303);
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux"));
  EXPECT_FALSE(page("reunir"));
  EXPECT_EQ(post(file, {{"do", "join"}, {"page-1", "1"}}).status, 303);
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux", "Convaincre"));
}

TEST_P(BringPagesTest, a_picture_comes_in_with_its_page_and_into_the_edition) {
  auto const photo = sample_photograph();
  auto const file = place_of(send("dossier.zip",
                                  files::zip({{"place.md", "# La place\n\n![Un jour de marché](p.png)\n"}, {"p.png", photo.bytes}},
                                             base::Day{std::chrono::year{2026} / 11 / 26})));
  EXPECT_THAT(get(file, {{"page", "0"}}).body, HasSubstr("<img src=\"" + file + "?picture=0\" alt=\"Un jour de marché\""));
  EXPECT_EQ(get(file, {{"picture", "0"}}).body, photo.bytes);
  EXPECT_EQ(get(file, {{"picture", "1"}}).status, 404);
  post(file, {{"do", "join"}, {"page-0", "1"}});
  EXPECT_EQ(page("la-place")->markdown, "![Un jour de marché](pictures/" + photo_name(photo) + ")\n");
  auto const address = "/p/parcours/kit/compose/pictures/" + photo_name(photo);
  EXPECT_THAT(get("/p/parcours/kit/compose/pages/la-place").body, HasSubstr("<img src=\"" + address + "\""));
  EXPECT_EQ(get(address).content_type, photo_type(photo));
  EXPECT_EQ(get("/p/parcours/kit/compose/pictures/" + std::string(64, 'a') + ".jpg").status, 404);
  EXPECT_EQ(get("/p/parcours/kit/compose/pictures/secret").status, 404);
  auto const parts = database().read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = *store.find(programme);
    return assemble(kit.outline, store.pages(kit.id), {}).parts;
  });
  ASSERT_EQ(parts.back().photos.size(), 1u);
  EXPECT_EQ(parts.back().photos[0].print, photo.print);
}

TEST_P(BringPagesTest, a_chapter_somebody_worked_on_since_stays) {
  auto const file = place_of(send("banque.gift", bank));
  post(file, {{"do", "join"}, {"page-0", "1"}, {"page-1", "1"}});
  ASSERT_EQ(post("/p/parcours/kit/compose/pages/reunir", {{"action", "save"}, {"markdown", "Repris."}, {"revision", "1"}}).status, 303);
  post(file + "/undo", {});
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux", "Réunir"));
  EXPECT_EQ(page("reunir")->markdown, "Repris.");
}

TEST_P(BringPagesTest, a_file_that_is_none_of_ours_is_refused_and_nothing_is_kept) {
  EXPECT_EQ(send("photo.gift", std::string("\0\1", 2)).status, 422);
  EXPECT_EQ(post(bring, {}).status, 422);
  EXPECT_THAT(get(bring).body, Not(HasSubstr("photo.gift")));
  auto const file = place_of(send("banque.gift", bank));
  EXPECT_EQ(post(file, {{"do", "join"}}).status, 422) << "nothing ticked";
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux"));
}

TEST_P(BringPagesTest, a_file_can_be_forgotten_until_it_is_in) {
  auto const file = place_of(send("banque.gift", bank));
  EXPECT_EQ(post(file, {{"do", "forget"}}).status, 303);
  EXPECT_EQ(get(file).status, 404);
  EXPECT_TRUE(std::filesystem::is_empty(workshop.kits / ".brought") ||
              std::ranges::none_of(std::filesystem::recursive_directory_iterator{workshop.kits / ".brought"},
                                   [](auto const& one) { return one.is_regular_file(); }));
  auto const kept = place_of(send("banque.gift", bank));
  post(kept, {{"do", "join"}, {"page-0", "1"}});
  post(kept, {{"do", "forget"}});
  EXPECT_EQ(get(kept).status, 200);
}

TEST_P(BringPagesTest, who_does_not_lead_finds_nothing) {
  auto const file = place_of(send("banque.gift", bank));
  routes->viewer.memberships.clear();
  EXPECT_EQ(get(bring).status, 404);
  EXPECT_EQ(get(file).status, 404);
  EXPECT_EQ(post(file, {{"do", "join"}, {"page-0", "1"}}).status, 404);
  EXPECT_EQ(post(file + "/undo", {}).status, 404);
  EXPECT_EQ(send("banque.gift", bank).status, 404);
}

ON_BOTH_ENGINES(BringPagesTest);

}  // namespace
}  // namespace kit
