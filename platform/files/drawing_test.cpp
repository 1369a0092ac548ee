#include "platform/files/drawing.h"

#include <gtest/gtest.h>

#include "platform/base/threads.h"
#include "platform/files/pictures.h"

namespace files {
namespace {

std::string const square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\" fill=\"#7b2a5b\"/></svg>";

TEST(AnSvgOfOurs, BecomesAPngOfTheWidthAsked) {
  auto const png = png_of_svg(square, 80);
  ASSERT_TRUE(png);
  ASSERT_EQ(png->substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>((*png)[19]), 80) << "width, the last byte of four";
  EXPECT_EQ(static_cast<unsigned char>((*png)[23]), 40);
  EXPECT_EQ(png_of_svg(square, 80), png) << "the same drawing, the same bytes";
}

TEST(AnSvgOfOurs, IsStillDrawnAfterAPictureWasSentIn) {
  EXPECT_FALSE(prepare_picture("no picture", Kind::jpeg));
  for (int again = 0; again < 2; ++again) EXPECT_TRUE(png_of_svg(square, 80));
}

TEST(AnSvgFromOutside, IsNotReadAsAPictureEvenAfterOneOfOursWasDrawn) {
  EXPECT_TRUE(png_of_svg(square, 80));
  EXPECT_FALSE(prepare_picture(square, Kind::png));
}

TEST(AnSvgOfOurs, CountsAsWorkOfWhoeverAskedForIt) {
  auto const before = base::busy_time_of_this_thread();
  auto const from = std::chrono::steady_clock::now();
  EXPECT_TRUE(png_of_svg(square, 2000));
  auto const took = std::chrono::steady_clock::now() - from;
  EXPECT_GE(base::busy_time_of_this_thread() - before, took / 2) << "it is drawn on another thread, and would look as if it cost nothing";
}

TEST(AnSvgOfOurs, TallAsATowerIsDrawnSmallerRatherThanFillTheMemory) {
  auto const png = png_of_svg("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 19999\"><rect width=\"2\" height=\"19999\"/></svg>", 1600);
  ASSERT_TRUE(png);
  EXPECT_LE(static_cast<unsigned char>((*png)[18]) * 256 + static_cast<unsigned char>((*png)[19]), 3) << "wide";
}

TEST(AnSvgOfOurs, ThatIsNoneIsRefused) { EXPECT_FALSE(png_of_svg("no drawing", 80)); }

std::string drawing(std::string const& inside, std::string const& more = "") {
  return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='300' height='200'" + more + ">" + inside +
      "</svg>";
}

TEST(ADrawingFromOutside, KeepsItsShapesAndWordsAlone) {
  auto const plain =
      drawable_svg("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x 'y'>]><!-- un outil -->" +
                   drawing("<script>alert(1)</script><metadata><x/></metadata><style>.a{fill:#fff}</style><foreignObject><p>x</p></foreignObject>"
                           "<image xlink:href='https://x.example/a.png'/><a xlink:href='javascript:x'><rect class='a' width='9' onclick='x' "
                           "fill='url(https://x.example/#f)'/></a><use xlink:href='#b'/><text id='b'>Mot &amp; mot</text>",
                           " onload='alert(1)'"));
  ASSERT_TRUE(plain);
  for (auto const* harm : {"script", "alert", "foreignObject", "image", "javascript", "example", "onclick", "onload", "DOCTYPE", "metadata"})
    EXPECT_EQ(plain->find(harm), std::string::npos) << harm << ": " << *plain;
  for (auto const* kept : {"<rect class=\"a\"", "Mot &amp; mot", "href=\"#b\"", ".a{fill:#fff}"})
    EXPECT_NE(plain->find(kept), std::string::npos) << kept;
  EXPECT_EQ(drawable_svg(*plain), plain) << "what is plain stays so";
  auto const fetching = drawable_svg(drawing("<style>@import 'https://x.example/a.css';</style><rect width='9' height='9'/>"));
  ASSERT_TRUE(fetching);
  EXPECT_EQ(fetching->find("style"), std::string::npos);
}

TEST(ADrawingFromOutside, BecomesAPictureThatStaysAsItIs) {
  auto const png = png_of_outside_svg(drawing("<rect width='300' height='200' fill='#7b2a5b'/>"));
  ASSERT_TRUE(png);
  auto const size = size_of_picture(*png);
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width, 600);
  auto const once = prepare_picture(*png, Kind::png);
  ASSERT_TRUE(once);
  EXPECT_EQ(once->whole.kind, Kind::png) << "lines stay sharp";
  EXPECT_TRUE(prepare_picture(once->whole.bytes, Kind::png)->whole.bytes == once->whole.bytes);
  auto const large = png_of_outside_svg(
      "<svg xmlns='http://www.w3.org/2000/svg' style='width:70%' viewBox='0 0 46296.26 1157.4'><rect width='9' height='9'/></svg>");
  ASSERT_TRUE(large);
  EXPECT_EQ(size_of_picture(*large)->width, 1'600);
  EXPECT_EQ(size_of_svg(*drawable_svg("<svg width='210mm' height='297mm'><path d='M0 0h9'/></svg>"))->height, 800);
  EXPECT_FALSE(drawable_svg("<svg width='100%' height='100%'><path d='M0 0h9'/></svg>")) << "it has no size";
}

TEST(ADrawingFromOutside, ThatWouldTakeForEverIsNotPainted) {
  std::string doubling = "<g id='a0'><path d='" + std::string(1'000, 'M') + "'/></g>";
  for (int level = 1; level < 40; ++level) {
    auto const below = "<use xlink:href='#a" + std::to_string(level - 1) + "'/>";
    doubling += "<g id='a" + std::to_string(level) + "'>" + below + below + "</g>";
  }
  EXPECT_FALSE(drawable_svg(drawing(doubling)));
  EXPECT_FALSE(drawable_svg(drawing("<g id='a'><use href='#a'/></g>"))) << "it uses itself";
  EXPECT_FALSE(drawable_svg(drawing("<marker id='m'><path d='" + std::string(500'000, 'L') + "'/></marker><path marker-mid='url(#m)' d='" +
                                    std::string(500'000, 'L') + "'/>")));
  std::string lines = "<style>path{marker-mid:url(#m)} rect{fill:url(#p)}</style><marker id='m'><path d='M0 0'/></marker>";
  EXPECT_EQ(drawable_svg(drawing(lines))->find("style"), std::string::npos) << "marks are counted where they are named, not in a sheet";
  lines = "<style>rect{fill:url(#p)}</style><pattern id='p'><path d='" + std::string(10'000, 'L') + "'/></pattern>";
  EXPECT_TRUE(drawable_svg(drawing(lines + "<rect/>")));
  for (int one = 0; one < 3'000; ++one) lines += "<rect/>";
  EXPECT_FALSE(drawable_svg(drawing(lines)));
  std::string chain = "<g id='a0'/>";
  for (int level = 1; level < 15'000; ++level)
    chain += "<g id='a" + std::to_string(level) + "'><use href='#a" + std::to_string(level - 1) + "'/></g>";
  EXPECT_FALSE(drawable_svg(drawing(chain)));
  std::string deep;
  for (int level = 0; level < 300; ++level) deep = "<g>" + deep + "</g>";
  EXPECT_FALSE(drawable_svg(drawing(deep)));
  EXPECT_FALSE(drawable_svg(drawing("") + std::string(3u << 20, ' ')));
  EXPECT_FALSE(drawable_svg("<html><svg/></html>"));
}

}  // namespace
}  // namespace files
