#include "domain/kit/edition_views.h"

#include <algorithm>
#include <set>

#include "domain/kit/compose_views.h"
#include "domain/kit/formats.h"
#include "domain/kit/reading_views.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_named = 8;  // parts named in a suggested note

/// What an edition holds, counted.
struct Holding {
  std::int64_t chapters = 0, sheets = 0, pictures = 0, questions = 0, people = 0;

  std::vector<std::string> in(i18n::Words const& words) const {
    std::vector<std::string> holds{words.tn("{} chapter", "{} chapters", chapters)};
    if (sheets > 0) holds.push_back(words.tn("one sheet printed whole", "{} sheets printed whole", sheets));
    if (pictures > 0)
      holds.push_back(
          words.tn("one picture of the état des lieux with its numbers", "{} pictures of the état des lieux with their numbers", pictures));
    if (questions > 0) holds.push_back(words.tn("one question of a quiz", "{} questions of quizzes", questions));
    if (people > 0) holds.push_back(words.tn("the name of one person thanked", "the names of {} people thanked", people));
    return holds;
  }
};

Holding held_by(Overview const& copy) {
  Holding holding;
  for (auto const& one : copy.parts) {
    ++(one.part.level == 1 ? holding.chapters : holding.sheets);
    holding.pictures += static_cast<std::int64_t>(one.facts.pictures), holding.questions += static_cast<std::int64_t>(one.facts.questions);
  }
  holding.people = static_cast<std::int64_t>(copy.credits.size());
  return holding;
}

/// « Se situer, Le lieu et 3 autres »
std::string named(std::vector<std::string> titles, i18n::Words const& words) {
  auto const more = titles.size() > most_named ? static_cast<std::int64_t>(titles.size() - most_named) : 0;
  titles.resize(std::min(titles.size(), most_named));
  auto const list = base::join(titles, ", ");
  return more == 0 ? list : words.tn("{1} and one more", "{1} and {0} more", more, {list});
}

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

std::vector<KnownPart> known_parts(Overview const& copy) {
  std::vector<KnownPart> parts;
  for (auto const& one : copy.parts) parts.push_back({one.part.slug, one.part.title, one.facts.print});
  return parts;
}

std::vector<KnownPart> known_parts(Document const& document, i18n::Words const& words) {
  std::vector<KnownPart> parts;
  for (auto const& part : document.parts) parts.push_back({part.slug, part.title, facts_of(part, words).print});
  return parts;
}

std::vector<std::string> holds_words(Document const& document, i18n::Words const& words) {
  Holding holding;
  for (auto const& part : document.parts) {
    ++(part.level == 1 ? holding.chapters : holding.sheets);
    for (auto const& block : part.blocks)
      holding.pictures += block.picture.has_value(), holding.questions += static_cast<std::int64_t>(block.questions.size());
  }
  holding.people = static_cast<std::int64_t>(document.credits.size());
  return holding.in(words);
}

EditionsPage editions_page(OnEditions const& shown, i18n::Words const& words) {
  auto const& [copy, editions, settled, changes] = shown;
  auto const& slug = copy.programme.slug;
  EditionsPage page;
  page.head = bench_head(copy.kit, slug, Room::editions, words, &copy);
  page.proofreading = copy.kit.state == KitState::proofreading;
  page.may_be_frozen = copy.may_be_frozen();
  for (auto const& number : numbers_after(editions.empty() ? "" : editions.front().number)) page.numbers.push_back({number, number, false});
  page.holds = held_by(copy).in(words);
  if (changes) {
    page.last = editions.front().number;
    page.note = suggested_note(*changes, words);
    page.changed = {words.tn("One part differs from edition {1}.", "{0} parts differ from edition {1}.", static_cast<std::int64_t>(changes->size()),
                             {page.last})};
    if (changes->empty()) page.changed = {words.t("No word changed since edition {}.", {page.last})};
    if (!changes->empty()) page.changes = bench_url(slug, "/changes");
  }
  for (auto const& edition : editions) page.editions.push_back(edition_line(shown, edition, words));
  page.state = bench_url(slug, "/state");
  page.freeze = bench_url(slug, "/freeze");
  page.take = bench_url(slug, "/take");
  page.remarks = bench_url(slug, "/remarks");
  return page;
}

ChangesView working_changes(Overview const& copy, Document const& last, std::vector<Part> after, i18n::Words const& words) {
  auto const& slug = copy.programme.slug;
  std::set<std::string_view> unchanged;
  for (auto const& one : copy.parts) unchanged.insert(one.part.slug);
  for (auto const& part : after) unchanged.erase(part.slug);
  Document before, now;
  for (auto const& part : last.parts)
    if (!unchanged.contains(part.slug)) before.parts.push_back(part);
  now.parts = std::move(after);
  ChangesView page;
  page.title = words.t("Editions");
  page.number = words.t("the working copy");
  page.before = last.number;
  page.cover = bench_url(slug, "/editions");
  page.parts = changed_parts(
      before, now, [&](std::string const& part) { return bench_url(slug, "/read").with("part", part); }, words);
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
