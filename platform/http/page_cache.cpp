#include "platform/http/page_cache.h"

#include "platform/http/cookies.h"
#include "platform/http/gzip.h"

namespace http {
namespace {

constexpr std::chrono::seconds renewal_time{5};
constexpr std::size_t longest_target = 512;
constexpr std::size_t longest_choice = 128;
/// What a browser may choose without being known: such a page is shared among those who chose the same.
constexpr std::string_view choices[] = {"language", "display", "mode"};

}  // namespace

void write_share_key(SharedAsk const& ask, std::string& key) {
  key.clear();
  if (!ask.may_share || ask.cookie.find(our_cookies) != std::string_view::npos) return;
  if (ask.target.size() > longest_target || ask.host.size() > longest_target || ask.accept_language.size() > longest_choice) return;
  key += ask.secure ? 's' : 'p';
  key += accepts_gzip(ask.accept_encoding) ? 'z' : 'i';
  // The whole header of languages: "de, fr" and "de, en" are not answered in the same words.
  for (std::string_view part : {ask.target, ask.host, ask.accept_language}) {
    key += part;
    key += '\n';
  }
  for (std::string_view const choice : choices) {
    auto const chosen = ask.cookie.empty() ? std::string_view{} : raw_cookie(ask.cookie, choice);
    if (chosen.size() > longest_choice) return key.clear();
    key += chosen;
    key += '\n';
  }
}

PageCache::Entry* PageCache::entry_of(std::string const& key, Mark mark) {
  auto const found = m_by_key.find(key);
  if (found == m_by_key.end()) return nullptr;
  Entry& entry = *found->second;
  return entry.mark == 0 || entry.mark == mark ? &entry : nullptr;
}

std::shared_ptr<SharedPage const> PageCache::lend(Entry const& entry) {
  m_by_use.splice(m_by_use.begin(), m_by_use, m_by_key.find(entry.key)->second);
  return entry.page;
}

std::shared_ptr<SharedPage const> PageCache::find(std::string const& key, Mark mark, Clock::time_point now) {
  std::lock_guard const lock{m_mutex};
  Entry* const entry = entry_of(key, mark);
  if (!entry) return nullptr;
  if (now >= entry->fresh_until) {
    bool const being_renewed = now < entry->renewed_by && now < entry->fresh_until + renewal_time;
    if (!being_renewed) {
      entry->renewed_by = now + renewal_time;
      return nullptr;
    }
  }
  return lend(*entry);
}

std::shared_ptr<SharedPage const> PageCache::find_fresh(std::string const& key, Mark mark, Clock::time_point now) {
  std::lock_guard const lock{m_mutex};
  Entry const* const entry = entry_of(key, mark);
  return entry && now < entry->fresh_until ? lend(*entry) : nullptr;
}

void PageCache::keep(std::string const& key, std::shared_ptr<SharedPage const> page, std::chrono::seconds time, Mark mark, Clock::time_point now) {
  std::lock_guard const lock{m_mutex};
  if (auto const known = m_by_key.find(key); known != m_by_key.end()) forget(known->second);
  Entry entry{key, std::move(page), mark, now + time, {}};
  if (weight(entry) > m_capacity / 16) return;
  m_bytes += weight(entry);
  m_by_use.push_front(std::move(entry));
  m_by_key.emplace(m_by_use.front().key, m_by_use.begin());
  while (m_bytes > m_capacity) forget(std::prev(m_by_use.end()));
}

void PageCache::forget(std::list<Entry>::iterator entry) {
  m_bytes -= weight(*entry);
  m_by_key.erase(entry->key);
  m_by_use.erase(entry);
}

std::size_t PageCache::bytes() const {
  std::lock_guard const lock{m_mutex};
  return m_bytes;
}

}  // namespace http
