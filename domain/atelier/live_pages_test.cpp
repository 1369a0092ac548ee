#include "domain/atelier/live_methods.h"
#include "domain/atelier/method_site_test.h"
#include "domain/atelier/models.h"
#include "domain/writing/writing.h"
#include "platform/mail/outbox.h"
#include "platform/mail/reply.h"

namespace atelier {
namespace {

/// Methods written together, with their comments, proposals and history.
class WritingTogether : public MethodSite {
 protected:
  void SetUp() override {
    MethodSite::SetUp();
    if (IsSkipped()) return;
    live = std::make_unique<writing::LivePages>(site->house());
    live->add_owner(methods);
    live->add_routes(site->gate());
    written();
    auto const page = body("/p/demo/methods/l-arpentage/write", "nadia");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(page, found, std::regex{"data-document=\"(/p/demo/writing/[0-9a-f-]{36})\""})) << page.substr(0, 2000);
    root = found[1];
  }
  /// What the desk sends: JSON, with the token of the page in a header.
  http::Response push(std::string const& who, std::string const& text, int version, std::string const& changes) {
    static int count = 0;
    auto request = site->request(http::Method::post, root + "/changes", who);
    request.headers.add("x-csrf", accounts::csrf_token(request));
    request.headers.add("content-type", "application/json");
    request.headers.add("accept", "application/json");
    request.headers.add("sec-fetch-site", "same-origin");
    request.body = R"({"client":"c","text":")" + text + R"(","version":)" + std::to_string(version) + R"(,"updates":[{"id":"u)" +
        std::to_string(++count) + R"(","changes":)" + changes + "}]}";
    auto response = site->send(std::move(request));
    // The answer comes once the change is stored: here, at once.
    if (auto const later = response.later) later->start([&](http::Response answer) { response = std::move(answer); });
    return response;
  }
  std::string state() { return body(root + "/state", "nadia"); }
  Form comment(std::string const& words, std::string const& quote = "La marche") {
    return {{"text", "body"}, {"seq", "0"}, {"quote", quote}, {"body", words}};
  }
  /// The identifier after the first `mark` of the page of comments.
  std::string id_after(std::string const& mark) {
    auto const page = body(root + "/talk", "nadia");
    std::smatch found;
    return std::regex_search(page, found, std::regex{mark + "([0-9a-f-]{36})"}) ? found[1].str() : "";
  }

  LiveMethods methods;
  std::unique_ptr<writing::LivePages> live;
  std::string root;
};

TEST_P(WritingTogether, ThePageGivesEveryFieldOfAMethodAndAPlainFormToGoTo) {
  auto const page = body("/p/demo/methods/l-arpentage/write", "nadia");
  for (auto const* field : {"title", "pitch", "duration_min", "materials", "body", "step/STEP/instruction", "watch_points", "licence"})
    EXPECT_THAT(page, HasSubstr("data-text=\"" + std::string{field} + "\"")) << field;
  EXPECT_THAT(page, HasSubstr("/methods/l-arpentage/edit"));
  EXPECT_THAT(page, Not(HasSubstr("Une craie"))) << "the words come live, not from a page that may be old";
}

TEST_P(WritingTogether, WhoMayNotWriteGetsTheSameNothingAsForAPageThatIsNotThere) {
  EXPECT_EQ(status("/p/demo/methods/l-arpentage/write", "paul"), 404);
  EXPECT_EQ(status(root + "/talk", "paul"), 404);
  EXPECT_EQ(status(root + "/versions", "paul"), 404);
  EXPECT_EQ(status(root + "/authors", "paul"), 404);
  EXPECT_EQ(site->post(root + "/comments", comment("Bonjour"), "paul").status, 404);
  EXPECT_EQ(site->post(root + "/restore", {{"seq", "0"}}, "paul").status, 404);
  EXPECT_EQ(status(root + "/talk"), 303) << "a visitor is asked to enter";
}

