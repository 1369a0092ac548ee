#include "app/wiring.h"

#include <atomic>
#include <filesystem>
#include <thread>

#include "app/assets.h"
#include "app/experience_hooks.h"
#include "app/front_pages.h"
#include "app/house_stage.h"
#include "app/hub_sources.h"
#include "app/kit_sources.h"
#include "app/layout_display.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/sign_in_pages.h"
#include "domain/atelier/method_pages.h"
#include "domain/experiences/experience_pages.h"
#include "domain/programme/programme.h"
#include "domain/programme/programme_pages.h"
#include "domain/synthesis/synthesis.h"
#include "domain/territories/territories.h"
#include "platform/db/migrations.h"
#include "platform/jobs/jobs.h"
#include "platform/search/search.h"

namespace app {
namespace {

std::unique_ptr<db::Database> open_database(Settings const& settings) {
  if (settings.database.empty()) std::filesystem::create_directories(settings.data_folder);
  auto database = db::Database::open({.url = settings.database_url(), .readers = settings.workers + 1, .on_connect = search::prepare_connection});
  db::migrate(*database, db::all_migrations());
  return database;
}

kit::Workshop workshop_of(Settings const& settings) {
  return {.kits = settings.kits_folder(), .style = settings.web_folder() + "/book", .pdf = {.tools = settings.typst_folder()}};
}

}  // namespace

struct Place::Everyone {
  explicit Everyone(Settings given)
      : settings{std::move(given)},
        database{open_database(settings)},
        dictionary{i18n::Dictionary::load(settings.words_folder())},
        assets{read_assets(settings.web_folder())},
        stage{settings},
        gate{{router, *database, world, *dictionary, stage, assets, programme::id_of_slug, keep_display}},
        house{*database, world, stage},
        queue{*database, world},
        shapes{charts::load_map(settings.registry_folder() + "/france_map.txt")},
        front{house, settings, shelf},
        sign_in{house, settings.public_address(), settings.development},
        programmes{house, hub_sources(shelf), shapes},
        territories{house, shapes},
        experiences{house, {.citations = citations_of(), .shapes = &shapes, .pieces_folder = settings.pieces_folder(), .public_address = settings.public_address()}},
        counter{shelf},
        state_of_play{house, counter, shapes},
        workshop{workshop_of(settings)},
        sources{kit_sources(counter, shapes, world)},
        methods{house, settings.public_address()},
        kits{house, sources, workshop, settings.public_address()} {
    front.add_routes(gate);
    sign_in.add_routes(gate);
    programmes.add_routes(gate);
    territories.add_routes(gate);
    experiences.add_routes(gate);
    state_of_play.add_routes(gate);
    methods.add_routes(gate);
    kits.add_routes(gate);
    territories.add_section(experiences_of_territory);
    territories.set_noticed([](db::Session& session, accounts::Visit const&) { return programme::all_territories(session); });
    router.on_error = [this](http::Request const& request, int status) {
      return gate.answer_with(request, [&](accounts::Visit const& visit) { return stage.error(visit, status); }, status >= 500);
    };
  }

  Settings const settings;
  base::RealWorld world;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<i18n::Dictionary> dictionary;
  accounts::AssetTable assets;
  http::Router router;
  HouseStage stage;
  accounts::Gate gate;
  accounts::House house;
  jobs::Queue queue;
  charts::MapShapes const shapes;
  experiences::Shelf shelf;
  FrontPages front;
  accounts::SignInPages sign_in;
  programme::ProgrammePages programmes;
  territories::TerritoryPages territories;
  experiences::ExperiencePages experiences;
  synthesis::Counter counter;
  synthesis::StateOfPlayPages state_of_play;
  kit::Workshop const workshop;
  kit::Sources const sources;
  atelier::MethodPages methods;
  kit::KitPages kits;
};

Place::Place(Settings settings) : m_everyone{std::make_unique<Everyone>(std::move(settings))} {}
Place::~Place() = default;
db::Database& Place::database() { return *m_everyone->database; }
base::World const& Place::world() const { return m_everyone->world; }
http::Router const& Place::router() const { return m_everyone->router; }

KitTools Place::kit_tools() const {
  return {m_everyone->sources, m_everyone->dictionary->words(i18n::Language::french), m_everyone->workshop, m_everyone->settings.public_address(), m_everyone->settings.pieces_folder()};
}

void Place::serve(std::function<void(std::uint16_t port)> const& ready) {
  auto const& settings = m_everyone->settings;
  http::ServerOptions options;
  options.address = settings.address;
  options.port = static_cast<std::uint16_t>(settings.port);
  options.workers = settings.workers;
  options.spool_folder = settings.data_folder + "/spool";
  options.assets_folder = settings.web_folder() + "/assets";
  options.trusted_proxies = settings.trusted_proxies;
  std::filesystem::create_directories(options.spool_folder);
  http::Server server{options, m_everyone->router};
  std::atomic<bool> stopping{false};
  std::thread worker{[&] {
    // The names of 36,000 territories take a second to read: not at the first search.
    m_everyone->database->read([&](db::Session& session) { m_everyone->territories.gazetteers().of(session); });
    m_everyone->queue.run_until([&] { return stopping.load(); });
  }};
  ready(server.port());
  server.run();
  stopping = true;
  worker.join();
}

}  // namespace app
