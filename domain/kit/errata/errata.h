#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "platform/base/refusal.h"

namespace kit {

struct Erratum;
using ErratumId = base::Id<Erratum>;

/// An error of a public edition, told in words; the edition itself never changes.
struct Erratum {
  ErratumId id;
  EditionId edition;
  std::string number;   ///< of that edition
  std::string part;     ///< address in it; "" for the whole
  std::string place;    ///< where in the part, in words: « tableau 2 »; may be empty
  std::string wrong;    ///< what is printed
  std::string instead;  ///< what to read
  base::Instant noted{};
  std::optional<accounts::PersonId> by{};  ///< kept, never shown
  bool withdrawn = false;                  ///< taken out: no reader sees it
  std::string corrected_in;                ///< number of a later edition that says it right; ""
};

inline constexpr std::size_t most_errata = 200;  ///< of one edition

/// The same, its words trimmed. Refuses in words: a part the edition does not hold, nothing wrong or nothing to read instead,
/// the same words twice, words of more than two thousand letters.
base::Outcome<Erratum> checked(Erratum erratum, Document const& edition);
/// Whether a later document no longer says what is wrong and says what is right, in that part (in any when it moved).
bool is_corrected_by(Erratum const& erratum, Document const& later);

}  // namespace kit
