#pragma once
// The front door of experiences: the only header of this folder other capabilities include.
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/alike.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/experience.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/pieces.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/sheet.h"
#include "domain/experiences/sheet_cells.h"
#include "domain/experiences/synonyms.h"
#include "domain/experiences/vocabulary.h"
#include "domain/experiences/words_file.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

namespace experiences {

/// What a list or a link needs of a sheet.
struct Brief {
  ExperienceId id;
  accounts::ProgrammeId programme;
  std::string slug, title, summary, size;
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::TerritoryId> territory;
  std::string territory_name, typology;
  std::string step;
  std::string period_start, period_end;  ///< dates as in Content
  std::optional<accounts::PersonId> author;
  std::vector<std::string> themes;  ///< codes
  std::int64_t theme_bits = 0;      ///< the same, as places of the programme's vocabulary
  base::Instant changed{};
  std::optional<base::Instant> published;
};

/// A piece of a sheet one can cite: an obstacle (f1) or a lever (l1), a result (r1), an action (a1).
struct Passage {
  ExperienceId experience;
  std::string slug, code;
  std::string kind;   ///< "obstacle", "lever", "result", "action"
  std::string type;   ///< code of its vocabulary; "" for results and actions
  std::string text;   ///< Markdown, the obstacle's "how" after an empty line
  std::string title;  ///< of the sheet
  std::optional<accounts::TerritoryId> territory;
  bool overcome = false;
};
using PassageName = std::pair<std::string, std::string>;  ///< slug, code

/// The passages of one sheet, in its order: obstacles, levers, results, actions.
std::vector<Passage> passages_of(Experience const& experience);
/// The passages of that name this viewer may read, in the order asked; others are left out. Two queries at most.
std::vector<Passage> passages(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                              std::span<PassageName const> names);
/// In the order asked; what is missing or not theirs is left out. One query.
std::vector<Brief> briefs_of(db::Session& session, accounts::Viewer const& viewer, std::span<ExperienceId const> ids);
std::vector<Brief> find_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                 std::span<std::string const> slugs);
/// Published sheets the viewer may read, the latest first.
std::vector<Brief> published_in(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit = 5000);
/// Published sheets of a territory the viewer may read, any programme, the latest first. One query.
std::vector<Brief> told_by(db::Session& session, accounts::Viewer const& viewer, accounts::TerritoryId const& territory, int limit);
/// Sheets the viewer opened that wait for them: drafts, to review, to update; the latest first. One query.
std::vector<Brief> waiting_for(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit);
/// Whole sheets, for a kit that prints them. Same rule of reading, order asked.
std::vector<Experience> sheets_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                        std::span<std::string const> slugs);

/// Address of a sheet, and of a passage when `code` is not empty.
html::Url address_of(std::string_view programme_slug, std::string_view slug, std::string_view code = {});
/// Address of the list, filtered: the sheets behind a figure of the état des lieux. Empty fields filter nothing.
struct Behind {
  std::string theme{}, obstacle{}, lever{}, typology{}, territory{};  ///< territory: TerritoryId text or "commune:44109"
  bool only_overcome = false;
  bool lever_overcame_obstacle = false;  ///< both named, and that lever overcame that obstacle
};
html::Url list_address(std::string_view programme_slug, Behind const& behind = {});

