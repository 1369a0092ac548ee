// Parts kept closer than their sheet (domain §10.7), through every door a sheet leaves by.
#include <set>

#include "domain/exchange/exchange_site_test.h"
#include "domain/experiences/experience_pages.h"

namespace exchange {
namespace {

using Seen = std::set<std::string>;

/// Each part of the sheet holds one of these words, and nothing else does.
Seen const of_all = {"MOTPUBLIC"}, of_community = {"MOTPUBLIC", "MOTCOMMUN"},
           of_members = {"MOTPUBLIC", "MOTCOMMUN", "MOTPROMOTION", "MOTFREIN", "MOTATTENTE"},
           of_companions = {"MOTPUBLIC", "MOTCOMMUN", "MOTPROMOTION", "MOTFREIN", "MOTATTENTE", "MOTACCOMPAGNE"},
           of_authors = {"MOTPUBLIC", "MOTCOMMUN", "MOTPROMOTION", "MOTFREIN", "MOTATTENTE", "MOTACCOMPAGNE", "MOTPRIVE"};

struct Reader {
  std::string who;
  Seen seen;
};
/// A visitor, a pioneer of elsewhere, a companion, the author, who leads.
std::vector<Reader> const readers = {{"", of_all}, {"malik", of_members}, {"anne", of_companions}, {"nadia", of_authors}, {"lea", of_authors}};

class CloserParts : public ExchangeSite {
 protected:
  void SetUp() override {
    ExchangeSite::SetUp();
    if (IsSkipped()) return;
    using accounts::Function, accounts::Power;
    site->person("anne", {{demo, std::nullopt, Function::companion, Power::contribute}});
    m_sheets = std::make_unique<experiences::ExperiencePages>(site->house(), shelf, experiences::Hooks{{}, nullptr, "", "https://essaim.example"});
    m_sheets->add_routes(site->gate());
    keep({with_closer_parts()});
  }

  experiences::Sheet with_closer_parts() {
    auto one = sheet("la-navette", "La navette");
    auto& content = one.content;
    content.lessons = "MOTPUBLIC";
    content.governance = "MOTCOMMUN";
    content.outlook = "MOTPROMOTION";
    content.relations = "MOTACCOMPAGNE";
    content.if_again = "MOTPRIVE";
    content.objectives = "MOTATTENTE";
    content.obstacles = {{"mistrust", "MOTFREIN", "Par la présence.", 3, true}, {"time", "Une seule personne.", "", 2, false}};
    content.closer = {
        {"governance", "community"}, {"outlook", "cohort"}, {"relations", "companion"}, {"if_again", "private"}, {"obstacles.f1", "cohort"}};
    // Whoever told the story agreed to everything but what was aimed at.
    one.agreement = "Renée Inventée";
    one.agreed = {"title",     "summary",  "context",      "lessons",      "governance", "outlook",
                  "relations", "if_again", "obstacles.f1", "obstacles.f2", "levers.l1"};
    return one;
  }

  /// Those of the words that a file or a page holds, whatever its format.
  static Seen words_in(std::string const& bytes, std::string const& name = "") {
    auto text = bytes;
    if (auto const rows = name.empty() ? tl::expected<Rows, base::Problem>{tl::unexpected{base::Problem{}}} : read_table(bytes, name)) {
      EXPECT_EQ(rows->rows.size(), 1u) << name;
      for (auto const& row : rows->rows) text += base::join(row.cells, "\n");
    }
    Seen seen;
    for (auto const& word : of_authors)
      if (text.find(word) != std::string::npos) seen.insert(word);
    return seen;
  }
  static std::string file_name(Format format) { return format == Format::json ? "f.json" : "f.csv"; }
  Seen exported(Format format, std::string const& people, std::string const& who) {
    auto const answer = site->get("/p/demo/experiences/export/" + std::string{code(format)} + "?people=" + people, who);
    EXPECT_EQ(answer.status, 200) << code(format) << who;
    return words_in(answer.body, file_name(format));
  }

