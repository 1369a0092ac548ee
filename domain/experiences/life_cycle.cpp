#include "domain/experiences/life_cycle.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"

namespace experiences {
namespace {

using accounts::Visibility;

constexpr std::array<Transition, 16> all_transitions = {{
    {Status::draft, Status::published, "Publish the sheet", "Your sheet is published."},
    {Status::draft, Status::to_review, "Ask for a proofreading", "Your sheet waits for its proofreading."},
    {Status::draft, Status::told, "The interview is done", "Noted: the story was told, it remains to be written."},
    {Status::told, Status::published, "Publish the sheet", "Your sheet is published."},
    {Status::told, Status::to_review, "Ask for a proofreading", "Your sheet waits for its proofreading."},
    {Status::to_review, Status::agreed, "Give my agreement", "Your agreement is noted."},
    {Status::to_review, Status::published, "Publish the sheet", "Your sheet is published."},
    {Status::to_review, Status::draft, "Take it back as a draft", "The sheet is a draft again."},
    {Status::agreed, Status::published, "Publish the sheet", "Your sheet is published."},
    {Status::agreed, Status::draft, "Take it back as a draft", "The sheet is a draft again."},
    {Status::published, Status::to_update, "Say that it needs an update", "Readers now see that an update is awaited."},
    {Status::published, Status::published, "Change who may read it", "Noted: who may read the sheet has changed."},
    {Status::published, Status::draft, "Withdraw it from publication", "The sheet is a draft again; only its authors and companions read it."},
    {Status::published, Status::archived, "Archive the sheet", "The sheet is archived; its address stays good."},
    {Status::to_update, Status::published, "It is up to date", "The sheet is up to date."},
    {Status::to_update, Status::archived, "Archive the sheet", "The sheet is archived; its address stays good."},
}};
constexpr Transition out_of_archive = {Status::archived, Status::to_update, "Take it out of the archive",
                                       "The sheet is back, marked as needing an update."};

bool edits_in(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  return std::any_of(viewer.memberships.begin(), viewer.memberships.end(), [&](accounts::Membership const& membership) {
    return membership.programme == programme && membership.power >= accounts::Power::edit;
  });
}

bool is_of_its_authors(accounts::Viewer const& viewer, Standing const& standing) {
  if (viewer.person && standing.author == viewer.person) return true;
  return standing.territory && viewer.in_pair(standing.programme, *standing.territory);
}

}  // namespace

Visibility circle_of(Status status, Visibility visibility) {
  bool const out = status == Status::published || status == Status::to_update || status == Status::archived;
  if (out || visibility == Visibility::private_) return visibility;
  return Visibility::companion;
}

bool is_counted(Status status) { return status == Status::published || status == Status::to_update; }

Standing standing_of(Experience const& experience) {
  return {experience.programme, experience.territory, experience.author, circle_of(experience.status, experience.visibility)};
}

bool may_read(accounts::Viewer const& viewer, Standing const& standing) {
  if (standing.circle == Visibility::public_ || is_of_its_authors(viewer, standing)) return true;
  auto const circles = viewer.circles_in(standing.programme);
  return std::find(circles.begin(), circles.end(), standing.circle) != circles.end();
}

bool may_write(accounts::Viewer const& viewer, Standing const& standing) {
  if (!viewer.signed_in()) return false;
  if (is_of_its_authors(viewer, standing)) return true;
  return (edits_in(viewer, standing.programme) || viewer.administrator) && may_read(viewer, standing);
}

std::vector<Transition> transitions_from(Status status) {
  std::vector<Transition> open;
  for (auto const& one : all_transitions)
    if (one.from == status) open.push_back(one);
  if (status == Status::archived) open.push_back(out_of_archive);
  return open;
}

base::Outcome<Transition> transition(accounts::Viewer const& viewer, Experience const& experience, Status to) {
  if (!may_write(viewer, standing_of(experience))) return base::refuse("Only its authors and the team of the programme may do this.");
  for (auto const& one : transitions_from(experience.status)) {
    if (one.to != to) continue;
    if (to != Status::published) return one;
    auto const missing = missing_for_publication(experience.content);
    if (!missing.empty()) return tl::unexpected{missing.front()};
    return one;
  }
  return base::refuse("The sheet has moved since: this is no longer possible.");
}

std::vector<base::Refusal> missing_for_publication(Content const& content) {
  std::vector<base::Refusal> missing;
  if (base::trimmed(content.title).empty()) missing.push_back({"Give the sheet a title.", {}, "title"});
  if (base::trimmed(content.summary).empty()) missing.push_back({"Say it in short: three lines are enough.", {}, "summary"});
  bool const tells = !content.context.empty() || !content.actions.empty() || !content.obstacles.empty() || !content.levers.empty();
  if (!tells) missing.push_back({"Tell at least what made you start, a key moment, an obstacle or a lever.", {}, "context"});
  return missing;
}

std::vector<std::string_view> hints(Experience const& experience) {
  auto const& content = experience.content;
  std::vector<std::string_view> hints;
  if (!experience.territory) hints.push_back("Name the territory: others look for places like theirs.");
  if (content.themes.empty()) hints.push_back("Choose one to three themes: that is how the sheet will be found.");
  if (content.obstacles.empty()) hints.push_back("Say what held you back: it is what peers read first.");
  if (content.levers.empty()) hints.push_back("Say what made the difference, and which obstacle it overcame.");
  bool const unlinked = std::none_of(content.levers.begin(), content.levers.end(), [](Lever const& lever) { return !lever.overcame.empty(); });
  if (!content.levers.empty() && !content.obstacles.empty() && unlinked)
    hints.push_back("Link a lever to the obstacle it overcame: the état des lieux counts these links.");
  if (content.transfer == Transfer{}) hints.push_back("Say what can be taken as it is, adapted, or had better not be copied.");
  if (content.contact.empty()) hints.push_back("Name a person one can call.");
  return hints;
}

std::string_view status_msgid(Status status) {
  static constexpr std::array<std::string_view, 7> words = {"Draft",     "Told",          "Being proofread", "Agreed by its narrator",
                                                            "Published", "To be updated", "Archived"};
  return words.at(static_cast<std::size_t>(status));
}

std::string_view visibility_msgid(Visibility visibility) {
  static constexpr std::array<std::string_view, 6> words = {
      "Visible to its authors",           "Visible to its authors and companions", "Visible to companions only",
      "Visible to the programme's members", "Visible to signed-in members",          "Visible to all"};
  return words.at(static_cast<std::size_t>(visibility));
}

}  // namespace experiences
