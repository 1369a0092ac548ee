// After one page changed, an edition takes again what it can of the one before, and is all the same what a build from nothing gives.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "domain/kit/audience.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/site.h"
#include "domain/kit/making.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"
#include "platform/zim/zim.h"

namespace {
namespace fs = std::filesystem;
using namespace kit;
using kit::testing_::french;

fs::path const source{ESSAIM_SOURCE_DIR};
constexpr std::size_t print_size = 64;  // MadeBefore writes the print of a piece before it

Picture drawing(std::string const& name) {
  auto picture = *sample_document().parts[0].blocks[2].picture;
  picture.id = name;
  picture.svg.replace(picture.svg.find("Tiers"), 5, name);
  return picture;
}

/// Five chapters, four of them with a drawing of their own.
Document a_kit_with_drawings() {
  auto document = sample_document();
  for (auto const* name : {"freins", "lieux", "pairs"}) {
    Block text, counted;
    text.id = "b1", text.markdown = std::string{"## Les "} + name + "\n\nOn les compte.\n";
    counted.id = "b2", counted.provenance = Provenance::counted, counted.picture = drawing(name);
    document.parts.push_back({name, std::string{"Chapitre des "} + name, 1, "page", "", "", {text, counted}});
  }
  return document;
}

Document corrected(Document document) {
  document.number = "1.0.1";
  document.identifier = identifier_of(document.programme_slug, document.slug, document.number);
  document.parts[0].blocks[0].markdown += "\n\nUne phrase de plus.\n";
  return document;
}

/// What is kept from one edition to the next, and what was taken of it.
class Pieces {
 public:
  explicit Pieces(fs::path folder) : m_folder{std::move(folder)} {
    for (auto const& piece : all()) {
      m_before.insert(piece);
      fs::last_write_time(piece, long_ago);
    }
  }
  struct Count {
    int drawn = 0, taken = 0, left = 0;
  };
  /// Since it was looked at. `begins`: the first bytes of a kind of piece.
  Count count(std::string_view begins) const {
    Count count;
    for (auto const& piece : all()) {
      auto const bytes = files::read_file(piece).value_or("");
      if (!std::string_view{bytes}.substr(std::min(print_size, bytes.size())).starts_with(begins)) continue;
      if (!m_before.contains(piece)) ++count.drawn;
      else if (fs::last_write_time(piece) > long_ago + std::chrono::minutes{1}) ++count.taken;
      else ++count.left;
    }
    return count;
  }

 private:
  std::vector<fs::path> all() const {
    std::vector<fs::path> pieces;
    for (auto const& file : fs::recursive_directory_iterator{m_folder})
      if (file.is_regular_file()) pieces.push_back(file.path());
    return pieces;
  }
  fs::path m_folder;
  std::set<fs::path> m_before;
  fs::file_time_type const long_ago = fs::file_time_type::clock::now() - std::chrono::hours{5};
};

class MadeAgain : public testing::Test {
 protected:
  std::map<std::string, std::string> made(Document const& document, fs::path const& before = {}) const {
    Workshop workshop;
    workshop.before = files::MadeBefore{before};
    workshop.pdf = {.typst = {.tools = source / "tools/typst"}, .before = workshop.before};
    workshop.key = base::signing_key_of(std::string(32, 'k'));
    std::vector<FormatAbout const*> wanted;
    for (auto const& format : formats()) wanted.push_back(&format);
    std::map<std::string, std::string> bytes;
    make_formats(wanted, document, french(), {dress, workshop}, [&](Made one) {
      if (one.bytes || one.bytes.error().field != "absent") EXPECT_TRUE(one.bytes) << one.format.code << ": " << one.bytes.error().msgid;
      bytes.emplace(one.format.code, one.bytes.value_or(""));
    });
    return bytes;
  }
  /// Its library stamps the index with the hour; what is read in it is compared instead.
  void expect_same_zim(Document const& document, std::string const& one, std::string const& other) const {
    auto const first = kept.path() / "one.zim", second = kept.path() / "other.zim";
    files::write_draft(first, one), files::write_draft(second, other);
    auto const pages = site(for_medium(document, Medium::book, french()), french(), dress, SiteUse::reader);
    EXPECT_GT(pages.size(), document.parts.size());
    for (auto const& page : pages) EXPECT_TRUE(zim_file::read(first, page.name) == zim_file::read(second, page.name)) << page.name;
  }
  Dress const dress = [] {
    auto read = read_dress(source / "build/web");
    if (read.player.empty()) read.player = "// follows the reader";
    return read;
  }();
  files::TemporaryFolder const kept;
  fs::path const before = kept.path() / "before";
};

constexpr std::string_view painted = "\x89PNG", laid_out = "%PDF";

TEST_F(MadeAgain, AfterOnePageChangedDrawingsAreTakenAndEveryFormatIsAsFromNothing) {
  auto const document = a_kit_with_drawings(), changed = corrected(document);
  (void)made(document, before);
  Pieces const first{before};
  auto const again = made(changed, before);
  auto const from_nothing = made(changed);
  auto const drawings = first.count(painted);
  EXPECT_EQ(drawings.drawn, 0) << "no drawing changed";
  EXPECT_GE(drawings.taken, 4) << "each of the four, at the width of each use";
  EXPECT_EQ(drawings.left, 0) << "all of them are in the new edition";
  for (auto const& [code, bytes] : from_nothing) {
    if (code == "zim") expect_same_zim(changed, again.at(code), bytes);
    else EXPECT_TRUE(again.at(code) == bytes) << code << " differs";
  }
  EXPECT_EQ(again.size(), formats().size());
}

TEST_F(MadeAgain, ADrawingThatChangedIsDrawnAloneAndTheOthersAreTaken) {
  auto document = a_kit_with_drawings();
  (void)made(document, before);
  Pieces const once{before};
  auto& changed = *document.parts.back().blocks.back().picture;
  changed.svg.replace(changed.svg.find("240"), 3, "120");
  auto const again = made(document, before);
  auto const drawings = once.count(painted);
  EXPECT_GT(drawings.drawn, 0);
  EXPECT_EQ(drawings.taken, 3 * drawings.drawn) << "the three other drawings, each in as many widths";
  EXPECT_EQ(drawings.left, drawings.drawn) << "the drawing of before, that nobody uses any more";
  auto const from_nothing = made(document);
  for (auto const& [code, bytes] : from_nothing)
    if (code != "zim") EXPECT_TRUE(again.at(code) == bytes) << code << " differs";
}

TEST_F(MadeAgain, TheSameEditionAskedAgainDrawsAndLaysOutNothing) {
  auto const document = a_kit_with_drawings();
  auto const once = made(document, before);
  if (once.at("pdf").empty()) GTEST_SKIP() << "Node or the Typst package is missing: npm install";
  Pieces const first{before};
  auto const again = made(document, before);
  for (auto const kind : {painted, laid_out}) {
    auto const pieces = first.count(kind);
    EXPECT_EQ(pieces.drawn, 0) << kind;
    EXPECT_GT(pieces.taken, 2) << kind;
    EXPECT_EQ(pieces.left, 0) << kind;
  }
  for (auto const& [code, bytes] : once)
    if (code != "zim") EXPECT_TRUE(again.at(code) == bytes) << code << " differs";
}

}  // namespace
