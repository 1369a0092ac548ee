// Any bytes as a backup: its rows, its manifest, the archive itself. Damage is said, nothing else escapes.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "platform/backup/damage.h"
#include "platform/backup/manifest.h"
#include "platform/backup/pack.h"
#include "platform/files/zip.h"

namespace {

template <class Work>
void damage_or_nothing(Work&& work) {
  try {
    work();
  } catch (backup::Damage const& damage) {
    if (std::string_view{damage.what()}.empty()) std::abort();
  }
}

void read_archive(std::string_view bytes) {
  static std::string const path = (std::filesystem::temp_directory_path() / ("essaim-fuzz-backup-" + std::to_string(::getpid()))).string();
  std::ofstream{path, std::ios::binary} << bytes;
  damage_or_nothing([&] {
    backup::PackReader pack{path, std::nullopt};
    for (int entries = 0; entries < 50; ++entries) {
      auto const head = pack.next();
      if (!head) break;
      if (!files::is_safe_name(head->name)) std::abort();
      pack.read_all(*head, 1u << 20);
    }
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  backup::Table const table{"thing", {{"a", backup::Kind::integer}, {"b", backup::Kind::real}, {"c", backup::Kind::text}}, {"a"}, nullptr};
  damage_or_nothing([&] { backup::manifest_from(bytes); });
  damage_or_nothing([&] {
    auto const values = backup::row_from(bytes, table);
    if (backup::row_from(backup::row_line(values), table) != values) std::abort();
  });
  read_archive(bytes);
  return 0;
}
