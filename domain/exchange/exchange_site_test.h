#pragma once
// A place where files of sheets come and go, for the tests of exchange.
#include <gmock/gmock.h>

#include "domain/exchange/exchange_pages.h"
#include "domain/exchange/exchange_rooms.h"
#include "domain/exchange/intake_store.h"
#include "domain/exchange/sheet_export.h"
#include "domain/exchange/table_reader.h"
#include "domain/experiences/experience_store.h"
#include "domain/territories/territories.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "tests/support/site/test_site.h"

namespace exchange {

using testing::HasSubstr;
using testing::Not;

inline auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
inline auto const other = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000002");
inline constexpr Format every_format[] = {Format::csv, Format::xlsx, Format::ods, Format::markdown, Format::json};

inline i18n::Dictionary const& dictionary() {
  static auto const loaded = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return *loaded;
}
inline i18n::Words const& french() { return dictionary().words(i18n::Language::french); }

class ExchangeSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    territories::SampleRegistry{}.import_into(database());
    database().write([&](db::Session& session) {
      for (auto const& [id, slug] : {std::pair{demo, "demo"}, std::pair{other, "autre"}})
        session.execute(
            "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
            "pioneers_announced, position) "
            "VALUES (?, ?, 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
            id, slug);
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages =
        std::make_unique<ExchangePages>(site->house(), shelf, Setting{folder.path() / "imports", "https://essaim.example", dictionary(), gazetteers});
    pages->add_routes(site->gate());
    pages->listen(queue());
    using accounts::Function, accounts::Power;
    nadia = site->person("nadia", {{demo, nantes, Function::pioneer, Power::contribute}});
    site->person("malik", {{demo, std::nullopt, Function::pioneer, Power::contribute}});
    lea = site->person(
        "lea",
        {{demo, std::nullopt, Function::programme_lead, Power::administer}, {other, std::nullopt, Function::programme_lead, Power::administer}});
    site->person("paul", {{demo, std::nullopt, Function::partner, Power::read}});
  }
  jobs::Queue& queue() {
    if (!m_queue) m_queue = std::make_unique<jobs::Queue>(database(), world);
    return *m_queue;
  }

  experiences::Sheet sheet(std::string slug, std::string title) {
    experiences::Sheet one;
    one.slug = std::move(slug);
    one.status = experiences::Status::published;
    one.visibility = accounts::Visibility::public_;
    one.published = "2024-03-18";
    one.content.title = std::move(title);
    one.content.summary = "Un minibus qui dormait. Écrire à nadia@essaim.example ou au 06 12 34 56 78.";
    one.content.context = "La ligne du jeudi s’arrête.";
    one.content.themes = {"mobility"};
    one.content.narrator = "Nadia Inventée";
    one.content.contact = "nadia@essaim.example";
    one.content.actors = {{"Nadia Inventée", "pilote", "", ""}};
    one.content.obstacles = {{"mistrust", "Vingt minutes.", "Par la présence.", 3, true}, {"time", "Une seule personne.", "", 2, false}};
    one.content.levers = {{"third_party", "La receveuse.", "", {"f1"}}};
    return one;
  }
  void keep(std::vector<experiences::Sheet> sheets, accounts::ProgrammeId const& programme = demo, std::string const& slug = "demo") {
    database().write([&](db::Session& session) {
      std::vector<experiences::Import> imports;
      for (auto& one : sheets) imports.push_back({programme, slug, std::move(one), experiences::Place{nantes, "urban", "52", "Nantes (44)"}, nadia});
      experiences::import_sheets(session, world, imports);
    });
  }
  std::vector<experiences::Experience> all(accounts::ProgrammeId const& programme = demo) {
    return database().read([&](db::Session& session) { return experiences::ExperienceStore{session}.all_of(programme); });
  }
  experiences::Experience one(std::string const& slug) {
    for (auto& experience : all())
      if (experience.slug == slug) return experience;
    ADD_FAILURE() << "no sheet " << slug;
    return {};
  }
  Outgoing outgoing(Format format, People people, accounts::ProgrammeId const& programme = demo, std::string const& slug = "demo") {
    Outgoing out{format, people, slug, "Parcours", "https://essaim.example/p/demo/experiences", base::Day{std::chrono::year{2026} / 11 / 23}, {}, {}};
    auto sheets = all(programme);
    database().read([&](db::Session& session) {
      out.sheets = going(session, sheets, slug, people);
      out.vocabulary = experiences::vocabulary_of(session, programme);
    });
    return out;
  }

  /// Brings a file in the browser; the address of its page.
  std::string bring(std::string const& name, std::string const& bytes, std::string_view who, std::string const& programme = "demo") {
    auto const path = (folder.path() / "upload").string();
    files::write_atomically(path, bytes);
    auto request = site->request(http::Method::post, "/p/" + programme + "/experiences/import", who);
    request.headers.add("origin", "https://essaim.example");
    request.form.add("csrf", accounts::csrf_token(request));
    request.uploads.push_back({"file", name, "application/octet-stream", path, bytes.size()});
    m_answer = site->send(std::move(request));
    return support::header(m_answer, "Location");
  }
  /// Brings it in, whole.
  std::string brought_in(std::string const& name, std::string const& bytes, std::string_view who, std::string const& programme = "demo") {
    auto const page = bring(name, bytes, who, programme);
    EXPECT_FALSE(page.empty()) << m_answer.body;
    site->post(page, {{"do", "run"}}, who);
    queue().run_due();
    return page;
  }
  std::string page(std::string const& address, std::string_view who) { return site->get(address, who).body; }

  accounts::TerritoryId const nantes = territories::id_of({territories::Type::commune, "44109"});
  files::TemporaryFolder folder;
  experiences::Shelf shelf;
  territories::GazetteerShelf gazetteers;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<jobs::Queue> m_queue;
  std::unique_ptr<ExchangePages> pages;
  accounts::PersonId nadia, lea;
  http::Response m_answer;
};

}  // namespace exchange
