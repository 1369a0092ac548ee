#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/review.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace atelier {

/// The SQL of readings by peers. Lives as long as the session. Who may is asked before, by the pages and the rules.
class ReviewStore {
 public:
  explicit ReviewStore(db::Session& session) : m_session{session} {}

  /// The reading under way, or the last one. Whole: four queries.
  std::optional<Review> latest(MethodId const& method);
  /// The last decided one that let the method be published. Whole: four queries.
  std::optional<Review> published_by(MethodId const& method);
  /// The same of many methods, with the names people have now. Five queries, however many.
  std::map<MethodId, Review> published_among(std::span<MethodId const> methods);
  /// The reading someone of this identifier takes part in; with the reviewer's place in it.
  struct Found {
    Review review;
    std::size_t at = 0;
    Reviewer& reviewer() { return review.reviewers[at]; }
  };
  std::optional<Found> of_reviewer(std::string_view reviewer);

  /// Opens a reading when none is open; the one under way.
  Review open(base::World const& world, Method const& method);
  /// Asks someone, unless they already are. Result: the reviewer's identifier; "" when already asked.
  std::string ask(base::World const& world, Review const& review, Reviewer reviewer);
  /// Takes back what was asked of someone who has given nothing.
  void dismiss(std::string_view reviewer);
  /// Everything a reviewer says, given or not; remarks are written apart.
  void put(Reviewer const& reviewer);
  void add_remark(Review const& review, Remark const& remark);
  void take_remark_away(std::string_view remark);
  void answer(Remark const& remark);
  void settle(std::string_view remark, std::string_view words, base::Instant now);
  void decide(Review const& review);
  /// A reading that came in a file with its method replaces the one that came before.
  void put_from_file(Method const& method, Review review);

  /// What is asked of a person and not given yet, the most urgent first. One query.
  struct Waiting {
    std::string reviewer, method_slug, method_title;
    base::Instant due{};
  };
  std::vector<Waiting> waiting_for(accounts::PersonId const& person, accounts::ProgrammeId const& programme);
  /// How many reviews each member still has to give. One query.
  std::map<accounts::PersonId, int> open_reviews(accounts::ProgrammeId const& programme);
  /// Due within `before`, or late, and not reminded since `last`: what reminders are written for.
  struct Due {
    std::string reviewer;
    accounts::PersonId person;
    accounts::ProgrammeId programme;
    std::string method_slug, method_title;
    base::Instant due{};
  };
  std::vector<Due> to_remind(base::Instant due_before, base::Instant last, int limit);
  void reminded(std::string_view reviewer, base::Instant now);
  /// The authors' remarks left to do after a decision to rework. One query.
  struct ToDo {
    std::string method_slug, method_title;
    std::int64_t remarks = 0;
  };
  std::vector<ToDo> left_to(accounts::PersonId const& author, accounts::ProgrammeId const& programme);
  /// Methods that wait for the team: nobody asked to read them yet, or everybody asked has answered. One query.
  struct Awaited {
    std::string method_slug, method_title;
    std::int64_t reviewers = 0, pending = 0;
  };
  std::vector<Awaited> awaiting_the_team(accounts::ProgrammeId const& programme);
  /// Those who wrote a method: its author and whoever wrote a version, with the territories they have in its programme.
  WroteIt wrote(Method const& method);

 private:
  std::vector<Review> all(std::string const& condition, std::vector<db::Value> values);
  std::optional<Review> whole(std::string const& condition, std::vector<db::Value> values);
  db::Session& m_session;
};

}  // namespace atelier
