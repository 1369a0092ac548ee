#include <algorithm>
#include <functional>

#include "domain/kit/bring/readers.h"
#include "domain/kit/quiz.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/writing.h"

// Texts in Markdown: one file, or a folder of them. They come as they were typed; pictures, links to other files and raw HTML are
// looked at.
namespace kit {
namespace {

using i18n::msgid;
using Kind = markdown::Block::Kind;

/// Where the words of a file begin, and the title its first lines give.
struct Opened {
  std::string title, body;
};

/// Front matter in YAML, or nothing.
Opened opened(std::string const& text, std::string const& file, Bringing& into) {
  if (!text.starts_with("---\n")) return {{}, text};
  auto read = base::read_markdown_file(text, file);
  if (read) return {std::string{read->front.text("title")}, std::move(read->body)};
  into.changed({file, {}}, msgid("The first lines, between two ---, could not be read: the page has the title of its first heading."));
  auto const end = text.find("\n---", 3);
  auto const body = end == std::string::npos ? std::string::npos : text.find('\n', end + 1);
  return {{}, body == std::string::npos ? text : text.substr(body + 1)};
}

/// The first line "# Title" of a text, taken out of it; "" when it opens otherwise.
std::string heading_taken(std::string& body) {
  auto const start = body.find_first_not_of(" \n");
  if (start == std::string::npos || body.compare(start, 2, "# ") != 0) return "";
  auto const end = std::min(body.find('\n', start), body.size());
  auto title = markdown::plain_text(body.substr(start, end - start));
  body.erase(0, end);
  return std::string{base::trimmed(title)};
}

/// Where the bracket that closes at `close` opened; npos when it did not.
std::size_t opening_of(std::string_view text, std::size_t close) {
  int depth = 0;
  for (auto at = close + 1; at-- > 0;) {
    if (text[at] == '\n' && at > 0 && text[at - 1] == '\n') break;
    if (text[at] == ']') ++depth;
    if (text[at] == '[' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

/// The text without its links, or its pictures, to that address: `said` stands where each was. How many there were.
std::size_t take_out(std::string& text, std::string const& address, bool picture, std::function<std::string(std::string_view)> const& said) {
  std::size_t count = 0;
  auto const closing = "](" + address;
  for (auto at = text.find(closing); at != std::string::npos; at = text.find(closing, at + 1)) {
    auto const after = at + closing.size();
    auto const end = text.find(')', after), open = opening_of(text, at);
    if (end == std::string::npos || open == std::string::npos || (text[after] != ')' && text[after] != ' ')) continue;
    bool const is_picture = open > 0 && text[open - 1] == '!';
    if (is_picture != picture) continue;
    auto const start = open - is_picture;
    auto const words = said(std::string_view{text}.substr(open + 1, at - open - 1));
    text.replace(start, end + 1 - start, words);
    at = start;
    ++count;
  }
  return count;
}

void find_pictures(std::vector<markdown::Block> const& blocks, std::vector<markdown::Block>& found) {
  for (auto const& block : blocks) {
    if (block.kind == Kind::image) found.push_back(block);
    find_pictures(block.inside, found);
  }
}

class FileReader {
 public:
  FileReader(Package const& package, std::string const& file, Bringing& into) : m_package{package}, m_file{file}, m_into{into} {}

  void read(std::string const& text) {
    auto [title, body] = opened(text, m_file, m_into);
    auto heading = heading_taken(body);
    if (!title.empty() && !heading.empty() && base::fold(title) != base::fold(heading)) body = "# " + heading + "\n" + body;
    m_into.page(title.empty() ? heading : title, m_file);
    if (auto const checked = markdown::checked(body); !checked && body.size() < 200'000)
      return m_into.say(Fate::left_out, {m_file, {}}, checked.error());
    m_body = std::move(body);
    // Over what is read at once, pictures and links stay as typed: the page is cut further on.
    if (markdown::checked(m_body)) {
      keep_typed_pictures(m_body, {m_file, {}}, m_into);
      look_at(markdown::blocks(m_body));
    }
    if (has_html()) m_into.changed({m_file, "HTML"}, msgid("HTML inside Markdown is not shown: only its words are."));
    m_into.add_markdown(m_body);
    for (auto const& name : m_banks) bank(name);
  }

 private:
  void look_at(std::vector<markdown::Block> const& blocks) {
    for (auto const& block : blocks) {
      look_at(block.inside);
      if (block.kind == Kind::link) link(block);
    }
  }

  void link(markdown::Block const& block) {
    auto const address = block.address;
    if (address.empty() || address.front() == '#' || address.front() == '/' || address.find(':') != std::string::npos) return;
    auto const name = pointed(m_file, address);
    bool const bank = name.ends_with(".gift") && m_package.holds(name);
    if (take_out(m_body, address, false, [&](std::string_view words) { return bank ? "" : std::string{words}; }) == 0) return;
    if (bank) m_banks.push_back(name);
    else m_into.changed({m_file, "a"}, msgid("A link to another page of the file is kept as words."));
  }

  /// A bank of questions the page leads to is asked after it.
  void bank(std::string const& name) {
    m_into.met(name);
    auto reading = read_gift(*m_package.find(name));
    for (auto& question : reading.questions) {
      keep_typed_pictures(question.text, {name, {}}, m_into);
      m_into.add_question(std::move(question), {name, {}});
    }
    for (auto& problem : reading.problems) m_into.say(Fate::left_out, {name, "line:" + std::to_string(problem.line)}, std::move(problem.refusal));
  }

  bool has_html() const {
    static constexpr std::string_view tags[] = {"<div", "<span", "<img", "<iframe", "<table", "<script", "<br", "<p>", "<a ", "<video", "<details"};
    return std::ranges::any_of(tags, [&](std::string_view tag) { return m_body.find(tag) != std::string::npos; });
  }

  Package const& m_package;
  std::string const& m_file;
  Bringing& m_into;
  std::string m_body;
  std::vector<std::string> m_banks;
};

}  // namespace

void keep_typed_pictures(std::string& text, Spot const& spot, Bringing& into) {
  std::vector<markdown::Block> pictures;
  find_pictures(markdown::blocks(text), pictures);
  for (auto const& picture : pictures) {
    if (picture.address.starts_with("http")) {
      into.changed({spot.file, "img"}, msgid("A picture of another site becomes a link to it."));
      continue;
    }
    Spot const at{spot.file, (spot.element.empty() ? "" : spot.element + ", ") + base::shortened(picture.address, 60)};
    auto const kept = into.kept_picture(at, pointed(spot.file, picture.address), !picture.text.empty());
    take_out(text, picture.address, true, [&](std::string_view typed) {
      std::string const words{typed};
      return !kept.empty() ? "![" + words + "](" + kept + ")" : words.empty() ? "" : "\\[" + words + "\\]";
    });
  }
}

Refused read_markdown_text(std::string const& text, Package const& package, std::string const& file, Bringing& into) {
  FileReader{package, file, into}.read(text);
  return std::nullopt;
}

Refused read_folder(Package const& package, Bringing& into) {
  for (auto const& name : package.names()) {
    auto const folded = base::fold(name);
    bool const is_markdown = folded.ends_with(".md") || folded.ends_with(".markdown") || folded.ends_with(".txt");
    bool const is_page = folded.ends_with(".html") || folded.ends_with(".htm") || folded.ends_with(".xhtml");
    if (!is_markdown && !is_page) continue;
    into.met(name);
    if (is_page) {
      into.page("", name);
      into.add_html(*package.find(name), name);
      continue;
    }
    bool converted = false;
    auto const text = as_text(*package.find(name), converted);
    if (converted) into.changed({name, {}}, msgid("The letters of this file were those of Windows: they are read as such."));
    read_markdown_text(text, package, name, into);
  }
  // Questions no page leads to are asked on their own.
  for (auto const& name : package.ending(".gift")) {
    if (into.has_met(name)) continue;
    into.met(name);
    into.page(stem_of(name), name);
    bool converted = false;
    read_gift_bank(as_text(*package.find(name), converted), name, into);
  }
  into.name_left_over(package);
  return std::nullopt;
}

}  // namespace kit
