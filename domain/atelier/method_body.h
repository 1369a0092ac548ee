#pragma once
#include <map>

#include "domain/atelier/method_views.h"

namespace atelier {

/// What a viewer may read of what a method cites.
struct Grounds {
  std::vector<experiences::Passage> passages;
  std::vector<experiences::Brief> sheets;                    ///< cited as a whole, or said to use the method
  std::map<accounts::TerritoryId, std::string> territories;  ///< their names
  std::vector<std::string> authors;                          ///< who wrote the sheets these passages come from
  experiences::Vocabulary vocabulary;                        ///< how the programme says the kinds of the passages
};
/// Five queries at most.
Grounds grounds_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Content const& content);

MethodBody body_of(Content const& content, Grounds const& grounds, std::string_view programme_slug, i18n::Words const& words);
/// The head of a page, less what depends on who reads and on the trials' territories.
MethodPage page_of(Method const& method, std::string_view programme_slug, i18n::Words const& words);
/// "Obstacle: lack of time", "Lever: trusted third party", "Result", "Moment".
std::string kind_in_words(experiences::Passage const& passage, experiences::Vocabulary const& vocabulary, i18n::Words const& words);
/// "f1" → "F1".
std::string upper(std::string code);
/// A passage as plain words, cut at a word.
std::string quoted(experiences::Passage const& passage, std::size_t longest);

}  // namespace atelier
