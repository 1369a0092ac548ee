#include "domain/territories/gazetteer.h"

#include <gtest/gtest.h>

#include "domain/territories/registry.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/base/text.h"
#include "tests/support/both_engines.h"

namespace territories {
namespace {

class GazetteerTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (!IsSkipped()) sample.import_into(database());
  }
  template <class F>
  auto read(F work) {
    return database().read([&](db::Session& session) { return work(session); });
  }
  SampleRegistry sample;
};
ON_BOTH_ENGINES(GazetteerTest);

std::string answers(Gazetteer const& gazetteer, std::string const& text) {
  std::vector<std::string> keys;
  for (auto const& one : gazetteer.search({text, {}, "", 5, 0}).found) keys.push_back(text_of(one.key));
  return base::join(keys, " ");
}

TEST_P(GazetteerTest, AreProposedAsOneTypes) {
  auto const gazetteer = read([](db::Session& session) { return Gazetteer::read(session); });
  EXPECT_EQ(answers(*gazetteer, "y"), "commune:80829");
  EXPECT_EQ(answers(*gazetteer, "nant"), "epci:244400404 commune:44109");
  EXPECT_EQ(answers(*gazetteer, "nantes"), "commune:44109 epci:244400404");
  EXPECT_EQ(answers(*gazetteer, "paris"), "commune:75056 department:75");
  EXPECT_EQ(answers(*gazetteer, "st colombe"), "commune:16309 commune:05135");
  EXPECT_EQ(answers(*gazetteer, "ste col"), "commune:16309 commune:05135");
  EXPECT_EQ(answers(*gazetteer, "sainte colombe charente"), "commune:16309");
  EXPECT_EQ(answers(*gazetteer, "sainte-colombe (05)"), "commune:05135");
  EXPECT_EQ(answers(*gazetteer, "olonne ile"), "commune:85163");
  EXPECT_EQ(answers(*gazetteer, "44980"), "commune:44172");
  EXPECT_EQ(answers(*gazetteer, "1004"), "commune:01004");
  EXPECT_EQ(answers(*gazetteer, "2a0"), "commune:2A004");
  EXPECT_EQ(answers(*gazetteer, "saint bois"), "commune:01015");
  EXPECT_EQ(answers(*gazetteer, "region:75"), "region:75");
  EXPECT_EQ(answers(*gazetteer, ""), "");
  EXPECT_EQ(answers(*gazetteer, "'; DROP TABLE territories_territory; --"), "");
  EXPECT_EQ(answers(*gazetteer, std::string(100'000, 'a')), "");
  EXPECT_EQ(answers(*gazetteer, "\xF0\x9F\x8F\xA1"), "");
}

TEST_P(GazetteerTest, TheGazetteerIsReadAgainOnlyWhenTerritoriesChanged) {
  GazetteerShelf const shelf;
  auto const first = read([&](db::Session& session) { return shelf.of(session); });
  EXPECT_EQ(read([&](db::Session& session) { return shelf.of(session); }), first);
  Perimeter const group{{Type::group, "200030674"}, "PETR du Bugey", "PETR", {}, "01", "84", 90'000};
  ASSERT_TRUE(database().write([&](db::Session& session) { return put_perimeter(session, group); }));
  auto const second = read([&](db::Session& session) { return shelf.of(session); });
  EXPECT_NE(second, first);
  EXPECT_EQ(answers(*second, "petr bugey"), "group:200030674");
}

}  // namespace
}  // namespace territories
