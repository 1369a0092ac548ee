// A library catalogue and a reading program that are not ours, each with a plain client, take what a running place offers them.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "domain/kit/document_json.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/testing/kit_site.h"
#include "platform/base/text.h"
#include "platform/files/process.h"

namespace kit {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class Served : public testing_::KitSite {
 protected:
  void SetUp() override {
    http::ServerOptions options;
    options.port = 0;
    options.spool_folder = folder.path() / "spool";
    std::filesystem::create_directories(options.spool_folder);
    server = std::make_unique<http::Server>(options, router);
    KitSite::SetUp();
    if (IsSkipped()) return;
    running = std::thread{[this] { server->run(); }};
    if (missing("HTTP::OAI") || missing("LWP::UserAgent")) GTEST_SKIP() << "The harvester HTTP::OAI is missing: apt-get install libhttp-oai-perl";
  }
  void TearDown() override {
    if (!running.joinable()) return;
    server->stop();
    running.join();
  }
  std::string site_address() const override { return "http://127.0.0.1:" + std::to_string(server->port()); }

  static bool missing(std::string const& module) {
    try {
      return !files::run({.program = "perl", .arguments = {"-M" + module, "-e", "1"}}).succeeded();
    } catch (std::system_error const&) {
      return true;
    }
  }
  using Said = std::vector<std::vector<std::string>>;  // lines, in their cells
  static Said said_by(std::string const& script, std::string const& address) {
    auto const file = std::filesystem::path{ESSAIM_SOURCE_DIR} / "tests/conformance" / script;
    auto const finished = files::run({.program = "perl", .arguments = {file.string(), address}});
    EXPECT_TRUE(finished.succeeded()) << finished.errors;
    Said said;
    for (auto const& line : base::split(finished.output, '\n'))
      if (!line.empty()) said.push_back(base::split(line, '\t'));
    return said;
  }
  /// The lines that answer that question, without it.
  static Said of(Said const& said, std::string_view question) {
    Said lines;
    for (auto const& line : said)
      if (line.front() == question) lines.emplace_back(line.begin() + 1, line.end());
    return lines;
  }
  static std::vector<std::string> column(Said const& lines, std::size_t at) {
    std::vector<std::string> cells;
    for (auto const& line : lines) cells.push_back(line.at(at));
    return cells;
  }
  /// Public editions of a kit, most of them of an instant they share with their neighbours.
  void add_editions(std::string const& slug, int count) {
    database().write([&](db::Session& session) {
      KitStore store{session};
      Kit made{KitId::trusted(base::uuid_from_name("kit/" + slug)), programme_called(session, slug)};
      made.outline.slug = slug;
      store.put(made);
      for (int one = 0; one < count; ++one) {
        if (one % 7 == 0) world.advance(std::chrono::seconds{1});
        auto document = sample_document();
        document.number = "1." + std::to_string(one);
        document.title = slug + " " + document.number;
        auto const edition = freeze_in(store, made, document);
        store.publish(made.id, edition, {}, world.now());
      }
      auto coming = sample_document();
      coming.number = "9.0";
      freeze_in(store, made, coming);
    });
  }
  EditionId freeze_in(KitStore& store, Kit const& made, Document const& document) {
    Edition edition;
    edition.id = EditionId::trusted(base::uuid_from_name(made.outline.slug + "/" + document.number));
    edition.number = document.number;
    store.freeze(made.id, edition, to_json(document), std::nullopt);
    return edition.id;
  }
  accounts::ProgrammeId programme_called(db::Session& session, std::string const& slug) {
    if (slug == "parcours") return programme;
    auto const id = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/" + slug));
    session.execute(
        "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
        "pioneers_announced, position) SELECT ?, ?, name, '', '', '', 1, '', '', 'fr', licence, 0, 1 FROM programme_programme WHERE id = ?",
        id, slug, programme);
    return id;
  }

  std::unique_ptr<http::Server> server;
  std::thread running;
};

TEST_P(Served, ALibraryTakesEachPublicEditionOnceThroughAllThePieces) {
  add_editions("parcours", 190);
  add_editions("autre", 33);
  auto const said = said_by("harvest.pl", site_address() + "/oai");
  EXPECT_THAT(of(said, "Identify"), ElementsAre(Contains("2.0")));
  EXPECT_THAT(column(of(said, "ListMetadataFormats"), 0), ElementsAre("oai_dc", "lom"));
  EXPECT_THAT(column(of(said, "ListSets"), 0), testing::UnorderedElementsAre("parcours", "autre"));
  for (auto const& [list, pieces] : {std::pair{"ListIdentifiers lom", "2"}, {"ListRecords oai_dc", "12"}, {"ListRecords lom", "12"}}) {
    auto const records = column(of(said, list), 0);
    EXPECT_THAT(records, SizeIs(223)) << list << ": all that is public, and what is frozen is not";
    EXPECT_THAT(std::set<std::string>(records.begin(), records.end()), SizeIs(223)) << list << ": each once";
    EXPECT_THAT(of(said, std::string{list} + " questions"), ElementsAre(ElementsAre(pieces))) << list;
  }
  std::map<std::string, int> by_set;
  for (auto const& record : of(said, "ListRecords oai_dc")) {
    ++by_set[record.at(1)];
    EXPECT_TRUE(record.at(2).starts_with(record.at(1) + " 1.")) << record.at(2) << ": its title stands in the set of its programme";
  }
  EXPECT_EQ(by_set, (std::map<std::string, int>{{"parcours", 190}, {"autre", 33}}));
  EXPECT_THAT(column(of(said, "ListRecords lom"), 1), Each("metadata"));
}

TEST_P(Served, AReadingProgramGoesFromTheKitToItsCatalogueAndToEveryFile) {
  publish_first();
  auto const said = said_by("catalogue.pl", site_address() + kit);
  EXPECT_THAT(of(said, "entry"), SizeIs(1));
  auto const files = of(said, "http://opds-spec.org/acquisition/open-access");
  EXPECT_THAT(column(files, 0), Contains("application/epub+zip"));
  for (auto const& file : files) EXPECT_THAT(file, ElementsAre(file[0], HasSubstr(site_address()), "200", file[0], testing::Ne("0")));
  EXPECT_THAT(of(said, "alternate"), ElementsAre(ElementsAre("text/html", HasSubstr(kit + "/1.0"), "200", testing::_, testing::_)));
  EXPECT_THAT(of(said, "self"), SizeIs(1));
  EXPECT_THAT(of(said, "start"), SizeIs(1));
}

ON_BOTH_ENGINES(Served);

}  // namespace
}  // namespace kit
