#pragma once
#include "domain/atelier/method_views.h"
#include "domain/atelier/review.h"

/// What the views of a reading by peers are given.
namespace atelier {

struct RemarkLine {
  std::string id, block, label, text, who, outcome, outcome_code, answer, settled;
  html::Safe said, answered;
  html::Url url;  ///< of the part in the sheet
  bool to_settle = false;
};

struct ReviewPage {
  std::string title, state, state_kind, words, decided;
  html::Url method, assign, dismiss, mine, decision, action;
  struct Reader {
    std::string id, name, territory, hexagon, state, state_kind, tie, due;
    bool excluded = false, may_dismiss = false, late = false;
    html::Safe words;
  };
  std::vector<Reader> readers;
  html::Safe figure;
  struct Line {
    std::string criterion;
    struct Mark {
      std::string who, mark, reason;
    };
    std::vector<Mark> marks;
  };
  std::vector<Line> lines;
  std::vector<RemarkLine> remarks;
  std::vector<std::string> waits;  ///< what is missing before a publication
  struct Asked {
    std::string person, label, why;
  };
  std::vector<Asked> suggestions;
  std::string due;  ///< proposed, "2027-03-12"
  bool may_assign = false;
  std::int64_t left = 0;
};

struct ReviewingPage {
  std::string title, due, words, tie_words, refused_tie;
  html::Url action, method, desk, coverage;
  std::vector<Choice> ties;
  bool given = false, kept = false;
  struct Line {
    std::string code, label, question, reason, refusal;
    std::vector<Choice> marks;
  };
  std::vector<Line> lines;
  std::vector<Choice> blocks;
  std::string remark_block, remark_text;
  std::vector<RemarkLine> remarks;
  std::vector<std::pair<std::string, std::string>> refusals;
};

struct DecisionPage {
  std::string title, words;
  html::Url action, method, desk;
  std::vector<Choice> decisions, visibilities;
  struct Line {
    RemarkLine remark;
    std::vector<Choice> outcomes;
  };
  std::vector<Line> lines;
  std::vector<std::string> waits;
  std::vector<Link> missing;  ///< in the sheet itself
  std::vector<std::pair<std::string, std::string>> refusals;
};

/// How many readers answer yes, criterion by criterion: picture and table. Empty when nobody gave a review.
html::Safe figure_of_review(Review const& review, std::string id, views::Context const& context);
/// "Read by Lucile Ravoux (CC du Diois) and Yannick Ravin (…), 12 October 2026". "" when nobody did.
std::string read_by_in_words(Review const& review, std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words);
/// The names of those who read, in one query.
std::map<accounts::PersonId, std::string> names_of_readers(db::Session& session, Review const& review);
std::string name_of(Reviewer const& reviewer, std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words);
/// The remarks of a reading with their part of the sheet.
std::vector<RemarkLine> remark_lines(Review const& review, Method const& method, std::map<accounts::PersonId, std::string> const& names,
                                     html::Url const& sheet, i18n::Words const& words);

}  // namespace atelier
