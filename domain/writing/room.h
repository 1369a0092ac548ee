#pragma once
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/writing/document_store.h"

namespace writing {

/// Who sends a change.
struct Writer {
  std::optional<accounts::PersonId> id;
  std::string name;
};

/// Where someone is, as the others see it. Never stored on disk.
struct Presence {
  std::string client;    ///< page of a browser
  std::string id, name;  ///< of the person
  int colour = 0;        ///< 0 to 7
  std::string text;      ///< "" when in none
  std::int64_t anchor = 0, head = 0, version = 0;
  bool idle = false, gone = false;
};

/// What became of a push.
struct Taken {
  std::int64_t seq = 0, version = 0;
  std::size_t count = 0;  ///< how many of its changes are new
};
using PushOutcome = tl::expected<Taken, NotTaken>;

using SharedText = std::shared_ptr<std::string const>;

/// Someone who is told what happens in a room: told is called in order, on any thread, and must not wait.
class Listener {
 public:
  virtual ~Listener() = default;
  /// `events`: {"seq":…,"events":[…]}. False when nothing more is to be said to this one.
  virtual bool hear(SharedText const& events) = 0;
  /// Nobody is there any more.
  virtual bool is_gone() const = 0;
};

/// A live document in memory, and who listens to it. Pushes are taken in turn; those that come while a transaction is being
/// committed go together into the next one. Safe between threads.
class Room {
 public:
  /// `node`: the name of this program among those that share the database.
  Room(db::Database& database, base::World const& world, std::string const& node, Document document, LiveDocument live);

  Document const& document() const { return m_document; }
  /// `done` may be called before this returns, or later from another thread.
  void push(Push push, Writer writer, std::function<void(PushOutcome)> done);
  /// Tells what was accepted after `seq`, then what comes. When nothing was, tells that only if `at_once`. False: `seq` is
  /// too long ago, and nothing is told.
  bool join(std::int64_t seq, std::shared_ptr<Listener> const& listener, bool at_once);
  void leave(std::shared_ptr<Listener> const& listener);
  /// Tells those who listen, here and with the other programs, something that is no change: `event` is a short JSON object.
  void say(std::string const& event);
  /// Another program says it.
  void say_here(std::string_view event);

  /// Someone came, moved or left; told to the others with what is written, a few times a second.
  void see(Presence const& presence);
  std::vector<Presence> people();
  /// The page `client` of that person is closed, by whatever way it last said where they are.
  void is_closed(std::string const& client, std::string const& person);
  /// Those who said nothing for a while are gone.
  void forget_the_silent();
  /// Packs what is old in the database, when there is much of it.
  void pack();
  /// Tells what waits to be told. True when something still has to.
  bool tell_waiting();

  /// The texts as they stand: work is called alone.
  void look(std::function<void(LiveDocument const&)> const& work);
  /// Another program changed the document in the database: takes it in and tells the listeners.
  void catch_up();
  /// Another program tells where its people are: presences as JSON, as presence_json.h writes them.
  void see_elsewhere(std::string_view presences);
  std::size_t weight();
  bool is_listened_to();

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds telling_pace{20}, presence_pace{120};
  struct Pending {
    Push push;
    Writer writer;
    std::function<void(PushOutcome)> done;
  };
  void drain();
  void take_together(std::vector<Pending>& batch);
  /// Changes made in the texts but not yet stored, and what undoes each.
  struct Prepared {
    std::vector<Written> written;
    std::vector<ChangeSet> undoing;
  };
  std::vector<PushOutcome> prepare_all(std::vector<Pending> const& batch, Prepared& prepared, db::Session& session);
  std::vector<PushOutcome> commit_together(std::vector<Pending> const& batch);
  bool bring_back_older(db::Session& session);
  void take_back(Prepared const& prepared);
  void read_news(db::Session& session);
  void tell_news();
  void tell_now();
  void tell_of(std::string const& client);
  std::string presence_events();
  void ring_presence(std::vector<std::string> const& presences);
  std::optional<std::vector<Written>> changes_after(std::int64_t seq);
  void learn_names(std::vector<Written> const& changes);
  std::string events_of(std::vector<Written> const& changes);
  std::string event_of(Written const& change);

  db::Database& m_database;
  base::World const& m_world;
  std::string const m_node;
  Document const m_document;

  std::mutex m_queue_mutex;
  std::deque<Pending> m_queue;
  bool m_draining = false;

  std::mutex m_mutex;  ///< of all below; held while a transaction commits
  LiveDocument m_live;
  std::int64_t m_told;    ///< changes the listeners know
  std::int64_t m_packed;  ///< changes there were when the old ones were last packed
  struct Here {
    Presence presence;
    Clock::time_point seen;
    bool elsewhere = false;  ///< with another program
  };
  std::map<std::string, Here> m_people;  ///< by client
  std::set<std::string> m_moved;         ///< clients whose presence is to be told
  Clock::time_point m_told_at, m_seen_at;
  std::atomic<bool> m_waits{false};  ///< something is to be told later
  std::vector<std::shared_ptr<Listener>> m_listeners;
  std::unordered_map<std::string, std::string> m_names;  ///< of people, by identifier
};

/// What programs that share a database tell each other: "<node> <document>" for changes, then " [presences]" when it is about
/// people, or " {event}" for what is no change.
inline constexpr std::string_view bell_name = "essaim_writing";

}  // namespace writing
