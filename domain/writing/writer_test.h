#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/writing/live_document.h"
#include "domain/writing/random_edits_test.h"

namespace writing::sample {

/// A writer's browser, as @codemirror/collab makes it: a text, what of it the server has, and what was typed since.
class Writer {
 public:
  Writer(std::string client, std::u16string text, std::int64_t version, std::int64_t seq)
      : m_client{std::move(client)}, m_words{std::move(text)}, m_version{version}, m_seq{seq} {}

  void type(RandomEdits& chance) {
    auto change = chance.change(m_words);
    m_words = change.applied_to(m_words);
    m_unsent.push_back({m_client + "-" + std::to_string(++m_typed), std::move(change)});
  }
  /// What it would send now; sending changes nothing until the server's word comes back.
  Push push() const { return {m_client, "body", m_version, m_unsent}; }
  bool has_unsent() const { return !m_unsent.empty(); }
  std::int64_t seq() const { return m_seq; }
  std::u16string const& words() const { return m_words; }

  /// A change the server accepted, in order; those already heard are left out.
  void hear(Written const& change) {
    if (change.seq <= m_seq) return;
    m_seq = change.seq;
    m_version = change.version;
    if (change.client == m_client) {
      m_unsent.erase(m_unsent.begin());
      return;
    }
    auto theirs = change.changes;
    for (auto& mine : m_unsent) {
      auto moved = mine.changes.over(theirs);
      theirs = theirs.over(mine.changes, true);
      mine.changes = std::move(moved);
    }
    m_words = theirs.applied_to(m_words);
  }

 private:
  std::string m_client;
  std::u16string m_words;
  std::int64_t m_version, m_seq;
  std::vector<Update> m_unsent;
  int m_typed = 0;
};

}  // namespace writing::sample
