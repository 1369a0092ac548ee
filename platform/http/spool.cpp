#include "platform/http/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace http {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void disk_refused(std::string const& path) { throw std::system_error{errno, std::generic_category(), path}; }

std::string new_path(std::string const& folder, std::string_view kind) {
  static std::atomic<std::uint64_t> next{0};  // names must differ between all threads of the process
  return folder + "/" + std::string{kind} + "-" + std::to_string(::getpid()) + "-" + std::to_string(next++) + ".spool";
}

}  // namespace

SpoolFile::SpoolFile(std::string const& folder, std::string_view kind) : m_path{new_path(folder, kind)} {
  m_file = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (m_file < 0 && errno == EEXIST) {  // left by a process that had our number and crashed
    ::unlink(m_path.c_str());
    m_file = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  }
  if (m_file < 0) disk_refused(m_path);
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : m_path{std::exchange(other.m_path, {})}, m_file{std::exchange(other.m_file, -1)}, m_size{other.m_size} {}

SpoolFile::~SpoolFile() {
  if (m_file >= 0) ::close(m_file);
  if (!m_path.empty()) ::unlink(m_path.c_str());
}

void SpoolFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(m_file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) disk_refused(m_path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    m_size += static_cast<std::uint64_t>(written);
  }
}

void SpoolFile::close() {
  if (m_file >= 0 && ::close(std::exchange(m_file, -1)) != 0) disk_refused(m_path);
}

void ReceivedBody::append(std::string_view bytes) {
  if (!m_file && m_text.size() + bytes.size() > m_memory_bytes) {
    m_file.emplace(m_folder, "body");
    m_file->append(m_text);
    m_text = {};
  }
  if (m_file) m_file->append(bytes);
  else m_text += bytes;
}

std::unique_ptr<std::istream> ReceivedBody::open() {
  if (!m_file) return std::make_unique<std::istringstream>(m_text);
  m_file->close();
  auto stream = std::make_unique<std::ifstream>(m_file->path(), std::ios::binary);
  if (!*stream) disk_refused(m_file->path());
  return stream;
}

std::string ReceivedBody::take_text() {
  if (!m_file) return std::move(m_text);
  std::ostringstream whole;
  whole << open()->rdbuf();
  return std::move(whole).str();
}

void ReceivedBody::clear() {
  m_text = {};
  m_file.reset();
}

void prepare_spool_folder(std::string const& folder) {
  fs::create_directories(folder);
  auto const yesterday = fs::file_time_type::clock::now() - std::chrono::hours{24};
  for (auto const& entry : fs::directory_iterator{folder}) {
    if (entry.path().extension() != ".spool" || !entry.is_regular_file()) continue;
    if (entry.last_write_time() < yesterday) fs::remove(entry.path());
  }
}

}  // namespace http
