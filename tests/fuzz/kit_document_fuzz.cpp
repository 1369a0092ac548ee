// Any bytes as an edition that came from elsewhere: one that may be shown, kept as text and read back the same, or a refusal.
#include <cstdint>
#include <cstdlib>

#include "domain/kit/document_check.h"
#include "domain/kit/document_json.h"
#include "platform/files/zip.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto read = kit::document_from_json({reinterpret_cast<char const*>(data), size});
  if (!read) return 0;
  auto const checked = kit::checked_document(std::move(*read));
  if (!checked) return checked.error().msgid.empty() ? std::abort(), 0 : 0;
  for (auto const& part : checked->parts)
    if (!files::is_safe_name("parts/" + part.slug + ".html")) std::abort();
  auto const text = kit::to_json(*checked);
  auto const again = kit::document_from_json(text);
  return again && kit::to_json(*again) == text ? 0 : (std::abort(), 0);
}
