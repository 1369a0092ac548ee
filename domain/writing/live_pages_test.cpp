#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <thread>

#include "domain/accounts/gate.h"
#include "domain/writing/writing.h"
#include "platform/db/bell.h"
#include "tests/support/site/test_site.h"

namespace writing {
namespace {

using testing::HasSubstr;
namespace json = boost::json;

auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const other = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000002");

/// Owns notes: whoever contributes writes in them, members read; what is kept of them stays here.
class Notes final : public Owner {
 public:
  std::string kind() const override { return "note"; }
  May may(db::Session&, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string const& subject) const override {
    if (subject == "secret" || !viewer.member_of(programme)) return May::nothing;
    return viewer.may_contribute(programme) ? May::write : May::read;
  }
  Texts texts(db::Session&, std::string const&, Texts const&) const override { return last; }
  Texts as_kept(Texts const& texts) const override { return texts; }
  bool keep(db::Session&, base::World const&, std::string const&, Texts const& texts, std::span<accounts::PersonId const> people) const override {
    last = texts;
    writers.assign(people.begin(), people.end());
    ++versions;
    return true;
  }
  std::optional<Home> home(db::Session&, std::string const& programme_slug, std::string const&) const override {
    auto const page = html::Url::path("/p/{}/notes", {programme_slug});
    return Home{"Une note", "", page, page};
  }
  std::string name_of(std::string_view text, i18n::Words const&) const override { return std::string{text}; }
  mutable Texts last{{"body", "La halle"}};
  mutable std::vector<accounts::PersonId> writers;
  mutable int versions = 0;
};

/// Keeps what is sent to it.
class Page final : public http::Channel {
 public:
  bool send(std::shared_ptr<std::string const> text) override {
    said.push_back(json::parse(*text));
    return true;
  }
  void close(int with) override { code = with; }
  std::vector<json::value> said;
  int code = 0;
};

class LivePagesServed : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      for (auto const& [id, slug, place] : {std::tuple{demo, "demo", 1}, std::tuple{other, "other", 2}})
        session.execute(
            "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
            "pioneers_announced, position) VALUES (?, ?, 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, ?)",
            id, slug, place);
      document = document_of(session, world, demo, {"note", "n1"}, notes.last);
      secret = document_of(session, world, demo, {"note", "secret"}, notes.last);
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<LivePages>(site->house());
    pages->add_owner(notes);
    pages->add_routes(site->gate());
    using accounts::Function, accounts::Power;
    nadia = site->person("nadia", {{demo, std::nullopt, Function::pioneer, Power::contribute}});
    malik = site->person("malik", {{demo, std::nullopt, Function::pioneer, Power::contribute}});
    site->person("paul", {{demo, std::nullopt, Function::partner, Power::read}});
    site->person("eve", {{other, std::nullopt, Function::pioneer, Power::contribute}});
  }
  std::string at(std::string const& what, std::string const& programme = "demo") const {
    return "/p/" + programme + "/writing/" + document.id.text() + "/" + what;
  }
  /// The answer, at once or later.
  http::Response finished(http::Response response) {
    if (!response.later) return response;
    std::optional<http::Response> came;
    response.later->start([&](http::Response one) { came = std::move(one); });
    return came ? std::move(*came) : std::move(response.later->at_last);
  }
  http::Response get(std::string const& target, std::string_view who) {
    auto request = site->request(http::Method::get, target, who);
    request.headers.add("accept", "application/json");
    return finished(site->send(std::move(request)));
  }
  http::Response post(std::string const& target, std::string body, std::string_view who, std::string const& origin = "https://essaim.example") {
    auto request = site->request(http::Method::post, target, who);
    request.headers.add("origin", origin);
    request.headers.add("content-type", "application/json");
    request.headers.add("x-csrf", accounts::csrf_token(request));
    request.body = std::move(body);
    return finished(site->send(std::move(request)));
  }
  static std::string typed(std::string const& id, int version, std::string const& changes) {
    return R"({"client":"c1","text":"body","version":)" + std::to_string(version) + R"(,"updates":[{"id":")" + id + R"(","changes":)" + changes +
        "}]}";
  }
  static std::string body(http::Response const& response) { return response.shared_body ? *response.shared_body : response.body; }

  Notes notes;
  Document document, secret;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<LivePages> pages;
  accounts::PersonId nadia, malik;
};

