#include "domain/kit/picture_words_pages.h"

#include <algorithm>
#include <set>

#include "domain/kit/kit_store.h"
#include "domain/kit/photographs.h"
#include "domain/kit/typed_pictures.h"
#include "domain/kit/views/picture_words.view.h"
#include "domain/programme/programme.h"
#include "domain/writing/writing.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

constexpr std::size_t most_lines = 100, longest_words = 500;
constexpr std::string_view folder = "pictures/";

html::Url here(Visit const& visit) { return html::Url::path("/p/{}/kit/compose/pictures", {visit.capture("programme")}); }

/// What a lead typed for each picture of the form.
std::vector<PictureWordsLine> typed_lines(Visit const& visit) {
  std::vector<PictureWordsLine> lines;
  for (std::size_t at = 0; at < most_lines; ++at) {
    auto const number = std::to_string(at);
    PictureWordsLine line;
    line.page = visit.form("page-" + number), line.address = visit.form("address-" + number), line.was = visit.form("was-" + number);
    line.words = base::shortened(base::trimmed(visit.form("words-" + number)), longest_words);
    if (!line.address.empty() && line.words != line.was) lines.push_back(std::move(line));
  }
  return lines;
}

/// The words of a picture in a text; nothing when the text no longer shows it.
std::optional<std::string> words_of(std::string const& markdown, std::string const& address) {
  for (auto const& picture : typed_pictures(markdown, folder))
    if (picture.address == address) return picture.words;
  return std::nullopt;
}

/// Writes what nobody wrote otherwise meanwhile, and answers the rest.
std::vector<PictureWordsLine> written(db::Session& session, Kit const& kit, std::vector<PictureWordsLine> lines, accounts::PersonId const& by,
                                      base::Instant now) {
  KitStore store{session};
  auto texts = store.pages(kit.id);
  std::set<std::string> touched;
  std::erase_if(lines, [&](PictureWordsLine const& line) {
    auto const text = texts.find(line.page);
    auto const words = text == texts.end() ? std::nullopt : words_of(text->second, line.address);
    if (!words || (*words != line.was && *words != line.words)) return false;
    text->second = with_pictures(text->second, folder, [&](TypedPicture const& one) {
      return typed_picture(one.address == line.address ? line.words : one.words, one.address);
    });
    touched.insert(line.page);
    return true;
  });
  auto const readings = store.readings(kit.id);
  for (auto const& slug : touched) store.write_page(kit.id, {slug, texts.at(slug), readings.at(slug).revision}, by, now);
  return lines;
}

}  // namespace

std::vector<PictureWordsLine> picture_lines(Outline const& outline, Pages const& pages, std::size_t most) {
  std::vector<PictureWordsLine> lines;
  std::set<std::pair<std::string, std::string>> met;
  for (auto const& chapter : outline.chapters) {
    auto const text = pages.find(chapter.page);
    if (text == pages.end()) continue;
    for (auto const& picture : typed_pictures(text->second, folder))
      if (photos_named(picture.address).size() == 1 && met.emplace(chapter.page, picture.address).second)
        lines.push_back({chapter.page, picture.address, chapter.slug, chapter.title, picture.words, picture.words, {}, {}, {}, {}});
  }
  std::ranges::stable_partition(lines, [](PictureWordsLine const& line) { return line.words.empty(); });
  if (lines.size() > most) lines.resize(most);
  return lines;
}

std::size_t wordless_pictures(Outline const& outline, Pages const& pages) {
  auto const lines = picture_lines(outline, pages, std::string_view::npos);
  return static_cast<std::size_t>(std::ranges::count_if(lines, [](PictureWordsLine const& line) { return line.words.empty(); }));
}

void PictureWordsPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose/pictures", Right::lead, "The pictures of the kit's own texts, and the words that stand for them",
             [this](Visit const& visit) { return ask(visit, {}); });
  routes.post("/p/{programme}/kit/compose/pictures", Right::lead, "Writes the words of pictures into the texts that show them",
              [this](Visit const& visit) { return write(visit); });
}

/// What is written live is in the texts, and the other way round. Not inside a transaction.
void PictureWordsPages::bring_together(Visit const& visit) const {
  if (m_live) m_live->bring_together(*visit.programme, "kit-page");
}

http::Response PictureWordsPages::ask(Visit const& visit, std::vector<PictureWordsLine> const& typed) const {
  bring_together(visit);
  return m_house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (!kit) return http::see_other(html::Url::path("/p/{}/kit/compose", {visit.capture("programme")}).text());  // where a kit is opened first
    auto const pages = store.pages(kit->id);
    PictureWordsView page;
    page.lines = picture_lines(kit->outline, pages, std::string_view::npos);
    page.wordless = wordless_pictures(kit->outline, pages);
    for (auto const& mine : typed) {
      auto const line = std::ranges::find_if(page.lines, [&](auto const& one) { return one.page == mine.page && one.address == mine.address; });
      if (line == page.lines.end()) continue;
      page.refused = true;
      line->theirs = line->words, line->words = mine.words;
      std::rotate(page.lines.begin(), line, line + 1);
    }
    page.more = page.lines.size() - std::min(page.lines.size(), most_lines);
    page.lines.resize(page.lines.size() - page.more);
    std::string const slug{visit.capture("programme")};
    for (std::size_t at = 0; at < page.lines.size(); ++at) {
      auto& line = page.lines[at];
      line.field = std::to_string(at);
      line.picture = html::Url::path("/p/{}/kit/compose/pictures/{}", {slug, line.address.substr(folder.size())});
      line.text = html::Url::path("/p/{}/kit/compose/pages/{}", {slug, line.slug});
    }
    page.action = here(visit);
    page.back = html::Url::path("/p/{}/kit/compose", {slug});
    views::Frame frame;
    frame.title = visit.words().t("What the pictures show");
    frame.body = views::picture_words(visit.context, page);
    frame.section = "lead";
    frame.indexable = false;
    if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
    return m_house.stage.page(visit, std::move(frame), page.refused ? 409 : 200);
  });
}

http::Response PictureWordsPages::write(Visit const& visit) const {
  auto const lines = typed_lines(visit);
  bring_together(visit);
  auto const kit = m_house.database.read([&](db::Session& session) { return KitStore{session}.find(*visit.programme); });
  if (!kit) return m_house.stage.missing(visit);
  auto const left =
      m_house.database.write([&](db::Session& session) { return written(session, *kit, lines, *visit.viewer.person, m_house.world.now()); });
  if (!left.empty()) return ask(visit, left);
  bring_together(visit);
  auto const& words = visit.words();
  auto const count = static_cast<std::int64_t>(lines.size());
  auto const said =
      count == 0 ? words.t("Nothing has changed.") : words.tn("The words of one picture are kept.", "The words of {} pictures are kept.", count);
  return m_house.stage.done(visit, said, here(visit));
}

}  // namespace kit
