#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/vocabulary.h"

/// An experience sheet (fiche expérience) and its rules. Nothing here knows a database or HTTP.
namespace experiences {

struct Experience;
using ExperienceId = base::Id<Experience>;

enum class Status { draft, told, to_review, agreed, published, to_update, archived };
std::string_view code(Status status);
std::optional<Status> status_from(std::string_view code);

/// What one may cite in a sheet bears a code: "f1" for an obstacle (frein), "l1" for a lever, "r1" for a result, "a1" for an
/// action. A code is given once and never given again, whatever is added, moved or taken away around it: it is an address.
struct Action {      ///< one step of the story; key moments are marked
  std::string date;  ///< "2024", "2024-03" or "2024-03-18", may be empty
  std::string title, text, who;
  bool key_moment = false;
  std::string code{};
  bool operator==(Action const&) const = default;
};
struct Actor {
  std::string name, role, contribution, benefit;
  bool operator==(Actor const&) const = default;
};
struct Result {
  std::string text, indicator, value, unit, date, evidence;
  bool foreseen = true, positive = true;
  std::string code{};
  bool operator==(Result const&) const = default;
};
struct Obstacle {
  std::string type;       ///< obstacle_types()
  std::string text, how;  ///< how it was overcome, or where it stands
  int severity = 2;       ///< 1 slowed us, 2 blocked us for a time, 3 nearly stopped everything
  bool overcome = false;
  std::string code{};
  bool operator==(Obstacle const&) const = default;
};
struct Lever {
  std::string type;  ///< lever_types()
  std::string text, effect;
  std::vector<std::string> overcame;  ///< codes of the obstacles it helped to overcome: "f1"
  std::string code{};
  bool operator==(Lever const&) const = default;
};
struct Means {
  std::string time, people, budget;
  std::vector<std::string> funding;
  bool operator==(Means const&) const = default;
};
struct Transfer {
  std::string conditions, adaptable, not_transferable, help_offered;
  bool operator==(Transfer const&) const = default;
};

/// A photo or a document shown with the sheet. Its bytes are kept apart, under their fingerprint.
struct Attachment {
  std::string code{};                    ///< "p1"
  std::string file;                      ///< in a programme folder: where its bytes stand; "" elsewhere
  std::string print;                     ///< fingerprint of the bytes; "" in a file
  std::string kind;                      ///< as files::Kind: "jpg", "pdf"…
  std::string name;                      ///< offered when it is taken away
  std::string shape;                     ///< "1200x800" of a picture; "" of a document
  std::string alternative;               ///< a picture in words, for those who do not see it
  std::string caption, credit, licence;  ///< credit: who made it
  std::string people;                    ///< who can be recognised; "" for nobody
  bool consent = false;                  ///< they agree
  bool operator==(Attachment const&) const = default;
};

/// A part read by fewer people than the sheet: "obstacles" and "companion", "obstacles.f2" and "private".
struct Closer {
  std::string part, circle;
  bool operator==(Closer const&) const = default;
};

/// Everything a person writes. Every field may be empty but the title. Texts are Markdown.
struct Content {
  std::string title, summary;
  std::string size = "brief";
  std::string narrator, writer, interview_date;
  std::string context, objectives;
  std::vector<std::string> audiences, themes, keywords, catalyst_roles, skills;
  std::string period_start, period_end, step;
  std::vector<Action> actions;
  std::vector<Actor> actors;
  std::string governance, participation_level;
  Means means;
  std::vector<Result> results;
  std::vector<Obstacle> obstacles;
  std::vector<Lever> levers;
  std::string lessons, if_again, relations, outlook;
  Transfer transfer;
  std::vector<std::string> methods_used;  ///< slugs of method sheets
  std::vector<std::string> links;         ///< http(s) addresses
  std::string contact;
  bool can_be_visited = false;
  std::string licence = "CC-BY-SA-4.0";
  std::string language = "fr";
  std::string source;  ///< where an imported sheet comes from
  std::vector<Attachment> attachments;
  std::vector<Closer> closer;        ///< parts not everyone who reads the sheet may read
  std::vector<std::string> retired;  ///< codes of passages taken away: an address is never given to another passage

  bool operator==(Content const&) const = default;
};

/// What the person who told a story agreed to, in a sheet someone else wrote.
struct Agreement {
  bool needed = false;  ///< asked for: nothing leaves the programme without it
  std::string narrator;
  std::map<std::string, std::string> agreed;   ///< part → fingerprint of the words agreed to
  std::map<std::string, std::string> refused;  ///< part → why
  bool operator==(Agreement const&) const = default;
};

/// An experience as it stands.
struct Experience {
  ExperienceId id;
  accounts::ProgrammeId programme;
  std::string slug;  ///< unique in the programme; never changes once published
  std::optional<accounts::TerritoryId> territory;
  std::vector<std::string> organisations;  ///< organisation keys of the programme
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::PersonId> author;
  int revision = 1;
  base::Instant created{}, changed{};
  std::optional<base::Instant> published;
  Content content;
  Agreement agreement;
  int verified = 0;                      ///< territories whose people saw it
  std::vector<std::string> left_out;     ///< parts this viewer may not read
  std::string territory_name, typology;  ///< of its territory, as copied when last written
};

}  // namespace experiences
