#pragma once
#include <gmock/gmock.h>

#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/testing/bare_site.h"
#include "domain/kit/testing/bare_workshop.h"
#include "domain/kit/testing/sample_sources.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
#include "tests/support/both_engines.h"

namespace kit::testing_ {

/// The pages of kits of one programme, with sources that know one sheet, and what visitors and leads do there.
class KitSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    programme = add_programme(database());
    dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
    routes = std::make_unique<BareRoutes>(router, dictionary->words(i18n::Language::french), programme);
    house = std::make_unique<accounts::House>(accounts::House{database(), world, stage});
    live = std::make_unique<writing::LivePages>(*house);
    live->add_owner(live_chapters);
    live->add_routes(*routes);
    pages = std::make_unique<KitPages>(*house, sources(), workshop, site_address(), "contact@essaim.example", live.get());
    pages->add_routes(*routes);
  }
  virtual Sources sources() const { return sample_sources(); }
  virtual std::string site_address() const { return "https://essaim.example"; }
  void as_lead() { routes->viewer.memberships = {{programme, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}}; }
  void as_visitor() { routes->viewer = {}; }
  http::Response get(std::string const& path, std::vector<std::pair<std::string, std::string>> const& query = {}) {
    return get_of(router, path, query);
  }
  http::Response post(std::string const& path, std::vector<std::pair<std::string, std::string>> const& fields) {
    return post_to(router, path, fields);
  }
  /// Asks, then does what the job does.
  http::Response publish(std::string const& number) {
    auto answer = post(bench + "/publish", {{"number", number}});
    jobs::Queue queue{database(), world};
    queue.listen(std::string{make_event}, [&](std::string const& edition) {
      (void)press(database(), world, dictionary->words(i18n::Language::french), workshop, EditionId::trusted(edition));
    });
    queue.run_due();
    return answer;
  }
  http::Response change(std::vector<std::pair<std::string, std::string>> const& fields) { return post(bench + "/change", fields); }
  void import() {
    database().write([&](db::Session& session) {
      import_outline(session, world, programme, "parcours", sample_outline(),
                     {{"un", "## Réunir\n\nElle invite [[navette#l1]].\n\n::: watch\nPas trop.\n:::"}});
    });
  }
  void publish_first() {
    import();
    as_lead();
    ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
    ASSERT_EQ(publish("1.0").status, 303);
    as_visitor();
  }

  std::string const kit = "/p/parcours/kit", bench = "/p/parcours/kit/compose";
  accounts::ProgrammeId programme;
  files::TemporaryFolder folder;
  Workshop workshop = bare_workshop(folder.path());
  BareStage stage;
  http::Router router;
  std::unique_ptr<i18n::Dictionary> dictionary;
  std::unique_ptr<BareRoutes> routes;
  std::unique_ptr<accounts::House> house;
  LiveChapters live_chapters;
  std::unique_ptr<writing::LivePages> live;
  std::unique_ptr<KitPages> pages;
};

}  // namespace kit::testing_
