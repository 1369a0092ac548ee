#include "domain/territories/legal_form.h"

#include <gtest/gtest.h>

namespace territories {
namespace {

TEST(LegalForm, a_code_of_the_register_is_said_in_words_and_others_as_they_stand) {
  auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  auto const& french = dictionary->words(i18n::Language::french);
  EXPECT_EQ(legal_form("CC", french), "communauté de communes");
  EXPECT_EQ(legal_form("MET69", french), "métropole à statut particulier");
  EXPECT_EQ(legal_form("PETR", dictionary->words(i18n::Language::english)), "territorial and rural balance pole");
  EXPECT_EQ(legal_form("Association", french), "Association");
  EXPECT_EQ(legal_form("", french), "");
}

}  // namespace
}  // namespace territories
