#include "domain/experiences/witnesses.h"

#include <algorithm>
#include <array>

#include "domain/experiences/life_cycle.h"
#include "domain/experiences/parts.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::array<Term, 3> all_ways = {
    {{"visit", i18n::msgid("On site")}, {"call", i18n::msgid("By phone or video")}, {"document", i18n::msgid("From documents")}}};
constexpr std::size_t longest_text = 4'000, longest_line = 300;

void check_day(std::vector<base::Refusal>& refusals, std::string const& day, std::string field, base::Day today) {
  auto const parsed = base::parse_day(day);
  if (!parsed) refusals.push_back({i18n::msgid("“{}” is not a day: write 2024-03-18."), {day}, std::move(field)});
  else if (std::chrono::sys_days{*parsed} > std::chrono::sys_days{today})
    refusals.push_back({i18n::msgid("This day has not come yet."), {}, std::move(field)});
}

void check_text(std::vector<base::Refusal>& refusals, std::string const& text, std::string field, std::size_t longest) {
  if (text.size() > longest)
    refusals.push_back(
        {i18n::msgid("This text is too long: {} characters, at most {}."), {std::to_string(text.size()), std::to_string(longest)}, std::move(field)});
  else if (!base::is_clean_utf8(text)) refusals.push_back({i18n::msgid("This text has characters that cannot be kept."), {}, std::move(field)});
}

}  // namespace

std::span<Term const> ways_of_seeing() { return all_ways; }

std::optional<accounts::TerritoryId> sees_from(accounts::Viewer const& viewer, Experience const& experience) {
  if (!viewer.signed_in() || !is_counted(experience.status) || experience.author == viewer.person) return std::nullopt;
  std::optional<accounts::TerritoryId> from;
  for (auto const& membership : viewer.memberships) {
    if (membership.programme != experience.programme || !membership.territory) continue;
    // Whoever belongs to the territory of the sheet is no outside eye, whatever their other memberships.
    if (membership.territory == experience.territory) return std::nullopt;
    if (!from) from = membership.territory;
  }
  return from;
}

std::vector<base::Refusal> check(Verification const& verification, base::Day today) {
  std::vector<base::Refusal> refusals;
  if (!is_term(ways_of_seeing(), verification.how)) refusals.push_back({i18n::msgid("Say how you saw it."), {}, "how"});
  check_day(refusals, verification.seen_on, "seen_on", today);
  if (base::trimmed(verification.saw).empty()) refusals.push_back({i18n::msgid("Say what you saw: a sentence is enough."), {}, "saw"});
  check_text(refusals, verification.saw, "saw", longest_text);
  check_text(refusals, verification.would_take, "would_take", longest_text);
  return refusals;
}

std::vector<base::Refusal> check(Consent const& consent, Content const& content, base::Day today) {
  std::vector<base::Refusal> refusals;
  if (base::trimmed(consent.person).empty()) refusals.push_back({i18n::msgid("Say who agrees."), {}, "person"});
  check_text(refusals, consent.person, "person", longest_line);
  check_text(refusals, consent.purpose, "purpose", longest_line);
  check_day(refusals, consent.given_on, "given_on", today);
  auto const parts = parts_in(content);
  bool const known = std::all_of(consent.parts.begin(), consent.parts.end(),
                                 [&](std::string const& part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); });
  if (consent.parts.empty() || !known)
    refusals.push_back({i18n::msgid("Say in which parts of the sheet this person is quoted or pictured."), {}, "parts"});
  return refusals;
}

Content without_consent(Content content, Consent const& consent) {
  for (auto const& part : consent.parts) {
    for (auto& piece : content.attachments)
      if ("attachments." + piece.code == part) piece.consent = false;
    if (part == "title" || part == "summary") continue;
    std::erase_if(content.closer, [&](Closer const& one) { return one.part == part; });
    content.closer.push_back({part, std::string{accounts::code(accounts::Visibility::private_)}});
  }
  return content;
}

}  // namespace experiences
