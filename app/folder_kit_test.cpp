#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/programme_folder.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"
#include "tests/support/both_engines.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using Files = std::map<std::string, std::string>;

std::string bytes_of(fs::path const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

Files files_of(fs::path const& folder) {
  Files files;
  for (auto const& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files.emplace(entry.path().lexically_relative(folder).string(), bytes_of(entry.path()));
  return files;
}

void write(fs::path const& path, std::string const& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << bytes;
}

kit::Document edition(std::string const& number, std::string const& words, std::string const& slug = "faire") {
  kit::Document document;
  document.slug = slug, document.title = "Faire ensemble", document.number = number, document.publisher = "Association « Faire »";
  document.programme_slug = "parcours", document.programme_name = "Parcours";
  document.identifier = kit::identifier_of("parcours", slug, number);
  document.frozen_on = *base::parse_day("2026-11-02");
  kit::Block block;
  block.id = "b1", block.markdown = words + "\n";
  kit::Part part;
  part.slug = "reunir", part.title = "Réunir", part.kind = "page", part.blocks = {block};
  document.parts = {part};
  return document;
}

kit::Document of_mirecourt(std::string const& words) {
  auto document = edition("1.0", words, "faire-mirecourt-88304");
  document.origin =
      kit::Origin{"Faire ensemble", "1.0", kit::identifier_of("parcours", "faire", "1.0"), "", "", "Mirecourt (88)", "commune-88304", {"Réunir"}, {}};
  return document;
}

/// A place where the commune of Mirecourt is known, and what an import does there.
class Place {
 public:
  Place(std::unique_ptr<support::ScratchDatabase> scratch, base::World const& world, i18n::Words const& words)
      : m_scratch{std::move(scratch)}, m_world{world}, m_words{words} {
    database().write([](db::Session& session) {
      session.execute(
          "INSERT INTO territories_territory (id, type, code, name, name_key, nature, population, population_year, population_band, department, "
          "region, epci, ept, latitude, longitude, placed, typology, typology_source, seat, siren, zone, is_current, attributes) VALUES "
          "(?, 'commune', '88304', 'Mirecourt', 'mirecourt', '', 5012, 2023, 4, '88', '44', '', '', 48.3, 6.13, 'exact', 'rural', 'population', '', "
          "'', 'metro', 1, '')",
          territories::id_of({territories::Type::commune, "88304"}));
    });
  }
  db::Database& database() { return m_scratch->database(); }
  fs::path photos() const { return m_data.path() / "kit-photos"; }
  auto import(fs::path const& folder) {
    kit::Workshop workshop;
    workshop.kits = m_data.path() / "kits", workshop.photos = photos();
    workshop.pdf.typst = {"/nowhere", "node", std::chrono::seconds{1}};
    return app::import_programme(database(), m_world, {m_sources, m_words, workshop, "", (m_data.path() / "pieces").string()}, folder.string(),
                                 false);
  }
  Files exported() {
    files::TemporaryFolder const to;
    auto const done = app::export_programme(database(), "parcours", to.path().string(), {(m_data.path() / "pieces").string(), photos().string()});
    EXPECT_TRUE(done);
    return files_of(to.path());
  }

 private:
  std::unique_ptr<support::ScratchDatabase> m_scratch;
  base::World const& m_world;
  i18n::Words const& m_words;
  kit::Sources m_sources;
  files::TemporaryFolder const m_data;
};

/// Its print, how its name ends, and its bytes, as a kit keeps it.
struct KeptPicture {
  std::string print, kind, bytes;
};
KeptPicture a_picture() {
  auto const fit = files::prepare_picture(bytes_of(fs::path{ESSAIM_SOURCE_DIR} / "web/favicon.png"), files::Kind::png)->whole;
  return {base::fingerprint(fit.bytes), std::string{files::code(fit.kind)}, fit.bytes};
}

class FolderKits : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = another_place();
    write(folder / "programme.toml", "format = 1\nslug = \"parcours\"\nname = \"Parcours\"\nlanguage = \"fr\"\nlicence = \"CC-BY-SA-4.0\"\n");
    write(folder / "territories.csv", "territory,role,name,kind,perimeter,note\ncommune:88304,pioneer,,,,\n");
    write(folder / "people.csv",
          "email,name,territory,function,power,organisation,note\nnadia@essaim.example,Nadia Kerboul,,programme_lead,administer,,\n"
          "samir@essaim.example,Samir Oualid,,facilitator,edit,,\n");
    write(folder / "kit.toml",
          "format = 1\nslug = \"faire\"\ntitle = \"Faire ensemble\"\nlicence = \"CC-BY-SA-4.0\"\nstate = \"proofreading\"\n\n[[chapters]]\n"
          "slug = \"reunir\"\ntitle = \"Réunir\"\npage = \"reunir\"\nproofread = true\n\n[[named]]\nperson = \"nadia@essaim.example\"\n"
          "agreed = 2026-10-12\nemail = true\n\n[[named]]\nperson = \"samir@essaim.example\"\ndeclined = 2026-10-13\n");
    write(folder / "kit/reunir.md", "On invite encore autrement.\n");
    put("kit/editions/1.0", edition("1.0", "On invite."), kit::EditionState::superseded, "",
        "\n[[errata]]\npart = \"reunir\"\nwrong = \"On invite\"\ninstead = \"On convie\"\nnoted = \"2026-11-03T08:00:00Z\"\nwithdrawn = true\n");
    put("kit/editions/1.1", edition("1.1", "On convie."), kit::EditionState::published, "Un mot.");
    put("kit/editions/1.2", edition("1.2", "On convie tout le monde."), kit::EditionState::frozen, "Deux mots.");
    write(folder / "kit/of/commune-88304.toml",
          "format = 1\nterritory = \"commune:88304\"\nedition = \"1.0\"\nslug = \"faire-mirecourt-88304\"\ntitle = \"Faire ensemble à Mirecourt\"\n"
          "licence = \"CC-BY-SA-4.0\"\n\n[[changes]]\npart = \"reunir\"\nblock = \"b1\"\ndoes = \"text\"\ntext = \"Chez nous, on frappe aux "
          "portes.\"\n\n"
          "[[decisions]]\nedition = \"1.1\"\npart = \"reunir\"\nblock = \"b1\"\nchoice = \"third\"\ntext = \"Nos mots et les leurs.\"\n");
    put("kit/of/commune-88304/1.0", of_mirecourt("Chez nous, on frappe aux portes."), kit::EditionState::published, "");
  }
  std::unique_ptr<Place> another_place() const {
    return std::make_unique<Place>(support::ScratchDatabase::make(GetParam()), world, dictionary->words(i18n::Language::french));
  }
  void put(std::string const& name, kit::Document const& document, kit::EditionState state, std::string const& note, std::string const& errata = "") {
    kit::EditionFile const file{state, note, state == kit::EditionState::frozen ? std::nullopt : std::optional{world.now()}, {}, document};
    auto const bytes = kit::write_edition(file);
    write(folder / (name + ".toml"), bytes.about + errata);
    write(folder / (name + ".json"), bytes.document);
  }
  void replace(std::string const& name, std::string const& from, std::string const& to) const {
    auto bytes = bytes_of(folder / name);
    auto const at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << name << " no longer holds " << from;
    write(folder / name, bytes.replace(at, from.size(), to));
  }

  files::TemporaryFolder const scratch_folder;
  fs::path const folder = scratch_folder.path() / "parcours";
  std::unique_ptr<i18n::Dictionary> dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  std::unique_ptr<Place> place;
};

