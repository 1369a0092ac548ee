#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/atelier/method_store.h"
#include "domain/territories/territories.h"
#include "domain/writing/writing.h"

/// What the views of this folder are given: words already chosen, addresses already made.
namespace atelier {

struct Choice {
  std::string code, label;
  bool chosen = false;
};
struct Link {
  std::string label;
  html::Url url;
  bool main = false;
};
struct Fact {
  std::string term, text;
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
  bool tried = false, mine = false, filtered = false, more_open = false;
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
  };
  std::vector<StepLine> steps;
  std::vector<html::Safe> variants, watch_points;
  struct Said {
    std::string code, kind, quote, title;
    bool obstacle = false, lever = false;
    html::Url url;
  };
  std::vector<Said> said;  ///< passages cited that this reader may read
  struct Use {
    std::string title, territory, hexagon;
    html::Url url;
  };
  std::vector<Use> uses;
};

struct MethodPage {
  std::string title, pitch, status, status_kind, visibility, updated, trust, notice, cite;
  bool tried = false, failed = false;
  std::vector<Fact> facts;
  std::vector<Link> marks;  ///< stages and roles, leading to the list
  MethodBody body;
  struct TrialLine {
    std::string who, territory, hexagon, when, worked, worked_kind;
    html::Url territory_url, withdraw;
    html::Safe text, adapted;
  };
  std::vector<TrialLine> trials;
  std::vector<Link> moves;
  std::vector<std::string> hints;
  html::Url edit, write, history, markdown, tell, erase;
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
    html::Url url;
  };
  std::vector<Found> found;
};
Input input_of(FormPage const& page, std::string name, std::string label, std::string const& value, int rows = 0, std::string help = {});
Input number_of(FormPage const& page, std::string name, std::string label, int value, std::string help = {});
Choosing choosing_of(FormPage const& page, std::string name, std::string legend, std::vector<Choice> choices);
std::vector<Choice> choices_of(std::span<Term const> vocabulary, std::vector<std::string> const& chosen, i18n::Words const& words);

struct TrialPage {
  std::string title, form_key;
  html::Url action, method;
  Trial trial;
  territories::TerritoryField territory;
  std::vector<Choice> results;
  std::vector<std::pair<std::string, std::string>> refusals;
};

struct HistoryPage {
  std::string title;
  html::Url method;
  struct Version {
    int number = 1;
    std::string who, when, reason;
    html::Url url;  ///< empty: not offered
    bool current = false;
  };
  std::vector<Version> versions;
  struct Step {
    std::string what, who, when, reason;
  };
  std::vector<Step> steps;
};

struct FieldChange {
  std::string name, label, theirs, mine;
  std::vector<experiences::Piece> pieces;
};
struct VersionPage {
  std::string title, finding, who, reason;
  html::Url history, previous, next, restore;
  std::vector<FieldChange> changes;
};
struct MergePage {
  std::string title, who, when, mine, form_key, visibility, reason;  ///< mine: content as JSON
  html::Url action;
  int base_revision = 0, their_revision = 0;
  std::vector<FieldChange> fields;
};

struct MovePage {
  std::string question, explanation, button, to, reason, refusal;
  html::Url action, method;
  std::vector<Choice> visibilities;  ///< empty: not asked
  std::vector<Link> missing;
  std::vector<std::string> hints;
};
struct ErasePage {
  std::string title;
  html::Url action, method;
};

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
