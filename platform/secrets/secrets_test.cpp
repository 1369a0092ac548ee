#include <gmock/gmock.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <memory>
#include <random>

#include "platform/secrets/cbor.h"
#include "platform/secrets/one_time_code.h"
#include "platform/secrets/passkey.h"
#include "platform/secrets/signature.h"

namespace {

using testing::HasSubstr;

std::string from_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(), nullptr, nullptr, nullptr);
  return bytes;
}

TEST(OneTimeCode, IsTheOneOfTheRfc) {
  std::string const secret = "12345678901234567890";  // RFC 6238, appendix B: the last six digits
  EXPECT_EQ(secrets::code_at(secret, 59 / 30), "287082");
  EXPECT_EQ(secrets::code_at(secret, 1111111109 / 30), "081804");
  EXPECT_EQ(secrets::code_at(secret, 2000000000 / 30), "279037");
  EXPECT_EQ(secrets::to_base32("foobar"), "MZXW6YTBOI");
}

TEST(OneTimeCode, ServesOnceAndBearsAClockHalfAMinuteOff) {
  std::string const secret = "12345678901234567890";
  auto const now = base::from_milliseconds(1'111'111'109'000);
  auto const step = secrets::step_of(now);
  EXPECT_EQ(secrets::step_matching(secret, secrets::code_at(secret, step), now, 0), step);
  EXPECT_EQ(secrets::step_matching(secret, secrets::code_at(secret, step - 1), now, 0), step - 1);
  EXPECT_FALSE(secrets::step_matching(secret, secrets::code_at(secret, step - 2), now, 0));
  EXPECT_FALSE(secrets::step_matching(secret, secrets::code_at(secret, step), now, step)) << "the same code twice";
  EXPECT_FALSE(secrets::step_matching(secret, "12345", now, 0));
}

TEST(Cbor, ReadsWhatAuthenticatorsWrite) {
  // {1: 2, 3: -7, "fmt": h'0102', "deep": [true, null]}
  auto const read = secrets::cbor::read(from_hex("a401020326"
                                                 "63666d74"
                                                 "420102"
                                                 "6464656570"
                                                 "82f5f6") +
                                        "rest");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read->value.at(std::int64_t{1})->number(), 2);
  EXPECT_EQ(*read->value.at(std::int64_t{3})->number(), -7);
  EXPECT_EQ(*read->value.at(std::string{"fmt"})->bytes(), std::string("\x01\x02"));
  EXPECT_EQ(read->value.at(std::string{"1"}), nullptr);
  EXPECT_EQ(read->size, 20u);
}

TEST(Cbor, RefusesWhatIsCutDeepDoubledEndlessOrLying) {
  for (auto const* bad : {"", "a1", "a101", "5bffffffffffffffff", "9bffffffffffffffff00", "bbffffffffffffffff", "9f01ff", "a201000101", "f93c00",
                          "c000", "1bffffffffffffffff", "62c3", "818181818181818181818181818100", "a1f500"})
    EXPECT_FALSE(secrets::cbor::read(from_hex(bad))) << bad;
}

/// An authenticator of our own: a key, and answers as a browser hands them over.
class Authenticator {
 public:
  Authenticator() : m_key{EVP_EC_gen("P-256"), &EVP_PKEY_free} {}
  std::string cose() const {
    unsigned char point[65];
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(m_key.get(), OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size);
    std::string const raw{reinterpret_cast<char*>(point), size};
    return from_hex("a5010203262001215820") + raw.substr(1, 32) + from_hex("225820") + raw.substr(33, 32);
  }
  std::string data(int uses, unsigned flags, bool with_key, std::string_view host = "essaim.example") const {
    std::string bytes = secrets::sha256(host);
    bytes += static_cast<char>(flags);
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(uses >> shift & 0xff);
    if (with_key) bytes += std::string(16, '\0') + std::string("\0\x04name", 6) + cose();
    return bytes;
  }
  std::string attestation(std::string const& data) const {
    return from_hex("a363666d74646e6f6e656761747453746d74a068617574684461746158") + static_cast<char>(data.size()) + data;
  }
  std::string sign(std::string const& bytes) const {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    std::size_t size = 256;
    std::string signature(size, '\0');
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, reinterpret_cast<unsigned char const*>(bytes.data()),
                   bytes.size());
    signature.resize(size);
    return signature;
  }

 private:
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
};

