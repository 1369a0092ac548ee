#include "domain/administration/administration.h"

#include <gmock/gmock.h>

#include "domain/accounts/account_store.h"
#include "domain/administration/metrics.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using administration::Concern;
using administration::Condition;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Condition well_kept() {
  Condition condition;
  condition.now = base::from_milliseconds(1'795'428'000'000);
  condition.encrypted_address = condition.letters_leave = condition.says_who_runs_it = condition.says_whom_to_write_to = condition.backups_sealed =
      true;
  condition.backups_beside_the_data = false;
  condition.last_backup = condition.now - std::chrono::hours{20};
  condition.last_proof = condition.now - std::chrono::hours{24 * 10};
  condition.free_bytes = 50ull << 30;
  condition.disk_bytes = 100ull << 30;
  condition.administrators = 2;
  return condition;
}

TEST(Concerns, AWellKeptPlaceHasNone) { EXPECT_THAT(administration::concerns(well_kept()), IsEmpty()); }

TEST(Concerns, EachWeaknessIsNamedAndTheHeaviestComeFirst) {
  struct Row {
    std::string_view said;
    void (*spoil)(Condition&);
  };
  for (auto const& row :
       {Row{"development", [](Condition& one) { one.development = true; }}, Row{"https", [](Condition& one) { one.encrypted_address = false; }},
        Row{"on the network", [](Condition& one) { one.open_to_the_network = true; }},
        Row{"Nobody administers", [](Condition& one) { one.administrators = 0; }},
        Row{"One person alone", [](Condition& one) { one.administrators = 1; }},
        Row{"No backup was ever", [](Condition& one) { one.last_backup.reset(); }},
        Row{"two days old", [](Condition& one) { one.last_backup = one.now - std::chrono::hours{49}; }},
        Row{"No restore was proven", [](Condition& one) { one.last_proof.reset(); }},
        Row{"not sealed", [](Condition& one) { one.backups_sealed = false; }},
        Row{"same disk", [](Condition& one) { one.backups_beside_the_data = true; }},
        Row{"audit log was changed", [](Condition& one) { one.audit_broken = 3; }},
        Row{"Little room", [](Condition& one) { one.free_bytes = 1u << 30; }},
        Row{"No letter leaves", [](Condition& one) { one.letters_leave = false; }},
        Row{"could not be sent", [](Condition& one) { one.letters_failed = 2; }},
        Row{"Tasks that failed", [](Condition& one) { one.jobs_failed = 1; }},
        Row{"who runs this place", [](Condition& one) { one.says_who_runs_it = false; }},
        Row{"to write to", [](Condition& one) { one.says_whom_to_write_to = false; }}}) {
    auto condition = well_kept();
    row.spoil(condition);
    auto const found = administration::concerns(condition);
    ASSERT_EQ(found.size(), 1u) << row.said;
    EXPECT_THAT(std::string{found[0].what}, HasSubstr(std::string{row.said}));
    EXPECT_FALSE(found[0].todo.empty());
  }
  auto condition = well_kept();
  condition.administrators = 1;
  condition.last_backup.reset();
  EXPECT_EQ(administration::concerns(condition).front().weight, Concern::Weight::urgent);
}

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
  EXPECT_EQ(
      administration::exposition(
          {{"a_total", "Of a.", {}, 3, true}, {"b", "Of b.", {{"state", "x"}, {"of", "y"}}, 1, false}, {"b", "Of b.", {{"state", "z"}}, 2, false}}),
      "# HELP a_total Of a.\n# TYPE a_total counter\na_total 3\n# HELP b Of b.\n# TYPE b gauge\nb{state=\"x\",of=\"y\"} 1\nb{state=\"z\"} 2\n");
}

TEST(Metrics, OpenToTheHolderOfTheTokenOnly) {
  EXPECT_TRUE(administration::carries("Bearer long-secret", "long-secret"));
  for (auto const* header : {"", "Bearer", "Bearer ", "Bearer other", "Basic long-secret", "long-secret"})
    EXPECT_FALSE(administration::carries(header, "long-secret")) << header;
  EXPECT_FALSE(administration::carries("Bearer ", ""));
}

