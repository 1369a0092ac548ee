#pragma once
#include <vector>

#include "domain/writing/room.h"
#include "domain/writing/writing.h"

namespace writing {

/// A visitor at a document, once the owner has said what they may do.
struct Entrance {
  std::shared_ptr<Room> room;
  May may = May::nothing;
};

/// The same asked again, for what lasts longer than a request.
struct Admission {
  accounts::Viewer viewer;
  May may = May::nothing;
};

struct LivePages::Rooms {
  explicit Rooms(accounts::House const& given) : house{given}, open{given.database, given.world} {}

  /// Nothing when there is no such document, or it is not theirs to see.
  std::optional<Entrance> enter(accounts::Visit const& visit, May least);

  Admission admission(http::Request const& request, Room const& room);
  May may(db::Session& session, accounts::Viewer const& viewer, Document const& document) const;
  Owner const* owner_of(Document const& document) const;

  void bring_together(DocumentId const& id);
  bool bring_in(Room& room, Push push);

  http::Response show_state(accounts::Visit const& visit);
  http::Response hear_changes(accounts::Visit const& visit);
  http::Response take_changes(accounts::Visit const& visit);
  http::Response take_presence(accounts::Visit const& visit);
  http::Response talk(accounts::Visit const& visit);

  accounts::House house;
  OpenRooms open;
  std::vector<Owner const*> owners;
};

}  // namespace writing