TEST_P(FolderKits, EditionsChangesDecisionsErrataAndAnswersAreTheSameInAnEmptyPlace) {
  auto const first = place->import(folder);
  ASSERT_TRUE(first) << first.error().front().file << " " << first.error().front().refusal.msgid;
  EXPECT_THAT(first->remarks, testing::IsEmpty());
  EXPECT_THAT(first->unmade, testing::IsEmpty());
  auto const one = place->exported();
  for (auto const* name : {"kit/editions/1.0.toml", "kit/editions/1.0.json", "kit/editions/1.1.toml", "kit/editions/1.2.toml",
                           "kit/of/commune-88304.toml", "kit/of/commune-88304/1.0.toml", "kit/of/commune-88304/1.0.json", "kit/reunir.md"})
    EXPECT_EQ(one.at(name), bytes_of(folder / name)) << name;
  EXPECT_EQ(one.at("kit.toml"), bytes_of(folder / "kit.toml"));
  files::TemporaryFolder const taken;
  for (auto const& [name, bytes] : one) write(taken.path() / "parcours" / name, bytes);
  auto elsewhere = another_place();
  ASSERT_TRUE(elsewhere->import(taken.path() / "parcours"));
  EXPECT_EQ(elsewhere->exported(), one);
}

TEST_P(FolderKits, EditionsThatWerePublicAreReadHereAgainAndTheFrozenOneWaits) {
  ASSERT_TRUE(place->import(folder));
  place->database().read([&](db::Session& session) {
    auto const programme = *programme::id_of_slug(session, "parcours");
    EXPECT_EQ(kit::latest_public(session, programme)->number, "1.1");
    EXPECT_TRUE(kit::is_public(session, programme, "1.0"));
    EXPECT_FALSE(kit::is_public(session, programme, "1.2"));
    EXPECT_EQ(kit::edition_document(session, programme, "1.0")->parts[0].blocks[0].markdown, "On invite.\n");
    EXPECT_THAT(kit::public_addresses(session, programme), testing::Contains("/p/parcours/kit/of/commune-88304/1.0"));
  });
}

