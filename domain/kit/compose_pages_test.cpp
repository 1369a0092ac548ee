#include <regex>

#include "domain/kit/testing/kit_site.h"

namespace kit {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ComposePagesTest : public testing_::KitSite {
 protected:
  /// The number a button of the bar of changes sends; "" when there is no such button.
  std::string button(std::string const& name) {
    std::smatch found;
    auto const page = get(bench).body;
    return std::regex_search(page, found, std::regex{"name=\"" + name + "\" value=\"(\\d+)\""}) ? found[1].str() : "";
  }
  http::Response undo() { return post(bench + "/past", {{"undo", button("undo")}}); }
  http::Response redo() { return post(bench + "/past", {{"redo", button("redo")}}); }
};

TEST_P(ComposePagesTest, AKitIsComposedWithButtonsAlone) {
  as_lead();
  EXPECT_THAT(get(bench).body, HasSubstr("Ouvrir le kit"));
  EXPECT_EQ(change({{"action", "start"}, {"title", "Notre kit"}}).status, 303);
  EXPECT_EQ(change({{"action", "add-chapter"}, {"title", "Premier"}}).status, 303);
  EXPECT_EQ(change({{"action", "add-chapter"}, {"title", "Second"}}).status, 303);
  EXPECT_EQ(change({{"action", "add-item"}, {"chapter", "second"}, {"item", "experience:navette"}}).status, 303);
  EXPECT_EQ(change({{"action", "up"}, {"chapter", "second"}}).status, 303);
  auto const page = get(bench).body;
  EXPECT_LT(page.find("id=\"c-second\""), page.find("id=\"c-premier\""));
  EXPECT_THAT(page, HasSubstr("<b>La navette du marché</b>"));
  EXPECT_THAT(get(bench + "/remarks").body, HasSubstr("Ce chapitre est vide."));
  EXPECT_EQ(change({{"action", "add-item"}, {"chapter", "premier"}, {"item", "experience:navette"}}).status, 422);
  EXPECT_EQ(change({{"action", "add-item"}, {"chapter", "premier"}, {"item", "experience"}}).status, 422);
  EXPECT_EQ(change({{"action", "explode"}}).status, 422);
  EXPECT_EQ(change({{"action", "remove-chapter"}, {"chapter", "premier"}}).status, 303);
  EXPECT_THAT(get(bench).body, Not(HasSubstr("id=\"c-premier\"")));
}

TEST_P(ComposePagesTest, WhatKeepsAnEditionFromBeingFrozenIsSaidWhileComposing) {
  import();
  as_lead();
  EXPECT_THAT(get(bench + "/editions").body, HasSubstr("Figer une édition"));
  change({{"action", "add-item"}, {"chapter", "un"}, {"item", "experience:secrete"}});
  EXPECT_THAT(get(bench).body, AllOf(HasSubstr("pas publique"), HasSubstr("La fiche secrète")));
  EXPECT_THAT(get(bench + "/remarks").body, HasSubstr("n’est pas publique"));
  EXPECT_THAT(get(bench + "/editions").body, Not(HasSubstr("Figer une édition")));
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 422);
}

TEST_P(ComposePagesTest, ATextIsPreviewedThenSavedAndNotOverANewerOne) {
  import();
  as_lead();
  auto const address = bench + "/pages/un";
  auto const form = get(address).body;
  EXPECT_THAT(form, HasSubstr("name=\"revision\" value=\"1\""));
  EXPECT_THAT(form, HasSubstr("Elle invite [[navette#l1]]."));
  auto const preview = post(address, {{"action", "preview"}, {"revision", "1"}, {"markdown", "Autre <b>mot</b> [[navette#l1]] [[perdue#l1]]"}}).body;
  EXPECT_THAT(preview, HasSubstr("block said"));
  EXPECT_THAT(preview, HasSubstr("[[perdue#l1]] ne mène nulle part."));
  EXPECT_THAT(preview, Not(HasSubstr("<b>mot")));
  EXPECT_THAT(get(address).body, Not(HasSubstr("Autre"))) << "a preview saves nothing";
  EXPECT_EQ(post(address, {{"action", "save"}, {"revision", "1"}, {"markdown", "Deuxième."}}).status, 303);
  auto const late = post(address, {{"action", "save"}, {"revision", "1"}, {"markdown", "Troisième."}});
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(late.body, HasSubstr("Troisième.")) << "what was typed stays on screen";
  EXPECT_THAT(get(address).body, HasSubstr("Deuxième."));
  EXPECT_EQ(get(bench + "/pages/absent").status, 404);
}

