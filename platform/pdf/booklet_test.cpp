#include "platform/pdf/booklet.h"

#include <gmock/gmock.h>

#include "platform/pdf/testing/plain_pages.h"

#include <algorithm>
#include <map>

namespace {
using namespace pdf_file;
using testing::ElementsAre;
using testing::HasSubstr;

Face face(std::optional<int> left, std::optional<int> right) { return {left, right}; }
constexpr auto blank = std::nullopt;

TEST(Booklet, its_faces_follow_the_fold) {
  EXPECT_THAT(folded(1), ElementsAre(face(blank, 0), face(blank, blank)));
  EXPECT_THAT(folded(4), ElementsAre(face(3, 0), face(1, 2)));
  EXPECT_THAT(folded(5), ElementsAre(face(blank, 0), face(1, blank), face(blank, 2), face(3, 4)));
  EXPECT_THAT(folded(8), ElementsAre(face(7, 0), face(1, 6), face(5, 2), face(3, 4)));
  EXPECT_THAT(folded(13), ElementsAre(face(blank, 0), face(1, blank), face(blank, 2), face(3, 12), face(11, 4), face(5, 10), face(9, 6), face(7, 8)));
  EXPECT_TRUE(folded(0).empty());
}

/// Leaves through the booklet as who holds it does: sheets within one another, folded.
TEST(Booklet, leafed_through_its_pages_come_in_their_order) {
  for (int const pages : {1, 2, 3, 4, 5, 8, 13, 64, 157}) {
    auto const faces = folded(pages);
    std::vector<std::optional<int>> read;
    for (std::size_t at = 0; at < faces.size(); ++at) read.push_back(at % 2 ? faces[at].left : faces[at].right);
    for (auto at = faces.size(); at-- > 0;) read.push_back(at % 2 ? faces[at].right : faces[at].left);
    EXPECT_EQ(read.size() % 4, 0u) << pages;
    EXPECT_LT(read.size(), static_cast<std::size_t>(pages) + 4) << "no sheet more than needed";
    for (std::size_t at = 0; at < read.size(); ++at)
      EXPECT_EQ(read[at], at < static_cast<std::size_t>(pages) ? std::optional{static_cast<int>(at)} : blank) << "place " << at << " of " << pages;
  }
}

TEST(Booklet, the_same_pages_give_the_same_bytes_without_a_date) {
  auto const pages = testing_::plain_pages(5);
  auto const made = booklet(pages, "Faire « ensemble »", "fr");
  EXPECT_EQ(made, booklet(pages, "Faire « ensemble »", "fr"));
  EXPECT_NE(made, booklet(testing_::plain_pages(6), "Faire « ensemble »", "fr"));
  for (char const* stamp : {"CreationDate", "ModDate"}) EXPECT_EQ(made.find(stamp), std::string::npos) << stamp;
}

TEST(Booklet, what_is_no_pdf_is_said) {
  EXPECT_THROW(booklet("%PDF-1.7 cut short", "x", "fr"), std::runtime_error);
  EXPECT_THROW(booklet("", "x", "fr"), std::runtime_error);
  EXPECT_THROW(booklet(testing_::plain_pages(0), "x", "fr"), std::runtime_error);
}

}  // namespace
