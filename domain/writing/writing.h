#pragma once
// The front door of writing together: the only header of this folder other capabilities include.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/accounts.h"
#include "domain/writing/document_store.h"

namespace writing {

/// What someone may do with a document; each includes those before it.
enum class May { nothing, read, suggest, write };
std::string_view code(May may);

/// The capability a document is about: it says who may do what, and takes the texts back when the writing rests.
class Owner {
 public:
  virtual ~Owner() = default;
  /// Subject::kind of what it owns: "method".
  virtual std::string kind() const = 0;
  virtual May may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string const& subject) const = 0;
};

/// The live documents of this program and the routes under /p/{programme}/writing. Lives as long as the router.
class LivePages {
 public:
  explicit LivePages(accounts::House const& house);
  ~LivePages();
  /// Before the first request. The owner lives as long as this.
  void add_owner(Owner const& owner);
  void add_routes(accounts::Routes& routes);
  /// Looks after the open documents until `stopping` says so: a thread of its own, while the program serves.
  void tend_until(std::function<bool()> const& stopping);

  struct Rooms;

 private:
  std::unique_ptr<Rooms> m_rooms;
};

/// The document of a subject, opened with these texts when there is none yet.
Document document_of(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Subject const& subject,
                     Texts const& texts);

}  // namespace writing
