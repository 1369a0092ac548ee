#include "platform/backup/pack.h"

#include <archive.h>
#include <archive_entry.h>

#include <exception>

#include "platform/backup/damage.h"
#include "platform/backup/sealed_file.h"
#include "platform/base/text.h"
#include "platform/files/zip.h"

namespace backup {
namespace {

using Freed = void (*)(::archive*);
void free_writer(::archive* one) { ::archive_write_free(one); }
void free_reader(::archive* one) { ::archive_read_free(one); }

}  // namespace

struct PackWriter::Inside {
  Inside(std::filesystem::path const& path, std::optional<std::string> const& passphrase, std::int64_t when) : output{path, passphrase}, at{when} {}
  /// libarchive is C: what the disk says crosses it beside, not through.
  void check(int result) {
    if (trouble) std::rethrow_exception(std::exchange(trouble, nullptr));
    if (result < ARCHIVE_WARN) throw std::runtime_error{std::string{"the archive could not be written: "} + ::archive_error_string(pack.get())};
  }
  static la_ssize_t take(::archive*, void* self, void const* bytes, std::size_t size) {
    auto& inside = *static_cast<Inside*>(self);
    try {
      inside.output.write({static_cast<char const*>(bytes), size});
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      if (!inside.trouble) inside.trouble = std::current_exception();
      return -1;
    }
  }

  SealedOutput output;
  std::int64_t at;
  std::exception_ptr trouble;
  std::unique_ptr<::archive, Freed> pack{::archive_write_new(), free_writer};
};

PackWriter::PackWriter(std::filesystem::path const& path, std::optional<std::string> const& passphrase, std::int64_t at)
    : m_inside{std::make_unique<Inside>(path, passphrase, at)} {
  auto* const pack = m_inside->pack.get();
  m_inside->check(::archive_write_add_filter_zstd(pack));
  m_inside->check(::archive_write_set_format_gnutar(pack));
  ::archive_write_set_bytes_in_last_block(pack, 1);
  m_inside->check(::archive_write_open(pack, m_inside.get(), nullptr, &Inside::take, nullptr));
}

PackWriter::~PackWriter() = default;

void PackWriter::begin(std::string const& name, std::uint64_t size) {
  std::unique_ptr<archive_entry, void (*)(archive_entry*)> const entry{::archive_entry_new(), ::archive_entry_free};
  ::archive_entry_set_pathname(entry.get(), name.c_str());
  ::archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  ::archive_entry_set_filetype(entry.get(), AE_IFREG);
  ::archive_entry_set_perm(entry.get(), 0600);
  ::archive_entry_set_mtime(entry.get(), m_inside->at, 0);
  m_inside->check(::archive_write_header(m_inside->pack.get(), entry.get()));
}

void PackWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::archive_write_data(m_inside->pack.get(), bytes.data(), bytes.size());
    m_inside->check(written < 0 ? ARCHIVE_FATAL : ARCHIVE_OK);
    if (written == 0) throw std::runtime_error{"more bytes than announced for an entry of the archive"};
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PackWriter::add(std::string const& name, std::string_view bytes) {
  begin(name, bytes.size());
  write(bytes);
}

void PackWriter::finish() {
  m_inside->check(::archive_write_close(m_inside->pack.get()));
  m_inside->output.finish();
}

struct PackReader::Inside {
  Inside(std::filesystem::path const& path, std::optional<std::string> const& passphrase) : input{path, passphrase} {}
  static la_ssize_t give(::archive*, void* self, void const** bytes) {
    auto& inside = *static_cast<Inside*>(self);
    try {
      auto const piece = inside.input.read();
      *bytes = piece.data();
      return static_cast<la_ssize_t>(piece.size());
    } catch (...) {
      inside.trouble = std::current_exception();
      return -1;
    }
  }
  [[noreturn]] void damaged(std::string const& where) {
    if (trouble) std::rethrow_exception(std::exchange(trouble, nullptr));
    char const* const said = ::archive_error_string(pack.get());
    throw Damage{"The archive is damaged or cut off " + where + (said ? std::string{" ("} + said + ")." : ".")};
  }

  SealedInput input;
  std::exception_ptr trouble;
  std::string current;
  std::string piece = std::string(256 * 1024, '\0');
  std::unique_ptr<::archive, Freed> pack{::archive_read_new(), free_reader};
};

PackReader::PackReader(std::filesystem::path const& path, std::optional<std::string> const& passphrase)
    : m_inside{std::make_unique<Inside>(path, passphrase)} {
  auto* const pack = m_inside->pack.get();
  ::archive_read_support_filter_zstd(pack);
  ::archive_read_support_format_tar(pack);
  if (::archive_read_open(pack, m_inside.get(), nullptr, &Inside::give, nullptr) != ARCHIVE_OK)
    m_inside->damaged("in its first bytes, or is no archive of Essaim");
}

PackReader::~PackReader() = default;

std::optional<PackReader::Head> PackReader::next() {
  archive_entry* entry = nullptr;
  auto const after = m_inside->current.empty() ? std::string{"at its beginning"} : "after " + m_inside->current;
  int const result = ::archive_read_next_header(m_inside->pack.get(), &entry);
  if (result == ARCHIVE_EOF) return std::nullopt;
  if (result != ARCHIVE_OK) m_inside->damaged(after);
  char const* const name = ::archive_entry_pathname(entry);
  if (::archive_entry_filetype(entry) != AE_IFREG || !name || !files::is_safe_name(name))
    throw Damage{"The archive holds something else than plain files " + after + "."};
  m_inside->current = name;
  return Head{name, static_cast<std::uint64_t>(::archive_entry_size(entry))};
}

std::string_view PackReader::read() {
  auto const got = ::archive_read_data(m_inside->pack.get(), m_inside->piece.data(), m_inside->piece.size());
  if (got < 0) m_inside->damaged("in " + m_inside->current);
  return std::string_view{m_inside->piece}.substr(0, static_cast<std::size_t>(got));
}

std::string PackReader::read_all(Head const& head, std::uint64_t most) {
  std::string bytes;
  while (true) {
    auto const part = read();
    if (part.empty()) break;
    if (bytes.size() + part.size() > most) throw Damage{"In the archive, " + head.name + " is larger than it can be."};
    bytes += part;
  }
  return bytes;
}

}  // namespace backup
