#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"
#include "platform/i18n/words.h"

/// A method sheet (fiche méthode) and its rules. Nothing here knows a database or HTTP.
namespace atelier {

struct Method;
using MethodId = base::Id<Method>;
using experiences::Term;

enum class Status { draft, tested, to_review, published, deprecated };
std::string_view code(Status status);
std::optional<Status> status_from(std::string_view code);

std::span<Term const> stages();   ///< diagnosis, proposal, decision, action, evaluation: places stored as bits, add at the end
std::span<Term const> modes();    ///< in_person, remote, hybrid
std::span<Term const> results();  ///< of a trial: yes, partly, no
std::span<Term const> natures();  ///< of a step: invariant, adaptable
/// Kinds of territory a variant is for: rural, intermediate, urban, mountain, coast, overseas.
std::span<Term const> territory_kinds();
std::span<Term const> difficulties();  ///< "1", "2", "3"

struct Step {
  std::string title, instruction, tip;  ///< instruction and tip are Markdown
  int minutes = 0;                      ///< 0: not said
  std::string nature{};                 ///< natures(): what one keeps as it is, what one may change; "" when not said
  bool operator==(Step const&) const = default;
};

/// What changes in a kind of territory.
struct Variant {
  std::string kind, text;  ///< kind: territory_kinds(); text: Markdown
  bool operator==(Variant const&) const = default;
};

/// One text of the sheet in another language, and which text it translates: when that one changes, it is out of date.
struct Translation {
  std::string language, block;  ///< "en"; "body", "steps.2.instruction", "watch_points.1"
  std::string of;               ///< start of the fingerprint of the text translated
  std::string text;
  bool operator==(Translation const&) const = default;
};

/// A picture of a trial; its bytes are kept apart, under their fingerprint.
struct Photo {
  std::string print, kind, shape;  ///< fingerprint; "jpeg"; "1200x800"
  std::string file{};              ///< in a programme folder: where its bytes stand; "" elsewhere
  std::string alternative{};       ///< the picture in words
  bool operator==(Photo const&) const = default;
};

/// Parts that may be marked as to keep or to adapt, steps apart. `code`: the name of the field.
std::span<Term const> adaptable_parts();

/// What someone says of a method they tried, as a file or a form says it.
struct Trial {
  std::string territory;                 ///< "commune:08490" in a file, "" elsewhere
  std::string who, date, where, worked;  ///< date: "2024", "2024-03" or "2024-03-16"; worked: results()
  std::string text, adapted_how;         ///< Markdown
  std::string with_whom{};               ///< associations, a class, the town's agents…
  int people = 0;                        ///< how many took part; 0: not said
  std::vector<std::string> photos{};     ///< in files alone: "arpentage/3f2a….jpeg | what it shows"
  bool operator==(Trial const&) const = default;
};

/// Everything a person writes. Only title and pitch are required; a number at 0 is not said. Long texts are Markdown.
struct Content {
  std::string title, pitch;  ///< pitch: one sentence
  std::string licence = "CC-BY-SA-4.0", language = "fr", source;
  std::vector<std::string> purposes, stages, catalyst_roles;
  int duration_min = 0, duration_max = 0;              ///< minutes
  int group_min = 0, group_max = 0, facilitators = 0;  ///< people
  std::string mode;
  int difficulty = 0;  ///< 1 to 3
  std::vector<std::string> materials;
  std::string room, preparation;
  std::vector<Step> steps;
  std::vector<std::string> variants, watch_points;
  std::vector<Variant> territory_variants;
  std::vector<std::string> invariants, adaptable;  ///< names of parts: "room", "materials"…; steps say it themselves
  std::string accessibility_notes, outputs, evaluation;
  std::vector<std::string> experiences_using;  ///< slugs of experience sheets
  std::string adapted_from;                    ///< slug of the sheet this one adapts; ""
  int adapted_version = 0;                     ///< version of that sheet it last agreed with
  std::vector<Translation> translations;
  std::string body;  ///< what follows the front matter in a file

  bool operator==(Content const&) const = default;
};

/// A trial as it is kept.
struct KeptTrial {
  std::string id;  ///< UUID
  Trial trial;
  std::optional<accounts::TerritoryId> territory;
  std::string territory_name, typology;      ///< copied when written
  std::optional<accounts::PersonId> person;  ///< who added it here; none when it came in a file
  base::Instant at{};
  std::vector<Photo> photos{};
};

/// A method as it stands.
struct Method {
  MethodId id;
  accounts::ProgrammeId programme;
  std::string slug;  ///< unique in the programme; never changes
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::PersonId> author;
  int revision = 1;
  base::Instant created{}, changed{};
  std::optional<base::Instant> published;
  Content content;
  std::vector<KeptTrial> trials;
};

/// How far a method can be trusted: several trials of one territory count as one territory.
struct Trust {
  int trials = 0, territories = 0, rural = 0, failed = 0;
  bool operator==(Trust const&) const = default;
};
Trust trust_of(std::span<KeptTrial const> trials);
/// Whether the mark « essayée » may be shown: never on the word of one territory alone.
bool is_trusted(Trust const& trust);
/// "Tried by 7 territories, 3 of them rural"; "Not yet tried".
std::string trust_line(Trust const& trust, i18n::Words const& words);

/// Minutes of all the steps together.
int minutes_of_steps(Content const& content);
/// "1 h 30", "45 min", "1 h 30 to 2 h"; "" when not said.
std::string duration_in_words(int least, int most, i18n::Words const& words);
/// "12 to 40 people", "at least 5 people"; "" when not said.
std::string group_in_words(int least, int most, i18n::Words const& words);

}  // namespace atelier
