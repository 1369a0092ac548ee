// What a screen reader says of the books, in its order (tools/read_aloud.mjs), beside the order of the text they were made from.
#include <gtest/gtest.h>

#include "domain/kit/audience.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/pdf.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "platform/markdown/markdown.h"

namespace {
namespace fs = std::filesystem;
using kit::testing_::french;

fs::path const source{ESSAIM_SOURCE_DIR};

/// Letters and figures alone, so that what a format does to spaces, quotation marks and signs it has no face for does not count.
std::string bare(std::string_view text) {
  std::string out;
  for (char const c : text)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

/// The passages of a document, in the order they were written; notes apart, which each format sets where its readers look for them.
class Passages {
 public:
  /// `bound`: in a book with pages, which gives a passage it prints by its sheet and its page.
  explicit Passages(kit::Document const& document, bool bound = false) {
    kit::Places const places{document};
    for (auto const& part : document.parts) {
      add(part.title);
      for (auto const& block : part.blocks) {
        add(block.title);
        for (auto const& node : markdown::blocks(block.markdown)) walk(node);
        if (block.picture) picture(*block.picture);
        for (auto const& ground : block.grounds) add(bound ? printed(places.find(ground.address), part, block, ground) : ground.quote);
      }
    }
  }
  std::vector<std::string> const& all() const { return m_all; }

 private:
  using Kind = markdown::Block::Kind;
  /// What rests on itself says nothing.
  static std::string printed(kit::Places::Place const& place, kit::Part const& part, kit::Block const& block, kit::Ground const& ground) {
    bool const is_itself = place.part == &part && (place.block.empty() || place.block == block.id);
    return is_itself ? "" : place.part ? ground.title : ground.quote;
  }
  void add(std::string_view text) {
    if (auto words = bare(text); words.size() > 3) m_all.push_back(std::move(words));
  }
  void walk(markdown::Block const& node) {
    if (node.kind == Kind::footnote || node.kind == Kind::citation || node.kind == Kind::image) return;
    if (node.inside.empty()) add(node.text);
    for (auto const& inner : node.inside) walk(inner);
  }
  void picture(kit::Picture const& picture) {
    add(picture.finding);
    add(picture.alternative);
    for (auto const& row : picture.table)
      for (auto const& cell : row) add(cell);
  }
  std::vector<std::string> m_all;
};

std::string read_aloud(fs::path const& file) {
  auto const finished = files::run({.program = "node", .arguments = {(source / "tools/read_aloud.mjs").string(), file.string()}, .memory_bytes = 0});
  EXPECT_TRUE(finished.succeeded()) << finished.errors;
  return finished.output;
}

/// Each passage is said, after the one before it.
void expect_in_order(std::vector<std::string> const& passages, std::string const& said) {
  auto const heard = bare(said);
  std::size_t from = 0;
  for (std::size_t at = 0; at < passages.size(); ++at) {
    auto const found = heard.find(passages[at], from);
    ASSERT_NE(found, std::string::npos) << passages[at] << " is not said after " << (at ? passages[at - 1] : "the beginning") << "\n" << said;
    from = found + passages[at].size();
  }
}

bool can_run(std::string const& program) {
  try {
    return files::run({.program = program, .arguments = {"--version"}}).exit_code >= 0;
  } catch (std::system_error const&) {
    return false;
  }
}

TEST(ReadingOrder, OfTheEpubIsThatOfTheText) {
  if (!can_run("node")) GTEST_SKIP() << "Node is missing: apt-get install nodejs";
  files::TemporaryFolder const folder;
  auto const document = kit::for_medium(kit::sample_document(), kit::Medium::book, french());
  files::write_atomically(folder.path() / "kit.epub", kit::epub(document, french()));
  auto const passages = Passages{document}.all();
  EXPECT_GT(passages.size(), 60u);
  expect_in_order(passages, read_aloud(folder.path() / "kit.epub"));
}

TEST(ReadingOrder, OfThePdfIsThatOfTheText) {
  if (!can_run("node") || !can_run("pdfinfo") || !can_run("qpdf")) GTEST_SKIP() << "Missing: apt-get install nodejs poppler-utils qpdf";
  auto const document = kit::for_medium(kit::sample_document(), kit::Medium::paper, french());
  for (auto const paper : {kit::Paper::a4, kit::Paper::a5}) {
    auto const made = kit::pdf(document, french(), {.typst = {.tools = source / "tools/typst"}}, {paper});
    if (!made && made.error().field == "absent") GTEST_SKIP() << "The Typst package is missing: npm install";
    ASSERT_TRUE(made);
    files::TemporaryFolder const folder;
    files::write_atomically(folder.path() / "kit.pdf", *made);
    auto const said = read_aloud(folder.path() / "kit.pdf");
    expect_in_order(Passages{document, true}.all(), said);
    EXPECT_NE(said.find("figure  Tiers de confiance 8, échanges entre pairs 5"), std::string::npos) << said;
  }
}

}  // namespace
