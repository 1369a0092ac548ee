#include "app/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/views/error.view.h"

namespace app {
namespace {

using testing::HasSubstr;
using testing::Not;

class LayoutTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words"); }
  static void TearDownTestSuite() { dictionary.reset(); }

  static LayoutPage page() {
    LayoutPage page;
    page.frame.title = "Le dialogue";
    page.frame.programme = views::Frame::Where{"parcours", "Parcours 2027", "11 territoires", true};
    page.frame.body = html::Safe::trusted("<h1>Le dialogue</h1>");
    page.frame.crumbs = {{"Accueil", html::Url::path("/")}, {"Kit", html::Url::path("/kit")}, {"Le dialogue", {}}};
    page.menu = {{"Accueil", html::Url::path("/p/parcours"), false}, {"Kit", html::Url::path("/p/parcours/kit"), true}};
    page.sign_in = html::Url::path("/enter");
    page.search = html::Url::path("/p/parcours/search");
    page.footer = standard_footer(dictionary->words(i18n::Language::french), html::Url::external("https://example.org/source"));
    return page;
  }
  static std::string shown(LayoutPage const& page, i18n::Language language = i18n::Language::french) {
    views::Context const context{dictionary->words(language), "n0nce", "csrf", {}, html::Url::path("/kit").with("q", "a")};
    return layout(context, page).markup();
  }
  static inline std::unique_ptr<i18n::Dictionary> dictionary;
};

TEST_F(LayoutTest, APageIsAWholeDocumentInTheLanguageOfItsReader) {
  auto const markup = shown(page());
  EXPECT_THAT(markup, testing::StartsWith("<!doctype html>\n<html lang=\"fr\">"));
  EXPECT_THAT(markup, HasSubstr("<title>Le dialogue – Essaim</title>"));
  EXPECT_THAT(markup, HasSubstr("<a class=\"skip\" href=\"#main\">Aller au contenu</a>"));
  EXPECT_THAT(shown(page(), i18n::Language::english), HasSubstr("<html lang=\"en\">"));
}

TEST_F(LayoutTest, NothingIsScriptedStyledInlineOrFetchedFromElsewhere) {
  auto const markup = shown(page());
  for (auto const* part : {"<script", " style=", "<style", " onclick", "//cdn", "src=\"http"}) EXPECT_THAT(markup, Not(HasSubstr(part)));
}

TEST_F(LayoutTest, TheMenuStandsTwiceAndMarksWhereOneIs) {
  auto const markup = shown(page());
  std::string_view const current = "<a href=\"/p/parcours/kit\" aria-current=\"page\">Kit</a>";
  auto const first = markup.find(current);
  ASSERT_NE(first, std::string::npos);
  EXPECT_NE(markup.find(current, first + 1), std::string::npos);
}

TEST_F(LayoutTest, AFictionalProgrammeSaysSoAndARealOneDoesNot) {
  auto real = page();
  real.frame.programme->fictional = false;
  EXPECT_THAT(shown(page()), HasSubstr("Exemple fictif."));
  EXPECT_THAT(shown(real), Not(HasSubstr("Exemple fictif.")));
}

TEST_F(LayoutTest, AVisitorMayEnterAndAPersonSeesTheirName) {
  auto signed_in = page();
  signed_in.account = LayoutPage::Account{"Nadia <b>", initials("Nadia Kerboul"), html::Url::path("/account")};
  EXPECT_THAT(shown(page()), HasSubstr("Entrer</a>"));
  EXPECT_THAT(shown(signed_in), HasSubstr("Nadia &lt;b&gt;"));
  EXPECT_THAT(shown(signed_in), HasSubstr(">NK</span>"));
}

TEST_F(LayoutTest, WhatWasJustDoneIsSaidOnce) {
  auto done = page();
  done.flash = "Votre fiche est publiée.";
  EXPECT_THAT(shown(done), HasSubstr("role=\"status\""));
  EXPECT_THAT(shown(page()), Not(HasSubstr("role=\"status\"")));
}

TEST_F(LayoutTest, CrumbsEndWithThePageItself) {
  EXPECT_THAT(shown(page()), HasSubstr("<li><span aria-current=\"page\">Le dialogue</span></li>"));
  auto home = page();
  home.frame.crumbs.resize(1);
  EXPECT_THAT(shown(home), Not(HasSubstr("class=\"crumbs\"")));
}

TEST_F(LayoutTest, TheDisplayChosenIsOnTheDocumentAndCanBeLeft) {
  auto chosen = page();
  chosen.display = {"dark", true, {}};
  auto const markup = shown(chosen);
  EXPECT_THAT(markup, HasSubstr("<html lang=\"fr\" data-theme=\"dark\" data-mode=\"projection\">"));
  EXPECT_THAT(markup, HasSubstr("href=\"/kit?q=a&amp;mode=page\""));
  EXPECT_THAT(markup, HasSubstr("href=\"/kit?q=a&amp;display=light\""));
}

TEST_F(LayoutTest, AnErrorPageSaysWhatHappenedAndWhereToGo) {
  auto const& french = dictionary->words(i18n::Language::french);
  views::Context const context{french, "", "", {}, {}};
  auto missing = explain(404, 42, french);
  missing.search = html::Url::path("/search");
  missing.links = {{"Accueil", html::Url::path("/")}};
  auto const not_found = views::error_page(context, missing).markup();
  EXPECT_THAT(not_found, HasSubstr("action=\"/search\""));
  EXPECT_THAT(not_found, HasSubstr("<a href=\"/\">Accueil</a>"));
  EXPECT_THAT(not_found, Not(HasSubstr("42")));
  EXPECT_THAT(views::error_page(context, explain(500, 42, french)).markup(), HasSubstr("<b class=\"request\">42</b>"));
  for (int const status : {400, 403, 405, 413, 429, 503, 500, 418}) EXPECT_FALSE(explain(status, 1, french).title.empty()) << status;
}

TEST(Initials, AreTheFirstLettersOfTheFirstAndLastWords) {
  EXPECT_EQ(initials("Nadia Kerboul"), "NK");
  EXPECT_EQ(initials("Élodie de la Tour"), "ÉT");
  EXPECT_EQ(initials("  Kim "), "K");
  EXPECT_EQ(initials(""), "");
}

http::Request asked(std::string target, std::vector<std::pair<std::string, std::string>> query) {
  http::Request request;
  request.target = std::move(target);
  for (auto& [name, value] : query) request.query.add(name, value);
  return request;
}

std::string location(http::Response const& response) {
  for (auto const& [name, value] : response.headers) {
    if (name == "location" || name == "Location") return value;
  }
  return {};
}

TEST(Display, AChoiceIsKeptAndTheAddressLosesIt) {
  auto const response = keep_display(asked("/kit?q=a%26b&display=dark&page=2", {{"q", "a&b"}, {"display", "dark"}, {"page", "2"}}));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 303);
  EXPECT_EQ(location(*response), "/kit?q=a%26b&page=2");
  EXPECT_FALSE(keep_display(asked("/kit?q=a", {{"q", "a"}})));
}

TEST(Display, OnlyKnownValuesReachTheCookies) {
  auto const response = keep_display(asked("/?display=%3Cscript%3E", {{"display", "<script>"}}));
  ASSERT_TRUE(response);
  for (auto const& [name, value] : response->headers) EXPECT_THAT(value, Not(HasSubstr("script")));
  http::Request request;
  request.cookies.add("display", "<script>");
  request.cookies.add("mode", "projection");
  request.cookies.add("language", "en");
  auto const display = display_of(request);
  EXPECT_EQ(display.theme, "");
  EXPECT_TRUE(display.projection);
  EXPECT_EQ(display.language, i18n::Language::english);
}

}  // namespace
}  // namespace app
