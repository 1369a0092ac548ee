#include "platform/charts/charts.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace charts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Words as they stand in the source, so that a test needs no catalogue.
class PlainWords final : public i18n::Words {
 public:
  i18n::Language language() const override { return i18n::Language::english; }
  std::string number(std::int64_t value) const override { return std::to_string(value); }
  std::string number(double value, int) const override { return std::to_string(value); }
  std::string percent(double share) const override { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }
  std::string bytes(std::uint64_t count) const override { return std::to_string(count); }
  std::string day(base::Day) const override { return "day"; }
  std::string month(base::Day) const override { return "month"; }
  std::string moment(base::Instant) const override { return "moment"; }
  std::string hour(base::Instant) const override { return "hour"; }
  std::string relative_day(base::Instant, base::Instant) const override { return "today"; }
  std::string enumeration(std::vector<std::string> const& items) const override { return items.empty() ? "" : items[0]; }
  bool comes_before(std::string_view left, std::string_view right) const override { return left < right; }

 protected:
  std::string look_up(std::string_view, std::string_view msgid) const override { return std::string{msgid}; }
  std::string look_up(std::string_view one, std::string_view many, std::int64_t count) const override { return std::string{count == 1 ? one : many}; }
};

PlainWords const words;
views::Context const context{words, "nonce", "csrf", {}, {}};

