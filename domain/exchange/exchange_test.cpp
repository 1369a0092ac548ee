#include "domain/exchange/exchange_pages.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>

#include "domain/exchange/exchange_rooms.h"
#include "domain/exchange/intake_store.h"
#include "domain/exchange/sheet_export.h"
#include "domain/exchange/table_reader.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/testing/any_sheet.h"
#include "domain/territories/territories.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/spreadsheets/spreadsheets.h"
#include "tests/support/site/test_site.h"

namespace exchange {
namespace {

using testing::HasSubstr;
using testing::Not;
using Form = std::vector<std::pair<std::string, std::string>>;

auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const other = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000002");

i18n::Dictionary const& dictionary() {
  static auto const loaded = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return *loaded;
}
i18n::Words const& french() { return dictionary().words(i18n::Language::french); }

class Exchanges : public support::OnBothEngines {
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
    Outgoing out{format, people, slug, "Parcours", "https://essaim.example/p/demo/experiences", base::Day{std::chrono::year{2026} / 11 / 23}, {}};
    auto sheets = all(programme);
    out.sheets = database().read([&](db::Session& session) { return going(session, sheets, slug, people); });
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

TEST_P(Exchanges, AnExportComesBackUnchangedInEveryFormat) {
  keep({sheet("la-navette", "La navette"), sheet("la-halle", "=La halle ; l’été")});
  for (auto const format : {Format::csv, Format::xlsx, Format::ods, Format::markdown, Format::json}) {
    auto const file = file_of(outgoing(format, People::named), french());
    auto const before = all();
    auto const address = brought_in(file.name, file.bytes, "lea");
    EXPECT_THAT(page(address, "lea"), HasSubstr("0")) << file.name;
    auto const after = all();
    ASSERT_EQ(after.size(), before.size()) << file.name << page(address, "lea");
    for (std::size_t at = 0; at < after.size(); ++at) {
      EXPECT_EQ(after[at].revision, before[at].revision) << file.name;
      EXPECT_EQ(after[at].content, before[at].content) << file.name;
    }
  }
}

TEST_P(Exchanges, AnyExportMakesTheSameSheetsInAnEmptyPlace) {
  int round = 0;
  rc::check([&] {
    std::vector<experiences::Sheet> sheets;
    std::set<std::string> slugs;
    auto const many = *rc::gen::inRange(1, 4);
    for (int at = 0; at < many; ++at)
      if (auto one = experiences::any_sheet(); slugs.insert(one.slug).second) sheets.push_back(std::move(one));
    for (auto const format : {Format::csv, Format::xlsx, Format::ods, Format::markdown, Format::json}) {
      auto wipe = [&](accounts::ProgrammeId const& programme) {
        auto const there = all(programme);
        std::vector<experiences::ExperienceId> ids;
        for (auto const& known : there) ids.push_back(known.id);
        database().write([&](db::Session& session) { experiences::erase_sheets(session, programme, ids); });
      };
      wipe(demo);
      keep(sheets);
      auto const before = all();
      auto out = outgoing(format, People::named);
      auto const file = file_of(out, french());
      wipe(demo);
      world.advance(std::chrono::seconds{1});
      auto const address = brought_in(std::to_string(++round) + file.name, file.bytes, "lea");
      auto const after = all();
      if (after.size() != before.size()) RC_FAIL(std::string{code(format)} + page(address, "lea"));
      for (std::size_t at = 0; at < after.size(); ++at) {
        RC_ASSERT(after[at].content == before[at].content);
        RC_ASSERT(after[at].id == before[at].id);
        RC_ASSERT(after[at].status == before[at].status);
        RC_ASSERT(after[at].visibility == before[at].visibility);
        RC_ASSERT(after[at].territory == before[at].territory);
        RC_ASSERT(after[at].author == before[at].author);
        RC_ASSERT(after[at].published == before[at].published);
      }
    }
  });
}

TEST_P(Exchanges, OpenDataNamesNobody) {
  keep({sheet("la-navette", "La navette")});
  auto secret = sheet("le-brouillon", "Le brouillon");
  secret.status = experiences::Status::draft;
  secret.published = "";
  keep({secret});
  for (auto const* format : {"csv", "markdown", "json", "xlsx", "ods"}) {
    auto const answer = site->get(std::string{"/p/demo/experiences/export/"} + format);
    ASSERT_EQ(answer.status, 200) << format;
    auto const rows = read_table(answer.body, std::string{"f."} + (std::string_view{format} == "json" ? "json" : "csv"));
    ASSERT_TRUE(rows) << format << rows.error().refusal.msgid;
    EXPECT_EQ(rows->rows.size(), 1u) << format;
    for (auto const& row : rows->rows)
      for (auto const& cell : row.cells) {
        EXPECT_THAT(cell, Not(HasSubstr("Nadia"))) << format;
        EXPECT_THAT(cell, Not(HasSubstr("nadia@"))) << format;
        EXPECT_THAT(cell, Not(HasSubstr("06 12"))) << format;
      }
  }
  EXPECT_THAT(site->get("/p/demo/experiences/export/csv").body, HasSubstr("[@…]"));
}

TEST_P(Exchanges, AWorkingFileComesBackWithoutTouchingTheNames) {
  keep({sheet("la-navette", "La navette")});
  auto file = file_of(outgoing(Format::csv, People::working), french());
  auto const at = file.bytes.find("La ligne du jeudi");
  ASSERT_NE(at, std::string::npos);
  file.bytes.replace(at, 17, "La ligne du mardi");
  brought_in("retour.csv", file.bytes, "nadia");
  auto const after = one("la-navette");
  EXPECT_THAT(after.content.context, HasSubstr("mardi"));
  EXPECT_EQ(after.content.narrator, "Nadia Inventée");
  EXPECT_EQ(after.content.contact, "nadia@essaim.example");
  EXPECT_EQ(after.content.actors.front().name, "Nadia Inventée");
  EXPECT_EQ(after.status, experiences::Status::published);
}

TEST_P(Exchanges, FilesWithNamesAreForThoseWhoLeadAndWrittenDown) {
  keep({sheet("la-navette", "La navette")});
  auto const target = "/p/demo/experiences/export/named?theme=mobility";
  EXPECT_EQ(site->get(target, "nadia").status, 404);
  EXPECT_EQ(site->post(target, {{"format", "csv"}, {"reason", "x"}}, "nadia").status, 404);
  EXPECT_EQ(site->post(target, {{"format", "csv"}, {"reason", " "}}, "lea").status, 422);
  auto const answer = site->post(target, {{"format", "csv"}, {"reason", "inviter à la rencontre"}}, "lea");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("Nadia Inventée"));
  auto const journal = page("/p/demo/experiences/export/journal", "lea");
  EXPECT_THAT(journal, HasSubstr("inviter à la rencontre"));
  EXPECT_THAT(journal, HasSubstr("theme=mobility"));
  EXPECT_EQ(site->get("/p/demo/experiences/export/journal", "nadia").status, 404);
}

TEST_P(Exchanges, EachPageIsForThoseItIsFor) {
  struct Row {
    char const* target;
    char const* who;
    int status;
  };
  for (auto const& [target, who, status] :
       {Row{"/p/demo/experiences/export", "", 200}, Row{"/p/demo/experiences/export/csv?people=working", "", 404},
        Row{"/p/demo/experiences/export/csv?people=working", "nadia", 200}, Row{"/p/demo/experiences/export/nothing", "lea", 404},
        Row{"/p/demo/experiences/import", "", 303}, Row{"/p/demo/experiences/import", "paul", 404}, Row{"/p/demo/experiences/import", "nadia", 200},
        Row{"/p/demo/experiences/import/model.xlsx", "nadia", 200}, Row{"/p/demo/experiences/import/no-id", "lea", 404}})
    EXPECT_EQ(site->get(target, who).status, status) << target << " " << who;
  auto const mine = bring("f.csv", "Titre\nUne fiche\n", "nadia");
  EXPECT_EQ(site->get(mine, "nadia").status, 200);
  EXPECT_EQ(site->get(mine, "lea").status, 200);
  EXPECT_EQ(site->get(mine, "malik").status, 404);
  EXPECT_EQ(site->post(mine, {{"do", "run"}}, "malik").status, 404);
  EXPECT_EQ(site->post(mine + "/undo", {}, "malik").status, 404);
}

/// Ten kinds of faults of a file made in French Excel.
std::string faulty() {
  return "Titre;En bref;Thèmes;Territoire (code);Début;Frein 1\u00A0: nature;Frein 1\u00A0: ce qui a freiné;Frein 1\u00A0: gravité (1 à 3);Frein "
         "1\u00A0: surmonté (oui, non);État\r\n"
         "Sans faute;En bref;Mobilités;1004;2024;mistrust;Peur;2;oui;Brouillon\r\n"  // 2: a zero given back
         ";Sans titre;Mobilités;44109;2024;;;;;\r\n"                                 // 3
         "Thème inconnu;x;Magie;44109;2024;;;;;\r\n"                                 // 4
         "Code inconnu;x;Mobilités;99999;2024;;;;;\r\n"                              // 5
         "Date fausse;x;Mobilités;44109;31/02/2024;;;;;\r\n"                         // 6
         "Gravité fausse;x;Mobilités;44109;2024;mistrust;Peur;9;oui;\r\n"            // 7
         "Oui fausse;x;Mobilités;44109;2024;mistrust;Peur;2;peut-être;\r\n"          // 8
         "Nature inconnue;x;Mobilités;44109;2024;magie;Peur;2;oui;\r\n"              // 9
         "Trop de cellules;x;Mobilités;44109;2024;mistrust;Peur;2;oui;;de;trop\r\n"  // 10
         "Sans faute;x;Mobilités;1004;2024;;;;;\r\n"                                 // 11: twice in the file
         "La navette;x;Mobilités;44109;2024;;;;;\r\n"                                // 12: looks like one already there
         "Publiée vide;;Mobilités;44109;2024;;;;;Publiée\r\n";                       // 13: not ready for publication
}

TEST_P(Exchanges, EachFaultIsToldWithItsLineAndColumnAndNothingChanges) {
  keep({sheet("la-navette", "La navette")});
  auto const address = bring("fautes.csv", faulty(), "lea");
  auto const shown = page(address, "lea");
  EXPECT_THAT(shown, HasSubstr("une nouvelle fiche"));
  for (int line = 3; line <= 13; ++line) EXPECT_THAT(shown, HasSubstr("ligne " + std::to_string(line) + "<")) << line;
  for (auto const* said : {"Thèmes", "Magie", "99999", "31/02/2024", "peut-être", "magie", "12 cellules", "La ligne 2 a le même titre", "la-navette",
                           "avait perdu son zéro"})
    EXPECT_THAT(shown, HasSubstr(said));
  EXPECT_EQ(all().size(), 1u);
}

TEST_P(Exchanges, WhatLooksAlikeFollowsTheChoiceOfEachLine) {
  keep({sheet("la-navette", "La navette")});
  auto const csv = "Titre;En bref;Territoire (code)\nLa navette;Un autre bref;44109\n";
  auto const address = bring("a.csv", csv, "lea");
  EXPECT_THAT(page(address, "lea"), HasSubstr("row-0"));
  site->post(address, {{"do", "look"}, {"row-0", "create"}}, "lea");
  site->post(address, {{"do", "run"}, {"row-0", "create"}}, "lea");
  queue().run_due();
  EXPECT_EQ(all().size(), 2u);
  EXPECT_EQ(one("la-navette-2").content.summary, "Un autre bref");
  auto const again = bring("b.csv", "Titre;En bref;Territoire (code)\nLa halle;x;44109\nLa navette;Encore un;01004\n", "lea");
  site->post(again, {{"do", "run"}}, "lea");
  queue().run_due();
  EXPECT_EQ(all().size(), 4u) << "elsewhere, the same title is another sheet";
}

TEST_P(Exchanges, AChosenColumnIsFollowedAndSeenBeforeItRuns) {
  auto const address = bring("a.csv", "Colonne A;Bla\nUne fiche;Son texte\n", "nadia");
  EXPECT_THAT(page(address, "nadia"), HasSubstr("Aucune colonne"));
  auto const answer = site->post(address, {{"do", "run"}, {"column-0", "title"}, {"column-1", "summary"}}, "nadia");
  EXPECT_EQ(answer.status, 303);
  queue().run_due();
  EXPECT_TRUE(all().empty()) << "what was not seen does not run";
  site->post(address, {{"do", "run"}, {"column-0", "title"}, {"column-1", "summary"}}, "nadia");
  queue().run_due();
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all().front().content.summary, "Son texte");
  EXPECT_EQ(all().front().status, experiences::Status::draft);
  EXPECT_EQ(all().front().author, nadia);
}

TEST_P(Exchanges, APioneerBringsDraftsAndChangesOnlyWhatIsTheirs) {
  keep({sheet("la-navette", "La navette")});
  brought_in("a.csv", "Titre;En bref;État\nÀ moi;x;published\n", "malik");
  EXPECT_EQ(one("a-moi").status, experiences::Status::draft);
  auto const address = bring("b.csv", "Adresse;Titre;En bref\nla-navette;La navette;Volée\n", "malik");
  EXPECT_THAT(page(address, "malik"), HasSubstr("ligne 2<"));
  site->post(address, {{"do", "run"}}, "malik");
  queue().run_due();
  EXPECT_THAT(one("la-navette").content.summary, Not(HasSubstr("Volée")));
}

TEST_P(Exchanges, AnImportIsTakenBackInOneClickButForWhatWasChangedSince) {
  keep({sheet("la-navette", "La navette")});
  auto const address =
      brought_in("a.csv", "Adresse;Titre;En bref\nla-navette;La navette;Changée\nla-halle;La halle;x\nle-verger;Le verger;x\n", "lea");
  ASSERT_EQ(all().size(), 3u);
  EXPECT_EQ(one("la-navette").content.summary, "Changée");
  world.advance(std::chrono::minutes{5});
  auto halle = experiences::sheet_of(one("la-halle"), "demo");
  halle.content.summary = "Reprise à la main";
  keep({halle});
  EXPECT_THAT(page(address, "lea"), HasSubstr("Annuler tout cet import"));
  EXPECT_EQ(site->post(address + "/undo", {}, "lea").status, 303);
  queue().run_due();
  EXPECT_EQ(all().size(), 2u);
  EXPECT_THAT(one("la-navette").content.summary, HasSubstr("Un minibus"));
  EXPECT_EQ(one("la-halle").content.summary, "Reprise à la main");
  auto const report = page(address, "lea");
  EXPECT_THAT(report, HasSubstr("annulé"));
  EXPECT_THAT(report, HasSubstr("La halle"));
  EXPECT_EQ(site->post(address + "/undo", {}, "lea").status, 303);
  queue().run_due();
  EXPECT_EQ(all().size(), 2u);
}

TEST_P(Exchanges, AnImportGoesOnAfterTheProgramStopped) {
  std::string csv = "Titre;En bref\n";
  for (int at = 0; at < 450; ++at) csv += "Fiche numéro " + std::to_string(at) + ";x\n";
  auto const address = bring("a.csv", csv, "lea");
  site->post(address, {{"do", "run"}}, "lea");
  auto const id = IntakeId::parse(address.substr(address.rfind('/') + 1)).value();
  auto const state = [&] { return database().read([&](db::Session& session) { return *IntakeStore{session}.find(id); }); };
  {
    // One step, then the program stops: what is in memory is gone.
    IntakeWork work{database(), world, shelf, folder.path() / "imports", dictionary()};
    work.step(id);
  }
  EXPECT_EQ(state().state, IntakeState::running);
  EXPECT_GT(state().rows_done, 0);
  EXPECT_THAT(page(address, "lea"), HasSubstr("progress"));
  queue().run_due();
  EXPECT_EQ(state().state, IntakeState::done);
  EXPECT_EQ(state().created, 450);
  EXPECT_EQ(all().size(), 450u);
}

TEST_P(Exchanges, HostileFilesAreRefusedWithASentence) {
  for (auto const& [name, bytes] :
       {std::pair{"a.xlsx", std::string{"PK\x03\x04 nothing"}}, std::pair{"a.xls", std::string{"\xD0\xCF\x11\xE0 old"}},
        std::pair{"a.csv", std::string{"a;b\n\"open;1\n"}}, std::pair{"a.csv", std::string{"a\0b", 3}}, std::pair{"a.json", std::string{"{\"a\": 1"}},
        std::pair{"a.json", std::string{"{\"a\": 1}"}}, std::pair{"a.csv", std::string{"Titre\n"}}}) {
    EXPECT_EQ(bring(name, bytes, "lea"), "") << name << bytes;
    EXPECT_EQ(m_answer.status, 422) << name;
    EXPECT_THAT(m_answer.body, HasSubstr("Ce fichier ne peut pas être lu")) << name;
  }
}

ON_BOTH_ENGINES(Exchanges);

TEST(Addresses, AreLeftOutOfOpenData) {
  EXPECT_EQ(without_addresses("Écrire à jean.dupont@mairie.example, ou appeler le 06 12 34 56 78."), "Écrire à [@…], ou appeler le [@…].");
  EXPECT_EQ(without_addresses("+33 6 12 34 56 78 et 0612345678"), "[@…] et [@…]");
  EXPECT_EQ(without_addresses("Depuis 2018, 12 500 € pour 44109 et 0,5 ETP @ville"), "Depuis 2018, 12 500 € pour 44109 et 0,5 ETP @ville");
}

}  // namespace
}  // namespace exchange
