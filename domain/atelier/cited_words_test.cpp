#include "domain/atelier/cited_words.h"

#include "domain/atelier/content_form.h"
#include "domain/atelier/method_site_test.h"

namespace atelier {
namespace {

CitedWords cited(CitationState state, std::string words = "Les clefs ouvrent.") {
  return {"les-clefs", "f1", std::move(words), "", {}, {}, state, ""};
}

TEST(CitedWords, StandAsTheyWereUntilTheirPassageChangesOrIsWithdrawn) {
  EXPECT_EQ(state_now(cited(CitationState::same), "Les clefs ouvrent."), CitationState::same);
  EXPECT_EQ(state_now(cited(CitationState::same), "Les clefs ferment."), CitationState::changed);
  EXPECT_EQ(state_now(cited(CitationState::changed), "Les clefs ouvrent."), CitationState::same) << "the territory came back to its first words";
  EXPECT_EQ(state_now(cited(CitationState::same), std::nullopt), CitationState::withdrawn);
  EXPECT_EQ(state_now(cited(CitationState::unseen), std::nullopt), CitationState::unseen) << "nobody read it yet: nothing is withdrawn";
  EXPECT_EQ(state_now(cited(CitationState::unseen, ""), "Les clefs ouvrent."), CitationState::same);
}

TEST(CitedWords, ThatStillFitAreNotAskedAboutAgainUntilTheyChangeOnceMore) {
  auto kept = cited(CitationState::kept);
  kept.settled_print = base::fingerprint("Les clefs ferment.");
  EXPECT_EQ(state_now(kept, "Les clefs ferment."), CitationState::kept);
  EXPECT_EQ(state_now(kept, "Plus de clefs."), CitationState::changed);
}

TEST(CitedWords, AreTakenOutOfEveryTextWithTheColonThatLedToThem) {
  Content content;
  content.title = "L’arpentage", content.pitch = "Une craie.";
  content.body = "La marche fait venir : [[les-clefs#f1]]. Puis [[les-clefs#l1]].";
  content.steps = {{"Départ", "En silence [[les-clefs#f1]] toujours.", "", 10}};
  content.watch_points = {"[[les-clefs#f1]]", "Prévenez."};
  auto const without = without_citation(content, "les-clefs", "f1");
  EXPECT_EQ(without.body, "La marche fait venir. Puis [[les-clefs#l1]].");
  EXPECT_EQ(without.steps[0].instruction, "En silence toujours.");
  EXPECT_EQ(without.watch_points, std::vector<std::string>{"Prévenez."});
}

TEST(Citing, PutsTheCodeAtTheEndOfThePartChosen) {
  Content content;
  content.steps.resize(2);
  content.steps[1].instruction = "On marche.";
  EXPECT_EQ(cite(content, "steps.2.instruction", "[[les-clefs#f1]]"), "steps.2.instruction");
  EXPECT_EQ(content.steps[1].instruction, "On marche. [[les-clefs#f1]]");
  EXPECT_EQ(cite(content, "body", "[[les-clefs]]"), "body");
  EXPECT_EQ(content.body, "[[les-clefs]]");
  for (auto const* wrong : {"", "les-clefs#f1", "[[Les Clefs]]", "[[a#f1]] [[b#f1]]"}) EXPECT_EQ(cite(content, "body", wrong), "") << wrong;
  EXPECT_EQ(cite(content, "title", "[[les-clefs]]"), "");
}

class Citations : public MethodSite {
 protected:
  experiences::Import told(std::string obstacle, experiences::Status status = experiences::Status::published) {
    experiences::Import import;
    import.programme = demo;
    import.programme_slug = "demo";
    import.sheet.slug = "les-clefs";
    import.sheet.status = status;
    import.sheet.visibility = accounts::Visibility::public_;
    import.sheet.content.title = "Les clefs de la halle";
    import.sheet.content.summary = "Une halle fermée.";
    import.sheet.content.obstacles = {{ "participation", std::move(obstacle), "", 2, false }};
    import.sheet.content.levers = {{ "place", "La marche fait parler <b>tout le monde</b>.", "", {} }};
    return import;
  }
  /// The experience is told otherwise, and the citations are looked at as the program does.
  void told_otherwise(experiences::Import const& import) {
    database().write([&](db::Session& session) {
      experiences::import_sheet(session, world, import);
      look_at_citations(session, world.now());
    });
  }
  std::vector<std::pair<std::string, std::string>> states() {
    std::vector<std::pair<std::string, std::string>> found;
    database().read([&](db::Session& session) {
      auto rows = session.query("SELECT passage, state FROM atelier_cited_words WHERE experience_slug = 'les-clefs' ORDER BY passage");
      for (std::string passage, state; rows.next(passage, state);) found.emplace_back(passage, state);
    });
    return found;
  }
  using States = std::vector<std::pair<std::string, std::string>>;
  http::Response choose(std::string const& what, std::string const& passage = "les-clefs#f1") {
    return site->post("/p/demo/methods/l-arpentage/citations", {{"passage", passage}, {"do", what}}, "nadia");
  }
};

TEST_P(Citations, TellTheirAuthorWhenAPassageChangesAndLeaveTheChoice) {
  published();
  EXPECT_EQ(states(), (States{{"f1", "same"}, {"l1", "same"}}));
  told_otherwise(told("Les anciens viennent, mais le soir."));
  EXPECT_EQ(states(), (States{{"f1", "changed"}, {"l1", "same"}}));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "lea"), HasSubstr("Un passage cité ici a été changé ou retiré depuis."));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), Not(HasSubstr("a été changé ou retiré depuis"))) << "readers have no choice to make";
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("le territoire a changé ces mots depuis"));
  auto const page = body("/p/demo/methods/l-arpentage/citations", "nadia");
  EXPECT_THAT(page, HasSubstr("Les anciens ne viennent pas aux réunions."));
  EXPECT_THAT(page, HasSubstr("Les anciens viennent, mais le soir."));
  EXPECT_EQ(choose("keep").status, 303);
  EXPECT_EQ(states()[0].second, "kept");
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "lea"), Not(HasSubstr("a été changé ou retiré depuis")));
  told_otherwise(told("Les anciens viennent le dimanche."));
  EXPECT_EQ(states()[0].second, "changed");
  EXPECT_EQ(choose("update").status, 303);
  EXPECT_EQ(states()[0].second, "same");
}