/// Counting: what every sheet says in a few words of memory. Reads only what changed since the last time.
/// `circle` and `counted` as in the schema: an état des lieux counts `counted` sheets in circles_in(programme).
struct Facts {
  ExperienceId id;
  std::string sort_title;                                ///< folded, for ordering
  std::uint32_t territory_place = 0, author_place = 0;   ///< in Counted::territories, authors; 0 when none
  std::uint16_t typology = 0, region = 0;                ///< places in Counted::typologies, regions
  std::uint8_t status = 0, size = 0, step = 0;           ///< status as the enum; size, step: place in their vocabulary, 255 when none
  std::uint8_t territory_type = 0, population_band = 0;  ///< place in Counted::territory_types; 1 to 8, 0 when unknown
  std::uint16_t first_year = 0, last_year = 0;           ///< of what is told; 0 when unsaid
  std::int64_t search_number = 0;                        ///< under which search finds it, 0 when nobody may
  accounts::Visibility circle = accounts::Visibility::private_;
  bool counted = false;
  std::uint32_t themes = 0, obstacles = 0, overcome = 0, levers = 0;  ///< bits by Word::place, under the words they count under today
  std::uint32_t actor_kinds = 0;            ///< bit n: an organisation of the n-th of territories::organisation_kinds() took part
  std::uint16_t began = 0;                  ///< year its story began, 0 when unknown
  std::uint8_t roles = 0;                   ///< bit n: the n-th of catalyst_roles()
  std::vector<std::uint16_t> pairs;         ///< obstacle place × 32 + lever place: that lever overcame that obstacle
  std::uint64_t severities = 0;             ///< two bits an obstacle type: the gravest of that type, 1–3, 0 when none
  std::int64_t changed = 0, published = 0;  ///< ms; published 0 when never
};
/// What is said of many sheets. A copy shares it with the first until one of them changes something: a hundred thousand
/// sheets of which one changed are not a hundred thousand more in memory.
class SheetFacts {
 public:
  class const_iterator {
   public:
    using value_type = Facts;
    using difference_type = std::ptrdiff_t;
    const_iterator() = default;
    explicit const_iterator(std::shared_ptr<Facts> const* at) : m_at{at} {}
    Facts const& operator*() const { return **m_at; }
    const_iterator& operator++() { return ++m_at, *this; }
    const_iterator operator++(int) { return const_iterator{m_at++}; }
    bool operator==(const_iterator const&) const = default;

   private:
    std::shared_ptr<Facts> const* m_at = nullptr;
  };
  std::size_t size() const { return m_all.size(); }
  bool empty() const { return m_all.empty(); }
  Facts const& operator[](std::size_t at) const { return *m_all[at]; }
  const_iterator begin() const { return const_iterator{m_all.data()}; }
  const_iterator end() const { return const_iterator{m_all.data() + m_all.size()}; }
  void push_back(Facts facts) { m_all.push_back(std::make_shared<Facts>(std::move(facts))); }
  /// To be changed at once: what is given is this copy's own.
  Facts& change(std::size_t at);

 private:
  std::vector<std::shared_ptr<Facts>> m_all;
};
struct Counted {
  SheetFacts sheets;
  std::vector<std::string> typologies, regions, territory_types;  ///< [0] is ""
  std::vector<std::string> territories, authors;                  ///< texts of their ids; [0] is ""
  Vocabulary vocabulary;                                          ///< what the bits stand for
  std::optional<accounts::TerritoryId> territory_of(Facts const& facts) const {
    return facts.territory_place ? std::optional{accounts::TerritoryId::trusted(territories[facts.territory_place])} : std::nullopt;
  }
  std::uint64_t version = 0;  ///< another each time something changed
};

class CatalogueRoom;
/// The facts of each programme's sheets, kept in memory and refreshed by change number. Safe between threads.
class Shelf {
 public:
  Shelf();
  ~Shelf();
  /// One statement when nothing changed. Everything, whoever reads: filter by circle or may_read before showing.
  /// `session` must be a read: what a write has not committed yet must not stay in memory.
  std::shared_ptr<Counted const> of(db::Session& session, accounts::ProgrammeId const& programme);
  /// What lists are answered from, made of the same facts.
  CatalogueRoom& catalogues() { return *m_catalogues; }

 private:
  struct Kept;
  std::unique_ptr<Kept> m_kept;
  std::unique_ptr<CatalogueRoom> m_catalogues;
};

/// The words of a programme as they are now; two statements. Counted::vocabulary has the same without any.
Vocabulary vocabulary_of(db::Session& session, accounts::ProgrammeId const& programme);
/// Makes a programme's words those of its words.csv, noting each change; how many. Refused, naming the line, as a page would.
base::Outcome<int> import_words(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme,
                                std::span<WordLineOfFile const> lines, i18n::Words const& words);
/// Reads again the sheets written before the columns said what they say now; how many. Called once at the start.
int bring_facts_up_to_date(db::Database& database);

