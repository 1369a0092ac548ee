#include "domain/accounts/viewer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/i18n/words.h"

namespace accounts {
namespace {

template <class Word, std::size_t size>
using Codes = std::array<std::pair<Word, std::string_view>, size>;

constexpr Codes<Function, 10> function_codes = {{{Function::programme_lead, "programme_lead"},
                                                 {Function::facilitator, "facilitator"},
                                                 {Function::companion, "companion"},
                                                 {Function::interviewer, "interviewer"},
                                                 {Function::pioneer, "pioneer"},
                                                 {Function::learner, "learner"},
                                                 {Function::elected, "elected"},
                                                 {Function::partner, "partner"},
                                                 {Function::expert, "expert"},
                                                 {Function::sponsor, "sponsor"}}};
constexpr Codes<Power, 4> power_codes = {
    {{Power::read, "read"}, {Power::contribute, "contribute"}, {Power::edit, "edit"}, {Power::administer, "administer"}}};
constexpr Codes<Visibility, 6> visibility_codes = {{{Visibility::private_, "private"},
                                                    {Visibility::companion, "companion"},
                                                    {Visibility::internal, "internal"},
                                                    {Visibility::cohort, "cohort"},
                                                    {Visibility::community, "community"},
                                                    {Visibility::public_, "public"}}};

template <class Word, std::size_t size>
std::string_view code_in(Codes<Word, size> const& codes, Word word) {
  return std::find_if(codes.begin(), codes.end(), [&](auto const& pair) { return pair.first == word; })->second;
}

template <class Word, std::size_t size>
std::optional<Word> word_in(Codes<Word, size> const& codes, std::string_view code) {
  auto const found = std::find_if(codes.begin(), codes.end(), [&](auto const& pair) { return pair.second == code; });
  if (found == codes.end()) return std::nullopt;
  return found->first;
}

}  // namespace

std::string_view msgid_of(Function function) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("Programme lead"), msgid("Facilitator"), msgid("Companion"),        msgid("Interviewer"),
                                                msgid("Pioneer"),        msgid("Learner"),     msgid("Elected official"), msgid("Partner"),
                                                msgid("Expert"),         msgid("Sponsor")};
  return msgids[static_cast<std::size_t>(function)];
}

std::string_view code(Function function) { return code_in(function_codes, function); }
std::string_view code(Power power) { return code_in(power_codes, power); }
std::string_view code(Visibility visibility) { return code_in(visibility_codes, visibility); }
std::optional<Function> function_from(std::string_view code) { return word_in(function_codes, code); }
std::optional<Power> power_from(std::string_view code) { return word_in(power_codes, code); }
std::optional<Visibility> visibility_from(std::string_view code) { return word_in(visibility_codes, code); }

bool Viewer::member_of(ProgrammeId const& programme) const {
  return std::any_of(memberships.begin(), memberships.end(), [&](auto const& one) { return one.programme == programme; });
}

bool Viewer::leads(ProgrammeId const& programme) const {
  return std::any_of(memberships.begin(), memberships.end(),
                     [&](auto const& one) { return one.programme == programme && one.power == Power::administer; });
}

bool Viewer::may_contribute(ProgrammeId const& programme) const {
  return std::any_of(memberships.begin(), memberships.end(), [&](auto const& one) { return one.programme == programme && one.power != Power::read; });
}

std::optional<TerritoryId> Viewer::territory_in(ProgrammeId const& programme) const {
  for (auto const& one : memberships)
    if (one.programme == programme && one.territory && one.function == Function::pioneer) return one.territory;
  return std::nullopt;
}

bool Viewer::in_pair(ProgrammeId const& programme, TerritoryId const& territory) const {
  return std::any_of(memberships.begin(), memberships.end(),
                     [&](auto const& one) { return one.programme == programme && one.territory == territory && one.function == Function::pioneer; });
}

std::vector<Visibility> Viewer::circles_in(ProgrammeId const& programme) const {
  std::vector<Visibility> circles{Visibility::public_};
  if (signed_in()) circles.push_back(Visibility::community);
  if (member_of(programme)) circles.push_back(Visibility::cohort);
  bool const accompanies = std::any_of(memberships.begin(), memberships.end(), [&](auto const& one) {
    return one.programme == programme && (one.power == Power::administer || one.function == Function::companion);
  });
  if (accompanies) {
    circles.push_back(Visibility::companion);
    circles.push_back(Visibility::internal);
  }
  return circles;
}

std::vector<std::string> Viewer::audiences() const {
  std::vector<std::string> found{"public"};
  if (signed_in()) found.emplace_back("community");
  for (auto const& one : memberships) {
    for (auto circle : circles_in(one.programme)) {
      auto audience = audience_of(circle, one.programme);
      if (std::find(found.begin(), found.end(), audience) == found.end()) found.push_back(std::move(audience));
    }
  }
  return found;
}

std::string audience_of(Visibility visibility, ProgrammeId const& programme) {
  switch (visibility) {
    case Visibility::public_: return "public";
    case Visibility::community: return "community";
    case Visibility::private_: return "";
    default: return std::string{code(visibility)} + ":" + programme.text();
  }
}

}  // namespace accounts
