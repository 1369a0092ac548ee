#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/backup/tables.h"
#include "platform/base/world.h"

namespace backup {

/// What an archive says of itself, in its last entry: an archive without it is cut off.
struct Manifest {
  struct TableContent {
    std::string name;
    std::vector<std::string> columns;
    std::int64_t rows = 0;
    std::string hash;  ///< of its rows as they are written, in the order of the key
    bool operator==(TableContent const&) const = default;
  };
  struct FileContent {
    std::string name;  ///< in the data folder
    std::uint64_t size = 0;
    std::string hash;
    bool operator==(FileContent const&) const = default;
  };
  base::Instant made{};
  std::string engine;                   ///< sqlite, postgresql: where it comes from
  std::vector<std::string> migrations;  ///< schema files applied there, in order
  std::vector<TableContent> tables;     ///< in the order they must be written
  std::vector<FileContent> files;

  /// The fingerprint of everything that is kept: equal on two places that hold the same, whatever their engine.
  std::string content_hash() const;
  std::int64_t rows() const;
};

std::string to_json(Manifest const& manifest);
/// Throws Damage when it is not what to_json writes.
Manifest manifest_from(std::string_view json);

/// One row as a line of JSON, without its end of line.
std::string row_line(std::span<db::Value const> values);
/// Throws Damage when the line is no row of that table.
std::vector<db::Value> row_from(std::string_view line, Table const& table);

}  // namespace backup
