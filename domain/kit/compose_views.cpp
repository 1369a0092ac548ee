#include "domain/kit/compose_views.h"

#include <algorithm>

#include "domain/kit/licence.h"
#include "domain/kit/remark_places.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

TreeItem tree_item(Overview const& copy, ItemKind kind, std::string const& name, i18n::Words const& words) {
  TreeItem item;
  item.name = form_name(kind, name);
  item.id = item_id(item.name);
  item.title = item_title(copy.gathered, kind, name, words);
  item.kind_words = words.t(msgid_of(kind));
  item.move = bench_url(copy.programme.slug, "/move").with("item", item.name);
  if (kind == ItemKind::picture) item.missing = !copy.gathered.pictures.contains(name);
  else if (kind == ItemKind::directory) item.missing = !copy.gathered.directory.contains(name);
  else item.missing = !(kind == ItemKind::experience ? copy.gathered.experiences : copy.gathered.methods).contains(name);
  return item;
}

void add_items(TreeChapter& line, Overview const& copy, Chapter const& chapter, i18n::Words const& words) {
  for (auto const kind : item_kinds) {
    auto const& names = items_of(chapter, kind);
    for (auto const& name : names) {
      auto item = tree_item(copy, kind, name, words);
      item.first = name == names.front();
      item.last = name == names.back();
      line.items.push_back(std::move(item));
    }
  }
}

/// The états des lieux the pictures of a chapter may be of: as it stands, or one frozen.
std::vector<Option> snapshot_options(std::vector<Choice> const& snapshots, Chapter const& chapter, i18n::Words const& words) {
  std::vector<Option> options{{"", words.t("As it stands when the edition is frozen"), chapter.snapshot.empty()}};
  for (auto const& choice : snapshots)
    options.push_back({choice.name, words.t("{}, frozen on {}", {choice.title, choice.note}), choice.name == chapter.snapshot});
  bool const gone = !chapter.snapshot.empty() && std::ranges::none_of(options, &Option::chosen);
  if (gone) options.push_back({chapter.snapshot, chapter.snapshot, true});
  return options;
}

TreeChapter tree_chapter(Overview const& copy, Chapter const& chapter, std::vector<Choice> const& snapshots, Bench const& bench,
                         i18n::Words const& words) {
  TreeChapter line;
  line.slug = chapter.slug;
  line.title = chapter.title;
  line.write = bench.write_url(copy.programme.slug, chapter.slug);
  line.add = bench_url(copy.programme.slug, "/add").with("chapter", chapter.slug);
  line.first = &chapter == &copy.kit.outline.chapters.front();
  line.last = &chapter == &copy.kit.outline.chapters.back();
  line.brief = chapter.brief;
  line.brief_action = chapter.brief ? "not-brief" : "brief";
  line.size = size_words(copy.words_in(chapter.slug), words);
  if (auto const count = std::ranges::count(copy.remarks, chapter.slug, &Remark::chapter)) {
    line.remarks_words = words.tn("one thing to see to", "{} things to see to", count);
    line.remarks = bench_url(copy.programme.slug, "/remarks").with_fragment("c-" + chapter.slug);
  }
  add_items(line, copy, chapter, words);
  if (!chapter.pictures.empty()) line.snapshots = snapshot_options(snapshots, chapter, words);
  return line;
}

RemarkLine remark_line(Overview const& copy, Remark const& remark, Bench const& bench, i18n::Words const& words) {
  auto const& chapters = copy.kit.outline.chapters;
  auto const chapter = std::ranges::find(chapters, remark.chapter, &Chapter::slug);
  RemarkLine line;
  line.words = words.refusal(remark.words);
  line.blocks = remark.blocks;
  if (chapter == chapters.end()) {
    line.url = bench_url(copy.programme.slug, remark.words.msgid == "Say who publishes the kit." ? "/about" : "");
    return line;
  }
  line.chapter = chapter->title;
  auto const page = copy.texts.find(chapter->page);
  auto const at = page == copy.texts.end() ? 0 : line_of(remark, page->second);
  if (at > 0) line.place = words.t("line {}", {at});
  line.url = at > 0 ? bench.write_url(copy.programme.slug, chapter->slug, at) : bench_url(copy.programme.slug).with_fragment("c-" + chapter->slug);
  return line;
}

}  // namespace

std::string item_id(std::string_view form_name) {
  std::string id{"i-"};
  for (char const c : form_name) id += c == ':' ? '-' : c;
  return id;
}

TreePage tree_page(Overview const& copy, std::vector<Choice> const& snapshots, Bench const& bench, i18n::Words const& words) {
  TreePage page;
  page.head = bench_head(copy.kit, copy.programme.slug, Room::chapters, words, &copy);
  for (auto const& chapter : copy.kit.outline.chapters) page.chapters.push_back(tree_chapter(copy, chapter, snapshots, bench, words));
  page.change = bench_url(copy.programme.slug, "/change");
  page.bring = bench_url(copy.programme.slug, "/bring");
  return page;
}

RemarksPage remarks_page(Overview const& copy, std::map<std::string, KitStore::Reading> const& readings, Bench const& bench,
                         i18n::Words const& words) {
  RemarksPage page;
  page.head = bench_head(copy.kit, copy.programme.slug, Room::remarks, words, &copy);
  page.editions = bench_url(copy.programme.slug, "/editions");
  if (std::ranges::any_of(copy.parts, [](PartOverview const& one) { return one.facts.wordless; }))
    page.picture_words = bench_url(copy.programme.slug, "/pictures");
  for (auto const& remark : copy.remarks) (remark.blocks ? page.blocking : page.others).push_back(remark_line(copy, remark, bench, words));
  for (auto const& chapter : copy.kit.outline.chapters) {
    if (auto const text = copy.pages.find(chapter.page); text != copy.pages.end())
      for (auto const& address : text->second->outside) page.outside.push_back({chapter.title, address, html::Url::external(address)});
    auto const reading = readings.find(chapter.page);
    if (reading == readings.end() || reading->second.proofread >= reading->second.revision) continue;
    page.unread.push_back({chapter.title, std::to_string(reading->second.revision), chapter.slug,
                           bench_url(copy.programme.slug, "/read").with("part", chapter.slug),
                           bench_url(copy.programme.slug, "/pages/{}/proofread", {chapter.slug})});
  }
  return page;
}

AboutPage about_page(Kit const& kit, std::string const& programme_slug, i18n::Words const& words) {
  AboutPage page;
  page.head = bench_head(kit, programme_slug, Room::about, words);
  page.title = kit.outline.title;
  page.subtitle = kit.outline.subtitle;
  page.description = kit.outline.description;
  page.publisher = kit.outline.publisher;
  for (auto const& licence : licences())
    page.licences.push_back({std::string{licence.code}, std::string{licence.name}, licence.code == kit.outline.licence});
  page.change = bench_url(programme_slug, "/change");
  return page;
}

}  // namespace kit
