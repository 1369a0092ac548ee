#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/experiences/changes.h"
#include "domain/experiences/experience_pages.h"
#include "domain/experiences/experience_store.h"
#include "domain/revisions/revisions.h"
#include "domain/territories/territories.h"

/// What the views of this folder are given: words already chosen, addresses already made.
namespace experiences {

/// A choice of a facet, a select, a group of boxes.
struct Choice {
  std::string code, label;
  std::int64_t count = 0;
  bool chosen = false;
};

/// A piece of a sheet in a page, with what cites it.
struct PassageBlock {
  std::string code, label, kind;  ///< "f1", "F1", "Obstacle: mistrust between worlds"
  bool obstacle = false, overcome = false;
  std::string state;  ///< "Overcome", "Not yet overcome"
  std::string severity;
  html::Safe text, how;
  std::vector<std::pair<std::string, html::Url>> links;  ///< a lever's obstacles, an obstacle's levers
  std::vector<CitedBy> cited;
};

struct SheetSection {
  std::string id, title;
  html::Safe text;
};

struct SheetBody {
  std::vector<SheetSection> start, end;  ///< before the passages, after them
  struct Moment {
    std::string id, when, title, who;
    html::Safe text;
    bool key = false;
    std::string label;  ///< "A1"
    std::vector<CitedBy> cited;
  };
  std::vector<Moment> moments;
  std::vector<PassageBlock> obstacles, levers;
  struct Effect {
    std::string id, text, value, when, evidence, kind;
    std::vector<CitedBy> cited;
  };
  std::vector<Effect> effects;
  struct ActorLine {
    std::string name, role, contribution, benefit;
  };
  std::vector<ActorLine> actors;
  struct Said {
    std::string term;
    html::Safe text;
  };
  std::vector<Said> means, transfer;
  html::Safe help_offered;
  std::vector<std::pair<std::string, html::Url>> methods, links;
  struct Figure {
    std::string id;
    html::Safe picture;
    std::string caption, credit;
    html::Url url;
  };
  std::vector<Figure> figures;
  struct Document {
    std::string id, name, kind, credit;
    html::Url url;
  };
  std::vector<Document> documents;
  std::string contact, skills, keywords;
  html::Url write_to;
  bool can_be_visited = false;
};

struct SheetPage {
  std::string title, summary, territory, programme_slug;
  std::string status, status_kind, visibility, updated, reading_time, edit_word;
  std::string territory_detail, hexagon, written_by, told_by, period, licence, cite;
  html::Url territory_url;
  std::vector<std::string> audiences;
  std::vector<std::pair<std::string, html::Url>> themes;
  SheetBody body;
  struct Near {
    std::string title, territory, hexagon, why;
    html::Url url;
  };
  std::vector<Near> near;
  html::Url edit, history, pieces, markdown, itself;
  struct MoveLink {
    std::string label;
    html::Url url;
    bool main = false;
  };
  std::vector<MoveLink> moves;
  std::vector<std::string> hints;
  html::Url erase;
  std::string saved_form;  ///< key of the form just saved: the browser forgets what it kept
  struct Witness {         ///< a peer who saw it
    std::string who, how;  ///< territory, and name for members; "On site, 3 May 2027"
    html::Safe saw, would_take;
  };
  std::vector<Witness> witnesses;
  std::string seen_by;                                   ///< "Seen by peers of 2 territories"
  html::Url verify, consents, join;                      ///< empty: not offered
  std::vector<std::pair<std::string, html::Url>> alike;  ///< sheets that look like this draft
  std::string left_out;                                  ///< sentence when parts are kept from this reader
  struct Agreeing {                                      ///< what its writers see of the agreement of its narrator
    std::string words;
    std::vector<std::pair<std::string, std::string>> refused;
    html::Url ask, grid;
  };
  Agreeing agreeing;
  std::string withdrawn;  ///< sentence when it is archived or awaits an update
};

struct FormPage {
  std::string programme_slug;
  bool fresh = true;
  bool shown_again = false;  ///< holds what a form sent: the browser need not offer what it kept
  html::Url action, keep, cancel, forget;
  html::Url enter;  ///< where one signs in again, in another tab
  Content content;
  std::string form_key;
  int base_revision = 0;
  std::string visibility, reason;
  bool published = false;
  territories::TerritoryField territory;
  std::vector<std::pair<std::string, std::string>> refusals;  ///< field, words
  std::string focus;                                          ///< "obstacles.2": where the keyboard goes
  std::vector<SheetPage> preview;                             ///< one when asked for
  std::string waiting;                                        ///< "You typed something on … that was not saved."
  html::Url resume;
  std::vector<std::string> hints;
  /// A part and who reads it; "" as the sheet.
  struct Closure {
    std::string part, label, circle;
  };
  std::vector<Closure> closures;
  std::vector<std::string> notes;                            ///< of the interview, by question; empty when there was none
  std::vector<std::pair<std::string, std::string>> refused;  ///< parts their narrator refused, and why
  Vocabulary vocabulary;                                     ///< of the programme
};

/// One field of the form. `name` as in the form: "obstacles.2.text".
struct Input {
  std::string name, label, help, value, refusal;
  bool required = false, focus = false;
  std::size_t longest = 300;
  int rows = 0;  ///< 0: one line
};
/// `rows` 0: a line; more: a text of that height.
Input input_of(FormPage const& page, std::string name, std::string label, std::string const& value, int rows = 0, std::string help = {});

/// Boxes or a list to choose in.
struct Choosing {
  std::string name, legend, refusal;
  std::vector<Choice> choices;
};
Choosing choosing_of(FormPage const& page, std::string name, std::string legend, std::vector<Choice> choices);

struct PassageGonePage {
  std::string title, code;
  html::Url sheet, history;  ///< history: for those who may write
};

struct AuthorsPage {
  std::string title;
  html::Url sheet;
  struct Line {
    std::string part, words, first, last;  ///< last: "" when nothing changed since
    html::Url url;
  };
  std::vector<Line> lines;
};

/// A vocabulary as choices, the chosen ones marked.
std::vector<Choice> choices_of(std::span<Term const> vocabulary, std::vector<std::string> const& chosen, i18n::Words const& words);
/// The words a programme offers, and those chosen before they were merged or retired: a sheet keeps what it says.
std::vector<Choice> choices_of(Vocabulary const& vocabulary, List list, std::vector<std::string> const& chosen, i18n::Words const& words);
/// Letters of a territory's hexagon: "Pays de Brumeval" → "PB".
std::string hexagon_of(std::string_view name);
/// "March 2025", "2025", "3 March 2025"; as it stands when it is no date.
std::string date_in_words(std::string_view date, i18n::Words const& words);
/// Refusals about a field of the form, in words.
std::string refusal_of(FormPage const& page, std::string_view field);
/// A lever's box for the obstacle of that code.
bool overcame(Lever const& lever, std::string_view obstacle);

}  // namespace experiences
