#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/backup/manifest.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/db/migrations.h"

/// A whole place in one file: its tables as rows any engine can take, the files of its data folder, and a manifest of
/// fingerprints. Made while people write; restored on SQLite or PostgreSQL alike.
namespace backup {

/// What a place is made of. `folder`: its data folder; what is beside the database's own files, `left_out` and what is being
/// written is kept.
struct Place {
  std::filesystem::path folder;
  std::vector<std::string> left_out = {"backups", "spool", "made-before", "essaim.db"};
  std::vector<OwnWay> own_ways = search_in_own_ways();
};

/// Writes the archive at `path`, which appears whole or not at all, readable by its owner only. Reads the database in one
/// look. `passphrase`: sealed under it.
/// Throws std::system_error when the disk says no, std::runtime_error with words for the operator.
Manifest back_up(db::Database& database, base::World const& world, Place const& place, std::filesystem::path const& path,
                 std::optional<std::string> const& passphrase);

/// Reads every byte of an archive and checks it against its manifest. Throws Damage: what is wrong, and where.
Manifest verify(std::filesystem::path const& path, std::optional<std::string> const& passphrase);

/// Puts an archive into an empty place: no row, no file. Checks it whole first; a damaged archive or a place that is not
/// empty throws Damage and nothing is changed. Schema files newer than the archive are applied afterwards.
Manifest restore(db::Database& database, Place const& place, std::span<db::Migration const> migrations, std::filesystem::path const& path,
                 std::optional<std::string> const& passphrase);

/// What a place holds now, as the manifest of a backup would say it.
Manifest content_of(db::Database& database, base::World const& world, Place const& place);

/// Restores an archive into a scratch place on SQLite, which disappears, and compares what is there with what the archive
/// says: the differences, one sentence each. Throws Damage as `restore` does.
std::vector<std::string> prove(base::World const& world, std::span<db::Migration const> migrations, std::filesystem::path const& path,
                               std::optional<std::string> const& passphrase);

/// The differences between two manifests, one sentence each; empty when both hold the same.
std::vector<std::string> differences(Manifest const& expected, Manifest const& found);

/// "essaim-2026-11-25T175200Z.tar.zst", with ".sealed" when a passphrase protects it.
std::string archive_name(base::Instant made, bool sealed);
/// The archives of a folder by the names above, the oldest first.
struct Kept {
  std::filesystem::path path;
  base::Instant made;
};
std::vector<Kept> archives_in(std::filesystem::path const& folder);

/// How many to keep when older ones are thrown away: the last of each of so many days, weeks and months that have one.
struct Rotation {
  int days = 7, weeks = 5, months = 12;
};
/// Those not worth keeping, the oldest first; the newest is always kept.
std::vector<base::Instant> outdated(std::vector<base::Instant> const& made, Rotation const& rotation);

}  // namespace backup
