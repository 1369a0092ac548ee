#pragma once
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/atelier/review.h"
#include "domain/programme/programme.h"

/// What is written to people about readings by peers: each letter asks one thing.
namespace atelier {

/// The link of a letter that lets someone accept or decline a reading without a password.
inline constexpr char const* review_purpose = "atelier.review";

/// What a letter about a method needs.
struct LetterAbout {
  programme::Brief programme;
  std::string slug, title;
};

/// Asks someone to read a method, or reminds them. False: they cannot be written to.
bool write_asking(db::Session& session, base::World const& world, accounts::LetterWriter const& letters, LetterAbout const& about,
                  accounts::PersonId const& person, std::string const& reviewer, base::Instant due, std::string const& asked_by, bool again);
/// Tells the author what was decided and what there is to do; nothing when the method has no author.
bool write_decision(db::Session& session, accounts::LetterWriter const& letters, LetterAbout const& about,
                    std::optional<accounts::PersonId> const& author, Review const& review);
/// Reminders of what is due in two days or late, once in a week each. Result: letters written.
int remind_readers(db::Session& session, base::World const& world, accounts::LetterWriter const& letters);
/// What the link of the letter asks and does.
void offer_review_link(accounts::Actions& actions);

}  // namespace atelier
