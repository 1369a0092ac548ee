#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <set>

#include "domain/exchange/exchange_site_test.h"
#include "domain/exchange/mapped_import.h"
#include "domain/experiences/testing/any_sheet.h"

namespace exchange {
namespace {

class Exports : public ExchangeSite {};

TEST_P(Exports, AnExportComesBackUnchangedInEveryFormat) {
  keep({sheet("la-navette", "La navette"), sheet("la-halle", "=La halle ; l’été")});
  for (auto const format : every_format) {
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

TEST_P(Exports, AnyExportMakesTheSameSheetsInAnEmptyPlace) {
  int round = 0;
  bool const holds = rc::check([&] {
    std::vector<experiences::Sheet> sheets;
    std::set<std::string> slugs;
    auto const many = *rc::gen::inRange(1, 4);
    for (int at = 0; at < many; ++at)
      if (auto one = experiences::any_sheet(); slugs.insert(one.slug).second) sheets.push_back(std::move(one));
    for (auto const format : every_format) {
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
        if (after[at].content != before[at].content)
          RC_FAIL(std::string{code(format)} + "\n" + experiences::to_json(before[at].content) + "\n" + experiences::to_json(after[at].content));
        RC_ASSERT(after[at].id == before[at].id);
        RC_ASSERT(after[at].status == before[at].status);
        RC_ASSERT(after[at].visibility == before[at].visibility);
        RC_ASSERT(after[at].territory == before[at].territory);
        RC_ASSERT(after[at].author == before[at].author);
        RC_ASSERT(after[at].published == before[at].published);
      }
    }
  });
  EXPECT_TRUE(holds);
}

TEST_P(Exports, OpenDataNamesNobody) {
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

TEST_P(Exports, AWorkingFileComesBackWithoutTouchingTheNames) {
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

TEST_P(Exports, FilesWithNamesAreForThoseWhoLeadAndWrittenDown) {
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

TEST_P(Exports, EachPageIsForThoseItIsFor) {
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
class OwnWords : public ExchangeSite {
 protected:
  void SetUp() override {
    ExchangeSite::SetUp();
    if (IsSkipped()) return;
    using experiences::List;
    std::vector<experiences::WordLineOfFile> const lines{{List::theme, "own_l_estuaire", "L’estuaire", "", false, 2},
                                                         {List::obstacle, "own_la_maree", "La marée", "", false, 3},
                                                         {List::obstacle, "time", "Pas le temps", "", false, 4}};
    database().write([&](db::Session& session) { ASSERT_TRUE(experiences::import_words(session, world, demo, lines, french())); });
    auto one = sheet("le-bac", "Le bac");
    one.content.themes = {"own_l_estuaire", "mobility"};
    one.content.obstacles = {{"own_la_maree", "Deux fois par jour.", "", 3, false}, {"time", "Trop court.", "", 2, false}};
    one.content.levers.clear();
    keep({one});
  }
};

TEST_P(OwnWords, AreReadInEveryFormatAndComeBackThroughIt) {
  for (auto const format : every_format) {
    auto const file = file_of(outgoing(format, People::named), french());
    auto const before = one("le-bac");
    auto const rows = read_table(file.bytes, file.name);
    ASSERT_TRUE(rows) << file.name;
    if (format != Format::markdown) {
      auto text = format == Format::json ? file.bytes : base::join(rows->rows.at(0).cells, "\n");
      for (auto const* said : {"L’estuaire", "own_l_estuaire", "La marée", "Pas le temps"}) EXPECT_THAT(text, HasSubstr(said)) << file.name;
    }
    brought_in(file.name, file.bytes, "lea");
    EXPECT_EQ(one("le-bac").content, before.content) << file.name;
    EXPECT_EQ(one("le-bac").revision, before.revision) << file.name;
  }
}

TEST_P(OwnWords, AreUnderstoodAsPeopleSayThemInTheirOwnFiles) {
  brought_in("a.csv", "Titre;Thèmes;Frein 1 : nature;Frein 1 : ce qui a freiné\nÀ la main;l'Estuaire | Mobilités;Pas le temps;Trop court\n", "lea");
  auto const by_hand = one("a-la-main").content;
  EXPECT_EQ(by_hand.themes, (std::vector<std::string>{"own_l_estuaire", "mobility"}));
  ASSERT_EQ(by_hand.obstacles.size(), 1u);
  EXPECT_EQ(by_hand.obstacles.front().type, "time");
  // As it was compiled, before it was renamed.
  brought_in("b.csv", "Titre;Frein 1 : nature;Frein 1 : ce qui a freiné\nAutrefois;Manque de temps;Trop court\n", "lea");
  EXPECT_EQ(one("autrefois").content.obstacles.front().type, "time");
  // Another programme has no such word.
  auto const elsewhere = bring("c.csv", "Titre;Thèmes\nAilleurs;L’estuaire\n", "lea", "autre");
  EXPECT_THAT(page(elsewhere, "lea"), HasSubstr("ligne 2<"));
}

TEST_P(OwnWords, AreAcceptedByAMappingByTheirCodeOrTheirLabel) {
  files::write_atomically(
      (folder.path() / "m.toml").string(),
      "format = 1\nkind = \"experience\"\nsource = \"csv\"\n[key]\ncolumns = [\"nom\"]\n[[fields]]\nfield = \"title\"\ncolumn = \"nom\"\n"
      "[[fields]]\nfield = \"themes\"\ncolumn = \"sujet\"\nas = \"list\"\n");
  files::write_atomically((folder.path() / "f.csv").string(), "nom;sujet\nPar le code;own_l_estuaire\nPar le mot;L’estuaire|mobility\nAutre;magie\n");
  auto const report = import_rows(database(), world, {folder.path() / "f.csv", folder.path() / "m.toml", "demo", false});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->created, 2);
  EXPECT_EQ(report->rejected, 1);
  EXPECT_EQ(one("par-le-code").content.themes, (std::vector<std::string>{"own_l_estuaire"}));
  EXPECT_EQ(one("par-le-mot").content.themes, (std::vector<std::string>{"own_l_estuaire", "mobility"}));
}

TEST_P(Exports, OfAFilteredListHoldWhatTheListShows) {
  auto one_of_2019 = sheet("la-halle", "La halle");
  one_of_2019.content.period_start = one_of_2019.content.period_end = "2019";
  one_of_2019.content.themes = {"food"};
  keep({sheet("la-navette", "La navette"), one_of_2019});
  auto const lines = [&](std::string const& query) {
    auto const rows = read_table(site->get("/p/demo/experiences/export/csv?" + query).body, "f.csv");
    return rows ? rows->rows.size() : 0;
  };
  EXPECT_EQ(lines(""), 2u);
  EXPECT_EQ(lines("year=2019"), 1u);
  EXPECT_EQ(lines("theme=food"), 1u);
  EXPECT_EQ(lines("theme=food&theme=mobility"), 2u);
  EXPECT_EQ(lines("population=1"), 0u);
  EXPECT_EQ(lines("actors=association"), 0u);
  EXPECT_THAT(page("/p/demo/experiences/export?theme=food&theme=mobility&year=2019", ""), HasSubstr("theme=food&amp;theme=mobility&amp;year=2019"));
}

ON_BOTH_ENGINES(Exports);
ON_BOTH_ENGINES(OwnWords);

TEST(Addresses, AreLeftOutOfOpenData) {
  EXPECT_EQ(without_addresses("Écrire à jean.dupont@mairie.example, ou appeler le 06 12 34 56 78."), "Écrire à [@…], ou appeler le [@…].");
  EXPECT_EQ(without_addresses("+33 6 12 34 56 78 et 0612345678"), "[@…] et [@…]");
  EXPECT_EQ(without_addresses("Depuis 2018, 12 500 € pour 44109 et 0,5 ETP @ville"), "Depuis 2018, 12 500 € pour 44109 et 0,5 ETP @ville");
}

}  // namespace
}  // namespace exchange
