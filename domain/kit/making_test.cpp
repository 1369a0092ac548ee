#include "domain/kit/making.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "domain/kit/export/sample_document.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"

namespace {
using namespace kit;
namespace fs = std::filesystem;

fs::path const source{ESSAIM_SOURCE_DIR};

using kit::testing_::french;

Workshop workshop(fs::path const& kept = {}) {
  Workshop made;
  made.before = files::MadeBefore{kept};
  made.pdf = {.typst = {.tools = source / "tools/typst"}, .before = made.before};
  return made;
}

std::vector<FormatAbout const*> every_format() {
  std::vector<FormatAbout const*> all;
  for (auto const& format : formats()) all.push_back(&format);
  return all;
}

/// Bytes by format; "" for one that is absent here.
std::map<std::string, std::string> made(Document const& document, Workshop const& with) {
  Dress dress;
  dress.player = "// follows the reader";
  std::map<std::string, std::string> bytes;
  make_formats(every_format(), document, french(), {dress, with},
               [&](Made one) { EXPECT_TRUE(bytes.emplace(one.format.code, one.bytes.value_or("")).second) << one.format.code << " was told twice"; });
  return bytes;
}

TEST(KitMaking, every_format_is_told_once) {
  auto const all = made(sample_document(), workshop());
  EXPECT_EQ(all.size(), formats().size());
  for (std::string_view there : {"epub", "offline", "odt", "docx", "odp", "scorm12", "cartridge", "zim", "markdown", "data"})
    EXPECT_FALSE(all.at(std::string{there}).empty()) << there;
  EXPECT_TRUE(all.at("bundle").empty()) << "nothing to sign with here";
}

TEST(KitMaking, the_download_page_knows_what_each_format_is_for_and_says_it_once) {
  std::map<std::string_view, int> said;
  for (auto const& use : format_uses())
    for (auto const code : use.codes) ++said[code];
  EXPECT_EQ(said.size(), formats().size());
  for (auto const& format : formats()) EXPECT_EQ(said[format.code], 1) << format.code;
}

TEST(KitMaking, an_edition_that_takes_pieces_of_an_earlier_one_is_the_same_as_from_nothing) {
  files::TemporaryFolder const kept;
  auto document = sample_document();
  auto const first = made(document, workshop(kept.path()));
  auto const from_before = made(document, workshop(kept.path()));
  document.number = "1.0.1";
  document.parts[0].blocks[0].markdown += "\n\nUne phrase de plus.\n";
  auto const again = made(document, workshop(kept.path()));
  auto const from_nothing = made(document, workshop());
  for (auto const& format : formats()) {
    if (format.code == "zim") continue;  // its library stamps its index with the hour
    std::string const code{format.code};
    EXPECT_TRUE(from_before.at(code) == first.at(code)) << code;
    EXPECT_TRUE(again.at(code) == from_nothing.at(code)) << code;
    if (!again.at(code).empty()) EXPECT_FALSE(again.at(code) == first.at(code)) << code << " says what changed";
  }
}

TEST(KitMaking, a_typesetter_that_stays_gives_the_bytes_of_one_that_just_came) {
  auto with = workshop();
  with.pdf.typesetter = std::make_shared<Typesetter>(with.pdf.typst);
  auto document = sample_document();
  for (std::string_view number : {"1.0", "1.0.1", "1.0.2"}) {
    document.number = number;
    document.parts[0].blocks[0].markdown += "\n\nUne phrase de plus.\n";
    for (std::string_view code : {"pdf", "pdf-a5"})
      EXPECT_TRUE(make_format(code, document, french(), {Dress{}, with}).value_or("a") ==
                  make_format(code, document, french(), {Dress{}, workshop()}).value_or("b"))
          << code << " of " << number;
  }
}

TEST(KitMaking, a_disk_that_says_no_ends_the_whole_and_is_heard) {
  int told = 0;
  auto const with = workshop();
  EXPECT_THROW(make_formats(every_format(), sample_document(), french(), {Dress{}, with},
                            [&](Made) {
                              ++told;
                              throw std::runtime_error{"no room"};
                            }),
               std::runtime_error);
  EXPECT_EQ(told, 1) << "nothing more is begun";
}

}  // namespace
