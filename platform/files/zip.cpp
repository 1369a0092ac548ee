#include "platform/files/zip.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/files/zip_handles.h"

namespace files {

void Discard::operator()(::zip* archive) const { zip_discard(archive); }
void FreeSource::operator()(::zip_source* source) const { zip_source_free(source); }
void zip_is_broken(char const* what) { throw std::runtime_error{std::string{"zip: "} + what}; }

namespace {

constexpr zip_uint32_t regular_file = 0100644;
constexpr zip_uint32_t kind_mask = 0170000;

/// Reads an archive one entry at a time, counting what comes out.
class Reader {
 public:
  Reader(zip_t* archive, ZipLimits const& limits) : m_archive{archive}, m_limits{limits} {}

  base::Outcome<std::vector<Entry>> read() {
    auto const count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(m_archive, 0)));
    if (count > m_limits.entries) return base::refuse("This archive holds too many files: {} at most.", {std::to_string(m_limits.entries)});
    std::vector<Entry> entries;
    for (zip_uint64_t at = 0; at < count; ++at) {
      zip_stat_t stat;
      if (zip_stat_index(m_archive, at, 0, &stat) != 0) return base::refuse("This archive is damaged.");
      std::string name = stat.name ? stat.name : "";
      if (auto said = refusal_of(at, name, stat)) return tl::unexpected{std::move(*said)};
      if (name.ends_with('/')) continue;
      auto bytes = inflate(at, stat);
      if (!bytes) return tl::unexpected{std::move(bytes.error())};
      entries.push_back({std::move(name), std::move(*bytes), stat.comp_method == ZIP_CM_STORE});
    }
    return entries;
  }

 private:
  std::optional<base::Refusal> refusal_of(zip_uint64_t at, std::string const& name, zip_stat_t const& stat) {
    auto const shown = base::shortened(name, 60);
    bool const folder = name.ends_with('/');
    if (!is_safe_name(folder ? name.substr(0, name.size() - 1) : name))
      return base::Refusal{"This archive holds a file whose name is not accepted: {}", {shown}, {}};
    if (!m_names.insert(base::fold(name)).second) return base::Refusal{"This archive holds the same name twice: {}", {shown}, {}};
    if (is_special(at)) return base::Refusal{"This archive holds a link or a special file: {}", {shown}, {}};
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
      return base::Refusal{"This archive is protected by a password.", {}, {}};
    return std::nullopt;
  }

  bool is_special(zip_uint64_t at) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(m_archive, at, 0, &system, &attributes) != 0) return true;
    if (system != ZIP_OPSYS_UNIX) return false;
    auto const kind = (attributes >> 16) & kind_mask;
    return kind != 0 && kind != (regular_file & kind_mask) && kind != 0040000;
  }

  base::Outcome<std::string> inflate(zip_uint64_t at, zip_stat_t const& stat) {
    auto const too_large = [] { return base::refuse("This archive is too large once opened."); };
    if (stat.size > m_limits.entry_bytes || m_total + stat.size > m_limits.total_bytes) return too_large();
    if (stat.size > (1u << 20) && stat.size / std::max<zip_uint64_t>(1, stat.comp_size) > m_limits.ratio) return too_large();
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file{zip_fopen_index(m_archive, at, 0), &zip_fclose};
    if (!file) return base::refuse("This archive is damaged.");
    std::string bytes;
    std::string part(64 * 1024, '\0');
    // The announced size may lie: what comes out is what counts.
    for (zip_int64_t got = 0; (got = zip_fread(file.get(), part.data(), part.size())) != 0;) {
      if (got < 0) return base::refuse("This archive is damaged.");
      bytes.append(part, 0, static_cast<std::size_t>(got));
      if (bytes.size() > stat.size) return too_large();
    }
    m_total += bytes.size();
    return bytes;
  }

  zip_t* m_archive;
  ZipLimits const& m_limits;
  std::set<std::string> m_names;
  std::uint64_t m_total = 0;
};

}  // namespace

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.size() > 240 || name.starts_with('/') || name.ends_with('/') || !base::is_clean_utf8(name)) return false;
  for (char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\' || c == ':') return false;
  std::size_t start = 0;
  while (start <= name.size()) {
    auto const end = std::min(name.find('/', start), name.size());
    auto const part = name.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return false;
    start = end + 1;
  }
  return true;
}

base::Outcome<std::vector<Entry>> read_zip(std::string_view bytes, ZipLimits const& limits) {
  constexpr std::size_t smallest_archive = 22;  // libzip takes no byte at all for an empty archive
  if (bytes.size() < smallest_archive) return base::refuse("This file is not an archive one can open (ZIP).");
  zip_error_t error;
  zip_error_init(&error);
  Source source{zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error)};
  if (!source) zip_is_broken("no memory");
  Archive archive{zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error)};
  if (!archive) return base::refuse("This file is not an archive one can open (ZIP).");
  (void)source.release();
  return Reader{archive.get(), limits}.read();
}

}  // namespace files
