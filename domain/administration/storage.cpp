#include "domain/administration/storage.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>

namespace administration {

namespace fs = std::filesystem;

Room room_of(fs::path const& folder) {
  std::error_code error;
  auto const space = fs::space(folder, error);
  if (error) return {};
  return {space.available, space.capacity};
}

std::vector<Folder> folders_of(fs::path const& data) {
  constexpr int most_files = 200'000;
  std::map<std::string, Folder> found;
  std::error_code error;
  int seen = 0;
  for (auto at = fs::recursive_directory_iterator{data, fs::directory_options::skip_permission_denied, error};
       !error && at != fs::end(at) && seen < most_files; at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    auto const name = at->path().lexically_relative(data);
    auto& folder = found[at.depth() == 0 ? std::string{} : name.begin()->string()];
    auto const size = at->file_size(gone);
    folder.bytes += gone ? 0 : size;
    ++folder.files;
    ++seen;
  }
  std::vector<Folder> folders;
  for (auto& [name, folder] : found) folders.push_back({name, folder.bytes, folder.files});
  std::ranges::sort(folders, std::greater{}, &Folder::bytes);
  return folders;
}

bool same_disk(fs::path const& one, fs::path const& other) {
  struct stat first {
  }, second{};
  if (::stat(one.c_str(), &first) != 0 || ::stat(other.c_str(), &second) != 0) return true;
  return first.st_dev == second.st_dev;
}

std::uint64_t resident_bytes() {
  std::ifstream stream{"/proc/self/statm"};
  std::uint64_t whole = 0, resident = 0;
  stream >> whole >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace administration