/// Whether every tag closes the one that was opened, attributes are quoted, and & always begins a reference. Answers what is wrong.
std::string why_not_xml(std::string_view markup) {
  std::vector<std::string> open;
  std::size_t at = 0;
  if (markup.starts_with("<?xml")) at = markup.find("?>") + 2;
  while (at < markup.size()) {
    if (markup[at] == '&' && markup.substr(at, 12).find(';') == std::string_view::npos) return "bare &";
    if (markup[at] == '>') return "bare >";
    if (markup[at] != '<') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    for (char quote = 0; end < markup.size() && (quote || markup[end] != '>'); ++end) {
      if (quote && markup[end] == '<') return "< in an attribute";
      if (markup[end] == '"') quote = quote ? 0 : '"';
    }
    if (end >= markup.size()) return "a tag that never ends";
    auto const tag = markup.substr(at + 1, end - at - 1);
    at = end + 1;
    auto const name = std::string{tag.substr(tag.starts_with("/"), tag.find_first_of(" /", 1) - tag.starts_with("/"))};
    if (tag.starts_with("/")) {
      if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

std::size_t count_of(std::string_view needle, std::string const& text) {
  std::size_t count = 0;
  for (auto at = text.find(needle); at != std::string::npos; at = text.find(needle, at + 1)) ++count;
  return count;
}

BarChart obstacles() {
  BarChart chart{"obstacles", "Silos slow the most", "Sheets that name each obstacle.", "22 sheets.", "Obstacle", "Sheets", "overcome", {}};
  chart.rest_heading = "not yet";
  chart.share_heading = "Share";
  chart.bars = {{"Silos", "silos", html::Url::path("/p/x/experiences").with("obstacle", "silos"), {19}, Amount{11}, ""},
                {"Lack of <time> & \"money\"", "time", html::Url::path("/p/x/experiences"), {6}, Amount{5, true}, ""},
                {"Law", "legal", html::Url::path("/p/x/experiences").with("obstacle", "legal"), {2, true}, Amount{1, true}, ""}};
  return chart;
}

Matrix matrix() {
  Matrix chart{"matrix",
               "A third party overcomes mistrust",
               "Sheets.",
               "Source",
               "Obstacle",
               "Lever",
               {{"Mistrust", {}}, {"Silos", {}}},
               {{"Trusted third party", {}}, {"Peers", {}}, {"Long time", {}}},
               {}};
  chart.cells = {{{{8}, html::Url::path("/behind")}, {{2, true}, html::Url::path("/secret")}, {}}, {{{3}, {}}, {}, {{4}, {}}}};
  return chart;
}

MapShapes france() {
  auto const file = std::filesystem::temp_directory_path() / "essaim_charts_test_map.txt";
  std::ofstream{file} << "# essaim map 1\nS 1000 1001\nP 8 -5.25 51.2 65.819398 95.618451\nI 974 1.5 -82.769 73.356 55.1 -21.5 55.95 -20.8\n"
                         "M -5.3 41.3 9.7 51.2\nF 974 41 870 100 116\nD 44 M1 2l3 4z\nR 52 M1 2l3 4z\n";
  return MapShapes::load(file.string());
}

Map places() {
  Map chart{"map", "Sheets in three places", "", "", "Territory", "Sheets", {}};
  chart.points = {
      {-1.55, 47.2, "Nantes", html::Url::path("/t/nantes"), 4}, {55.5, -21.1, "Saint-Denis", {}, 9}, {5.37, 43.3, "Marseille", {}, 2, true}};
  return chart;
}

TEST(Figures, SayTheirFindingTheirTableAndTheirSource) {
  auto const markup = figure(obstacles(), context).markup();
  EXPECT_EQ(why_not_xml(markup), "");
  EXPECT_THAT(markup, HasSubstr("<h2 class=\"finding\" id=\"obstacles-t\">Silos slow the most</h2>"));
  EXPECT_THAT(markup, HasSubstr("<details><summary>Read the table</summary>"));
  EXPECT_THAT(markup, HasSubstr("<p class=\"source\">22 sheets.</p>"));
}

TEST(Figures, HoldNoInlineStyleSoThatThePolicyStaysStrict) {
  auto const shapes = france();
  Timeline const line{"line", "Phases", "", "", "Phase", "Dates", {{"Launch", "May", {}, 100, 200, true}}, 150};
  for (auto const& markup : {figure(obstacles(), context), figure(matrix(), context), figure(places(), shapes, context), figure(line, context)}) {
    EXPECT_THAT(markup.markup(), Not(HasSubstr("style=")));
    EXPECT_EQ(why_not_xml(markup.markup()), "");
  }
}

TEST(Figures, EscapeWhateverALabelHolds) {
  auto const markup = figure(obstacles(), context).markup();
  EXPECT_THAT(markup, Not(HasSubstr("<time>")));
  EXPECT_THAT(markup, HasSubstr("Lack of &lt;time&gt; &amp; &quot;money&quot;"));
}

TEST(Documents, AreWellFormedEvenWithControlCharacters) {
  auto chart = obstacles();
  chart.bars[0].label = std::string{"a\x01\x0b]]>\xEF\xBF\xBF<b"};
  auto const svg = svg_document(chart, words);
  EXPECT_EQ(why_not_xml(svg), "");
  EXPECT_THAT(svg, Not(HasSubstr("\x01")));
  EXPECT_THAT(svg, Not(HasSubstr("\xEF\xBF\xBF")));
}

TEST(MaskedBars, AreHatchedAllAlikeAndOpenNothing) {
  auto chart = obstacles();
  auto const markup = figure(chart, context).markup();
  EXPECT_THAT(markup, HasSubstr("url(#obstacles-hatch)"));
  EXPECT_THAT(markup, HasSubstr("fewer than 3, hidden"));
  EXPECT_THAT(markup, Not(HasSubstr("obstacle=legal")));
  chart.bars[2].whole.count = 1;
  chart.bars[2].part->count = 0;
  chart.bars[1].part->count = 2;
  EXPECT_EQ(figure(chart, context).markup(), markup) << "a masked count must leave no trace in the picture";
  EXPECT_EQ(svg_document(chart, words), svg_document(obstacles(), words));
}

TEST(MaskedCells, LeaveNoTraceOfTheirCount) {
  auto chart = matrix();
  auto const before = figure(chart, context).markup();
  EXPECT_THAT(before, HasSubstr("&lt; 3"));
  EXPECT_THAT(before, Not(HasSubstr("/secret")));
  chart.cells[0][1].amount.count = 1;
  EXPECT_EQ(figure(chart, context).markup(), before);
}

TEST(Tables, SayTheNumbersOfThePicture) {
  EXPECT_THAT(table(obstacles(), words),
              ElementsAre(ElementsAre("Obstacle", "Sheets", "overcome", "Share"), ElementsAre("Silos", "19", "11", "58 %"),
                          ElementsAre("Lack of <time> & \"money\"", "6", "hidden", "hidden"), ElementsAre("Law", "hidden", "hidden", "hidden")));
  EXPECT_THAT(table(matrix(), words),
              ElementsAre(ElementsAre("Obstacle", "Trusted third party", "Peers", "Long time"), ElementsAre("Mistrust", "8", "hidden", "0"),
                          ElementsAre("Silos", "3", "0", "4")));
  auto const markup = figure(obstacles(), context).markup();
  EXPECT_THAT(markup, HasSubstr("<tspan class=\"t-strong\">19</tspan>, 58 % overcome"));
  EXPECT_THAT(markup, HasSubstr("19</a></td><td class=\"r\">11</td><td class=\"r\">58 %</td>"));
}

TEST(Bars, PutTheirLabelAboveThemOnLinesThatFitAPhone) {
  auto chart = obstacles();
  chart.bars[0].label = "Faire participer durablement les habitants les plus éloignés des lieux de décision";
  auto const markup = figure(chart, context).markup();
  EXPECT_EQ(count_of("<text class=\"label\"", markup), 4u) << "three lines, and the one-line label of the second bar";
  EXPECT_THAT(markup, HasSubstr("width=\"100%\" height=\""));
}

TEST(Bars, OfAnEmptyChartDrawNothingAndStillSaySo) {
  BarChart const empty{"none", "Nothing yet", "", "", "Obstacle", "Sheets", "", {}};
  EXPECT_EQ(why_not_xml(figure(empty, context).markup()), "");
  EXPECT_EQ(table(empty, words).size(), 1u);
}

TEST(Grids, WriteTheNumberInTheCellAndLinkIt) {
  auto const markup = figure(matrix(), context).markup();
  EXPECT_THAT(markup, HasSubstr("<a href=\"/behind\" aria-label=\"Mistrust, Trusted third party : 8\">"));
  EXPECT_THAT(markup, HasSubstr("role=\"region\""));
  EXPECT_THAT(markup, HasSubstr("6 and more"));
  EXPECT_EQ(count_of("url(#matrix-hatch)", markup), 2u) << "the cell and its legend";
}

TEST(Documents, AreTheSameBytesEveryTimeAndNeedNoStyleSheet) {
  auto const svg = svg_document(matrix(), words);
  EXPECT_EQ(svg, svg_document(matrix(), words));
  EXPECT_EQ(why_not_xml(svg), "");
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 "));
  EXPECT_THAT(svg, HasSubstr("<title>A third party overcomes mistrust</title>"));
  for (auto const* absent : {"class=", "var(", "rem\"", "%\"", "<a ", "style"}) EXPECT_THAT(svg, Not(HasSubstr(absent))) << absent;
}

TEST(Maps, NumberTheDiscsLikeTheListBeside) {
  auto const markup = figure(places(), france(), context).markup();
  EXPECT_EQ(count_of("<circle", markup), 3u);
  EXPECT_THAT(markup, HasSubstr("<span class=\"k num\">1</span><span><a href=\"/t/nantes\">Nantes</a>"));
  EXPECT_THAT(markup, HasSubstr("fewer than 3"));
}

TEST(Maps, DrawOverseasDepartmentsInTheirFrame) {
  auto const shapes = france();
  auto const there = shapes.place(55.5, -21.1);
  ASSERT_TRUE(there);
  EXPECT_GT(there->y, 800);
  EXPECT_NEAR(there->x, 385, 1);
  EXPECT_FALSE(shapes.place(2.3, 0.0)) << "the Gulf of Guinea is on no part of the map";
  auto chart = places();
  chart.points[0].latitude = 0;
  EXPECT_THAT(figure(chart, shapes, context).markup(), HasSubstr("(not on the map)"));
}

TEST(Maps, SeenFromNearAreDrawnAroundTheirPointsWithARingAroundTheFirst) {
  auto chart = places();
  chart.points.resize(1);
  auto const far = svg_document(chart, france(), words);
  chart.close = true;
  auto const near = svg_document(chart, france(), words);
  EXPECT_THAT(far, Not(HasSubstr("clip-path")));
  EXPECT_THAT(near, HasSubstr("clip-path=\"url(#map-clip)\""));
  EXPECT_EQ(count_of("<circle", far), 1u);
  EXPECT_EQ(count_of("<circle", near), 2u) << "and the ring";
  EXPECT_EQ(why_not_xml(near), "");
}

TEST(Maps, BeyondSixtyPointsShowOneDiscADepartment) {
  Map chart = places();
  chart.points.clear();
  for (int at = 0; at < 61; ++at)
    chart.points.push_back({2.0 + at * 0.01, 47, "T", {}, 1, false, "", "", at % 2 ? "44" : "35", at % 2 ? "B" : "A", {}});
  auto const shown = grouped(chart);
  ASSERT_EQ(shown.points.size(), 2u);
  EXPECT_EQ(shown.points[0].label, "A");
  EXPECT_EQ(shown.points[0].count, 31);
  chart.points.pop_back();
  EXPECT_EQ(grouped(chart).points.size(), 60u);
}

TEST(MapFiles, SayWhichLineIsWrong) {
  auto const file = std::filesystem::temp_directory_path() / "essaim_charts_test_bad.txt";
  std::ofstream{file} << "S 1000 1001\nD 44 M1 2\"/><script>\n";
  EXPECT_THROW(
      {
        try {
          MapShapes::load(file.string());
        } catch (std::runtime_error const& error) {
          EXPECT_THAT(error.what(), HasSubstr(":2:"));
          throw;
        }
      },
      std::runtime_error);
  EXPECT_THROW(MapShapes::load("/nowhere/map.txt"), std::runtime_error);
}

TEST(Timelines, DrawWhatIsUnderWayInTheAccent) {
  Timeline const line{
      "line", "Phases", "", "", "Phase", "Dates", {{"Launch", "May", {}, 100, 200, true}, {"Sessions", "June", html::Url::path("/s"), 201, 300}},
      150};
  auto const markup = figure(line, context).markup();
  EXPECT_EQ(count_of("class=\"bar-part\"", markup), 1u);
  EXPECT_THAT(table(line, words), ElementsAre(ElementsAre("Phase", "Dates"), ElementsAre("Launch", "May"), ElementsAre("Sessions", "June")));
}

}  // namespace
}  // namespace charts
