#pragma once
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/experiences/agreement.h"
#include "domain/experiences/blending.h"
#include "domain/experiences/experiences.h"

namespace experiences {

/// One version of a sheet.
struct Revision {
  int number = 1;
  std::optional<accounts::PersonId> author;
  std::string by_name;  ///< of a writer without an account
  base::Instant at{};
  std::string reason;
  Content content;  ///< empty in a listing
};

/// One move along the life cycle.
struct Move {
  Status from = Status::draft, to = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::PersonId> author;
  std::string by_name;  ///< of someone without an account
  base::Instant at{};
  std::string reason;
};

/// What a form asks to write. `base_revision`: the revision it was made from.
struct Edit {
  Content content;
  int base_revision = 0;
  std::string reason;
  std::optional<Place> place;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  bool consent = false;  ///< those quoted agree that more people read a part
};

/// Another edit came between: nothing was written, all three texts are here.
struct Conflict {
  Content base, theirs, mine;
  int their_revision = 0;
  std::optional<accounts::PersonId> their_author;
  base::Instant their_time{};
};

/// What a person typed and did not save.
struct Unsent {
  std::string form_key;
  int base_revision = 0;
  base::Instant at{};
  Content content;
};

/// Who else is at a sheet while someone writes in it.
struct Company {
  std::optional<accounts::PersonId> saved_by;  ///< someone else saved a version since the form was made
  base::Instant saved_at{};
  std::vector<accounts::PersonId> writing;  ///< others whose typing was kept a moment ago
};

/// All the SQL about experience sheets. Lives as long as the session.
class ExperienceStore {
 public:
  explicit ExperienceStore(db::Session& session) : m_session{session} {}

  std::optional<Experience> find_visible(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string_view slug);
  std::optional<Experience> find(ExperienceId const& id);
  /// The type of its territory and the rest as copied, for an edit that keeps them.
  std::optional<Place> place_of(ExperienceId const& id);
  std::vector<Brief> briefs(accounts::Viewer const& viewer, std::span<ExperienceId const> ids);
  std::vector<Brief> briefs_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  std::vector<Experience> whole_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  std::vector<Experience> whole(accounts::Viewer const& viewer, std::span<ExperienceId const> ids);
  std::map<std::string, Occupant> standing_at(accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  std::vector<ExperienceId> borne_among(std::span<ExperienceId const> ids);
  void erase(accounts::ProgrammeId const& programme, std::span<ExperienceId const> ids);
  std::vector<Experience> all_of(accounts::ProgrammeId const& programme);
  /// Published sheets of a territory, any programme, the latest first.
  std::vector<Brief> told_by(accounts::Viewer const& viewer, accounts::TerritoryId const& territory, int limit);
  std::vector<Brief> published(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit);
  /// Sheets the viewer opened that wait for them, the latest first.
  std::vector<Brief> waiting_for(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit);
  std::vector<Passage> passages(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<PassageName const> names);
  /// Sheets in the circles of the viewer that met the same obstacles, nearest first: overcome, same type of territory.
  struct Related {
    Brief brief;
    std::string obstacle;  ///< code of the type in common
    bool overcome = false;
  };
  std::vector<Related> related(accounts::Viewer const& viewer, Experience const& experience, int limit);

  /// Makes a draft. The same `submission_key` twice by the same person gives the sheet already made.
  base::Outcome<Experience> create(base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Edit const& edit,
                                   std::string_view submission_key);
  struct Saved {
    int revision = 0;
    bool merged = false;  ///< another edit came between and touched other fields: both are kept
    bool changed = true;
  };
  /// Writes a new revision, or says who came between.
  tl::expected<Saved, std::variant<base::Refusal, Conflict>> change(base::World const& world, accounts::Viewer const& viewer,
                                                                    Experience const& experience, Edit const& edit);
  base::Outcome<Status> move(base::World const& world, accounts::Viewer const& viewer, Experience const& experience, Status to,
                             accounts::Visibility visibility, std::string_view reason);
  /// The sheet waits for the agreement of the person who told it.
  base::Outcome<Experience> ask_narrator(base::World const& world, accounts::Viewer const& viewer, Experience const& experience,
                                         std::string const& narrator);
  /// What the narrator answers from the letter; who holds its link was checked by the caller.
  base::Outcome<Agreed> take_answer(base::World const& world, ExperienceId const& id, NarratorAnswer const& answer, std::string const& narrator,
                                    std::string const& reason);
  /// Files an obstacle (f2) or a lever (l1) under another type; whoever contributes may, on a sheet that is out and that they
  /// read. Makes a revision of its own. Result: the sheet as it is now.
  base::Outcome<Experience> refile(base::World const& world, accounts::Viewer const& viewer, ExperienceId const& id, std::string_view passage,
                                   std::string_view type, std::string_view reason);
  /// Joins `gone` to `kept`, with what was chosen of each; the former is archived and its address leads to the latter.
  base::Outcome<int> join(base::World const& world, accounts::Viewer const& viewer, Experience const& kept, Experience const& gone,
                          std::map<std::string, Keep> const& choices, std::string const& reason);
  /// Both come back as they were, or only `gone` when `kept` was written in since.
  base::Outcome<int> separate(base::World const& world, accounts::Viewer const& viewer, Experience const& kept, ExperienceId const& gone,
                              std::string const& reason);
  base::Outcome<bool> erase_draft(accounts::Viewer const& viewer, Experience const& experience);
  std::vector<Imported> import(base::World const& world, std::span<Import const> imports, Shown shown);

  /// Newest first, without contents.
  std::vector<Revision> history(ExperienceId const& id);
  std::optional<Revision> revision(ExperienceId const& id, int number);
  /// The last `limit` ones with their contents, the oldest first.
  std::vector<Revision> versions(ExperienceId const& id, int limit);
  std::vector<Move> moves(ExperienceId const& id);

  void keep_unsent(base::World const& world, accounts::PersonId const& person, accounts::ProgrammeId const& programme, Unsent const& unsent);
  std::optional<Unsent> unsent(accounts::PersonId const& person, std::string_view form_key);
  /// What a person left unfinished in a programme, newest first: offered on the list page.
  std::vector<Unsent> unsent_in(accounts::PersonId const& person, accounts::ProgrammeId const& programme);
  /// One statement when nobody saved since.
  Company company_of(Experience const& experience, accounts::PersonId const& person, int base_revision, base::Instant now);
  void drop_unsent(accounts::PersonId const& person, std::string_view form_key);

 private:
  /// The row, its revision, its facets and what search knows, of a sheet that was at `expected`; false when it has moved since.
  bool write_revision(base::World const& world, Experience const& next, int expected, std::optional<accounts::PersonId> const& person,
                      std::string_view reason, Place const& place);
  db::Session& m_session;
};

}  // namespace experiences
