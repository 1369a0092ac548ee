#include "domain/kit/checks/report.h"

#include <gmock/gmock.h>

#include "domain/kit/testing/french.h"

namespace {
using namespace kit;
using kit::testing_::french;
using testing::ElementsAre;
using testing::Field;
using testing::SizeIs;

Check check(std::string format, CheckResult result, std::string detail = {}) {
  return {std::move(format), "outil", "norme", result, std::move(detail), "2026-11-02"};
}

TEST(CheckReport, a_format_is_one_line_with_its_checks_inside_in_the_order_of_the_page) {
  auto const report = check_report({check("data", CheckResult::passed), check("pdf", CheckResult::passed), check("epub", CheckResult::passed),
                                    check("pdf", CheckResult::not_run, "not installed here")},
                                   french());
  EXPECT_THAT(
      report,
      ElementsAre(Field(&CheckedFormat::title, "PDF accessible"), Field(&CheckedFormat::title, "EPUB"), Field(&CheckedFormat::title, "Données")));
  EXPECT_THAT(report[0].checks, SizeIs(2));
  EXPECT_EQ(report[0].result, report[1].result) << "what could not be run here takes nothing away from what passed";
  EXPECT_EQ(report[0].words, "Une vérification passée. Une n’a pas pu être exécutée sur ce lieu.");
  EXPECT_EQ(report[0].checks[1].detail, "non installé ici");
  EXPECT_EQ(report[0].checks[0].day, "2\u00a0novembre 2026");
}

TEST(CheckReport, one_remark_is_the_whole_formats_and_opens_it) {
  auto const report = check_report({check("zim", CheckResult::passed), check("zim", CheckResult::findings, "[ERROR] x")}, french());
  ASSERT_THAT(report, SizeIs(1));
  EXPECT_TRUE(report[0].open);
  EXPECT_EQ(report[0].tone, "late");
  EXPECT_EQ(report[0].checks[1].detail, "[ERROR] x") << "as the tool said it";
}

TEST(CheckReport, a_format_nothing_could_check_says_so_and_one_we_no_longer_make_keeps_its_line) {
  auto const report = check_report({check("laserdisc", CheckResult::passed), check("epub", CheckResult::not_run, "not installed here")}, french());
  ASSERT_THAT(report, SizeIs(2));
  EXPECT_EQ(report[0].tone, "");
  EXPECT_EQ(report[0].result, report[0].checks[0].result);
  EXPECT_EQ(report[1].title, "laserdisc");
}

TEST(CheckReport, an_edition_without_checks_says_they_are_not_made_yet) {
  EXPECT_TRUE(check_report({}, french()).empty());
  EXPECT_EQ(checked_words({}, french()), "Ses fichiers ne sont pas encore vérifiés.");
}

}  // namespace
