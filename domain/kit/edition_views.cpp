#include "domain/kit/edition_views.h"

#include <algorithm>

#include "domain/kit/compose_views.h"
#include "domain/kit/formats.h"
#include "domain/kit/reading_views.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_named = 8;  // parts named in a suggested note

std::int64_t count_of(Document const& document, int level) { return std::ranges::count(document.parts, level, &Part::level); }

/// « Se situer, Le lieu et 3 autres »
std::string named(std::vector<std::string> titles, i18n::Words const& words) {
  auto const more = titles.size() > most_named ? static_cast<std::int64_t>(titles.size() - most_named) : 0;
  titles.resize(std::min(titles.size(), most_named));
  auto const list = base::join(titles, ", ");
  return more == 0 ? list : words.tn("{1} and one more", "{1} and {0} more", more, {list});
}

Document as_edition(WorkingCopy const& copy) { return document_of(copy, {}, {}); }

EditionLine edition_line(OnEditions const& shown, Edition const& edition, i18n::Words const& words) {
  auto const& slug = shown.copy.programme.slug;
  auto const day = base::parse_day(edition.frozen_on);
  auto const settled = shown.settled.find(edition.id);
  bool const lacks_files = settled == shown.settled.end() || settled->second < static_cast<std::int64_t>(formats().size());
  EditionLine line{edition.number, words.t(msgid_of(edition.state)), day ? words.day(*day) : edition.frozen_on, edition.note, {}, {}, {}, {}, ""};
  line.url = html::Url::path("/p/{}/kit/{}", {slug, edition.number});
  if (edition.public_()) line.errata = bench_url(slug, "/errata/{}", {edition.number});
  if (settled != shown.settled.end()) line.making = bench_url(slug, "/making/{}", {edition.number});
  if (!edition.public_() || lacks_files) {
    line.publish = bench_url(slug, "/publish/{}", {edition.number});
    line.publish_words =
        edition.public_() ? words.t("Make the files of {} again…", {edition.number}) : words.t("Publish edition {}…", {edition.number});
  }
  return line;
}

}  // namespace

char const* msgid_of(EditionState state) {
  switch (state) {
    case EditionState::frozen: return msgid("frozen, not public");
    case EditionState::published: return msgid("published");
    case EditionState::superseded: return msgid("replaced, still readable");
  }
  return "";
}

std::string suggested_note(std::vector<ComparedPart> const& changes, i18n::Words const& words) {
  std::vector<std::string> titles[3], said;
  for (auto const& part : changes) titles[static_cast<std::size_t>(part.change)].push_back(part.title);
  char const* const told[] = {msgid("Added: {}."), msgid("Taken out: {}."), msgid("Changed: {}.")};
  for (auto const change : {PartChange::added, PartChange::changed, PartChange::removed})
    if (auto const at = static_cast<std::size_t>(change); !titles[at].empty()) said.push_back(words.t(told[at], {named(titles[at], words)}));
  return base::join(said, " ");
}

std::vector<std::string> holds_words(Document const& document, i18n::Words const& words) {
  std::int64_t pictures = 0, questions = 0;
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks) pictures += block.picture.has_value(), questions += static_cast<std::int64_t>(block.questions.size());
  auto const chapters = count_of(document, 1), sheets = count_of(document, 2);
  std::vector<std::string> holds{words.tn("{} chapter", "{} chapters", chapters)};
  if (sheets > 0) holds.push_back(words.tn("one sheet printed whole", "{} sheets printed whole", sheets));
  if (pictures > 0)
    holds.push_back(words.tn("one picture of the état des lieux with its numbers", "{} pictures of the état des lieux with their numbers", pictures));
  if (questions > 0) holds.push_back(words.tn("one question of a quiz", "{} questions of quizzes", questions));
  if (auto const people = static_cast<std::int64_t>(document.credits.size()); people > 0)
    holds.push_back(words.tn("the name of one person thanked", "the names of {} people thanked", people));
  return holds;
}

EditionsPage editions_page(OnEditions const& shown, i18n::Words const& words) {
  auto const& [copy, editions, settled, last] = shown;
  auto const& slug = copy.programme.slug;
  EditionsPage page;
  page.head = bench_head(copy.kit, slug, Room::editions, words, &copy.assembly);
  page.proofreading = copy.kit.state == KitState::proofreading;
  page.may_be_frozen = copy.assembly.may_be_frozen();
  for (auto const& number : numbers_after(editions.empty() ? "" : editions.front().number)) page.numbers.push_back({number, number, false});
  auto const would_be = as_edition(copy);
  page.holds = holds_words(would_be, words);
  if (last) {
    auto const changes = compare(*last, would_be);
    page.last = last->number;
    page.note = suggested_note(changes, words);
    page.changed = {words.tn("One part differs from edition {1}.", "{0} parts differ from edition {1}.", static_cast<std::int64_t>(changes.size()),
                             {last->number})};
    if (changes.empty()) page.changed = {words.t("No word changed since edition {}.", {last->number})};
    if (!changes.empty()) page.changes = bench_url(slug, "/changes");
  }
  for (auto const& edition : editions) page.editions.push_back(edition_line(shown, edition, words));
  page.state = bench_url(slug, "/state");
  page.freeze = bench_url(slug, "/freeze");
  page.take = bench_url(slug, "/take");
  page.remarks = bench_url(slug, "/remarks");
  return page;
}

ChangesView working_changes(WorkingCopy const& copy, Document const& last, i18n::Words const& words) {
  auto const& slug = copy.programme.slug;
  ChangesView page;
  page.title = words.t("Editions");
  page.number = words.t("the working copy");
  page.before = last.number;
  page.cover = bench_url(slug, "/editions");
  page.parts = changed_parts(
      last, as_edition(copy), [&](std::string const& part) { return bench_url(slug, "/read").with("part", part); }, words);
  page.summary = words.tn("One part differs.", "{} parts differ.", static_cast<std::int64_t>(page.parts.size()));
  return page;
}

PublishPage publish_page(Document const& document, Edition const& edition, std::string const& programme_slug, i18n::Words const& words) {
  PublishPage page;
  page.number = edition.number;
  page.title = document.title;
  page.again = edition.public_();
  page.read = html::Url::path("/p/{}/kit/{}", {programme_slug, edition.number});
  page.address = document.home_address.empty() ? page.read.text() : document.home_address;
  page.holds = holds_words(document, words);
  for (auto const& part : document.parts)
    if (part.level == 1) page.chapters.push_back(part.title);
  for (auto const& credit : document.credits) page.people.push_back(credit.name);
  page.action = bench_url(programme_slug, "/publish");
  page.back = bench_url(programme_slug, "/editions");
  return page;
}

}  // namespace kit
