#include "domain/kit/chapter_views.h"

#include <array>

#include "domain/kit/comparison.h"
#include "domain/kit/export/book.h"
#include "domain/kit/photographs.h"
#include "domain/kit/views/compose_text.view.h"

namespace kit {
namespace {

using i18n::msgid;

/// What a lead inserts on lines of its own; words selected go inside.
struct Insertion {
  char const* label;
  std::string_view opening, inside, closing;
};
constexpr std::array insertions = {
    Insertion{msgid("Point to watch"), "::: watch", "", ":::"},
    Insertion{msgid("To try: an exercise"), "::: try", "", ":::"},
    Insertion{msgid("For who leads a session"), "::: trainer", "", ":::"},
    Insertion{msgid("On paper only"), "::: print", "", ":::"},
    Insertion{msgid("On screens only"), "::: screen", "", ":::"},
};

std::vector<writing::DeskBlock> blocks(i18n::Words const& words) {
  std::vector<writing::DeskBlock> out;
  for (auto const& one : insertions) out.push_back({words.t(one.label), std::string{one.opening}, std::string{one.inside}, std::string{one.closing}});
  // The first answer is the right one, the others are not: as GIFT writes it.
  out.push_back({words.t("Quiz"), "::: quiz",
                 "::" + words.t("Question 1") + ":: " + words.t("What is asked?") + " {\n= " + words.t("The right answer") + "\n~ " +
                     words.t("Another answer") + "\n}",
                 ":::"});
  out.push_back({words.t("Self-assessment"), "::: self-assessment", "# " + words.t("Dialogue") + "\n" + words.t("We know who acts here."), ":::"});
  out.push_back({words.t("Running order of a session"), "::: running-order 9:00",
                 "10 | " + words.t("Welcome") + " | " + words.t("Who leads") + " | " + words.t("What to bring"), ":::"});
  out.push_back({words.t("Glossary"), "::: glossary", words.t("Lever : what made it possible."), ":::"});
  out.push_back({words.t("Still to write: a line to oneself"), "::: to-write", "", ":::"});
  return out;
}

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
  desk.blocks = blocks(words);
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
