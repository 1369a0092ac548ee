#include "platform/markdown/from_html.h"

#include <gmock/gmock.h>

#include "platform/markdown/writing.h"

namespace markdown {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string from(std::string_view html) {
  auto const page = from_html(html);
  return page ? written(page->blocks) : "refused: " + page.error().msgid;
}

std::vector<std::string> notes(std::string_view html) {
  std::vector<std::string> out;
  auto const page = from_html(html);
  for (auto const& note : page->notes) out.push_back((note.left_out ? "- " : "~ ") + note.element);
  return out;
}

TEST(FromHtml, headings_paragraphs_lists_and_quotations_come_as_markdown) {
  EXPECT_EQ(from("<h1>Un</h1><p>Deux <b>mots</b> et <i>trois</i>.</p><ul><li>a<li>b<ul><li>c</ul></ul><blockquote><p>d</p></blockquote><hr><ol "
                 "start=3><li>e</li></ol>"),
            "# Un\n\nDeux **mots** et *trois*.\n\n  - a\n  - b\n      - c\n\n> d\n\n-----\n\n3.  e\n");
}

TEST(FromHtml, words_outside_any_paragraph_are_one) {
  EXPECT_EQ(from("<div>Bonjour <span>à</span> tous<div>Suite</div>fin</div>"), "Bonjour à tous\n\nSuite\n\nfin\n");
}

TEST(FromHtml, links_and_pictures_keep_their_addresses_and_words) {
  EXPECT_EQ(from("<p><a href='https://example.org/a'>ici</a> <img src=p/1.png alt='Une place'> <a href='#x'>là</a></p>"),
            "[ici](https://example.org/a) ![Une place](p/1.png) là\n");
}

TEST(FromHtml, a_table_is_a_table_and_joined_cells_are_parted) {
  EXPECT_EQ(from("<table><tr><th>A<th>B</tr><tr><td rowspan=2>1<td>2 | 3</tr><tr><td><p>x</p><p>y</p></tr></table>"),
            "| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |\n|  | x ; y |\n");
  EXPECT_THAT(notes("<table><tr><td colspan=2>1</tr><tr><td>2<td>3</tr></table>"), ElementsAre("~ table", "~ table"));
  EXPECT_EQ(from("<table><tr><td><h2>Titre</h2><p>Texte</p></tr></table>"), "## Titre\n\nTexte\n");
}

TEST(FromHtml, scripts_fields_and_films_are_left_out_and_said) {
  auto const html =
      "<p onclick='x()'>Un<script>alert(1)</script> <input value=a></p><iframe src='//example.org/v'></iframe><video src=film.mp4></video>";
  EXPECT_THAT(from(html), Not(HasSubstr("alert")));
  EXPECT_THAT(notes(html), ElementsAre("- script", "- input", "~ iframe", "- video"));
}

TEST(FromHtml, the_same_remark_is_counted_not_repeated) {
  auto const page = from_html("<u>a</u> <u>b</u>");
  ASSERT_EQ(page->notes.size(), 1u);
  EXPECT_EQ(page->notes[0].times, 2u);
}

TEST(FromHtml, a_note_called_in_the_text_is_a_footnote) {
  EXPECT_EQ(from("<p>Un<sup><a role='doc-noteref' href='#n1'>1</a></sup>.</p><section><ol><li id=n1><p>La note. <a role=doc-backlink "
                 "href='#r'>↩</a></p></li></ol></section>"),
            "Un[^1].\n\n[^1]: La note.\n");
}

TEST(FromHtml, what_a_reader_types_is_never_taken_for_a_mark) {
  EXPECT_EQ(from("<p>*a* _b_ # c</p><p># d</p><p>1. e</p><p>::: quiz</p>"), "\\*a\\* \\_b\\_ \\# c\n\n\\# d\n\n1\\. e\n\n\\::: quiz\n");
}

TEST(FromHtml, strong_words_read_as_strong_whatever_stands_beside_them) {
  EXPECT_EQ(from("<p><b>Titre :</b>texte et <b> un </b>mot <b>a</b><b>b</b></p>"), "**Titre** :texte et **un** mot **ab**\n");
}

TEST(FromHtml, figures_raised_have_letters_of_their_own) { EXPECT_EQ(from("<p>m<sup>2</sup> CO<sub>2</sub> 1<sup>er</sup></p>"), "m² CO₂ 1er\n"); }

TEST(FromHtml, a_page_of_windows_is_read_too) { EXPECT_EQ(from("<p>\xE9t\xE9 \x92</p>"), "été ’\n"); }

TEST(FromHtml, too_deep_too_large_or_no_text_is_refused) {
  std::string deep;
  for (int at = 0; at < 100'000; ++at) deep += "<div>";
  auto const page = from_html(deep);
  EXPECT_TRUE(!page || page->blocks.empty());
  EXPECT_FALSE(from_html(std::string(9u << 20, 'a')));
  EXPECT_FALSE(from_html(std::string_view{"\xFF\0\x01", 3}));
  EXPECT_TRUE(from_html("")->blocks.empty());
}

TEST(WrittenMarkdown, blocks_read_back_are_the_same) {
  std::string const source =
      "# Un\n\nDu texte *en* **deux**[^1] ~~trois~~ `code` [lien](https://example.org).  \nSuite.\n\n- [x] fait\n- [ ] à faire\n\n1. un\n2. "
      "deux\n\n> "
      "citation\n\n| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n\n```\ncode\n\n:::\n```\n\n---\n\n![Une photo](/p.png)\n\n[[navette#l1]]\n\n[^1]: La "
      "note.\n";
  auto const once = written(blocks(source));
  EXPECT_EQ(written(blocks(once)), once);
  EXPECT_EQ(words_of(blocks(once)), words_of(blocks(source)));
  EXPECT_EQ(blocks(once).size(), blocks(source).size());
}

}  // namespace
}  // namespace markdown
