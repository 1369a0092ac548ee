#include "domain/kit/kit_store.h"

#include <algorithm>
#include <array>

#include "domain/kit/outline_json.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

constexpr std::array<std::string_view, 2> kit_states = {"working", "proofreading"};
constexpr std::array<std::string_view, 3> edition_states = {"frozen", "published", "superseded"};
constexpr char const* kit_columns = "SELECT id, programme_id, territory_id, state, outline, changed_at FROM kit_kit ";
constexpr char const* edition_columns = "SELECT id, number, state, note, frozen_on, published_at, title, subtitle, description FROM kit_edition ";

std::optional<Kit> read_kit(db::Rows& rows) {
  Kit kit;
  std::string state, outline;
  std::optional<std::string> territory;
  std::int64_t changed = 0;
  if (!rows.next(kit.id, kit.programme, territory, state, outline, changed)) return std::nullopt;
  if (territory) kit.territory = accounts::TerritoryId::trusted(*territory);
  kit.state = kit_state_from(state).value_or(KitState::working);
  kit.outline = outline_from_json(outline);
  kit.changed = base::from_milliseconds(changed);
  return kit;
}

std::optional<Kit> read_kit(db::Rows&& rows) { return read_kit(rows); }

std::vector<Edition> read_editions(db::Rows rows) {
  std::vector<Edition> editions;
  Edition edition;
  std::string state;
  std::optional<std::int64_t> published;
  while (rows.next(edition.id, edition.number, state, edition.note, edition.frozen_on, published, edition.title, edition.subtitle,
                   edition.description)) {
    edition.state = edition_state_from(state).value_or(EditionState::frozen);
    edition.published = published ? std::optional{base::from_milliseconds(*published)} : std::nullopt;
    editions.push_back(edition);
  }
  return editions;
}

}  // namespace

std::string_view code(KitState state) { return kit_states[static_cast<std::size_t>(state)]; }
std::string_view code(EditionState state) { return edition_states[static_cast<std::size_t>(state)]; }
std::optional<KitState> kit_state_from(std::string_view code) {
  auto const* found = std::ranges::find(kit_states, code);
  if (found == kit_states.end()) return std::nullopt;
  return static_cast<KitState>(found - kit_states.begin());
}

std::optional<EditionState> edition_state_from(std::string_view code) {
  auto const* found = std::ranges::find(edition_states, code);
  if (found == edition_states.end()) return std::nullopt;
  return static_cast<EditionState>(found - edition_states.begin());
}

std::optional<Kit> KitStore::find(accounts::ProgrammeId const& programme) {
  return read_kit(m_session.query(std::string{kit_columns} + "WHERE programme_id = ? AND territory_id IS NULL", programme));
}

std::optional<Kit> KitStore::find(accounts::ProgrammeId const& programme, accounts::TerritoryId const& territory) {
  return read_kit(m_session.query(std::string{kit_columns} + "WHERE programme_id = ? AND territory_id = ?", programme, territory));
}

std::optional<Kit> KitStore::find(KitId const& kit) { return read_kit(m_session.query(std::string{kit_columns} + "WHERE id = ?", kit)); }

std::vector<Kit> KitStore::all_of(accounts::ProgrammeId const& programme) {
  std::vector<Kit> kits;
  auto rows = m_session.query(std::string{kit_columns} + "WHERE programme_id = ? ORDER BY territory_id IS NOT NULL, territory_id", programme);
  while (auto kit = read_kit(rows)) kits.push_back(std::move(*kit));
  return kits;
}

void KitStore::put(Kit const& kit) {
  m_session.execute(
      "INSERT INTO kit_kit (id, programme_id, territory_id, slug, state, outline, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET outline = excluded.outline, changed_at = excluded.changed_at, slug = excluded.slug",
      kit.id, kit.programme, kit.territory, kit.outline.slug, code(kit.state), to_json(kit.outline), base::to_milliseconds(kit.changed));
}

void KitStore::set_state(KitId const& kit, KitState state) { m_session.execute("UPDATE kit_kit SET state = ? WHERE id = ?", code(state), kit); }

Pages KitStore::pages(KitId const& kit) {
  Pages pages;
  auto rows = m_session.query("SELECT slug, markdown FROM kit_page WHERE kit_id = ?", kit);
  std::string slug, markdown;
  while (rows.next(slug, markdown)) pages[slug] = markdown;
  return pages;
}

std::optional<Page> KitStore::page(KitId const& kit, std::string_view slug) {
  auto rows = m_session.query("SELECT slug, markdown, revision FROM kit_page WHERE kit_id = ? AND slug = ?", kit, slug);
  Page page;
  if (!rows.next(page.slug, page.markdown, page.revision)) return std::nullopt;
  return page;
}

