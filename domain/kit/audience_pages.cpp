#include "domain/kit/audience_pages.h"

#include <algorithm>
#include <array>

#include "domain/kit/chapter_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/paper_size.h"
#include "domain/kit/views/compose_reading.view.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

struct Audience {
  std::string_view code;
  Medium medium;
  char const *name, *about;
};
constexpr std::array audiences = {
    Audience{"screen", Medium::screen, msgid("On a screen"), msgid("What everyone reads on the site, offline and in a course.")},
    Audience{"paper", Medium::paper, msgid("On paper"), msgid("The whole printed book: quizzes as text, without what is for screens only.")},
    Audience{"brief", Medium::brief, msgid("In brief"),
             msgid("For a mayor with a quarter of an hour: the chapters of the short version, without their sheets.")},
    Audience{"trainer", Medium::trainer, msgid("For who leads a session"), msgid("The printed book with what is for who leads a session.")},
    Audience{"slides", Medium::trainer, msgid("Slides"), msgid("What stands on each slide, and the notes of who speaks.")},
};

Audience const& audience_named(std::string_view code) {
  auto const* found = std::ranges::find(audiences, code, &Audience::code);
  return found == audiences.end() ? audiences.front() : *found;
}

html::Url read_url(std::string const& slug, Audience const& audience, std::string_view part = {}) {
  return bench_url(slug, "/read").with("for", audience.code).with("part", part);
}

std::vector<TocLine> toc_of(Document const& document, Part const* here, std::string const& slug, Audience const& audience) {
  std::vector<TocLine> lines;
  for (auto const& part : document.parts) {
    TocLine line{part.title, read_url(slug, audience, part.slug), &part == here, {}};
    if (part.level > 1 && !lines.empty()) lines.back().inside.push_back(std::move(line));
    else lines.push_back(std::move(line));
  }
  for (auto& line : lines)
    if (!line.here && std::ranges::none_of(line.inside, &TocLine::here)) line.inside.clear();
  return lines;
}

std::string size_of(Document const& document, Audience const& audience, i18n::Words const& words) {
  auto const size = size_words(word_count(document), words);
  if (audience.medium == Medium::screen) return size;
  return size + ", " + words.tn("about one page once printed", "about {} pages once printed", pages_on_paper(document.parts));
}

void show_part(AudiencePage& page, Document const& document, std::size_t place, std::string const& slug, Audience const& audience,
               i18n::Words const& words) {
  auto const& parts = document.parts;
  page.title = parts[place].title;
  // What is not for them is left out already: pages show the rest, whatever it is read on.
  auto part = parts[place];
  for (auto& block : part.blocks) block.only.clear();
  page.body = bench_markup(part, slug, words);
  page.toc = toc_of(document, &parts[place], slug, audience);
  page.asks = asks(parts[place]);
  if (place > 0) page.previous = {parts[place - 1].title, read_url(slug, audience, parts[place - 1].slug), false, {}};
  if (place + 1 < parts.size()) page.next = {parts[place + 1].title, read_url(slug, audience, parts[place + 1].slug), false, {}};
}

/// The words of a slide, a line each.
void add_lines(std::vector<std::string>& lines, office::Block const& block) {
  if (auto const* paragraph = std::get_if<office::Paragraph>(&block.what)) lines.push_back(office::words_of(paragraph->runs));
  if (auto const* heading = std::get_if<office::Heading>(&block.what)) lines.push_back(office::words_of(heading->runs));
  if (auto const* list = std::get_if<office::List>(&block.what))
    for (auto const& item : list->items)
      for (auto const& inside : item) add_lines(lines, inside);
  if (auto const* table = std::get_if<office::Table>(&block.what))
    for (auto const& row : table->rows) {
      std::vector<std::string> cells;
      for (auto const& cell : row) cells.push_back(office::words_of(cell));
      lines.push_back(base::join(cells, " · "));
    }
}

std::vector<SlideLine> slide_lines(Document const& document, i18n::Words const& words) {
  std::vector<SlideLine> lines;
  for (auto const& slide : office_slides(document, words).slides) {
    SlideLine line{slide.title, {}, {}, !slide.pictures.empty()};
    for (auto const& block : slide.body) add_lines(line.body, block);
    for (auto const& note : slide.notes) line.notes.push_back(office::words_of(note));
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

void AudiencePages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose/read", Right::lead, "The working copy as each of its readers will get it",
             [this](Visit const& visit) { return read(visit); });
}

http::Response AudiencePages::read(Visit const& visit) const {
  m_bench.bring_together(visit);
  return m_bench.house.database.read([&](db::Session& session) {
    auto const copy = working_copy(m_bench.sources, m_bench.asking(session, visit));
    if (!copy) return http::see_other(bench_url(visit.capture("programme")).text());
    auto const& words = visit.words();
    auto const& slug = copy->programme.slug;
    auto const& audience = audience_named(visit.query("for"));
    bool const slides = audience.code == "slides";
    auto document = document_of(*copy, {"…", "", "", std::nullopt}, base::Day{std::chrono::floor<std::chrono::days>(m_bench.house.world.now())});
    if (!slides) document = for_medium(std::move(document), audience.medium, words);
    AudiencePage page;
    page.head = bench_head(copy->kit, slug, kit::Room::readers, words);
    for (auto const& one : audiences) page.audiences.push_back({words.t(one.name), read_url(slug, one), &one == &audience, ""});
    page.about = words.t(audience.about);
    auto const part = std::ranges::find(document.parts, visit.query("part"), &Part::slug);
    auto const place = part == document.parts.end() ? 0 : static_cast<std::size_t>(part - document.parts.begin());
    if (document.parts.empty()) page.empty = words.t("Nothing to read for them yet.");
    else if (slides) page.slides = slide_lines(document, words);
    else show_part(page, document, place, slug, audience, words);
    if (!document.parts.empty() && !slides) page.size = size_of(document, audience, words);
    if (!slides && !document.parts.empty() && document.parts[place].level == 1) page.write = m_bench.write_url(slug, document.parts[place].slug);
    return m_bench.page(visit, session, words.t("As it will be read"), views::kit_reading(visit.context, page));
  });
}

}  // namespace kit
