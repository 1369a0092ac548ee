#include "app/wiring.h"

#include <atomic>
#include <filesystem>
#include <thread>

#include "app/administration_sources.h"
#include "app/assets.h"
#include "app/digest.h"
#include "app/experience_hooks.h"
#include "app/front_pages.h"
#include "app/held_sources.h"
#include "app/house_stage.h"
#include "app/hub_sources.h"
#include "app/kit_sources.h"
#include "app/legal_pages.h"
#include "app/privacy_hooks.h"
#include "app/layout_display.h"
#include "domain/accounts/account_pages.h"
#include "domain/accounts/account_store.h"
#include "domain/accounts/action_pages.h"
#include "domain/accounts/first_run_pages.h"
#include "app/received.h"
#include "app/report_document.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/held_pages.h"
#include "domain/accounts/letter_pages.h"
#include "domain/accounts/outbox_pages.h"
#include "domain/accounts/password_pages.h"
#include "domain/accounts/proof_pages.h"
#include "domain/accounts/provider_pages.h"
#include "domain/accounts/replies.h"
#include "domain/accounts/sign_in_pages.h"
#include "domain/accounts/token_pages.h"
#include "domain/atelier/live_methods.h"
#include "domain/atelier/method_pages.h"
#include "domain/atelier/picture_pages.h"
#include "domain/exchange/exchange.h"
#include "domain/experiences/experience_pages.h"
#include "domain/experiences/search_letters.h"
#include "domain/programme/founding_pages.h"
#include "domain/programme/member_pages.h"
#include "domain/programme/programme.h"
#include "domain/programme/programme_pages.h"
#include "domain/synthesis/synthesis.h"
#include "domain/territories/territories.h"
#include "domain/writing/writing.h"
#include "platform/base/threads.h"
#include "platform/db/migrations.h"
#include "platform/files/process.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/delivery.h"
#include "platform/search/search.h"

