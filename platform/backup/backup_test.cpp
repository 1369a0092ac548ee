#include "platform/backup/backup.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "platform/audit/audit.h"
#include "platform/backup/damage.h"
#include "platform/backup/sealed_file.h"
#include "platform/files/disk.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace {

namespace fs = std::filesystem;
using support::ScratchDatabase;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char const* accented = "Œuvre « partagée », l’été à Oô — 日本 \n\t\"guillemets\" \\ fin";

void fill(db::Database& database, base::World const& world, int people) {
  database.write([&](db::Session& session) {
    for (int n = 0; n < people; ++n) {
      auto const id = base::uuid_from_name("person/" + std::to_string(n));
      session.execute(
          "INSERT INTO accounts_person (id, email, email_folded, name, language, administrator, state, created) VALUES (?, ?, ?, ?, 'fr', 0, "
          "'active', ?)",
          id, std::to_string(n) + "@essaim.example", std::to_string(n) + "@essaim.example", accented, n);
      session.execute("INSERT INTO accounts_session (secret_hash, person_id, started, expires) VALUES (?, ?, 1, 2)", id, id);
      search::put(session, {"experience", id, "", "public", "/", "La navette du marché", accented, "Commune inventée"});
    }
    session.execute(
        "INSERT INTO territories_territory (id, type, code, name, name_key, nature, population, population_year, population_band, department, "
        "region, epci, ept, "
        "latitude, longitude, placed, typology, typology_source, seat, siren, zone, is_current, attributes) "
        "VALUES ('t', 'commune', '01001', 'Essai', 'essai', '', -1, 0, 0, '', '', '', '', 46.1234567890123, NULL, '', '', '', '', '', '', 1, '')");
    audit::note(session, world, {audit::Act::signed_in, "person", "", "192.0.2.1"});
  });
}

void write_file(fs::path const& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << bytes;
}

std::string bytes_of(fs::path const& path) {
  auto bytes = files::read_file(path);
  return bytes ? *bytes : std::string{};
}

