#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/writing/live_document.h"

/// What is said about the passages of a live document, and the changes proposed to it. Pure rules.
namespace writing {

inline constexpr std::size_t longest_remark = 4'000;       ///< bytes
inline constexpr std::size_t longest_suggestion = 50'000;  ///< bytes of what is put in
inline constexpr std::size_t most_suggestions_sent = 200;
inline constexpr std::size_t longest_quote = 300;  ///< UTF-16 units

/// A passage of a text, as it stands after the change `seq` of the document; places count UTF-16 units.
struct Anchor {
  std::string text;
  std::int64_t seq = 0;
  std::size_t from = 0, to = 0;
  bool lost = false;  ///< all of it was taken away
};
/// Where it stands after these changes of the document, in order; those before it and of other texts are passed over.
Anchor moved(Anchor anchor, std::span<Written const> changes);

struct Remark {
  std::string id;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
  std::string words;
};
struct Task {
  accounts::PersonId person;
  std::optional<base::Instant> done;
};
struct Thread {
  std::string id;
  Anchor anchor;
  std::string quote;
  base::Instant opened{};
  std::optional<base::Instant> settled;
  std::optional<Task> task;
  std::vector<Remark> remarks;
};
struct Suggestion {
  std::string id;
  Anchor anchor;
  std::string removed, inserted;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
};

/// The change a suggestion makes in a text; nothing when the passage is no longer what it was written about.
std::optional<ChangeSet> change_of(Suggestion const& suggestion, std::u16string_view words);
/// The passage as it is quoted: at most longest_quote units, no character cut.
std::string quote_of(std::u16string_view words, Anchor const& anchor);
/// Whether the anchor may be a passage of these words: in order, inside, between characters.
bool fits(Anchor const& anchor, std::u16string_view words);
/// What someone says: trimmed, neither empty nor too long.
base::Outcome<std::string> remark_of(std::string_view typed);

struct Named {
  accounts::PersonId person;
  std::string name;
};
/// The people a remark names: "@Nadia Kerboul"; the longest name wins.
std::vector<accounts::PersonId> named_in(std::string_view words, std::span<Named const> people);

}  // namespace writing
