#include "domain/kit/bundle.h"

#include <gtest/gtest.h>

#include "domain/kit/document_check.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/sample_document.h"
#include "platform/files/disk.h"
#include "platform/files/drawing.h"

namespace {
using namespace kit;

base::SigningKey const key = base::signing_key_of(std::string(32, 'k'));

TEST(Bundle, comes_back_the_same_and_says_who_signed_it) {
  auto const back = unbundled(bundle(sample_document(), key));
  ASSERT_TRUE(back) << back.error().msgid;
  EXPECT_EQ(to_json(back->document), to_json(sample_document()));
  EXPECT_EQ(back->key, key.name);
  EXPECT_EQ(bundle(sample_document(), key), bundle(sample_document(), key));
}

TEST(Bundle, one_byte_changed_anywhere_in_what_it_holds_is_refused) {
  auto const entries = files::read_zip(bundle(sample_document(), key));
  ASSERT_TRUE(entries);
  int tried = 0;
  for (std::size_t which = 0; which < entries->size(); ++which) {
    auto const size = (*entries)[which].bytes.size();
    for (std::size_t at = 0; at < size; at += 1 + size / 97) {
      auto changed = *entries;
      changed[which].bytes[at] = static_cast<char>(changed[which].bytes[at] ^ 1);
      auto const read = unbundled(files::zip(changed, sample_document().frozen_on));
      // The white space after the seal is not signed, nor does it say anything.
      if (which == 0 && at + 1 == size) continue;
      EXPECT_FALSE(read) << (*entries)[which].name << " at " << at;
      ++tried;
    }
  }
  EXPECT_GT(tried, 150);
}

TEST(Bundle, a_file_more_or_less_or_another_seal_is_refused) {
  auto const entries = files::read_zip(bundle(sample_document(), key));
  auto more = *entries;
  more.push_back({"also.txt", "x", false});
  EXPECT_FALSE(unbundled(files::zip(more, sample_document().frozen_on)));
  auto less = *entries;
  less.pop_back();
  EXPECT_FALSE(unbundled(files::zip(less, sample_document().frozen_on)));
  auto other = *entries;
  auto document = sample_document();
  document.title = "Un autre titre";
  other[1].bytes = to_json(document);
  EXPECT_FALSE(unbundled(files::zip(other, document.frozen_on)));
  EXPECT_FALSE(unbundled("no archive"));
  EXPECT_FALSE(unsealed("{}"));
  EXPECT_FALSE(unsealed("[1]"));
}

TEST(Document, from_outside_is_refused_when_it_holds_what_could_harm) {
  EXPECT_TRUE(checked_document(sample_document()));
  auto const refused = [](auto change) {
    auto document = sample_document();
    change(document);
    return !checked_document(document);
  };
  EXPECT_TRUE(refused([](Document& d) { d.parts[0].slug = "../x"; }));
  EXPECT_TRUE(refused([](Document& d) { d.parts[1].slug = d.parts[0].slug; }));
  EXPECT_TRUE(refused([](Document& d) { d.home_address = "javascript:alert(1)"; }));
  EXPECT_TRUE(refused([](Document& d) { d.parts[0].address = "//ailleurs.example"; }));
  EXPECT_TRUE(refused([](Document& d) { d.parts[0].blocks[1].grounds[0].address = "javascript:alert(1)"; }));
  EXPECT_TRUE(refused([](Document& d) { d.parts[0].blocks[0].id = "a\" onclick=\"x"; }));
  EXPECT_TRUE(refused([](Document& d) { d.identifier = "urn:uuid:0"; }));
  EXPECT_TRUE(refused([](Document& d) { d.number = "1"; }));
  EXPECT_TRUE(
      refused([](Document& d) { d.parts[0].blocks[2].picture->svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"; }));
  EXPECT_TRUE(refused([](Document& d) { d.parts[0].blocks[0].markdown = std::string(300'000, 'a'); }));
}

TEST(Drawing, from_outside_is_shown_only_when_it_holds_shapes_and_words) {
  auto const svg = [](std::string const& inside) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" + inside + "</svg>";
  };
  EXPECT_TRUE(files::is_plain_svg(svg("<g fill=\"url(#a)\"><use xlink:href=\"#b\"/><text>Mot &amp; mot</text></g>")));
  for (char const* wrong : {"<script/>", "<g onload=\"x\"/>", "<image href=\"x.png\"/>", "<use href=\"http://x/y.svg#a\"/>",
                            "<a href=\"javascript:x\"/>", "<foreignObject/>", "<style>a{}</style>", "<rect fill=\"url(http://x)\"/>",
                            "<?xml-stylesheet href=\"x\"?>", "<animate attributeName=\"href\"/>", "<g fill=\"url(#<script)\"/>"})
    EXPECT_FALSE(files::is_plain_svg(svg(wrong))) << wrong;
  EXPECT_FALSE(files::is_plain_svg("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"));
  EXPECT_FALSE(files::is_plain_svg("<html/>"));
  EXPECT_FALSE(files::is_plain_svg(""));
}

TEST(PlaceKey, is_made_once_and_kept_for_this_program_alone) {
  files::TemporaryFolder const folder;
  auto const file = folder.path() / "keys/kit.key";
  auto const first = place_key(file, std::string(32, 'a'));
  EXPECT_EQ(place_key(file, std::string(32, 'b')).name, first.name);
  EXPECT_EQ(std::filesystem::status(file).permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);
}

}  // namespace
