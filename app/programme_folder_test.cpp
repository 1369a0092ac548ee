#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/kit_sources.h"
#include "app/programme_folder.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"
#include "tests/support/both_engines.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path const source = ESSAIM_SOURCE_DIR;
fs::path const registry = source / "build/registry";

std::string bytes_of(fs::path const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::map<std::string, std::string> files_of(fs::path const& folder) {
  std::map<std::string, std::string> files;
  for (auto const& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files.emplace(entry.path().lexically_relative(folder).string(), bytes_of(entry.path()));
  return files;
}

/// A place with the official registry, made once: importing 36,000 territories takes longer than all these tests.
class ProgrammeFolder : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(registry / "territories.csv")) GTEST_SKIP() << "the official registry is not built: ./dev start builds it";
    ASSERT_TRUE(territories::import_registry(place().database(), registry.string()));
  }

  static support::ScratchDatabase& place() {
    static auto const scratch = support::ScratchDatabase::make(db::Engine::sqlite);
    return *scratch;
  }
  auto import(fs::path const& folder, bool dry_run = false) {
    app::KitTools const tools{m_sources, m_dictionary->words(i18n::Language::french), m_workshop, "", (m_folder / "pieces").string()};
    return app::import_programme(place().database(), m_world, tools, folder.string(), dry_run);
  }
  /// A copy of the demonstration under another address, to spoil at will.
  fs::path copy(std::string const& slug) {
    auto const to = m_folder / slug;
    fs::copy(source / "programmes/demonstration", to, fs::copy_options::recursive);
    replace(to / "programme.toml", "slug = \"demonstration\"", "slug = \"" + slug + "\"");
    return to;
  }
  static void replace(fs::path const& file, std::string const& from, std::string const& to) {
    auto bytes = bytes_of(file);
    auto const at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << file << " no longer holds " << from;
    std::ofstream{file, std::ios::binary} << bytes.replace(at, from.size(), to);
  }
  app::ExportedFrom from() const { return {(m_folder / "pieces").string(), m_workshop.photos.string()}; }
  int programmes() {
    return place().database().read([](db::Session& session) { return static_cast<int>(programme::all_briefs(session).size()); });
  }

  files::TemporaryFolder const m_scratch;
  fs::path const& m_folder = m_scratch.path();
  /// One for all: a new one would draw the same identifiers again.
  static inline support::StoppedWorld m_world;
  std::unique_ptr<i18n::Dictionary> m_dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  experiences::Shelf m_shelf;
  synthesis::Counter m_counter{m_shelf};
  charts::MapShapes m_shapes;
  kit::Sources const m_sources = app::kit_sources(m_counter, m_shapes, m_world, {m_folder / "pieces", m_folder / "kit-photos"});
  kit::Workshop const m_workshop{m_folder / "kits", source / "build/web", {source / "tools/typst"}, {}, {}, m_folder / "kit-photos"};
};

TEST_F(ProgrammeFolder, ImportingTwiceChangesNothing) {
  auto const folder = copy("twice");
  auto const first = import(folder);
  ASSERT_TRUE(first) << first.error().front().refusal.msgid;
  auto const second = import(folder);
  ASSERT_TRUE(second);
  for (auto const& line : second->lines) {
    EXPECT_EQ(line.created, 0) << line.what;
    EXPECT_EQ(line.changed, 0) << line.what;
    EXPECT_GT(line.unchanged, 0) << line.what;
  }
}

TEST_F(ProgrammeFolder, ExportImportExportGivesTheSameBytes) {
  ASSERT_TRUE(import(copy("again")));
  ASSERT_TRUE(app::export_programme(place().database(), "again", (m_folder / "one").string(), from()));
  ASSERT_TRUE(import(m_folder / "one"));
  ASSERT_TRUE(app::export_programme(place().database(), "again", (m_folder / "two").string(), from()));
  EXPECT_EQ(files_of(m_folder / "one"), files_of(m_folder / "two"));
  EXPECT_GT(files_of(m_folder / "one").size(), 30u);
}

TEST_F(ProgrammeFolder, PicturesInTheTextsOfAMethodLeaveAndComeBackWithIt) {
  auto const folder = copy("pictured");
  fs::create_directories(folder / "methods/compter-le-vide");
  fs::copy_file(source / "web/favicon.png", folder / "methods/compter-le-vide/ruche.png");
  std::ofstream{folder / "methods/compter-le-vide.md", std::ios::app} << "\n![Trois alvéoles](compter-le-vide/ruche.png)\n";
  auto const first = import(folder);
  ASSERT_TRUE(first) << first.error().front().refusal.msgid;
  ASSERT_TRUE(app::export_programme(place().database(), "pictured", (m_folder / "one").string(), from()));
  auto const files = files_of(m_folder / "one");
  auto const picture = std::ranges::find_if(files, [](auto const& file) { return file.first.starts_with("methods/compter-le-vide/"); });
  ASSERT_NE(picture, files.end());
  auto const name = picture->first.substr(std::string_view{"methods/"}.size());
  EXPECT_THAT(files.at("methods/compter-le-vide.md"), HasSubstr("![Trois alvéoles](" + name + ")"));
  auto const again = import(m_folder / "one");
  ASSERT_TRUE(again);
  for (auto const& line : again->lines) EXPECT_EQ(line.changed, 0) << line.what;
  fs::remove(m_folder / "one" / picture->first);
  auto const missing = import(m_folder / "one");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().front().file, HasSubstr("compter-le-vide.md"));
}

