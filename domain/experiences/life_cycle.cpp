#include "domain/experiences/life_cycle.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

using accounts::Visibility;

constexpr std::array<Transition, 16> all_transitions = {{
    {Status::draft, Status::published, i18n::msgid("Publish the sheet"), i18n::msgid("Your sheet is published.")},
    {Status::draft, Status::to_review, i18n::msgid("Ask for a proofreading"), i18n::msgid("Your sheet waits for its proofreading.")},
    {Status::draft, Status::told, i18n::msgid("The interview is done"), i18n::msgid("Noted: the story was told, it remains to be written.")},
    {Status::told, Status::published, i18n::msgid("Publish the sheet"), i18n::msgid("Your sheet is published.")},
    {Status::told, Status::to_review, i18n::msgid("Ask for a proofreading"), i18n::msgid("Your sheet waits for its proofreading.")},
    {Status::to_review, Status::agreed, i18n::msgid("Give my agreement"), i18n::msgid("Your agreement is noted.")},
    {Status::to_review, Status::published, i18n::msgid("Publish the sheet"), i18n::msgid("Your sheet is published.")},
    {Status::to_review, Status::draft, i18n::msgid("Take it back as a draft"), i18n::msgid("The sheet is a draft again.")},
    {Status::agreed, Status::published, i18n::msgid("Publish the sheet"), i18n::msgid("Your sheet is published.")},
    {Status::agreed, Status::draft, i18n::msgid("Take it back as a draft"), i18n::msgid("The sheet is a draft again.")},
    {Status::published, Status::to_update, i18n::msgid("Say that it needs an update"), i18n::msgid("Readers now see that an update is awaited.")},
    {Status::published, Status::published, i18n::msgid("Change who may read it"), i18n::msgid("Noted: who may read the sheet has changed.")},
    {Status::published, Status::draft, i18n::msgid("Withdraw it from publication"),
     i18n::msgid("The sheet is a draft again; only its authors and companions read it.")},
    {Status::published, Status::archived, i18n::msgid("Archive the sheet"), i18n::msgid("The sheet is archived; its address stays good.")},
    {Status::to_update, Status::published, i18n::msgid("It is up to date"), i18n::msgid("The sheet is up to date.")},
    {Status::to_update, Status::archived, i18n::msgid("Archive the sheet"), i18n::msgid("The sheet is archived; its address stays good.")},
}};
constexpr Transition out_of_archive = {Status::archived, Status::to_update, i18n::msgid("Take it out of the archive"),
                                       i18n::msgid("The sheet is back, marked as needing an update.")};

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
  if (base::trimmed(content.title).empty()) missing.push_back({i18n::msgid("Give the sheet a title."), {}, "title"});
  if (base::trimmed(content.summary).empty()) missing.push_back({i18n::msgid("Say it in short: three lines are enough."), {}, "summary"});
  bool const tells = !content.context.empty() || !content.actions.empty() || !content.obstacles.empty() || !content.levers.empty();
  if (!tells) missing.push_back({i18n::msgid("Tell at least what made you start, a key moment, an obstacle or a lever."), {}, "context"});
  return missing;
}

/// What a note has become once more was written in it; "" while it is of its size.
static std::string_view size_told(Content const& content) {
  std::size_t letters = content.summary.size();
  for (auto const* text :
       {&content.context, &content.objectives, &content.governance, &content.lessons, &content.if_again, &content.relations, &content.outlook})
    letters += text->size();
  for (auto const& one : content.actions) letters += one.text.size();
  for (auto const& one : content.obstacles) letters += one.text.size() + one.how.size();
  for (auto const& one : content.levers) letters += one.text.size() + one.effect.size();
  if (content.size == "brief" && letters > 2'500)
    return i18n::msgid("Your note has grown into a sheet of two pages: choose that size, nothing is to be typed again.");
  if (content.size == "sheet" && letters > 14'000)
    return i18n::msgid("Your sheet has grown into a full story: choose that size, nothing is to be typed again.");
  return {};
}

std::vector<std::string_view> hints(Experience const& experience) {
  auto const& content = experience.content;
  std::vector<std::string_view> hints;
  if (!experience.territory) hints.push_back(i18n::msgid("Name the territory: others look for places like theirs."));
  if (auto const grown = size_told(content); !grown.empty()) hints.push_back(grown);
  if (content.themes.empty()) hints.push_back(i18n::msgid("Choose one to three themes: that is how the sheet will be found."));
  if (content.obstacles.empty()) hints.push_back(i18n::msgid("Say what held you back: it is what peers read first."));
  if (content.levers.empty()) hints.push_back(i18n::msgid("Say what made the difference, and which obstacle it overcame."));
  bool const unlinked = std::none_of(content.levers.begin(), content.levers.end(), [](Lever const& lever) { return !lever.overcame.empty(); });
  if (!content.levers.empty() && !content.obstacles.empty() && unlinked)
    hints.push_back(i18n::msgid("Link a lever to the obstacle it overcame: the état des lieux counts these links."));
  if (content.transfer == Transfer{}) hints.push_back(i18n::msgid("Say what can be taken as it is, adapted, or had better not be copied."));
  if (content.contact.empty()) hints.push_back(i18n::msgid("Name a person one can call."));
  return hints;
}

std::string_view status_msgid(Status status) {
  static constexpr std::array<std::string_view, 7> words = {
      i18n::msgid("Draft"),     i18n::msgid("Told"),          i18n::msgid("Being proofread"), i18n::msgid("Agreed by its narrator"),
      i18n::msgid("Published"), i18n::msgid("To be updated"), i18n::msgid("Archived")};
  return words.at(static_cast<std::size_t>(status));
}

std::string_view visibility_msgid(Visibility visibility) {
  static constexpr std::array<std::string_view, 6> words = {
      i18n::msgid("Visible to its authors"),       i18n::msgid("Visible to its authors and companions"),
      i18n::msgid("Visible to companions only"),   i18n::msgid("Visible to the programme's members"),
      i18n::msgid("Visible to signed-in members"), i18n::msgid("Visible to all")};
  return words.at(static_cast<std::size_t>(visibility));
}

}  // namespace experiences
