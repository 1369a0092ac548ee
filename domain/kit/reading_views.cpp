#include "domain/kit/reading_views.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "domain/kit/audience.h"
#include "domain/kit/checks/report.h"
#include "domain/kit/comparison.h"
#include "domain/kit/errata/errata_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/formats.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/files/qr.h"

namespace kit {
namespace {

html::Url part_url(EditionOnShow const& show, Part const& part) { return show.address.page(show.edition.number, part.slug); }

std::vector<TocLine> toc_of(EditionOnShow const& show, Part const* here) {
  std::vector<TocLine> lines;
  for (auto const& part : show.document.parts) {
    TocLine line{part.title, part_url(show, part), &part == here, {}};
    if (part.level > 1 && !lines.empty()) lines.back().inside.push_back(std::move(line));
    else lines.push_back(std::move(line));
  }
  // Beside a page, only its own chapter shows the sheets it holds.
  if (here)
    for (auto& line : lines)
      if (!line.here && std::ranges::none_of(line.inside, &TocLine::here)) line.inside.clear();
  return lines;
}

FormatLine format_line(EditionOnShow const& show, File const& file, i18n::Words const& words) {
  FormatLine line;
  line.size = words.bytes(static_cast<std::uint64_t>(file.size));
  line.url = show.address.file(show.edition.number, file.name);
  auto const* format = find_format(file.format);
  line.title = format ? words.t(format->title) : file.name;
  if (format) line.checked = words.t(format->checked), line.for_whom = words.t(format->for_whom);
  return line;
}

TakeAway take_away(EditionOnShow const& show, i18n::Words const& words) {
  TakeAway out;
  static constexpr std::array<std::string_view, 4> for_most = {"pdf", "epub", "offline", "odt"};
  for (auto const& file : show.files)
    if (std::ranges::count(for_most, file.format) > 0) out.formats.push_back(format_line(show, file, words));
  out.all = show.address.page(show.edition.number, "take-away");
  auto const* licence = find_licence(show.document.licence);
  out.licence = licence_name(show.document.licence);
  if (licence) out.licence_url = html::Url::external(licence->address);
  out.citation = citation_words(show.document, words);
  return out;
}

std::vector<Banner> banners(EditionOnShow const& show, i18n::Words const& words) {
  std::vector<Banner> out;
  if (show.edition.state == EditionState::frozen)
    out.push_back({words.t("This edition is frozen and not published yet: only those who lead the programme see it."), words.t("Back to the kit"),
                   show.address.bench()});
  for (auto const& other : show.editions)
    if (show.edition.state == EditionState::superseded && other.state == EditionState::published)
      out.push_back({words.t("A newer edition replaces this one. This address stays, so that what was cited can be found."),
                     words.t("Read edition {}", {other.number}), show.address.edition(other.number)});
  return out;
}

std::string credit_words(Credit const& credit) {
  return credit.name + (credit.role.empty() ? "" : ", " + credit.role) + (credit.territory.empty() ? "" : " (" + credit.territory + ")");
}

/// « Chapitre 4 sur 12 »; a sheet counts with its chapter.
std::string place_words(Document const& document, std::size_t place, i18n::Words const& words) {
  std::int64_t chapter = 0, chapters = 0;
  for (std::size_t at = 0; at < document.parts.size(); ++at) {
    if (document.parts[at].level == 1) ++chapters;
    if (at == place) chapter = chapters;
  }
  return words.t("chapter {} of {}", {chapter, chapters});
}

}  // namespace

CoverView cover_view(EditionOnShow const& show, i18n::Words const& words) {
  auto const& document = show.document;
  CoverView page;
  page.title = document.title;
  page.subtitle = document.subtitle;
  page.description = document.description;
  page.number = document.number;
  page.edition = edition_words(document, words);
  page.note = show.edition.note;
  page.publisher = document.publisher;
  page.reading = words.tn("One minute of reading", "{} minutes of reading",
                          static_cast<std::int64_t>(std::max<std::size_t>(1, (word_count(document) + 199) / 200)));
  page.banners = banners(show, words);
  page.toc = toc_of(show, nullptr);
  if (!document.parts.empty()) page.first = part_url(show, document.parts.front());
  page.take_away = take_away(show, words);
  auto const here = std::ranges::find(show.editions, show.edition.number, &Edition::number);
  if (here != show.editions.end() && std::any_of(here + 1, show.editions.end(), [](Edition const& one) { return one.public_(); }))
    page.changes = show.address.page(document.number, "changes");
  page.errata = errata_lines(show.errata, document, show.address, words);
  page.corrections = corrected_lines(show.errata, document.number, show.address, words);
  for (auto const& credit : document.credits) page.credits.push_back(credit_words(credit));
  for (auto const& other : show.editions)
    if (other.public_() && other.number != show.edition.number)
      page.editions.push_back({other.note, words.t("Edition {}", {other.number}), show.address.edition(other.number)});
  return page;
}

PartView part_view(EditionOnShow const& show, std::size_t place, i18n::Words const& words) {
  auto const& document = show.document;
  auto const& part = document.parts[place];
  // What an edition taken from elsewhere rests on is read where it comes from.
  bool const from_elsewhere = document.programme_slug != show.address.programme;
  Places const places{document};
  auto const link = [&](std::string_view address) {
    if (!address.starts_with(inside_kit)) return from_elsewhere ? places.outside(address) : std::string{address};
    auto const place = places.find(address);
    if (!place.part) return std::string{};
    return part_url(show, *place.part).text() + (place.block.empty() ? "" : "#" + place.block);
  };
  Format format{words,
                false,
                link,
                [&](Picture const& picture) { return show.address.picture(show.edition.number, picture.id + ".svg").text(); },
                [&](Photo const& photo) { return show.address.picture(show.edition.number, photo_name(photo)).text(); },
                terms_of(document)};
  PartView page;
  page.title = part.title;
  page.kit_title = document.title;
  page.number = document.number;
  page.edition = edition_words(document, words);
  page.place = place_words(document, place, words);
  page.banners = banners(show, words);
  page.toc = toc_of(show, &part);
  for (auto const& anchor : anchors_of(part)) page.anchors.push_back({anchor.title, html::Url::fragment(anchor.id), false, {}});
  page.body = markup_of(part, format);
  page.asks = asks(part);
  page.cover = show.address.edition(document.number);
  if (place > 0) page.previous = {document.parts[place - 1].title, part_url(show, document.parts[place - 1]), false, {}};
  if (place + 1 < document.parts.size()) page.next = {document.parts[place + 1].title, part_url(show, document.parts[place + 1]), false, {}};
  page.take_away = take_away(show, words);
  page.errata = errata_lines(show.errata, document, show.address, words, &part.slug);
  return page;
}

/// What each file is for, in the order of formats.h; what is for nothing here is left out.
std::vector<UseOfFormats> uses_of_formats(OnDownload const& shown, i18n::Words const& words) {
  std::vector<UseOfFormats> uses;
  for (auto const& use : format_uses()) {
    UseOfFormats group{words.t(use.title), {}};
    for (auto const code : use.codes) {
      auto const file = std::ranges::find(shown.show.files, code, &File::format);
      if (file == shown.show.files.end()) continue;
      auto& line = group.formats.emplace_back(format_line(shown.show, *file, words));
      auto const times = shown.times.find(file->format);
      // In French nought is singular, and « une fois » would be one too many.
      line.times = times == shown.times.end() || times->second == 0 ? "0" : words.tn("once", "{} times", times->second);
    }
    if (!group.formats.empty()) uses.push_back(std::move(group));
  }
  return uses;
}

TakeAwayPage take_away_page(OnDownload const& shown, i18n::Words const& words) {
  auto const& show = shown.show;
  TakeAwayPage page;
  page.title = show.document.title;
  page.number = show.document.number;
  page.edition = edition_words(show.document, words);
  page.banners = banners(show, words);
  page.cover = show.address.edition(show.document.number);
  page.errata = errata_lines(show.errata, show.document, show.address, words);
  page.seal = show.address.page(show.edition.number, "seal.json");
  page.key = shown.key;
  page.address = show.document.home_address;
  if (auto const drawn = files::qr_svg(page.address); !page.address.empty() && !drawn.empty())
    page.qr = html::Safe::trusted("<span role=\"img\" aria-label=\"" + html::escaped(words.t("QR code of the address of the edition")) + "\">" +
                                  drawn + "</span>");
  page.uses = uses_of_formats(shown, words);
  for (auto const& file : show.files) page.fingerprints.emplace_back(file.name, file.fingerprint);
  page.checks = check_report(shown.checks, words);
  page.made = checked_words(shown.checks, words);
  return page;
}

std::vector<ChangesView::Part> changed_parts(Document const& before, Document const& after, std::function<html::Url(std::string const&)> const& url,
                                             i18n::Words const& words) {
  static constexpr std::string_view tones[] = {"done", "late", "info"};
  char const* const told[] = {i18n::msgid("new"), i18n::msgid("taken out"), i18n::msgid("changed")};
  std::vector<ChangesView::Part> lines;
  for (auto const& part : compare(before, after)) {
    auto const change = static_cast<std::size_t>(part.change);
    ChangesView::Part line{part.title, words.t(told[change]), std::string{tones[change]}, {}, {}};
    if (part.change != PartChange::removed) line.url = url(part.slug);
    for (auto const& paragraph : part.paragraphs) {
      auto& stretches = line.paragraphs.emplace_back();
      for (auto const& one : paragraph) stretches.push_back({one.text, one.kind == Stretch::Kind::added, one.kind == Stretch::Kind::removed});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

ChangesView changes_view(EditionOnShow const& show, Document const& before, i18n::Words const& words) {
  ChangesView page;
  page.title = show.document.title;
  page.number = show.document.number;
  page.before = before.number;
  page.note = show.edition.note;
  page.cover = show.address.edition(show.document.number);
  page.banners = banners(show, words);
  page.parts = changed_parts(
      before, show.document, [&](std::string const& part) { return show.address.page(show.document.number, part); }, words);
  page.summary = words.tn("One part differs.", "{} parts differ.", static_cast<std::int64_t>(page.parts.size()));
  return page;
}

html::Safe json_ld_of(Document const& document) {
  auto const* licence = find_licence(document.licence);
  boost::json::object book{{"@context", "https://schema.org"},
                           {"@type", "Book"},
                           {"name", document.title},
                           {"description", document.description},
                           {"inLanguage", document.language},
                           {"bookEdition", document.number},
                           {"datePublished", base::iso(document.frozen_on)},
                           {"identifier", document.identifier},
                           {"license", licence ? licence->address : std::string_view{document.licence}},
                           {"publisher", boost::json::object{{"@type", "Organization"}, {"name", document.publisher}}}};
  if (!document.home_address.empty()) book["url"] = document.home_address;
  if (auto const& origin = document.origin)
    book["isBasedOn"] =
        boost::json::object{{"@type", "Book"}, {"name", origin->title}, {"bookEdition", origin->number}, {"identifier", origin->identifier}};
  std::string text = boost::json::serialize(book);
  // Nothing in a data block may close it.
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) text.replace(at, 1, "\\u003c");
  return html::Safe::trusted("<script type=\"application/ld+json\">" + text + "</script>");
}

}  // namespace kit
