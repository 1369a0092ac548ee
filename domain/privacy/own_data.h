#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/privacy/register.h"
#include "platform/db/database.h"

/// What the tables hold of one person, found and erased by what the register says of them.
namespace privacy {

using accounts::PersonId;

/// How many rows a table holds of someone.
struct Holding {
  TableEntry const* entry;
  std::int64_t rows = 0;
};
std::vector<Holding> holdings_of(db::Session& session, std::vector<TableEntry> const& entries, PersonId const& person);

/// The rows of a table that are about that person or by them, as a JSON array of objects, without secrets; "" when there is none.
std::string rows_as_json(db::Session& session, TableEntry const& entry, PersonId const& person);

/// Does what the register says of the rows of an erased person: deleted, emptied or kept.
void erase_rows(db::Session& session, std::vector<TableEntry> const& entries, PersonId const& person);

/// Erasures asked and not yet done.
struct Asked {
  PersonId person;
  base::Instant asked{}, due{};
};
std::optional<Asked> erasure_of(db::Session& session, PersonId const& person);
void ask_erasure(db::Session& session, Asked const& asked);
/// False when nothing was asked, or it was done meanwhile.
bool take_back_erasure(db::Session& session, PersonId const& person);
std::vector<PersonId> erasures_due(db::Session& session, base::Instant now);

}  // namespace privacy
