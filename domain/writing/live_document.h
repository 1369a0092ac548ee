#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/writing/change_set.h"
#include "platform/base/world.h"

namespace writing {

class LiveDocument;
using DocumentId = base::Id<LiveDocument>;

/// A change as it was accepted: `seq` counts all those of the document, `version` those of its text, both from 1.
struct Written {
  std::int64_t seq = 0, version = 0;
  std::string text;        ///< name of the text: "body", "step/4f/title"
  std::string client, id;  ///< which page of a browser, and the name it gave to this change
  std::optional<accounts::PersonId> by;
  base::Instant at{};
  ChangeSet changes;
};

/// A change someone sends, made in `version` of the text or after those sent with it.
struct Update {
  std::string id;
  ChangeSet changes;
};
struct Push {
  std::string client, text;
  std::int64_t version = 0;
  std::vector<Update> updates;
};

struct LiveText {
  std::int64_t version = 0;
  std::u16string words;
};
using LiveTexts = std::map<std::string, LiveText, std::less<>>;

/// Why a push was not taken: made in a version that does not exist, too old to be brought to ours, refused by a rule, or
/// nothing could be written (it may be sent again).
struct NotTaken {
  enum class Why { ahead, too_old, refused, broken };
  Why why = Why::refused;
  std::int64_t version = 0;  ///< the current one of the text
  base::Refusal refusal;
};

/// A document several people write: the texts as they stand and the last changes. Alone it decides nothing for good: what
/// it prepares is stored first, under a number nobody else can take.
class LiveDocument {
 public:
  LiveDocument(std::int64_t seq, LiveTexts texts) : m_seq{seq}, m_texts{std::move(texts)} { measure(); }

  std::int64_t seq() const { return m_seq; }
  LiveTexts const& texts() const { return m_texts; }
  /// 0 for a text nobody has written yet.
  std::int64_t version_of(std::string_view text) const;
  std::u16string_view words_of(std::string_view text) const;

  /// The changes of a push brought to the text as it stands, over those accepted since its version; those already accepted
  /// (sent twice) are left out. Takes nothing: see take().
  tl::expected<std::vector<Written>, NotTaken> prepare(Push const& push, std::optional<accounts::PersonId> const& by, base::Instant now) const;
  /// One accepted change; they come in the order of their numbers. Throws std::logic_error when one is missing before.
  void take(Written change);
  /// The last change taken never was. `undoing`: what undoes it.
  void take_back(ChangeSet const& undoing);

  /// Changes after that number, when all of them are still at hand.
  std::optional<std::vector<Written>> since(std::int64_t seq) const;
  /// Lets go of the oldest changes at hand; those asked for are then read again from the store.
  void forget_before(std::size_t most);
  /// Bytes it holds, more or less.
  std::size_t weight() const { return m_weight; }
  std::size_t at_hand() const { return m_recent.size(); }
  /// Gives back changes older than those at hand, read from the store, so that a late push can be brought over them.
  void remember(std::vector<Written> older);

 private:
  tl::expected<std::vector<Written const*>, NotTaken> changes_since(Push const& push) const;
  void measure();

  std::int64_t m_seq;
  LiveTexts m_texts;
  std::deque<Written> m_recent;
  std::size_t m_weight = 0, m_length = 0;
};

/// Names of texts: lower-case letters, digits, _ - and /.
bool is_text_name(std::string_view name);

}  // namespace writing
