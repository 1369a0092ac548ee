#include "domain/kit/beginning.h"

#include <algorithm>

#include "domain/kit/outline.h"

namespace kit {
namespace {

using i18n::msgid;

/// A chapter one may start from. `box`: an empty block to fill, as it is typed.
struct Planned {
  char const* title;
  char const* to_write;
  bool in_short;
  enum class Box { none, self_assessment, running_order, glossary } box = Box::none;
  std::vector<std::string> pictures{}, directory{};
};

std::vector<Planned> const& plan() {
  using Box = Planned::Box;
  static std::vector<Planned> const chapters = {
      {msgid("How to use this kit"), msgid("Who it is for, what may be done with it, where to start with a quarter of an hour, how to adapt it."),
       true},
      {msgid("Why build together"),
       msgid("The question you started from, in a few lines. The pictures below it are those of the état des lieux."),
       true,
       Box::none,
       {"obstacles", "levers"}},
      {msgid("Where do we stand?"),
       msgid("A few lines on how to answer, then four statements for each role, that a territory answers for itself."),
       false,
       Box::self_assessment,
       {"themes", "map"}},
      {msgid("Territorial dialogue"),
       msgid("Who may invite, where one meets, who is not there. Cite the passages this rests on, then print the sheets."), true},
      {msgid("Collective experiments"), msgid("How one tries something small together, how one stops. Cite successes and failures alike."), true},
      {msgid("Accompanying projects"), msgid("What helps a project be born and hold: training, partnerships, passing on to others."), true},
      {msgid("Running a place"), msgid("What a common place changes, what it costs, what it cannot do."), true},
      {msgid("What territories tell"), msgid("A word on how these experiences were told and read again; then print the sheets here."), false},
      {msgid("Methods to take up"), msgid("How to choose among them, and what their trials say; then print the sheets here."), false},
      {msgid("Leading a session"), msgid("What people receive, what they do, and a running order of each session, with notes for who leads."), true,
       Box::running_order},
      {msgid("Visiting one another"), msgid("What to prepare, what to look at on the spot, what to send back to the host."), false},
      {msgid("Making an alliance"), msgid("Who does what, what is written down, and when: from the first handshake to the agreement."), false},
      {msgid("Writing one’s roadmap"),
       msgid("One page, three minutes: an ambition, a first step within the month, facts that somebody else can see."), true},
      {msgid("What has it changed?"), msgid("Before, just after, six weeks later: the questions you ask, and what you do with the answers."), false},
      {msgid("Words, people and sources"),
       msgid("The words you use in your own sense, who to call, what you drew from."),
       true,
       Box::glossary,
       {},
       {"structures", "people"}}};
  return chapters;
}

/// The roles of a catalyst, ready for their statements.
std::string empty_box(Planned::Box box, i18n::Words const& words) {
  switch (box) {
    case Planned::Box::none: return {};
    case Planned::Box::self_assessment: {
      std::string text = "\n::: self-assessment\n";
      for (char const* role :
           {msgid("Territorial dialogue"), msgid("Collective experiments"), msgid("Accompanying projects"), msgid("Running a place")})
        text += "# " + words.t(role) + "\n\n";
      return text + ":::\n";
    }
    case Planned::Box::running_order: return "\n::: running-order 9:00\n:::\n";
    case Planned::Box::glossary: return "\n::: glossary\n:::\n";
  }
  return {};
}

}  // namespace

std::vector<BeginningChoice> beginning_choices(i18n::Words const& words) {
  auto const all = static_cast<std::int64_t>(plan().size());
  auto const few = std::ranges::count_if(plan(), &Planned::in_short);
  return {{"full", words.t("A whole table of contents"),
           words.tn("One chapter, each with a line on what to write there.", "{} chapters, each with a line on what to write there.", all)},
          {"short", words.t("A short one"),
           words.tn("One chapter, to publish sooner and grow later.", "{} chapters, to publish sooner and grow later.", few)},
          {"empty", words.t("Nothing yet"), words.t("You add every chapter yourself.")}};
}

Beginning beginning(std::string_view code, i18n::Words const& words) {
  Beginning begun;
  if (code != "full" && code != "short") return begun;
  Outline outline;
  for (auto const& planned : plan()) {
    if (code == "short" && !planned.in_short) continue;
    auto with = with_chapter(outline, words.t(planned.title));
    if (!with) continue;
    outline = std::move(*with);
    auto& chapter = outline.chapters.back();
    chapter.pictures = planned.pictures;
    chapter.directory = planned.directory;
    begun.pages[chapter.page] = "::: to-write\n" + words.t(planned.to_write) + "\n:::\n" + empty_box(planned.box, words);
  }
  begun.chapters = std::move(outline.chapters);
  return begun;
}

}  // namespace kit
