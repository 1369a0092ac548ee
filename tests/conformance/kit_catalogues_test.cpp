// What library catalogues and reading programs are told of a kit, against schemas written from the specifications (schemas/).
#include <gtest/gtest.h>

#include "domain/kit/export/catalogue.h"
#include "domain/kit/export/lom.h"
#include "domain/kit/harvest.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "tests/conformance/hostile_kit.h"

namespace {
namespace fs = std::filesystem;
namespace harvest = kit::harvest;
using kit::testing_::french;

class Catalogues : public testing::Test {
 protected:
  void SetUp() override {
    try {
      if (files::run({.program = "xmllint", .arguments = {"--version"}}).exit_code >= 0) return;
    } catch (std::system_error const&) {}
    GTEST_SKIP() << "xmllint is missing: apt-get install libxml2-utils";
  }
  /// What xmllint finds wrong; "" when nothing.
  std::string wrong(std::string const& schema, std::string const& xml) const {
    files::write_atomically(folder.path() / "told.xml", xml);
    auto const file = fs::path{ESSAIM_SOURCE_DIR} / "tests/conformance/schemas" / schema;
    auto const finished =
        files::run({.program = "xmllint", .arguments = {"--noout", "--nonet", "--relaxng", file.string(), "told.xml"}, .folder = folder.path()});
    return finished.succeeded() ? "" : finished.errors + xml;
  }
  static std::vector<kit::Document> documents() { return {kit::sample_document(), kit::testing_::hostile_document()}; }
  files::TemporaryFolder folder;
};

class Harvest : public Catalogues {
 protected:
  harvest::Arguments const asked{{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"set", "demonstration"}, {"from", "2026-11-02"}};
  harvest::Repository const place{"https://essaim.example", "Kits <du> parcours", "contact@essaim.example",
                                  base::from_milliseconds(1'795'428'000'000), base::from_milliseconds(1'793'000'000'000)};
};

TEST_F(Harvest, EveryVerbAnswersAsTheProtocolSays) {
  auto question = harvest::question_of(asked, place.site_address);
  ASSERT_TRUE(question);
  auto const all = documents();
  std::vector<harvest::Record> records;
  for (auto const& document : all)
    records.push_back({{"01a2-edition", "demonstration", document.number, base::from_milliseconds(1'793'000'000'123)}, &document});
  EXPECT_EQ(wrong("oai-pmh.rng", harvest::identify(place)), "");
  EXPECT_EQ(wrong("oai-pmh.rng", harvest::formats(place, {{"verb", "ListMetadataFormats"}})), "");
  EXPECT_EQ(wrong("oai-pmh.rng", harvest::sets(place, std::vector<harvest::Programme>{{"demonstration", "Parcours & 🐝"}})), "");
  for (char const* format : {"oai_dc", "lom"}) {
    question->format = format;
    EXPECT_EQ(wrong("oai-pmh.rng", harvest::list(place, asked, *question, records, harvest::Place{1'793'000'000'123, "01a2-edition"}, french())), "");
    EXPECT_EQ(wrong("oai-pmh.rng", harvest::record(place, {{"verb", "GetRecord"}}, *question, records[1], french())), "");
  }
  question->verb = harvest::Verb::list_identifiers;
  EXPECT_EQ(wrong("oai-pmh.rng", harvest::list(place, asked, *question, records, std::nullopt, french())), "");
}

TEST_F(Harvest, EveryFaultIsToldAsTheProtocolSays) {
  for (harvest::Arguments const& faulty : std::vector<harvest::Arguments>{
           {}, {{"verb", "<script>"}}, {{"verb", "ListRecords"}, {"metadataPrefix", "marc21"}}, {{"verb", "GetRecord"}}}) {
    auto const question = harvest::question_of(faulty, place.site_address);
    ASSERT_FALSE(question);
    EXPECT_EQ(wrong("oai-pmh.rng", harvest::fault(place, faulty, question.error(), french())), "");
  }
}

TEST_F(Catalogues, TheMetadataOfAKitAreALearningObject) {
  for (auto const& document : documents()) EXPECT_EQ(wrong("lom.rng", kit::lom(document, french())), "");
}

TEST_F(Catalogues, ReadingProgramsGetAFeedOfAtom) {
  std::vector<kit::File> const files{{"kit-1.0.epub", "epub", 12'345, "print"}, {"kit-1.0.pdf", "pdf", 6'789, "print"}};
  std::string const address = "https://essaim.example/opds.xml";
  kit::Edition edition;
  edition.published = base::from_milliseconds(1'793'000'000'123);
  for (auto document : documents())
    for (char const* publisher : {"Association", ""}) {
      document.publisher = publisher;
      auto entry = kit::entry_of(document, edition, files, "https://essaim.example/p/demonstration/kit/1.0");
      entry.errata = {"Page 3 : lire « halle »."};
      auto adapted = entry;
      adapted.licence.clear(), adapted.files.clear(), adapted.published.reset();
      kit::Catalogue const all{"Kits", address, address, address + "?page=2", {entry, adapted}};
      EXPECT_EQ(wrong("opds.rng", kit::opds(all, french())), "");
    }
  EXPECT_EQ(wrong("opds.rng", kit::opds({"Kits", address, address}, french())), "") << "an empty catalogue is one";
}

TEST_F(Catalogues, TheSchemasRefuseWhatIsWrong) {
  auto spoilt = harvest::identify({"https://essaim.example", "Kits", "no address", {}, {}});
  EXPECT_NE(wrong("oai-pmh.rng", spoilt), "");
  auto lom = kit::lom(kit::sample_document(), french());
  lom.replace(lom.find("<lom:value>yes"), 14, "<lom:value>oui");
  EXPECT_NE(wrong("lom.rng", lom), "");
  EXPECT_NE(wrong("opds.rng", R"(<feed xmlns="http://www.w3.org/2005/Atom"><id>https://x</id><title>x</title></feed>)"), "");
}

}  // namespace
