#include "platform/secrets/web_token.h"

#include <gtest/gtest.h>

#include <string>

namespace {

// A key made for this test and thrown away, and a token it signed.
std::string const keys =
    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"wIRI7sL_dqV_Y12ZQiSS2K195fdZeVeamHRlTcxGmPpOCvrL4yoIWcb1ttC8SoZ13JoO_vPiE6Cq-IFSmJBFp_72dwYEL"
    "nmIQ8Xf-l5rnvv3YOmj9O1Djz95NPTW5ujemoEWMeSpbprcLrbNeuqG3r16Sq3t15WKMGeqQNI37pkY1S5gtdrl8EK_sMZAOVKWyDAkrrQrZ64tVHtOFvI0U"
    "BBvmpQuoid6IB3qjADTu-0WsYrS6ycgnfPtzngVLkT_H-9FErJjuuNwhnpsPbJ-PSPsmCeN3OzR8svDJb6cT8SoBMZJl1sxaKKRO9OyadRbPypuAKAWRokYc"
    "bza-WGCxQ\",\"e\":\"AQAB\",\"kid\":\"one\",\"use\":\"sig\"}]}";
std::string const token =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9uZSJ9.eyJpc3MiOiJodHRwczovL3Byb3ZpZGVyLmV4YW1wbGUiLCJzdWIiOiI0ZjJhIiwiYXVkIjoiZXNzYWltIiw"
    "ibm9uY2UiOiJuIiwiaWF0IjoxNzY3MjI1NjAwLCJleHAiOjE3NjcyMjU2NjB9.KYxGCL-xbeN4qxGB_x0SEB8N6eqVeq2iV4ypafssUdzOUyhzoE817Epqjj"
    "tdHHs4ly7lAAAakV6Uby-Rs4tv9DfQ9HzTXtgn17d0Qc0-60mPUkHmJ4Fg70TqMGYVmcd3R8PTh5__A0INkH-vZoJdu5TVU-XoZbtzir_LtQPK-sJrpsEUZ4"
    "ZG7PEAFYs-16-LyQh0jxFoSG8CzOXp_NGxmJvFdhYACspGa8cqKrCygGfTBnCFTtdhv7QmQ6B29H7FUb1o2F8easPQxV1mYlwdl84WwUEYjKTzMpCUZlh0qk"
    "ZD6qkw7BSxqkRUyFJhqY7Ee_CRiWr7CjBm1FDks78Fpg";

// RFC 7515, appendix A.3: ES256.
std::string const elliptic_keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
std::string const elliptic_token =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// The token with another header, its other parts as they were.
std::string with_header(std::string_view header) { return std::string{header} + token.substr(token.find('.')); }

TEST(WebToken, the_claims_of_a_token_signed_by_a_key_of_the_set_are_read) {
  auto const claims = secrets::claims_of(token, keys);
  ASSERT_TRUE(claims) << claims.error().why;
  EXPECT_NE(claims->find("\"sub\":\"4f2a\""), std::string::npos);
  EXPECT_TRUE(secrets::claims_of(elliptic_token, elliptic_keys));
}

TEST(WebToken, one_letter_changed_anywhere_is_not_believed) {
  for (std::size_t at = 0; at < token.size(); at += 7) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    // The last letter of a part may carry bits that mean nothing; none of those places is a multiple of seven here.
    EXPECT_FALSE(secrets::claims_of(changed, keys)) << "letter " << at;
  }
}

TEST(WebToken, no_algorithm_but_the_two_is_taken) {
  // {"alg":"none"}, {"alg":"HS256","kid":"one"}
  for (auto const* header : {"eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiIsImtpZCI6Im9uZSJ9"})
    EXPECT_FALSE(secrets::claims_of(with_header(header), keys)) << header;
  auto const unsigned_token = std::string{"eyJhbGciOiJub25lIn0"} + token.substr(token.find('.'), token.rfind('.') - token.find('.') + 1);
  EXPECT_FALSE(secrets::claims_of(unsigned_token, keys));
}

TEST(WebToken, a_key_that_is_not_in_the_set_is_said_so_that_the_set_is_asked_again) {
  auto const other = secrets::claims_of(token, elliptic_keys);
  ASSERT_FALSE(other);
  EXPECT_TRUE(other.error().key_unknown);
  auto const forged = secrets::claims_of(token.substr(0, token.size() - 8) + "AAAAAAAA", keys);
  ASSERT_FALSE(forged);
  EXPECT_FALSE(forged.error().key_unknown);
}

TEST(WebToken, what_is_no_token_is_refused_quietly) {
  for (std::string const bytes : {"", ".", "..", "a.b", "a.b.c", "....", std::string(40'000, 'a').c_str(), "eyJhbGciOiJSUzI1NiJ9.."})
    EXPECT_FALSE(secrets::claims_of(bytes, keys));
  for (std::string const set : {"", "[]", "{}", R"({"keys":1})", R"({"keys":[1,null,{"kty":"RSA"}]})"}) EXPECT_FALSE(secrets::claims_of(token, set));
}

}  // namespace
