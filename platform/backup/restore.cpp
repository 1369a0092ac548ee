#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

#include "platform/backup/backup.h"
#include "platform/backup/damage.h"
#include "platform/backup/pack.h"
#include "platform/backup/running_hash.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/search/search.h"

namespace backup {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_part = 256u << 20;
constexpr std::uint64_t largest_manifest = 256u << 20;

/// "tables/accounts_person/000001.jsonl" → accounts_person; "" for another name.
std::string table_in(std::string const& name) {
  constexpr std::string_view begin = "tables/";
  if (!name.starts_with(begin)) return {};
  return name.substr(begin.size(), name.find('/', begin.size()) - begin.size());
}

std::string file_in(std::string const& name) {
  constexpr std::string_view begin = "files/";
  return name.starts_with(begin) ? name.substr(begin.size()) : std::string{};
}

/// The fingerprints met while an archive is read, to be held against its manifest.
class Reading {
 public:
  void take(PackReader& pack, PackReader::Head const& head) {
    if (head.name == "manifest.json") {
      m_manifest = manifest_from(pack.read_all(head, largest_manifest));
    } else if (auto const file = file_in(head.name); !file.empty()) {
      auto& content = m_files.emplace_back(Manifest::FileContent{file, 0, {}});
      RunningHash hash;
      for (auto piece = pack.read(); !piece.empty(); piece = pack.read()) {
        hash.add(piece);
        content.size += piece.size();
      }
      content.hash = hash.finish();
    } else if (auto const table = table_in(head.name); !table.empty()) {
      for (auto piece = pack.read(); !piece.empty(); piece = pack.read()) m_tables[table].add(piece);
    } else {
      throw Damage{"The archive holds " + head.name + ", which no backup of Essaim writes."};
    }
  }
  Manifest judged() {
    if (!m_manifest) throw Damage{"The archive is cut off: its manifest, the last thing written, is missing."};
    for (auto const& table : m_manifest->tables) {
      auto const found = m_tables.contains(table.name) ? m_tables[table.name].finish() : RunningHash{}.finish();
      if (found != table.hash) throw Damage{"The rows of the table " + table.name + " are not those that were saved."};
      m_tables.erase(table.name);
    }
    if (!m_tables.empty()) throw Damage{"The archive holds rows of " + m_tables.begin()->first + " its manifest does not speak of."};
    Manifest files;
    files.files = m_files;
    Manifest wanted;
    wanted.files = m_manifest->files;
    auto const wrong = differences(wanted, files);
    if (!wrong.empty()) throw Damage{"In the archive: " + wrong.front()};
    return *m_manifest;
  }

