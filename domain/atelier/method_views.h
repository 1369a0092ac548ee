#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/atelier/method_store.h"
#include "domain/revisions/revisions.h"
#include "domain/territories/territories.h"
#include "domain/writing/writing.h"

/// What the views of this folder are given: words already chosen, addresses already made.
namespace atelier {

using revisions::Choice;
using revisions::FieldChange;
struct Link {
  std::string label;
  html::Url url;
  bool main = false;
};
struct Fact {
  std::string term, text;
  html::Url url{};
};

struct ListPage {
  std::string slug;  ///< of the programme
  std::string finding, words;
  struct Select {
    std::string name, label, all;
    std::vector<Choice> choices;
  };
  std::vector<Select> selects, more_selects;
  std::string people;
  bool tried = false, rural = false, failed = false, mine = false, filtered = false, more_open = false;
  std::vector<Link> active;
  struct Item {
    std::string title, pitch, trust, status, duration, group, difficulty, stages;
    bool tried = false;
    html::Url url;
  };
  std::vector<Item> items;
  bool as_table = false;                        ///< cards up to six, then a table
  html::Url previous, next, everything, write;  ///< empty: not offered
  std::string where;                            ///< "Page 2 of 4", when there are several
  std::string reading;                          ///< how the words searched for had to be read
};

/// What a reader sees of a content: Markdown rendered, codes in words.
struct MethodBody {
  std::vector<std::string> purposes, materials;
  std::string room, steps_total;
  html::Safe preparation, accessibility, outputs, evaluation, text;
  struct StepLine {
    std::string minutes, title;
    html::Safe instruction, tip;
    std::string nature, nature_code;
  };
  std::vector<StepLine> steps;
  std::vector<html::Safe> variants, watch_points;
  struct KindLine {
    std::string kind;
    html::Safe text;
  };
  std::vector<KindLine> by_kind;
  std::vector<std::string> to_keep, to_adapt;  ///< names of parts
  struct Said {
    std::string code, kind, quote, title;
    bool obstacle = false, lever = false;
    html::Url url;
    std::string territory, slug, since;  ///< since: what is said of words that changed after they were cited; may be empty
  };
  std::vector<Said> said;  ///< passages cited that this reader may read
  std::string credits;     ///< whose words these are
  struct Use {
    std::string title, territory, hexagon;
    html::Url url;
  };
  std::vector<Use> uses;
};

struct MethodPage {
  std::string language;  ///< of the title and the pitch, when the page is not in it
  std::string title, pitch, status, status_kind, visibility, updated, trust, notice, cite;
  bool tried = false, failed = false;
  std::vector<Fact> facts;
  std::vector<Link> marks;  ///< stages and roles, leading to the list
  MethodBody body;
  struct TrialLine {
    std::string who, territory, hexagon, when, worked, worked_kind;
    html::Url territory_url, withdraw, add_photos;
    html::Safe text, adapted, pictures;
    std::string with;  ///< with whom, how many
  };
  std::vector<TrialLine> trials;
  std::vector<Link> moves;
  std::vector<std::string> hints;
  std::string read_by;                   ///< peers and day, or that none read it; "" before it is out
  std::vector<std::string> read_beside;  ///< the readings of methods joined to it
  std::vector<Link> beside;              ///< the method it came out of, those that came out of it
  html::Url rearrange;
  html::Safe review_figure;
  html::Url review;           ///< the desk of the reading, for those who have a part in it
  std::string citations_ask;  ///< how many citations wait for a choice, in words; "" for none
  html::Url citations;
  html::Url edit, write, history, markdown, tell, erase, coverage, adapt, source, proposals;
  std::string adapted_from;  ///< title and version of the sheet it adapts; ""
  html::Url adapted_url;
  std::int64_t proposed = 0;    ///< open proposals
  std::vector<Link> copies;     ///< adapted copies this viewer may read
  std::vector<Link> languages;  ///< where it may be read or translated
};

/// One field of a form. `rows` 0: a line.
struct Input {
  std::string name, label, help, value, refusal;
  int rows = 0;
  std::string kind = "text";  ///< "text" or "number"
  bool required = false, focus = false;
};
struct Choosing {
  std::string name, legend, refusal;
  std::vector<Choice> choices;
};

struct FormPage {
  bool fresh = true, published = false;
  std::string heading, form_key, reason, focus;
  html::Url action, cancel;
  Content content;
  int base_revision = 0;
  std::vector<Choice> visibilities;                           ///< empty once it is out
  std::vector<std::pair<std::string, std::string>> refusals;  ///< field, words
  struct ModelLine {
    std::string label, about;
    html::Url url;
    bool chosen = false;
  };
  std::vector<ModelLine> models;    ///< sheets to start from; empty unless it is new
  std::vector<MethodPage> preview;  ///< one when asked for
  std::string passage_words;
  bool passages_asked = false;
  struct Found {
    std::string code, kind, quote, title;  ///< code: "[[slug#f1]]"
    std::string territory;
    html::Url url;
  };
  std::vector<Found> found;
  std::string cited;              ///< a citation just put in, "[[slug#f1]]"; ""
  std::vector<Choice> cite_into;  ///< parts of the form a citation may go into
  html::Url passages;             ///< where the island asks for passages
  html::Url coverage;             ///< which sentences rest on a passage; empty for a new method
};
Input input_of(FormPage const& page, std::string name, std::string label, std::string const& value, int rows = 0, std::string help = {});
Input number_of(FormPage const& page, std::string name, std::string label, int value, std::string help = {});
Choosing choosing_of(FormPage const& page, std::string name, std::string legend, std::vector<Choice> choices);
/// What a sheet says of a kind of territory; "" when nothing.
std::string variant_for(Content const& content, std::string_view kind);
/// The licences one may choose; one that came in a file stays. Labels hold the name, then what it allows.
struct LicenceChoice {
  std::string code, name, says;
  bool chosen = false;
};
std::vector<LicenceChoice> licence_choices(std::string const& chosen, i18n::Words const& words);
std::vector<Choice> choices_of(std::span<Term const> vocabulary, std::vector<std::string> const& chosen, i18n::Words const& words);

struct TrialPage {
  std::string title, form_key;
  html::Url action, method;
  Trial trial;
  territories::TerritoryField territory;
  std::vector<Choice> results;
  std::vector<std::pair<std::string, std::string>> refusals;
};

struct PassagesPage {
  std::string words;
  std::vector<FormPage::Found> found;
  html::Url action;
};

/// What a method cites, then and now.
struct CitationsPage {
  std::string title, finding;
  html::Url method, edit, action;
  struct Line {
    std::string name;  ///< "sheet#f1"
    std::string code, title, state, cited_on, noticed_on, before, after;
    bool obstacle = false, lever = false;
    std::vector<base::Piece> pieces;
    html::Url url;
  };
  std::vector<Line> asking, standing;
};

struct CoveragePage {
  std::string title;
  html::Url method, edit;
  html::Safe figure;
  struct Part {
    std::string id, label;
    struct Line {
      std::string text, from;
      bool grounded = false;
    };
    std::vector<Line> sentences;
  };
  std::vector<Part> parts;
};

struct LicencePage {
  std::string title, name, says, finding, advice;
  html::Url method, edit;
  struct Line {
    std::string title, licence, why;  ///< why: not without more; "" when it goes
    html::Url url;
  };
  std::vector<Line> cited, kits;
  std::int64_t troubles = 0;
};

/// The parts of the form a citation may end, the text first.
std::vector<Choice> parts_to_cite_in(Content const& content, i18n::Words const& words);

/// Pictures of one's trial.
struct PhotosPage {
  std::string title, alternative;
  html::Url action, method;
  struct Line {
    std::string print, alternative;
    html::Safe picture;
  };
  std::vector<Line> lines;
  std::size_t most = 0;
  std::vector<std::pair<std::string, std::string>> refusals;
};

/// A copy of a method and the sheet it adapts.
struct AdaptPage {
  std::string title, proposed;
  html::Url action, method;
  std::string form_key;
};
struct LineagePage {
  std::string title, source_title;
  html::Url copy, source, action, propose;
  int version = 0, version_now = 0;
  std::vector<FieldChange> upstream, here;
  struct Proposed {
    std::string when, words, answer, outcome;
  };
  std::vector<Proposed> proposals;
  bool waits = false;
};
struct ProposalsPage {
  std::string title;
  html::Url method, action;
  struct Line {
    std::string id, copy, who, when, words, answer, outcome;
    std::vector<FieldChange> changes;
  };
  std::vector<Line> open, answered;
};

/// A method in another language.
struct ReadInPage {
  MethodPage sheet;
  std::string language, name, finding;
  bool whole = false;
  html::Url method, translate;
};
struct TranslationPage {
  std::string title, language, code, finding;
  html::Url action, method, read;
  struct Line {
    std::string name, label, source, text, state;
    int rows = 1;
  };
  std::vector<Line> lines;
};

/// Where a sheet is moved, joined to another or cut in two.
struct RearrangePage {
  std::string title, slug, refusal, form_key;
  html::Url method, address, join, split, undo;
  std::vector<Choice> others;  ///< methods it may take in
  struct PartLine {
    std::string code, label, start;
    bool chosen = false;
  };
  std::vector<PartLine> parts, trials;
  std::string new_title, new_pitch;
  struct Done {
    std::string id, what, when, who;
    html::Url url;  ///< of the other method, when there is one
    bool may_undo = false, undone = false;
  };
  std::vector<Done> done;
};
/// What becomes of each part two sheets both have.
struct JoinPage {
  std::string title, other_title, other_slug, refusal;
  html::Url action, back;
  struct Field {
    FieldChange change;
    bool both = false;  ///< both may be kept
    std::string keep;   ///< chosen: ours, theirs, both
  };
  std::vector<Field> fields;
  std::vector<std::string> follows;  ///< what comes along, in words
};
/// The pictures of a trial, the lighter copies first.
html::Safe pictures_of(KeptTrial const& trial, std::string_view programme_slug, std::string_view slug);
/// "CC du Diois (26)" → "CC du Diois", where it stands in brackets itself.
std::string short_name(std::string_view territory);
/// Letters of a territory's hexagon: "Pays de Brumeval" → "PB".
std::string hexagon_of(std::string_view name);
/// "March 2025", "2025", "3 March 2025"; as it stands when it is no date.
std::string date_in_words(std::string_view date, i18n::Words const& words);
/// The circles one may choose for a method.
std::vector<Choice> visibility_choices(accounts::Visibility chosen, i18n::Words const& words);

/// Where a method is written together.
struct WritePage {
  std::string title, status, status_kind;
  std::string programme, document;  ///< slug, identifier
  html::Url method, form, pictures;
};
writing::Desk desk_of(views::Context const& context, WritePage const& page);

}  // namespace atelier
