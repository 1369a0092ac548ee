#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/atelier/merge.h"

/// A copy of a sheet made for one's territory: what changed on each side since they parted. Pure rules.
namespace atelier {

/// A copy to be worked on: the texts of the source, its name and version; neither its translations nor what it cites as used there.
Content adapted(Content const& source, std::string const& source_slug, int source_revision, std::string const& title);

/// Fields a copy may take or give: those a reader reads, less what makes it a copy.
bool is_shared(std::string_view field);

/// What the source changed since the copy agreed with it, and the copy does not have already.
std::vector<Change> changed_upstream(Content const& agreed, Content const& source_now, Content const& copy, i18n::Words const& words);
/// What the copy changed, and the source does not have already.
std::vector<Change> changed_here(Content const& agreed, Content const& source_now, Content const& copy, i18n::Words const& words);

/// What a copy proposes to its source.
struct Proposal {
  std::string id;
  MethodId method, copy;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
  std::string words;
  Content content;
  int base_revision = 1;
  std::string state = "open";  ///< open, answered, withdrawn
  std::string answer;
  std::vector<std::string> taken;
  std::optional<base::Instant> answered;
};

}  // namespace atelier
