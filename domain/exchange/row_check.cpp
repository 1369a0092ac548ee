#include "domain/exchange/row_known.h"

#include <algorithm>

#include "domain/exchange/cells.h"
#include "domain/exchange/sheet_export.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

using i18n::msgid;

/// Fields that hold a day, a month or a year: spreadsheets write them their own way.
bool is_day(std::string_view path) {
  return path == "period_start" || path == "period_end" || path == "interview_date" || path == "published" || path.ends_with(".date");
}

}  // namespace

RowCheck::RowCheck(Around around, Rows const& rows, Choices const& choices) : m_around{std::move(around)}, m_rows{rows}, m_choices{choices} {
  m_leads = m_around.viewer.leads(m_around.programme);
  for (std::size_t at = 0; at < choices.columns.size() && at < rows.columns.size(); ++at)
    if (!choices.columns[at].second.empty()) m_places.try_emplace(choices.columns[at].second, at);
}

std::string_view RowCheck::cell(Row const& row, std::string_view path) const {
  auto const found = m_places.find(path);
  return found == m_places.end() || found->second >= row.cells.size() ? std::string_view{} : base::trimmed(row.cells[found->second]);
}

void RowCheck::refuse(Verdict& verdict, std::string_view path, std::string message, std::vector<std::string> arguments) const {
  verdict.refusals.push_back({std::move(message), std::move(arguments), m_choices.column_of(path)});
}

void RowCheck::remark(Verdict& verdict, std::string_view path, std::string message, std::vector<std::string> arguments) const {
  verdict.remarks.push_back({std::move(message), std::move(arguments), m_choices.column_of(path)});
}

void RowCheck::place_sheet(Row const& row, Known const& known, Verdict& verdict) const {
  if (!m_choices.has("territory") && !m_choices.has("territory_name")) {
    if (!verdict.existing || !verdict.existing->territory) return;
    if (auto const place = known.places.find(*verdict.existing->territory); place != known.places.end()) verdict.place = place->second;
    return;
  }
  auto const said = said_of(cell(row, "territory"), cell(row, "territory_name"));
  if (said.empty()) return;
  auto const path = cell(row, "territory").empty() ? "territory_name" : "territory";
  auto const& found = m_territories.at(said);
  if (!found) return refuse(verdict, path, found.error().msgid, found.error().arguments);
  verdict.place = *found;
  auto const key = territory_key(said);
  if (!key.empty() && said.find(':') == std::string::npos && key.substr(key.find(':') + 1) != base::trimmed(said))
    remark(verdict, path, msgid("The code {} had lost its zero: {} was understood."), {said, key});
}

void RowCheck::match(Row const& row, std::size_t place, Known& known, Verdict& verdict) {
  auto const id = experiences::ExperienceId::parse(cell(row, "id"));
  if (id)
    if (auto const found = known.by_id.find(id->text()); found != known.by_id.end()) verdict.existing = found->second;
  if (!id && !cell(row, "id").empty())
    return refuse(verdict, "id", msgid("“{}” is no identifier of a sheet: leave the cell as it came, or empty."), {std::string{cell(row, "id")}});
  if (!verdict.existing && !cell(row, "slug").empty())
    if (auto const found = known.by_slug.find(std::string{cell(row, "slug")}); found != known.by_slug.end()) verdict.existing = found->second;
  if (verdict.existing || id || !cell(row, "slug").empty()) return;
  auto const said = said_of(cell(row, "territory"), cell(row, "territory_name"));
  auto const where = m_territories.find(said);
  auto const [from, to] = m_around.titles.equal_range(base::fold(cell(row, "title")));
  for (auto at = from; at != to; ++at) {
    auto const found = known.by_id.find(at->second.text());
    if (found == known.by_id.end()) continue;
    auto const& one = found->second;
    bool const elsewhere = where != m_territories.end() && where->second && one.territory && *one.territory != where->second->territory;
    if (elsewhere) continue;
    verdict.looks_alike = true;
    verdict.existing = one;
    break;
  }
  auto const chosen = m_choices.rows.find(place);
  if (verdict.looks_alike && (chosen == m_choices.rows.end() ? m_choices.alike : chosen->second) == Alike::create) verdict.existing.reset();
}

