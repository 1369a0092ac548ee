#include <boost/json.hpp>

#include "domain/kit/testing/kit_site.h"

namespace kit {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ChapterPagesTest : public testing_::KitSite {
 protected:
  std::string const address = bench + "/pages/un";
  void begin() {
    import();
    as_lead();
  }
  std::string hidden(std::string const& page, std::string const& before, std::string const& after) {
    auto const from = page.find(before) + before.size();
    return page.substr(from, page.find(after, from) - from);
  }
  /// The live document of the chapter, as the page where it is written names it.
  std::string document() { return "/p/parcours/writing/" + hidden(get(address + "/write").body, "data-document=\"/p/parcours/writing/", "\""); }
  /// Someone adds a paragraph before the others, live.
  http::Response write_live(std::string const& where, std::string const& words) {
    auto const state = json::parse(get(where + "/state").body);
    auto const& text = state.at("texts").at("body");
    // Changes count in UTF-16: a letter of two bytes is one.
    auto const length = std::ranges::count_if(text.at("text").as_string(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = where + "/changes";
    request.body = json::serialize(
        json::object{{"client", "c"},
                     {"text", "body"},
                     {"version", text.at("version")},
                     {"updates", json::array{json::object{{"id", words}, {"changes", json::array{json::array{0, words, "", ""}, length}}}}}});
    auto answer = router.answer(request);
    // Writers are answered once their words are kept.
    if (answer.later) answer.later->start([&](http::Response one) { answer.status = one.status; });
    return answer;
  }
};

TEST_P(ChapterPagesTest, AnOlderTextIsBroughtTogetherWithANewerOneOrBothAreKept) {
  begin();
  auto const base = "## Réunir\n\nElle invite [[navette#l1]].\n\n::: watch\nPas trop.\n:::";
  auto const save = [&](std::string const& text) {
    return post(address, {{"action", "save"}, {"revision", "1"}, {"base", base}, {"markdown", text}});
  };
  EXPECT_EQ(save("## Réunir tôt\n\nElle invite [[navette#l1]].\n\n::: watch\nPas trop.\n:::").status, 303);
  EXPECT_EQ(save("## Réunir\r\n\r\nElle invite [[navette#l1]].\r\n\r\n::: watch\r\nPas trop souvent.\r\n:::").status, 303) << "elsewhere in the text";
  EXPECT_THAT(get(address).body, AllOf(HasSubstr("Réunir tôt"), HasSubstr("Pas trop souvent.")));
  auto const late = save("## Réunir tard\n\nElle invite [[navette#l1]].\n\n::: watch\nPas trop.\n:::");
  EXPECT_EQ(late.status, 422) << "the same words";
  EXPECT_THAT(late.body, AllOf(HasSubstr("Réunir tard"), HasSubstr("<del>"), HasSubstr("name=\"revision\" value=\"3\"")));
  EXPECT_THAT(get(address).body, HasSubstr("Réunir tôt")) << "nothing was written over";
}

TEST_P(ChapterPagesTest, ATextOfFiveMegabytesIsRefusedWithTheLimitAndKeptInTheForm) {
  begin();
  auto const huge = post(address, {{"action", "save"}, {"revision", "1"}, {"markdown", std::string(5u << 20, 'x') + "fin"}});
  EXPECT_EQ(huge.status, 422);
  EXPECT_THAT(huge.body.substr(0, 2000), HasSubstr("256"));
  EXPECT_NE(huge.body.find("xxxfin"), std::string::npos);
  EXPECT_THAT(get(address).body, HasSubstr("Elle invite")) << "nothing was written";
}

TEST_P(ChapterPagesTest, ThePreviewIsThatOfTheWordsSentAndSavesNothing) {
  begin();
  auto const told = json::parse(post(address + "/preview", {{"words", "Un <b>mot</b>.\n\nVoir [[perdue#l1]] et [[navette#l1]].\n"}}).body);
  EXPECT_THAT(std::string{told.at("markup").as_string()}, AllOf(HasSubstr("block said"), Not(HasSubstr("<b>mot"))));
  EXPECT_EQ(told.at("remarks").at(0).at("line").to_number<int>(), 3);
  EXPECT_TRUE(told.at("remarks").at(0).at("blocks").as_bool());
  EXPECT_THAT(get(address).body, HasSubstr("Elle invite"));
  EXPECT_EQ(post(bench + "/pages/absent/preview", {{"words", "x"}}).status, 404);
  as_visitor();
  EXPECT_EQ(post(address + "/preview", {{"words", "x"}}).status, 404);
}

TEST_P(ChapterPagesTest, WhatLeadsWriteTogetherIsInTheKitBeforeItIsReadOrFrozen) {
  begin();
  auto const where = document();
  ASSERT_EQ(write_live(where, "Et la suite.").status, 200);
  EXPECT_THAT(get(bench + "/read", {{"part", "un"}}).body, HasSubstr("Et la suite."));
  ASSERT_EQ(write_live(where, "Et la fin.").status, 200);
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  EXPECT_THAT(get(kit + "/1.0/un").body, HasSubstr("Et la fin."));
}

TEST_P(ChapterPagesTest, WhatAFormSavesIsInTheLiveTextToo) {
  begin();
  auto const where = document();
  EXPECT_EQ(post(address, {{"action", "save"}, {"revision", "1"}, {"markdown", "Tout autre chose."}}).status, 303);
  EXPECT_THAT(get(where + "/state").body, HasSubstr("Tout autre chose."));
}

TEST_P(ChapterPagesTest, TheLiveTextIsForTheLeads) {
  begin();
  auto const where = document();
  as_visitor();
  EXPECT_EQ(get(address + "/write").status, 404);
  EXPECT_EQ(get(where + "/state").status, 404);
}

TEST_P(ChapterPagesTest, ABroughtChapterSomebodyIsWritingStaysWhenTheFileIsTakenOut) {
  begin();
  routes->viewer.person = accounts::PersonId::trusted(base::uuid_from_name("lead"));
  auto const path = (folder.path() / "upload").string();
  files::write_atomically(path, "Qui invite ? {=Un tiers ~Le maire}\n");
  http::Request request;
  request.method = http::Method::post;
  request.path = request.target = bench + "/bring";
  request.uploads.push_back({"file", "questions.gift", "text/plain", path, std::filesystem::file_size(path)});
  auto const sent = router.answer(request);
  ASSERT_EQ(sent.status, 303);
  auto const location = std::ranges::find(sent.headers, "Location", [](auto const& header) { return header.first; });
  ASSERT_EQ(post(location->second, {{"page-0", "on"}, {"do", "add"}}).status, 303);
  auto const write = bench + "/pages/questions/write";
  auto const where = "/p/parcours/writing/" + hidden(get(write).body, "data-document=\"/p/parcours/writing/", "\"");
  ASSERT_EQ(write_live(where, "Des mots que personne n’a encore enregistrés.").status, 200);
  ASSERT_EQ(post(location->second + "/undo", {}).status, 303);
  EXPECT_THAT(get(bench + "/pages/questions").body, HasSubstr("Des mots que personne"));
}

TEST_P(ChapterPagesTest, TheWorkingCopyIsSeenAsEachReaderWillGetIt) {
  import();
  as_lead();
  database().write([&](db::Session& session) {
    auto outline = testing_::sample_outline();
    outline.chapters[0].brief = true;
    import_outline(session, world, programme, "parcours", outline,
                   {{"un", "Pour tous.\n\n::: trainer\nPour qui anime.\n:::\n\n::: screen\nÀ l’écran.\n:::"}, {"deux", "Suite."}});
  });
  auto const as = [&](std::string const& audience) { return get(bench + "/read", {{"for", audience}, {"part", "un"}}).body; };
  EXPECT_THAT(as("screen"), AllOf(HasSubstr("À l’écran."), Not(HasSubstr("Pour qui anime."))));
  EXPECT_THAT(as("paper"), AllOf(HasSubstr("Pour tous."), Not(HasSubstr("À l’écran.")), Not(HasSubstr("Pour qui anime."))));
  EXPECT_THAT(as("trainer"), HasSubstr("Pour qui anime."));
  EXPECT_THAT(as("brief"), AllOf(HasSubstr("Pour tous."), Not(HasSubstr("part=deux"))));
  EXPECT_THAT(as("slides"), AllOf(HasSubstr("kit-slides"), HasSubstr("<h3>Un</h3>"), HasSubstr("<h3>Le kit</h3>")));
  EXPECT_THAT(as("slides"), AllOf(Not(HasSubstr("À l’écran.")), Not(HasSubstr("<h3>Deux</h3>")), Not(HasSubstr("part=navette"))));
  EXPECT_THAT(get(bench + "/read", {{"for", "slides"}, {"part", "deux"}}).body, AllOf(HasSubstr("<h3>Deux</h3>"), Not(HasSubstr("<h3>Le kit</h3>"))));
  as_visitor();
  EXPECT_EQ(get(bench + "/read").status, 404);
}

ON_BOTH_ENGINES(ChapterPagesTest);

}  // namespace
}  // namespace kit
