#include "platform/files/disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace files {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(fs::path const& path) { throw std::system_error{errno, std::generic_category(), path.string()}; }

/// A file descriptor closed at the end of its scope.
class Open {
 public:
  Open(fs::path const& path, int flags) : m_path{path}, m_file{::open(path.c_str(), flags | O_CLOEXEC, 0644)} {
    if (m_file < 0) fail(path);
  }
  ~Open() { ::close(m_file); }
  Open(Open const&) = delete;
  Open& operator=(Open const&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const wrote = ::write(m_file, bytes.data(), bytes.size());
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) fail(m_path);
      bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
  }
  void to_disk() {
    if (::fsync(m_file) != 0) fail(m_path);
  }
  /// Everything written on the same disk: one wait for hundreds of files.
  void all_to_disk() {
    if (::syncfs(m_file) != 0) fail(m_path);
  }

 private:
  fs::path m_path;
  int m_file;
};

void sync_folder(fs::path const& folder) { Open{folder, O_RDONLY | O_DIRECTORY}.to_disk(); }

fs::path parent_of(fs::path const& path) { return path.has_parent_path() ? path.parent_path() : fs::path{"."}; }

/// A name beside `path` that no other thread or process takes.
fs::path beside(fs::path const& path, std::string_view what) {
  static std::atomic<unsigned> count{0};
  auto name = "." + path.filename().string() + "." + std::string{what} + std::to_string(::getpid()) + "-" + std::to_string(++count);
  return parent_of(path) / name;
}

void write_new(fs::path const& path, std::string_view bytes) {
  Open file{path, O_WRONLY | O_CREAT | O_EXCL};
  file.write(bytes);
  file.to_disk();
}

void write_entries(fs::path const& folder, std::vector<Entry> const& entries) {
  fs::create_directories(folder);
  for (auto const& entry : entries) {
    if (!is_safe_name(entry.name)) throw std::invalid_argument{"unsafe file name " + entry.name};
    write_draft(folder / entry.name, entry.bytes);
  }
}

}  // namespace

void write_atomically(fs::path const& path, std::string_view bytes) {
  fs::create_directories(parent_of(path));
  auto const draft = beside(path, "new");
  try {
    write_new(draft, bytes);
    fs::rename(draft, path);
  } catch (...) {
    std::error_code ignored;
    fs::remove(draft, ignored);
    throw;
  }
  sync_folder(parent_of(path));
}

void write_draft(fs::path const& path, std::string_view bytes) {
  fs::create_directories(parent_of(path));
  Open{path, O_WRONLY | O_CREAT | O_TRUNC}.write(bytes);
}

std::optional<std::string> read_file(fs::path const& path, std::uint64_t most) {
  std::error_code missing;
  auto const size = fs::file_size(path, missing);
  if (missing || size > most) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

void place_folder(fs::path const& folder, std::vector<Entry> const& entries) {
  fs::create_directories(parent_of(folder));
  auto const draft = beside(folder, "new");
  try {
    write_entries(draft, entries);
    move_in_place(draft, folder);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(draft, ignored);
    throw;
  }
}

void move_in_place(fs::path const& made, fs::path const& folder) {
  fs::create_directories(parent_of(folder));
  auto const old = beside(folder, "old");
  Open{made, O_RDONLY | O_DIRECTORY}.all_to_disk();
  try {
    if (fs::exists(folder)) fs::rename(folder, old);
    fs::rename(made, folder);
  } catch (...) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored) && fs::exists(old, ignored)) fs::rename(old, folder, ignored);
    throw;
  }
  sync_folder(parent_of(folder));
  fs::remove_all(old);
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (fs::temp_directory_path() / "essaim-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) fail(pattern);
  m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(m_path, ignored);
}

fs::path ContentFolder::path_of(std::string_view name) const { return m_root / name.substr(0, 2) / name; }

std::string ContentFolder::keep(std::string_view bytes) const {
  auto name = base::fingerprint(bytes);
  auto const path = path_of(name);
  if (!fs::exists(path)) write_atomically(path, bytes);
  return name;
}

std::optional<fs::path> ContentFolder::find(std::string_view name) const {
  bool const fingerprint = name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!fingerprint || !fs::exists(path_of(name))) return std::nullopt;
  return path_of(name);
}

}  // namespace files
