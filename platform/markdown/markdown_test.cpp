#include "platform/markdown/markdown.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace {

std::string html_of(std::string_view source, markdown::Options const& options = {}) { return markdown::render(source, options).markup.markup(); }

markdown::Options with_citations() {
  markdown::Options options;
  options.citation = [](std::string_view slug, std::string_view passage) {
    if (slug == "inconnue") return html::Safe{};
    return html::Safe::trusted("<cite>" + std::string{slug} + " " + std::string{passage} + "</cite>");
  };
  return options;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Seconds of processor: other work on the machine does not count.
double seconds_of(std::string const& source) {
  auto const start = std::clock();
  (void)html_of(source);
  (void)markdown::blocks(source);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(Markdown, a_heading_starts_at_the_level_the_page_asks_and_bears_an_address) {
  auto const rendered = markdown::render("# L’été à Oô\n\n## Suite\n\n## Suite\n\n## ?\n");
  ASSERT_EQ(rendered.headings.size(), 4u);
  EXPECT_EQ(rendered.headings[0].id, "l-ete-a-oo");
  EXPECT_EQ(rendered.headings[0].level, 2);
  EXPECT_EQ(rendered.headings[1].id, "suite");
  EXPECT_EQ(rendered.headings[2].id, "suite-2");
  EXPECT_EQ(rendered.headings[3].id, "section");
  EXPECT_TRUE(contains(rendered.markup.markup(), "<h2 id=\"l-ete-a-oo\">L’été à Oô</h2>"));
}

TEST(Markdown, headings_never_skip_a_level_whatever_was_typed) {
  auto const levels = [](std::string_view source, markdown::Options const& options = {}) {
    std::string out;
    for (auto const& heading : markdown::render(source, options).headings) out += std::to_string(heading.level);
    return out;
  };
  EXPECT_EQ(levels("# a\n\n## b\n\n# c"), "232");
  EXPECT_EQ(levels("## a\n\n##### b\n\n### c\n\n## d"), "2332");
  EXPECT_EQ(levels("### a\n\n## b"), "22");
  markdown::Options piece;
  piece.highest_level = 2;
  EXPECT_EQ(levels("### a", piece), "2") << "nothing stands before it in the page";
  piece.level_before = 2;
  EXPECT_EQ(levels("### a", piece), "3");
  piece.first_heading_level = 6;
  EXPECT_EQ(levels("## a\n\n### b", piece), "34");
}

TEST(Markdown, two_headings_never_share_an_address_even_when_one_is_named_like_the_other_numbered) {
  auto const headings = markdown::render("# a\n\n# a 2\n\n# a\n\n# a\n").headings;
  ASSERT_EQ(headings.size(), 4u);
  for (std::size_t i = 0; i < headings.size(); ++i)
    for (std::size_t j = i + 1; j < headings.size(); ++j) EXPECT_NE(headings[i].id, headings[j].id);
}

TEST(Markdown, a_citation_becomes_what_the_page_says_but_not_inside_code_or_a_link) {
  auto const markup =
      html_of("Voir [[la-navette#l1]] et `[[la-navette#l2]]` et [a [[la-navette#l3]]](/x)\n\n    [[la-navette#f1]]\n", with_citations());
  EXPECT_TRUE(contains(markup, "<cite>la-navette l1</cite>"));
  EXPECT_TRUE(contains(markup, "<code>[[la-navette#l2]]</code>"));
  EXPECT_FALSE(contains(markup, "<cite>la-navette l3"));
  EXPECT_TRUE(contains(markup, "[[la-navette#f1]]\n</code></pre>"));
}

TEST(Markdown, a_citation_nobody_knows_stays_as_typed) {
  EXPECT_EQ(html_of("[[inconnue#l1]]", with_citations()), "<p>[[inconnue#l1]]</p>\n");
  EXPECT_EQ(html_of("[[la-navette#l1]]"), "<p>[[la-navette#l1]]</p>\n");
  EXPECT_EQ(html_of("[[Pas Une Adresse]] [[a#]]", with_citations()), "<p>[[Pas Une Adresse]] [[a#]]</p>\n");
}

TEST(Markdown, citations_are_listed_once_each_in_order) {
  auto const found = markdown::citations("> [[b#l2]]\n\n[[a#f1]], [[b#l2]] et **[[c]]** `[[d#l1]]`\n");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], (markdown::Citation{"b", "l2"}));
  EXPECT_EQ(found[1], (markdown::Citation{"a", "f1"}));
  EXPECT_EQ(found[2], (markdown::Citation{"c", ""}));
}

TEST(Markdown, footnotes_take_the_prefix_of_their_document_and_come_back_to_each_call) {
  markdown::Options options;
  options.id_prefix = "p3-";
  options.back_label = "Retour au texte";
  auto const markup = html_of("Un[^a] deux[^a] trois[^b].\n\n[^a]: La note.\n[^b]: L’autre.\n", options);
  EXPECT_TRUE(contains(markup, "href=\"#p3-fn_1\" id=\"p3-fnref_1\">1</a>"));
  EXPECT_TRUE(contains(markup, "id=\"p3-fnref_1_2\">1</a>"));
  EXPECT_TRUE(contains(markup, "<li id=\"p3-fn_2\">"));
  EXPECT_TRUE(contains(markup, "aria-label=\"Retour au texte\""));
  EXPECT_TRUE(contains(markup, "role=\"doc-endnotes\""));
}