class AdministrationPages : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    administration::Sources sources;
    sources.data = sources.backups = std::filesystem::temp_directory_path();
    sources.metrics_token = "secret-of-the-watch";
    sources.programmes = [](db::Session&, accounts::Visit const&) {
      return std::vector<administration::ProgrammeLine>{{"Parcours d’essai", html::Url::path("/p/essai"), {"3 fiches"}}};
    };
    pages = std::make_unique<administration::AdministrationPages>(site->house(), sources);
    pages->add_routes(site->gate());
    claire = site->person("Claire").text();
    auto const admin = site->person("Adèle");
    database().write([&](db::Session& session) { accounts::AccountStore{session}.make_administrator(admin); });
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<administration::AdministrationPages> pages;
  std::string claire;  ///< her identifier
};

TEST_P(AdministrationPages, AreThereForTheAdministratorsAndForNobodyElse) {
  for (auto const* path : {"/administration", "/administration/accounts", "/administration/programmes", "/administration/tasks",
                           "/administration/letters", "/administration/audit", "/administration/audit.csv"}) {
    EXPECT_EQ(site->get(path, "Adèle").status, 200) << path;
    EXPECT_EQ(site->get(path, "Claire").status, 404) << path;
    EXPECT_EQ(site->get(path).status, 303) << path;
  }
}

TEST_P(AdministrationPages, FindSomeoneByAPieceOfTheirNameOrAddress) {
  EXPECT_THAT(site->get("/administration/accounts?q=clair", "Adèle").body, HasSubstr("Claire"));
  EXPECT_THAT(site->get("/administration/accounts?q=%25", "Adèle").body, Not(HasSubstr("Claire")));
  site->person("Étienne Fauconnet");
  EXPECT_THAT(site->get("/administration/accounts?q=étienne", "Adèle").body, HasSubstr("Étienne Fauconnet"));
}

TEST_P(AdministrationPages, CloseAnAccountSoThatNobodyEntersWithItAndOpenItAgain) {
  auto const page = "/administration/accounts/" + claire;
  EXPECT_THAT(site->get(page, "Adèle").body, HasSubstr("claire"));
  EXPECT_EQ(site->get(page, "Claire").status, 404);
  EXPECT_EQ(site->get("/administration/accounts/" + std::string(32, '0'), "Adèle").status, 404);
  EXPECT_EQ(site->post(page + "/close", {}, "Claire").status, 404);
  EXPECT_EQ(site->post(page + "/open", {}, "Adèle").status, 422) << "it is not closed";
  EXPECT_EQ(site->post(page + "/close", {}, "Adèle").status, 303);
  EXPECT_EQ(site->get("/administration/accounts", "Claire").status, 303) << "their session has ended: a visitor is asked to enter";
  database().write([&](db::Session& session) {
    accounts::AccountStore store{session};
    store.start_session("another way in", *accounts::PersonId::parse(claire), world.now());
    EXPECT_FALSE(store.session_of("another way in").viewer.signed_in()) << "whatever begins a session, it is nobody's";
    std::vector const her{*accounts::PersonId::parse(claire)};
    EXPECT_THAT(accounts::addressees(session, her), IsEmpty()) << "no letter goes to them";
  });
  EXPECT_EQ(site->post(page + "/close", {}, "Adèle").status, 422) << "it is closed already";
  EXPECT_EQ(site->post(page + "/open", {}, "Adèle").status, 303);
  database().write([&](db::Session& session) {
    accounts::AccountStore store{session};
    store.start_session("her letter", *accounts::PersonId::parse(claire), world.now());
    EXPECT_TRUE(store.session_of("her letter").viewer.signed_in());
  });
  EXPECT_THAT(site->get("/administration/audit?act=account_closed", "Adèle").body, HasSubstr(claire));
  EXPECT_THAT(site->get("/administration/audit?act=account_opened", "Adèle").body, HasSubstr(claire));
}

