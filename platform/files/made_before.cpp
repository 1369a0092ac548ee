#include "platform/files/made_before.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <vector>

#include "platform/base/log.h"
#include "platform/base/world.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t print_size = 64;  // of the bytes, before them: a disk that lost power may have kept half

/// A name no other writer takes, in this process or another.
std::string draft_name() {
  static std::atomic<unsigned> number = 0;
  return ".draft-" + std::to_string(::getpid()) + "-" + std::to_string(number++);
}

/// Another build of this program may make things otherwise: it finds nothing of this one's.
std::string const& maker() {
  static std::string const built = [] {
    std::error_code unknown;
    return std::to_string(fs::last_write_time(own_program(), unknown).time_since_epoch().count());
  }();
  return built;
}

struct Kept {
  fs::path path;
  fs::file_time_type used;
  std::uint64_t size = 0;
};

std::vector<Kept> all_in(fs::path const& folder) {
  std::vector<Kept> all;
  std::error_code wrong;
  for (fs::recursive_directory_iterator file{folder, wrong}, end; !wrong && file != end; file.increment(wrong)) {
    std::error_code gone;
    Kept kept{file->path(), file->last_write_time(gone), 0};
    if (!gone && file->is_regular_file(gone)) kept.size = file->file_size(gone);
    if (!gone && kept.size > 0) all.push_back(std::move(kept));
  }
  return all;
}

}  // namespace

MadeBefore::MadeBefore(fs::path folder, std::uint64_t most) : m_folder{std::move(folder)}, m_most{most} {}

std::optional<std::string> MadeBefore::once(std::string_view recipe, std::string_view matter,
                                            std::function<std::optional<std::string>()> const& make) const {
  if (m_folder.empty()) return make();
  auto const print = base::fingerprint(maker() + ' ' + std::string{recipe} + '\0' + std::string{matter});
  auto const file = m_folder / print.substr(0, 2) / print;
  if (auto found = find(file)) return found;
  auto made = make();
  if (made) keep(file, *made);
  return made;
}

std::optional<std::string> MadeBefore::find(fs::path const& file) const {
  auto bytes = read_file(file);
  if (!bytes || bytes->size() < print_size) return std::nullopt;
  auto const print = bytes->substr(0, print_size);
  bytes->erase(0, print_size);
  if (base::fingerprint(*bytes) != print) return std::nullopt;
  std::error_code none;
  fs::last_write_time(file, fs::file_time_type::clock::now(), none);
  return bytes;
}

/// Neither flushed nor refused: it is only there to go faster.
void MadeBefore::keep(fs::path const& file, std::string_view bytes) const {
  std::error_code wrong;
  fs::create_directories(file.parent_path(), wrong);
  auto const draft = m_folder / draft_name();
  std::ofstream out{draft, std::ios::binary};
  out << base::fingerprint(bytes) << bytes;
  out.close();
  if (out) fs::rename(draft, file, wrong);
  if (!out || wrong) base::log::info("not kept for another time: " + file.string());
  if (!out || wrong) fs::remove(draft, wrong);
}

void MadeBefore::tidy() const {
  auto all = all_in(m_folder);
  std::ranges::sort(all, std::ranges::greater{}, &Kept::used);
  auto const too_old = fs::file_time_type::clock::now() - std::chrono::days{31};
  std::uint64_t held = 0;
  for (auto const& kept : all) {
    held += kept.size;
    std::error_code none;
    if (held > m_most || kept.used < too_old) fs::remove(kept.path, none);
  }
}

}  // namespace files
