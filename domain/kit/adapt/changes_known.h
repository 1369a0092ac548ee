#pragma once
#include <map>
#include <tuple>

#include "domain/kit/adapt/adapting.h"

namespace kit {

/// The changes of a territory by what they change.
class ChangesKnown {
 public:
  explicit ChangesKnown(std::span<Change const> changes) {
    for (auto const& change : changes)
      m_changes.emplace(std::tuple{std::string_view{change.part}, std::string_view{change.block}, change.aspect}, &change);
  }
  Change const* find(std::string_view part, std::string_view block, Aspect aspect) const {
    auto const found = m_changes.find(std::tuple{part, block, aspect});
    return found == m_changes.end() ? nullptr : found->second;
  }
  Change const* active(std::string_view part, std::string_view block, Aspect aspect) const {
    auto const* found = find(part, block, aspect);
    return found && found->active ? found : nullptr;
  }

 private:
  std::map<std::tuple<std::string_view, std::string_view, Aspect>, Change const*> m_changes;
};

/// How decisions name a part that is gone: by its address in the former edition.
inline std::string gone_name(std::string_view part) { return "~" + std::string{part}; }

}  // namespace kit
