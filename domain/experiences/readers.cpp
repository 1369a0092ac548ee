#include "domain/experiences/readers.h"

#include <algorithm>
#include <map>

#include "domain/experiences/life_cycle.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/pieces.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

using accounts::Visibility;

/// The parts that readers of the given circles may not read.
template <class Reads>
std::vector<std::string> hidden_parts(Experience const& experience, Reads reads) {
  std::vector<std::string> hidden;
  for (auto const& [part, circle] : experience.content.closer)
    if (!reads(accounts::visibility_from(circle).value_or(Visibility::private_))) hidden.push_back(part);
  for (auto const& piece : experience.content.attachments)
    if (waits_for_consent(piece) && !reads(Visibility::private_)) hidden.push_back("attachments." + piece.code);
  if (!reads(Visibility::cohort))
    for (auto& part : not_agreed(experience)) hidden.push_back(std::move(part));
  std::sort(hidden.begin(), hidden.end());
  hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
  // Title and summary are what a sheet is known by: they are refused before, not hidden after.
  std::erase_if(hidden, [](std::string const& part) { return part == "title" || part == "summary"; });
  return hidden;
}

std::map<std::string, Visibility> by_part(std::vector<Closer> const& closures) {
  std::map<std::string, Visibility> found;
  for (auto const& one : closures) found[one.part] = accounts::visibility_from(one.circle).value_or(Visibility::private_);
  return found;
}

}  // namespace

bool is_closer(Visibility circle, Visibility than) { return static_cast<int>(circle) < static_cast<int>(than); }

bool leaves_the_programme(Visibility circle) { return circle == Visibility::community || circle == Visibility::public_; }

void leave_out_for(Experience& experience, accounts::Viewer const& viewer) {
  if (experience.content.closer.empty() && experience.content.attachments.empty() && !experience.agreement.needed) return;
  if (may_write(viewer, standing_of(experience))) return;
  auto const circles = viewer.circles_in(experience.programme);
  experience.left_out =
      hidden_parts(experience, [&](Visibility circle) { return std::find(circles.begin(), circles.end(), circle) != circles.end(); });
  for (auto const& part : experience.left_out) leave_out(experience.content, part);
  // Neither what is closed nor who agreed is theirs to know.
  experience.content.closer.clear();
  for (auto& piece : experience.content.attachments) piece.people.clear();
  experience.agreement = {};
}

Content read_by_all_its_readers(Experience const& experience) {
  auto content = experience.content;
  auto const circle = circle_of(experience.status, experience.visibility);
  for (auto const& part : hidden_parts(experience, [&](Visibility needed) { return !is_closer(needed, circle); })) leave_out(content, part);
  return content;
}

std::vector<std::string> opened(Content const& before, Content const& after) {
  auto const closed = by_part(before.closer), still = by_part(after.closer);
  std::vector<std::string> parts;
  for (auto const& [part, circle] : closed) {
    auto const now = still.find(part);
    if (now == still.end() || is_closer(circle, now->second)) parts.push_back(part);
  }
  return parts;
}

std::vector<Closer> merged_closures(std::vector<Closer> const& base, std::vector<Closer> const& theirs, std::vector<Closer> const& mine) {
  auto const first = by_part(base), second = by_part(theirs), third = by_part(mine);
  std::map<std::string, Visibility> merged = second;
  auto const in = [](std::map<std::string, Visibility> const& all, std::string const& part) {
    auto const found = all.find(part);
    return found == all.end() ? std::optional<Visibility>{} : std::optional{found->second};
  };
  for (auto const* side : {&first, &third})
    for (auto const& [part, ignored] : *side) {
      auto const was = in(first, part), those = in(second, part), ours = in(third, part);
      if (ours == was) continue;
      if (those == was) {
        if (ours) merged[part] = *ours;
        else merged.erase(part);
      } else if (ours && (!those || is_closer(*ours, *those))) {
        merged[part] = *ours;
      }
    }
  std::vector<Closer> out;
  for (auto const& [part, circle] : merged) out.push_back({part, std::string{accounts::code(circle)}});
  return out;
}

bool told_by_another(Content const& content) {
  return !content.narrator.empty() && !content.writer.empty() && base::fold(content.narrator) != base::fold(content.writer);
}

std::vector<std::string> not_agreed(Experience const& experience) {
  auto const& agreement = experience.agreement;
  if (!agreement.needed) return {};
  std::vector<std::string> waiting;
  for (auto& part : parts_in(experience.content)) {
    auto const agreed = agreement.agreed.find(part);
    if (agreed == agreement.agreed.end() || agreed->second != print_of(experience.content, part)) waiting.push_back(std::move(part));
  }
  return waiting;
}

base::Outcome<Visibility> may_be_read_by(Experience const& experience, Visibility visibility) {
  if (!leaves_the_programme(visibility)) return visibility;
  bool const out_already = leaves_the_programme(circle_of(experience.status, experience.visibility));
  if (!experience.agreement.needed) {
    if (out_already || !told_by_another(experience.content)) return visibility;
    return base::refuse("{} told this story: send it for agreement first. Until then, only the members of the programme may read it.",
                        {experience.content.narrator}, "visibility");
  }
  for (auto const& part : not_agreed(experience))
    if (part == "title" || part == "summary")
      return base::refuse("{} has not agreed to the title and the summary yet: until then, only the members of the programme may read the sheet.",
                          {experience.agreement.narrator}, "visibility");
  return visibility;
}

}  // namespace experiences
