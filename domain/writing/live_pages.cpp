#include <boost/json.hpp>
#include <charconv>
#include <chrono>

#include "domain/writing/limits.h"
#include "domain/writing/live_rooms.h"
#include "domain/writing/presence_json.h"
#include "domain/writing/push_json.h"
#include "domain/writing/version_store.h"

namespace writing {
namespace {

namespace json = boost::json;
using accounts::Right;

constexpr std::string_view root = "/p/{programme}/writing/{document}";

http::Response answer(int status, json::value const& body) {
  auto response = http::json(status, json::serialize(body));
  response.header("Cache-Control", "no-store");
  return response;
}
http::Response answer(Told const& told) { return http::json(told.status, told.body).header("Cache-Control", "no-store"); }

http::Response not_here() { return answer(404, json::object{}); }

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

constexpr std::chrono::seconds longest_wait{30};

http::Response events_response(SharedText const& events) {
  auto response = http::json(200, {});
  response.shared_body = events;
  response.header("Cache-Control", "no-store");
  return response;
}

/// A long poll: told once, then gone.
class Poll final : public Listener {
 public:
  Poll(http::Reply reply, std::chrono::seconds wait) : m_reply{std::move(reply)}, m_until{Clock::now() + wait} {}
  bool hear(SharedText const& events) override {
    m_reply(events_response(events));
    return false;
  }
  bool is_gone() const override { return Clock::now() > m_until; }

 private:
  using Clock = std::chrono::steady_clock;
  http::Reply m_reply;
  Clock::time_point m_until;
};

}  // namespace

LivePages::LivePages(accounts::House const& house) : m_rooms{std::make_unique<Rooms>(house)} {}
LivePages::~LivePages() = default;
void LivePages::add_owner(Owner const& owner) { m_rooms->owners.push_back(&owner); }

void LivePages::add_routes(accounts::Routes& routes) {
  auto& rooms = *m_rooms;
  auto const at = [](std::string_view what) { return std::string{root} + std::string{what}; };
  routes.get(at("/state"), Right::member, "A live document as it stands", [&rooms](auto const& visit) { return rooms.show_state(visit); });
  routes.get(at("/changes"), Right::member, "What is written in a live document from now on",
             [&rooms](auto const& visit) { return rooms.hear_changes(visit); });
  routes.post(
      at("/changes"), Right::member, "Write in a live document", [&rooms](auto const& visit) { return rooms.take_changes(visit); }, longest_push);
  routes.post(at("/presence"), Right::member, "Where one is in a live document", [&rooms](auto const& visit) { return rooms.take_presence(visit); });
  routes.get(at("/live"), Right::member, "Write and hear what is written, over a WebSocket",
             [&rooms](auto const& visit) { return rooms.talk(visit); });
  rooms.add_talk_routes(routes);
  rooms.add_history_routes(routes);
}

Owner const* LivePages::Rooms::owner_of(Document const& document) const {
  for (auto const* owner : owners)
    if (owner->kind() == document.subject.kind) return owner;
  return nullptr;
}

May LivePages::Rooms::may(db::Session& session, accounts::Viewer const& viewer, Document const& document) const {
  auto const* owner = owner_of(document);
  if (!owner) return May::nothing;
  auto const may = owner->may(session, viewer, document.programme, document.subject.id);
  // Frozen: one still comments and proposes.
  auto const freeze = may == May::write ? VersionStore{session}.freeze(document.id) : std::nullopt;
  return freeze && freeze->frozen ? May::suggest : may;
}

std::optional<Entrance> LivePages::Rooms::enter(accounts::Visit const& visit, May least) {
  auto const id = DocumentId::parse(visit.capture("document"));
  auto room = id ? open.find(*id) : nullptr;
  if (!room || room->document().programme != visit.programme) return std::nullopt;
  Entrance entrance{room, house.database.read([&](db::Session& session) { return may(session, visit.viewer, room->document()); }),
                    owner_of(room->document())};
  if (entrance.may < least) return std::nullopt;
  return entrance;
}

Admission LivePages::Rooms::admission(http::Request const& request, Room const& room) {
  return house.database.read([&](db::Session& session) {
    Admission admission{accounts::viewer_now(session, request, house.world.now()), May::nothing};
    if (admission.viewer.member_of(room.document().programme)) admission.may = may(session, admission.viewer, room.document());
    return admission;
  });
}

http::Response LivePages::Rooms::show_state(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::read);
  if (!entrance) return not_here();
  json::object state;
  entrance->room->look([&](LiveDocument const& live) {
    json::object texts;
    for (auto const& [name, text] : live.texts()) texts[name] = {{"version", text.version}, {"text", to_utf8(text.words)}};
    state["seq"] = live.seq();
    state["texts"] = std::move(texts);
  });
  state["may"] = code(entrance->may);
  if (entrance->may == May::suggest) {
    auto const freeze = house.database.read([&](db::Session& session) { return VersionStore{session}.freeze(entrance->room->document().id); });
    state["frozen"] = freeze && freeze->frozen;
  }
  auto const& viewer = visit.viewer;
  if (viewer.person) state["me"] = {{"id", viewer.person->text()}, {"name", viewer.name}, {"colour", colour_of(*viewer.person)}};
  json::array people;
  for (auto const& person : entrance->room->people()) people.push_back(to_json(person));
  state["people"] = std::move(people);
  state["comments"] = json::array{};
  state["suggestions"] = json::array{};
  state["csrf"] = visit.context.csrf;
  return answer(200, state);
}

http::Response LivePages::Rooms::hear_changes(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::read);
  if (!entrance) return not_here();
  auto const after = number_in(visit.query("after"));
  std::chrono::seconds const wait{std::clamp<std::int64_t>(number_in(visit.query("wait")), 0, longest_wait.count())};
  auto const nothing = std::make_shared<std::string const>("{\"seq\":" + std::to_string(after) + ",\"events\":[]}");
  auto const start = [room = entrance->room, after, wait](http::Reply const& reply) {
    bool const known = room->join(after, std::make_shared<Poll>(reply, wait), wait.count() == 0);
    if (!known) reply(answer(410, json::object{}));
  };
  return http::later({start, std::max(wait, std::chrono::seconds{5}), events_response(nothing)});
}

http::Response LivePages::Rooms::take_changes(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::write);
  if (!entrance) return not_here();
  auto const read = read_json(visit.request.body);
  auto push = read ? push_of(*read) : tl::unexpected{read.error()};
  if (!push) return answer(told_of(push.error(), visit.words()));
  Writer const writer{visit.viewer.person, visit.viewer.name};
  return http::later([room = entrance->room, push = std::move(*push), writer, &words = visit.words()](http::Reply const& reply) {
    room->push(push, writer, [reply, &words](PushOutcome const& outcome) { reply(answer(told_of(outcome, words))); });
  });
}

http::Response LivePages::Rooms::take_presence(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::read);
  if (!entrance) return not_here();
  auto const read = read_json(visit.request.body);
  auto const presence = read ? presence_of(*read, visit.viewer) : std::nullopt;
  if (!presence) return answer(422, json::object{});
  entrance->room->see(*presence);
  return answer(200, json::object{});
}

}  // namespace writing
