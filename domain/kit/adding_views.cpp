// What may be printed in a chapter is looked for, not listed: a programme has thousands of sheets.
#include <algorithm>
#include <array>

#include "domain/kit/compose_views.h"
#include "domain/kit/directory.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_found = 30;  // of a page

template <class Source>
std::vector<Choice> choices(Source const& source, Asking const& asking) {
  return source ? source(asking) : std::vector<Choice>{};
}

bool holds_all(std::string const& folded, std::vector<std::string> const& asked) {
  return std::ranges::all_of(asked, [&](std::string const& word) { return folded.find(word) != std::string::npos; });
}

FoundLine found_line(Kit const& kit, Offer const& offer, i18n::Words const& words) {
  FoundLine line{
      form_name(offer.kind, offer.choice.name), offer.choice.title, words.t(msgid_of(offer.kind)), offer.choice.note, "", offer.choice.open};
  if (auto const* chapter = chapter_of(kit.outline, offer.kind, offer.choice.name)) line.printed_in = chapter->title;
  return line;
}

std::vector<Option> kind_options(std::string_view chosen, i18n::Words const& words) {
  std::vector<Option> options{{"", words.t("Everything"), chosen.empty()}};
  for (auto const kind : {ItemKind::experience, ItemKind::method, ItemKind::picture, ItemKind::directory})
    options.push_back({std::string{code(kind)}, words.t(msgid_of(kind)), code(kind) == chosen});
  return options;
}

}  // namespace

std::vector<Offer> offered(Sources const& sources, Asking const& asking) {
  std::vector<Offer> offers;
  for (auto& choice : choices(sources.experience_choices, asking)) offers.push_back({ItemKind::experience, std::move(choice)});
  for (auto& choice : choices(sources.method_choices, asking)) offers.push_back({ItemKind::method, std::move(choice)});
  for (auto const& name : picture_names()) offers.push_back({ItemKind::picture, {name, asking.words.t(picture_msgid(name)), ""}});
  for (auto const& name : directory_names()) offers.push_back({ItemKind::directory, {name, asking.words.t(directory_msgid(name)), ""}});
  std::ranges::stable_partition(offers, [](Offer const& one) { return one.choice.open; });
  return offers;
}

std::vector<Offer const*> found_in(std::vector<Offer> const& offers, Search const& search) {
  auto const asked = base::split(base::fold(search.q), ' ');
  std::vector<Offer const*> found;
  for (auto const& offer : offers)
    if ((search.kind.empty() || search.kind == code(offer.kind)) && holds_all(base::fold(offer.choice.title + " " + offer.choice.note), asked))
      found.push_back(&offer);
  return found;
}

AddPage add_page(Kit const& kit, Chapter const& chapter, Search const& search, std::vector<Offer> const& offers, std::string const& programme_slug,
                 i18n::Words const& words) {
  AddPage page;
  page.chapter = chapter.slug;
  page.chapter_title = chapter.title;
  page.q = search.q;
  page.kind = search.kind;
  page.kinds = kind_options(search.kind, words);
  page.search = bench_url(programme_slug, "/add");
  page.change = bench_url(programme_slug, "/change");
  page.back = bench_url(programme_slug).with_fragment("c-" + chapter.slug);
  auto const found = found_in(offers, search);
  page.count_words = words.tn("One thing may be printed.", "{} things may be printed.", static_cast<std::int64_t>(found.size()));
  if (found.empty()) page.count_words = words.t("Nothing of that name may be printed. Try fewer words.");
  auto const here = page.search.with("chapter", chapter.slug).with("q", search.q).with("kind", search.kind);
  auto const first = std::min(found.size(), search.page * most_found), last = std::min(found.size(), first + most_found);
  for (auto at = first; at < last; ++at) page.found.push_back(found_line(kit, *found[at], words));
  if (search.page > 0) page.previous = here.with("page", std::to_string(search.page - 1));
  if (last < found.size()) page.next = here.with("page", std::to_string(search.page + 1));
  return page;
}

std::string title_of(Sources const& sources, Asking const& asking, ItemKind kind, std::string const& name) {
  if (kind == ItemKind::picture) return asking.words.t(picture_msgid(name));
  if (kind == ItemKind::directory) return asking.words.t(directory_msgid(name));
  auto const& source = kind == ItemKind::experience ? sources.experiences : sources.methods;
  std::array const names{name};
  auto const parts = source ? source(asking, names) : std::map<std::string, Part>{};
  return parts.empty() ? name : parts.begin()->second.title;
}

MovePage move_page(Kit const& kit, Item const& item, std::string const& title, std::string const& programme_slug) {
  MovePage page;
  page.name = form_name(item.kind, item.name);
  page.title = title;
  for (auto const& chapter : kit.outline.chapters) {
    page.chapters.push_back({chapter.slug, chapter.title, chapter.slug == item.chapter});
    if (chapter.slug == item.chapter) page.chapter_title = chapter.title;
  }
  page.change = bench_url(programme_slug, "/change");
  page.back = bench_url(programme_slug).with_fragment(item_id(page.name));
  return page;
}

}  // namespace kit
