#include "domain/kit/bring/bringing.h"

#include <algorithm>

#include "domain/kit/quiz.h"
#include "platform/base/base64.h"
#include "platform/base/text.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"
#include "platform/markdown/from_html.h"
#include "platform/markdown/writing.h"

namespace kit {
namespace {

using i18n::msgid;
using Kind = markdown::Block::Kind;

constexpr std::size_t most_notes = 1'000, longest_title = 120, longest_page = 150'000, most_pictures = 200, heaviest_picture = 20u << 20;

markdown::Block text_block(std::string text) {
  markdown::Block block;
  block.kind = Kind::text;
  block.text = std::move(text);
  return block;
}

/// The bytes of "data:image/png;base64,…" or "data:image/svg+xml,…"; "" when they are neither.
std::string bytes_in_text(std::string_view address) {
  auto const comma = address.find(',');
  if (comma == std::string_view::npos) return "";
  return address.substr(0, comma).ends_with(";base64") ? base::from_base64(address.substr(comma + 1)) : without_percents(address.substr(comma + 1));
}

bool is_of_the_web(std::string_view address) { return address.starts_with("http://") || address.starts_with("https://"); }

bool shows_a_picture(std::vector<markdown::Block> const& blocks) {
  return std::ranges::any_of(blocks, [](markdown::Block const& one) { return one.kind == Kind::image || shows_a_picture(one.inside); });
}

/// Why a picture stays out; nothing when it may come in.
std::optional<base::Refusal> picture_refused(std::string const& bytes, std::string_view name) {
  auto const kind = files::kind_of(bytes, name);
  bool const is_picture = kind && files::is_picture(*kind);
  if (auto const drawing = is_picture ? std::nullopt : files::drawable_svg(bytes); drawing && files::size_of_svg(*drawing)) return std::nullopt;
  if (!is_picture)
    return base::Refusal{
        msgid("Only pictures in JPEG, PNG, WebP or GIF, and plain drawings in SVG, are kept: the words that stand for this one stay."), {}, {}};
  if (!files::size_of_picture(bytes) || bytes.size() > heaviest_picture)
    return base::Refusal{msgid("This picture is broken, or too large: its words stay."), {}, {}};
  return std::nullopt;
}

/// As the stores take it: files of others hold bytes that are no letters.
std::string clean(std::string text) {
  std::erase(text, '\0');
  return base::is_clean_utf8(text) ? text : base::from_windows_1252(text);
}

/// On one line, and no longer than a chapter's may be: letters of some languages take several bytes.
std::string short_title(std::string_view title) {
  auto const line = base::join(base::split(title, '\n'), " ");
  for (auto letters = longest_title;; letters -= 10)
    if (auto cut = base::shortened(line, letters); cut.size() <= 190 || letters < 20) return cut;
}

/// The text in pieces a page may hold, cut where nothing is open.
std::vector<std::string> pieces_of(std::string_view markdown) {
  std::vector<std::string> pieces(1);
  bool in_fence = false;
  for (auto const line : base::lines(markdown)) {
    auto const plain = base::trimmed(line);
    if (plain.starts_with("```") || plain.starts_with("~~~")) in_fence = !in_fence;
    if (plain.empty() && !in_fence && pieces.back().size() > longest_page) pieces.emplace_back();
    else pieces.back() += std::string{line} + "\n";
  }
  return pieces;
}

}  // namespace

void Bringing::page(std::string title, std::string file) {
  m_brought.pages.push_back({clean(std::string{base::trimmed(title)}), clean(std::move(file)), {}, {}});
}

void Bringing::say(Fate fate, Spot spot, base::Refusal words, std::size_t times) {
  spot = {clean(std::move(spot.file)), clean(std::move(spot.element))};
  for (auto& argument : words.arguments) argument = clean(std::move(argument));
  auto const key =
      std::to_string(static_cast<int>(fate)) + '\n' + spot.file + '\n' + spot.element + '\n' + words.msgid + '\n' + base::join(words.arguments, "\n");
  auto const [known, is_new] = m_said.try_emplace(key, m_brought.notes.size());
  if (!is_new) m_brought.notes[known->second].times += times;
  else if (m_brought.notes.size() < most_notes) m_brought.notes.push_back({fate, std::move(spot), std::move(words), times});
  else ++m_brought.more_notes, m_said.erase(known);
}

void Bringing::changed(Spot spot, std::string words, std::vector<std::string> arguments) {
  say(Fate::changed, std::move(spot), {std::move(words), std::move(arguments), {}});
}

void Bringing::left_out(Spot spot, std::string words, std::vector<std::string> arguments) {
  say(Fate::left_out, std::move(spot), {std::move(words), std::move(arguments), {}});
}

std::string const* Bringing::bytes_of(std::string const& name) const {
  auto const offered = m_offered.find(name);
  return offered != m_offered.end() ? &offered->second : m_package ? m_package->find(name) : nullptr;
}

std::string Bringing::named(std::string const& from_file, std::string_view address) const {
  // Quizzes of a cartridge name its files from a place each tool understands in its own way.
  static constexpr std::string_view token = "$IMS-CC-FILEBASE$";
  auto const plain = without_percents(address);
  if (!plain.starts_with(token)) return pointed(from_file, address);
  auto const rest = std::string_view{plain}.substr(token.size());
  auto const path = std::string{rest.substr(std::min(rest.size(), rest.find_first_not_of("./")))};
  for (auto const& candidate : {pointed(from_file, rest), path, "web_resources/" + path})
    if (bytes_of(candidate)) return candidate;
  return path;
}

void Bringing::look_at_picture(markdown::Block& block, Spot const& spot) {
  if (is_of_the_web(block.address)) return changed({spot.file, "img"}, msgid("A picture of another site becomes a link to it."));
  auto const words = std::string{base::trimmed(block.text)};
  bool const in_text = block.address.starts_with("data:");
  if (in_text) offer("img", bytes_in_text(block.address));
  Spot const at{spot.file, (spot.element.empty() ? "" : spot.element + ", ") + (in_text ? "img" : base::shortened(block.address, 60))};
  block.address = kept_picture(at, in_text ? "img" : named(spot.file, block.address), !words.empty());
  if (block.address.empty()) block = text_block(words.empty() ? "" : "[" + words + "]");
}

std::string Bringing::kept_picture(Spot const& spot, std::string const& name, bool has_words) {
  met(name);
  auto const* bytes = bytes_of(name);
  if (!bytes) return left_out(spot, msgid("The file does not hold this picture.")), "";
  auto& address = m_pictures[base::fingerprint(*bytes)];
  if (address.empty()) {
    if (auto refused = picture_refused(*bytes, name)) return say(Fate::left_out, spot, std::move(*refused)), "";
    if (m_brought.pictures.size() >= most_pictures)
      return left_out(spot, msgid("A file brings {} pictures at most: the words of the others stay."), {std::to_string(most_pictures)}), "";
    address = picture_address(m_brought.pictures.size());
    m_brought.pictures.push_back({name, *bytes});
  }
  if (!has_words) changed(spot, msgid("A picture without words comes in: write what it shows before an edition is frozen."));
  return address;
}

std::string Bringing::picture_markdown(Spot const& spot, std::string const& name, std::string const& words) {
  markdown::Block picture, paragraph;
  picture.kind = Kind::image;
  picture.text = clean(words);
  picture.address = kept_picture(spot, name, !words.empty());
  if (picture.address.empty()) picture = text_block(picture.text.empty() ? "" : "[" + picture.text + "]");
  paragraph.inside = {std::move(picture)};
  return std::string{base::trimmed(markdown::written({paragraph}))};
}

void Bringing::add_picture(Spot const& spot, std::string const& name, std::string const& words) { add_markdown(picture_markdown(spot, name, words)); }

void Bringing::look_at_link(markdown::Block& block, Spot const& spot) {
  auto const& address = block.address;
  if (is_of_the_web(address) || address.starts_with("mailto:") || address.starts_with("tel:")) return;
  bool const inside = address.find(':') == std::string::npos;
  if (inside) changed({spot.file, "a"}, msgid("A link to another page of the file is kept as words."));
  else changed({spot.file, "a"}, msgid("A link that runs something, or leads nowhere safe, is kept as words."));
  auto words = std::move(block.inside);
  block = {};
  block.kind = Kind::text;
  block.text = markdown::words_of(words);
}

void Bringing::look_at(std::vector<markdown::Block>& blocks, Spot const& spot) {
  for (auto& block : blocks) {
    look_at(block.inside, spot);
    if (block.kind == Kind::image) look_at_picture(block, spot);
    else if (block.kind == Kind::link) look_at_link(block, spot);
  }
}

void Bringing::name_left_over(Package const& package) {
  static constexpr std::string_view dress[] = {".css", ".js",  ".json", ".xsd", ".dtd", ".woff", ".woff2",
                                               ".ttf", ".otf", ".eot",  ".map", ".xml", ".ico"};
  std::size_t dressing = 0;
  for (auto const& name : package.names()) {
    if (has_met(name)) continue;
    auto const folded = base::fold(name);
    if (std::ranges::any_of(dress, [&](std::string_view end) { return folded.ends_with(end); })) ++dressing;
    else left_out({name, {}}, msgid("A kit cannot hold this file."));
  }
  if (dressing > 0) left_out({}, msgid("Files that only dress or run the pages are not kept: {}."), {std::to_string(dressing)});
}

std::vector<markdown::Block> Bringing::from(std::string_view html, Spot const& spot, std::string* title) {
  auto page = markdown::from_html(html);
  if (!page) {
    say(Fate::left_out, spot, page.error());
    return {};
  }
  for (auto& note : page->notes) {
    auto const element = spot.element.empty() ? note.element : spot.element + ", " + note.element;
    say(note.left_out ? Fate::left_out : Fate::changed, {spot.file, element}, std::move(note.words), note.times);
  }
  if (title) *title = std::move(page->title);
  return std::move(page->blocks);
}

void Bringing::add(std::vector<markdown::Block> blocks, std::string const& file) {
  look_at(blocks, {file, {}});
  auto& page = m_brought.pages.back();
  auto const heading = std::ranges::find(blocks, Kind::heading, &markdown::Block::kind);
  if (page.markdown.empty() && heading != blocks.end()) {
    auto const words = std::string{base::trimmed(markdown::words_of(*heading))};
    if (page.title.empty()) page.title = clean(words);
    // Its title is printed above a chapter: the page does not say it a second time.
    if (base::fold(words) == base::fold(page.title)) blocks.erase(heading);
  }
  add_markdown(markdown::written(blocks));
}

void Bringing::add_markdown(std::string_view source) {
  auto& text = m_brought.pages.back().markdown;
  source.remove_prefix(std::min(source.size(), source.find_first_not_of('\n')));
  auto const plain = source.substr(0, source.find_last_not_of(" \n") + 1);
  if (!plain.empty()) text += (text.empty() ? "" : "\n") + clean(std::string{plain}) + "\n";
}

void Bringing::add_html(std::string_view html, std::string const& file) {
  std::string title;
  add(from(html, {file, {}}, &title), file);
  if (m_brought.pages.back().title.empty()) m_brought.pages.back().title = clean(std::move(title));
}

std::string Bringing::markdown_of(std::string_view html, Spot const& spot) {
  auto blocks = from(html, spot, nullptr);
  look_at(blocks, spot);
  return std::string{base::trimmed(markdown::written(blocks))};
}

std::string Bringing::words_of(std::string_view html, Spot const& spot) {
  auto const blocks = from(html, spot, nullptr);
  if (shows_a_picture(blocks)) changed(spot, msgid("An answer holds words alone: those that stand for its picture stay."));
  return base::join(base::split(markdown::words_of(blocks), '\n'), " ");
}

void Bringing::add_question(Question question, Spot const& spot) {
  // What is kept is what a chapter will say: written as it is there, and read back.
  auto reading = read_gift(clean(write_gift({std::move(question)})));
  if (reading.questions.size() == 1) m_brought.pages.back().questions.push_back(std::move(reading.questions.front()));
  else if (!reading.problems.empty()) say(Fate::left_out, spot, reading.problems.front().refusal);
  else left_out(spot, msgid("This question asks nothing."));
}

void Bringing::settle(BroughtPage page, std::vector<BroughtPage>& pages) {
  page.title = short_title(page.title);
  if (page.title.empty()) page.title = short_title(stem_of(page.file));
  if (page.title.empty()) page.title = short_title(m_brought.title);
  if (page.markdown.empty() && page.questions.empty()) {
    // A category without questions is no loss.
    if (!page.file.empty()) left_out({page.file, {}}, msgid("This page says nothing a text could keep."));
    return;
  }
  auto pieces = pieces_of(page.markdown);
  if (pieces.size() > 1) changed({page.file, {}}, msgid("This page is long: it is cut into {} chapters."), {std::to_string(pieces.size())});
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (auto const checked = markdown::checked(pieces[at]); !checked) {
      say(Fate::left_out, {page.file, {}}, checked.error());
      continue;
    }
    auto one = page;
    one.markdown = std::move(pieces[at]);
    if (at > 0) one.title += " (" + std::to_string(at + 1) + ")";
    if (at + 1 < pieces.size()) one.questions.clear();
    if (pages.size() >= most_brought_pages) {
      left_out({page.file, {}}, msgid("A kit has {} chapters at most."), {std::to_string(most_brought_pages)});
      continue;
    }
    say(Fate::kept, {page.file, {}},
        {msgid("“{}” comes in; words: {}, questions: {}, pictures: {}."),
         {one.title, std::to_string(base::count_words(markdown::plain_text(one.markdown))), std::to_string(one.questions.size()),
          std::to_string(pictures_in(one).size())},
         {}});
    pages.push_back(std::move(one));
  }
}

Brought Bringing::take() {
  std::vector<BroughtPage> pages;
  for (auto& page : m_brought.pages) settle(std::move(page), pages);
  m_brought.pages = std::move(pages);
  return std::move(m_brought);
}

}  // namespace kit