namespace app {
namespace {

std::unique_ptr<db::Database> open_database(Settings const& settings) {
  if (settings.database.empty()) std::filesystem::create_directories(settings.data_folder);
  auto database = db::Database::open({.url = settings.database_url(), .readers = settings.workers + 1, .on_connect = search::prepare_connection});
  db::migrate(*database, db::all_migrations());
  search::bring_up_to_date(*database);
  search::know_synonyms(*database, experiences::synonyms());
  experiences::bring_facts_up_to_date(*database);
  experiences::bring_up_to_date(*database);
  return database;
}

std::optional<kit::ValidatorPlaces> validators_of(Settings const& settings) {
  if (!settings.check_kits) return std::nullopt;
  return kit::ValidatorPlaces{std::filesystem::weakly_canonical(settings.typst_folder()).parent_path().parent_path() / "node_modules"};
}

kit::Workshop workshop_of(Settings const& settings, base::World const& world) {
  files::MadeBefore const before{settings.made_before_folder()};
  kit::Typesetter::About const typst{.tools = settings.typst_folder(), .stays = std::chrono::minutes{settings.typesetter_stays}};
  return {.kits = settings.kits_folder(),
          .web = settings.web_folder(),
          .pdf = {.typst = typst, .before = before, .typesetter = settings.typesetter_stays > 0 ? std::make_shared<kit::Typesetter>(typst) : nullptr},
          .program = files::own_program(),
          .share = settings.share_folder,
          .photos = settings.kit_photos_folder(),
          .before = before,
          .validators = validators_of(settings),
          .key = kit::place_key(settings.data_folder + "/keys/kit.key", world.random_bytes(32))};
}

bool letters_leave(Settings const& settings) {
  return !settings.development && !settings.mail_server.empty() && mail::is_plain_address(settings.mail_from);
}

mail::SmtpOptions smtp_options_of(Settings const& settings) {
  return {.url = settings.mail_server,
          .user = settings.mail_user,
          .password = settings.mail_password,
          .sender = {settings.mail_from, settings.mail_name},
          .encrypted = !settings.mail_in_clear,
          .authorities = settings.mail_authorities};
}

accounts::ProviderSettings provider_of(Settings const& settings) {
  if (settings.provider_issuer.empty()) return {};
  return {settings.provider_issuer, settings.provider_client, settings.provider_secret,
          settings.provider_name,   settings.provider_scope,  settings.public_address()};
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
        letters{world, *dictionary, settings.public_address()},
        actions{house},
        replies{house, letters, settings.mail_reply},
        queue{*database, world},
        shapes{charts::load_map(settings.registry_folder() + "/france_map.txt")},
        front{house, settings, counts},
        legal{house, settings},
        sign_in{house, letters, settings.development, provider_of(settings)},
        provider{house, provider_of(settings)},
        first_run{house},
        tokens{house},
        proofs{house, letters, settings.public_address()},
        passwords{house, letters, settings.leaked_passwords()},
        account{house, letters, provider_of(settings).known()},
        letter_settings{house},
        held{house},
        outbox{house, settings.public_address(), settings.development},
        programmes{house, hub_sources(counts), shapes},
        territories{house, shapes},
        founding{house},
        inviting{house, letters},
        digest{*database, world, letters, *dictionary, hub_sources(counts)},
        search_letters{*database, world, letters, shelf,
                       [](db::Session& session, accounts::PersonId const& person) { return accounts::AccountStore{session}.viewer_of(person); }},
        members{house, inviting, territories.gazetteers(), shapes},
        experiences{
            house,
            shelf,
            {.citations = citations_of(), .shapes = &shapes, .pieces_folder = settings.pieces_folder(), .public_address = settings.public_address()}},
        exchange{house, shelf, {settings.data_folder + "/imports", settings.public_address(), *dictionary, territories.gazetteers()}},
        counter{shelf},
        workshop{workshop_of(settings, world)},
        state_of_play{house, counter, shapes, report_pdf(workshop), settings.public_address()},
        sentences{house, counter},
        sources{kit_sources(counter, shapes, world, {settings.pieces_folder(), settings.kit_photos_folder()})},
        live{house},
        methods{house, letters, {settings.public_address(), settings.pieces_folder(), &live}},
        method_pictures{house, settings.pieces_folder() + "/methods"},
        kits{house, sources, workshop, settings.public_address(), settings.contact.empty() ? settings.mail_from : settings.contact, &live},
        administration{house, administration_sources(settings, counts)},
        privacy{house, privacy_hooks(), settings.public_address()} {
    front.add_routes(gate);
    legal.add_routes(gate);
    sign_in.add_routes(gate);
    provider.add_routes(gate);
    actions.add_routes(gate);
    first_run.add_routes(gate);
    tokens.add_routes(gate);
    proofs.add_routes(gate);
    passwords.add_routes(gate);
    account.add_routes(gate);
    letter_settings.add_routes(gate);
    letter_settings.offer_actions(actions);
    held.add_routes(gate);
    held.add_source([this](db::Session& session, accounts::Visit const& visit) { return held_in_programmes(session, visit, shelf); });
    outbox.add_routes(gate);
    sign_in.offer_actions(actions);
    account.offer_actions(actions);
    queue.every("programme.reminders", std::chrono::hours{1},
                [this] { database->write([this](db::Session& session) { inviting.remind_due(session); }); });
    search_letters.offer_actions(actions);
    queue.every("experiences.searches", std::chrono::minutes{15}, [this] { search_letters.write_due(); });
    live.offer_replies(replies);
    queue.every("writing.letters", std::chrono::minutes{2}, [this] {
      live.write_letters(letters, replies,
                         [](db::Session& session, accounts::PersonId const& person) { return accounts::AccountStore{session}.viewer_of(person); });
    });
    queue.every("app.digest", std::chrono::hours{1}, [this] { digest.write_due(); });
    queue.every("privacy.retention", std::chrono::hours{24},
                [this] { privacy::apply_retention(*database, world, privacy.entries(), privacy_hooks(), false); });
    if (!settings.mail_inbox.empty()) queue.every("mail.inbox", std::chrono::minutes{2}, [this] { read_inbox(settings, *database, replies); });
    queue.every("accounts.sweep", std::chrono::hours{6}, [this] { accounts::sweep(*database, world); });
    queue.listen(accounts::asked_job, [this](std::string const& payload) { sign_in.write_asked_letter(payload); });
    programmes.add_routes(gate);
    founding.add_routes(gate);
    members.add_routes(gate);
    inviting.offer_actions(actions);
    territories.add_routes(gate);
    experiences.add_routes(gate);
    exchange.add_routes(gate);
    exchange.listen(queue);
    sentences.add_routes(gate);
    state_of_play.add_routes(gate);
    methods.add_routes(gate);
    method_pictures.add_routes(gate);
    live.add_owner(live_methods);
    live.add_owner(live_chapters);
    queue.every("writing.keep", std::chrono::seconds{5}, [this] { live.keep_resting(); });
    live.add_routes(gate);
    methods.listen(queue);
    methods.offer_actions(actions);
    kits.add_routes(gate);
    queue.listen(std::string{kit::make_event}, [this](std::string const& edition) {
      // What is refused is told on the page of the edition; only what broke is tried again.
      (void)kit::press(*database, world, dictionary->words(i18n::Language::french), workshop, kit::EditionId::trusted(edition));
    });
    queue.listen(std::string{kit::join_event}, [this](std::string const& asked) { kit::join_brought(*database, world, workshop, asked); });
    queue.listen(std::string{kit::check_event},
                 [this](std::string const& edition) { kit::check_edition(*database, world, workshop, kit::EditionId::trusted(edition)); });
    administration.add_routes(gate);
    privacy.add_routes(gate);
    territories.add_section(experiences_of_territory);
    territories.set_noticed([](db::Session& session, accounts::Visit const&) { return programme::all_territories(session); });
    router.on_error = [this](http::Request const& request, int status) {
      return gate.answer_with(
          request, [&](accounts::Visit const& visit) { return stage.error(visit, status); }, status >= 500);
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
  accounts::LetterWriter letters;
  accounts::ActionPages actions;
  accounts::Replies replies;
  jobs::Queue queue;
  charts::MapShapes const shapes;
  experiences::Shelf shelf;
  Counts counts{shelf};
  FrontPages front;
  LegalPages legal;
  accounts::SignInPages sign_in;
  accounts::ProviderPages provider;
  accounts::FirstRunPages first_run;
  accounts::TokenPages tokens;
  accounts::ProofPages proofs;
  accounts::PasswordPages passwords;
  accounts::AccountPages account;
  accounts::LetterPages letter_settings;
  accounts::HeldPages held;
  accounts::OutboxPages outbox;
  programme::ProgrammePages programmes;
  territories::TerritoryPages territories;
  programme::FoundingPages founding;
  programme::Inviting inviting;
  Digest digest;
  experiences::SearchLetters search_letters;
  programme::MemberPages members;
  experiences::ExperiencePages experiences;
  exchange::ExchangePages exchange;
  synthesis::Counter counter;
  kit::Workshop const workshop;
  synthesis::StateOfPlayPages state_of_play;
  synthesis::SentencePages sentences;
  kit::Sources const sources;
  atelier::LiveMethods live_methods;
  kit::LiveChapters live_chapters;
  writing::LivePages live;
  atelier::MethodPages methods;
  atelier::PicturePages method_pictures;
  kit::KitPages kits;
  administration::AdministrationPages administration;
  privacy::PrivacyPages privacy;
};

Place::Place(Settings settings) : m_everyone{std::make_unique<Everyone>(std::move(settings))} {}
Place::~Place() = default;
db::Database& Place::database() { return *m_everyone->database; }
base::World const& Place::world() const { return m_everyone->world; }
http::Router const& Place::router() const { return m_everyone->router; }

KitTools Place::kit_tools() const {
  return {m_everyone->sources, m_everyone->dictionary->words(i18n::Language::french), m_everyone->workshop, m_everyone->settings.public_address(),
          m_everyone->settings.pieces_folder()};
}

std::string Place::receive(std::string const& letter) { return receive_letter(*m_everyone->database, m_everyone->replies, letter); }

void Place::serve(std::function<void(std::uint16_t port)> const& ready) {
  auto const& settings = m_everyone->settings;
  http::ServerOptions options;
  options.address = settings.address;
  options.port = static_cast<std::uint16_t>(settings.port);
  options.workers = settings.workers;
  options.spool_folder = settings.data_folder + "/spool";
  options.assets_folder = settings.web_folder() + "/assets";
  options.trusted_proxies = settings.trusted_proxies;
  options.mark = [this] { return m_everyone->database->mark(); };
  options.mark_is_quick = m_everyone->database->engine() == db::Engine::sqlite;
  std::filesystem::create_directories(options.spool_folder);
  http::Server server{options, m_everyone->router};
  std::atomic<bool> stopping{false};
  constexpr int unhurried = 5;  // work for later: whoever waits for a page goes first
  std::thread worker{[&] {
    base::let_others_go_first(unhurried);
    // The names of 36,000 territories take a second to read, so does what 100,000 sheets say: not at the first page.
    m_everyone->database->read([&](db::Session& session) {
      m_everyone->territories.gazetteers().of(session);
      for (auto const& programme : programme::all_briefs(session)) m_everyone->shelf.of(session, programme.id);
    });
    m_everyone->queue.run_until([&] { return stopping.load(); });
  }};
  // Letters have a thread of their own: a slow mail server keeps no other work waiting.
  std::thread carrier{[&] {
    if (letters_leave(settings))
      mail::deliver_until(*m_everyone->database, m_everyone->world, smtp_options_of(settings), [&] { return stopping.load(); });
  }};
  // A kit takes half a minute to make: letters and the rest do not wait behind it.
  std::thread second_worker{[&] {
    base::let_others_go_first(unhurried);
    m_everyone->queue.run_until([&] { return stopping.load(); });
  }};
  std::thread host{[&] { m_everyone->live.tend_until(settings.database_url(), [&] { return stopping.load(); }); }};
  ready(server.port());
  server.run();
  stopping = true;
  worker.join();
  carrier.join();
  second_worker.join();
  host.join();
}

}  // namespace app
