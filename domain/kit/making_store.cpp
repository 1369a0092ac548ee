#include "domain/kit/making_store.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "domain/kit/formats.h"

namespace kit {
namespace json = boost::json;
namespace {

constexpr std::array<std::string_view, 4> states = {"waiting", "made", "absent", "failed"};
constexpr std::array<std::string_view, 3> results = {"passed", "findings", "not_run"};

std::string written(base::Refusal const& reason) {
  if (reason.msgid.empty()) return "";
  json::array all{json::string{reason.msgid}};
  for (auto const& argument : reason.arguments) all.push_back(json::string{argument});
  return json::serialize(all);
}

base::Refusal read_reason(std::string const& text) {
  base::Refusal reason;
  boost::system::error_code wrong;
  auto const value = json::parse(text.empty() ? "[]" : text, wrong);
  if (wrong || !value.is_array()) return reason;
  for (auto const& one : value.as_array()) {
    if (!one.is_string()) continue;
    if (reason.msgid.empty()) reason.msgid = one.as_string();
    else reason.arguments.emplace_back(one.as_string());
  }
  return reason;
}

template <class Enum, std::size_t size>
Enum from_code(std::array<std::string_view, size> const& all, std::string_view code) {
  auto const* found = std::ranges::find(all, code);
  return found == all.end() ? Enum{} : static_cast<Enum>(found - all.begin());
}

}  // namespace

std::string_view code(MakingState state) { return states[static_cast<std::size_t>(state)]; }

void MakingStore::begin(EditionId const& edition) {
  m_session.execute("DELETE FROM kit_making WHERE edition_id = ?", edition);
  std::string rows;
  std::vector<db::Value> values;
  for (auto const& format : formats()) {
    rows += rows.empty() ? "(?, ?, 'waiting', '', 0)" : ", (?, ?, 'waiting', '', 0)";
    values.push_back(db::value(edition)), values.push_back(db::value(format.code));
  }
  m_session.execute_values("INSERT INTO kit_making (edition_id, format, state, reason, took) VALUES " + rows, std::move(values));
}

void MakingStore::put(EditionId const& edition, MakingLine const& line) {
  m_session.execute(
      "INSERT INTO kit_making (edition_id, format, state, reason, took) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (edition_id, format) DO UPDATE SET state = excluded.state, reason = excluded.reason, took = excluded.took",
      edition, line.format, code(line.state), written(line.reason), static_cast<std::int64_t>(line.took.count()));
}

std::vector<MakingLine> MakingStore::lines(EditionId const& edition) {
  std::map<std::string, MakingLine> kept;
  auto rows = m_session.query("SELECT format, state, reason, took FROM kit_making WHERE edition_id = ?", edition);
  std::string format, state, reason;
  std::int64_t took = 0;
  while (rows.next(format, state, reason, took))
    kept[format] = {format, from_code<MakingState>(states, state), read_reason(reason), std::chrono::milliseconds{took}};
  std::vector<MakingLine> lines;
  for (auto const& one : formats())
    if (auto const found = kept.find(std::string{one.code}); found != kept.end()) lines.push_back(found->second);
  return lines;
}

std::map<EditionId, std::int64_t> MakingStore::settled(KitId const& kit) {
  std::map<EditionId, std::int64_t> all;
  auto rows = m_session.query(
      "SELECT kit_making.edition_id, COUNT(*) FROM kit_making JOIN kit_edition ON kit_edition.id = kit_making.edition_id "
      "WHERE kit_edition.kit_id = ? AND kit_making.state IN ('made', 'absent') GROUP BY kit_making.edition_id",
      kit);
  EditionId edition;
  std::int64_t count = 0;
  while (rows.next(edition, count)) all[edition] = count;
  return all;
}

void MakingStore::put_checks(EditionId const& edition, std::vector<Check> const& checks) {
  m_session.execute("DELETE FROM kit_check WHERE edition_id = ?", edition);
  if (checks.empty()) return;
  std::string rows;
  std::vector<db::Value> values;
  for (std::size_t place = 0; place < checks.size(); ++place) {
    auto const& check = checks[place];
    rows += rows.empty() ? "(?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?)";
    for (auto& value :
         {db::value(edition), db::value(check.format), db::value(check.validator), db::value(check.standard),
          db::value(results[static_cast<std::size_t>(check.result)]), db::value(check.detail), db::value(check.checked_on), db::value(place)})
      values.push_back(value);
  }
  m_session.execute_values("INSERT INTO kit_check (edition_id, format, validator, standard, result, detail, checked_on, position) VALUES " + rows,
                           std::move(values));
}

std::vector<Check> MakingStore::checks(EditionId const& edition) {
  std::vector<Check> checks;
  auto rows = m_session.query("SELECT format, validator, standard, result, detail, checked_on FROM kit_check WHERE edition_id = ? ORDER BY position",
                              edition);
  Check check;
  std::string result;
  while (rows.next(check.format, check.validator, check.standard, result, check.detail, check.checked_on)) {
    check.result = from_code<CheckResult>(results, result);
    checks.push_back(check);
  }
  return checks;
}

void MakingStore::add_downloads(EditionId const& edition, std::string_view format, std::int64_t times) {
  m_session.execute(
      "INSERT INTO kit_download (edition_id, format, times) VALUES (?, ?, ?) ON CONFLICT (edition_id, format) DO UPDATE SET times = "
      "kit_download.times + excluded.times",
      edition, format, times);
}

std::map<std::string, std::int64_t> MakingStore::downloads(EditionId const& edition) {
  std::map<std::string, std::int64_t> all;
  auto rows = m_session.query("SELECT format, times FROM kit_download WHERE edition_id = ?", edition);
  std::string format;
  std::int64_t times = 0;
  while (rows.next(format, times)) all[format] = times;
  return all;
}

}  // namespace kit
