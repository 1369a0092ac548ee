#include "domain/exchange/exchange_site_test.h"

namespace exchange {
namespace {

class Imports : public ExchangeSite {};

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

TEST_P(Imports, EachFaultIsToldWithItsLineAndColumnAndNothingChanges) {
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

TEST_P(Imports, WhatLooksAlikeFollowsTheChoiceOfEachLine) {
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

TEST_P(Imports, AChosenColumnIsFollowedAndSeenBeforeItRuns) {
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

TEST_P(Imports, APioneerBringsDraftsAndChangesOnlyWhatIsTheirs) {
  keep({sheet("la-navette", "La navette")});
  brought_in("a.csv", "Titre;En bref;État\nÀ moi;x;published\n", "malik");
  EXPECT_EQ(one("a-moi").status, experiences::Status::draft);
  auto const address = bring("b.csv", "Adresse;Titre;En bref\nla-navette;La navette;Volée\n", "malik");
  EXPECT_THAT(page(address, "malik"), HasSubstr("ligne 2<"));
  site->post(address, {{"do", "run"}}, "malik");
  queue().run_due();
  EXPECT_THAT(one("la-navette").content.summary, Not(HasSubstr("Volée")));
}

TEST_P(Imports, AnImportIsTakenBackInOneClickButForWhatWasChangedSince) {
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

TEST_P(Imports, AnImportGoesOnAfterTheProgramStopped) {
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

TEST_P(Imports, HostileFilesAreRefusedWithASentence) {
  for (auto const& [name, bytes] :
       {std::pair{"a.xlsx", std::string{"PK\x03\x04 nothing"}}, std::pair{"a.xls", std::string{"\xD0\xCF\x11\xE0 old"}},
        std::pair{"a.csv", std::string{"a;b\n\"open;1\n"}}, std::pair{"a.csv", std::string{"a\0b", 3}}, std::pair{"a.json", std::string{"{\"a\": 1"}},
        std::pair{"a.json", std::string{"{\"a\": 1}"}}, std::pair{"a.csv", std::string{"Titre\n"}}}) {
    EXPECT_EQ(bring(name, bytes, "lea"), "") << name << bytes;
    EXPECT_EQ(m_answer.status, 422) << name;
    EXPECT_THAT(m_answer.body, HasSubstr("Ce fichier ne peut pas être lu")) << name;
  }
}

ON_BOTH_ENGINES(Imports);

}  // namespace
}  // namespace exchange
