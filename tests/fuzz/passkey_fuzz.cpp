// What a browser says an authenticator said: bytes of anybody.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/secrets/passkey.h"
#include "platform/secrets/signature.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  static auto const here = secrets::place_of("https://essaim.example");
  static std::string const said = R"({"type":"webauthn.create","challenge":"Yw","origin":"https://essaim.example"})";
  (void)secrets::made(said, bytes, "c", here);
  (void)secrets::made(bytes, bytes, "c", here);
  (void)secrets::is_known_key(bytes);
  (void)secrets::from_base64url(bytes);
  return 0;
}
