#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "platform/base/refusal.h"

/// A method read by peers against the seven criteria of a good practice (domain §2.1). Pure rules.
namespace atelier {

/// proven, sustainable, gender_sensitive, feasible, participative, reproducible, safe.
std::span<Term const> criteria();
/// The question asked for a criterion. A msgid.
std::string_view question_of(std::string_view criterion);
std::span<Term const> marks();      ///< "1" not yet, "2" in part, "3" yes, "4" exemplary, "0" cannot say
std::span<Term const> ties();       ///< none, own_territory, author, paid_partner, other
std::span<Term const> outcomes();   ///< of a remark: to_do, later, not_kept
std::span<Term const> decisions();  ///< publish, rework, refuse

struct Score {
  std::string criterion;
  int mark = 0;
  std::string reason;
  bool operator==(Score const&) const = default;
};

/// "proven 3 Onze maisons comptées", as a file says it; nothing for anything else.
std::optional<Score> score_of(std::string_view line);
std::string line_of(Score const& score);

enum class ReviewerState { asked, accepted, declined, done };
std::string_view code(ReviewerState state);
std::optional<ReviewerState> reviewer_state_from(std::string_view code);

struct Reviewer {
  std::string id;  ///< UUID
  std::optional<accounts::PersonId> person;
  std::string who;  ///< of a review that came in a file
  std::optional<accounts::TerritoryId> territory;
  std::string territory_name, typology;
  ReviewerState state = ReviewerState::asked;
  std::string tie, tie_words;
  base::Instant asked{}, due{};
  std::optional<base::Instant> reminded, done;
  std::string words;  ///< Markdown
  std::vector<Score> scores;

  /// Whether the review counts for the decision: given, and by someone without a tie that excludes it.
  bool counts() const;
};

struct Remark {
  std::string id, reviewer;  ///< UUIDs
  std::string block, text;
  base::Instant at{};
  std::string outcome, answer;
  std::optional<base::Instant> settled;
  std::string settled_words;
};

struct Review {
  std::string id;  ///< UUID
  MethodId method;
  int number = 1, revision = 1;
  base::Instant asked{};
  std::string decision;  ///< "" while it is open
  std::optional<accounts::PersonId> decided_by;
  std::optional<base::Instant> decided;
  std::string words;
  bool from_file = false;
  std::vector<Reviewer> reviewers;
  std::vector<Remark> remarks;

  bool open() const { return decision.empty(); }
};

/// Whether a tie keeps a review out of the count: one's own text, one's own territory, one's own money. Another is only noted.
bool excludes(std::string_view tie);

/// What ties someone to a method, as far as the place knows: they wrote it, or their territory did. "" when nothing is known.
struct WroteIt {
  std::vector<accounts::PersonId> people;
  std::vector<accounts::TerritoryId> territories;
};
std::string known_tie(WroteIt const& wrote, accounts::PersonId const& person, std::optional<accounts::TerritoryId> const& territory);

/// Someone who could read a method, and how useful their eyes would be.
struct Candidate {
  accounts::PersonId person;
  std::string name;
  std::optional<accounts::TerritoryId> territory;
  std::string territory_name, typology;
  int open_reviews = 0;
};
/// From other territories than who wrote it; kinds of territory nobody reads it from yet come first, then who has least to read.
std::vector<Candidate> suggested(std::vector<Candidate> candidates, WroteIt const& wrote, std::span<Reviewer const> already);

/// How many territories' reviews a publication asks for: never one alone.
inline constexpr int least_territories = 2;
/// What is missing before a decision, in words; empty when it may be taken. "rework" and "refuse" ask for one review and for words.
std::vector<base::Refusal> missing_for_decision(Review const& review, std::string_view decision, std::string_view words);
/// What a reviewer must fill in before giving a review: every mark with its reason, and the tie.
std::vector<base::Refusal> missing_in(Reviewer const& reviewer);
/// What the author still has to do after a decision.
std::vector<Remark> left_to_do(Review const& review);

/// A part of a sheet a remark is about.
struct Block {
  std::string code, label, anchor;  ///< anchor: id in the sheet's page
};
/// Those the method has words in.
std::vector<Block> blocks_of(Content const& content, i18n::Words const& words);

}  // namespace atelier
