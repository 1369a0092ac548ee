// What an identity provider, or somebody who says to be it, answers: a token, keys, a configuration, claims.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/accounts/provider.h"
#include "platform/secrets/web_token.h"

namespace {

// RFC 7515, appendix A.3: ES256.
constexpr std::string_view keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
constexpr std::string_view token =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  static accounts::ProviderSettings const settings{"https://provider.example", "essaim", "secret", "", "openid", "https://essaim.example"};
  // Nobody signs for that key but who wrote the RFC.
  auto const believed = secrets::claims_of(bytes, keys);
  if (believed && !believed->starts_with("{\"iss\":\"joe\"")) std::abort();
  (void)secrets::claims_of(token, bytes);
  if (auto const endpoints = accounts::endpoints_in(bytes, settings.issuer)) (void)accounts::departure_address(*endpoints, settings, {"s", "n", "v"});
  (void)accounts::subject_in(bytes, settings, "n", base::from_milliseconds(1'767'225'610'000));
  for (bool const was_signed : {false, true}) (void)accounts::stranger_in(bytes, "4f2a", settings, was_signed);
  return 0;
}