TEST_P(AdministrationPages, SignSomeoneOutEverywhere) {
  EXPECT_EQ(site->get("/administration", "Claire").status, 404) << "signed in";
  EXPECT_EQ(site->post("/administration/accounts/" + claire + "/sign-out", {}, "Adèle").status, 303);
  EXPECT_EQ(site->get("/administration", "Claire").status, 303) << "a visitor is asked to enter";
  EXPECT_THAT(site->get("/administration/audit?act=sessions_ended", "Adèle").body, HasSubstr(claire));
}

TEST_P(AdministrationPages, LetNobodyCloseTheirOwnAccount) {
  auto const list = site->get("/administration/accounts?q=adèle", "Adèle").body;
  auto const at = list.find("/administration/accounts/");
  ASSERT_NE(at, std::string::npos);
  auto const page = list.substr(at, list.find('"', at) - at);
  EXPECT_EQ(site->post(page + "/close", {}, "Adèle").status, 422);
  EXPECT_EQ(site->get(page, "Adèle").status, 200);
}

TEST_P(AdministrationPages, ShowTheLinesOfOnePersonInTheAuditLog) {
  database().write([&](db::Session& session) {
    audit::note(session, world, {audit::Act::signed_out, claire, "of-claire", {}});
    audit::note(session, world, {audit::Act::signed_out, "somebody", "of-another", {}});
  });
  auto const lines = site->get("/administration/audit?who=" + claire, "Adèle").body;
  EXPECT_THAT(lines, HasSubstr("of-claire"));
  EXPECT_THAT(lines, Not(HasSubstr("of-another")));
}

TEST_P(AdministrationPages, SayWhyATaskFailedAndTryItAgain) {
  jobs::Queue queue{database(), world};
  queue.listen("kit.publish", [](std::string const&) { throw std::runtime_error{"the disk is full"}; });
  database().write([&](db::Session& session) { jobs::enqueue(session, world, "kit.publish", "edition"); });
  for (int attempt = 0; attempt < 8; ++attempt) {
    queue.run_due();
    world.advance(std::chrono::minutes{(1LL << (2 * attempt)) + 1});
  }
  auto const list = site->get("/administration/tasks", "Adèle").body;
  EXPECT_THAT(list, HasSubstr("the disk is full"));
  auto const id = database().read([](db::Session& session) {
    std::string found;
    session.query("SELECT id FROM jobs_job").next(found);
    return found;
  });
  EXPECT_EQ(site->post("/administration/tasks/retry", {{"id", id}}, "Claire").status, 404);
  EXPECT_EQ(site->post("/administration/tasks/retry", {{"id", id}}, "Adèle").status, 303);
  EXPECT_EQ(site->post("/administration/tasks/retry", {{"id", id}}, "Adèle").status, 422);
  jobs::Queue mended{database(), world};
  mended.listen("kit.publish", [](std::string const&) {});
  EXPECT_EQ(mended.run_due(), 1);
  EXPECT_THAT(site->get("/administration/audit?act=job_retried", "Adèle").body, HasSubstr(id));
}

TEST_P(AdministrationPages, ShowLettersHeldBackWithoutTheirAddressOrText) {
  database().write([&](db::Session& session) {
    mail::post(session, world, {"personne@mairie.example", "Bienvenue", "Un secret", ""});
    session.execute("UPDATE mail_letter SET state = 'failed', trouble = '550 unknown'");
  });
  auto const list = site->get("/administration/letters", "Adèle").body;
  EXPECT_THAT(list, HasSubstr("550 unknown"));
  EXPECT_THAT(list, HasSubstr("mairie.example"));
  EXPECT_THAT(list, Not(HasSubstr("personne@")));
  EXPECT_THAT(list, Not(HasSubstr("Un secret")));
}

TEST_P(AdministrationPages, GiveTheirFiguresToTheHolderOfTheTokenOnly) {
  EXPECT_EQ(site->get("/metrics").status, 404);
  auto asked = site->request(http::Method::get, "/metrics");
  asked.headers.add("authorization", "Bearer secret-of-the-watch");
  auto const answer = site->send(asked);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("essaim_accounts{state=\"active\"}"));
  EXPECT_EQ(site->get("/healthz").status, 200);
}

ON_BOTH_ENGINES(AdministrationPages);

}  // namespace