TEST_P(LivePagesServed, WhoMayComesInAndNobodyElse) {
  struct Row {
    std::string who;
    int state, write, presence;
  };
  for (auto const& [who, state, write, presence] :
       std::vector<Row>{{"nadia", 200, 200, 200}, {"paul", 200, 404, 200}, {"eve", 404, 404, 404}, {"", 401, 401, 401}}) {
    EXPECT_EQ(get(at("state"), who).status, state) << who;
    EXPECT_EQ(get(at("changes?after=0&wait=0"), who).status, state) << who;
    EXPECT_EQ(post(at("changes"), typed("a-" + who, 0, "[8]"), who).status, write) << who;
    EXPECT_EQ(post(at("presence"), R"({"client":"c"})", who).status, presence) << who;
  }
  EXPECT_EQ(get("/p/demo/writing/" + secret.id.text() + "/state", "nadia").status, 404);
  EXPECT_EQ(get("/p/demo/writing/none/state", "nadia").status, 404);
  EXPECT_EQ(get(at("state", "other"), "eve").status, 404);
  EXPECT_EQ(post(at("changes"), typed("x", 0, "[8]"), "nadia", "https://elsewhere.example").status, 403);
}

TEST_P(LivePagesServed, WhatIsWrittenIsThereForTheNext) {
  auto const taken = post(at("changes"), typed("a1", 0, R"([8,[0," rouvre 😀"]])"), "nadia");
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(json::parse(taken.body).at("taken").as_int64(), 1);
  auto const state = json::parse(body(get(at("state"), "paul")));
  EXPECT_EQ(state.at("texts").at("body").at("text").as_string(), "La halle rouvre 😀");
  EXPECT_EQ(state.at("texts").at("body").at("version").as_int64(), 1);
  EXPECT_EQ(state.at("may").as_string(), "read");
  auto const changes = json::parse(body(get(at("changes?after=0&wait=0"), "paul")));
  EXPECT_EQ(changes.at("events").at(0).at("name").as_string(), "nadia");
  EXPECT_EQ(changes.at("events").at(0).at("id").as_string(), "a1");
}

TEST_P(LivePagesServed, ALongPollWaitsForTheNextWords) {
  auto request = site->request(http::Method::get, at("changes?after=0&wait=25"), "paul");
  auto const response = site->send(std::move(request));
  ASSERT_TRUE(response.later);
  EXPECT_EQ(response.later->longest.count(), 25);
  std::string came;
  response.later->start([&](http::Response const& one) { came = body(one); });
  EXPECT_EQ(came, "");
  post(at("changes"), typed("a1", 0, R"([8,[0,"s"]])"), "nadia");
  EXPECT_THAT(came, HasSubstr(R"("changes":[8,[0,"s"]])"));
  EXPECT_EQ(body(response.later->at_last), R"({"seq":0,"events":[]})");
}

TEST_P(LivePagesServed, WhatCannotBeTakenIsSaidInWordsAndChangesNothing) {
  struct Row {
    std::string sent;
    int status;
  };
  for (auto const& [sent, status] : std::vector<Row>{{"not json", 422},
                                                     {"{}", 422},
                                                     {typed("a", 0, "[7]"), 422},
                                                     {typed("a", 0, "[9]"), 422},
                                                     {typed("a", 5, "[8]"), 409},
                                                     {typed("a", -1, "[8]"), 409},
                                                     {typed("", 0, "[8]"), 422},
                                                     {typed("a", 0, R"([[0,"\u0000"],8])"), 422},
                                                     {R"({"client":"c","text":"Body!","version":0,"updates":[{"id":"a","changes":[]}]})", 422}}) {
    auto const answer = post(at("changes"), sent, "nadia");
    EXPECT_EQ(answer.status, status) << sent;
    bool const in_words = status != 422 || !json::parse(answer.body).at("sentence").as_string().empty();
    EXPECT_TRUE(in_words) << sent;
  }
  EXPECT_EQ(json::parse(body(get(at("state"), "nadia"))).at("seq").as_int64(), 0);
  EXPECT_EQ(get(at("changes?after=99&wait=0"), "nadia").status, 410);
}

TEST_P(LivePagesServed, AChannelSaysTheSame) {
  auto const response = get(at("live"), "nadia");
  ASSERT_TRUE(response.channel);
  auto const page = std::make_shared<Page>();
  auto const events = response.channel->open(page);
  events.heard(R"({"after":0})");
  ASSERT_EQ(page->said.size(), 1u);
  EXPECT_EQ(page->said[0].at("seq").as_int64(), 0);
  events.heard(R"({"push":{"n":7,"client":"c1","text":"body","version":0,"updates":[{"id":"a1","changes":[8,[0,"!"]]}]}})");
  std::string all;
  for (auto const& one : page->said) all += json::serialize(one);
  EXPECT_THAT(all, HasSubstr(R"("n":7)"));
  EXPECT_THAT(all, HasSubstr(R"("status":200)"));
  EXPECT_THAT(all, HasSubstr(R"([8,[0,"!"]])"));
  events.heard("nothing that can be read");
  events.heard(R"({"presence":{"client":"c1","text":"body","anchor":3,"head":3}})");
  EXPECT_EQ(json::parse(body(get(at("state"), "paul"))).at("people").as_array().size(), 1u);
  events.closed();
  EXPECT_EQ(json::parse(body(get(at("state"), "paul"))).at("people").as_array().size(), 0u);
  EXPECT_EQ(get(at("live"), "eve").status, 404);
}

