#pragma once
#include "domain/writing/history.h"
#include "domain/writing/history_views.h"
#include "domain/writing/live_rooms.h"
#include "domain/writing/version_store.h"

namespace writing {

/// What differs between two moments of a document, text by text; the same at length is shortened.
std::vector<ChangedText> changed_texts(LiveTexts const& before, LiveTexts const& after, Owner const& owner, i18n::Words const& words);
/// Who wrote each word of the texts as they stand.
AuthorsPage authors_of(LiveTexts const& now, Authors const& authors, std::map<accounts::PersonId, std::string> const& names, Owner const& owner,
                       i18n::Words const& words);
/// "typed 120 characters, took 12 away, in Text and Title"
std::string in_words(Sitting const& sitting, Owner const& owner, i18n::Words const& words);

}  // namespace writing