TEST(Markdown, a_table_names_its_columns_and_aligns_without_style) {
  auto const markup = html_of("| Levier | Fiches |\n|---|--:|\n| Tiers | 8 |\n");
  EXPECT_TRUE(contains(markup, "<th scope=\"col\">Levier</th><th scope=\"col\" class=\"r\">Fiches</th>"));
  EXPECT_TRUE(contains(markup, "<td class=\"r\">8</td>"));
  EXPECT_TRUE(contains(markup, "</tbody></table></div>"));
  EXPECT_FALSE(contains(markup, "style="));
}

TEST(Markdown, xhtml_closes_what_html_leaves_open) {
  markdown::Options options;
  options.xhtml = true;
  EXPECT_EQ(html_of("a  \nb\n\n---\n", options), "<p>a<br/>\nb</p>\n<hr/>\n");
}

TEST(Markdown, a_picture_of_another_site_becomes_a_link_and_ours_keeps_its_alternative) {
  EXPECT_EQ(html_of("![Le **bus**](https://ailleurs.example/bus.png)"),
            "<p><a href=\"https://ailleurs.example/bus.png\" rel=\"nofollow noopener ugc\">Le bus</a></p>\n");
  EXPECT_EQ(html_of("![Le \"bus\"](/files/bus.png)"), "<p><img src=\"/files/bus.png\" alt=\"Le &quot;bus&quot;\" loading=\"lazy\"></p>\n");
}

TEST(Markdown, tasks_say_whether_they_are_done) {
  auto const markup = html_of("- [x] fait\n- [ ] à faire\n");
  EXPECT_TRUE(contains(markup, "☑ fait"));
  EXPECT_TRUE(contains(markup, "☐ à faire"));
  EXPECT_FALSE(contains(markup, "<input"));
}

TEST(Markdown, dangerous_addresses_lose_their_link_and_keep_their_words) {
  for (std::string_view address :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x0A;script:alert(1)", "&#106;avascript:alert(1)", "vbscript:x",
        "data:text/html;base64,PHM", "data:image/svg+xml,<svg/>", "file:///etc/passwd", "\\javascript:alert(1)", "feed:javascript:x"}) {
    auto const markup = html_of("[clic](<" + std::string{address} + ">)");
    EXPECT_FALSE(contains(markup, "href=\"j")) << address;
    EXPECT_FALSE(contains(markup, "script:alert")) << markup;
    EXPECT_FALSE(contains(markup, "href=\"data")) << address;
    EXPECT_FALSE(contains(markup, "href=\"file")) << address;
    EXPECT_TRUE(contains(markup, "clic")) << address;
  }
}

TEST(Markdown, ordinary_addresses_keep_working) {
  EXPECT_TRUE(contains(html_of("[a](https://example.org/é?a=1&b=2)"), "href=\"https://example.org/%C3%A9?a=1&amp;b=2\""));
  EXPECT_TRUE(contains(html_of("[a](mailto:a@example.org)"), "href=\"mailto:a@example.org\""));
  EXPECT_TRUE(contains(html_of("[a](/p/x#f1)"), "<a href=\"/p/x#f1\">a</a>"));
}

TEST(Markdown, raw_html_never_goes_out_and_its_words_stay) {
  auto const markup =
      html_of("<div onclick=\"x()\">Bon&nbsp;jour<script>alert(1)</script></div>\n\nEt <b onmouseover=x>gras</b> <img src=x onerror=y>.\n");
  EXPECT_TRUE(contains(markup, "Bon\u00A0jour"));
  EXPECT_TRUE(contains(markup, "gras"));
  for (std::string_view bad : {"<script", "onclick", "onmouseover", "onerror", "alert(1)", "<div", "<b"}) EXPECT_FALSE(contains(markup, bad)) << bad;
}

TEST(Markdown, plain_text_is_words_only) {
  EXPECT_EQ(markdown::plain_text("# Titre\n\nUn **mot** [lié](/x) [[la-navette#l1]]\nsuite\n\n- a\n- b\n"), "Titre\nUn mot lié  suite\na\nb");
}

TEST(Markdown, blocks_say_the_same_document_as_a_tree) {
  auto const found = markdown::blocks("## Titre\n\nUn *mot* [[a#l1]].\n\n3. x\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nNote[^1].\n\n[^1]: Là.\n");
  using Kind = markdown::Block::Kind;
  ASSERT_EQ(found.size(), 6u);
  EXPECT_EQ(found[0].kind, Kind::heading);
  EXPECT_EQ(found[0].level, 2);
  ASSERT_EQ(found[1].inside.size(), 5u);
  EXPECT_EQ(found[1].inside[1].kind, Kind::emphasis);
  EXPECT_EQ(found[1].inside[3].kind, Kind::citation);
  EXPECT_EQ(found[1].inside[3].address, "a");
  EXPECT_EQ(found[1].inside[3].text, "l1");
  EXPECT_EQ(found[2].kind, Kind::ordered_list);
  EXPECT_EQ(found[2].level, 3);
  EXPECT_EQ(found[3].inside[0].level, 1);
  EXPECT_EQ(found[3].inside[1].level, 0);
  EXPECT_EQ(found[5].kind, Kind::footnote);
  EXPECT_EQ(found[5].text, "1");
}