TEST_P(ComposePagesTest, AVisitorChangesNothing) {
  import();
  EXPECT_EQ(change({{"action", "add-chapter"}, {"title", "Pirate"}}).status, 404);
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 404);
  EXPECT_EQ(post(bench + "/publish", {{"number", "1.0"}}).status, 404);
  EXPECT_EQ(post(bench + "/pages/un", {{"action", "save"}, {"markdown", "x"}}).status, 404);
}

TEST_P(ComposePagesTest, ALeadPutsInOrderProofreadsAndChoosesTheShortVersion) {
  import();
  as_lead();
  EXPECT_EQ(change({{"action", "place"}, {"chapter", "deux"}, {"place", "0"}}).status, 303);
  EXPECT_EQ(change({{"action", "brief"}, {"chapter", "deux"}}).status, 303);
  auto const page = get(bench).body;
  EXPECT_LT(page.find("id=\"c-deux\""), page.find("id=\"c-un\""));
  EXPECT_THAT(page, HasSubstr("en bref"));
  EXPECT_THAT(get(bench + "/remarks").body, HasSubstr("que personne n’a relu"));
  EXPECT_EQ(post(bench + "/pages/un/proofread", {{"revision", "9"}}).status, 422) << "another text than the one read";
  EXPECT_EQ(post(bench + "/pages/un/proofread", {{"revision", "1"}}).status, 303);
  EXPECT_THAT(get(bench + "/remarks").body, Not(HasSubstr("que personne n’a relu")));
}

TEST_P(ComposePagesTest, EachChangeIsUndoneAndDoneAgainWithOneButton) {
  import();
  as_lead();
  EXPECT_EQ(button("undo"), "") << "an import is not undone";
  change({{"action", "remove-chapter"}, {"chapter", "un"}});
  EXPECT_THAT(get(bench).body, AllOf(HasSubstr("Le chapitre «\u00a0Un\u00a0» est retiré du kit"), Not(HasSubstr("id=\"c-un\""))));
  EXPECT_EQ(undo().status, 303);
  EXPECT_THAT(get(bench).body, AllOf(HasSubstr("id=\"c-un\""), HasSubstr("La navette du marché"))) << "its sheets came back with it";
  EXPECT_THAT(get(bench + "/pages/un").body, HasSubstr("Elle invite")) << "and its text was never lost";
  EXPECT_EQ(redo().status, 303);
  EXPECT_THAT(get(bench).body, Not(HasSubstr("id=\"c-un\"")));
  undo();
  change({{"action", "rename"}, {"chapter", "deux"}, {"title", "La suite"}});
  EXPECT_EQ(button("redo"), "") << "what was undone before another change is gone";
}

TEST_P(ComposePagesTest, WhatWasChangedOtherwiseSinceIsNotUndone) {
  import();
  as_lead();
  change({{"action", "rename"}, {"chapter", "deux"}, {"title", "La suite"}});
  auto const place = button("undo");
  ASSERT_NE(place, "");
  import();
  EXPECT_EQ(button("undo"), "");
  EXPECT_EQ(post(bench + "/past", {{"undo", place}}).status, 422);
  change({{"action", "rename"}, {"chapter", "deux"}, {"title", "Autre"}});
  EXPECT_EQ(post(bench + "/past", {{"undo", place}}).status, 422) << "another change came since";
  EXPECT_EQ(undo().status, 303);
}

