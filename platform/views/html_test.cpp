#include "platform/views/html.h"

#include <gtest/gtest.h>

#include "platform/views/views/every_corner.view.h"

namespace {

/// Words that say the msgid itself: views need no dictionary to be tested.
class PlainWords final : public i18n::Words {
 public:
  i18n::Language language() const override { return i18n::Language::english; }
  std::string number(std::int64_t value) const override { return std::to_string(value); }
  std::string number(double, int) const override { return {}; }
  std::string percent(double) const override { return {}; }
  std::string bytes(std::uint64_t) const override { return {}; }
  std::string day(base::Day) const override { return {}; }
  std::string month(base::Day) const override { return {}; }
  std::string moment(base::Instant) const override { return {}; }
  std::string hour(base::Instant) const override { return {}; }
  std::string relative_day(base::Instant, base::Instant) const override { return {}; }
  std::string enumeration(std::vector<std::string> const&) const override { return {}; }
  bool comes_before(std::string_view a, std::string_view b) const override { return a < b; }

 protected:
  std::string look_up(std::string_view, std::string_view msgid) const override { return std::string{msgid}; }
  std::string look_up(std::string_view one, std::string_view, std::int64_t) const override { return std::string{one}; }
};

constexpr char hostile[] = R"(</textarea></pre><script>alert("1")</script>' onfocus='x" & {{ t }})";
constexpr char hostile_escaped[] =
    "&lt;/textarea&gt;&lt;/pre&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onfocus=&#39;x&quot; &amp; {{ t }}";

std::string shown(views::EveryCorner const& page) {
  PlainWords const words;
  views::Context const context{words, "nonce", "to\"ken", {}, {}};
  return views::every_corner(context, page).markup();
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Views, AHostileTextIsEscapedInEveryCorner) {
  auto const page = shown({hostile, 1, {}, {}, false, {hostile}, {{hostile, hostile}}});
  EXPECT_FALSE(contains(page, "<script"));
  EXPECT_FALSE(contains(page, "' onfocus"));
  for (std::string const place : {"class=\"", "<h2>", "name=\"t\">\n", "<em>0:", "<input name=\"", "value=\""})
    EXPECT_TRUE(contains(page, place + hostile_escaped)) << place;
  EXPECT_TRUE(contains(page, "value=\"to&quot;ken\""));
}

TEST(Views, OnlySafeMarkupIsNotEscaped) {
  EXPECT_TRUE(contains(shown({"", 42, html::Safe::trusted("<q>ok</q>"), {}, false, {}, {}}), "Between   <b>42</b> and <i><q>ok</q></i>."));
}

TEST(Views, AnEmptyAddressLeavesTheAttributeOut) {
  EXPECT_TRUE(contains(shown({}), "<a class=\"link\">A link</a>"));
  EXPECT_TRUE(contains(shown({"", 0, {}, html::Url::path("/p/{}", {"a&b"}), false, {}, {}}), "<a href=\"/p/a%26b\" class=\"link\">"));
  EXPECT_TRUE(contains(shown({"", 0, {}, html::Url::path("/p").with("a", "1").with("b", "2"), false, {}, {}}), "action=\"/p?a=1&amp;b=2\""));
}

TEST(Views, BooleanAttributesFollowTheirExpression) {
  EXPECT_TRUE(contains(shown({"", 0, {}, {}, true, {}, {}}), "<section id=\"s\" class=\"\" hidden title=\"a &quot;b&quot; \">"));
  EXPECT_TRUE(contains(shown({}), "<section id=\"s\" class=\"\" aria-current=\"page\" title="));
}

TEST(Views, AttributesMayDependOnABranch) {
  EXPECT_TRUE(contains(shown({"", 0, {}, {}, true, {}, {{"n", "v"}}}), "<input name=\"n\" value=\"v\" aria-invalid=\"true\" type=\"text\">"));
  EXPECT_TRUE(contains(shown({"", 0, {}, {}, false, {}, {{"n", "v"}}}), "<input name=\"n\" value=\"v\" type=\"text\">"));
}

TEST(Views, LoopsCountAndBranchesChoose) {
  EXPECT_TRUE(contains(shown({"", 0, {}, {}, false, {"a", "b", "c"}, {}}), "<em>0:a</em>\n<s>b</s>\n<u>cc</u>\n"));
}

TEST(Views, ATextareaGivesBackWhatItWasGivenEvenALeadingLineFeed) {
  EXPECT_TRUE(contains(shown({"\n first", 0, {}, {}, false, {}, {}}), "<textarea name=\"t\">\n\n first</textarea>"));
  EXPECT_TRUE(contains(shown({}), "<pre>\n    kept\n      \n  </pre>"));
}

TEST(Views, RemarksOfTheSourceAreNotSent) { EXPECT_FALSE(contains(shown({}), "<!--")); }

TEST(Url, APathEncodesItsParts) {
  EXPECT_EQ(html::Url::path("/p/{}/x/{}", {"a/b", "é ?#"}).text(), "/p/a%2Fb/x/%C3%A9%20%3F%23");
  EXPECT_EQ(html::Url::path("/{}/{}", {"", "evil.example"}).text(), "/evil.example");
  EXPECT_THROW(html::Url::path("/p/{}"), std::invalid_argument);
  EXPECT_THROW(html::Url::path("/p", {"x"}), std::invalid_argument);
}

TEST(Url, OnlyHarmlessSchemesLeadOutside) {
  for (std::string const good : {"https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org", "tel:+33199004512"})
    EXPECT_EQ(html::Url::external(good).text(), good);
  EXPECT_EQ(html::Url::external("HTTPS://Example.org/é \"<").text(), "https://Example.org/%C3%A9%20%22%3C");
  EXPECT_EQ(html::Url::external("https://example.org/100%/%41").text(), "https://example.org/100%25/%41");
  for (auto const* bad : {"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:x", "data:text/html,x", "vbscript:x", "//example.org",
                          "/path", "example.org", "https:example.org", "https:///x", "https://", "http:\\\\x", "file:///etc/passwd",
                          "mailto:", "https://exa\x01mple.org", "https://@x"})
    EXPECT_TRUE(html::Url::external(bad).empty()) << bad;
}

TEST(Url, AReturnAddressStaysOnThisSite) {
  EXPECT_EQ(html::Url::local("/p/x?a=b&c=%20#f1").text(), "/p/x?a=b&c=%20#f1");
  for (auto const* bad : {"", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/a\nb", "x"})
    EXPECT_EQ(html::Url::local(bad).text(), "/") << bad;
}

TEST(Url, QueriesAndFragmentsAreAddedInTheRightOrder) {
  auto const url = html::Url::path("/p").with("q", "a b&c").with("empty", "").with_fragment("f 1").with("page", "2");
  EXPECT_EQ(url.text(), "/p?q=a%20b%26c&page=2#f%201");
  EXPECT_EQ(url.with_fragment("l1").text(), "/p?q=a%20b%26c&page=2#l1");
  EXPECT_EQ(html::Url::fragment("f1").text(), "#f1");
}

TEST(Context, AnAssetHasItsHashedName) {
  PlainWords const words;
  std::vector<std::pair<std::string, std::string>> const assets{{"site.css", "/assets/site.3fa2.css"}};
  views::Context const context{words, "", "", {}, {}, &assets};
  EXPECT_EQ(context.asset("site.css").text(), "/assets/site.3fa2.css");
  EXPECT_EQ(context.asset("other.js").text(), "/assets/other.js");
}

}  // namespace
