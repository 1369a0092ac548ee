#include "domain/writing/live_document.h"

#include <algorithm>
#include <stdexcept>

#include "domain/writing/limits.h"

namespace writing {
namespace {

std::size_t weight_of(Written const& change) {
  std::size_t weight = sizeof change + change.text.size() + change.client.size() + change.id.size() + 40;
  for (auto const& section : change.changes.sections()) weight += sizeof section + section.insert.size() * 2;
  return weight;
}

tl::unexpected<NotTaken> refused(base::Refusal refusal) { return tl::unexpected{NotTaken{NotTaken::Why::refused, 0, std::move(refusal)}}; }

}  // namespace

bool is_text_name(std::string_view name) {
  auto const allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/'; };
  return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, allowed);
}

void LiveDocument::measure() {
  for (auto const& [name, text] : m_texts) m_length += text.words.size();
  m_weight = m_length * 2 + m_texts.size() * 128;
}

std::int64_t LiveDocument::version_of(std::string_view text) const {
  auto const found = m_texts.find(text);
  return found == m_texts.end() ? 0 : found->second.version;
}

std::u16string_view LiveDocument::words_of(std::string_view text) const {
  auto const found = m_texts.find(text);
  return found == m_texts.end() ? std::u16string_view{} : std::u16string_view{found->second.words};
}

/// The accepted changes of that text after the version of the push.
tl::expected<std::vector<Written const*>, NotTaken> LiveDocument::changes_since(Push const& push) const {
  auto const current = version_of(push.text);
  if (push.version > current || push.version < 0) return tl::unexpected{NotTaken{NotTaken::Why::ahead, current, {}}};
  std::vector<Written const*> since;
  for (auto at = m_recent.rbegin(); at != m_recent.rend() && static_cast<std::int64_t>(since.size()) < current - push.version; ++at)
    if (at->text == push.text) since.push_back(&*at);
  if (static_cast<std::int64_t>(since.size()) < current - push.version) return tl::unexpected{NotTaken{NotTaken::Why::too_old, current, {}}};
  std::ranges::reverse(since);
  return since;
}

tl::expected<std::vector<Written>, NotTaken> LiveDocument::prepare(Push const& push, std::optional<accounts::PersonId> const& by,
                                                                   base::Instant now) const {
  if (!is_text_name(push.text) || (m_texts.size() >= most_texts && !m_texts.contains(push.text)))
    return refused(base::Refusal{"This part of the document cannot be written.", {}, {}});
  auto const since = changes_since(push);
  if (!since) return tl::unexpected{since.error()};
  std::vector<Update> mine = push.updates;
  for (auto const* theirs : *since) {
    // Sent twice, or its answer was lost: ours was accepted already.
    if (!mine.empty() && theirs->client == push.client && theirs->id == mine.front().id) {
      mine.erase(mine.begin());
      continue;
    }
    auto other = theirs->changes;
    for (auto& update : mine) {
      if (update.changes.length_before() != other.length_before()) return refused(base::Refusal{"This change was made in another text.", {}, {}});
      auto moved = update.changes.over(other);
      other = other.over(update.changes, true);
      update.changes = std::move(moved);
    }
  }
  std::vector<Written> ready;
  std::u16string made;  // with the updates so far; the text itself is long, and most pushes have one update
  std::u16string_view words = words_of(push.text);
  auto const others = m_length - words.size();
  for (auto& update : mine) {
    if (auto const fits = update.changes.fits(words); !fits) return tl::unexpected{NotTaken{NotTaken::Why::refused, 0, fits.error()}};
    auto const length = update.changes.length_after();
    if (length > longest_text || others + length > longest_document)
      return refused(base::Refusal{"This text is as long as it may be: shorten it, or write the rest elsewhere.", {}, {}});
    if (&update != &mine.back()) words = made = update.changes.applied_to(words);
    auto const number = static_cast<std::int64_t>(ready.size()) + 1;
    ready.push_back({m_seq + number, version_of(push.text) + number, push.text, push.client, update.id, by, now, std::move(update.changes)});
  }
  return ready;
}

void LiveDocument::take(Written change) {
  auto& text = m_texts[change.text];
  if (change.seq != m_seq + 1 || change.version != text.version + 1 || change.changes.length_before() != text.words.size())
    throw std::logic_error{"a change of a live document is missing"};
  m_length -= text.words.size();
  m_weight -= text.words.size() * 2;
  change.changes.make_in(text.words);
  text.version = change.version;
  m_length += text.words.size();
  m_weight += text.words.size() * 2 + weight_of(change);
  m_seq = change.seq;
  m_recent.push_back(std::move(change));
}

void LiveDocument::take_back(ChangeSet const& undoing) {
  auto const& last = m_recent.back();
  auto& text = m_texts[last.text];
  m_length -= text.words.size();
  m_weight -= text.words.size() * 2 + weight_of(last);
  undoing.make_in(text.words);
  --text.version;
  --m_seq;
  m_length += text.words.size();
  m_weight += text.words.size() * 2;
  m_recent.pop_back();
}

std::optional<std::vector<Written>> LiveDocument::since(std::int64_t seq) const {
  if (seq > m_seq || m_seq - seq > static_cast<std::int64_t>(m_recent.size())) return std::nullopt;
  return std::vector<Written>{m_recent.end() - static_cast<std::ptrdiff_t>(m_seq - seq), m_recent.end()};
}

void LiveDocument::forget_before(std::size_t most) {
  while (m_recent.size() > most) {
    m_weight -= weight_of(m_recent.front());
    m_recent.pop_front();
  }
}

void LiveDocument::remember(std::vector<Written> older) {
  auto const first = m_seq - static_cast<std::int64_t>(m_recent.size()) + 1;
  for (auto at = older.rbegin(); at != older.rend(); ++at) {
    if (at->seq >= first) continue;
    m_weight += weight_of(*at);
    m_recent.push_front(std::move(*at));
  }
}

}  // namespace writing
