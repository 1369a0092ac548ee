#include "domain/atelier/adaptation.h"

#include <algorithm>

namespace atelier {
namespace {

/// The fields that differ between `before` and `after`, said as going from what the reader has to what is offered.
std::vector<Change> offered(Content const& agreed, Content const& from, Content const& to, i18n::Words const& words) {
  std::vector<Change> found;
  for (auto const& change : changes(agreed, from, words)) {
    if (!is_shared(change.field)) continue;
    auto const now = field_text(to, change.field, words), then = field_text(from, change.field, words);
    if (now != then) found.push_back({change.field, change.label, now, then});
  }
  return found;
}

}  // namespace

Content adapted(Content const& source, std::string const& source_slug, int source_revision, std::string const& title) {
  auto copy = source;
  copy.title = title;
  copy.adapted_from = source_slug;
  copy.adapted_version = source_revision;
  copy.translations.clear();
  return copy;
}

bool is_shared(std::string_view field) {
  return field != "title" && field != "adapted_from" && field != "adapted_version" && field != "translations" && field != "language" &&
      field != "licence" && field != "source";
}

std::vector<Change> changed_upstream(Content const& agreed, Content const& source_now, Content const& copy, i18n::Words const& words) {
  return offered(agreed, source_now, copy, words);
}

std::vector<Change> changed_here(Content const& agreed, Content const& source_now, Content const& copy, i18n::Words const& words) {
  return offered(agreed, copy, source_now, words);
}

}  // namespace atelier
