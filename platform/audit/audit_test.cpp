#include "platform/audit/audit.h"

#include <gmock/gmock.h>

#include "tests/support/both_engines.h"

namespace {

using audit::Act;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

class AuditLog : public support::OnBothEngines {
 protected:
  void note(Act act, std::string subject = "thing", std::string address = "192.0.2.17") {
    database().write([&](db::Session& session) { audit::note(session, world, {act, "person", subject, address}); });
  }
  audit::Verdict verdict() {
    return database().read([](db::Session& session) { return audit::verify(session); });
  }
};

TEST_P(AuditLog, KeepsWhoDidWhatOnWhatAndFromWhichNetworkTheNewestFirst) {
  note(Act::signed_in);
  world.advance(std::chrono::minutes{1});
  note(Act::published, "edition 1.0", "2001:db8:1:2::3");
  auto const lines = database().read([](db::Session& session) { return audit::lines(session, {}); });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].act, "published");
  EXPECT_EQ(lines[0].subject, "edition 1.0");
  EXPECT_EQ(lines[0].origin, "2001:db8:1::/48");
  EXPECT_EQ(lines[1].who, "person");
  EXPECT_EQ(lines[1].origin, "192.0.2.0/24");
  EXPECT_EQ(lines[0].at - lines[1].at, std::chrono::minutes{1});
}

TEST_P(AuditLog, IsReadByActAndPageByPage) {
  for (int n = 0; n < 5; ++n) note(n % 2 ? Act::signed_in : Act::backed_up, std::to_string(n));
  auto const found =
      database().read([](db::Session& session) { return audit::lines(session, {.act = "backed_up", .who = "person", .before = 5, .limit = 1}); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].subject, "2");
  auto const last = database().read([](db::Session& session) { return audit::newest(session, Act::signed_in); });
  ASSERT_TRUE(last);
  EXPECT_EQ(last->subject, "3");
}

TEST_P(AuditLog, CannotBeChangedOrShortenedFromTheProgram) {
  note(Act::rights_changed);
  for (auto const* sql : {"UPDATE audit_line SET who = 'another'", "DELETE FROM audit_line"})
    EXPECT_THROW(database().write([&](db::Session& session) { session.execute(sql); }), db::ConstraintViolation) << sql;
  EXPECT_EQ(verdict().lines, 1);
  EXPECT_FALSE(verdict().broken);
}

TEST_P(AuditLog, ShowsALineChangedBehindTheProgramsBack) {
  for (int n = 0; n < 4; ++n) note(Act::signed_in, std::to_string(n));
  auto const whole = verdict();
  EXPECT_FALSE(whole.broken);
  database().write([](db::Session& session) {
    session.execute(session.engine() == db::Engine::sqlite ? "DROP TRIGGER audit_line_unchanged" : "ALTER TABLE audit_line DISABLE TRIGGER USER");
    session.execute("UPDATE audit_line SET subject = 'nothing' WHERE position = 3");
  });
  EXPECT_THAT(verdict().broken, Optional(Eq(3)));
}

TEST_P(AuditLog, IsVerifiedFromItsNewestLinesWhereThereAreMany) {
  for (int n = 0; n < 6; ++n) note(Act::signed_in, std::to_string(n));
  for (int const count : {2, 6, 50}) {
    auto const newest = database().read([&](db::Session& session) { return audit::verify_newest(session, count); });
    EXPECT_EQ(newest.lines, std::min(count, 6));
    EXPECT_FALSE(newest.broken);
    EXPECT_EQ(newest.seal, verdict().seal);
  }
}

TEST_P(AuditLog, UndoesTheLineOfWhatWasUndone) {
  EXPECT_THROW(database().write([&](db::Session& session) {
    audit::note(session, world, {Act::erased, "person", "thing", ""});
    throw std::runtime_error{"refused"};
  }),
               std::runtime_error);
  EXPECT_EQ(verdict().lines, 0);
}

TEST(AuditNetworks, KeepNoSingleMachine) {
  EXPECT_EQ(audit::network_of("::ffff:198.51.100.7"), "198.51.100.0/24");
  EXPECT_EQ(audit::network_of("not an address"), "");
  EXPECT_EQ(audit::network_of(""), "");
}

TEST(AuditActs, HaveEachACodeOfTheirOwn) {
  for (auto const act : audit::all_acts()) EXPECT_THAT(audit::act_from(audit::code(act)), Optional(Eq(act)));
  EXPECT_FALSE(audit::act_from("anything"));
}

ON_BOTH_ENGINES(AuditLog);

}  // namespace