TEST_P(FolderKits, ImportingTwiceChangesNothing) {
  ASSERT_TRUE(place->import(folder));
  auto const again = place->import(folder);
  ASSERT_TRUE(again);
  for (auto const& line : again->lines) EXPECT_EQ(line.created + line.changed, 0) << line.what;
}

TEST_P(FolderKits, AFolderFromBeforeFreezesTheEditionItNames) {
  fs::remove_all(folder / "kit/editions");
  fs::remove_all(folder / "kit/of");
  replace("kit.toml", "state = \"proofreading\"\n", "edition = \"1.0\"\nfrozen_on = 2026-11-02\n");
  replace("kit.toml", "proofread = true\n", "");
  auto const done = place->import(folder);
  ASSERT_TRUE(done) << done.error().front().refusal.msgid;
  place->database().read(
      [&](db::Session& session) { EXPECT_EQ(kit::latest_public(session, *programme::id_of_slug(session, "parcours"))->number, "1.0"); });
}

TEST_P(FolderKits, WhatLeftTheProgrammeLeavesTheFolderToo) {
  ASSERT_TRUE(place->import(folder));
  write(folder / "kit/ancienne.md", "Une page retirée depuis.\n");
  write(folder / "experiences/retiree.md", "---\ntitle: Retirée\n---\n");
  ASSERT_TRUE(app::export_programme(place->database(), "parcours", folder.string(), {"/nowhere", place->photos().string()}));
  EXPECT_FALSE(fs::exists(folder / "kit/ancienne.md"));
  EXPECT_FALSE(fs::exists(folder / "experiences/retiree.md"));
  EXPECT_TRUE(fs::exists(folder / "kit/reunir.md"));
}

TEST_P(FolderKits, AnEditionHereWithOtherTextsIsNeverWrittenOver) {
  ASSERT_TRUE(place->import(folder));
  auto const before = place->exported();
  replace("kit/editions/1.1.json", "On convie.", "On force.");
  auto const refused = place->import(folder);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().front().file, HasSubstr("kit/editions/1.1.toml"));
  EXPECT_THAT(refused.error().front().refusal.msgid, HasSubstr("never changes"));
  EXPECT_EQ(place->exported(), before);
}

TEST_P(FolderKits, ATerritoryKeepsThePicturesItsWordsShow) {
  auto const [print, kind, ruche] = a_picture();
  auto const name = print + "." + kind;
  replace("kit/of/commune-88304.toml", "on frappe aux portes.", "![Une ruche](pictures/" + name + ")");
  auto const lost = place->import(folder);
  ASSERT_FALSE(lost) << "it is not beside the text";
  EXPECT_THAT(lost.error().front().file, HasSubstr("kit/of/commune-88304.toml"));
  write(folder / "kit/pictures" / name, ruche);
  ASSERT_TRUE(place->import(folder));
  EXPECT_EQ(place->exported().at("kit/pictures/" + name), ruche);
}

struct BadFile {
  std::string name, from, to, expected_file;
  std::size_t expected_line;
};

