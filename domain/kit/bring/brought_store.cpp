#include "domain/kit/bring/brought_store.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace kit {
namespace {

constexpr std::array<std::string_view, 4> states = {"waiting", "joined", "undone", "joining"};
constexpr char const* columns =
    "SELECT id, kit_id, person_id, file_name, content, state, brought_at, changed_at, pictures, pictures_ready FROM kit_brought ";

std::vector<BroughtFile> read(db::Rows rows) {
  std::vector<BroughtFile> all;
  BroughtFile one;
  std::string state;
  std::int64_t brought = 0, changed = 0;
  while (rows.next(one.id, one.kit, one.person, one.name, one.content, state, brought, changed, one.pictures, one.pictures_ready)) {
    auto const* found = std::ranges::find(states, state);
    one.state = found == states.end() ? BroughtState::waiting : static_cast<BroughtState>(found - states.begin());
    one.brought = base::from_milliseconds(brought);
    one.changed = base::from_milliseconds(changed);
    all.push_back(one);
  }
  return all;
}

}  // namespace

std::string_view code(BroughtState state) { return states[static_cast<std::size_t>(state)]; }

void BroughtStore::add(BroughtFile const& file) {
  m_session.execute(
      "INSERT INTO kit_brought (id, kit_id, person_id, file_name, content, state, brought_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", file.id,
      file.kit, file.person, file.name, file.content, code(file.state), base::to_milliseconds(file.brought), base::to_milliseconds(file.changed));
}

std::optional<BroughtFile> BroughtStore::find(KitId const& kit, BroughtId const& id) {
  auto found = read(m_session.query(std::string{columns} + "WHERE id = ? AND kit_id = ?", id, kit));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<BroughtFile> BroughtStore::of(KitId const& kit, int limit) {
  return read(m_session.query(std::string{columns} + "WHERE kit_id = ? ORDER BY brought_at DESC, id DESC LIMIT ?", kit, limit));
}

bool BroughtStore::move(BroughtId const& id, BroughtState from, BroughtState to, base::Instant now) {
  return m_session.execute("UPDATE kit_brought SET state = ?, changed_at = ? WHERE id = ? AND state = ?", code(to), base::to_milliseconds(now), id,
                           code(from)) == 1;
}

bool BroughtStore::begin_joining(BroughtFile const& file, BroughtWish const& wish, std::size_t pictures, base::Instant now) {
  std::string pages;
  for (auto const at : wish.pages) pages += (pages.empty() ? "" : " ") + std::to_string(at);
  return m_session.execute(
             "UPDATE kit_brought SET state = ?, changed_at = ?, wished_pages = ?, wished_after = ?, pictures = ?, pictures_ready = 0 "
             "WHERE id = ? AND state = ?",
             code(BroughtState::joining), base::to_milliseconds(now), pages, wish.after, static_cast<std::int64_t>(pictures), file.id,
             code(file.state)) == 1;
}

BroughtWish BroughtStore::wish(BroughtId const& id) {
  auto rows = m_session.query("SELECT wished_pages, wished_after FROM kit_brought WHERE id = ?", id);
  BroughtWish wish;
  std::string pages;
  if (rows.next(pages, wish.after))
    for (std::istringstream numbers{pages}; !numbers.eof();)
      if (std::size_t at = 0; numbers >> at) wish.pages.push_back(at);
  return wish;
}

void BroughtStore::ready(BroughtId const& id, std::size_t pictures) {
  m_session.execute("UPDATE kit_brought SET pictures_ready = ? WHERE id = ?", static_cast<std::int64_t>(pictures), id);
}

void BroughtStore::forget(BroughtId const& id) { m_session.execute("DELETE FROM kit_brought WHERE id = ?", id); }

bool BroughtStore::is_used(std::string_view content) {
  auto rows = m_session.query("SELECT 1 FROM kit_brought WHERE content = ? LIMIT 1", content);
  std::int64_t one = 0;
  return rows.next(one);
}

void BroughtStore::put_chapters(BroughtId const& id, std::vector<JoinedChapter> const& chapters) {
  m_session.execute("DELETE FROM kit_brought_chapter WHERE brought_id = ?", id);
  if (chapters.empty()) return;
  std::string rows;
  std::vector<db::Value> values;
  for (std::size_t place = 0; place < chapters.size(); ++place) {
    auto const& one = chapters[place];
    rows += rows.empty() ? "(?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?)";
    for (auto& value : {db::value(id), db::value(place), db::value(one.chapter), db::value(one.page), db::value(one.title)}) values.push_back(value);
  }
  m_session.execute_values("INSERT INTO kit_brought_chapter (brought_id, place, chapter, page, title) VALUES " + rows, std::move(values));
}

std::vector<JoinedChapter> BroughtStore::chapters(BroughtId const& id) {
  auto rows = m_session.query("SELECT chapter, page, title FROM kit_brought_chapter WHERE brought_id = ? ORDER BY place", id);
  std::vector<JoinedChapter> all;
  for (JoinedChapter one; rows.next(one.chapter, one.page, one.title);) all.push_back(one);
  return all;
}

}  // namespace kit
