#include "platform/backup/backup.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <system_error>

#include "platform/backup/damage.h"
#include "platform/backup/pack.h"
#include "platform/backup/running_hash.h"

namespace backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 4u << 20;

/// Where the content goes: into an archive, or nowhere when only its fingerprint is asked.
struct Sink {
  std::function<void(std::string const& name, std::string_view bytes)> part;
  std::function<void(std::string const& name, std::uint64_t size)> begin_file;
  std::function<void(std::string_view bytes)> file_bytes;
};

std::string part_name(std::string const& table, int number) {
  auto digits = std::to_string(number);
  return "tables/" + table + "/" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits + ".jsonl";
}

Manifest::TableContent keep_table(db::Session& session, Table const& table, Sink const& sink) {
  Manifest::TableContent content{table.name, {}, 0, {}};
  for (auto const& column : table.columns) content.columns.push_back(column.name);
  RunningHash hash;
  std::string part;
  int number = 0;
  auto const flush = [&] {
    if (part.empty()) return;
    hash.add(part);
    sink.part(part_name(table.name, ++number), part);
    part.clear();
  };
  read_rows(session, table, [&](std::span<db::Value const> values) {
    part += row_line(values) + "\n";
    ++content.rows;
    if (part.size() >= part_bytes) flush();
  });
  flush();
  content.hash = hash.finish();
  return content;
}

std::vector<std::string> applied_migrations(db::Session& session) {
  std::vector<std::string> names;
  auto rows = session.query("SELECT name FROM db_migration ORDER BY position");
  for (std::string name; rows.next(name);) names.push_back(name);
  return names;
}

/// A file being written under another name, or one the database keeps beside itself.
bool passing(std::string const& name) {
  return name.ends_with(".tmp") || name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with("-journal");
}

/// Files of the data folder by their name in it, sorted.
std::vector<std::string> files_of(Place const& place) {
  std::vector<std::string> names;
  if (place.folder.empty() || !fs::exists(place.folder)) return names;
  for (auto at = fs::recursive_directory_iterator{place.folder, fs::directory_options::skip_permission_denied}; at != fs::end(at); ++at) {
    auto const name = at->path().lexically_relative(place.folder).generic_string();
    bool const at_top = name.find('/') == std::string::npos;
    bool const left_out = (at_top && std::ranges::find(place.left_out, name) != place.left_out.end()) ||
        at->path().filename().string().starts_with('.') || passing(name);
    if (left_out && at->is_directory()) at.disable_recursion_pending();
    if (!left_out && at->is_regular_file() && !at->is_symlink()) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

/// Nothing when the file went away since it was listed: what the database's look refers to is never removed that soon.
std::optional<Manifest::FileContent> keep_file(Place const& place, std::string const& name, Sink const& sink) {
  std::ifstream stream{place.folder / name, std::ios::binary};
  std::error_code error;
  auto const size = fs::file_size(place.folder / name, error);
  if (!stream || error) return std::nullopt;
  Manifest::FileContent content{name, size, {}};
  sink.begin_file(name, size);
  RunningHash hash;
  std::string piece(256 * 1024, '\0');
  std::uint64_t left = size;
  while (left > 0) {
    stream.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(left, piece.size())));
    auto const got = static_cast<std::size_t>(stream.gcount());
    if (got == 0) throw std::runtime_error{"the file " + name + " of the data folder became shorter while it was read: try again"};
    hash.add({piece.data(), got});
    sink.file_bytes({piece.data(), got});
    left -= got;
  }
  content.hash = hash.finish();
  return content;
}

Manifest gather(db::Database& database, base::World const& world, Place const& place, Sink const& sink) {
  Manifest manifest;
  manifest.made = world.now();
  manifest.engine = database.engine() == db::Engine::sqlite ? "sqlite" : "postgresql";
  // One look at the database, and the files after it: what a row speaks of was on the disk before the row was kept.
  database.read([&](db::Session& session) {
    manifest.migrations = applied_migrations(session);
    for (auto const& table : tables_of(session, place.own_ways)) manifest.tables.push_back(keep_table(session, table, sink));
  });
  for (auto const& name : files_of(place))
    if (auto kept = keep_file(place, name, sink)) manifest.files.push_back(std::move(*kept));
  return manifest;
}

}  // namespace

Manifest back_up(db::Database& database, base::World const& world, Place const& place, fs::path const& path,
                 std::optional<std::string> const& passphrase) {
  auto const unfinished = path.string() + ".tmp";
  try {
    PackWriter pack{unfinished, passphrase, base::to_milliseconds(world.now()) / 1000};
    Sink const sink{[&](std::string const& name, std::string_view bytes) { pack.add(name, bytes); },
                    [&](std::string const& name, std::uint64_t size) { pack.begin("files/" + name, size); },
                    [&](std::string_view bytes) { pack.write(bytes); }};
    auto manifest = gather(database, world, place, sink);
    pack.add("manifest.json", to_json(manifest));
    pack.finish();
    fs::rename(unfinished, path);
    return manifest;
  } catch (...) {
    std::error_code ignored;
    fs::remove(unfinished, ignored);
    throw;
  }
}

Manifest content_of(db::Database& database, base::World const& world, Place const& place) {
  Sink const nowhere{[](std::string const&, std::string_view) {}, [](std::string const&, std::uint64_t) {}, [](std::string_view) {}};
  return gather(database, world, place, nowhere);
}

std::vector<std::string> differences(Manifest const& expected, Manifest const& found) {
  std::vector<std::string> sentences;
  auto const compare = [&](std::string_view what, auto const& wanted, auto const& there) {
    for (auto const& one : wanted) {
      auto const at = std::ranges::find(there, one.name, [](auto const& other) { return other.name; });
      if (at == there.end()) sentences.push_back("The " + std::string{what} + " " + one.name + " is missing.");
      else if (!(*at == one)) sentences.push_back("The " + std::string{what} + " " + one.name + " is not the same.");
    }
    for (auto const& one : there)
      if (std::ranges::find(wanted, one.name, [](auto const& other) { return other.name; }) == wanted.end())
        sentences.push_back("The " + std::string{what} + " " + one.name + " is there and should not be.");
  };
  compare("table", expected.tables, found.tables);
  compare("file", expected.files, found.files);
  return sentences;
}

}  // namespace backup
