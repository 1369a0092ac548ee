#include "domain/kit/chapter_views.h"

#include "domain/kit/box_examples.h"
#include "domain/kit/comparison.h"
#include "domain/kit/export/book.h"
#include "domain/kit/photographs.h"
#include "domain/kit/views/compose_text.view.h"

namespace kit {
namespace {

Document one_part(std::string const& markdown) {
  Block block;
  block.markdown = markdown;
  Part part;
  part.slug = "text";
  part.blocks = {block};
  Document document;
  document.parts = {part};
  return document;
}

}  // namespace

writing::Desk chapter_desk(ChapterDesk const& about, views::Context const& context) {
  auto const& words = context.words;
  writing::Desk desk;
  desk.heading = words.t("Write “{}”", {about.title});
  desk.facts = views::kit_chapter_facts(context, about.title, bench_url(about.programme_slug).with_fragment("c-" + about.chapter));
  desk.fields = writing::desk_field(context,
                                    {std::string{"body"}, words.t("Text of the chapter"), "", writing::DeskField::Kind::formatted,
                                     words.t("Write here. The menu “Insert” holds boxes, quizzes, citations and pictures.")});
  desk.plain_form = bench_url(about.programme_slug, "/pages/{}", {about.chapter});
  desk.read = bench_url(about.programme_slug, "/read").with("part", about.chapter);
  desk.read_words = words.t("Read the chapter among the others");
  desk.pictures = bench_url(about.programme_slug, "/pages/{}/pictures", {about.chapter});
  desk.pictures_stand = bench_url(about.programme_slug, "/pictures");
  desk.preview = bench_url(about.programme_slug, "/pages/{}/preview", {about.chapter});
  // The passages one may cite are those of the atelier: the same search, for a sheet that is not written yet.
  desk.passages = html::Url::path("/p/{}/methods/new/passages", {about.programme_slug});
  desk.blocks = box_examples(words);
  desk.stand_at(about.programme_slug, about.document);
  return desk;
}

Part for_writers(Part part, i18n::Words const& words) {
  for (auto& block : part.blocks) {
    if (block.only == "trainer") block.callout = "trainer";
    if (block.only == "print") block.said_by = words.t("On paper only");
    if (block.only == "screen") block.said_by = words.t("On screens only");
    block.only.clear();
  }
  return part;
}

html::Safe bench_markup(Part const& part, std::string const& programme_slug, i18n::Words const& words) {
  return markup_of(part,
                   Format{words,
                          false,
                          [&](std::string_view address) {
                            if (!address.starts_with(inside_kit)) return std::string{address};
                            return bench_url(programme_slug, "/read").with("part", address.substr(inside_kit.size())).text();
                          },
                          {},
                          [&](Photo const& photo) { return bench_url(programme_slug, "/pictures/{}", {photo_name(photo)}).text(); }});
}

std::vector<std::vector<StretchView>> difference(std::string const& before, std::string const& after) {
  std::vector<std::vector<StretchView>> paragraphs;
  for (auto const& part : compare(one_part(before), one_part(after)))
    for (auto const& paragraph : part.paragraphs) {
      auto& stretches = paragraphs.emplace_back();
      for (auto const& one : paragraph) stretches.push_back({one.text, one.kind == Stretch::Kind::added, one.kind == Stretch::Kind::removed});
    }
  return paragraphs;
}

}  // namespace kit
