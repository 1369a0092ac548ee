#include "domain/territories/territory_field.h"

#include "domain/territories/territory_store.h"
#include "domain/territories/views/territory_field.view.h"
#include "platform/base/text.h"

namespace territories {

html::Safe field(views::Context const& context, TerritoryField const& field) { return views::territory_field(context, field); }

base::Outcome<Resolved> resolve_field(db::Session& session, http::Fields const& form, std::string const& name) {
  std::string_view const typed = base::trimmed(form[name]);
  if (auto const key = parse_key(form[name + "_key"])) {
    auto const found = TerritoryStore{session}.find(*key);
    if (found && (typed.empty() || typed == found->label())) return Resolved{found->id, found->key(), found->name, found->department, ""};
  }
  return resolve_typed(session, typed, name);
}

}  // namespace territories
