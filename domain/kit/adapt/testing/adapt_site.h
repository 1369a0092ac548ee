#pragma once
#include <gmock/gmock.h>

#include "domain/kit/adapt/testing/adapting_place.h"
#include "domain/kit/kit.h"
#include "domain/kit/testing/bare_site.h"
#include "domain/kit/testing/bare_workshop.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
#include "tests/support/both_engines.h"

/// For tests: the pages where a territory adapts a kit, read by its pair, another pair or nobody.
namespace kit::testing_ {

/// What the app knows of the territory.
inline Sources sources_with_a_territory() {
  auto sources = sample_sources();
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

class AdaptSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = std::make_unique<AdaptingPlace>(database(), world);
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
  std::string get(std::string const& path, Named const& query = {}) { return get_of(router, path, query).body; }
  int status(std::string const& path, Named const& query = {}) { return get_of(router, path, query).status; }
  http::Response post(std::string const& path, Named const& fields) { return post_to(router, path, fields); }
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
  std::string change() { return bench + "/change?edition=" + standing(); }
  std::string over(std::string const& address) { return address + "?edition=" + identifier_of("parcours", "faire", "1.1").substr(9); }
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
  std::unique_ptr<AdaptingPlace> place;
  files::TemporaryFolder folder;
  Workshop workshop = bare_workshop(folder.path());
  BareStage stage;
  http::Router router;
  std::unique_ptr<BareRoutes> routes;
  std::unique_ptr<accounts::House> house;
  std::unique_ptr<KitPages> pages;
};

}  // namespace kit::testing_
