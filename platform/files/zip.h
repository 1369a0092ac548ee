#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace files {

/// A file of an archive or of a folder to write. `name`: relative, parts separated by /.
struct Entry {
  std::string name;
  std::string bytes;
  bool stored = false;  ///< not compressed: `mimetype` of an EPUB, pictures
};

/// A name that stays inside the folder it is unpacked in, on every system: no .., no absolute path, no control character,
/// no backslash, no colon, at most 240 bytes.
bool is_safe_name(std::string_view name);

/// The archive in the order given. Same entries and day → same bytes, wherever and whenever. Throws on an unsafe name.
std::string zip(std::vector<Entry> const& entries, base::Day day);

struct ZipLimits {
  std::size_t entries = 2000;
  std::uint64_t entry_bytes = 64u << 20;
  std::uint64_t total_bytes = 256u << 20;  ///< once inflated
  std::uint64_t ratio = 100;               ///< inflated over compressed, beyond one megabyte
};

/// The files of an archive someone sent, folders left out. Refuses, before filling memory: what is no archive, is broken or
/// encrypted, holds too much, an unsafe name, the same name twice, a symbolic link or another special file.
base::Outcome<std::vector<Entry>> read_zip(std::string_view archive, ZipLimits const& limits = {});

}  // namespace files