TEST_P(WritingTogether, ACommentStandsBesideItsWordsAndIsAnsweredAndSettled) {
  ASSERT_EQ(site->post(root + "/comments", comment("On le dit ? <b>"), "nadia").status, 303);
  auto page = body(root + "/talk", "nadia");
  EXPECT_THAT(page, HasSubstr("On le dit ? &lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("La marche"));
  auto const thread = id_after("/comments/");
  EXPECT_EQ(site->post(root + "/comments/" + thread + "/answers", {{"body", "Oui."}}, "lea").status, 303);
  ASSERT_EQ(site->post(root + "/comments", comment("Un autre.", ""), "lea").status, 303) << "about the whole text";
  EXPECT_THAT(body(root + "/talk", "nadia"), HasSubstr("Un autre."));
  EXPECT_THAT(body(root + "/talk", "nadia"), HasSubstr("Oui."));
  EXPECT_EQ(site->post(root + "/comments/" + thread + "/resolve", {{"do", "resolve"}}, "nadia").status, 303);
  EXPECT_THAT(body(root + "/talk", "nadia"), HasSubstr("value=\"reopen\""));
}

TEST_P(WritingTogether, ACommentFollowsItsPassageWhenOthersWriteBefore) {
  ASSERT_EQ(site->post(root + "/comments", comment("Ici.", ":"), "nadia").status, 303);
  auto const before = push("nadia", "body", 0, R"([[0,"Bonjour. "],50])");
  ASSERT_EQ(before.status, 200) << before.body << state();
  auto request = site->request(http::Method::get, root + "/talk", "nadia");
  request.headers.add("accept", "application/json");
  auto const told = site->send(std::move(request)).body;
  EXPECT_THAT(told, HasSubstr(R"("from":19,"to":20)")) << told;
}

TEST_P(WritingTogether, AProposalChangesNothingUntilItIsAcceptedAndIsThenSignedByWhoProposed) {
  ASSERT_EQ(site->post(root + "/suggestions", {{"text", "body"}, {"seq", "0"}, {"quote", "La marche"}, {"insert", "La balade"}}, "nadia").status,
            303);
  EXPECT_THAT(state(), HasSubstr("La marche"));
  auto const id = id_after("/suggestions/");
  ASSERT_EQ(site->post(root + "/suggestions/" + id + "/accept", {}, "lea").status, 303);
  EXPECT_THAT(state(), HasSubstr("La balade"));
  EXPECT_THAT(body(root + "/authors", "lea"), HasSubstr("nadia"));
  EXPECT_EQ(site->post(root + "/suggestions/" + id + "/accept", {}, "lea").status, 404) << "decided already";
}

TEST_P(WritingTogether, AProposalWhosePassageChangedIsKeptAndSaidSo) {
  ASSERT_EQ(site->post(root + "/suggestions", {{"text", "body"}, {"seq", "0"}, {"quote", "La marche"}, {"insert", "La balade"}}, "nadia").status,
            303);
  ASSERT_EQ(push("lea", "body", 0, R"([3,[6,"course"],41])").status, 200);
  auto const id = id_after("/suggestions/");
  EXPECT_EQ(site->post(root + "/suggestions/" + id + "/accept", {}, "lea").status, 422);
  EXPECT_THAT(state(), HasSubstr("La course"));
}

TEST_P(WritingTogether, WhoIsNamedOrAskedGetsOneLetterForAll) {
  site->post(root + "/comments", comment("@malik tu regardes ?"), "nadia");
  site->post(root + "/comments", comment("@malik encore ?"), "nadia");
  auto const viewer_of = [&](db::Session&, accounts::PersonId const& person) {
    accounts::Viewer viewer;
    viewer.person = person;
    viewer.memberships = {{demo, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}};
    return viewer;
  };
  accounts::Replies replies{site->house(), site->letters(), "essaim@example.org"};
  live->offer_replies(replies);
  EXPECT_EQ(live->write_letters(site->letters(), replies, viewer_of), 0) << "not at each remark";
  world.advance(std::chrono::minutes{6});
  EXPECT_EQ(live->write_letters(site->letters(), replies, viewer_of), 1);
  EXPECT_EQ(live->write_letters(site->letters(), replies, viewer_of), 0) << "told once";
  auto const kept = database().read([](db::Session& session) { return mail::newest(session, 1); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_THAT(kept[0].letter.text, HasSubstr("tu regardes"));
  EXPECT_THAT(kept[0].letter.text, HasSubstr("encore"));
  EXPECT_EQ(kept[0].letter.reply_to, "") << "a letter about two threads cannot know which one is answered";
}

TEST_P(WritingTogether, ALetterAboutOneThreadIsAnsweredByEmail) {
  accounts::Replies replies{site->house(), site->letters(), "essaim@example.org"};
  live->offer_replies(replies);
  site->post(root + "/comments", comment("@lea tu regardes ?"), "nadia");
  world.advance(std::chrono::minutes{6});
  ASSERT_EQ(
      live->write_letters(site->letters(), replies,
                          [&](db::Session& session, accounts::PersonId const& person) { return accounts::AccountStore{session}.viewer_of(person); }),
      1);
  auto const kept = database().read([](db::Session& session) { return mail::newest(session, 1); });
  ASSERT_THAT(kept.at(0).letter.reply_to, HasSubstr("essaim+"));
  mail::Reply const answer{kept[0].letter.to, {kept[0].letter.reply_to}, "Re", "Oui, je regarde ce soir."};
  EXPECT_EQ(replies.take(answer), accounts::Replies::Fate::taken);
  EXPECT_THAT(site->get(root + "/talk", "nadia").body, HasSubstr("Oui, je regarde ce soir."));
}

TEST_P(WritingTogether, TheHistorySaysWhoWroteAndPutsAPassageBack) {
  ASSERT_EQ(push("nadia", "body", 0, R"([[0,"Un paragraphe à garder.\n\n"],50])").status, 422) << "a line end inside a line is refused";
  ASSERT_EQ(push("nadia", "body", 0, R"([[0,"Un paragraphe à garder.","",""],50])").status, 200);
  ASSERT_EQ(push("lea", "body", 1, R"([[25],50])").status, 200);
  EXPECT_THAT(state(), Not(HasSubstr("à garder")));
  EXPECT_THAT(body(root + "/versions", "nadia"), HasSubstr("nadia"));
  auto const page = body(root + "/versions/1?against=now", "nadia");
  EXPECT_THAT(page, HasSubstr("<del>Un paragraphe à garder."));
  std::smatch found;
  ASSERT_TRUE(std::regex_search(page, found, std::regex{"name=\"removed\" hidden>\\n?([^<]*)<"}));
  EXPECT_EQ(site->post(root + "/restore", {{"seq", "1"}, {"text", "body"}, {"place", "0"}, {"removed", found[1]}}, "nadia").status, 303);
  EXPECT_THAT(state(), HasSubstr("Un paragraphe à garder."));
}

TEST_P(WritingTogether, EverythingComesBackAsItWasAndNothingIsLost) {
  ASSERT_EQ(push("nadia", "title", 0, R"([11,[0," du bourg"]])").status, 200);
  ASSERT_EQ(push("nadia", "body", 0, R"([[50]])").status, 200);
  EXPECT_EQ(site->post(root + "/restore", {{"seq", "0"}}, "nadia").status, 303);
  EXPECT_THAT(state(), HasSubstr("La marche"));
  EXPECT_THAT(state(), Not(HasSubstr("du bourg")));
  EXPECT_THAT(body(root + "/versions/2?against=now", "nadia"), HasSubstr("du bourg")) << "what was there is found in the history";
}

TEST_P(WritingTogether, AVersionHasANameAndAFrozenTextIsOnlyCommentedOn) {
  ASSERT_EQ(push("nadia", "title", 0, R"([11,[0,"."]])").status, 200);
  EXPECT_EQ(site->post(root + "/versions", {{"seq", "1"}, {"name", "Envoyée aux maires"}}, "nadia").status, 303);
  EXPECT_THAT(body(root + "/versions", "nadia"), HasSubstr("Envoyée aux maires"));
  EXPECT_EQ(site->post(root + "/freeze", {{"do", "freeze"}}, "nadia").status, 303);
  EXPECT_EQ(push("nadia", "title", 1, R"([12,[0,"!"]])").status, 404);
  EXPECT_EQ(site->post(root + "/comments", comment("Encore un mot."), "nadia").status, 303);
  EXPECT_EQ(site->post(root + "/freeze", {{"do", "open"}}, "nadia").status, 404) << "the team opens it again";
  EXPECT_EQ(site->post(root + "/freeze", {{"do", "open"}}, "lea").status, 303);
  EXPECT_EQ(push("nadia", "title", 1, R"([12,[0,"!"]])").status, 200);
}

TEST_P(WritingTogether, AModelStartsASheetInTheReadersLanguage) {
  for (auto const& one : models())
    EXPECT_THAT(body("/p/demo/methods/new?model=" + std::string{one.code}, "nadia"),
                HasSubstr("name=\"steps.count\" value=\"" + std::string{one.code == "workshop" || one.code == "visit" ? "5" : "4"} + "\""));
  EXPECT_THAT(body("/p/demo/methods/new?model=none", "nadia"), HasSubstr("name=\"steps.count\" value=\"1\""));
}

ON_BOTH_ENGINES(WritingTogether);

}  // namespace
}  // namespace atelier
