#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/atelier.h"

/// How rows of atelier_method become methods and briefs, and how they are written; shared by the parts of the store.
namespace atelier {

extern char const* const brief_columns;  ///< of atelier_method m

struct BriefRow {
  MethodId id;
  accounts::ProgrammeId programme;
  std::string slug, title, pitch, status, visibility, mode;
  std::optional<std::string> author;
  std::int64_t stage_bits = 0, role_bits = 0, changed = 0;
  int duration_min = 0, duration_max = 0, group_min = 0, group_max = 0, difficulty = 0;
  Trust trust;
  std::optional<std::int64_t> published;

  bool next(db::Rows& rows) {
    return rows.next(id, programme, slug, title, pitch, status, visibility, mode, author, stage_bits, role_bits, duration_min, duration_max,
                     group_min, group_max, difficulty, trust.trials, trust.territories, trust.rural, trust.failed, changed, published);
  }
  Brief brief() const;
};

/// The methods of a statement's WHERE and ORDER, with their trials; those joined to another are no longer there. Two queries.
std::vector<Method> methods_where(db::Session& session, std::string const& condition, std::vector<db::Value> values);

std::int64_t bits_of(std::span<Term const> vocabulary, std::vector<std::string> const& codes);
/// The circles the viewer reads in a programme, as values for an IN list. At least one.
std::vector<db::Value> circle_values(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);

/// Writes the row, its citations and what search keeps, for a new method or for one that still is at `expected_revision`
/// (else false and nothing is written). Trials are not written, their counts are.
bool insert_method(db::Session& session, Method const& method, std::string_view programme_slug, std::string_view submission_key);
bool update_method(db::Session& session, Method const& method, std::string_view programme_slug, int expected_revision);
void insert_revision(db::Session& session, Method const& method, std::optional<accounts::PersonId> const& author, std::string_view reason);
/// Every trial of a method, as the list stands.
void replace_trials(db::Session& session, Method const& method);
void insert_trial(db::Session& session, MethodId const& method, KeptTrial const& trial, int place, std::string_view submission_key);

}  // namespace atelier
