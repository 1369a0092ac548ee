#include "domain/exchange/mapped_import.h"

#include <fstream>
#include <iterator>
#include <set>
#include <span>

#include "domain/exchange/placing.h"
#include "domain/exchange/sheet_fields.h"
#include "domain/exchange/sheet_maker.h"
#include "domain/atelier/atelier.h"
#include "domain/programme/programme.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

using Problems = std::vector<base::Problem>;
/// Sheets held at once: a hundred thousand of them would not fit in a small machine.
constexpr std::size_t rows_at_once = 2'000;

/// Everything was tried and must be undone.
struct Undo {};

tl::expected<Mapping, Problems> mapping_at(std::filesystem::path const& path) {
  auto const name = path.filename().string();
  std::ifstream file{path, std::ios::binary};
  if (!file) return tl::unexpected{Problems{{path.string(), 0, {"This mapping file cannot be read.", {}, {}}}}};
  std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
  return read_mapping(bytes, name);
}

/// The code of a word of the programme a mapping names by its label; what it says otherwise.
std::string code_said(experiences::List list, std::string const& said, experiences::Vocabulary const& vocabulary) {
  if (vocabulary.find(list, said)) return said;
  for (auto const& word : vocabulary.words(list))
    if (word.offered() && base::fold(word.label) == base::fold(said)) return word.code;
  return said;
}

std::vector<base::Refusal> settled(experiences::Sheet& sheet, experiences::Vocabulary const& vocabulary) {
  for (auto& theme : sheet.content.themes) theme = code_said(experiences::List::theme, theme, vocabulary);
  return settle(sheet, vocabulary);
}
std::vector<base::Refusal> settled(atelier::Sheet& sheet, experiences::Vocabulary const&) { return settle(sheet); }

/// The values of a row in a sheet, over the constants; a refusal for each that does not fit.
template <class Sheet>
Sheet sheet_of(Mapping const& mapping, Filled& filled, std::string slug, experiences::Vocabulary const& vocabulary) {
  Sheet sheet;
  sheet.slug = std::move(slug);
  auto const take = [&](std::string const& field, std::vector<std::string> const& values) {
    if (auto refusal = put(sheet, field, values)) filled.refusals.push_back(std::move(*refusal));
  };
  for (auto const& [field, values] : mapping.constants) take(field, values);
  for (auto const& [field, values] : filled.values) take(field, values);
  // A sheet already refused may be empty: what else is wrong with it would only confuse.
  if (filled.refusals.empty())
    for (auto& refusal : settled(sheet, vocabulary)) filled.refusals.push_back(std::move(refusal));
  return sheet;
}

/// One import, from rows to the database.
class Importing {
 public:
  Importing(db::Session& session, base::World const& world, Mapping const& mapping, Rows const& rows, Asked const& asked)
      : m_session{session}, m_world{world}, m_mapping{mapping}, m_rows{rows}, m_slug{asked.programme}, m_maker{mapping, rows} {}

  Report run(accounts::ProgrammeId const& programme) {
    m_programme = programme;
    m_vocabulary = experiences::vocabulary_of(m_session, programme);
    m_report.files = static_cast<int>(m_rows.files.size());
    m_report.rows = static_cast<int>(m_rows.rows.size() + m_rows.rejected.size());
    m_report.rejected = static_cast<int>(m_rows.rejected.size());
    for (auto const& problem : m_rows.rejected) m_report.notes.push_back({problem, "", true});
    for (std::size_t at = 0; at < m_rows.rows.size(); at += rows_at_once) {
      auto const some = std::span{m_rows.rows}.subspan(at, std::min(rows_at_once, m_rows.rows.size() - at));
      if (m_mapping.kind == Kind::experience) take_experiences(some);
      else take_methods(some);
    }
    return std::move(m_report);
  }