std::string client_data(std::string_view type, std::string_view challenge, std::string_view origin = "https://essaim.example") {
  return "{\"type\":\"" + std::string{type} + "\",\"challenge\":\"" + secrets::to_base64url(challenge) + "\",\"origin\":\"" + std::string{origin} +
      "\",\"crossOrigin\":false}";
}

secrets::Place const here = secrets::place_of("https://essaim.example");
constexpr unsigned all_checked = 0x45, used_and_verified = 0x05;

TEST(APasskey, IsBoundToTheHostOfThePlace) {
  EXPECT_EQ(here.host, "essaim.example");
  EXPECT_EQ(secrets::place_of("http://127.0.0.1:8080").host, "127.0.0.1");
  EXPECT_EQ(secrets::place_of("http://127.0.0.1:8080").origin, "http://127.0.0.1:8080");
}

TEST(APasskey, IsMadeThenUsed) {
  Authenticator const phone;
  auto const passkey = secrets::made(client_data("webauthn.create", "défi"), phone.attestation(phone.data(0, all_checked, true)), "défi", here);
  ASSERT_TRUE(passkey) << passkey.error();
  EXPECT_EQ(passkey->id, "name");
  auto const data = phone.data(7, used_and_verified, false);
  auto const said = client_data("webauthn.get", "autre défi");
  auto const uses = secrets::used(*passkey, {said, data, phone.sign(data + secrets::sha256(said))}, "autre défi", here);
  ASSERT_TRUE(uses) << uses.error();
  EXPECT_EQ(*uses, 7u);
}

TEST(APasskey, IsNotMadeForAnotherChallengeSiteKindNorWithoutThePerson) {
  Authenticator const phone;
  auto const good = phone.attestation(phone.data(0, all_checked, true));
  auto const try_it = [&](std::string const& said, std::string const& attestation) {
    auto const made = secrets::made(said, attestation, "c", here);
    return made ? std::string{"believed"} : made.error();
  };
  EXPECT_THAT(try_it(client_data("webauthn.create", "d"), good), HasSubstr("another challenge"));
  EXPECT_THAT(try_it(client_data("webauthn.create", "c", "https://evil.example"), good), HasSubstr("another site"));
  EXPECT_THAT(try_it(client_data("webauthn.get", "c"), good), HasSubstr("another kind"));
  EXPECT_THAT(try_it("[]", good), HasSubstr("no JSON object"));
  auto const said = client_data("webauthn.create", "c");
  EXPECT_THAT(try_it(said, phone.attestation(phone.data(0, all_checked, true, "evil.example"))), HasSubstr("another site"));
  EXPECT_THAT(try_it(said, phone.attestation(phone.data(0, 0x41, true))), HasSubstr("not verified"));
  EXPECT_THAT(try_it(said, phone.attestation(phone.data(0, 0x44, true))), HasSubstr("nobody was present"));
  EXPECT_THAT(try_it(said, good + "x"), HasSubstr("no CBOR"));
}

TEST(APasskey, IsNotUsedWithAnotherKeyAnAlteredAnswerOrAnOldCounter) {
  Authenticator const phone, thief;
  secrets::Passkey const passkey{"name", phone.cose(), 7};
  auto const data = phone.data(8, used_and_verified, false), said = client_data("webauthn.get", "c");
  auto const signature = phone.sign(data + secrets::sha256(said));
  EXPECT_TRUE(secrets::used(passkey, {said, data, signature}, "c", here));
  EXPECT_FALSE(secrets::used({"name", thief.cose(), 0}, {said, data, signature}, "c", here));
  EXPECT_FALSE(secrets::used(passkey, {said, phone.data(9, used_and_verified, false), signature}, "c", here));
  EXPECT_FALSE(secrets::used({"name", phone.cose(), 8}, {said, data, signature}, "c", here)) << "a copy of the key";
  EXPECT_FALSE(secrets::used(passkey, {said, data, ""}, "c", here));
}

TEST(APasskey, WhoseBytesAreSpoiltAnywhereIsRefusedAndBreaksNothing) {
  Authenticator const phone;
  auto const good = phone.attestation(phone.data(0, all_checked, true));
  auto const said = client_data("webauthn.create", "c");
  std::mt19937 chance{20181123};
  for (std::size_t cut = 0; cut < good.size(); ++cut) EXPECT_FALSE(secrets::made(said, good.substr(0, cut), "c", here));
  for (int times = 0; times < 2000; ++times) {
    auto bad = good;
    bad[chance() % bad.size()] = static_cast<char>(chance());
    auto const read = secrets::made(said, bad, "c", here);
    EXPECT_TRUE(!read || read->id.size() <= 1023);
  }
}

}  // namespace
