#include "platform/backup/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "platform/backup/damage.h"

namespace backup {
namespace {

/// A sealed file: this mark, the salt of the passphrase, the header of the stream, then the chunks.
constexpr std::string_view mark = "ESSAIM SEALED 1\n";
constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t sealed_bytes = chunk_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;

using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using Salt = std::array<unsigned char, crypto_pwhash_SALTBYTES>;
using Header = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;

Key key_from(std::string const& passphrase, Salt const& salt) {
  Key key{};
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                    crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error{"64 MB of memory are needed to make a key from the passphrase, and could not be had."};
  return key;
}

[[noreturn]] void disk_said_no(std::filesystem::path const& path) { throw std::system_error{errno, std::generic_category(), path.string()}; }

std::string_view text_of(unsigned char const* bytes, std::size_t size) { return {reinterpret_cast<char const*>(bytes), size}; }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

struct SealedOutput::Cipher {
  crypto_secretstream_xchacha20poly1305_state state;
  std::string sealed = std::string(sealed_bytes, '\0');
};

SealedOutput::SealedOutput(std::filesystem::path const& path, std::optional<std::string> const& passphrase)
    : m_file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)} {
  if (m_file < 0) disk_said_no(path);
  if (!passphrase) return;
  Salt salt;
  Header header;
  randombytes_buf(salt.data(), salt.size());
  m_cipher = std::make_unique<Cipher>();
  auto key = key_from(*passphrase, salt);
  crypto_secretstream_xchacha20poly1305_init_push(&m_cipher->state, header.data(), key.data());
  sodium_memzero(key.data(), key.size());
  put(mark);
  put(text_of(salt.data(), salt.size()));
  put(text_of(header.data(), header.size()));
}

SealedOutput::~SealedOutput() {
  if (m_file >= 0) ::close(m_file);
}

void SealedOutput::put(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(m_file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::system_error{errno, std::generic_category(), "the archive could not be written"};
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void SealedOutput::flush_chunk(bool last) {
  unsigned long long size = 0;
  auto const tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(&m_cipher->state, bytes_of(m_cipher->sealed), &size, bytes_of(std::string_view{m_chunk}), m_chunk.size(),
                                             nullptr, 0, static_cast<unsigned char>(tag));
  put(std::string_view{m_cipher->sealed}.substr(0, size));
  m_chunk.clear();
}

void SealedOutput::write(std::string_view bytes) {
  if (!m_cipher) return put(bytes);
  while (!bytes.empty()) {
    // A full chunk waits for the next byte: the last one must know that it is.
    if (m_chunk.size() == chunk_bytes) flush_chunk(false);
    auto const part = bytes.substr(0, chunk_bytes - m_chunk.size());
    m_chunk += part;
    bytes.remove_prefix(part.size());
  }
}

void SealedOutput::finish() {
  if (m_cipher) flush_chunk(true);
  if (::fsync(m_file) != 0) throw std::system_error{errno, std::generic_category(), "the archive could not be written"};
  int const closed = ::close(std::exchange(m_file, -1));
  if (closed != 0) throw std::system_error{errno, std::generic_category(), "the archive could not be written"};
}

struct SealedInput::Cipher {
  crypto_secretstream_xchacha20poly1305_state state;
  bool ended = false;
};

SealedInput::SealedInput(std::filesystem::path const& path, std::optional<std::string> const& passphrase)
    : m_file{std::fopen(path.c_str(), "rbe")}, m_raw(sealed_bytes, '\0'), m_plain(sealed_bytes, '\0') {
  if (!m_file) throw Damage{"The archive " + path.string() + " cannot be read: " + std::generic_category().message(errno) + "."};
  try {
    if (is_sealed(path)) begin_cipher(passphrase);
  } catch (...) {
    std::fclose(m_file);
    throw;
  }
}

SealedInput::~SealedInput() { std::fclose(m_file); }

std::size_t SealedInput::take(std::size_t most) {
  auto const got = std::fread(m_raw.data(), 1, most, m_file);
  if (std::ferror(m_file)) throw Damage{"The disk could not read the archive after byte " + std::to_string(m_offset) + "."};
  m_offset += got;
  return got;
}

void SealedInput::begin_cipher(std::optional<std::string> const& passphrase) {
  if (!passphrase) throw Damage{"This archive is sealed: give the file of its passphrase with --passphrase-file."};
  Salt salt;
  Header header;
  bool whole = take(mark.size()) == mark.size() && take(salt.size()) == salt.size();
  std::copy_n(m_raw.begin(), salt.size(), salt.begin());
  whole = whole && take(header.size()) == header.size();
  std::copy_n(m_raw.begin(), header.size(), header.begin());
  m_cipher = std::make_unique<Cipher>();
  auto key = key_from(*passphrase, salt);
  bool const begun = crypto_secretstream_xchacha20poly1305_init_pull(&m_cipher->state, header.data(), key.data()) == 0;
  sodium_memzero(key.data(), key.size());
  if (!whole || !begun) throw Damage{"The archive stops in its first bytes."};
}

std::string_view SealedInput::read_sealed() {
  auto const at = m_offset;
  auto const got = take(sealed_bytes);
  if (m_cipher->ended && got > 0) throw Damage{"Bytes were added after the end of the archive."};
  if (m_cipher->ended) return {};
  if (got == 0) throw Damage{"The archive is cut off after byte " + std::to_string(at) + "."};
  unsigned long long size = 0;
  unsigned char tag = 0;
  if (got < crypto_secretstream_xchacha20poly1305_ABYTES ||
      crypto_secretstream_xchacha20poly1305_pull(&m_cipher->state, bytes_of(m_plain), &size, &tag, bytes_of(std::string_view{m_raw}), got, nullptr,
                                                 0) != 0) {
    bool const first = at == mark.size() + sizeof(Salt) + sizeof(Header);
    if (first) throw Damage{"The passphrase is not the one of this archive, or its first bytes were changed."};
    throw Damage{"The archive was changed or cut off between bytes " + std::to_string(at) + " and " + std::to_string(at + got) + "."};
  }
  m_cipher->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (size == 0) return m_cipher->ended ? std::string_view{} : read_sealed();
  return std::string_view{m_plain}.substr(0, size);
}

std::string_view SealedInput::read() {
  if (m_cipher) return read_sealed();
  return std::string_view{m_raw}.substr(0, take(chunk_bytes));
}

bool is_sealed(std::filesystem::path const& path) {
  std::string begin(mark.size(), '\0');
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  if (!file) return false;
  auto const got = std::fread(begin.data(), 1, begin.size(), file);
  std::fclose(file);
  return got == mark.size() && begin == mark;
}

}  // namespace backup