bool KitStore::write_page(KitId const& kit, Page const& page, std::optional<accounts::PersonId> const& by, base::Instant now) {
  auto const at = base::to_milliseconds(now);
  if (page.revision > 0)
    return m_session.execute(
               "UPDATE kit_page SET markdown = ?, revision = revision + 1, changed_by = ?, changed_at = ? WHERE kit_id = ? AND slug = ? AND revision "
               "= ?",
               page.markdown, by, at, kit, page.slug, page.revision) == 1;
  return m_session.execute(
             "INSERT INTO kit_page (kit_id, slug, markdown, revision, changed_by, changed_at) VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (kit_id, slug) "
             "DO NOTHING",
             kit, page.slug, page.markdown, by, at) == 1;
}

void KitStore::add_pages(KitId const& kit, Pages const& pages, accounts::PersonId const& by, base::Instant now) {
  if (pages.empty()) return;
  std::string rows;
  std::vector<db::Value> values;
  for (auto const& [slug, markdown] : pages) {
    rows += rows.empty() ? "(?, ?, ?, 1, ?, ?)" : ", (?, ?, ?, 1, ?, ?)";
    for (auto& value : {db::value(kit), db::value(slug), db::value(markdown), db::value(by), db::value(base::to_milliseconds(now))})
      values.push_back(value);
  }
  m_session.execute_values(
      "INSERT INTO kit_page (kit_id, slug, markdown, revision, changed_by, changed_at) VALUES " + rows + " ON CONFLICT (kit_id, slug) DO NOTHING",
      std::move(values));
}

void KitStore::remove_pages(KitId const& kit, std::vector<std::string> const& slugs) {
  if (slugs.empty()) return;
  std::vector<db::Value> values{db::value(kit)};
  for (auto const& slug : slugs) values.push_back(db::value(slug));
  m_session.execute_values("DELETE FROM kit_page WHERE kit_id = ? AND revision = 1 AND slug IN (" + db::Session::placeholders(slugs.size()) + ")",
                           std::move(values));
}

void KitStore::add_picture(KitId const& kit, std::string_view print, std::string_view kind, std::optional<accounts::PersonId> const& by,
                           base::Instant now) {
  m_session.execute("INSERT INTO kit_picture (kit_id, print, kind, added_by, added_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kit_id, print) DO NOTHING",
                    kit, print, kind, by, base::to_milliseconds(now));
}

bool KitStore::has_picture(KitId const& kit, std::string_view print) {
  std::int64_t count = 0;
  m_session.query("SELECT COUNT(*) FROM kit_picture WHERE kit_id = ? AND print = ?", kit, print).next(count);
  return count > 0;
}

bool KitStore::proofread(KitId const& kit, std::string_view slug, std::int64_t revision) {
  return m_session.execute("UPDATE kit_page SET proofread_revision = revision WHERE kit_id = ? AND slug = ? AND revision = ?", kit, slug, revision) ==
      1;
}

std::map<std::string, KitStore::Reading> KitStore::readings(KitId const& kit) {
  std::map<std::string, Reading> all;
  auto rows = m_session.query("SELECT slug, revision, proofread_revision FROM kit_page WHERE kit_id = ?", kit);
  std::string slug;
  Reading reading;
  while (rows.next(slug, reading.revision, reading.proofread)) all[slug] = reading;
  return all;
}

int KitStore::put_pages(KitId const& kit, Pages const& wanted, base::Instant now) {
  auto const kept = pages(kit);
  std::vector<db::Value> values;
  int changed = 0;
  std::size_t written = 0;
  for (auto const& [slug, markdown] : wanted) {
    if (auto const found = kept.find(slug); found != kept.end() && found->second == markdown) continue;
    ++written;
    for (auto& value : {db::value(kit), db::value(slug), db::value(markdown), db::value(base::to_milliseconds(now))}) values.push_back(value);
  }
  if (written > 0) {
    std::string rows = "(?, ?, ?, 1, NULL, ?)";
    for (std::size_t more = 1; more < written; ++more) rows += ", (?, ?, ?, 1, NULL, ?)";
    m_session.execute_values("INSERT INTO kit_page (kit_id, slug, markdown, revision, changed_by, changed_at) VALUES " + rows +
                                 " ON CONFLICT (kit_id, slug) DO UPDATE SET markdown = excluded.markdown, revision = kit_page.revision + 1, "
                                 "changed_by = NULL, changed_at = excluded.changed_at",
                             std::move(values));
    changed += static_cast<int>(written);
  }
  std::vector<db::Value> gone{db::value(kit)};
  for (auto const& [slug, markdown] : kept)
    if (!wanted.contains(slug)) gone.push_back(db::value(slug));
  if (gone.size() > 1)
    changed += static_cast<int>(
        m_session.execute_values("DELETE FROM kit_page WHERE kit_id = ? AND slug IN (" + db::Session::placeholders(gone.size() - 1) + ")", gone));
  return changed;
}

