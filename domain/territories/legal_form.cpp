#include "domain/territories/legal_form.h"

#include <algorithm>
#include <array>

namespace territories {
namespace {

using i18n::msgid;

struct Form {
  std::string_view code;
  char const* words;
};
constexpr std::array forms = {
    Form{"CC", msgid("community of communes")},
    Form{"CA", msgid("agglomeration community")},
    Form{"CU", msgid("urban community")},
    Form{"METRO", msgid("metropolis")},
    Form{"MET69", msgid("metropolis with a status of its own")},
    Form{"EPT", msgid("territorial public body of Greater Paris")},
    Form{"PETR", msgid("territorial and rural balance pole")},
    Form{"POLEM", msgid("metropolitan pole")},
    Form{"SIVU", msgid("single-purpose union of communes")},
    Form{"SIVOM", msgid("multi-purpose union of communes")},
    Form{"SMF", msgid("closed mixed union")},
    Form{"SMO", msgid("open mixed union")},
};

}  // namespace

std::string legal_form(std::string_view nature, i18n::Words const& words) {
  auto const* found = std::ranges::find(forms, nature, &Form::code);
  return found == forms.end() ? std::string{nature} : words.t(found->words);
}

}  // namespace territories
