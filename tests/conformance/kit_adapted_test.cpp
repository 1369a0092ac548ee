// The edition of a territory in every format: no validator installed here has anything to say, and each one says where it comes from.
#include <gmock/gmock.h>

#include <algorithm>

#include "domain/kit/adapt/adapting.h"
#include "domain/kit/adapt/territory_part.h"
#include "domain/kit/checks/check.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/formats.h"
#include "domain/kit/making.h"
#include "platform/charts/charts.h"
#include "platform/files/disk.h"

namespace {
namespace fs = std::filesystem;

fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

/// A map as the app draws it, of invented places.
kit::Picture map_of_brumeval() {
  charts::Map map{
      "territory-map", "Brumeval et ses voisins", "Disques selon le nombre d’habitants.", "Registre inventé, 2026", "Territoire", "Habitants", {}};
  for (auto const& [name, longitude, population] : {std::tuple{"Brumeval <é>", 6.1, 5012}, std::tuple{"Grand-Mérel", 6.4, 800}}) {
    charts::MapPoint point;
    point.longitude = longitude, point.latitude = 48.3, point.label = name, point.count = population;
    map.points.push_back(point);
  }
  map.close = true;
  auto const outlines = source / "build/registry/france_map.txt";
  auto const shapes = fs::exists(outlines) ? charts::load_map(outlines.string()) : charts::MapShapes{};
  return {map.id,
          map.finding,
          map.reads,
          map.source,
          "Carte : Brumeval, Grand-Mérel",
          charts::svg_document(map, shapes, french()),
          charts::table(map, french())};
}

kit::Document adapted_document() {
  auto document = kit::sample_document();
  auto const& first = document.parts.front();
  auto const change = [&](kit::Aspect aspect, std::string markdown) {
    kit::Change one;
    one.part = first.slug, one.block = first.blocks.front().id, one.aspect = aspect, one.markdown = std::move(markdown);
    return one;
  };
  kit::Adapter const brumeval{"Pays de Brumeval & <voisins>", "group-200000001"};
  std::vector const changes{change(kit::Aspect::text, "Chez nous, *on commence* par le marché [[la-navette#l1]].\n"),
                            change(kit::Aspect::after, "## Notre mot\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n::: watch\nPas trop vite.\n:::\n")};
  auto made = kit::adapted(document, changes, brumeval, {}, french());
  kit::TerritorySheet sheet{brumeval.name, "group:200000001", map_of_brumeval(), {{"Habitants", "5 012", "INSEE | 2023"}}, {}};
  document.parts = kit::with_front(kit::territory_part(sheet, made.origin, french()), {}, std::move(made.parts));
  document.origin = std::move(made.origin);
  document.slug += "-brumeval";
  document.identifier = kit::identifier_of(document.programme_slug, document.slug, document.number);
  return document;
}

class AdaptedKit : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto const document = adapted_document();
    kit::Workshop const workshop{.kits = {},
                                 .web = source / "build/web",
                                 .pdf = {.typst = {.tools = source / "tools/typst"}},
                                 .program = {},
                                 .share = {},
                                 .validators = {},
                                 .key = base::signing_key_of(std::string(32, 'k'))};
    auto const dress = kit::read_dress(workshop.web);
    folder = std::make_unique<files::TemporaryFolder>();
    for (auto const& format : kit::formats()) {
      auto const bytes = kit::make_format(format.code, document, french(), {dress, workshop});
      if (!bytes && bytes.error().field == "absent") continue;
      ASSERT_TRUE(bytes) << format.code << ": " << bytes.error().msgid;
      made.push_back({std::string{format.code}, folder->path() / ("kit" + std::string{format.ending})});
      files::write_atomically(made.back().path, *bytes);
    }
  }
  static void TearDownTestSuite() { folder.reset(), made.clear(); }

  static inline std::unique_ptr<files::TemporaryFolder> folder;
  static inline std::vector<kit::MadeFile> made;
};

TEST_F(AdaptedKit, IsMadeInEveryFormatAndNoValidatorHasAnythingToSay) {
  EXPECT_GE(made.size(), 10u);
  int passed = 0;
  auto const document = adapted_document();
  for (auto const& check : kit::check_files(made, document, {source / "node_modules"}, document.frozen_on)) {
    EXPECT_NE(check.result, kit::CheckResult::findings) << check.format << ", " << check.validator << ": " << check.detail;
    passed += check.result == kit::CheckResult::passed;
  }
  EXPECT_GE(passed, 7) << "our own checks at least";
}

TEST_F(AdaptedKit, KeepsTheLinkToTheEditionItStandsOnInWhatIsTakenAway) {
  auto const data = std::ranges::find(made, "data", &kit::MadeFile::format);
  ASSERT_NE(data, made.end());
  auto const bytes = files::read_file(data->path).value_or("");
  EXPECT_THAT(bytes, testing::HasSubstr(kit::sample_document().identifier));
  EXPECT_THAT(bytes, testing::HasSubstr("Adapté par Pays de Brumeval"));
}

}  // namespace