TEST_P(ComposePagesTest, ASheetIsMovedToAnotherChapter) {
  import();
  as_lead();
  EXPECT_THAT(get(bench + "/move", {{"item", "experience:navette"}}).body, AllOf(HasSubstr("La navette du marché"), HasSubstr("value=\"deux\"")));
  EXPECT_EQ(get(bench + "/move", {{"item", "experience:absente"}}).status, 404);
  EXPECT_EQ(change({{"action", "place-item"}, {"item", "experience:navette"}, {"chapter", "deux"}, {"place", "0"}}).status, 303);
  auto const page = get(bench).body;
  EXPECT_GT(page.find("id=\"i-experience-navette\""), page.find("id=\"c-deux\""));
  EXPECT_EQ(undo().status, 303);
  EXPECT_LT(get(bench).body.find("id=\"i-experience-navette\""), get(bench).body.find("id=\"c-deux\""));
}

TEST_P(ComposePagesTest, WhatToPrintIsFoundByItsWords) {
  import();
  as_lead();
  auto const all = get(bench + "/add", {{"chapter", "deux"}}).body;
  EXPECT_THAT(all, AllOf(HasSubstr("imprimée dans «\u00a0Un\u00a0»"), HasSubstr("La fiche secrète"), HasSubstr("pas encore pour une édition")));
  auto const found = get(bench + "/add", {{"chapter", "deux"}, {"q", "SECRETE"}}).body;
  EXPECT_THAT(found, AllOf(HasSubstr("La fiche secrète"), Not(HasSubstr("<b>La navette"))));
  EXPECT_THAT(get(bench + "/add", {{"chapter", "deux"}, {"kind", "picture"}}).body, Not(HasSubstr("secrète")));
  EXPECT_THAT(get(bench + "/add", {{"chapter", "deux"}, {"q", "zzz"}}).body, HasSubstr("Essayez moins de mots"));
  EXPECT_EQ(get(bench + "/add", {{"chapter", "absent"}}).status, 404);
}

TEST_P(ComposePagesTest, EveryRemarkLeadsToItsPlace) {
  import();
  as_lead();
  database().write([&](db::Session& session) {
    import_outline(session, world, programme, "parcours", testing_::sample_outline(),
                   {{"un", "Un mot.\n\nVoir [ici](nulle-part), [ailleurs](https://ailleurs.example/page) et [[perdue#l1]]."}});
  });
  auto const page = get(bench + "/remarks").body;
  EXPECT_THAT(page, AllOf(HasSubstr("/pages/un/write#line-3"), HasSubstr("ligne 3"), HasSubstr("https://ailleurs.example/page")));
  EXPECT_THAT(page, HasSubstr("empêche le kit d’être figé"));
}

/// Queries of a room once what it remembers is there.
std::uint64_t queries(std::function<http::Response()> const& room) {
  EXPECT_EQ(room().status, 200);
  auto const before = db::statements_on_this_thread();
  EXPECT_EQ(room().status, 200);
  return db::statements_on_this_thread() - before;
}

TEST_P(ComposePagesTest, NoRoomAsksMoreOfALongKit) {
  publish_first();
  as_lead();
  auto const cost = [&] {
    std::map<std::string, std::uint64_t> costs;
    for (auto const* room : {"", "/remarks", "/read", "/editions", "/about", "/changes", "/pages/un", "/pages/un/write"})
      costs[room] = queries([&] { return get(bench + room); });
    costs["/read slides"] = queries([&] { return get(bench + "/read", {{"for", "slides"}}); });
    costs["/add"] = queries([&] { return get(bench + "/add", {{"chapter", "un"}}); });
    costs["/preview"] = queries([&] { return post(bench + "/pages/un/preview", {{"words", "Elle invite [[navette#l1]]."}}); });
    return costs;
  };
  auto const before = cost();
  for (int chapter = 0; chapter < 40; ++chapter) {
    auto const title = "Chapitre " + std::to_string(chapter);
    ASSERT_EQ(change({{"action", "add-chapter"}, {"title", title}}).status, 303);
    ASSERT_EQ(
        post(bench + "/pages/chapitre-" + std::to_string(chapter), {{"markdown", title + " [[navette#l1]]"}, {"revision", "0"}, {"action", "save"}})
            .status,
        303);
  }
  auto const after = cost();
  for (auto const& [room, many] : after) {
    EXPECT_EQ(many, before.at(room)) << room;
    EXPECT_LE(many, 11u) << room;
  }
}

ON_BOTH_ENGINES(ComposePagesTest);

}  // namespace
}  // namespace kit
