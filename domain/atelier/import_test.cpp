#include "domain/atelier/methods_at_hand_test.h"
#include "domain/territories/territories.h"

namespace atelier {
namespace {

class ImportedMethods : public Methods {
 protected:
  Import one() {
    Import import;
    import.programme = programme_id;
    import.programme_slug = "demonstration";
    import.sheet.slug = "arpentage";
    import.sheet.status = Status::published;
    import.sheet.visibility = Visibility::public_;
    import.sheet.published = "2026-10-14";
    import.sheet.content = edit().content;
    import.sheet.trials = {{"epci:1", "Agathe", "2024-03-16", "Vouziers", "yes", "Vingt-deux croix.", ""}, { "", "", "", "", "no", "", "" }};
    import.author = author.person;
    import.trial_places = {brumeval};
    return import;
  }
  Imported import(Import const& wanted) {
    return database().write([&](db::Session& session) { return import_methods(session, world, std::array{wanted}).at(0); });
  }
};
ON_BOTH_ENGINES(ImportedMethods);

TEST_P(ImportedMethods, TwiceChangeNothing) {
  EXPECT_EQ(import(one()), Imported::created);
  world.advance(std::chrono::hours{24});
  EXPECT_EQ(import(one()), Imported::unchanged);
  auto changed = one();
  changed.sheet.content.room = "La halle";
  EXPECT_EQ(import(changed), Imported::changed);
  EXPECT_EQ(count("atelier_revision"), 2);
  EXPECT_EQ(count("atelier_trial"), 2);
}

TEST_P(ImportedMethods, KeepTheTrialsToldHere) {
  import(one());
  auto const method = with_store([&](MethodStore& store) { return *store.find_visible({}, programme_id, "arpentage"); });
  EXPECT_TRUE(add(method, the_town, "yes", "key"));
  EXPECT_EQ(import(one()), Imported::unchanged);
  auto fewer = one();
  fewer.sheet.trials.pop_back();
  EXPECT_EQ(import(fewer), Imported::changed);
  EXPECT_EQ(brief_of(method).trust, (Trust{2, 2, 1, 0}));
  EXPECT_FALSE(add(method, the_town, "yes", "key"));
}

TEST_P(ImportedMethods, NameThePlacesThatCameWithoutAName) {
  auto const valley = territories::id_of({territories::Type::adhoc, "demo.vallee"});
  database().write([&](db::Session& session) {
    return territories::put_perimeter(session, {{territories::Type::adhoc, "demo.vallee"}, "La vallée", "", {}, "", "53", 900}).has_value();
  });
  auto wanted = one();
  wanted.trial_places = {experiences::Place{valley, "rural", "53", ""}};
  EXPECT_EQ(import(wanted), Imported::created);
  EXPECT_EQ(import(wanted), Imported::unchanged);
  auto const method = with_store([&](MethodStore& store) { return *store.find_visible({}, programme_id, "arpentage"); });
  EXPECT_EQ(method.trials.at(0).territory_name, "La vallée");
}

TEST_P(ImportedMethods, ComeOutAsTheFileTheyCameFrom) {
  import(one());
  auto const out = database().read([&](db::Session& session) { return export_methods(session, programme_id, "demonstration"); });
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].file_name, "arpentage.md");
  auto expected = one().sheet;
  expected.trials[0].territory.clear();  // the registry of this test is empty
  EXPECT_EQ(format_sheet(out[0].sheet), format_sheet(expected));
}

}  // namespace
}  // namespace atelier
