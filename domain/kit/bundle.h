#pragma once
#include <filesystem>
#include <vector>

#include "domain/kit/document.h"
#include "platform/base/refusal.h"
#include "platform/base/signature.h"

/// What passes from one Essaim to another, and the seal that says nothing changed on the way.
namespace kit {

/// A text and who vouches for it: JSON with `payload`, `key` and `signature`.
std::string sealed(std::string_view payload, base::SigningKey const& key);
struct Unsealed {
  std::string payload;
  std::string key;  ///< name of the key that signed
};
/// Refuses what is no seal, or whose payload or signature changed by one byte.
base::Outcome<Unsealed> unsealed(std::string_view text);

/// The key of this place, made at the first call in a file only this program reads. `random`: 32 bytes for that first call.
base::SigningKey place_key(std::filesystem::path const& file, std::string_view random);

/// Name, size and fingerprint of every file of an edition: what a seal is put on.
struct ListedFile {
  std::string name;
  std::uint64_t size = 0;
  std::string fingerprint;
};
std::string list_of_files(Document const& document, std::vector<ListedFile> const& files);

/// An edition as a signed archive another Essaim takes: its document, and what it holds. Same arguments → same bytes.
std::string bundle(Document const& document, base::SigningKey const& key);
struct Unbundled {
  Document document;
  std::string key;
};
/// Refuses an archive that is damaged, unsigned, changed, or holds what its list does not say.
base::Outcome<Unbundled> unbundled(std::string_view archive);

}  // namespace kit
