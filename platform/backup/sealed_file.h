#pragma once
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace backup {

/// Bytes going to a file, in the clear or under a passphrase (Argon2id, then XChaCha20-Poly1305 by chunks: libsodium's
/// secretstream, whose last chunk says it is the last). Throws std::system_error when the disk says no.
class SealedOutput {
 public:
  SealedOutput(std::filesystem::path const& path, std::optional<std::string> const& passphrase);
  ~SealedOutput();
  SealedOutput(SealedOutput const&) = delete;
  SealedOutput& operator=(SealedOutput const&) = delete;
  void write(std::string_view bytes);
  /// Everything is on the disk once this returns.
  void finish();

 private:
  struct Cipher;
  void flush_chunk(bool last);
  void put(std::string_view bytes);
  int m_file;
  std::unique_ptr<Cipher> m_cipher;
  std::string m_chunk;
};

/// The same read back. Throws Damage: wrong passphrase, changed or missing bytes, each with the offset.
class SealedInput {
 public:
  SealedInput(std::filesystem::path const& path, std::optional<std::string> const& passphrase);
  ~SealedInput();
  SealedInput(SealedInput const&) = delete;
  SealedInput& operator=(SealedInput const&) = delete;
  /// The next piece, good until the next call; empty at the end.
  std::string_view read();

 private:
  struct Cipher;
  void begin_cipher(std::optional<std::string> const& passphrase);
  std::string_view read_sealed();
  std::size_t take(std::size_t most);
  std::FILE* m_file;
  std::unique_ptr<Cipher> m_cipher;
  std::string m_raw, m_plain;
  std::uint64_t m_offset = 0;
};

/// Whether a passphrase is needed to read that file.
bool is_sealed(std::filesystem::path const& path);

}  // namespace backup
