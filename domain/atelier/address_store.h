#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "platform/db/database.h"

namespace atelier {

/// Where the addresses of methods lead: one that moved or was joined to another is still found where it was.
class AddressStore {
 public:
  explicit AddressStore(db::Session& session) : m_session{session} {}

  /// The method an address leads to, when it is not simply the method's own: moved from there, or joined to it.
  std::optional<MethodId> led_to(accounts::ProgrammeId const& programme, std::string_view slug);
  /// Of those addresses, the ones that lead elsewhere, and the address of now. One query, two more for each of them.
  std::map<std::string, std::string> moved(accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  /// Those methods had before, the ones of methods joined to them included. One query.
  std::map<MethodId, std::vector<std::string>> former_among(std::span<MethodId const> methods);
  /// Whether a method may take it: nobody's, or formerly its own.
  bool is_free(accounts::ProgrammeId const& programme, std::string_view slug, MethodId const& method);
  void keep(accounts::ProgrammeId const& programme, std::string_view slug, MethodId const& method, base::Instant at);
  void forget(accounts::ProgrammeId const& programme, std::string_view slug);

 private:
  db::Session& m_session;
};

}  // namespace atelier
