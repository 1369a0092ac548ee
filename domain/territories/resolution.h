#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/names.h"

/// From what people and files write to a territory.
namespace territories {

/// The territory meant. `followed`: "commune:01340" when what was written is a former code, the one that now stands for it.
struct Resolved {
  TerritoryId id;
  Key key;
  std::string name;
  std::string department;
  std::string followed;
};

/// "type:code", as programme files name territories; a merged commune is followed to its successor.
/// Refused, with what may have been meant: an unknown type or code, a leading zero lost ("1004").
base::Outcome<Resolved> resolve(db::Session& session, std::string_view key);
/// The same for many, in order, with one query for 500.
std::vector<base::Outcome<Resolved>> resolve_all(db::Session& session, std::span<std::string const> keys);

/// What a person types in one line: "Mirecourt (88)", "88304", "commune:88304", "Mirecourt". Refused when nobody or
/// several bear that name; the refusal proposes them.
base::Outcome<Resolved> resolve_typed(db::Session& session, std::string_view text, std::string field = "territory");

/// A commune by its name as files write it (capitals, no accent, no article, St) and its department, which may be wrong.
Choice find_by_name_and_department(db::Session& session, std::string_view name, std::string_view department);

}  // namespace territories
