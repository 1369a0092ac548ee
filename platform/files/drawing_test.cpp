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

TEST(AnSvgOfOurs, ThatIsNoneIsRefused) { EXPECT_FALSE(png_of_svg("no drawing", 80)); }

}  // namespace
}  // namespace files
