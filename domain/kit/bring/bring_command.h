#pragma once
#include "domain/accounts/accounts.h"
#include "domain/kit/workshop.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

/// A file of another tool brought to a kit from the command line: the same reading and the same report as on the page.
namespace kit {

struct BringAsked {
  std::string file_name, bytes;
  bool join = false;      ///< else nothing changes
  accounts::PersonId by;  ///< who answers for what is added
  std::string after;      ///< chapter the new ones come after; "" for the end
};
struct BringSaid {
  std::string shape, summary;
  std::vector<std::string> pages;  ///< "Réunir (3 questions)"
  struct Line {
    std::string fate, where, words;
  };
  std::vector<Line> report;  ///< what is left out first
  std::size_t added = 0;
};
/// Refused, in words: what cannot be read, a programme without a kit, a chapter that is not there.
base::Outcome<BringSaid> bring_file(db::Database& database, base::World const& world, i18n::Words const& words, Workshop const& workshop,
                                    accounts::ProgrammeId const& programme, BringAsked const& asked);

/// Adds the chapters of a file with many pictures; the payload is what was stored when a lead asked for it.
inline constexpr std::string_view join_event = "kit.join";
void join_brought(db::Database& database, base::World const& world, Workshop const& workshop, std::string const& payload);

}  // namespace kit
