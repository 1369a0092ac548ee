#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/resolution.h"

namespace territories {

/// A field of a form where one writes a territory. Alone it is a line of text understood by the server ("Mirecourt (88)");
/// with the island it proposes as one types, and says the code in a hidden field named `name`_key.
struct TerritoryField {
  std::string name = "territory";  ///< of the field; also its id
  std::string label, help;         ///< already in words; help may be empty
  std::string typed, key;          ///< what to show: "Mirecourt (88)", "commune:88304"
  std::string refusal;             ///< in words, shown above the field
  std::vector<Type> types = {};    ///< proposed as one types; empty: all
  bool optional = false;
};
html::Safe field(views::Context const& context, TerritoryField const& field);

/// What that field holds in a form sent. The code counts only while the text is still the one it stood for.
base::Outcome<Resolved> resolve_field(db::Session& session, http::Fields const& form, std::string const& name = "territory");

}  // namespace territories
