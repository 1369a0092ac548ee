#include "domain/atelier/life_cycle.h"

#include <algorithm>
#include <array>

#include "domain/atelier/content_check.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

using accounts::Visibility;
using i18n::msgid;

constexpr std::string_view publish_unread = msgid("Publish without a reading by peers");
constexpr std::string_view published_unread = msgid("The method is published. The sheet says that no peer read it, and why.");
constexpr std::size_t shortest_reason = 20, longest_reason = 2'000;  // bytes

Transition const all_transitions[] = {
    {Status::draft, Status::tested, msgid("Say that it was tested"), msgid("Noted: the whole cohort now reads it and can try it.")},
    {Status::draft, Status::to_review, msgid("Ask for a proofreading of the method"), msgid("The method waits for its proofreading.")},
    {Status::draft, Status::published, publish_unread, published_unread, true, true},
    {Status::tested, Status::to_review, msgid("Ask for a proofreading of the method"), msgid("The method waits for its proofreading.")},
    {Status::tested, Status::draft, msgid("Take the method back as a draft"), msgid("The method is a draft again.")},
    {Status::tested, Status::published, publish_unread, published_unread, true, true},
    {Status::to_review, Status::draft, msgid("Take the method back as a draft"), msgid("The method is a draft again.")},
    {Status::to_review, Status::published, publish_unread, published_unread, true, true},
    {Status::published, Status::published, msgid("Change who may read the method"), msgid("Noted: who may read the method has changed."), true},
    {Status::published, Status::draft, msgid("Withdraw the method from publication"), msgid("The method is a draft again."), true},
    {Status::published, Status::deprecated, msgid("Say that it is no longer recommended"),
     msgid("Readers now see that the method is no longer recommended."), true},
    {Status::deprecated, Status::published, msgid("Recommend it again"), msgid("The method is published again."), true},
};

bool is_author(accounts::Viewer const& viewer, Method const& method) { return viewer.person && method.author == viewer.person; }

bool is_open_to(Transition const& step, accounts::Viewer const& viewer, Method const& method) {
  if (step.unread) return viewer.leads(method.programme) || viewer.administrator;
  return !step.by_editors || is_in_the_team(viewer, method.programme);
}

}  // namespace

bool is_in_the_team(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  return viewer.administrator || std::any_of(viewer.memberships.begin(), viewer.memberships.end(), [&](accounts::Membership const& one) {
           return one.programme == programme && one.power >= accounts::Power::edit;
         });
}

Visibility circle_of(Status status, Visibility visibility) {
  if (status == Status::published || status == Status::deprecated) return visibility;
  auto const widest = status == Status::draft ? Visibility::companion : Visibility::cohort;
  return std::min(visibility, widest);
}

bool is_listed(Status status) { return status == Status::published; }

bool may_read(accounts::Viewer const& viewer, Method const& method) {
  auto const circle = circle_of(method.status, method.visibility);
  if (circle == Visibility::public_ || is_author(viewer, method)) return true;
  auto const circles = viewer.circles_in(method.programme);
  return std::find(circles.begin(), circles.end(), circle) != circles.end();
}

bool may_write(accounts::Viewer const& viewer, Method const& method) {
  if (!viewer.signed_in() || !may_read(viewer, method)) return false;
  bool const out = method.status == Status::published || method.status == Status::deprecated;
  return is_author(viewer, method) || is_in_the_team(viewer, method.programme) || (!out && viewer.may_contribute(method.programme));
}

bool may_tell_a_trial(accounts::Viewer const& viewer, Method const& method) {
  return viewer.may_contribute(method.programme) && may_read(viewer, method);
}

std::vector<Transition> transitions(accounts::Viewer const& viewer, Method const& method) {
  std::vector<Transition> open;
  if (!may_write(viewer, method)) return open;
  for (auto const& one : all_transitions)
    if (one.from == method.status && is_open_to(one, viewer, method)) open.push_back(one);
  return open;
}

