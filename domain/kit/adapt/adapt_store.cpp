#include "domain/kit/adapt/adapt_store.h"

#include <map>

#include "domain/kit/outline_json.h"

#include <algorithm>

namespace kit {
namespace {

constexpr std::size_t most_rows = 1000;  // of one statement
constexpr char const* change_columns = "SELECT part, block, aspect, active, title, markdown, revision FROM kit_change ";

std::vector<Change> read_changes(db::Rows rows) {
  std::vector<Change> changes;
  Change change;
  std::string aspect;
  while (rows.next(change.part, change.block, aspect, change.active, change.title, change.markdown, change.revision)) {
    change.aspect = aspect_from(aspect).value_or(Aspect::text);
    changes.push_back(change);
  }
  return changes;
}

}  // namespace

std::optional<EditionId> AdaptStore::standing(KitId const& kit) {
  EditionId edition;
  if (!m_session.query("SELECT edition_id FROM kit_standing WHERE kit_id = ?", kit).next(edition)) return std::nullopt;
  return edition;
}

void AdaptStore::stand(KitId const& kit, EditionId const& edition) {
  m_session.execute("INSERT INTO kit_standing (kit_id, edition_id) VALUES (?, ?) ON CONFLICT (kit_id) DO UPDATE SET edition_id = excluded.edition_id",
                    kit, edition);
}

std::vector<Change> AdaptStore::changes(KitId const& kit) {
  return read_changes(m_session.query(std::string{change_columns} + "WHERE kit_id = ? ORDER BY part, block, aspect", kit));
}

std::optional<Change> AdaptStore::change(KitId const& kit, std::string_view part, std::string_view block, Aspect aspect) {
  auto found = read_changes(
      m_session.query(std::string{change_columns} + "WHERE kit_id = ? AND part = ? AND block = ? AND aspect = ?", kit, part, block, code(aspect)));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

bool AdaptStore::write(KitId const& kit, Change const& change, accounts::PersonId const& by, base::Instant now) {
  auto const at = base::to_milliseconds(now);
  if (change.revision > 0)
    return m_session.execute(
               "UPDATE kit_change SET title = ?, markdown = ?, active = ?, revision = revision + 1, changed_by = ?, changed_at = ? "
               "WHERE kit_id = ? AND part = ? AND block = ? AND aspect = ? AND revision = ?",
               change.title, change.markdown, change.active, by, at, kit, change.part, change.block, code(change.aspect), change.revision) == 1;
  return m_session.execute(
             "INSERT INTO kit_change (kit_id, part, block, aspect, active, title, markdown, revision, changed_by, changed_at) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (kit_id, part, block, aspect) DO NOTHING",
             kit, change.part, change.block, code(change.aspect), change.active, change.title, change.markdown, by, at) == 1;
}

bool AdaptStore::set_active(KitId const& kit, Change const& change, bool active, accounts::PersonId const& by, base::Instant now) {
  return m_session.execute(
             "UPDATE kit_change SET active = ?, revision = revision + 1, changed_by = ?, changed_at = ? "
             "WHERE kit_id = ? AND part = ? AND block = ? AND aspect = ? AND active <> ?",
             active, by, base::to_milliseconds(now), kit, change.part, change.block, code(change.aspect), active) == 1;
}

void AdaptStore::replace(KitId const& kit, std::span<Change const> changes, std::optional<accounts::PersonId> const& by, base::Instant now) {
  m_session.execute("DELETE FROM kit_change WHERE kit_id = ?", kit);
  for (; !changes.empty(); changes = changes.subspan(std::min(most_rows, changes.size())))
    add(kit, changes.first(std::min(most_rows, changes.size())), by, now);
}

void AdaptStore::add(KitId const& kit, std::span<Change const> changes, std::optional<accounts::PersonId> const& by, base::Instant now) {
  std::string rows;
  std::vector<db::Value> values;
  for (auto const& change : changes) {
    rows += rows.empty() ? "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    for (auto& value :
         {db::value(kit), db::value(change.part), db::value(change.block), db::value(code(change.aspect)), db::value(change.active),
          db::value(change.title), db::value(change.markdown), db::value(change.revision + 1), db::value(by), db::value(base::to_milliseconds(now))})
      values.push_back(value);
  }
  m_session.execute_values(
      "INSERT INTO kit_change (kit_id, part, block, aspect, active, title, markdown, revision, changed_by, changed_at) VALUES " + rows,
      std::move(values));
}

std::vector<Decision> AdaptStore::decisions(KitId const& kit, EditionId const& newer) {
  auto rows =
      m_session.query("SELECT part, block, choice, title, markdown, revision FROM kit_decision WHERE kit_id = ? AND edition_id = ?", kit, newer);
  std::vector<Decision> decisions;
  Decision one;
  std::string choice;
  while (rows.next(one.part, one.block, choice, one.title, one.markdown, one.revision)) {
    one.choice = verdict_from(choice).value_or(Verdict::theirs);
    decisions.push_back(one);
  }
  return decisions;
}

bool AdaptStore::decide(KitId const& kit, EditionId const& newer, Decision const& decision, accounts::PersonId const& by, base::Instant now) {
  auto const at = base::to_milliseconds(now);
  if (decision.revision > 0)
    return m_session.execute(
               "UPDATE kit_decision SET choice = ?, title = ?, markdown = ?, revision = revision + 1, decided_by = ?, decided_at = ? "
               "WHERE kit_id = ? AND edition_id = ? AND part = ? AND block = ? AND revision = ?",
               code(decision.choice), decision.title, decision.markdown, by, at, kit, newer, decision.part, decision.block, decision.revision) == 1;
  return m_session.execute(
             "INSERT INTO kit_decision (kit_id, edition_id, part, block, choice, title, markdown, revision, decided_by, decided_at) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (kit_id, edition_id, part, block) DO NOTHING",
             kit, newer, decision.part, decision.block, code(decision.choice), decision.title, decision.markdown, by, at) == 1;
}

std::vector<FileDecision> AdaptStore::decided(KitId const& kit) {
  auto rows = m_session.query(
      "SELECT number, part, block, choice, kit_decision.title, markdown FROM kit_decision JOIN kit_edition ON kit_edition.id = edition_id "
      "WHERE kit_decision.kit_id = ? ORDER BY number, part, block",
      kit);
  std::vector<FileDecision> decisions;
  FileDecision one;
  std::string choice;
  while (rows.next(one.edition, one.decision.part, one.decision.block, choice, one.decision.title, one.decision.markdown)) {
    one.decision.choice = verdict_from(choice).value_or(Verdict::theirs);
    decisions.push_back(one);
  }
  return decisions;
}

void AdaptStore::decide_all(KitId const& kit, EditionId const& newer, std::span<Decision const> decisions,
                            std::optional<accounts::PersonId> const& by, base::Instant now) {
  for (; decisions.size() > most_rows; decisions = decisions.subspan(most_rows)) decide_all(kit, newer, decisions.first(most_rows), by, now);
  if (decisions.empty()) return;
  std::string rows;
  std::vector<db::Value> values;
  for (auto const& one : decisions) {
    rows += rows.empty() ? "(?, ?, ?, ?, ?, ?, ?, 1, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)";
    for (auto& value : {db::value(kit), db::value(newer), db::value(one.part), db::value(one.block), db::value(code(one.choice)),
                        db::value(one.title), db::value(one.markdown), db::value(by), db::value(base::to_milliseconds(now))})
      values.push_back(value);
  }
  m_session.execute_values(
      "INSERT INTO kit_decision (kit_id, edition_id, part, block, choice, title, markdown, revision, decided_by, decided_at) VALUES " + rows +
          " ON CONFLICT (kit_id, edition_id, part, block) DO NOTHING",
      std::move(values));
}

void AdaptStore::forget_decisions(KitId const& kit) { m_session.execute("DELETE FROM kit_decision WHERE kit_id = ?", kit); }

std::vector<AdaptStore::Listed> AdaptStore::listed(accounts::ProgrammeId const& programme, Asked const& asked) {
  auto rows = m_session.query(
      "SELECT kit_kit.id, kit_kit.territory_id, COALESCE(own.title, ''), COALESCE(own.number, ''), source.number, kit_kit.changed_at "
      "FROM kit_kit JOIN kit_standing ON kit_standing.kit_id = kit_kit.id JOIN kit_edition source ON source.id = kit_standing.edition_id " +
          std::string{asked.only_public ? "" : "LEFT "} +
          "JOIN kit_edition own ON own.kit_id = kit_kit.id AND own.state = 'published' "
          "WHERE kit_kit.programme_id = ? AND kit_kit.territory_id IS NOT NULL ORDER BY kit_kit.changed_at DESC, kit_kit.id LIMIT ? OFFSET ?",
      programme, asked.most, asked.offset);
  std::vector<Listed> all;
  Listed one;
  std::int64_t changed = 0;
  while (rows.next(one.kit, one.territory, one.title, one.number, one.stands_on, changed)) {
    one.changed = base::from_milliseconds(changed);
    all.push_back(one);
  }
  return all;
}

std::int64_t AdaptStore::count(accounts::ProgrammeId const& programme, bool only_public) {
  std::int64_t count = 0;
  m_session
      .query("SELECT COUNT(*) FROM kit_kit WHERE programme_id = ? AND territory_id IS NOT NULL" +
                 std::string{only_public ? " AND EXISTS (SELECT 1 FROM kit_edition WHERE kit_id = kit_kit.id AND state = 'published')" : ""},
             programme)
      .next(count);
  return count;
}

std::vector<AdaptStore::PublicEdition> AdaptStore::public_editions(accounts::ProgrammeId const& programme, std::size_t most, std::size_t offset) {
  std::vector<PublicEdition> all;
  std::map<EditionId, std::size_t> places;
  auto rows = m_session.query(
      "SELECT kit_kit.territory_id, kit_kit.outline, e.id, e.number, e.frozen_on, e.published_at, e.title, e.description "
      "FROM kit_kit JOIN kit_edition e ON e.kit_id = kit_kit.id AND e.state = 'published' "
      "WHERE kit_kit.programme_id = ? AND kit_kit.territory_id IS NOT NULL ORDER BY e.published_at DESC, e.id LIMIT ? OFFSET ?",
      programme, most, offset);
  PublicEdition one;
  std::string outline;
  std::int64_t published = 0;
  one.edition.state = EditionState::published;
  while (rows.next(one.territory, outline, one.edition.id, one.edition.number, one.edition.frozen_on, published, one.edition.title,
                   one.edition.description)) {
    one.edition.published = base::from_milliseconds(published);
    one.language = outline_from_json(outline).language;
    places.emplace(one.edition.id, all.size());
    all.push_back(one);
  }
  if (all.empty()) return all;
  std::vector<db::Value> values;
  for (auto const& [id, place] : places) values.push_back(db::value(id));
  auto files = m_session.query_values("SELECT edition_id, name, format, size, fingerprint FROM kit_file WHERE edition_id IN (" +
                                          db::Session::placeholders(places.size()) + ") ORDER BY edition_id, position",
                                      std::move(values));
  EditionId edition;
  for (File file; files.next(edition, file.name, file.format, file.size, file.fingerprint);) all[places.at(edition)].files.push_back(file);
  return all;
}

}  // namespace kit