 private:
  std::optional<Manifest> m_manifest;
  std::map<std::string, RunningHash> m_tables;
  std::vector<Manifest::FileContent> m_files;
};

std::vector<db::Migration> those_of(Manifest const& manifest, std::span<db::Migration const> all) {
  std::set<std::string> known, wanted{manifest.migrations.begin(), manifest.migrations.end()};
  std::vector<db::Migration> found;
  for (auto const& migration : all) {
    known.insert(std::string{migration.name});
    if (wanted.contains(std::string{migration.name})) found.push_back(migration);
  }
  for (auto const& name : wanted)
    if (!known.contains(name)) throw Damage{"The archive was made by a newer program (it knows " + name + "): restore it with that one."};
  return found;
}

bool was_opened(db::Session& session) {
  int one = 0;
  return session.engine() == db::Engine::sqlite
      ? session.query("SELECT 1 FROM sqlite_master WHERE name = 'db_migration'").next(one)
      : session.query("SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'db_migration'").next(one);
}

void check_empty(db::Database& database, Place const& place) {
  auto const full = database.read(
      [&](db::Session& session) { return was_opened(session) ? first_not_empty(session, tables_of(session, place.own_ways)) : std::string{}; });
  if (!full.empty()) throw Damage{"The database already holds something (" + full + "): restore into an empty one, so that nothing is written over."};
  if (!fs::exists(place.folder)) return;
  for (auto const& entry : fs::recursive_directory_iterator{place.folder}) {
    auto const name = entry.path().lexically_relative(place.folder).generic_string();
    auto const top = name.substr(0, name.find('/'));
    bool const ours = std::ranges::any_of(place.left_out, [&](auto const& left) { return top == left || top.starts_with(left + "-"); });
    if (!ours && entry.is_regular_file())
      throw Damage{"The data folder " + place.folder.string() + " already holds " + name +
                   ": restore into an empty one, so that nothing is written over."};
  }
}

void restore_part(db::Session& session, PackReader& pack, PackReader::Head const& head, Table const& table) {
  auto const bytes = pack.read_all(head, largest_part);
  for (auto const line : base::lines(bytes))
    if (!line.empty()) insert_row(session, table, row_from(line, table));
}

/// The table as the archive holds it: its columns must be those of the table here.
Table const& agreed(std::vector<Table> const& tables, Manifest::TableContent const& content) {
  auto const found = std::ranges::find(tables, content.name, &Table::name);
  if (found == tables.end()) throw Damage{"The archive holds the table " + content.name + ", which this place does not have."};
  std::vector<std::string> columns;
  for (auto const& column : found->columns) columns.push_back(column.name);
  if (columns != content.columns)
    throw Damage{"The table " + content.name + " here is not that of the archive: restore into a database no newer program has opened."};
  return *found;
}

void restore_rows(db::Session& session, Place const& place, Manifest const& manifest, fs::path const& path,
                  std::optional<std::string> const& passphrase) {
  auto const tables = tables_of(session, place.own_ways);
  std::map<std::string, Table const*> known;
  for (auto const& content : manifest.tables) known.emplace(content.name, &agreed(tables, content));
  PackReader pack{path, passphrase};
  while (auto const head = pack.next())
    if (auto const table = table_in(head->name); !table.empty()) restore_part(session, pack, *head, *known.at(table));
}

void restore_files(fs::path const& folder, fs::path const& path, std::optional<std::string> const& passphrase) {
  PackReader pack{path, passphrase};
  while (auto const head = pack.next()) {
    auto const name = file_in(head->name);
    if (name.empty()) continue;
    fs::create_directories((folder / name).parent_path());
    std::ofstream out{folder / name, std::ios::binary};
    for (auto piece = pack.read(); !piece.empty(); piece = pack.read()) out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    out.close();
    if (!out) throw std::system_error{errno, std::generic_category(), "the file " + name + " could not be written"};
  }
}

/// The files wait beside the folder until the rows are kept, so that a disk that fills up leaves nothing behind.
class Staged {
 public:
  explicit Staged(fs::path folder) : m_folder{std::move(folder)}, m_staging{m_folder / ".restoring"} { fs::create_directories(m_staging); }
  ~Staged() {
    std::error_code ignored;
    for (auto const& placed : m_placed) fs::remove_all(placed, ignored);
    fs::remove_all(m_staging, ignored);
  }
  Staged(Staged const&) = delete;
  Staged& operator=(Staged const&) = delete;
  fs::path const& path() const { return m_staging; }
  void place() {
    for (auto const& entry : fs::directory_iterator{m_staging}) {
      auto const to = m_folder / entry.path().filename();
      std::error_code empty_folder;
      fs::remove(to, empty_folder);
      fs::rename(entry.path(), to);
      m_placed.push_back(to);
    }
  }
  void keep() { m_placed.clear(); }

 private:
  fs::path m_folder, m_staging;
  std::vector<fs::path> m_placed;
};

}  // namespace

Manifest verify(fs::path const& path, std::optional<std::string> const& passphrase) {
  PackReader pack{path, passphrase};
  Reading reading;
  bool ended = false;
  while (auto const head = pack.next()) {
    if (ended) throw Damage{"The archive goes on after its manifest."};
    reading.take(pack, *head);
    ended = head->name == "manifest.json";
  }
  return reading.judged();
}

Manifest restore(db::Database& database, Place const& place, std::span<db::Migration const> migrations, fs::path const& path,
                 std::optional<std::string> const& passphrase) {
  auto manifest = verify(path, passphrase);
  auto const known = those_of(manifest, migrations);
  check_empty(database, place);
  Staged staged{place.folder};
  restore_files(staged.path(), path, passphrase);
  db::migrate(database, known);
  database.write([&](db::Session& session) { restore_rows(session, place, manifest, path, passphrase); });
  staged.place();
  staged.keep();
  db::migrate(database, migrations);
  return manifest;
}

std::vector<std::string> prove(base::World const& world, std::span<db::Migration const> migrations, fs::path const& path,
                               std::optional<std::string> const& passphrase) {
  files::TemporaryFolder const scratch;
  Place const place{.folder = scratch.path() / "place"};
  fs::create_directories(place.folder);
  auto const database = db::Database::open({.url = "sqlite:" + (place.folder / "essaim.db").string(), .on_connect = search::prepare_connection});
  auto const manifest = verify(path, passphrase);
  // Compared before newer schema files change the tables: what is proven is that the archive gives back what was saved.
  restore(*database, place, those_of(manifest, migrations), path, passphrase);
  return differences(manifest, content_of(*database, world, place));
}

}  // namespace backup
