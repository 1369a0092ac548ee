#pragma once
#include <optional>
#include <string>

#include "domain/experiences/agreement_store.h"
#include "domain/experiences/agreement_views.h"
#include "domain/experiences/experience_rooms.h"

/// A sheet as its narrator reads and answers it, from the link of a letter.
namespace experiences {

struct Opened {
  SentForAgreement sent;
  Experience experience;
  std::string writer;  ///< who sent it
};
/// Nothing when no letter bears the secret of this address.
std::optional<Opened> opened_by(db::Session& session, accounts::Visit const& visit);

NarratorPage narrator_page(Opened const& opened, programme::Brief const& programme, Vocabulary const& vocabulary, accounts::Visit const& visit,
                           base::Instant now);
/// The page says what this form said: typed and not sent, or refused.
void show_again(NarratorPage& page, http::Fields const& form);

/// What the form says of each part; `everything`: the button that agrees to all.
NarratorAnswer answer_in(http::Fields const& form, Content const& content, bool everything);
/// The fields of a form about the parts of this sheet, bounded; what else it holds is left out.
http::Fields typed_in(http::Fields const& form, Content const& content);

}  // namespace experiences
