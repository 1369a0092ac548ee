#include "domain/revisions/revision_views.h"

#include <algorithm>

namespace revisions {

Writers::Writers(db::Session& session, std::vector<accounts::PersonId> people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  if (!people.empty()) m_names = accounts::names_of(session, people);
}

std::string Writers::name(std::optional<accounts::PersonId> const& person, i18n::Words const& words) const {
  if (!person) return words.t("import of a file");
  auto const found = m_names.find(*person);
  return found == m_names.end() ? words.t("someone who left") : found->second;
}

std::string finding_of(std::vector<FieldChange> const& changes, i18n::Words const& words) {
  if (changes.empty()) return words.t("The text did not change.");
  return words.tn("One part changed.", "{} parts changed.", static_cast<std::int64_t>(changes.size()));
}

}  // namespace revisions
