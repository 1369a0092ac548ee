#pragma once
#include "platform/i18n/words.h"

namespace kit::testing_ {

/// The words of the whole program in French, read once.
inline i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

}  // namespace kit::testing_
