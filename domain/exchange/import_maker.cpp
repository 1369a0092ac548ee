#include <algorithm>

#include "domain/exchange/import_rooms.h"
#include "domain/exchange/sheet_export.h"

namespace exchange {
namespace {

using i18n::msgid;
constexpr int items_offered = 3;
constexpr std::size_t few_columns = 25;

std::string alike_label(Alike alike, i18n::Words const& words) {
  if (alike == Alike::change) return words.t("the sheet already there is changed");
  if (alike == Alike::create) return words.t("another sheet is made");
  return words.t("the line is left out");
}

std::vector<ChoosePage::Option> alike_options(std::string_view chosen, i18n::Words const& words) {
  std::vector<ChoosePage::Option> options;
  for (auto const alike : {Alike::leave, Alike::change, Alike::create})
    options.push_back({std::string{code(alike)}, alike_label(alike, words), code(alike) == chosen});
  return options;
}

}  // namespace

html::Url intake_address(std::string_view programme_slug, IntakeId const& id) {
  return html::Url::path("/p/{}/experiences/import/{}", {programme_slug, id.text()});
}

ImportMaker::ImportMaker(accounts::Visit const& visit, std::string programme_slug, Intake const& intake)
    : m_visit{visit}, m_words{visit.words()}, m_slug{std::move(programme_slug)}, m_intake{intake} {}

std::string ImportMaker::where(std::string const& file, std::int64_t line) const {
  // In an archive of texts the file says more than its first line.
  if (file != m_intake.file_name) return line <= 1 ? file : file + m_words.t(", line {}", {line});
  return line == 0 ? m_words.t("the file") : m_words.t("line {}", {line});
}

std::string ImportMaker::counts(std::int64_t created, std::int64_t changed, std::int64_t same, std::int64_t left_out) const {
  std::vector<std::string> parts;
  if (created != 0) parts.push_back(m_words.tn("one new sheet", "{} new sheets", created));
  if (changed != 0) parts.push_back(m_words.tn("one sheet changed", "{} sheets changed", changed));
  if (same != 0) parts.push_back(m_words.tn("one already says the same", "{} already say the same", same));
  if (left_out != 0) parts.push_back(m_words.tn("one line left out", "{} lines left out", left_out));
  return parts.empty() ? m_words.t("nothing") : m_words.enumeration(parts);
}

ImportLine ImportMaker::line_of(IntakeNote const& note) const {
  auto text = m_words.refusal(note.refusal);
  if (!note.refusal.field.empty()) text = m_words.t("column “{}”: {}", {note.refusal.field, text});
  return {where(note.file, note.line), {}, std::move(text), {}};
}

std::vector<ChoosePage::Group> ImportMaker::groups(std::string const& chosen, bool everything) const {
  std::vector<ChoosePage::Group> groups;
  auto const item = chosen.substr(0, chosen.rfind('.') + 1);
  auto const option = [&](std::string const& path) { return ChoosePage::Option{path, label_of_column(path, m_words), path == chosen}; };
  ChoosePage::Group plain{m_words.t("The sheet"), {}}, items{m_words.t("Its moments, actors, effects, obstacles and levers"), {}};
  bool found = chosen.empty();
  for (auto const& path : experiences::every_path(items_offered)) {
    bool const numbered = std::count(path.begin(), path.end(), '.') == 2;
    // A file of ours has a hundred columns, all known: each then offers its own item, not two hundred fields.
    if (numbered && !everything && !chosen.empty() && (item.empty() || !path.starts_with(item))) continue;
    (numbered ? items : plain).options.push_back(option(path));
    if (path == "territory") plain.options.push_back(option("territory_name"));
    found = found || path == chosen;
  }
  // A file of ours may hold a seventh obstacle: what was recognised is always offered.
  if (!found && chosen != "territory_name") items.options.push_back(option(chosen));
  groups.push_back(std::move(plain));
  if (!items.options.empty()) groups.push_back(std::move(items));
  return groups;
}

void ImportMaker::add_twins(ChoosePage& page, Found const& found, Choices const& choices) const {
  page.alike = alike_options(code(choices.alike), m_words);
  for (auto const& one : found.alike)
    page.twins.push_back({"row-" + std::to_string(one.place), where(one.file, one.line), one.title.empty() ? one.slug : one.title,
                          experiences::address_of(m_slug, one.slug), alike_options(one.chosen, m_words)});
}

void ImportMaker::add_lines(ChoosePage& page, Found const& found) const {
  for (auto const& one : found.lines) {
    std::vector<std::string> fields;
    for (auto const& field : one.fields) fields.push_back(m_words.t(experiences::field_msgid(field)));
    bool const fresh = one.outcome == Outcome::create;
    ImportLine line{where(one.file, one.line), one.title, {}, fresh ? html::Url{} : experiences::address_of(m_slug, one.slug)};
    if (!fresh) line.detail = fields.empty() ? m_words.t("what stands beside its text") : m_words.enumeration(fields);
    (fresh ? page.created : page.changed).push_back(std::move(line));
  }
  for (auto const& note : found.notes) (note.left_out ? page.left_out : page.noted).push_back(line_of(note));
  page.more_created = found.created - static_cast<std::int64_t>(page.created.size());
  page.more_changed = found.changed - static_cast<std::int64_t>(page.changed.size());
  page.more_notes = found.noted - static_cast<std::int64_t>(found.notes.size());
}

ChoosePage ImportMaker::choose(IntakeWork::Glimpse const& glimpse) const {
  ChoosePage page;
  auto const choices = choices_from_json(m_intake.choices).value_or(Choices{});
  auto const found = found_from_json(m_intake.found);
  page.file = m_intake.file_name;
  page.action = intake_address(m_slug, m_intake.id);
  page.summary = m_words.t("This file would give: {}.", {counts(found.created, found.changed, found.same, found.left_out)});
  page.can_run = found.created + found.changed > 0;
  page.run_label = m_words.tn("Bring in this sheet", "Bring in these {} sheets", found.created + found.changed);
  if (!choices.has("title") && !choices.has("id") && !choices.has("slug"))
    page.problem = m_words.t("No column is chosen for the title: choose it below, then look again.");
  for (std::size_t at = 0; at < glimpse.columns.size(); ++at) {
    auto const chosen = at < choices.columns.size() ? choices.columns[at].second : std::string{};
    if (!chosen.empty()) ++page.recognised;
    std::string values;
    for (auto const& value : glimpse.values[at]) values.append(values.empty() ? "" : " · ").append(value);
    page.columns.push_back({glimpse.columns[at].empty() ? m_words.t("(no name)") : glimpse.columns[at], std::move(values),
                            groups(chosen, glimpse.columns.size() <= few_columns)});
  }
  using accounts::Visibility;
  for (auto const visibility : {Visibility::private_, Visibility::companion, Visibility::cohort, Visibility::community, Visibility::public_})
    page.visibilities.push_back({std::string{accounts::code(visibility)}, m_words.t(experiences::visibility_msgid(visibility)),
                                 accounts::code(visibility) == choices.visibility});
  add_twins(page, found, choices);
  add_lines(page, found);
  return page;
}

UnderWayPage ImportMaker::under_way() const {
  bool const back = m_intake.state == IntakeState::undoing;
  UnderWayPage page;
  page.title = back ? m_words.t("Being taken back: {}", {m_intake.file_name}) : m_words.t("Going in: {}", {m_intake.file_name});
  page.all = std::max<std::int64_t>(1, m_intake.rows_total);
  page.done = std::min(page.all, m_intake.rows_done);
  page.sentence = back ? m_words.t("The sheets of this file are being taken back.")
                       : m_words.t("{} lines of {} are through.", {m_words.number(m_intake.rows_done), m_words.number(m_intake.rows_total)});
  page.here = intake_address(m_slug, m_intake.id);
  return page;
}

ReportPage ImportMaker::report(std::vector<TakenSheet> const& sheets, std::map<std::string, std::string> const& titles,
                               std::vector<IntakeNote> const& notes) const {
  ReportPage page;
  auto const& one = m_intake;
  page.undone = one.state == IntakeState::undone;
  page.can_undo = one.state == IntakeState::done && one.created + one.changed > 0;
  page.file = one.file_name;
  page.sentence = page.undone ? m_words.t("This import was taken back.")
                              : m_words.t("It is in: {}.", {counts(one.created, one.changed, one.unchanged, one.left_out)});
  if (page.undone && one.kept_back > 0)
    page.detail =
        m_words.tn("One sheet was changed since: it was left as it is.", "{} sheets were changed since: they were left as they are.", one.kept_back);
  page.list = experiences::list_address(m_slug);
  page.again = html::Url::path("/p/{}/experiences/import", {m_slug});
  page.undo = html::Url::path("/p/{}/experiences/import/{}/undo", {m_slug, one.id.text()});
  for (auto const& note : notes) {
    bool const of_undoing = note.refusal.msgid == "This sheet was changed since the import: it was left as it is.";
    if (of_undoing != page.undone) continue;
    if (of_undoing) {
      auto const title = titles.find(note.file);
      page.left_out.push_back(
          {note.file, title == titles.end() ? note.file : title->second, m_words.t(note.refusal.msgid), experiences::address_of(m_slug, note.file)});
    } else {
      (note.left_out ? page.left_out : page.noted).push_back(line_of(note));
    }
  }
  for (auto const& sheet : page.undone ? std::vector<TakenSheet>{} : sheets) {
    auto const title = titles.find(sheet.slug);
    page.sheets.push_back({sheet.before.empty() ? m_words.t("new sheet") : m_words.t("changed sheet"),
                           title == titles.end() ? sheet.slug : title->second,
                           {},
                           experiences::address_of(m_slug, sheet.slug)});
  }
  return page;
}

std::string ImportMaker::state() const {
  switch (m_intake.state) {
    case IntakeState::choosing: return m_words.t("waiting for your choices");
    case IntakeState::running: return m_words.t("going in");
    case IntakeState::done: return m_words.t("in: {}", {counts(m_intake.created, m_intake.changed, 0, m_intake.left_out)});
    case IntakeState::undoing: return m_words.t("being taken back");
    case IntakeState::undone: return m_words.t("taken back");
  }
  return {};
}

}  // namespace exchange
