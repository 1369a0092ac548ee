#include "domain/kit/overview.h"

#include <gmock/gmock.h>

#include "domain/kit/assembly.h"
#include "domain/kit/comparison.h"
#include "domain/kit/paper_size.h"
#include "domain/kit/testing/french.h"
#include "domain/kit/testing/kit_site.h"
#include "domain/kit/working_copy.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing_::french;

std::string const page =
    "## Réunir\n\nElle invite [[navette#l1]]. Voir [ailleurs](https://ailleurs.example).\n\n::: quiz\nQui ? {=Elle ~Lui}\n:::\n\n::: print\nÀ "
    "découper.\n:::\n\n::: trainer\nCompter dix minutes.\n:::\n\n::: running-order 9:00\n10 | Accueil | Qui mène | Du café\n:::\n\n::: "
    "glossary\nLevier : ce "
    "qui aide.\n:::\n\n::: to-write\nLa fin.\n:::\n";

TEST(PageReading, a_page_read_once_says_everything_that_was_looked_for_apart) {
  auto const reading = read_page(page + "\n![](pictures/x.png) [b](suite.md)");
  EXPECT_THAT(reading.blocks, SizeIs(page_blocks(page).size() + 1));
  EXPECT_THAT(reading.citations, ElementsAre(markdown::Citation{"navette", "l1"}));
  EXPECT_THAT(reading.outside, ElementsAre("https://ailleurs.example"));
  EXPECT_THAT(reading.links.nowhere, ElementsAre("suite.md"));
  EXPECT_THAT(reading.wordless, ElementsAre("pictures/x.png"));
  EXPECT_THAT(reading.to_write, SizeIs(1));
  EXPECT_THAT(read_page(std::string(300 * 1024, 'a')).blocks, IsEmpty()) << "a text too long to be shown";
}

TEST(PageReading, a_text_is_read_again_only_when_it_changes) {
  PageReader reader;
  auto const first = reader.read(Pages{{"un", page}}), again = reader.read(Pages{{"deux", page}}), other = reader.read(Pages{{"un", page + "."}});
  EXPECT_EQ(first.at("un"), again.at("deux"));
  EXPECT_NE(first.at("un"), other.at("un"));
  EXPECT_EQ(reader.facts(page, *first.at("un"), french()), reader.facts(page, *again.at("deux"), french()));
}

Part a_part(std::string title, std::string const& text) {
  Part part;
  part.slug = "un";
  part.title = std::move(title);
  part.brief = true;
  part.blocks = page_blocks(text);
  for (auto& block : part.blocks)
    for (auto& ground : block.grounds) ground.quote = "Une navette passe le mardi.";
  return part;
}

TEST(PartFacts, lengths_are_those_of_the_part_as_each_medium_gets_it) {
  auto const part = a_part("Un", page);
  auto const facts = facts_of(part, french());
  EXPECT_EQ(facts.words, word_count(part));
  EXPECT_EQ(facts.questions, 1u);
  for (auto const medium : {Medium::screen, Medium::book, Medium::paper, Medium::trainer, Medium::brief}) {
    Document document;
    document.parts = {part};
    auto const parts = for_medium(document, medium, french()).parts;
    auto const& length = facts.lengths[static_cast<std::size_t>(medium)];
    EXPECT_EQ(length.words, word_count(parts.front())) << static_cast<int>(medium);
    EXPECT_EQ(whole_pages({length.pages()}), pages_on_paper(parts)) << static_cast<int>(medium);
  }
}

TEST(PartFacts, two_parts_have_the_same_print_when_a_comparison_finds_no_change) {
  auto const part = a_part("Un", page);
  for (auto const& other : {a_part("Un", page), a_part("Deux", page), a_part("Un", page + "\nUn mot de plus.\n"), a_part("Un", "Rien.\n")}) {
    Document before, after;
    before.parts = {part};
    after.parts = {other};
    std::vector<KnownPart> const known{{part.slug, part.title, facts_of(part, french()).print}},
        now{{other.slug, other.title, facts_of(other, french()).print}};
    EXPECT_EQ(compare(before, after).size(), compare(known, now).size()) << other.title << other.blocks.size();
  }
  EXPECT_EQ(compare({{"un", "Un", "a"}}, {{"deux", "Deux", "a"}}).front().change, PartChange::added);
  EXPECT_EQ(compare({{"un", "Un", "a"}}, {{"deux", "Deux", "a"}}).back().change, PartChange::removed);
}

using OverviewTest = testing_::KitSite;

TEST_P(OverviewTest, an_overview_says_of_the_kit_what_the_whole_working_copy_says) {
  import();
  database().write([&](db::Session& session) {
    KitStore store{session};
    store.put_pages(store.find(programme)->id, {{"un", page}}, world.now());
  });
  database().read([&](db::Session& session) {
    Asking const asking{session, routes->viewer, programme, french()};
    PageReader reader;
    auto const seen = overview(sources(), asking, reader);
    auto const whole = working_copy(sources(), asking);
    ASSERT_TRUE(seen && whole);
    ASSERT_EQ(seen->parts.size(), whole->assembly.parts.size());
    for (std::size_t at = 0; at < seen->parts.size(); ++at) {
      auto const& part = whole->assembly.parts[at];
      EXPECT_EQ(seen->parts[at].part.slug, part.slug);
      EXPECT_EQ(seen->parts[at].facts.words, word_count(part)) << part.slug;
      EXPECT_EQ(seen->parts[at].facts.print, facts_of(part, french()).print) << part.slug;
      EXPECT_EQ(whole_parts({&seen->parts[at]}, sources(), asking).front().blocks.size(), part.blocks.size()) << part.slug;
    }
    EXPECT_TRUE(seen->parts[1].part.blocks.empty()) << "a sheet is its head";
    EXPECT_EQ(seen->remarks.size(), whole->assembly.remarks.size());
    EXPECT_EQ(seen->words_in("un"), seen->parts[0].facts.words + seen->parts[1].facts.words) << "with the sheet it prints";
    EXPECT_EQ(seen->words_in("deux"), seen->parts[2].facts.words);
  });
}

TEST_P(OverviewTest, the_room_of_slides_reads_the_sheet_it_shows_and_no_other) {
  import();
  int asked = 0;
  auto watched = sources();
  watched.experiences = [&asked, read = watched.experiences](Asking const& asking, Sources::Slugs slugs) {
    asked += static_cast<int>(slugs.size());
    return read(asking, slugs);
  };
  database().read([&](db::Session& session) {
    Asking const asking{session, routes->viewer, programme, french()};
    PageReader reader;
    auto const seen = overview(watched, asking, reader);
    auto const before = asked;
    whole_parts({&seen->parts[0]}, watched, asking);
    EXPECT_EQ(asked, before) << "a chapter is its own text";
    whole_parts({&seen->parts[1]}, watched, asking);
    EXPECT_EQ(asked, before + 1);
  });
}

ON_BOTH_ENGINES(OverviewTest);

}  // namespace
}  // namespace kit