std::vector<Edition> KitStore::editions(KitId const& kit) {
  return read_editions(m_session.query(std::string{edition_columns} + "WHERE kit_id = ? ORDER BY place DESC", kit));
}

std::optional<Edition> KitStore::edition(KitId const& kit, std::string_view number) {
  auto found = read_editions(m_session.query(std::string{edition_columns} + "WHERE kit_id = ? AND number = ?", kit, number));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<std::pair<Kit, Edition>> KitStore::find_edition(EditionId const& edition) {
  auto found = read_editions(m_session.query(std::string{edition_columns} + "WHERE id = ?", edition));
  if (found.empty()) return std::nullopt;
  KitId id;
  if (!m_session.query("SELECT kit_id FROM kit_edition WHERE id = ?", edition).next(id)) return std::nullopt;
  auto kit = find(id);
  if (!kit) return std::nullopt;
  return std::pair{std::move(*kit), std::move(found.front())};
}

std::optional<std::string> KitStore::document(EditionId const& edition) {
  auto rows = m_session.query("SELECT document FROM kit_edition WHERE id = ?", edition);
  std::string document;
  if (!rows.next(document)) return std::nullopt;
  return document;
}

void KitStore::freeze(KitId const& kit, Edition const& edition, std::string const& document, std::optional<accounts::PersonId> const& by) {
  auto const published = edition.published ? std::optional{base::to_milliseconds(*edition.published)} : std::nullopt;
  m_session.execute(
      "INSERT INTO kit_edition (id, kit_id, number, state, note, frozen_on, frozen_by, published_at, place, document, title, subtitle, description) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM kit_edition WHERE kit_id = ?), ?, ?, ?, ?)",
      edition.id, kit, edition.number, code(EditionState::frozen), edition.note, edition.frozen_on, by, published, kit, document, edition.title,
      edition.subtitle, edition.description);
}

void KitStore::publish(KitId const& kit, EditionId const& edition, std::vector<File> const& files, base::Instant now) {
  m_session.execute("UPDATE kit_edition SET state = 'published', published_at = COALESCE(published_at, ?) WHERE id = ? AND state = 'frozen'",
                    base::to_milliseconds(now), edition);
  m_session.execute(
      "UPDATE kit_edition SET state = 'superseded' WHERE kit_id = ? AND state = 'published' "
      "AND place < (SELECT MAX(latest.place) FROM kit_edition latest WHERE latest.kit_id = ? AND latest.state = 'published')",
      kit, kit);
  m_session.execute("DELETE FROM kit_file WHERE edition_id = ?", edition);
  if (files.empty()) return;
  std::string rows;
  std::vector<db::Value> values;
  for (std::size_t place = 0; place < files.size(); ++place) {
    auto const& file = files[place];
    rows += rows.empty() ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
    for (auto& value :
         {db::value(edition), db::value(file.name), db::value(file.format), db::value(file.size), db::value(file.fingerprint), db::value(place)})
      values.push_back(value);
  }
  m_session.execute_values("INSERT INTO kit_file (edition_id, name, format, size, fingerprint, position) VALUES " + rows, std::move(values));
}

std::vector<File> KitStore::files(EditionId const& edition) {
  std::vector<File> files;
  File file;
  auto rows = m_session.query("SELECT name, format, size, fingerprint FROM kit_file WHERE edition_id = ? ORDER BY position", edition);
  while (rows.next(file.name, file.format, file.size, file.fingerprint)) files.push_back(file);
  return files;
}

std::vector<KitStore::Public> KitStore::published(Window const& window) {
  std::string sql = std::string{"SELECT e.id, k.programme_id, e.number, e.published_at, "} + (window.documents ? "e.document" : "''") +
      " FROM kit_edition e JOIN kit_kit k ON k.id = e.kit_id "
      "WHERE e.published_at >= ? AND e.state <> 'frozen' AND (e.published_at > ? OR (e.published_at = ? AND e.id > ?))";
  std::vector<db::Value> values{window.from, window.after_instant, window.after_instant, window.after_edition};
  if (window.until != 0) sql += " AND e.published_at < ?", values.emplace_back(window.until);
  if (window.programme) sql += " AND k.programme_id = ?", values.emplace_back(window.programme->text());
  sql += " ORDER BY e.published_at, e.id LIMIT ?";
  values.emplace_back(static_cast<std::int64_t>(window.most));
  std::vector<Public> found;
  auto rows = m_session.query_values(sql, std::move(values));
  for (Public one; rows.next(one.edition, one.programme, one.number, one.published, one.document);) found.push_back(one);
  return found;
}

}  // namespace kit
