#include "platform/base/utf16.h"

#include <boost/locale/encoding_utf.hpp>

namespace base {

std::u16string to_utf16(std::string_view utf8) {
  return boost::locale::conv::utf_to_utf<char16_t>(utf8.data(), utf8.data() + utf8.size(), boost::locale::conv::stop);
}

std::string to_utf8(std::u16string_view text) {
  return boost::locale::conv::utf_to_utf<char>(text.data(), text.data() + text.size(), boost::locale::conv::stop);
}

}  // namespace base
