#include "domain/accounts/provider.h"

#include <gmock/gmock.h>

#include "domain/accounts/provider_store.h"
#include "platform/fetch/fetch.h"
#include "tests/support/site/test_site.h"

namespace accounts {
namespace {

using testing::HasSubstr;

ProviderSettings const here{"https://provider.example", "essaim", "secret", "ProConnect", "openid email", "https://essaim.example"};
constexpr base::Instant new_year{std::chrono::seconds{1767225600}};

std::string claims_with(std::string const& field, std::string const& value) {
  std::string claims = R"({"iss":"https://provider.example","aud":"essaim","sub":"4f2a","nonce":"n","iat":1767225600,"exp":1767225660})";
  auto const at = claims.find("\"" + field + "\":") + field.size() + 3;
  auto const end = claims.find_first_of(",}", at);
  return claims.replace(at, end - at, value);
}

TEST(Provider, its_configuration_is_taken_only_when_it_speaks_in_its_own_name_and_over_https) {
  std::string const good =
      R"({"issuer":"https://provider.example","authorization_endpoint":"https://provider.example/a","token_endpoint":"https://provider.example/t",)"
      R"("userinfo_endpoint":"https://provider.example/u","jwks_uri":"https://provider.example/k","end_session_endpoint":"ftp://provider.example/e"})";
  auto const found = endpoints_in(good, here.issuer);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->end_session, "") << "an end of session that is not https is none";
  EXPECT_FALSE(endpoints_in(good, "https://other.example"));
  auto plain = good;
  plain.replace(plain.find("https://provider.example/t"), 5, "http");
  EXPECT_FALSE(endpoints_in(plain, here.issuer));
  for (auto const* bytes : {"", "[]", "{}", "{\"issuer\":7}"}) EXPECT_FALSE(endpoints_in(bytes, here.issuer)) << bytes;
}

TEST(Provider, who_leaves_carries_a_state_a_nonce_and_the_fingerprint_of_a_verifier) {
  Endpoints const endpoints{"https://provider.example/a?lang=fr", "", "", "", "https://provider.example/e"};
  auto const address = departure_address(endpoints, here, {"the-state", "the-nonce", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"});
  EXPECT_THAT(address, testing::StartsWith("https://provider.example/a?lang=fr&response_type=code&client_id=essaim"));
  EXPECT_THAT(address, HasSubstr("redirect_uri=https%3A%2F%2Fessaim.example%2Fsign-in%2Fback"));
  EXPECT_THAT(address, HasSubstr("state=the-state&nonce=the-nonce"));
  EXPECT_THAT(address, HasSubstr("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")) << "RFC 7636, appendix B";
  EXPECT_THAT(address, testing::Not(HasSubstr("dBjftJeZ4CVP")));
  EXPECT_THAT(farewell_address(endpoints, here, "token", "s").value_or(""),
              HasSubstr("id_token_hint=token&post_logout_redirect_uri=https%3A%2F%2Fessaim"));
  EXPECT_FALSE(farewell_address(endpoints, here, "", "s"));
}

TEST(Provider, a_token_is_believed_from_that_provider_for_us_for_this_departure_and_now) {
  auto const at = [](base::Instant now, std::string const& claims) { return subject_in(claims, here, "n", now); };
  EXPECT_EQ(at(new_year, claims_with("sub", R"("4f2a")")).value_or(""), "4f2a");
  EXPECT_TRUE(at(new_year, claims_with("aud", R"(["essaim"])")));
  EXPECT_TRUE(at(new_year + std::chrono::seconds{110}, claims_with("sub", R"("4f2a")"))) << "clocks differ by a minute";
  EXPECT_FALSE(at(new_year + std::chrono::seconds{130}, claims_with("sub", R"("4f2a")")));
  EXPECT_FALSE(at(new_year - std::chrono::seconds{130}, claims_with("sub", R"("4f2a")")));
  EXPECT_FALSE(at(new_year, claims_with("iss", R"("https://provider.example.evil")")));
  EXPECT_FALSE(at(new_year, claims_with("aud", R"("another")")));
  EXPECT_FALSE(at(new_year, claims_with("aud", "[]")));
  EXPECT_FALSE(at(new_year, claims_with("nonce", R"("other")")));
  EXPECT_FALSE(at(new_year, claims_with("exp", R"("never")")));
  EXPECT_FALSE(at(new_year, claims_with("sub", R"("")")));
  EXPECT_FALSE(subject_in(claims_with("nonce", R"("")"), here, "", new_year)) << "no nonce answers no question";
}

TEST(Provider, the_person_is_the_one_of_the_token_and_an_address_it_never_checked_counts_for_nothing) {
  std::string const said = R"({"sub":"4f2a","email":"claire@mairie.example","iss":"https://provider.example","aud":"essaim"})";
  EXPECT_EQ(stranger_in(said, "4f2a", here, true)->email, "claire@mairie.example");
  EXPECT_FALSE(stranger_in(said, "other", here, true));
  EXPECT_FALSE(stranger_in(R"({"sub":"4f2a","email":"claire@mairie.example"})", "4f2a", here, true)) << "signed, and does not say for whom";
  EXPECT_EQ(stranger_in(R"({"sub":"4f2a","email":"claire@mairie.example","email_verified":false})", "4f2a", here, false)->email, "");
  EXPECT_EQ(stranger_in(R"({"sub":"4f2a","email":"not an address"})", "4f2a", here, false)->email, "");
}

TEST(Elsewhere, only_https_and_this_machine_are_asked) {
  for (auto const* good : {"https://provider.example/x", "http://127.0.0.1:8080/", "http://localhost", "http://[::1]:1/"})
    EXPECT_TRUE(fetch::is_askable(good)) << good;
  for (auto const* bad : {"", "https://", "http://provider.example", "http://127.0.0.1.evil.example/", "http://localhost.evil", "file:///etc/passwd",
                          "gopher://127.0.0.1"})
    EXPECT_FALSE(fetch::is_askable(bad)) << bad;
  EXPECT_FALSE(fetch::ask({"http://127.0.0.1:9/"})) << "nobody answers there";
}

class Identities : public support::OnBothEngines {};

TEST_P(Identities, who_comes_back_is_who_left_and_comes_back_once) {
  Departure const departure{"state", "nonce", "verifier"};
  database().write([&](db::Session& session) {
    ProviderStore store{session};
    store.leave(departure, "browser", "/me", std::nullopt, new_year + std::chrono::minutes{15});
    EXPECT_FALSE(store.come_back("state", "another browser", new_year));
    EXPECT_FALSE(store.come_back("another state", "browser", new_year));
    EXPECT_FALSE(store.come_back("state", "browser", new_year + std::chrono::minutes{16}));
    auto const back = store.come_back("state", "browser", new_year);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->verifier, "verifier");
    EXPECT_EQ(back->return_to, "/me");
    EXPECT_FALSE(store.come_back("state", "browser", new_year));
  });
}

TEST_P(Identities, an_account_of_elsewhere_is_one_persons_only) {
  support::TestSite site{database(), world};
  auto const claire = site.person("Claire"), omar = site.person("Omar");
  Stranger const stranger{here.issuer, "4f2a", "claire@mairie.example", ""};
  database().write([&](db::Session& session) {
    ProviderStore store{session};
    EXPECT_TRUE(store.tie(claire, stranger, new_year));
    EXPECT_TRUE(store.tie(claire, stranger, new_year)) << "twice is once";
    EXPECT_FALSE(store.tie(omar, stranger, new_year));
    EXPECT_EQ(store.owner_of(here.issuer, "4f2a"), claire);
    EXPECT_FALSE(store.owner_of("https://other.example", "4f2a")) << "the same name at another provider is somebody else";
    store.untie(omar, here.issuer, "4f2a");
    EXPECT_EQ(store.tied_to(claire).size(), 1u);
    store.untie(claire, here.issuer, "4f2a");
    EXPECT_FALSE(store.owner_of(here.issuer, "4f2a"));
  });
}

ON_BOTH_ENGINES(Identities);

}  // namespace
}  // namespace accounts
