#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "app/wiring.h"
#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/backup/damage.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/search/search.h"

namespace app {
namespace {

namespace fs = std::filesystem;

/// The first line of the file: what a person or a secret store writes there.
std::optional<std::string> passphrase_in(std::string const& file) {
  if (file.empty()) return std::nullopt;
  auto const bytes = files::read_file(file, 1u << 20);
  if (!bytes) throw Stop{"The passphrase file " + file + " cannot be read."};
  std::string passphrase{base::trimmed(bytes->substr(0, bytes->find('\n')))};
  if (passphrase.size() < 12) throw Stop{"The passphrase of " + file + " is shorter than 12 characters: write a longer one on its first line."};
  return passphrase;
}

/// What to save of this place: its data folder, without the database's file, the archives wherever they were put, nor what is made again.
backup::Place whole(Settings const& settings) {
  backup::Place place{.folder = settings.data_folder};
  auto const leave_out = [&](fs::path const& path) {
    auto const inside = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(place.folder));
    if (!inside.empty() && *inside.begin() != ".." && *inside.begin() != ".") place.left_out.push_back(inside.begin()->string());
  };
  leave_out(settings.backups_folder());
  leave_out(settings.made_before_folder());  // it is made again
  if (settings.database_url().starts_with("sqlite:")) leave_out(settings.database_url().substr(std::string_view{"sqlite:"}.size()));
  return place;
}

void note(Place& place, audit::Act act, std::string const& subject) {
  place.database().write([&](db::Session& session) { audit::note(session, place.world(), {act, std::string{audit::command_line}, subject, {}}); });
}

std::string in_megabytes(std::uint64_t bytes) {
  auto const tenths = (bytes * 10 + (1u << 19)) >> 20;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void say(std::string_view what, fs::path const& path, backup::Manifest const& manifest) {
  std::cout << what << ' ' << path.string() << " (" << in_megabytes(fs::file_size(path)) << "): " << manifest.rows() << " rows of "
            << manifest.tables.size() << " tables, " << manifest.files.size() << " files.\nContent: " << manifest.content_hash() << '\n';
}

void throw_away_outdated(fs::path const& folder) {
  auto const kept = backup::archives_in(folder);
  std::vector<base::Instant> made;
  for (auto const& one : kept) made.push_back(one.made);
  auto const gone = backup::outdated(made, {});
  for (auto const& one : kept) {
    if (std::ranges::find(gone, one.made) == gone.end()) continue;
    fs::remove(one.path);
    std::cout << "Thrown away: " << one.path.filename().string() << '\n';
  }
}

/// Damage and a disk that says no are for the operator: one sentence, no more.
template <class Work>
auto in_words(Work&& work) {
  try {
    return work();
  } catch (backup::Damage const& damage) {
    throw Stop{std::string{damage.what()} + "\nNothing was changed."};
  } catch (std::system_error const& error) {
    throw Stop{std::string{error.what()} + "\nNothing was kept of it."};
  }
}

}  // namespace

int make_backup(Settings const& settings, BackupAsked const& asked) {
  auto const passphrase = passphrase_in(asked.passphrase_file.empty() ? settings.backup_passphrase_file : asked.passphrase_file);
  Place place{settings};
  fs::path path = asked.file;
  if (path.empty() || fs::is_directory(path)) {
    auto const folder = path.empty() ? fs::path{settings.backups_folder()} : path;
    fs::create_directories(folder);
    path = folder / backup::archive_name(place.world().now(), passphrase.has_value());
  }
  auto const manifest = in_words([&] { return backup::back_up(place.database(), place.world(), whole(settings), path, passphrase); });
  note(place, audit::Act::backed_up, path.filename().string() + " " + manifest.content_hash());
  say("Saved in", path, manifest);
  if (asked.rotate) throw_away_outdated(path.parent_path());
  return 0;
}

int restore_backup(Settings const& settings, BackupAsked const& asked) {
  auto const passphrase = passphrase_in(asked.passphrase_file.empty() ? settings.backup_passphrase_file : asked.passphrase_file);
  fs::create_directories(settings.data_folder);
  auto const there = whole(settings);
  base::RealWorld const world;
  auto const manifest = in_words([&] {
    backup::verify(asked.file, passphrase);
    auto const database = db::Database::open({.url = settings.database_url(), .on_connect = search::prepare_connection});
    return backup::restore(*database, there, db::all_migrations(), asked.file, passphrase);
  });
  Place place{settings};
  note(place, audit::Act::restored, fs::path{asked.file}.filename().string() + " " + manifest.content_hash());
  say("Restored from", asked.file, manifest);
  return 0;
}

int prove_backup(Settings const& settings) {
  auto const archives = backup::archives_in(settings.backups_folder());
  if (archives.empty()) throw Stop{"There is no backup in " + settings.backups_folder() + ": make one with essaim backup."};
  auto const& last = archives.back().path;
  Place place{settings};
  auto const differences =
      in_words([&] { return backup::prove(place.world(), db::all_migrations(), last, passphrase_in(settings.backup_passphrase_file)); });
  for (auto const& sentence : differences) std::cout << sentence << '\n';
  if (!differences.empty()) throw Stop{"The backup " + last.string() + " does not give back what was saved."};
  note(place, audit::Act::restore_proven, last.filename().string());
  std::cout << "The backup " << last.string() << " was restored into a scratch place: every row and every file is there, the same.\n";
  return 0;
}

int print_content(Settings const& settings) {
  Place place{settings};
  auto const manifest = backup::content_of(place.database(), place.world(), whole(settings));
  for (auto const& table : manifest.tables) std::cout << table.hash.substr(0, 16) << ' ' << table.name << ' ' << table.rows << '\n';
  std::cout << manifest.content_hash() << " everything: " << manifest.rows() << " rows, " << manifest.files.size() << " files\n";
  return 0;
}

int verify_audit(Settings const& settings) {
  Place place{settings};
  auto const verdict = place.database().read([](db::Session& session) { return audit::verify(session); });
  if (verdict.broken)
    throw Stop{"The audit log was changed behind the program's back: line " + std::to_string(*verdict.broken) + " is not what was written."};
  std::cout << "The audit log is whole: " << verdict.lines
            << " lines. Seal of the last one, to keep elsewhere: " << (verdict.seal.empty() ? "none" : verdict.seal) << '\n';
  return 0;
}

}  // namespace app
