#pragma once
#include <optional>
#include <string>

#include "domain/accounts/accounts.h"
#include "platform/base/refusal.h"

/// Who is named in a kit: those who said so themselves, with what they chose to make public.
namespace kit {

struct Naming {
  accounts::PersonId person;
  bool agrees = false;
  bool with_email = false;
  std::string phone;  ///< as it is printed; may be empty
  base::Instant said{};
  bool operator==(Naming const&) const = default;
};

/// The same, its phone number tidied: figures, spaces, + . ( ) - only, at most 30. Who does not agree makes nothing public.
base::Outcome<Naming> checked(Naming naming);

}  // namespace kit
