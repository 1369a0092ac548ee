#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "platform/db/database.h"

namespace db {

/// Answers kept by name until anybody commits anything, in this program or another: what is read from here is what would be
/// read from the database. Safe between threads; two that miss the same answer both make it.
template <class Answer>
class Kept {
 public:
  using Shared = std::shared_ptr<Answer const>;
  /// `most`: beyond that many answers, all are forgotten.
  explicit Kept(std::size_t most) : m_most{most} {}

  /// The answer of that name, or what `make()` reads in `session`. Inside a write it is always made and never kept.
  template <class Make>
  Shared of(Session& session, std::string_view name, Make&& make) {
    auto const mark = session.mark();
    if (auto known = find(mark, name)) return known;
    auto made = std::make_shared<Answer const>(make());
    put(mark, name, made);
    return made;
  }
  /// The same outside of a read: `make(session)` is given one when the answer is not known.
  template <class Make>
  Shared of(Database& database, std::string_view name, Make&& make) {
    if (auto known = find(database.mark(), name)) return known;
    return database.read([&](Session& session) { return of(session, name, [&] { return make(session); }); });
  }

  /// The same for what depends on nothing but what its name says: no commit has it forgotten.
  template <class Make>
  Shared of(std::string_view name, Make&& make) {
    if (auto known = find(always, name)) return known;
    auto made = std::make_shared<Answer const>(make());
    put(always, name, made);
    return made;
  }
  /// That answer when it is known.
  Shared known(std::string_view name) const { return find(always, name); }

 private:
  static constexpr Mark always = 1;  // an object keeps answers of one sort

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
  };

  Shared find(Mark mark, std::string_view name) const {
    std::lock_guard const lock{m_mutex};
    if (mark == 0 || mark != m_mark) return nullptr;
    auto const found = m_answers.find(name);
    return found == m_answers.end() ? nullptr : found->second;
  }
  void put(Mark mark, std::string_view name, Shared answer) {
    std::lock_guard const lock{m_mutex};
    if (mark < m_mark || mark == 0) return;  // what is kept is newer
    if (mark != m_mark || m_answers.size() >= m_most) m_answers.clear();
    m_mark = mark;
    m_answers.insert_or_assign(std::string{name}, std::move(answer));
  }

  std::size_t const m_most;
  mutable std::mutex m_mutex;
  Mark m_mark = 0;
  std::unordered_map<std::string, Shared, Hash, std::equal_to<>> m_answers;
};

}  // namespace db
