#include "domain/kit/audience_pages.h"

#include <algorithm>
#include <array>

#include "domain/kit/chapter_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/freezing.h"
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

using Parts = std::vector<PartOverview const*>;

std::vector<TocLine> toc_of(Parts const& parts, std::size_t place, std::string const& slug, Audience const& audience) {
  std::vector<TocLine> lines;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    auto const& part = parts[at]->part;
    TocLine line{part.title, read_url(slug, audience, part.slug), at == place, {}};
    // In the short version every part is a chapter.
    bool const inside = part.level > 1 && audience.medium != Medium::brief;
    if (inside && !lines.empty()) lines.back().inside.push_back(std::move(line));
    else lines.push_back(std::move(line));
  }
  for (auto& line : lines)
    if (!line.here && std::ranges::none_of(line.inside, &TocLine::here)) line.inside.clear();
  return lines;
}

std::string size_of(Parts const& parts, Audience const& audience, i18n::Words const& words) {
  auto const length = length_of(parts, audience.medium);
  auto const size = size_words(length.words, words);
  if (audience.medium == Medium::screen) return size;
  return size + ", " + words.tn("about one page once printed", "about {} pages once printed", length.pages);
}

/// As those of the medium get it: what is not for them is left out, pages show the rest, whatever it is read on.
Part as_read(Part part, Medium medium, i18n::Words const& words) {
  Document document;
  document.parts.push_back(std::move(part));
  document.parts.front().brief = true;
  document = for_medium(std::move(document), medium, words);
  for (auto& block : document.parts.front().blocks) block.only.clear();
  return std::move(document.parts.front());
}

void show_place(AudiencePage& page, Parts const& parts, std::size_t place, std::string const& slug, Audience const& audience) {
  page.title = parts[place]->part.title;
  page.toc = toc_of(parts, place, slug, audience);
  auto const link_to = [&](std::size_t at) { return TocLine{parts[at]->part.title, read_url(slug, audience, parts[at]->part.slug), false, {}}; };
  if (place > 0) page.previous = link_to(place - 1);
  if (place + 1 < parts.size()) page.next = link_to(place + 1);
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

/// The slides of one part; before those of the first, the cover of them all.
std::vector<SlideLine> slide_lines(Document const& document, bool first, i18n::Words const& words) {
  std::vector<SlideLine> lines;
  auto slides = office_slides(for_medium(document, Medium::trainer, words), words).slides;
  if (!first) slides.erase(slides.begin());
  for (auto const& slide : slides) {
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
    auto const asking = m_bench.asking(session, visit);
    auto const& words = visit.words();
    auto const& audience = audience_named(visit.query("for"));
    auto page = part_as_read(asking, audience.code, visit.query("part"));
    if (!page) return http::see_other(bench_url(visit.capture("programme")).text());
    for (auto const& one : audiences)
      page->audiences.push_back({words.t(one.name), read_url(std::string{visit.capture("programme")}, one), &one == &audience, ""});
    page->about = words.t(audience.about);
    return m_bench.page(visit, session, words.t("As it will be read"), views::kit_reading(visit.context, *page));
  });
}

/// Of the texts of the sheets, only the one that is shown is read.
std::optional<AudiencePage> AudiencePages::part_as_read(Asking const& asking, std::string_view audience_code, std::string_view asked) const {
  auto const copy = overview(m_bench.sources, asking, *m_bench.reader);
  if (!copy) return std::nullopt;
  auto const& words = asking.words;
  auto const& slug = copy->programme.slug;
  auto const& audience = audience_named(audience_code);
  bool const slides = audience.code == "slides";
  AudiencePage page;
  page.head = bench_head(copy->kit, slug, kit::Room::readers, words);
  auto parts = parts_for(*copy, audience.medium);
  if (slides) std::erase_if(parts, [](PartOverview const* one) { return !is_projected(one->part); });
  if (parts.empty()) {
    page.empty = words.t("Nothing to read for them yet.");
    return page;
  }
  auto const found = std::ranges::find_if(parts, [&](PartOverview const* one) { return one->part.slug == asked; });
  auto const place = found == parts.end() ? 0 : static_cast<std::size_t>(found - parts.begin());
  auto whole = whole_parts({parts[place]}, m_bench.sources, asking).front();
  show_place(page, parts, place, slug, audience);
  if (parts[place]->name.empty()) page.write = m_bench.write_url(slug, whole.slug);
  if (slides) {
    page.slides = slides_of(*copy, std::move(whole), place == 0, words);
    return page;
  }
  auto const shown = as_read(std::move(whole), audience.medium, words);
  page.body = bench_markup(shown, slug, words);
  page.asks = asks(shown);
  page.size = size_of(parts, audience, words);
  return page;
}

std::vector<SlideLine> AudiencePages::slides_of(Overview const& copy, Part part, bool first, i18n::Words const& words) const {
  auto const today = base::Day{std::chrono::floor<std::chrono::days>(m_bench.house.world.now())};
  auto document = headed({copy.kit, copy.programme, {copy.programme.slug, {}}, "…", "", today});
  document.parts.push_back(std::move(part));
  return slide_lines(document, first, words);
}

}  // namespace kit
