#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"

/// What people write beside a figure. Nothing here knows a database or HTTP.
namespace synthesis {

/// A sheet, or a passage of it, a sentence rests on.
struct SentenceSource {
  std::string slug, passage;         ///< passage: "f2"; "" for the whole sheet
  std::string title{}, territory{};  ///< as known when read; not kept by the store, kept by a snapshot
  bool operator==(SentenceSource const&) const = default;
};

struct Sentence {
  std::string id;
  std::string figure;     ///< name of a picture: "obstacles"
  std::string text;       ///< plain
  bool minority = false;  ///< a position few hold: kept, and marked as such
  std::vector<SentenceSource> sources;
  std::optional<accounts::PersonId> person{};
  base::Instant at{};
  bool operator==(Sentence const&) const = default;
};

/// Refused: no text, more than 600 characters, no source, more than twelve.
base::Outcome<Sentence> checked(Sentence sentence);
/// "la-navette#f2, le-verger": as typed in a field without script, one source or several; what is no source is left out.
std::vector<SentenceSource> sources_from(std::string_view text);

std::string to_json(std::vector<Sentence> const& sentences);
/// Throws std::runtime_error for a text this program did not write; none for "".
std::vector<Sentence> sentences_from_json(std::string_view text);

}  // namespace synthesis
