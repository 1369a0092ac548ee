#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/content_check.h"
#include "domain/atelier/method.h"
#include "platform/db/database.h"

/// What a method cites, in the words of the day it was cited: a passage may change or be withdrawn afterwards.
namespace atelier {

/// `unseen`: nobody of the programme reads the passage yet. `kept`: it changed, and the authors said that the citation still fits.
enum class CitationState { unseen, same, changed, kept, withdrawn };
std::string_view code(CitationState state);
std::optional<CitationState> citation_state_from(std::string_view code);

struct CitedWords {
  std::string slug, passage;  ///< passage "": the whole sheet
  std::string words, title;   ///< of the day it was cited; words are Markdown
  base::Instant cited{}, noticed{};
  CitationState state = CitationState::unseen;
  std::string settled_print;  ///< fingerprint of the newer words that still fit; ""
};

/// Where a citation stands, from the words its passage has now; nothing when the programme's members may not read it.
/// A whole sheet never changes: it is there or withdrawn.
CitationState state_now(CitedWords const& cited, std::optional<std::string> const& words_now);
/// Whether its authors have a choice to make.
bool asks_for_a_choice(CitationState state);

/// The content without the citations of a passage: [[sheet#f1]] goes, with the space or the colon that led to it.
Content without_citation(Content content, std::string_view slug, std::string_view passage);

/// The SQL of what was cited. Lives as long as the session.
class CitedWordsStore {
 public:
  explicit CitedWordsStore(db::Session& session) : m_session{session} {}

  /// In the order of the text.
  std::vector<CitedWords> of(MethodId const& method);
  /// Of each method, what no longer says what was cited, where the words of that day are kept. One query.
  std::map<MethodId, std::vector<CitedWords>> otherwise_among(std::span<MethodId const> methods);
  /// Keeps the words of what the method newly cites and forgets what it no longer cites. Four queries at most.
  void follow(Method const& method);
  /// Looks again at every citation of an experience, or of everything; how many stand otherwise than before.
  int look_again(base::Instant now, std::string_view experience);
  int look_again(base::Instant now);
  /// The citation stays, its words changed: they fit as well.
  void keep(MethodId const& method, CitedWords const& cited, std::string_view words_now, base::Instant now);
  /// The words of now become those cited.
  void update(MethodId const& method, CitedWords const& cited, std::string_view words_now, base::Instant now);
  /// A file says in which words a passage was cited: they replace what was kept.
  void put(Method const& method, CitedWords const& cited);
  /// Words withdrawn by their territory are not kept for ever, decided or not; how many were emptied.
  int forget_withdrawn_before(base::Instant before);

 private:
  db::Session& m_session;
};

/// As a file says it.
CitedWords cited_words_of(FileCited const& said);
/// Once a day: every citation looked at again, those made before their words were kept get them, old withdrawn words are emptied.
void look_at_citations(db::Session& session, base::Instant now);

}  // namespace atelier
