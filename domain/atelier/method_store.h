#pragma once
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/atelier/atelier.h"

namespace atelier {

/// One version of a method.
struct Revision {
  int number = 1;
  std::optional<accounts::PersonId> author;
  base::Instant at{};
  std::string reason;
  Content content;  ///< empty in a listing
};

/// One move along the life cycle.
struct Move {
  Status from = Status::draft, to = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::PersonId> author;
  base::Instant at{};
  std::string reason;
  bool unread = false;  ///< published without a reading by peers
};

/// What a form asks to write. `base_revision`: the revision it was made from.
struct Edit {
  Content content;
  int base_revision = 0;
  std::string reason;
  accounts::Visibility visibility = accounts::Visibility::public_;
};

/// Another edit came between and touched the same fields: nothing was written, all the texts are here.
struct Conflict {
  Content base, theirs, mine;
  int their_revision = 0;
  std::optional<accounts::PersonId> their_author;
  base::Instant their_time{};
};

/// What a list is asked. Empty fields and zeros filter nothing.
struct Asked {
  std::string words{}, stage{}, role{}, mode{}, status{};
  int minutes = 0;  ///< at most so long
  int people = 0;   ///< fits a group of that size
  int difficulty = 0;
  int territories = 0;  ///< tried by so many at least
  bool tried = false, rural = false, failed = false, mine = false;
  bool operator==(Asked const&) const = default;
};
struct Listing {
  std::vector<Brief> shown;
  std::int64_t total = 0;
};

/// All the SQL about methods. Lives as long as the session.
class MethodStore {
 public:
  explicit MethodStore(db::Session& session) : m_session{session} {}

  std::optional<Method> find_visible(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string_view slug);
  std::optional<Method> find(MethodId const& id);
  std::vector<Brief> briefs(accounts::Viewer const& viewer, std::span<MethodId const> ids);
  std::vector<Brief> briefs_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  std::vector<Method> whole_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  std::vector<Method> all_of(accounts::ProgrammeId const& programme);
  /// Published ones unless `asked` names a status or one's own; the latest first. `from` counts from 0.
  Listing list(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked, std::int64_t from, std::int64_t length);
  /// Those the viewer may write in, by title.
  std::vector<Brief> writable(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int most);
  std::map<std::string, std::vector<Citing>> citing(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                    std::string_view experience_slug);

  /// Makes a draft. The same `submission_key` twice by the same person gives the method already made.
  base::Outcome<Method> create(base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Edit const& edit,
                               std::string_view submission_key);
  struct Saved {
    int revision = 0;
    bool merged = false;  ///< another edit came between and touched other fields: both are kept
    bool changed = true;
  };
  /// Writes a new revision, or says who came between.
  tl::expected<Saved, std::variant<base::Refusal, Conflict>> change(base::World const& world, accounts::Viewer const& viewer, MethodId const& id,
                                                                    Edit const& edit);
  /// A new version of what was written live by `people`, the one who wrote most first; fields that cannot be kept stay as
  /// they are. False when nothing can be kept of it.
  bool keep_live(base::World const& world, MethodId const& id, Content written, std::span<accounts::PersonId const> people);
  base::Outcome<Status> move(base::World const& world, accounts::Viewer const& viewer, MethodId const& id, Status to, accounts::Visibility visibility,
                             std::string_view reason);
  base::Outcome<bool> erase_draft(accounts::Viewer const& viewer, MethodId const& id);
  /// The same `submission_key` twice adds one trial.
  base::Outcome<bool> add_trial(base::World const& world, accounts::Viewer const& viewer, MethodId const& id, Trial const& trial,
                                std::optional<experiences::Place> const& place, std::string_view submission_key);
  /// By who told it, or who leads the programme.
  base::Outcome<bool> withdraw_trial(accounts::Viewer const& viewer, MethodId const& id, std::string_view trial_id);
  /// Pictures of one's own trial, as they shall stand. Refuses those of another's.
  base::Outcome<bool> put_photos(accounts::Viewer const& viewer, MethodId const& id, std::string_view trial_id, std::vector<Photo> const& photos);
  std::vector<Imported> import(base::World const& world, std::span<Import const> imports);

  /// Newest first, without contents.
  std::vector<Revision> history(MethodId const& id);
  std::optional<Revision> revision(MethodId const& id, int number);
  std::vector<Move> moves(MethodId const& id);
  /// Who wrote it: its author first, then whoever wrote a version, of the methods it was joined or cut from too. One query.
  std::vector<accounts::PersonId> writers(Method const& method);
  /// The method that has that address of its own, even one joined to another since: its versions are its own.
  std::optional<MethodId> own_of(accounts::ProgrammeId const& programme, std::string_view slug);

 private:
  db::Session& m_session;
};

}  // namespace atelier