 private:
  void take_experiences(std::span<Row const> some) {
    auto placed = place_all(m_session, m_mapping, m_rows, some);
    std::vector<experiences::Import> imports;
    for (std::size_t at = 0; at < some.size(); ++at) {
      auto filled = m_maker.fill(some[at]);
      if (placed[at].refusal) filled.refusals.push_back(std::move(*placed[at].refusal));
      for (auto& remark : placed[at].remarks) filled.remarks.push_back(std::move(remark));
      if (auto sheet = accepted<experiences::Sheet>(some[at], filled))
        imports.push_back({m_programme, m_slug, std::move(*sheet), placed[at].place, std::nullopt});
    }
    for (auto const result : experiences::import_sheets(m_session, m_world, imports)) count(result);
  }

  void take_methods(std::span<Row const> some) {
    std::vector<atelier::Import> imports;
    for (auto const& row : some) {
      auto filled = m_maker.fill(row);
      if (auto sheet = accepted<atelier::Sheet>(row, filled)) imports.push_back({m_programme, m_slug, std::move(*sheet), std::nullopt, {}});
    }
    for (auto const result : atelier::import_methods(m_session, m_world, imports)) count(result);
  }

  template <class Sheet>
  std::optional<Sheet> accepted(Row const& row, Filled& filled) {
    auto key = m_maker.key_of(row, filled);
    auto sheet = sheet_of<Sheet>(m_mapping, filled, key, m_vocabulary);
    bool const good = filled.refusals.empty();
    for (auto& refusal : filled.refusals) note(row, key, std::move(refusal), true);
    // What was guessed of a row that stays out helps nobody.
    if (good)
      for (auto& remark : filled.remarks) note(row, key, std::move(remark), false);
    if (good) return sheet;
    ++m_report.rejected;
    return std::nullopt;
  }

  void note(Row const& row, std::string const& key, base::Refusal refusal, bool rejected) {
    m_report.notes.push_back({{m_rows.file_of(row), row.line, std::move(refusal)}, key, rejected});
  }

  template <class Imported>
  void count(Imported result) {
    if (result == Imported::created) ++m_report.created;
    else if (result == Imported::changed) ++m_report.changed;
    else ++m_report.unchanged;
  }

  db::Session& m_session;
  base::World const& m_world;
  Mapping const& m_mapping;
  Rows const& m_rows;
  std::string m_slug;
  SheetMaker m_maker;
  accounts::ProgrammeId m_programme;
  experiences::Vocabulary m_vocabulary;
  Report m_report;
};

}  // namespace

tl::expected<Report, Problems> import_rows(db::Database& database, base::World const& world, Asked const& asked) {
  auto const mapping = mapping_at(asked.mapping);
  if (!mapping) return tl::unexpected{mapping.error()};
  auto const programme = database.read([&](db::Session& session) { return programme::id_of_slug(session, asked.programme); });
  if (!programme)
    return tl::unexpected{Problems{{asked.programme, 0, {"There is no programme of this name here: import its folder first.", {}, {}}}}};
  auto const rows = read_rows(*mapping, asked.source);
  if (!rows) return tl::unexpected{Problems{rows.error()}};
  if (auto missing = SheetMaker{*mapping, *rows}.missing_columns(); !missing.empty()) return tl::unexpected{std::move(missing)};
  Report report;
  try {
    database.write([&](db::Session& session) {
      report = Importing{session, world, *mapping, *rows, asked}.run(*programme);
      if (asked.dry_run) throw Undo{};
    });
  } catch (Undo const&) {}
  return report;
}

std::string notes_as_csv(Report const& report, std::string (*why)(base::Refusal const&)) {
  std::vector<std::vector<std::string>> lines{{"file", "line", "outcome", "field", "key", "why"}};
  for (auto const& [problem, key, rejected] : report.notes)
    lines.push_back({problem.file, std::to_string(problem.line), rejected ? "rejected" : "noted", problem.refusal.field, key, why(problem.refusal)});
  return base::write_csv(lines, base::CsvKind::spreadsheet);
}

}  // namespace exchange
