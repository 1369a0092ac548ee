#include <libdeflate.h>
#include <zip.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <numeric>
#include <stdexcept>

#include "platform/base/threads.h"
#include "platform/files/zip.h"
#include "platform/files/zip_handles.h"

namespace files {
namespace {

constexpr zip_uint32_t regular_file = 0100644;
constexpr int thoroughness = 6;  // of libdeflate, 1 to 12: half as long as 9 for a thirtieth more bytes

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

Source new_source() {
  zip_error_t error;
  Source source{zip_source_buffer_create(nullptr, 0, 0, &error)};
  if (!source) zip_is_broken("no memory");
  return source;
}

zip_uint16_t dos_date(base::Day day) {
  int const year = std::clamp(static_cast<int>(day.year()), 1980, 2107);
  auto const month = static_cast<unsigned>(day.month()), date = static_cast<unsigned>(day.day());
  return static_cast<zip_uint16_t>(static_cast<unsigned>(year - 1980) << 9 | std::max(month, 1u) << 5 | std::max(date, 1u));
}

/// A member already compressed, as libzip reads it to copy it.
struct Member {
  std::string deflated;
  std::size_t size = 0;  ///< once inflated
  zip_uint32_t crc = 0;
  std::size_t read = 0;
  zip_error_t error{};
};

zip_int64_t describe(Member const& member, void* into) {
  auto& stat = *static_cast<zip_stat_t*>(into);
  zip_stat_init(&stat);
  stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
  stat.size = member.size;
  stat.comp_size = member.deflated.size();
  stat.crc = member.crc;
  stat.comp_method = ZIP_CM_DEFLATE;
  return sizeof stat;
}

/// What libzip asks of a member, as its zip_source_function says.
zip_int64_t answer(void* asked, void* into, zip_uint64_t length, zip_source_cmd_t command) {
  auto& member = *static_cast<Member*>(asked);
  switch (command) {
    case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_OPEN: member.read = 0; return 0;
    case ZIP_SOURCE_READ: {
      auto const taken = std::min<std::size_t>(length, member.deflated.size() - member.read);
      std::memcpy(into, member.deflated.data() + member.read, taken);
      member.read += taken;
      return static_cast<zip_int64_t>(taken);
    }
    case ZIP_SOURCE_STAT: return describe(member, into);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&member.error, into, length);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    default: zip_error_set(&member.error, ZIP_ER_OPNOTSUPP, 0); return -1;
  }
}

bool is_stored(Entry const& entry) { return entry.stored || entry.bytes.empty(); }

void deflate(std::string const& bytes, Member& member, libdeflate_compressor* with) {
  member.size = bytes.size();
  member.crc = libdeflate_crc32(0, bytes.data(), bytes.size());
  member.deflated.resize(libdeflate_deflate_compress_bound(with, bytes.size()));
  member.deflated.resize(libdeflate_deflate_compress(with, bytes.data(), bytes.size(), member.deflated.data(), member.deflated.size()));
  member.deflated.shrink_to_fit();
}

/// A member for each entry, empty for those kept as they are. Two at a time where there is something to share.
std::vector<Member> deflated(std::vector<Entry> const& entries) {
  constexpr std::size_t worth_sharing = 256 * 1024;  // bytes
  std::vector<Member> members(entries.size());
  std::atomic<std::size_t> next = 0;
  auto const work = [&] {
    Compressor const compressor{libdeflate_alloc_compressor(thoroughness)};
    if (!compressor) zip_is_broken("no memory");
    for (auto at = next++; at < entries.size(); at = next++)
      if (!is_stored(entries[at])) deflate(entries[at].bytes, members[at], compressor.get());
  };
  auto const total = std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                                     [](std::size_t sum, Entry const& entry) { return sum + (is_stored(entry) ? 0 : entry.bytes.size()); });
  total < worth_sharing ? work() : base::on_two_threads(work);
  return members;
}

/// Fills an archive with entries and what was compressed of them, which both live until it is closed.
class Packer {
 public:
  Packer(zip_t* archive, base::Day day) : m_archive{archive}, m_date{dos_date(day)} {}

  void add(Entry const& entry, Member& member) {
    if (!is_safe_name(entry.name)) zip_is_broken(("unsafe name " + entry.name).c_str());
    bool const stored = is_stored(entry);
    auto* source =
        stored ? zip_source_buffer(m_archive, entry.bytes.data(), entry.bytes.size(), 0) : zip_source_function(m_archive, &answer, &member);
    auto const index = source ? zip_file_add(m_archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) zip_is_broken(zip_strerror(m_archive));
    auto const at = static_cast<zip_uint64_t>(index);
    // Never the clock: libzip would write the hour in the zone of the machine.
    zip_file_set_dostime(m_archive, at, 0, m_date, 0);
    zip_file_set_external_attributes(m_archive, at, 0, ZIP_OPSYS_UNIX, regular_file << 16);
    zip_set_file_compression(m_archive, at, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
  }

 private:
  zip_t* m_archive;
  zip_uint16_t m_date;
};

std::string bytes_of(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) zip_is_broken("cannot read back");
  std::string bytes(stat.size, '\0');
  auto const got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got != static_cast<zip_int64_t>(bytes.size())) zip_is_broken("cannot read back");
  return bytes;
}

}  // namespace

std::string zip(std::vector<Entry> const& entries, base::Day day) {
  auto members = deflated(entries);  // before the archive, which reads them until it is gone
  auto source = new_source();
  zip_error_t error;
  zip_error_init(&error);
  Archive archive{zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, &error)};
  if (!archive) zip_is_broken("cannot create");
  zip_source_keep(source.get());  // the archive owns one reference, we read the bytes from the other
  Packer packer{archive.get(), day};
  for (std::size_t at = 0; at < entries.size(); ++at) packer.add(entries[at], members[at]);
  if (zip_close(archive.get()) != 0) zip_is_broken(zip_strerror(archive.get()));
  (void)archive.release();
  return bytes_of(source.get());
}

}  // namespace files
