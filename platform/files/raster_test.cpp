#include "platform/files/raster.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/files/pictures.h"

namespace files {
namespace {

std::string const square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\" fill=\"#7b2a5b\"/></svg>";

TEST(AnSvgOfOurs, BecomesAPngAtItsScale) {
  auto const png = png_of_svg(square, 2);
  ASSERT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>(png[19]), 80) << "width, the last byte of four";
  EXPECT_EQ(static_cast<unsigned char>(png[23]), 40);
  EXPECT_EQ(png_of_svg(square, 2), png) << "the same drawing, the same bytes";
}

TEST(AnSvgOfOurs, IsStillDrawnAfterAPictureWasSentIn) {
  EXPECT_FALSE(prepare_picture("no picture", Kind::jpeg));
  EXPECT_EQ(png_of_svg(square).substr(1, 3), "PNG");
}

TEST(AnSvgOfOurs, ThatIsNoneIsRefused) { EXPECT_THROW(png_of_svg("no drawing"), std::runtime_error); }

}  // namespace
}  // namespace files
