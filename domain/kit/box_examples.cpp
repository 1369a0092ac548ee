#include "domain/kit/box_examples.h"

#include <array>

#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

/// Boxes of plain text.
struct Plain {
  char const* label;
  std::string_view opening;
};
constexpr std::array plain_boxes = {
    Plain{msgid("Point to watch"), "::: watch"},
    Plain{msgid("To try: an exercise"), "::: try"},
    Plain{msgid("For who leads a session"), "::: trainer"},
    Plain{msgid("On paper only"), "::: print"},
    Plain{msgid("On screens only"), "::: screen"},
};

// The first answer is the right one, the others are not: as GIFT writes it. What follows # is told to who gave that answer.
std::string quiz(i18n::Words const& words) {
  return "::" + words.t("Question 1") + ":: " + words.t("What is asked?") + " {\n= " + words.t("The right answer") + " # " +
      words.t("Why it is right.") + "\n~ " + words.t("Another answer") + " # " + words.t("Why it is not.") + "\n~ " + words.t("A third answer") +
      "\n}";
}

std::string self_assessment(i18n::Words const& words) {
  auto const axis = [&](char const* title, std::vector<char const*> const& statements) {
    auto text = "# " + words.t(title);
    for (auto const* statement : statements) text += "\n" + words.t(statement);
    return text;
  };
  return axis(msgid("Dialogue"), {msgid("We know who acts here."), msgid("We meet before we need to.")}) + "\n\n" +
      axis(msgid("Experiments"), {msgid("We try small before we decide."), msgid("We say what failed as well.")});
}

std::string running_order(i18n::Words const& words) {
  auto const moment = [&](int minutes, std::vector<std::string> const& cells) { return std::to_string(minutes) + " | " + base::join(cells, " | "); };
  return moment(10, {words.t("Welcome"), words.t("Who leads"), words.t("What to bring")}) + "\n" + words.t("What one does, in a line or two.") +
      "\n> " + words.t("A note for who leads alone.") + "\n\n" + moment(20, {words.t("Three obstacles each, in silence")}) + "\n\n" +
      moment(15, {words.t("What we keep of it, and who does what")});
}

std::string glossary(i18n::Words const& words) {
  return words.t("Lever : what made it possible.") + "\n" + words.t("Obstacle : what slowed or stopped it.");
}

}  // namespace

std::vector<writing::DeskBlock> box_examples(i18n::Words const& words) {
  std::vector<writing::DeskBlock> boxes;
  for (auto const& one : plain_boxes) boxes.push_back({words.t(one.label), std::string{one.opening}, "", ":::"});
  boxes.push_back({words.t("Quiz"), "::: quiz", quiz(words), ":::"});
  boxes.push_back({words.t("Self-assessment"), "::: self-assessment", self_assessment(words), ":::"});
  boxes.push_back({words.t("Running order of a session"), "::: running-order 9:00", running_order(words), ":::"});
  boxes.push_back({words.t("Glossary"), "::: glossary", glossary(words), ":::"});
  boxes.push_back({words.t("Still to write: a line to oneself"), "::: to-write", "", ":::"});
  return boxes;
}

}  // namespace kit
