#include "platform/base/signature.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

std::string const seed(32, 'a');

TEST(Signature, says_who_signed_and_that_nothing_changed) {
  auto const key = base::signing_key_of(seed);
  EXPECT_EQ(base::signing_key_of(seed).name, key.name);
  EXPECT_EQ(key.name.size(), 64u);
  auto const signature = base::sign(key, "un texte");
  EXPECT_TRUE(base::is_signed_by(key.name, "un texte", signature));
  EXPECT_FALSE(base::is_signed_by(key.name, "un textE", signature));
  EXPECT_FALSE(base::is_signed_by(base::signing_key_of(std::string(32, 'b')).name, "un texte", signature));
}

TEST(Signature, what_is_no_key_nor_signature_is_refused) {
  auto const key = base::signing_key_of(seed);
  for (std::string_view wrong : {"", "zz", "00"}) {
    EXPECT_FALSE(base::is_signed_by(key.name, "x", wrong));
    EXPECT_FALSE(base::is_signed_by(wrong, "x", base::sign(key, "x")));
  }
  EXPECT_THROW(base::signing_key_of("short"), std::invalid_argument);
}

}  // namespace
