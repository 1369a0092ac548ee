#include "domain/exchange/intake_work.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "domain/exchange/intake_steps.h"
#include "domain/exchange/table_reader.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"

namespace exchange {
namespace {

using i18n::msgid;

constexpr std::size_t rows_a_look = 500, most_lines = 100, most_shown_notes = 500, sheets_a_step_back = 100, most_opened = 2;
/// A step that writes longer makes others wait; a shorter one pays for its transaction too often.
constexpr std::chrono::milliseconds longest_step{100}, shortest_step{40};
constexpr std::size_t fewest_rows = 20, most_rows = 2'000;
/// Lists and counts are made again for who reads each time new sheets are shown: not at every step.
constexpr std::chrono::seconds shown_every{5};

using Clock = std::chrono::steady_clock;

/// "C:\fakepath\Été.xlsx" → "Été.xlsx", without what no page should show.
std::string clean_name(std::string_view name) {
  if (auto const slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string clean;
  for (char const c : name)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
  clean = base::is_clean_utf8(clean) ? base::shortened(base::trimmed(clean), 120) : std::string{};
  return clean.empty() ? "file" : clean;
}

/// Who brought the file, with what they may do in the programme by now.
accounts::Viewer viewer_in(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  accounts::Viewer viewer;
  for (auto const& member : accounts::members_of(session, programme)) {
    if (member.person != person || member.state == accounts::AccountState::closed || member.state == accounts::AccountState::erased) continue;
    viewer.person = person;
    viewer.name = member.name;
    viewer.memberships.push_back(member.membership);
  }
  return viewer;
}

std::vector<std::string> fields_of(Verdict const& verdict, i18n::Words const& words) {
  static experiences::Vocabulary const any;  // only the names of the fields are looked at
  std::vector<std::string> fields;
  for (auto const& change : experiences::changes(verdict.existing->content, verdict.sheet.content, any, words)) fields.push_back(change.field);
  return fields;
}

}  // namespace

/// A file read, and where its check stands.
struct IntakeWork::Opened {
  Rows rows;
  Choices choices;
  std::string programme_slug;
  Titles titles;
  std::unique_ptr<experiences::CellReader> reader;  ///< of the programme's words
  std::unique_ptr<RowCheck> check;
  std::int64_t next = 0;  ///< row the check expects
  Clock::time_point shown_at{};
};

IntakeWork::IntakeWork(db::Database& database, base::World const& world, experiences::Shelf& shelf, std::filesystem::path files,
                       i18n::Dictionary const& dictionary)
    : m_database{database},
      m_world{world},
      m_shelf{shelf},
      m_files{std::move(files)},
      m_languages{&dictionary.words(i18n::Language::french), &dictionary.words(i18n::Language::english)},
      m_reader{m_languages} {}

base::Outcome<Intake> IntakeWork::bring(accounts::ProgrammeId const& programme, accounts::PersonId const& person, std::string const& file_name,
                                        std::string_view bytes) {
  auto const name = clean_name(file_name);
  auto const rows = read_table(bytes, name);
  if (!rows) return tl::unexpected{rows.error().refusal};
  if (rows->rows.empty() && rows->rejected.empty()) return base::refuse(msgid("This file names columns but has no line under them."));
  Intake intake;
  intake.id = m_world.new_id<Intake>();
  intake.programme = programme;
  intake.person = person;
  intake.file_name = name;
  intake.content = files::ContentFolder{m_files}.keep(bytes);
  intake.choices = to_json(proposed(*rows, m_reader, m_languages));
  intake.rows_total = static_cast<std::int64_t>(rows->rows.size() + rows->rejected.size());
  intake.created_at = intake.changed_at = m_world.now();
  m_database.write([&](db::Session& session) { IntakeStore{session}.add(intake); });
  return intake;
}

std::shared_ptr<IntakeWork::Opened> IntakeWork::open(Intake const& intake) {
  {
    std::lock_guard const guard{m_mutex};
    if (auto const found = m_opened.find(intake.id); found != m_opened.end()) return found->second;
  }
  auto const path = files::ContentFolder{m_files}.find(intake.content);
  auto const bytes = path ? files::read_file(*path, largest_brought) : std::nullopt;
  if (!bytes) throw std::runtime_error{"the brought file " + intake.id.text() + " is not in its folder any more"};
  auto rows = read_table(*bytes, intake.file_name);
  if (!rows) throw std::runtime_error{"the brought file " + intake.id.text() + " cannot be read any more"};
  auto opened = std::make_shared<Opened>();
  opened->rows = std::move(*rows);
  opened->choices = choices_from_json(intake.choices).value_or(Choices{});
  m_database.read([&](db::Session& session) {
    auto const viewer = viewer_in(session, intake.programme, intake.person);
    opened->programme_slug = programme::brief_of(session, intake.programme).value_or(programme::Brief{}).slug;
    opened->titles = titles_of(*m_shelf.of(session, intake.programme));
    auto const vocabulary = experiences::vocabulary_of(session, intake.programme);
    opened->reader = std::make_unique<experiences::CellReader>(m_languages, vocabulary);
    opened->check =
        std::make_unique<RowCheck>(RowCheck::Around{viewer, intake.programme, opened->programme_slug, *opened->reader, opened->titles, vocabulary},
                                   opened->rows, opened->choices);
  });
  opened->next = intake.state == IntakeState::running ? intake.rows_done : 0;
  return opened;
}

void IntakeWork::close(IntakeId const& id) {
  std::lock_guard const guard{m_mutex};
  m_opened.erase(id);
}

IntakeWork::Glimpse IntakeWork::glimpse(Intake const& intake) {
  auto const opened = open(intake);
  Glimpse glimpse{opened->rows.columns, std::vector<std::vector<std::string>>(opened->rows.columns.size())};
  for (std::size_t column = 0; column < glimpse.columns.size(); ++column)
    for (auto const& row : opened->rows.rows) {
      if (glimpse.values[column].size() == 2) break;
      if (column < row.cells.size() && !base::trimmed(row.cells[column]).empty())
        glimpse.values[column].push_back(base::shortened(row.cells[column], 80));
    }
  return glimpse;
}

Found IntakeWork::look(Intake const& intake) {
  Found found;
  auto const opened = open(intake);
  auto const& rows = opened->rows;
  auto const note = [&](IntakeNote one) {
    if (found.notes.size() < most_shown_notes) found.notes.push_back(std::move(one));
    ++found.noted;
  };
  for (auto& one : unread(rows)) note(std::move(one)), ++found.left_out;
  for (std::size_t from = 0; from < rows.rows.size(); from += rows_a_look) {
    auto const verdicts = m_database.read([&](db::Session& session) { return opened->check->check(session, from, rows_a_look); });
    for (std::size_t at = 0; at < verdicts.size(); ++at) {
      auto const& verdict = verdicts[at];
      auto const& row = rows.rows[from + at];
      for (auto const& refusal : verdict.refusals) note(note_of(rows, row, refusal, true));
      for (auto const& remark : verdict.refusals.empty() ? verdict.remarks : std::vector<base::Refusal>{}) note(note_of(rows, row, remark, false));
      (verdict.outcome == Outcome::create       ? found.created
           : verdict.outcome == Outcome::change ? found.changed
           : verdict.outcome == Outcome::same   ? found.same
                                                : found.left_out) += 1;
      Found::Line line{static_cast<std::int64_t>(from + at),
                       static_cast<std::int64_t>(row.line),
                       rows.file_of(row),
                       verdict.sheet.content.title,
                       verdict.existing ? verdict.existing->slug : "",
                       verdict.outcome,
                       {},
                       {}};
      if (verdict.looks_alike && found.alike.size() < most_lines) {
        auto const chosen = opened->choices.rows.find(from + at);
        line.chosen = code(chosen == opened->choices.rows.end() ? opened->choices.alike : chosen->second);
        found.alike.push_back(line);
      }
      bool const acts = verdict.outcome == Outcome::create || verdict.outcome == Outcome::change;
      if (!acts || found.lines.size() >= most_lines) continue;
      if (verdict.outcome == Outcome::change) line.fields = fields_of(verdict, *m_languages.front());
      found.lines.push_back(std::move(line));
    }
  }
  put_in_order(found.notes);
  return found;
}

bool IntakeWork::start(IntakeId const& id, IntakeState from, IntakeState to) {
  close(id);
  return m_database.write([&](db::Session& session) {
    IntakeStore store{session};
    auto intake = store.find(id);
    if (!intake || intake->state != from) return false;
    intake->state = to;
    intake->rows_done = 0;
    intake->changed_at = m_world.now();
    store.put(*intake);
    jobs::enqueue(session, m_world, step_event, id.text());
    return true;
  });
}

void IntakeWork::step(IntakeId const& id) {
  auto const intake = m_database.read([&](db::Session& session) { return IntakeStore{session}.find(id); });
  if (!intake) return;
  try {
    if (intake->state == IntakeState::running) take_in(*intake);
    else if (intake->state == IntakeState::undoing) take_back(*intake);
  } catch (...) {
    // The check may have counted rows that were not written: the next try starts from what the database says.
    close(id);
    throw;
  }
}

void IntakeWork::take_in(Intake const& intake) {
  auto opened = open(intake);
  if (opened->next != intake.rows_done) {
    close(intake.id);
    opened = open(intake);
  }
  {
    std::lock_guard const guard{m_mutex};
    if (m_opened.size() >= most_opened && !m_opened.contains(intake.id)) m_opened.erase(m_opened.begin());
    m_opened[intake.id] = opened;
  }
  auto const verdicts =
      m_database.read([&](db::Session& session) { return opened->check->check(session, static_cast<std::size_t>(intake.rows_done), m_rows_a_step); });
  auto const from = Clock::now();
  bool const last = opened->next + static_cast<std::int64_t>(verdicts.size()) >= static_cast<std::int64_t>(opened->rows.rows.size());
  auto const shown = last || from - opened->shown_at >= shown_every ? experiences::Shown::at_once : experiences::Shown::later;
  m_database.write([&](db::Session& session) { write_in(session, m_world, {intake, opened->rows, opened->programme_slug, verdicts, shown}); });
  auto const took = Clock::now() - from;
  if (shown == experiences::Shown::at_once) opened->shown_at = from;
  opened->next += static_cast<std::int64_t>(verdicts.size());
  if (took > longest_step) m_rows_a_step = std::max(fewest_rows, m_rows_a_step / 2);
  else if (took < shortest_step) m_rows_a_step = std::min(most_rows, m_rows_a_step * 2);
  if (last) return close(intake.id);
  // Near half of the time is left to who reads and writes meanwhile, on a machine of one or two processors above all.
  std::this_thread::sleep_for(std::min<Clock::duration>(took, longest_step));
}

void IntakeWork::take_back(Intake const& intake) {
  auto const sheets =
      m_database.read([&](db::Session& session) { return IntakeStore{session}.sheets(intake.id, intake.rows_done, sheets_a_step_back); });
  m_database.write([&](db::Session& session) { write_back(session, m_world, intake, sheets, sheets.size() < sheets_a_step_back); });
}

}  // namespace exchange