base::Outcome<Transition> transition(accounts::Viewer const& viewer, Method const& method, Status to, bool read) {
  if (!may_write(viewer, method)) return base::refuse("Only its author and the team of the programme may change this method.");
  auto const* const found = std::find_if(std::begin(all_transitions), std::end(all_transitions),
                                         [&](Transition const& one) { return one.from == method.status && one.to == to; });
  if (found == std::end(all_transitions)) return base::refuse("The method has moved since: this is no longer possible.");
  auto step = *found;
  if (read) step.unread = false;
  if (!is_open_to(step, viewer, method))
    return step.unread && is_in_the_team(viewer, method.programme)
        ? base::refuse("Only who leads the programme may publish a method that no peer has read.")
        : base::refuse("Only the team of the programme may do this: ask for a proofreading.");
  auto const missing = missing_for(to, method);
  if (!missing.empty()) return tl::unexpected{missing.front()};
  return step;
}

base::Outcome<void> check_reason(Transition const& step, std::string_view reason) {
  if (reason.size() > longest_reason)
    return base::refuse("This text is too long: {} characters, at most {}.", {std::to_string(reason.size()), std::to_string(longest_reason)},
                        "reason");
  if (step.unread && base::trimmed(reason).size() < shortest_reason)
    return base::refuse("Say in a sentence why it is published without a reading: readers will see it.", {}, "reason");
  return {};
}

std::vector<base::Refusal> missing_for(Status to, Method const& method) {
  std::vector<base::Refusal> missing;
  if (to == Status::draft || to == Status::deprecated) return missing;
  if (to == Status::tested && method.trials.empty())
    missing.push_back(base::Refusal{"Tell at least one trial: a failed one counts as well.", {}, "trials"});
  if (to == Status::tested) return missing;
  if (to == Status::to_review && method.visibility < Visibility::cohort)
    missing.push_back(base::Refusal{"Open it to the members of the programme: those who proofread it must be able to read it.", {}, "visibility"});
  for (auto& refusal : check(method.content)) missing.push_back(std::move(refusal));
  if (method.content.steps.empty() && method.content.body.empty())
    missing.push_back(base::Refusal{"Say how it goes: a few steps, or a text.", {}, "steps"});
  return missing;
}

std::vector<std::string_view> hints(Method const& method) {
  auto const& content = method.content;
  std::vector<std::string_view> hints;
  if (method.trials.empty()) hints.push_back(msgid("Nobody told a trial yet: one by someone else says more than a page."));
  if (content.stages.empty()) hints.push_back(msgid("Say at which stage it serves: that is how it will be found."));
  if (content.duration_min == 0 && content.duration_max == 0) hints.push_back(msgid("Say how long it takes."));
  if (content.group_min == 0 && content.group_max == 0) hints.push_back(msgid("Say for how many people."));
  if (content.watch_points.empty()) hints.push_back(msgid("Say what to watch for: it is what those who start read first."));
  if (cited_by(content).empty()) hints.push_back(msgid("Cite the experience it comes from: readers trust what was lived."));
  if (content.accessibility_notes.empty()) hints.push_back(msgid("Say how those who hear, see or move less well take part."));
  return hints;
}

std::string_view status_msgid(Status status) {
  static constexpr std::string_view words[] = {msgid("Draft method"), msgid("Tested"), msgid("Being proofread"), msgid("Published method"),
                                               msgid("No longer recommended")};
  return words[static_cast<std::size_t>(status)];
}

std::string_view visibility_msgid(Visibility visibility) {
  static constexpr std::string_view words[] = {msgid("Visible to its author"),        msgid("Visible to its author and companions"),
                                               msgid("Visible to companions only"),   msgid("Visible to the programme’s members"),
                                               msgid("Visible to signed-in members"), msgid("Visible to all")};
  return words[static_cast<std::size_t>(visibility)];
}

}  // namespace atelier