TEST(Markdown, several_threads_read_the_same_marks) {
  std::string const source = "Un lieu ~~fermé~~ ouvert, https://exemple.example et www.exemple.example.\n";
  auto const alone = html_of(source);
  ASSERT_TRUE(contains(alone, "<del>fermé</del>"));
  std::atomic<int> others = 0;
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 4; ++reader)
    readers.emplace_back([&] {
      for (int time = 0; time < 2000; ++time) others += html_of(source) != alone;
    });
  readers.clear();
  EXPECT_EQ(others, 0);
}

TEST(MarkdownCaps, a_refusal_names_the_line) {
  auto const refused = markdown::checked("a\n" + repeated("|", 65) + "\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().arguments, std::vector<std::string>{"2"});
  EXPECT_FALSE(markdown::checked(std::string(256 * 1024 + 1, 'a')));
  EXPECT_TRUE(markdown::checked(std::string(256 * 1024, 'a')));
}

TEST(MarkdownCaps, a_source_over_the_caps_is_shown_as_typed) {
  auto const markup = html_of("<b>" + repeated("|", 100));
  EXPECT_TRUE(markup.starts_with("<pre>&lt;b&gt;|||"));
}

TEST(MarkdownCaps, nothing_hostile_takes_long) {
  std::vector<std::pair<char const*, std::string>> const hostile = {
      {"wide table", repeated("|a", 2000) + "|\n" + repeated("|-", 2000) + "|\n" + repeated("|a\n", 5000)},
      {"table just under the cap", repeated("|a", 63) + "|\n" + repeated("|-", 63) + "|\n" + repeated("|a\n", 80000)},
      {"table of as many cells as allowed", repeated("|a", 39) + "|\n" + repeated("|-", 39) + "|\n" + repeated("|a\n", 490)},
      {"many tables", repeated(repeated("|a", 39) + "|\n" + repeated("|-", 39) + "|\n" + repeated("|a\n", 490) + "\n", 150)},
      {"pictures left open", repeated("![[]()", 20000)},
      {"pictures left open in paragraphs", repeated(repeated("![[]()", 900) + "\n\n", 45)},
      {"brackets", repeated("[", 200000)},
      {"nested quotes", repeated("> ", 100000) + "a"},
      {"nested lists", repeated("- ", 100000) + "a"},
      {"deepening lists", [] { std::string s; for (int i = 0; i < 600; ++i) s += std::string(static_cast<std::size_t>(i), ' ') + "- a\n"; return s; }()},
      {"emphasis", repeated("*a **a ", 30000)},
      {"underscores", repeated("_a __a_ ", 30000)},
      {"backticks", [] { std::string s; for (int i = 1; i < 600; ++i) s += "e" + std::string(static_cast<std::size_t>(i), '`'); return s; }()},
      {"footnote calls", repeated("[^a] ", 1900) + "\n\n[^a]: x\n"},
      {"footnotes", [] { std::string s; for (int i = 0; i < 8000; ++i) s += "[^" + std::to_string(i) + "]: x\n\n"; return s; }()},
      {"references", [] { std::string s; for (int i = 0; i < 8000; ++i) s += "[r" + std::to_string(i) + "]: /x\n"; return s; }()},
      {"half-open html", repeated("<a <!-- <? ", 20000)},
      {"half-open html in paragraphs", repeated(repeated("<a <!-- <? ", 600) + "\n\n", 38)},
      {"half-open html blocks", repeated("<script>\n\n", 20000)},
      {"citations", repeated("[[a#l1", 900)},
      {"many headings of one name", repeated("# a\n", 60000)}};
  for (auto const& [name, source] : hostile) EXPECT_LT(seconds_of(source), 8.0) << name;  // 19 s and more without the caps
}

TEST(MarkdownCaps, known_hostile_texts_come_out_harmless) {
  std::filesystem::path const folder = std::filesystem::path{ESSAIM_SOURCE_DIR} / "../shared/data/malveillants/texte";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the folder of hostile texts is not beside the sources";
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    std::stringstream bytes;
    bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    auto const markup = html_of(bytes.str());
    for (std::string_view bad :
         {"<script", "<iframe", "onclick", "onerror=\"", "href=\"javascript", "href=\"vbscript", "href=\"data", "<html", "mso-"})
      EXPECT_FALSE(contains(markup, bad)) << entry.path() << " " << bad << "\n" << markup;
    EXPECT_FALSE(markdown::plain_text(bytes.str()).empty());
  }
}

}  // namespace
