#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

/// A page many anonymous visitors get: its bytes on the wire after the status line, date and connection.
struct SharedPage {
  std::string bytes;          ///< other headers, empty line, body
  std::size_t head_size = 0;  ///< of `bytes`: what answers a HEAD
  std::string etag;
  std::string not_modified_head;  ///< the headers of a 304
};

/// What in a request decides whether it may share a page, and which one. Views into the request.
struct SharedAsk {
  std::string_view target, host, cookie, accept_language, accept_encoding, if_none_match;
  bool may_share = true;  ///< false: not a plain anonymous GET or HEAD
  bool secure = false;
};

/// Writes into `key` the name under which the request shares its page; empty when it may not.
/// A cookie named essaim_… makes a request private; language, display and mode are part of the key, others do not count.
void write_share_key(SharedAsk const& ask, std::string& key);

/// Pages by key, the least recently used leaving first. Safe between threads.
class PageCache {
 public:
  using Clock = std::chrono::steady_clock;
  /// What a page was made from: it is good while the number is the same. 0: good whatever happens (assets).
  using Mark = std::uint64_t;
  explicit PageCache(std::size_t capacity_bytes = 32u << 20) : m_capacity{capacity_bytes} {}

  /// When a page's time is over, one asker gets nothing and makes it anew; the others get the old one
  /// meanwhile (5 s at most), so that a page in demand never falls on the workers all at once.
  std::shared_ptr<SharedPage const> find(std::string const& key, Mark mark, Clock::time_point now);
  /// Only a page whose time is not over.
  std::shared_ptr<SharedPage const> find_fresh(std::string const& key, Mark mark, Clock::time_point now);
  void keep(std::string const& key, std::shared_ptr<SharedPage const> page, std::chrono::seconds time, Mark mark, Clock::time_point now);
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<SharedPage const> page;
    Mark mark = 0;
    Clock::time_point fresh_until, renewed_by{};
  };
  std::size_t weight(Entry const& entry) const { return entry.key.size() * 2 + entry.page->bytes.size() + 512; }
  Entry* entry_of(std::string const& key, Mark mark);
  std::shared_ptr<SharedPage const> lend(Entry const& entry);
  void forget(std::list<Entry>::iterator entry);

  std::size_t m_capacity;
  std::size_t m_bytes = 0;
  std::list<Entry> m_by_use;  ///< latest first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> m_by_key;
  mutable std::mutex m_mutex;
};

}  // namespace http