void RowCheck::fill(Row const& row, Verdict& verdict) const {
  auto& sheet = verdict.sheet;
  if (verdict.existing) sheet = experiences::sheet_of(*verdict.existing, m_around.programme_slug);
  else sheet.visibility = accounts::visibility_from(m_choices.visibility).value_or(accounts::Visibility::cohort);
  for (auto const& [path, column] : m_places) {
    if (path == "id" || path == "slug" || path == "territory" || path == "territory_name" || path == "author" || column >= row.cells.size()) continue;
    auto const& text = row.cells[column];
    // Open data had an address here: what stands in the sheet is better.
    if (verdict.existing && text.find(address_removed) != std::string::npos) continue;
    if (is_day(path) && !base::trimmed(text).empty()) {
      auto const day = read_day(text);
      if (!day) refuse(verdict, path, day.error().msgid, day.error().arguments);
      else m_around.reader.put(sheet, path, *day);
      continue;
    }
    if (auto refusal = m_around.reader.put(sheet, path, text)) refuse(verdict, path, refusal->msgid, refusal->arguments);
  }
  for (auto const& item : emptied_items(row)) m_around.reader.clear(sheet, item);
  for (auto& obstacle : sheet.content.obstacles)
    if (obstacle.type.empty() && !obstacle.text.empty()) {
      obstacle.type = "other";
      remark(verdict, "obstacles.1.text", msgid("The kind of this obstacle is not said: it comes in as “other”."));
    }
  if (!sheet.published.empty() && !base::parse_day(sheet.published))
    refuse(verdict, "published", msgid("“{}” is not a day: write 2024-03-18."), {sheet.published});
  if (sheet.partial && verdict.existing)
    refuse(verdict, "partial",
           msgid("This line comes from a file that held only some parts of the sheet: it would erase the others. Take the file again as someone who "
                 "reads them all."));
  sheet.partial = false;
  if (!verdict.refusals.empty()) return;
  if (verdict.existing) experiences::retire_what_left(sheet.content, verdict.existing->content);
  for (auto& refusal : experiences::settle(sheet, m_around.vocabulary)) refuse(verdict, refusal.field, refusal.msgid, refusal.arguments);
}

std::vector<std::string> RowCheck::emptied_items(Row const& row) const {
  std::map<std::string, bool> says_something;
  for (auto const& [path, column] : m_places) {
    auto const dot = path.rfind('.');
    // Moments and actors may still hold a name that this file does not tell.
    if (dot == std::string::npos || path.starts_with("actions.") || path.starts_with("actors.") || path.find('.') == dot) continue;
    if (!path.ends_with(".code")) says_something[path.substr(0, dot)] |= !cell(row, path).empty();
  }
  std::vector<std::string> emptied;
  for (auto const& [item, says] : says_something)
    if (!says) emptied.push_back(item);
  return emptied;
}

void RowCheck::settle_author(Row const& row, Known const& known, Verdict& verdict) const {
  if (verdict.existing) verdict.author = verdict.existing->author;
  else if (!m_leads) verdict.author = m_around.viewer.person;
  auto const email = cell(row, "author");
  if (email.empty() || !m_leads) return;
  auto const found = known.authors.find(std::string{email});
  if (found != known.authors.end()) verdict.author = found->second;
  else remark(verdict, "author", msgid("Nobody here has the address {}: the sheet has no author for now."), {std::string{email}});
}

void RowCheck::settle_status(Verdict& verdict) const {
  auto& sheet = verdict.sheet;
  auto const asked = sheet.status;
  if (!m_leads) {
    sheet.status = verdict.existing ? verdict.existing->status : experiences::Status::draft;
    if (verdict.existing) sheet.visibility = verdict.existing->visibility;
    if (asked != sheet.status)
      remark(verdict, "status", msgid("A sheet is published from its own page: here it stays as it was, or comes in as a draft."));
  }
  if (experiences::is_counted(sheet.status))
    for (auto const& missing : experiences::missing_for_publication(sheet.content)) refuse(verdict, missing.field, missing.msgid, missing.arguments);
  if (verdict.existing && experiences::is_counted(sheet.status)) {
    auto as_it_would_be = *verdict.existing;
    as_it_would_be.content = sheet.content;
    as_it_would_be.status = sheet.status;
    if (auto const open = experiences::may_be_read_by(as_it_would_be, sheet.visibility); !open)
      refuse(verdict, "status", open.error().msgid, open.error().arguments);
  }
  if (sheet.published.empty() && verdict.existing && verdict.existing->published)
    sheet.published = base::iso(base::Day{std::chrono::floor<std::chrono::days>(*verdict.existing->published)});
}