TEST_F(ProgrammeFolder, PicturesOfTheKitsOwnPagesLeaveAndComeBackWithThem) {
  auto const folder = copy("with-pictures");
  auto const page = fs::directory_iterator { folder / "kit" } -> path();
  fs::create_directories(folder / "kit/pictures");
  fs::copy_file(source / "web/favicon.png", folder / "kit/pictures/ruche.png");
  std::ofstream{page, std::ios::app} << "\n![Trois *alvéoles*](pictures/ruche.png)\n";
  auto const first = import(folder);
  ASSERT_TRUE(first) << first.error().front().refusal.msgid;
  ASSERT_TRUE(app::export_programme(place().database(), "with-pictures", (m_folder / "one").string(), from()));
  auto const one = files_of(m_folder / "one");
  auto const picture = std::ranges::find_if(one, [](auto const& file) { return file.first.starts_with("kit/pictures/"); });
  ASSERT_NE(picture, one.end());
  EXPECT_THAT(one.at("kit/" + page.filename().string()), HasSubstr("](pictures/" + picture->first.substr(13) + ")"));
  fs::remove_all(m_workshop.photos);
  auto const again = import(m_folder / "one");
  ASSERT_TRUE(again);
  for (auto const& line : again->lines) EXPECT_EQ(line.changed, 0) << line.what;
  ASSERT_TRUE(app::export_programme(place().database(), "with-pictures", (m_folder / "two").string(), from()));
  EXPECT_EQ(files_of(m_folder / "two"), one) << "elsewhere, the bytes came with the folder";
  fs::remove_all(m_workshop.photos);
  fs::remove(m_folder / "one" / picture->first);
  auto const missing = import(m_folder / "one");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().front().file, HasSubstr(page.filename().string()));
}

TEST_F(ProgrammeFolder, AKitPrintsThePicturesOfItsMethodsAndKeepsThemForItself) {
  auto const folder = copy("illustrated");
  fs::create_directories(folder / "methods/arpentage-du-bourg");
  fs::copy_file(source / "web/favicon.png", folder / "methods/arpentage-du-bourg/ruche.png");
  std::ofstream{folder / "methods/arpentage-du-bourg.md", std::ios::app} << "\n![Trois alvéoles](arpentage-du-bourg/ruche.png)\n";
  auto const report = import(folder);
  ASSERT_TRUE(report) << report.error().front().refusal.msgid;
  auto const document = place().database().read(
      [&](db::Session& session) { return kit::edition_document(session, *programme::id_of_slug(session, "illustrated"), ""); });
  ASSERT_TRUE(document);
  auto const photos = kit::photos_of(*document);
  ASSERT_EQ(photos.size(), 1u);
  EXPECT_THAT(photos[0]->credit, HasSubstr("Parcours 2026-2027, CC BY-SA 4.0"));
  auto const part = std::ranges::find(document->parts, "arpentage-du-bourg", &kit::Part::slug);
  EXPECT_TRUE(std::ranges::any_of(part->blocks, [&](kit::Block const& block) {
    return block.markdown.find("![Trois alvéoles](pictures/" + kit::photo_name(*photos[0]) + ")") != std::string::npos;
  }));
  fs::remove_all(m_folder / "pieces");
  EXPECT_EQ(kit::photos_of(kit::with_photographs(*document, m_folder / "kit-photos")).size(), 1u) << "whatever becomes of the sheet";
}

TEST_F(ProgrammeFolder, ADryRunSaysWhatWouldChangeAndChangesNothing) {
  int const before = programmes();
  auto const report = import(copy("dry"), true);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->lines.front().created, 1);
  EXPECT_EQ(programmes(), before);
}

struct Mistake {
  std::string file, from, to, expected_file, expected_field;
};

class Mistakes : public ProgrammeFolder, public testing::WithParamInterface<Mistake> {};

TEST_P(Mistakes, ASingleOneIsNamedAndNothingIsImported) {
  auto const& mistake = GetParam();
  int const before = programmes();
  auto const folder = copy("mistaken");
  replace(folder / mistake.file, mistake.from, mistake.to);
  auto const report = import(folder);
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().front().file, HasSubstr(mistake.expected_file));
  EXPECT_EQ(report.error().front().refusal.field, mistake.expected_field);
  EXPECT_EQ(programmes(), before);
}

INSTANTIATE_TEST_SUITE_P(, Mistakes,
                         testing::Values(Mistake{"territories.csv", "epci:242600534", "epci:999999999", "territories.csv", "territory"},
                                         Mistake{"territories.csv", "pioneer", "tourist", "territories.csv", "role"},
                                         Mistake{"people.csv", "programme_lead", "captain", "people.csv", "function"},
                                         Mistake{"people.csv", "claire.vasseur@essaim.example", "claire.vasseur", "people.csv", "email"},
                                         Mistake{"organisations.csv", "network_head", "circus", "organisations.csv", "kind"},
                                         Mistake{"programme.toml", "format = 1", "format = 9", "programme.toml", "format"},
                                         Mistake{"experiences/le-fret-partage.md", "title:", "titel:", "experiences/le-fret-partage.md", "titel"}));

}  // namespace