/// An obstacle or a lever filed under another type by someone of the programme; kept, and can be undone.
struct Refiling {
  std::string id;
  accounts::ProgrammeId programme;
  ExperienceId experience;
  std::string slug, title;        ///< of the sheet
  std::string passage, from, to;  ///< "f2", codes
  std::optional<accounts::PersonId> person, undone_by;
  base::Instant at{};
  std::optional<base::Instant> undone_at;
};
/// Files a passage under another type and tells the sheet's author by letter, once in twelve hours a sheet. `address`: of the
/// page where all corrections are listed, for the letter.
base::Outcome<Refiling> refile(db::Session& session, base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                               std::string_view slug, std::string_view passage, std::string_view to, std::string const& address,
                               i18n::Words const& words);
/// Puts it back where it was, unless it was filed elsewhere since. Whoever may refile may undo.
base::Outcome<Refiling> undo_refiling(db::Session& session, base::World const& world, accounts::Viewer const& viewer,
                                      accounts::ProgrammeId const& programme, std::string_view id, i18n::Words const& words);
/// Latest first, of the sheets this viewer reads.
std::vector<Refiling> refilings(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit);
/// Fills what lists are narrowed by where sheets were written before it was kept. At start, after the registry is there.
void bring_up_to_date(db::Database& database);

/// Told in the same transaction (jobs): payload is the experience's id.
inline constexpr std::string_view published_event = "experiences.published";
inline constexpr std::string_view changed_event = "experiences.changed";  ///< a published sheet was revised
inline constexpr std::string_view withdrawn_event = "experiences.withdrawn";

/// "2024", "2024-03" or "2024-03-18".
bool is_date(std::string_view text);

/// Where a territory stands, as copied into the sheet. From the territories' front door.
struct Place {
  accounts::TerritoryId territory;
  std::string typology, region, name;
};

/// A sheet from a file, its references already resolved by the importer.
struct Import {
  accounts::ProgrammeId programme;
  std::string programme_slug;
  Sheet sheet;
  std::optional<Place> place;
  std::optional<accounts::PersonId> author;
  std::optional<accounts::PersonId> by{};  ///< who brought the file, for the history; none: an import
};
enum class Imported { created, changed, unchanged };
/// Creates or revises the sheet of that programme and slug; importing the same twice changes nothing. Announces nothing.
Imported import_sheet(db::Session& session, base::World const& world, Import const& import);
/// When lists and counts show new sheets: each time they do, who reads waits for them to be made again.
enum class Shown {
  at_once,
  later,  ///< with the next write in the programme that is shown at once; sheets that were there and changed are shown at once all the same
};
/// The same for many, with few statements; same order.
std::vector<Imported> import_sheets(db::Session& session, base::World const& world, std::span<Import const> imports, Shown shown = Shown::at_once);
/// Every sheet of a programme as files, by slug: what `essaim export` writes. `territory` and `author` name things in the files.
struct Exported {
  Experience experience;
  std::string file_name;  ///< "la-navette.md"
};
std::vector<Exported> export_sheets(db::Session& session, accounts::ProgrammeId const& programme);
/// What a list of sheets shows, narrowed as the address of the visit says (list_address, the filters of the page), in its order.
struct Slice {
  std::vector<ExperienceId> ids;
  std::int64_t total = 0;
  bool more = false;  ///< the next slice is asked with `after` = the last of these
};
/// From the sheet `after` of the address on, at most `most`.
Slice slice_of_list(db::Session& session, accounts::Visit const& visit, Shelf& shelf, std::size_t most);
/// An address that asks what this query asks of a list, whatever else it says.
html::Url with_list_question(html::Url url, http::Fields const& query);
/// Whole sheets in the order asked; what is missing or not theirs is left out. One query for 400.
std::vector<Experience> sheets_of(db::Session& session, accounts::Viewer const& viewer, std::span<ExperienceId const> ids);
/// Who stands at these addresses, whoever may read them: an address taken cannot be given again. One query for 400.
struct Occupant {
  ExperienceId id;
  int revision = 0;
  base::Instant changed{};
};
std::map<std::string, Occupant> standing_at(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
/// Those of these identifiers that some sheet bears, in whatever programme.
std::vector<ExperienceId> borne_among(db::Session& session, std::span<ExperienceId const> ids);
/// Takes sheets away with their history: those an import made and that its author takes back. Announces nothing.
void erase_sheets(db::Session& session, accounts::ProgrammeId const& programme, std::span<ExperienceId const> ids);
/// The file of a sheet but for its `territory` and `author`, which the caller names.
Sheet sheet_of(Experience const& experience, std::string_view programme_slug);

}  // namespace experiences
