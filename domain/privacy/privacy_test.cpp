#include "domain/privacy/privacy.h"

#include <gmock/gmock.h>

#include "domain/accounts/account_store.h"
#include "domain/privacy/own_data.h"
#include "platform/audit/audit.h"
#include "platform/files/zip.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using privacy::TableEntry;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<TableEntry> read(std::string_view toml) { return privacy::read_register(toml, "register.toml").value(); }

constexpr std::string_view small_register = R"([thing]
purpose = "writing"
basis = "consent"
readers = "circle"
kept = "common"
person = "author_id"
erasure = "keep"
personal = ["author_id", "text"]
plain = ["id"]
readers_of = { author_id = "oneself" }
)";

TEST(Register, IsWholeWhenEachColumnIsDeclaredOnce) {
  EXPECT_THAT(privacy::faults(read(small_register), {{"thing", {"id", "author_id", "text"}}}), IsEmpty());
}

TEST(Register, NamesATableOrAColumnNobodyDeclared) {
  EXPECT_THAT(privacy::faults(read(small_register), {{"thing", {"id", "author_id", "text", "phone"}}}), ElementsAre(HasSubstr("thing.phone")));
  EXPECT_THAT(privacy::faults(read(small_register), {{"thing", {"id", "author_id", "text"}}, {"other", {"id"}}}),
              ElementsAre(HasSubstr("other is in no register")));
}

TEST(Register, NamesWhatIsDeclaredAndNotThere) {
  EXPECT_THAT(privacy::faults(read(small_register), {{"thing", {"id", "author_id"}}}), ElementsAre(HasSubstr("thing.text")));
  EXPECT_THAT(privacy::faults(read(small_register), {}), ElementsAre(HasSubstr("not in the database")));
}

TEST(Register, TakesNoCodeItDoesNotKnow) {
  auto entries = read(small_register);
  entries[0].purpose = "because";
  entries[0].erasure = "";
  EXPECT_THAT(privacy::faults(entries, {{"thing", {"id", "author_id", "text"}}}), SizeIs(2));
}

TEST(Register, IsPublishedByColumnsThatShareEverything) {
  auto const lines = privacy::lines_of(read(small_register));
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].readers, "oneself");
  EXPECT_THAT(lines[1].columns, ElementsAre("text"));
}

class Privacy : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    hooks.erasers = {accounts::erase_person};
    hooks.retentions = {{"Sessions", [](db::Session& session, base::Instant now) { return accounts::forget_expired(session, now); }}};
    pages = std::make_unique<privacy::PrivacyPages>(site->house(), hooks, "https://essaim.example");
    pages->add_routes(site->gate());
    claire = site->person("Claire", {{programme, std::nullopt, accounts::Function::pioneer, accounts::Power::contribute}});
    site->person("Adèle");
  }
  std::int64_t count(std::string const& sql) {
    return database().read([&](db::Session& session) {
      std::int64_t found = 0;
      session.query(sql).next(found);
      return found;
    });
  }
  std::vector<privacy::Thrown> apply(bool dry = false) { return privacy::apply_retention(database(), world, pages->entries(), hooks, dry); }

  accounts::ProgrammeId const programme = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/essai"));
  accounts::PersonId claire;
  privacy::Hooks hooks;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<privacy::PrivacyPages> pages;
};

TEST_P(Privacy, TheRegisterCoversEveryColumnOfEveryTable) {
  auto const real = database().read([](db::Session& session) { return privacy::columns_in(session); });
  EXPECT_THAT(privacy::faults(privacy::whole_register(), real), IsEmpty());
}

TEST_P(Privacy, TheRegisterIsPublic) {
  auto const page = site->get("/privacy/register");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("accounts_person"));
  EXPECT_THAT(site->get("/privacy/register.csv").body, HasSubstr("email_folded"));
}