TEST_P(Citations, OfAWithdrawnPassageShowItsWordsToNoReaderAndAreTakenAway) {
  published();
  told_otherwise(told("Les anciens ne viennent pas aux réunions.", experiences::Status::draft));
  EXPECT_EQ(states(), (States{{"f1", "withdrawn"}, {"l1", "withdrawn"}}));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), Not(HasSubstr("Les anciens ne viennent pas")));
  EXPECT_EQ(choose("keep").status, 422) << "what was withdrawn cannot be kept";
  EXPECT_EQ(choose("remove").status, 303);
  EXPECT_EQ(states(), (States{{"l1", "withdrawn"}}));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/markdown"), Not(HasSubstr("les-clefs#f1")));
  world.advance(std::chrono::days{61});
  database().write([&](db::Session& session) { look_at_citations(session, world.now()); });
  database().read([](db::Session& session) {
    std::string kept = "unread";
    auto rows = session.query("SELECT words FROM atelier_cited_words WHERE state = 'withdrawn'");
    while (rows.next(kept)) EXPECT_EQ(kept, "") << "after sixty days the words are no longer kept";
    EXPECT_NE(kept, "unread");
  });
}

TEST_P(Citations, AreFoundWhileWritingAndPutWhereOneAsks) {
  auto form = with(with(with(whole(), "do", "passages"), "passage_words", "anciens"), "cite_into", "body");
  EXPECT_THAT(site->post("/p/demo/methods/new", form, "nadia").body, HasSubstr("cite:[[les-clefs#f1]]"));
  form = with(with(form, "do", "cite:[[les-clefs#l1]]"), "cite_into", "steps.2.instruction");
  auto const page = site->post("/p/demo/methods/new", form, "nadia").body;
  EXPECT_THAT(page, HasSubstr("[[les-clefs#l1]] est dans votre texte."));
  EXPECT_THAT(page, HasSubstr("name=\"steps.2.instruction\""));
  auto const json = site->get("/p/demo/methods/new/passages?q=anciens&as=json", "nadia");
  EXPECT_EQ(json.content_type, "application/json");
  EXPECT_THAT(json.body, HasSubstr("\"code\":\"[[les-clefs#f1]]\""));
  EXPECT_EQ(status("/p/demo/methods/new/passages?q=anciens", "paul"), 404) << "a partner only reads";
}

TEST_P(Citations, PageIsForThoseWhoWrite) {
  published();
  for (auto const& [who, expected] : {std::pair{"nadia", 200}, {"lea", 200}, {"paul", 404}, {"malik", 404}})
    EXPECT_EQ(status("/p/demo/methods/l-arpentage/citations", who), expected) << who;
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/citations", {{"passage", "les-clefs#f1"}, {"do", "remove"}}, "paul").status, 404);
  EXPECT_EQ(choose("remove", "none#f1").status, 404);
  EXPECT_EQ(choose("else").status, 422);
}

ON_BOTH_ENGINES(Citations);

}  // namespace
}  // namespace atelier
