#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"

/// What a narrator answers about a sheet written from their words. Pure rules.
namespace experiences {

inline constexpr std::chrono::days agreement_lifetime{30};

/// What a narrator sent back.
struct NarratorAnswer {
  struct OfPart {
    bool agrees = false;
    std::string reason;                            ///< of a refusal
    std::map<std::string, std::string> rewritten;  ///< by name of text: what they would rather have said
  };
  std::map<std::string, OfPart> parts;  ///< those answered; the others wait
};

struct Agreed {
  Content content;  ///< with the narrator's own words where they rewrote
  Agreement agreement;
  bool complete = false;  ///< every part has its agreement
  bool any_refused = false;
};
/// A part rewritten by its narrator is agreed to in its new words. Refuses a refusal without a reason: its writer must know why.
base::Outcome<Agreed> answered(Experience const& experience, NarratorAnswer const& answer, Vocabulary const& vocabulary = {});

/// The sheet asks for the agreement of this person from now on. What was agreed to before stays agreed.
Agreement asked_of_narrator(Agreement before, std::string narrator);

/// The twelve questions of an interview, as msgids, and the field of the sheet each answer goes to.
struct Question {
  std::string_view msgid;
  std::string_view field;  ///< anchor in the form: "q-obstacles"
};
std::vector<Question> const& interview_questions();

}  // namespace experiences
