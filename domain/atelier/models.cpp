#include "domain/atelier/models.h"

#include <algorithm>

namespace atelier {
namespace {

using i18n::msgid;

struct ModelStep {
  std::string_view title, instruction;
  int minutes = 0;
};

/// What a model holds, as msgids.
struct Skeleton {
  std::string_view code, pitch, materials, preparation, body, watch;
  int duration = 0, group_min = 0, group_max = 0;
  std::vector<ModelStep> steps;
};

Skeleton workshop() {
  return {
      "workshop",
      msgid("In half a day, a group shares what it knows, chooses, and leaves with who does what."),
      msgid("Large sheets\nThick felt pens\nSticky notes\nSomething to drink"),
      msgid("Invite three weeks before. Say in one sentence what will be decided, and what will not."),
      msgid(
          "## Where it comes from\n\nWho needed it, what had been tried before.\n\n## What it taught\n\nWhat you would keep, what you would change."),
      msgid("Those who speak easily take all the time: count the turns."),
      180,
      8,
      20,
      {{msgid("Welcome"), msgid("Everyone says their name and what they hope for. Say how the time is shared and when it ends."), 20},
       {msgid("What we know"), msgid("Alone, then in threes: what works here, what holds back. One idea a note."), 45},
       {msgid("What we choose"),
        msgid("Group the notes, name the groups, each person gives three votes. Keep what was not chosen: it is written down too."), 50},
       {msgid("Who does what"), msgid("For each choice: a person, a first step, a date."), 40},
       {msgid("Closing"), msgid("One word each. Say when and how the notes will be sent."), 15}}};
}

Skeleton interview() {
  return {
      "interview",
      msgid("One person tells what they lived, another listens and writes down, and the words are agreed on."),
      msgid("A notebook\nA recorder, if the person agrees"),
      msgid("Send the questions a week before. Ask for agreement to record, and say what becomes of it."),
      msgid("## Questions\n\n- How did it begin?\n- What held you back, and what got you out of it?\n- What would you say to someone who starts?"),
      msgid("Nothing is published before the person has read it and agreed."),
      75,
      2,
      3,
      {{msgid("Before beginning"), msgid("Say again what it is for, how long it lasts, and that one may stop or take words back."), 10},
       {msgid("The story"), msgid("Let the person tell in their own order. Ask for facts: when, who, how much."), 40},
       {msgid("What it taught"), msgid("What helped, what was given up, what remains open."), 15},
       {msgid("Closing"), msgid("Say when the text will be sent for agreement."), 10}}};
}

Skeleton visit() {
  return {"visit",
          msgid("A group goes and sees what another territory does, meets those who do it, and comes back with something to try."),
          msgid("A grid of observation for each person\nShoes to walk in\nThe hosts’ phone number"),
          msgid("Ask the hosts what they expect in return. Share out who watches what: people, money, places, words."),
          msgid("## What we went to see\n\n## What struck us\n\n## What we will try at home"),
          msgid("The hosts get tired: no more than fifteen visitors, and a break without questions."),
          240,
          5,
          15,
          {{msgid("Arrival"), msgid("Coffee, names, and the programme of the day. The hosts say what they are proud of and what is hard."), 30},
           {msgid("The walk"), msgid("In small groups, each with a question. Stop and let those who use the place speak."), 90},
           {msgid("Questions"), msgid("Everyone sits. First what was seen, then what was not understood, then how it is paid for."), 60},
           {msgid("What we take away"), msgid("Each person writes one thing to try within a month, and says it to the hosts."), 40},
           {msgid("Thanks"), msgid("Say what the hosts will receive, and when."), 20}}};
}

Skeleton meeting() {
  return {"meeting",
          msgid("An hour to decide one thing together, and leave with it written down."),
          msgid("The question, written large\nA clock everyone sees"),
          msgid("Send the question and what is known two days before. Choose who keeps the time and who writes."),
          msgid("## What was decided\n\n## Who does what, by when\n\n## What is left open"),
          msgid("A question that nobody present can decide: say so at the start, and decide who asks."),
          60,
          3,
          12,
          {{msgid("The question"), msgid("Read it aloud. Does everyone understand the same thing?"), 10},
           {msgid("A turn"), msgid("Everyone speaks once, two minutes, without being answered."), 20},
           {msgid("Objections"), msgid("What would make this impossible? Change the proposal until nobody has any."), 20},
           {msgid("What we keep"), msgid("Read what was written. Who tells those who were away?"), 10}}};
}

Content content_of(Skeleton const& skeleton, i18n::Words const& words) {
  Content content;
  auto const lines = [](std::string const& text) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from <= text.size();) {
      auto const end = std::min(text.find('\n', from), text.size());
      all.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    return all;
  };
  content.pitch = words.t(skeleton.pitch);
  content.materials = lines(words.t(skeleton.materials));
  content.preparation = words.t(skeleton.preparation);
  content.body = words.t(skeleton.body);
  content.watch_points = {words.t(skeleton.watch)};
  content.duration_min = content.duration_max = skeleton.duration;
  content.group_min = skeleton.group_min, content.group_max = skeleton.group_max;
  for (auto const& step : skeleton.steps) content.steps.push_back({words.t(step.title), words.t(step.instruction), {}, step.minutes});
  return content;
}

}  // namespace

std::vector<Model> const& models() {
  static std::vector<Model> const all{
      {"workshop", msgid("A workshop"), msgid("Half a day, a group, choices and who does what")},
      {"interview", msgid("An interview"), msgid("Someone tells, someone writes down, both agree")},
      {"visit", msgid("A visit"), msgid("Going to see what others do, and what to bring back")},
      {"meeting", msgid("A meeting that decides"), msgid("An hour, one question, a decision written down")},
  };
  return all;
}

std::optional<Content> content_of_model(std::string_view code, i18n::Words const& words) {
  for (auto const make : {workshop, interview, visit, meeting})
    if (auto const skeleton = make(); skeleton.code == code) return content_of(skeleton, words);
  return std::nullopt;
}

}  // namespace atelier
