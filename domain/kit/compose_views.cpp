#include "domain/kit/compose_views.h"

#include <algorithm>

#include "domain/kit/formats.h"
#include "domain/kit/licence.h"
#include "domain/kit/typed_pictures.h"

namespace kit {
namespace {

using i18n::msgid;

html::Url bench_url(OnBench const& bench, std::string_view rest) {
  return html::Url::path("/p/{}/kit/compose/" + std::string{rest}, {bench.programme_slug});
}

std::string title_in(std::vector<Choice> const& choices, std::string const& name) {
  auto const found = std::ranges::find(choices, name, &Choice::name);
  return found == choices.end() ? name : found->title;
}

ItemLine item_line(OnBench const& bench, ItemKind kind, std::string const& name, i18n::Words const& words) {
  ItemLine line{std::string{code(kind)}, name, name, "", false, false, false};
  if (kind == ItemKind::picture) {
    line.title = words.t(picture_msgid(name));
    line.kind_words = words.t("Picture of the état des lieux");
    return line;
  }
  if (kind == ItemKind::directory) {
    line.title = words.t(directory_msgid(name));
    line.kind_words = words.t("Directory of the programme");
    line.missing = !bench.gathered.directory.contains(name);
    return line;
  }
  bool const experience = kind == ItemKind::experience;
  line.title = title_in(experience ? bench.experiences : bench.methods, name);
  line.kind_words = words.t(experience ? msgid("Experience sheet") : msgid("Method sheet"));
  line.missing = !(experience ? bench.gathered.experiences : bench.gathered.methods).contains(name);
  return line;
}

std::string size_words(std::size_t count, i18n::Words const& words) {
  auto const minutes = static_cast<std::int64_t>(std::max<std::size_t>(1, (count + 199) / 200));
  return words.tn("{} word", "{} words", static_cast<std::int64_t>(count)) + ", " +
      words.tn("one minute of reading", "{} minutes of reading", minutes);
}

/// Words of a chapter with the sheets it prints.
std::size_t words_in(OnBench const& bench, Chapter const& chapter) {
  auto const& parts = bench.assembly.parts;
  auto at = std::ranges::find_if(parts, [&](Part const& part) { return part.level == 1 && part.slug == chapter.slug; });
  std::size_t words = 0;
  for (bool first = true; at != parts.end() && (first || at->level > 1); ++at, first = false) words += word_count(*at);
  return words;
}

/// The états des lieux the pictures of a chapter may be of: as it stands, or one frozen.
std::vector<Option> snapshot_options(OnBench const& bench, Chapter const& chapter, i18n::Words const& words) {
  std::vector<Option> options{{"", words.t("As it stands when the edition is frozen"), chapter.snapshot.empty()}};
  for (auto const& choice : bench.snapshots)
    options.push_back({choice.name, words.t("{}, frozen on {}", {choice.title, choice.note}), choice.name == chapter.snapshot});
  bool const gone = !chapter.snapshot.empty() && std::ranges::none_of(options, &Option::chosen);
  if (gone) options.push_back({chapter.snapshot, chapter.snapshot, true});
  return options;
}

ChapterLine chapter_line(OnBench const& bench, std::size_t place, i18n::Words const& words) {
  auto const& chapters = bench.kit.outline.chapters;
  auto const& chapter = chapters[place];
  ChapterLine line;
  line.slug = chapter.slug;
  line.title = chapter.title;
  line.page = html::Url::path("/p/{}/kit/compose/pages/{}", {bench.programme_slug, chapter.slug});
  line.proofread = html::Url::path("/p/{}/kit/compose/pages/{}/proofread", {bench.programme_slug, chapter.slug});
  line.first = place == 0;
  line.last = place + 1 == chapters.size();
  for (auto kind : {ItemKind::picture, ItemKind::directory, ItemKind::experience, ItemKind::method}) {
    auto const& items = items_of(chapter, kind);
    for (auto const& name : items) {
      auto item = item_line(bench, kind, name, words);
      item.first = name == items.front();
      item.last = name == items.back();
      line.items.push_back(std::move(item));
    }
  }
  if (!chapter.pictures.empty()) line.snapshots = snapshot_options(bench, chapter, words);
  line.brief = chapter.brief;
  line.brief_action = chapter.brief ? "not-brief" : "brief";
  line.size = size_words(words_in(bench, chapter), words);
  if (auto const reading = bench.readings.find(chapter.page);
      reading != bench.readings.end() && reading->second.proofread < reading->second.revision) {
    line.revision = std::to_string(reading->second.revision);
    line.remarks.push_back(words.t("Nobody proofread its text since it last changed."));
  }
  for (auto const& remark : bench.assembly.remarks)
    if (remark.chapter == chapter.slug) line.remarks.push_back(remark_words(remark, words));
  return line;
}

bool is_printed(Outline const& outline, ItemKind kind, std::string const& name) {
  return std::ranges::any_of(outline.chapters, [&](Chapter const& chapter) { return std::ranges::count(items_of(chapter, kind), name) > 0; });
}

/// What may be printed at once comes first; what only members read says so.
std::vector<Option> options_of(OnBench const& bench, ItemKind kind, std::vector<Choice> choices, i18n::Words const& words) {
  std::ranges::stable_partition(choices, &Choice::open);
  std::vector<Option> options;
  for (auto const& choice : choices) {
    if (is_printed(bench.kit.outline, kind, choice.name)) continue;
    auto label = choice.title + (choice.note.empty() ? "" : ", " + choice.note);
    if (!choice.open) label = words.t("{} (read by members only: not for an edition yet)", {label});
    options.push_back({std::string{code(kind)} + ":" + choice.name, std::move(label), false});
  }
  return options;
}

bool shows_a_wordless_picture(Part const& part) {
  auto const lacks = [](std::string_view markdown) {
    auto const pictures = typed_pictures(markdown, "pictures/");
    return std::ranges::any_of(pictures, [](TypedPicture const& one) { return one.words.empty(); });
  };
  return std::ranges::any_of(part.blocks, [&](Block const& block) {
    return lacks(block.markdown) || std::ranges::any_of(block.questions, [&](Question const& question) { return lacks(question.text); });
  });
}

EditionLine edition_line(OnBench const& bench, Edition const& edition, i18n::Words const& words) {
  auto const day = base::parse_day(edition.frozen_on);
  auto const settled = bench.settled.find(edition.id);
  return {edition.number,
          words.t(msgid_of(edition.state)),
          day ? words.day(*day) : edition.frozen_on,
          edition.note,
          html::Url::path("/p/{}/kit/{}", {bench.programme_slug, edition.number}),
          edition.public_() ? html::Url::path("/p/{}/kit/compose/errata/{}", {bench.programme_slug, edition.number}) : html::Url{},
          edition.state == EditionState::frozen,
          edition.public_() && (settled == bench.settled.end() || settled->second < static_cast<std::int64_t>(formats().size()))};
}

}  // namespace

std::string remark_words(Remark const& remark, i18n::Words const& words) {
  return (remark.line > 0 ? words.t("line {}: ", {remark.line}) : "") + words.refusal(remark.words);
}

ComposeView compose_view(OnBench const& bench, i18n::Words const& words) {
  auto const& outline = bench.kit.outline;
  ComposeView page;
  page.title = outline.title;
  page.subtitle = outline.subtitle;
  page.description = outline.description;
  page.publisher = outline.publisher;
  page.state_words = words.t(msgid_of(bench.kit.state));
  page.size_words = size_words(bench.assembly.words, words);
  page.proofreading = bench.kit.state == KitState::proofreading;
  page.may_be_frozen = bench.assembly.may_be_frozen();
  for (auto const& licence : licences())
    page.licences.push_back({std::string{licence.code}, std::string{licence.name}, licence.code == outline.licence});
  page.experiences = options_of(bench, ItemKind::experience, bench.experiences, words);
  page.methods = options_of(bench, ItemKind::method, bench.methods, words);
  std::vector<Choice> pictures;
  for (auto const& name : picture_names()) pictures.push_back({name, words.t(picture_msgid(name)), ""});
  page.pictures = options_of(bench, ItemKind::picture, pictures, words);
  std::vector<Choice> lists;
  for (auto const& name : directory_names()) lists.push_back({name, words.t(directory_msgid(name)), ""});
  page.lists = options_of(bench, ItemKind::directory, lists, words);
  for (std::size_t place = 0; place < outline.chapters.size(); ++place) {
    page.chapters.push_back(chapter_line(bench, place, words));
    page.chapter_options.push_back({outline.chapters[place].slug, outline.chapters[place].title, false});
  }
  for (auto const& number : numbers_after(bench.editions.empty() ? "" : bench.editions.front().number))
    page.numbers.push_back({number, number, false});
  for (auto const& remark : bench.assembly.remarks) {
    auto const chapter = std::ranges::find(outline.chapters, remark.chapter, &Chapter::slug);
    page.remarks.push_back((chapter == outline.chapters.end() ? "" : words.t("{}: ", {chapter->title})) + remark_words(remark, words));
  }
  for (auto const& edition : bench.editions) page.editions.push_back(edition_line(bench, edition, words));
  page.change = bench_url(bench, "change");
  page.state = bench_url(bench, "state");
  page.freeze = bench_url(bench, "freeze");
  page.publish = bench_url(bench, "publish");
  page.take = bench_url(bench, "take");
  page.bring = bench_url(bench, "bring");
  page.picture_words = bench_url(bench, "pictures");
  page.wordless = std::ranges::any_of(bench.assembly.parts, shows_a_wordless_picture);
  return page;
}

char const* msgid_of(KitState state) { return state == KitState::working ? msgid("being written") : msgid("being proofread"); }

char const* msgid_of(EditionState state) {
  switch (state) {
    case EditionState::frozen: return msgid("frozen, not public");
    case EditionState::published: return msgid("published");
    case EditionState::superseded: return msgid("replaced, still readable");
  }
  return "";
}

char const* directory_msgid(std::string_view name) {
  return name == "people" ? msgid("People who agreed to be named") : msgid("Structures of the programme");
}

char const* picture_msgid(std::string_view name) {
  if (name == "obstacles") return msgid("Obstacles, counted");
  if (name == "levers") return msgid("Levers, counted");
  if (name == "matrix") return msgid("Which lever overcame which obstacle");
  if (name == "themes") return msgid("Themes, counted");
  return msgid("Map of the sheets");
}

}  // namespace kit