  std::unique_ptr<experiences::ExperiencePages> m_sheets;
};

TEST_P(CloserParts, OpenDataHoldsWhatAVisitorReadsWhoeverTakesIt) {
  for (auto const format : every_format)
    for (auto const& [who, seen] : readers) EXPECT_EQ(exported(format, "open", who), of_all) << code(format) << " " << who;
}

TEST_P(CloserParts, AWorkingFileHoldsWhatItsReaderReads) {
  for (auto const format : every_format)
    for (auto const& [who, seen] : readers) {
      if (who.empty()) continue;
      EXPECT_EQ(exported(format, "working", who), seen) << code(format) << " " << who;
    }
}

TEST_P(CloserParts, AFileWithNamesIsWholeForThoseWhoLead) {
  for (auto const format : every_format) {
    auto const answer = site->post("/p/demo/experiences/export/named", {{"format", std::string{code(format)}}, {"reason", "vérifier"}}, "lea");
    ASSERT_EQ(answer.status, 200) << code(format);
    EXPECT_EQ(words_in(answer.body, file_name(format)), of_authors) << code(format);
  }
}

TEST_P(CloserParts, ProgramsAndPagesGiveEachReaderWhatTheyRead) {
  for (auto const* door : {"/api/v1/programmes/demo/experiences", "/api/v1/programmes/demo/experiences/la-navette", "/p/demo/experiences/la-navette",
                           "/p/demo/experiences/la-navette/markdown"})
    for (auto const& [who, seen] : readers) {
      auto const answer = site->get(door, who);
      EXPECT_EQ(answer.status, 200) << door << " " << who;
      EXPECT_EQ(words_in(answer.body), seen) << door << " " << who;
    }
}

TEST_P(CloserParts, ListsAndFeedsTellNoneOfThem) {
  for (auto const* door : {"/p/demo/experiences", "/p/demo/experiences?view=table", "/p/demo/experiences.atom"})
    for (auto const& [who, seen] : readers) EXPECT_EQ(words_in(site->get(door, who).body), Seen{}) << door << " " << who;
  // The obstacle kept closer is no reason to find the sheet, the open one is.
  EXPECT_THAT(page("/p/demo/experiences?obstacle=mistrust", ""), Not(HasSubstr("la-navette\"")));
  EXPECT_THAT(page("/p/demo/experiences?obstacle=time", ""), HasSubstr("la-navette"));
  for (auto const& word : of_authors)
    EXPECT_EQ(page("/p/demo/experiences?q=" + word, "").find("experiences/la-navette") != std::string::npos, word == "MOTPUBLIC") << word;
}

TEST_P(CloserParts, AFileThatHeldOnlySomePartsNeverErasesTheOthers) {
  for (auto const format : every_format)
    for (auto const& who : {"", "malik"}) {
      auto const answer = site->get("/p/demo/experiences/export/" + std::string{code(format)} + (*who ? "?people=working" : ""), who);
      auto const before = one("la-navette");
      auto const address = bring(std::string{"retour."} + (format == Format::markdown ? "zip" : std::string{code(format)}), answer.body, "lea");
      ASSERT_NE(address, "") << code(format) << m_answer.body;
      EXPECT_THAT(page(address, "lea"), HasSubstr("que certaines parties")) << code(format) << who;
      site->post(address, {{"do", "run"}}, "lea");
      queue().run_due();
      EXPECT_EQ(one("la-navette").content, before.content) << code(format) << who;
    }
}

TEST_P(CloserParts, AWorkingFileOfTheirAuthorComesBackWithTheAgreementItHad) {
  auto const before = one("la-navette");
  ASSERT_FALSE(before.agreement.agreed.empty());
  auto file = site->get("/p/demo/experiences/export/csv?people=working", "lea").body;
  auto const at = file.find("MOTPUBLIC");
  file.replace(at, 9, "MOTPUBLIQUE");
  brought_in("retour.csv", file, "lea");
  auto const after = one("la-navette");
  EXPECT_EQ(after.content.lessons, "MOTPUBLIQUE");
  EXPECT_EQ(after.content.closer, before.content.closer);
  EXPECT_EQ(after.agreement.agreed.size(), before.agreement.agreed.size());
}

ON_BOTH_ENGINES(CloserParts);

}  // namespace
}  // namespace exchange