TEST_P(Privacy, APersonTakesAwayWhatIsHeldOfThemAndOfNobodyElseWithoutSecrets) {
  EXPECT_EQ(site->get("/me/register").status, 303);
  EXPECT_THAT(site->get("/me/register", "Claire").body, HasSubstr("accounts_membership"));
  auto const answer = site->get("/me/data.zip", "Claire");
  auto const entries = files::read_zip(answer.body);
  ASSERT_TRUE(entries);
  std::string all;
  std::vector<std::string> names;
  for (auto const& entry : *entries) {
    names.push_back(entry.name);
    all += entry.bytes;
  }
  EXPECT_THAT(names, Contains("accounts_person.json"));
  EXPECT_THAT(names, Contains("accounts_membership.json"));
  EXPECT_THAT(all, HasSubstr("Claire"));
  EXPECT_THAT(all, Not(HasSubstr("Adèle")));
  EXPECT_THAT(all, Not(HasSubstr("secret_hash")));
  auto const line = database().read([](db::Session& session) { return audit::newest(session, audit::Act::own_data_exported); });
  ASSERT_TRUE(line);
  EXPECT_EQ(line->who, claire.text());
}

TEST_P(Privacy, AnErasureIsConfirmedWaitsTwoWeeksAndCanBeTakenBack) {
  EXPECT_EQ(site->post("/me/erase", {}, "Claire").status, 422);
  EXPECT_EQ(site->post("/me/erase", {{"understood", "yes"}}, "Claire").status, 303);
  EXPECT_EQ(site->post("/me/erase", {{"understood", "yes"}}, "Claire").status, 303);
  EXPECT_EQ(count("SELECT COUNT(*) FROM mail_letter"), 1) << "asked twice, told once";
  world.advance(std::chrono::hours{24 * 13});
  apply();
  EXPECT_EQ(site->get("/me/erase", "Claire").status, 200);
  EXPECT_EQ(site->post("/me/erase/take-back", {}, "Claire").status, 303);
  world.advance(std::chrono::hours{24 * 2});
  apply();
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_person WHERE state = 'erased'"), 0);
}

TEST_P(Privacy, AnErasedPersonLeavesTheirCommonWorkUnderFormerMember) {
  site->post("/me/erase", {{"understood", "yes"}}, "Claire");
  world.advance(std::chrono::hours{24 * 15});
  apply();
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_membership"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_session WHERE person_id = '" + claire.text() + "'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_person WHERE email <> '' AND state = 'erased'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM privacy_erasure"), 0);
  auto const names = database().read([&](db::Session& session) { return accounts::names_of(session, std::vector{claire}); });
  EXPECT_EQ(names.at(claire), "ancien membre");
  EXPECT_TRUE(database().read([](db::Session& session) { return audit::newest(session, audit::Act::erased); }));
}

TEST_P(Privacy, SomeoneInvitedAgainAfterAnErasureIsSomeoneNew) {
  accounts::Person person{accounts::PersonId::trusted(base::uuid_from_name("person/a@essaim.example")), "a@essaim.example", "A"};
  auto const again = database().write([&](db::Session& session) {
    accounts::AccountStore store{session};
    store.invite(person);
    accounts::erase_person(session, person.id);
    return store.invite(person);
  });
  EXPECT_NE(again.id, person.id);
  EXPECT_EQ(again.email, "a@essaim.example");
}

TEST_P(Privacy, ADryRunCountsAndDeletesNothing) {
  world.advance(std::chrono::hours{24 * 60});
  auto const before = count("SELECT COUNT(*) FROM accounts_session");
  auto const dry = apply(true);
  EXPECT_EQ(dry.back().rows, before);
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_session"), before);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_line"), 0);
  EXPECT_EQ(apply().back().rows, before);
  EXPECT_EQ(count("SELECT COUNT(*) FROM accounts_session"), 0);
}

ON_BOTH_ENGINES(Privacy);

}  // namespace