TEST_P(FolderKits, ABadFileIsNamedWithItsPlaceAndNothingIsImported) {
  BadFile const bad_files[] = {{"kit/editions/1.0.json", "\"document\"", "", "", 0},
                               {"kit/editions/1.1.json", "{", "", "kit/editions/1.1.json", 0},
                               {"kit/editions/1.1.json", "\"number\":\"1.1\"", "\"number\":\"1.3\"", "kit/editions/1.1.json", 0},
                               {"kit/editions/1.1.toml", "state = \"published\"", "state = \"famous\"", "kit/editions/1.1.toml", 2},
                               {"kit/editions/1.1.toml", "Z\"", "\"", "kit/editions/1.1.toml", 4},
                               {"kit/editions/1.1.toml", "note", "nota", "kit/editions/1.1.toml", 3},
                               {"kit/editions/1.0.toml", "part = \"reunir\"", "part = \"rien\"", "kit/editions/1.0.toml", 6},
                               {"kit/of/commune-88304/1.0.json", "\"territory_code\":\"commune-88304\"", "\"territory_code\":\"commune-88305\"",
                                "kit/of/commune-88304/1.0.toml", 0},
                               {"kit/of/commune-88304.toml", "choice = \"third\"", "choice = \"maybe\"", "kit/of/commune-88304.toml", 18},
                               {"kit.toml", "declined = 2026-10-13", "declined = 2026-10-13\nphone = \"02 61 91 00 12\"", "kit.toml", 20},
                               {"kit.toml", "samir@essaim.example", "inconnu@essaim.example", "kit.toml", 0},
                               {"kit.toml", "state = \"proofreading\"", "state = \"done\"", "kit.toml", 5}};
  auto const whole = files_of(folder);
  for (auto const& bad : bad_files) {
    if (bad.expected_file.empty()) continue;
    for (auto const& [name, bytes] : whole) write(folder / name, bytes);
    replace(bad.name, bad.from, bad.to);
    auto const refused = place->import(folder);
    ASSERT_FALSE(refused) << bad.name << ": " << bad.to;
    EXPECT_THAT(refused.error().front().file, HasSubstr(bad.expected_file)) << bad.to;
    EXPECT_EQ(refused.error().front().line, bad.expected_line) << bad.to;
    place->database().read([](db::Session& session) { EXPECT_FALSE(programme::id_of_slug(session, "parcours")); });
  }
}

TEST_P(FolderKits, AnEditionIsTwoFilesAndAPictureIsWhatItsNameSays) {
  fs::remove(folder / "kit/editions/1.0.json");
  auto const missing = place->import(folder);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().front().file, HasSubstr("kit/editions/1.0.json"));
  auto document = edition("1.0", "On invite.");
  auto const print = std::string(64, 'a');
  document.parts[0].photos.push_back({print, "png", "", {}, 0, 0});
  put("kit/editions/1.0", document, kit::EditionState::superseded, "");
  write(folder / "kit/pictures" / (print + ".png"), bytes_of(fs::path{ESSAIM_SOURCE_DIR} / "web/favicon.png"));
  auto const other = place->import(folder);
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().front().file, HasSubstr("kit/pictures/" + print + ".png"));
  fs::remove_all(folder / "kit/pictures");
  EXPECT_TRUE(place->import(folder)) << "one that is lost is said in words";
}

TEST_P(FolderKits, ThePicturesOfAnEditionGoAndComeBackWithIt) {
  auto document = edition("1.0", "![Une ruche](pictures/PRINT.png)");
  auto const [print, kind, ruche] = a_picture();
  document.parts[0].blocks[0].markdown = "![Une ruche](pictures/" + print + "." + kind + ")\n";
  document.parts[0].photos.push_back({print, kind, "Photo : Nadia Kerboul", {}, 0, 0});
  put("kit/editions/1.0", document, kit::EditionState::superseded, "");
  write(folder / "kit/pictures" / (print + "." + kind), ruche);
  auto const done = place->import(folder);
  ASSERT_TRUE(done) << done.error().front().file << ": " << done.error().front().refusal.msgid;
  EXPECT_EQ(place->exported().at("kit/pictures/" + print + "." + kind), ruche);
  EXPECT_TRUE(files::ContentFolder{place->photos()}.find(print));
}

ON_BOTH_ENGINES(FolderKits);

}  // namespace