class Backups : public support::OnBothEngines {
 protected:
  fs::path folder() const { return m_scratch.path() / "data"; }
  fs::path archive() const { return m_scratch.path() / "essaim.tar.zst"; }
  backup::Place place() const { return {.folder = folder()}; }
  backup::Place other_place() const { return {.folder = m_scratch.path() / "elsewhere"}; }
  void fill_place(int people = 3) {
    fill(database(), world, people);
    write_file(folder() / "kits/edition/kit.epub", std::string(300'000, 'k'));
    write_file(folder() / "photos/vide.jpg", "");
    write_file(folder() / "spool/passing", "not kept");
  }
  backup::Manifest back_up(std::optional<std::string> passphrase = {}) { return backup::back_up(database(), world, place(), archive(), passphrase); }
  std::string damage_of(std::function<void()> const& work) {
    try {
      work();
    } catch (backup::Damage const& damage) {
      return damage.what();
    }
    return "";
  }

 private:
  files::TemporaryFolder m_scratch;
};

TEST_P(Backups, GiveBackTheSamePlaceOnEitherEngine) {
  fill_place(2500);
  auto const saved = back_up();
  for (auto const engine : {db::Engine::sqlite, db::Engine::postgresql}) {
    auto const target = ScratchDatabase::make(engine);
    if (!target) continue;
    backup::Place const there{.folder = folder().parent_path() / ("there" + std::to_string(static_cast<int>(engine)))};
    backup::restore(target->database(), there, db::all_migrations(), archive(), {});
    auto const found = backup::content_of(target->database(), world, there);
    EXPECT_THAT(backup::differences(saved, found), IsEmpty());
    EXPECT_EQ(found.content_hash(), saved.content_hash());
    EXPECT_EQ(bytes_of(there.folder / "kits/edition/kit.epub").size(), 300'000u);
    EXPECT_FALSE(fs::exists(there.folder / "spool"));
    auto const hits =
        target->database().read([](db::Session& session) { return search::find(session, {.words = "navettes", .audiences = {"public"}}).total; });
    EXPECT_GT(hits, 0) << "the restored place finds nothing";
  }
}

TEST_P(Backups, HoldTogetherWhatWasWrittenTogetherWhilePeopleGoOnWriting) {
  fill_place(10);
  std::atomic<bool> stopping{false};
  std::thread writer{[&] {
    for (int n = 1000; !stopping; ++n)
      database().write([&](db::Session& session) {
        auto const id = base::uuid_from_name("person/" + std::to_string(n));
        session.execute(
            "INSERT INTO accounts_person (id, email, email_folded, name, language, administrator, state, created) VALUES (?, '', ?, '', 'fr', 0, "
            "'active', 0)",
            id, id);
        session.execute("INSERT INTO accounts_session (secret_hash, person_id, started, expires) VALUES (?, ?, 1, 2)", id, id);
      });
  }};
  for (int round = 0; round < 3; ++round) {
    auto const saved = back_up();
    auto const rows_of = [&](std::string_view table) { return std::ranges::find(saved.tables, table, &backup::Manifest::TableContent::name)->rows; };
    EXPECT_EQ(rows_of("accounts_person"), rows_of("accounts_session"));
    EXPECT_THAT(backup::prove(world, db::all_migrations(), archive(), {}), IsEmpty());
  }
  stopping = true;
  writer.join();
}

TEST_P(Backups, AreSealedUnderAPassphrase) {
  fill_place();
  auto const saved = back_up("quatre mots au hasard");
  EXPECT_EQ(bytes_of(archive()).find("essaim.example"), std::string::npos);
  EXPECT_EQ(backup::verify(archive(), "quatre mots au hasard").content_hash(), saved.content_hash());
  EXPECT_THAT(damage_of([&] { backup::verify(archive(), "trois mots"); }), HasSubstr("passphrase is not the one"));
  EXPECT_THAT(damage_of([&] { backup::verify(archive(), {}); }), HasSubstr("--passphrase-file"));
}

TEST_P(Backups, NeverWriteOverWhatIsThere) {
  fill_place();
  back_up();
  EXPECT_THAT(damage_of([&] { backup::restore(database(), other_place(), db::all_migrations(), archive(), {}); }),
              HasSubstr("already holds something"));
  auto const target = ScratchDatabase::make(GetParam());
  EXPECT_THAT(damage_of([&] { backup::restore(target->database(), place(), db::all_migrations(), archive(), {}); }),
              HasSubstr("so that nothing is written over"));
  auto const rows = backup::content_of(target->database(), world, other_place()).rows();
  EXPECT_EQ(rows, 0);
}

TEST_P(Backups, NameWhatIsDamagedAndChangeNothing) {
  fill_place();
  for (bool const sealed : {false, true}) {
    if (sealed && GetParam() == db::Engine::postgresql) continue;  // making a key takes a second, whatever the engine
    std::optional<std::string> const passphrase = sealed ? std::optional<std::string>{"secret"} : std::nullopt;
    auto const saved = back_up(passphrase);
    auto const whole = bytes_of(archive());
    auto const target = ScratchDatabase::make(GetParam());
    auto const refused = [&](std::string const& bytes) {
      write_file(archive(), bytes);
      return damage_of([&] { backup::restore(target->database(), other_place(), db::all_migrations(), archive(), passphrase); });
    };
    for (std::size_t const length : {std::size_t{0}, std::size_t{60}, whole.size() / 2, whole.size() - 1})
      EXPECT_NE(refused(whole.substr(0, length)), "") << "cut at " << length << " of " << whole.size();
    // Under a seal every byte counts. Without one a byte of the compression may change and no content with it: then what is
    // read is what was saved.
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / (sealed ? 5 : 60)) {
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x20);
      write_file(archive(), changed);
      std::string read;
      auto const said = damage_of([&] { read = backup::verify(archive(), passphrase).content_hash(); });
      EXPECT_TRUE(!said.empty() || (!sealed && read == saved.content_hash())) << "a changed byte at " << at << " was not noticed";
    }
    EXPECT_EQ(backup::content_of(target->database(), world, other_place()).rows(), 0);
    EXPECT_FALSE(fs::exists(other_place().folder / "kits"));
  }
}

TEST_P(Backups, ComeFromEveryTableOfThePlace) {
  auto const tables = database().read([](db::Session& session) { return backup::tables_of(session, backup::search_in_own_ways()); });
  EXPECT_GT(tables.size(), 20u);
}

std::vector<std::string> days(std::vector<base::Instant> const& instants) {
  std::vector<std::string> found;
  for (auto const instant : instants) found.push_back(base::iso(instant).substr(0, 10));
  return found;
}

TEST(Rotation, KeepsTheLastOfEachOfTheLastDaysWeeksAndMonths) {
  std::vector<base::Instant> made;
  auto const first = std::chrono::sys_days{base::Day{std::chrono::year{2026} / 9 / 1}};
  for (int day = 0; day < 60; ++day) made.push_back(first + std::chrono::days{day} + std::chrono::hours{3});
  auto const gone = backup::outdated(made, {.days = 3, .weeks = 2, .months = 2});
  std::vector<base::Instant> kept;
  for (auto const instant : made)
    if (std::ranges::find(gone, instant) == gone.end()) kept.push_back(instant);
  // 30 October 2026 is a Friday: the last of the week before it is Sunday 25.
  EXPECT_THAT(days(kept), ElementsAre("2026-09-30", "2026-10-25", "2026-10-28", "2026-10-29", "2026-10-30"));
}

TEST(Rotation, NeverThrowsAwayTheNewest) {
  EXPECT_THAT(backup::outdated({base::from_milliseconds(5)}, {.days = 0, .weeks = 0, .months = 0}), IsEmpty());
}

TEST(ArchiveNames, SayWhenTheyWereMade) {
  files::TemporaryFolder const folder;
  auto const made = base::from_milliseconds(1'795'428'000'000);
  write_file(folder.path() / backup::archive_name(made, true), "x");
  write_file(folder.path() / "essaim-2026-11-2.tar.zst", "x");
  write_file(folder.path() / "notes.txt", "x");
  auto const kept = backup::archives_in(folder.path());
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].made, made);
  EXPECT_EQ(kept[0].path.filename(), "essaim-2026-11-23T100000Z.tar.zst.sealed");
}

ON_BOTH_ENGINES(Backups);

}  // namespace