void RowCheck::settle_address(Row const& row, Known const& known, Verdict& verdict) {
  auto& sheet = verdict.sheet;
  if (verdict.existing) {
    sheet.slug = verdict.existing->slug;
    sheet.id = verdict.existing->id.text();
    return;
  }
  if (auto const id = experiences::ExperienceId::parse(cell(row, "id"))) {
    if (known.borne.contains(*id)) return refuse(verdict, "id", msgid("This identifier is that of a sheet you may not change."));
    sheet.id = id->text();
  }
  auto const said = cell(row, "slug");
  if (!said.empty()) {
    if (base::slug(said) != said) return refuse(verdict, "slug", msgid("An address is made of small letters, digits and hyphens."));
    if (known.occupied.contains(std::string{said}) || !m_given.insert(std::string{said}).second)
      return refuse(verdict, "slug", msgid("The address {} is taken by another sheet."), {std::string{said}});
    sheet.slug = said;
    return;
  }
  for (auto& address : addresses_of(sheet.content.title)) {
    if (known.occupied.contains(address) || experiences::is_reserved_slug(address) || m_given.contains(address)) continue;
    m_given.insert(address);
    sheet.slug = std::move(address);
    return;
  }
  sheet.slug = addresses_of(sheet.content.title).front() + "-" +
      base::fingerprint(m_around.programme.text() + std::to_string(row.file) + "/" + std::to_string(row.line)).substr(0, 8);
}

std::string RowCheck::key_of(Row const& row, Verdict const& verdict) const {
  if (verdict.existing) return verdict.existing->id.text();
  if (!cell(row, "id").empty()) return verdict.sheet.id;
  if (!cell(row, "slug").empty()) return "/" + verdict.sheet.slug;
  return base::fold(verdict.sheet.content.title) + "/" + (verdict.place ? verdict.place->territory.text() : "");
}

Verdict RowCheck::verdict_of(Row const& row, std::size_t place, Known& known) {
  Verdict verdict;
  match(row, place, known, verdict);
  fill(row, verdict);
  place_sheet(row, known, verdict);
  if (!verdict.refusals.empty()) return verdict;
  settle_author(row, known, verdict);
  settle_status(verdict);
  settle_address(row, known, verdict);
  if (verdict.existing && !experiences::may_write(m_around.viewer, experiences::standing_of(*verdict.existing)))
    refuse(verdict, "title", msgid("Only its authors and the team of the programme may do this."));
  auto const key = key_of(row, verdict);
  // A row that bears an identifier or an address says by it which sheet it is about; another may well have the same title.
  bool const says_which = verdict.existing || !cell(row, "id").empty() || !cell(row, "slug").empty();
  auto const [seen, fresh] = m_seen.try_emplace(key, row.line);
  auto const chosen = m_choices.rows.find(place);
  auto const alike = chosen == m_choices.rows.end() ? m_choices.alike : chosen->second;
  if (!fresh && says_which) refuse(verdict, "title", msgid("Line {} is about the same sheet."), {std::to_string(seen->second)});
  else if (!fresh && alike != Alike::create)
    refuse(verdict, "title", msgid("Line {} has the same title and the same territory."), {std::to_string(seen->second)});
  if (verdict.looks_alike && verdict.existing && alike == Alike::leave)
    refuse(verdict, "title", msgid("A sheet of the same title is already there: {}. Choose what becomes of this line."), {verdict.existing->slug});
  if (!verdict.refusals.empty()) return verdict;
  auto const& existing = verdict.existing;
  bool const same_place = existing && existing->territory == (verdict.place ? std::optional{verdict.place->territory} : std::nullopt);
  bool const same = existing && same_place && existing->content == verdict.sheet.content && existing->status == verdict.sheet.status &&
      existing->visibility == verdict.sheet.visibility && existing->organisations == verdict.sheet.organisations &&
      existing->author == verdict.author && experiences::sheet_of(*existing, m_around.programme_slug).published == verdict.sheet.published;
  verdict.outcome = !existing ? Outcome::create : same ? Outcome::same : Outcome::change;
  return verdict;
}

std::vector<Verdict> RowCheck::check(db::Session& session, std::size_t from, std::size_t count) {
  auto const some = std::span{m_rows.rows}.subspan(from, std::min(count, m_rows.rows.size() - from));
  auto known = look_up(session, some);
  std::vector<Verdict> verdicts;
  for (std::size_t at = 0; at < some.size(); ++at) verdicts.push_back(verdict_of(some[at], from + at, known));
  return verdicts;
}

}  // namespace exchange
