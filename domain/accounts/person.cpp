#include "domain/accounts/person.h"

#include <algorithm>

#include "platform/base/text.h"

namespace accounts {
namespace {

constexpr std::string_view state_codes[] = {"invited", "active", "dormant", "closed", "erased"};

}  // namespace

std::string_view code(AccountState state) { return state_codes[static_cast<std::size_t>(state)]; }

AccountState account_state_from(std::string_view code) {
  for (std::size_t at = 0; at < std::size(state_codes); ++at)
    if (state_codes[at] == code) return static_cast<AccountState>(at);
  return AccountState::closed;
}

std::string folded_email(std::string_view email) { return base::fold(base::trimmed(email)); }

bool is_email(std::string_view email) {
  auto const at = email.find('@');
  if (email.size() > 254 || at == 0 || at == std::string_view::npos || email.find('@', at + 1) != std::string_view::npos) return false;
  auto const domain = email.substr(at + 1);
  if (domain.find('.') == std::string_view::npos || domain.front() == '.' || domain.back() == '.') return false;
  return std::none_of(email.begin(), email.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 127 || std::string_view{"<>()[],;:\\\""}.find(c) != std::string_view::npos;
  });
}

}  // namespace accounts