TEST_P(LivePagesServed, WhoClosesThePageIsGoneHoweverTheySaidWhereTheyWere) {
  auto const people = [&] { return json::parse(body(get(at("state"), "paul"))).at("people").as_array().size(); };
  auto const opens = [&](std::string const& who) {
    auto const events = get(at("live"), who).channel->open(std::make_shared<Page>());
    events.heard(R"({"after":0,"client":"c1"})");
    return events;
  };
  post(at("presence"), R"({"client":"c1","text":"body"})", "nadia");  // before its channel was open
  auto const other = opens("malik");
  other.closed();
  EXPECT_EQ(people(), 1u) << "nobody closes another's page";
  opens("nadia").closed();
  EXPECT_EQ(people(), 0u);
}

TEST_P(LivePagesServed, ARightWithdrawnEndsTheChannel) {
  auto const page = std::make_shared<Page>();
  auto const events = get(at("live"), "malik").channel->open(page);
  events.heard(R"({"after":0})");
  EXPECT_EQ(page->code, 0);
  database().write([&](db::Session& session) { accounts::end_membership(session, demo, malik, std::nullopt); });
  std::this_thread::sleep_for(std::chrono::milliseconds{1'100});
  events.heard(R"({"push":{"n":1,"client":"c1","text":"body","version":0,"updates":[{"id":"a1","changes":[8,[0,"!"]]}]}})");
  EXPECT_EQ(page->code, 4404);
  EXPECT_EQ(json::parse(body(get(at("state"), "nadia"))).at("seq").as_int64(), 0);
}

TEST_P(LivePagesServed, WhenTheWritingRestsAVersionIsKeptWithItsWriters) {
  post(at("changes"), typed("a1", 0, R"([8,[0," A"]])"), "nadia");
  post(at("changes"), typed("a2", 1, R"([10,[0," B"]])"), "malik");
  post(at("changes"), typed("a3", 2, R"([12,[0," C"]])"), "malik");
  pages->keep_resting();
  EXPECT_EQ(notes.versions, 0) << "somebody is still writing";
  world.advance(std::chrono::seconds{30});
  pages->keep_resting();
  EXPECT_EQ(notes.versions, 1);
  EXPECT_EQ(notes.last.at("body"), "La halle A B C");
  EXPECT_EQ(notes.writers, (std::vector{malik, nadia}));
  pages->keep_resting();
  EXPECT_EQ(notes.versions, 1);
}

TEST_P(LivePagesServed, WhatIsChangedByOtherWaysComesInBesideWhatIsTyped) {
  post(at("changes"), typed("a1", 0, R"([8,[0," rouvre"]])"), "nadia");
  notes.last = {{"body", "La grande halle"}};
  pages->bring_together({"note", "n1"});
  EXPECT_EQ(notes.last.at("body"), "La grande halle rouvre");
  EXPECT_EQ(json::parse(body(get(at("state"), "nadia"))).at("texts").at("body").at("text").as_string(), "La grande halle rouvre");
  pages->bring_together({"note", "n1"});
  EXPECT_EQ(notes.versions, 1);
}

TEST_P(LivePagesServed, TwoProgramsOnOneServerTellEachOther) {
  if (GetParam() == db::Engine::sqlite) GTEST_SKIP() << "one program serves an SQLite file";
  std::string heard;
  std::mutex mutex;
  auto const url = scratch().url();
  db::BellListener const listener{url,
                                  "a_test",
                                  {[&](std::string const& text) {
                                     std::lock_guard const lock{mutex};
                                     heard += text;
                                   },
                                   [] {}}};
  auto const came = [&] {
    std::lock_guard const lock{mutex};
    return heard;
  };
  for (int tries = 0; came().empty() && tries < 100; ++tries) {
    database().write([](db::Session& session) { db::ring(session, "a_test", "hello"); });
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  EXPECT_THAT(came(), HasSubstr("hello"));
}

ON_BOTH_ENGINES(LivePagesServed);

TEST(MergedTexts, KeepBothRewritingsUnlessTheyTouchTheSameWords) {
  EXPECT_EQ(merged_text("le vieux pont de pierre", "le vieux pont de bois", "le grand pont de pierre"), "le grand pont de bois");
  EXPECT_EQ(merged_text("un deux", "un deux", "un trois"), "un trois");
  EXPECT_EQ(merged_text("un deux", "un trois", "un deux"), "un trois");
  EXPECT_EQ(merged_text("un deux", "un trois", "un quatre"), std::nullopt);
}

}  // namespace
}  // namespace writing
