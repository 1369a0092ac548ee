// A page that keeps a channel open: everything goes both ways as JSON, one message a frame.
#include <boost/json.hpp>

#include "domain/writing/live_rooms.h"
#include "domain/writing/presence_json.h"
#include "domain/writing/push_json.h"

namespace writing {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr int signed_out = 4401, not_here = 4404, too_old = 4410;
constexpr auto rights_hold = std::chrono::seconds{1};

SharedText shared(json::value const& message) { return std::make_shared<std::string const>(json::serialize(message)); }

class Seat final : public Listener, public std::enable_shared_from_this<Seat> {
 public:
  Seat(LivePages::Rooms& rooms, std::shared_ptr<Room> room, http::Request request, i18n::Words const& words, std::shared_ptr<http::Channel> channel)
      : m_rooms{rooms}, m_room{std::move(room)}, m_request{std::move(request)}, m_words{words}, m_channel{std::move(channel)} {}

  bool hear(SharedText const& events) override { return !m_gone && m_channel->send(events); }
  bool is_gone() const override { return m_gone; }

  /// On a worker, one message at a time.
  void heard(std::string const& text) {
    auto const read = read_json(text);
    auto const* const message = read ? read->if_object() : nullptr;
    if (!message || !is_admitted()) return;
    if (auto const* after = message->if_contains("after")) join(*after, client_of(*message));
    else if (auto const* push = message->if_contains("push")) take(*push);
    else if (auto const* where = message->if_contains("presence")) see(*where);
  }
  void left() {
    m_gone = true;
    m_room->leave(shared_from_this());
    if (!m_client.empty()) m_room->is_closed(m_client, m_person);
  }

 private:
  /// What one may do is asked again as long as one writes: a right withdrawn holds within a second.
  bool is_admitted() {
    auto const now = Clock::now();
    if (m_admission && now - m_asked < rights_hold) return true;
    m_admission = m_rooms.admission(m_request, *m_room);
    m_asked = now;
    if (m_admission->may >= May::read) return true;
    m_channel->close(m_admission->viewer.signed_in() ? not_here : signed_out);
    return false;
  }
  void join(json::value const& after, std::string client) {
    auto const* const seq = after.if_int64();
    if (!seq || std::exchange(m_joined, true)) return;
    is_of(std::move(client));
    if (m_room->join(*seq, shared_from_this(), true)) return;
    m_channel->send(shared({{"status", 410}}));
    m_channel->close(too_old);
  }
  void take(json::value const& sent) {
    auto const* const object = sent.if_object();
    auto const* const number = object ? object->if_contains("n") : nullptr;
    auto const answer = [channel = m_channel, n = number ? *number : json::value{}](Told const& told) {
      auto body = json::parse(told.body).as_object();
      body["n"] = n;
      body["status"] = told.status;
      channel->send(shared({{"answer", std::move(body)}}));
    };
    if (m_admission->may < May::write) return answer({404, "{}"});
    auto push = push_of(sent);
    if (!push) return answer(told_of(push.error(), m_words));
    auto const& viewer = m_admission->viewer;
    m_room->push(std::move(*push), {viewer.person, viewer.name},
                 [answer, &words = m_words](PushOutcome const& outcome) { answer(told_of(outcome, words)); });
  }
  void see(json::value const& where) {
    auto presence = presence_of(where, m_admission->viewer);
    if (!presence) return;
    is_of(presence->client);
    m_room->see(*presence);
  }
  /// Whose page this is: it may have said where they are before this channel was open.
  void is_of(std::string client) {
    if (!client.empty()) m_client = std::move(client);
    if (auto const& person = m_admission->viewer.person) m_person = person->text();
  }

  LivePages::Rooms& m_rooms;
  std::shared_ptr<Room> m_room;
  http::Request const m_request;
  i18n::Words const& m_words;
  std::shared_ptr<http::Channel> m_channel;
  std::atomic<bool> m_gone{false};
  bool m_joined = false;
  std::optional<Admission> m_admission;
  Clock::time_point m_asked;
  std::string m_client, m_person;
};

/// What is asked again later needs the cookies, and no more of the request.
http::Request who_asks(http::Request const& request) {
  http::Request kept;
  kept.method = request.method;
  kept.path = request.path;
  kept.cookies = request.cookies;
  return kept;
}

}  // namespace

http::Response LivePages::Rooms::talk(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::read);
  if (!entrance) return http::json(404, "{}");
  return http::channel(
      [this, room = entrance->room, request = who_asks(visit.request), &words = visit.words()](std::shared_ptr<http::Channel> channel) {
        auto const seat = std::make_shared<Seat>(*this, room, request, words, std::move(channel));
        return http::ChannelEvents{[seat](std::string const& text) { seat->heard(text); }, [seat] { seat->left(); }};
      });
}

}  // namespace writing
