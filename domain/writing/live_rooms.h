#pragma once
#include <functional>
#include <vector>

#include "domain/writing/open_rooms.h"
#include "domain/writing/writing.h"
#include "platform/mail/draft.h"

namespace writing {

struct Suggestion;
struct Talk;
struct TalkCall;

/// A visitor at a document, once the owner has said what they may do.
struct Entrance {
  std::shared_ptr<Room> room;
  May may = May::nothing;
  Owner const* owner = nullptr;
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
  void bring_together_or_log(DocumentId const& id);
  bool bring_in(Room& room, Push push);

  http::Response show_state(accounts::Visit const& visit);
  http::Response hear_changes(accounts::Visit const& visit);
  http::Response take_changes(accounts::Visit const& visit);
  http::Response take_presence(accounts::Visit const& visit);
  http::Response talk(accounts::Visit const& visit);

  void add_talk_routes(accounts::Routes& routes);
  http::Response show_talk(accounts::Visit const& visit);
  http::Response add_comment(accounts::Visit const& visit);
  http::Response answer_comment(accounts::Visit const& visit);
  http::Response settle_comment(accounts::Visit const& visit);
  http::Response propose(accounts::Visit const& visit);
  http::Response decide(accounts::Visit const& visit);
  bool decide_one(Entrance const& entrance, Suggestion const& asked, bool accepts, Talk const& talk, accounts::Visit const& visit);
  std::vector<std::pair<std::string, std::vector<mail::Draft::Line>>> remarks_for(db::Session& session, accounts::Viewer const& viewer,
                                                                                  std::span<TalkCall const> calls,
                                                                                  accounts::LetterWriter const& letters) const;
  bool write_letter(std::span<TalkCall const> calls, accounts::LetterWriter const& letters, accounts::Replies const& replies,
                    ViewerOf const& viewer_of);
  /// An answer by e-mail. `subject`: the document and the thread, as reply_subject() writes them.
  base::Outcome<void> take_reply(db::Session& session, accounts::Viewer const& viewer, std::string const& subject, std::string const& words);

  void add_history_routes(accounts::Routes& routes);
  http::Response show_versions(accounts::Visit const& visit);
  http::Response choose_versions(accounts::Visit const& visit);
  http::Response compare_versions(accounts::Visit const& visit);
  http::Response show_authors(accounts::Visit const& visit);
  http::Response name_version(accounts::Visit const& visit);
  http::Response freeze(accounts::Visit const& visit);
  http::Response restore(accounts::Visit const& visit);
  /// A frozen text is opened again by who edits or leads in the programme.
  bool may_open_again(accounts::Visit const& visit) const;

  /// A page around the text, with the crumbs of its owner.
  http::Response show_around(accounts::Visit const& visit, Entrance const& entrance, std::string const& title,
                             std::function<html::Safe(Owner::Home const&)> const& body);

  accounts::House house;
  OpenRooms open;
  std::vector<Owner const*> owners;
};

}  // namespace writing
