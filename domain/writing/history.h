#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/writing/live_document.h"

/// What became of a live document over time: who wrote when, who wrote which words, how to come back. Pure rules.
namespace writing {

/// Changes that followed each other without a pause of half an hour.
struct Sitting {
  std::int64_t first = 0, last = 0;  ///< numbers of its changes
  base::Instant from{}, to{};
  std::vector<accounts::PersonId> people;  ///< in the order they came
  std::set<std::string> texts;
  std::size_t put_in = 0, taken_out = 0;  ///< UTF-16 units
};
/// `changes`: in order. Oldest first.
std::vector<Sitting> sittings_of(std::span<Written const> changes);

/// A run of words of one person; none: there before anyone wrote live, or written by someone unknown.
struct Stretch {
  std::optional<accounts::PersonId> person;
  std::size_t length = 0;  ///< UTF-16 units
  bool operator==(Stretch const&) const = default;
};
using Stretches = std::vector<Stretch>;

/// Who wrote each word of a text, followed change by change. Made for thousands of changes one after the other.
class Authorship {
 public:
  /// Of a text of that length, there before anyone wrote live.
  explicit Authorship(std::size_t length = 0);
  /// What text() wrote. Throws std::runtime_error when it is damaged.
  static Authorship of_text(std::string_view text);
  std::string text() const;

  /// `change` must be of a text of this length.
  void make(ChangeSet const& change, std::optional<accounts::PersonId> const& by);
  Stretches stretches() const;
  std::vector<accounts::PersonId> const& people() const { return m_people; }

 private:
  struct Run {
    int person = -1;  ///< place in m_people; -1: nobody known
    std::size_t length = 0;
  };
  static void add(std::vector<Run>& runs, int person, std::size_t length);
  int number_of(std::optional<accounts::PersonId> const& person);
  std::vector<accounts::PersonId> m_people;
  std::vector<Run> m_runs;
};
/// By name of text.
using Authors = std::map<std::string, Authorship, std::less<>>;

/// One place where two versions differ.
struct Difference {
  std::string removed, added;
  std::size_t at = 0, length = 0;  ///< where `added` stands in the second text, UTF-16 units
};
/// Pieces that are the same on both sides stand between them.
std::vector<Difference> differences(std::string_view before, std::string_view after);
/// The change that puts back, in the text as it stands, what it no longer has since a former version. Nothing when there
/// is no such place, or when it holds other words than `removed`.
std::optional<ChangeSet> putting_back(std::string_view former, std::string_view now, std::size_t place, std::string_view removed);

}  // namespace writing
