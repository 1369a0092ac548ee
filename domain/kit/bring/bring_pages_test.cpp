#include <gmock/gmock.h>

#include "domain/kit/export/sample_document.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/photographs.h"
#include "domain/kit/testing/bare_site.h"
#include "domain/kit/testing/sample_sources.h"
#include "domain/kit/typed_pictures.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
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

std::string drawing(int number) {
  return "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><rect width='" + std::to_string(10 + number) + "' height='60'/></svg>";
}

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
    workshop.before = files::MadeBefore{folder.path() / "before"};
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
  // The page laid its pictures out: the file is not read again for each.
  std::filesystem::rename(workshop.kits / ".brought", workshop.kits / ".away");
  EXPECT_EQ(get(file, {{"picture", "0"}}).body, photo.bytes);
  EXPECT_EQ(get(file, {{"picture", "1"}}).status, 404);
  std::filesystem::rename(workshop.kits / ".away", workshop.kits / ".brought");
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
    return assemble(kit.outline, read_pages(store.pages(kit.id)), {}).parts;
  });
  ASSERT_EQ(parts.back().photos.size(), 1u);
  EXPECT_EQ(parts.back().photos[0].print, photo.print);
}

TEST_P(BringPagesTest, words_of_pictures_are_written_on_one_page_and_nobodys_are_lost) {
  auto const photo = sample_photograph();
  auto const file = place_of(send("dossier.zip",
                                  files::zip({{"place.md", "# La place\n\nVue : ![](p.png)\n\n[Questions](q.gift)\n"},
                                              {"q.gift", "Et ![](plan.svg) ? {=Un plan ~Une place}\n"},
                                              {"plan.svg", drawing(1)},
                                              {"p.png", photo.bytes}},
                                             base::Day{std::chrono::year{2026} / 11 / 26})));
  post(file, {{"do", "join"}, {"page-0", "1"}});
  EXPECT_THAT(get(file).body, HasSubstr("2 de ses images sont venues sans mots."));
  EXPECT_THAT(get("/p/parcours/kit/compose/remarks").body, HasSubstr("Écrire ce que montrent les images"));
  std::string const here = "/p/parcours/kit/compose/pictures";
  EXPECT_THAT(get(here).body, HasSubstr("2 images n’ont pas encore de mots"));
  auto const before = page("la-place")->markdown;
  auto const pictures = typed_pictures(before, "pictures/");
  ASSERT_EQ(pictures.size(), 2u);
  std::vector<std::pair<std::string, std::string>> form;
  for (std::size_t at = 0; at < 2; ++at)
    for (auto const& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"page-", "la-place"},
                                                          {"address-", pictures[at].address},
                                                          {"was-", ""},
                                                          {"words-", at == 0 ? "Un jour [de marché]" : "Un plan {carré}"}})
      form.emplace_back(name + std::to_string(at), value);
  EXPECT_EQ(post(here, form).status, 303);
  auto const after = page("la-place")->markdown;
  EXPECT_THAT(after, HasSubstr("Vue : ![Un jour \\[de marché\\]](" + pictures[0].address + ")"));
  EXPECT_EQ(typed_pictures(after, "pictures/")[1].words, "Un plan {carré}");
  EXPECT_THAT(typing_problems(after), IsEmpty());
  EXPECT_THAT(get("/p/parcours/kit/compose").body, Not(HasSubstr("Écrire ce que montrent les images")));
  form[3].second = "Autre chose";
  EXPECT_EQ(post(here, form).status, 409) << "the form was opened before those words were there";
  EXPECT_EQ(page("la-place")->markdown, after);
  EXPECT_THAT(post(here, form).body, testing::AllOf(HasSubstr("Autre chose"), HasSubstr("Un jour [de marché]")));
  routes->viewer.memberships.clear();
  EXPECT_EQ(get(here).status, 404);
  EXPECT_EQ(post(here, form).status, 404);
}

TEST_P(BringPagesTest, a_file_with_many_pictures_is_added_by_a_job_that_says_how_far_it_is) {
  std::string text = "# Les plans\n\n";
  std::vector<files::Entry> entries;
  for (int at = 0; at < 12; ++at) {
    auto const name = std::to_string(at) + ".svg";
    text += "![Plan " + std::to_string(at) + "](" + name + ")\n\n";
    entries.push_back({name, drawing(at)});
  }
  entries.push_back({"plans.md", text});
  auto const file = place_of(send("plans.zip", files::zip(entries, base::Day{std::chrono::year{2026} / 11 / 26})));
  jobs::Queue queue{database(), world};
  queue.listen(std::string{join_event}, [&](std::string const& asked) { join_brought(database(), world, workshop, asked); });
  EXPECT_EQ(post(file, {{"do", "join"}, {"page-0", "1"}, {"after", "un"}}).status, 303);
  EXPECT_THAT(get(file).body, HasSubstr("Images préparées\u00a0: 0 sur 12."));
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux")) << "the request answers at once";
  EXPECT_EQ(post(file, {{"do", "stop"}}).status, 303);
  queue.run_due();
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux")) << "it was stopped";
  EXPECT_EQ(post(file, {{"do", "join"}, {"page-0", "1"}, {"after", "un"}}).status, 303);
  EXPECT_EQ(post(file, {{"do", "forget"}}).status, 303);
  queue.run_due();
  EXPECT_THAT(chapters(), ElementsAre("Un", "Les plans", "Deux"));
  EXPECT_EQ(typed_pictures(page("les-plans")->markdown, "pictures/").size(), 12u);
  EXPECT_THAT(get(file).body, HasSubstr("Ses chapitres sont dans le kit."));
}

TEST_P(BringPagesTest, the_command_line_says_the_same_and_adds_in_the_name_of_a_lead) {
  BringAsked asked{"banque.gift", bank, false, *routes->viewer.person, "un"};
  auto const& words = dictionary->words(i18n::Language::french);
  auto const looked = bring_file(database(), world, words, workshop, programme, asked);
  ASSERT_TRUE(looked);
  EXPECT_EQ(looked->summary, "2 chapitres à ajouter, avec 3 questions. Le rapport dit quoi et pourquoi\u00a0: une chose laissée de côté.");
  EXPECT_EQ(looked->added, 0u);
  EXPECT_THAT(chapters(), ElementsAre("Un", "Deux"));
  asked.join = true;
  EXPECT_EQ(bring_file(database(), world, words, workshop, programme, asked)->added, 2u);
  EXPECT_THAT(chapters(), ElementsAre("Un", "Réunir", "Convaincre", "Deux"));
  EXPECT_THAT(get(bring).body, HasSubstr("ajouté au kit"));
  asked.after = "nulle-part";
  EXPECT_FALSE(bring_file(database(), world, words, workshop, programme, asked));
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
