#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/writing/live_rooms.h"
#include "domain/writing/talk_store.h"
#include "domain/writing/talk_views.h"

namespace writing {

/// A document's texts at one moment, with what was changed since another.
struct Moment {
  std::int64_t seq = 0;
  std::map<std::string, LiveText, std::less<>> texts;
  std::vector<Written> since;  ///< changes after the seq asked for

  std::u16string_view words_of(std::string_view text) const;
};
/// Reads the store for changes that are no longer at hand.
Moment moment_of(Room& room, db::Database& database, std::int64_t since);

/// Everything said about a document, where it stands now.
struct Talk {
  Moment now;
  std::vector<Thread> threads;
  std::vector<Suggestion> suggestions;
  std::map<accounts::PersonId, std::string> names;
  std::vector<Named> people;  ///< of the programme, in order of name: who may be named, or asked to do something
};
/// Six queries at most. Passages that were looked for from far away are put where they stand.
Talk talk_of(Entrance const& entrance, accounts::House const& house);

/// For the desk: {"threads":[…],"suggestions":[…],"people":[…]}.
std::string to_json(Talk const& talk, accounts::Viewer const& viewer, i18n::Words const& words);
TalkPage talk_page(Talk const& talk, Entrance const& entrance, Owner::Home const& home, accounts::Visit const& visit);

}  // namespace writing
