#include "domain/kit/naming/naming.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {

base::Outcome<Naming> checked(Naming naming) {
  if (!naming.agrees) naming.with_email = false, naming.phone.clear();
  naming.phone = base::join(base::split(naming.phone, ' '), " ");
  constexpr std::size_t longest_phone = 30;
  auto const figures = std::ranges::count_if(naming.phone, [](char c) { return c >= '0' && c <= '9'; });
  bool const plain = naming.phone.size() <= longest_phone && naming.phone.find_first_not_of("0123456789 +.()-") == std::string::npos;
  if (!naming.phone.empty() && (!plain || figures < 3))
    return base::refuse(i18n::msgid("A telephone number holds figures and spaces, as 01 23 45 67 89."), {}, "phone");
  return naming;
}

}  // namespace kit
