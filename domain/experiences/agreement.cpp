#include "domain/experiences/agreement.h"

#include <algorithm>

#include "domain/experiences/content_check.h"
#include "domain/experiences/parts.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {

base::Outcome<Agreed> answered(Experience const& experience, NarratorAnswer const& answer, Vocabulary const& vocabulary) {
  Agreed result{experience.content, experience.agreement, false, false};
  for (auto const& [part, said] : answer.parts)
    for (auto const& [name, text] : said.rewritten) rewrite(result.content, part, name, text);
  result.content = normalised(std::move(result.content));
  if (auto const refusals = check(result.content, vocabulary); !refusals.empty()) return tl::unexpected{refusals.front()};
  for (auto const& [part, said] : answer.parts) {
    auto const print = print_of(result.content, part);
    bool const rewritten = print != print_of(experience.content, part);
    if (said.agrees || rewritten) {
      result.agreement.refused.erase(part);
      if (!print.empty()) result.agreement.agreed[part] = print;
    } else {
      auto const reason = std::string{base::trimmed(said.reason)};
      if (reason.empty()) return base::refuse("Say in a few words why you refuse: that is what helps to write it better.", {}, "reason." + part);
      result.agreement.agreed.erase(part);
      result.agreement.refused[part] = reason;
    }
  }
  std::erase_if(result.agreement.refused, [&](auto const& one) { return print_of(result.content, one.first).empty(); });
  result.any_refused = !result.agreement.refused.empty();
  auto const parts = parts_in(result.content);
  result.complete = std::all_of(parts.begin(), parts.end(), [&](std::string const& part) {
    auto const agreed = result.agreement.agreed.find(part);
    return agreed != result.agreement.agreed.end() && agreed->second == print_of(result.content, part);
  });
  return result;
}

Agreement asked_of_narrator(Agreement before, std::string narrator) {
  before.needed = true;
  before.narrator = std::move(narrator);
  return before;
}

std::vector<Question> const& interview_questions() {
  static std::vector<Question> const questions = {
      {i18n::msgid("What made you start? What was the problem, for whom, where?"), "q-start"},
      {i18n::msgid("Who was around the table at the start? Who came, who left, why?"), "q-actors"},
      {i18n::msgid("Tell the three key moments. What did you do at that moment?"), "q-moments"},
      {i18n::msgid("What did it change? What surprised you, for good or ill?"), "q-results"},
      {i18n::msgid("What held you back? Did you overcome it? How? If not, where are you?"), "q-obstacles"},
      {i18n::msgid("What made the difference? Without what would it not have worked?"), "q-levers"},
      {i18n::msgid("How much time, how many people, how much money? Who paid?"), "q-means"},
      {i18n::msgid("Who decides today, and how?"), "q-governance"},
      {i18n::msgid("If it were to do again tomorrow, what would you lean on? What would you avoid?"), "q-again"},
      {i18n::msgid("What can another territory take as it is, adapt, or above all not copy?"), "q-transfer"},
      {i18n::msgid("What can you offer a peer: a call, a document, a visit?"), "q-transfer"},
      {i18n::msgid("Who must read it before publication? Who is quoted or photographed, and do they agree?"), "q-consents"}};
  return questions;
}

}  // namespace experiences
