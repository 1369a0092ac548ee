#include "app/programme_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "app/folder_kit.h"
#include "app/folder_lists.h"
#include "app/folder_sheets.h"
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using Problems = std::vector<base::Problem>;

/// Everything was tried and must be undone: a dry run, or a problem met half-way.
struct Undo {};

/// Puts every file of a folder in its place, collecting problems on the way.
class FolderImport {
 public:
  FolderImport(db::Session& session, base::World const& world, KitTools const& tools, fs::path folder)
      : m_session{session}, m_world{world}, m_tools{tools}, m_folder{std::move(folder)} {}

  void run() {
    if (!read_programme()) return;
    import_programme_file();
    import_territories();
    import_organisations();
    import_people();
    import_words();
    if (problems.empty()) import_sheets(context());
    if (problems.empty()) to_publish = import_kits(context(), m_tools);
  }

  FolderReport report;
  Problems problems;
  std::vector<kit::EditionId> to_publish;  ///< editions frozen here and not public yet, in order

 private:
  std::string name_of(fs::path const& path) const { return name_in_folder(m_folder, path); }
  FolderContext context() {
    return {m_session, m_world, m_folder, m_programme.brief.id, m_programme.brief.slug, m_tools.pieces_folder, report, problems};
  }

  void import_words() {
    auto const path = m_folder / "words.csv";
    auto const bytes = file_bytes(path.string());
    if (!bytes || !problems.empty()) return;
    auto const lines = experiences::parse_words(*bytes, name_of(path));
    if (!lines) {
      problems.insert(problems.end(), lines.error().begin(), lines.error().end());
      return;
    }
    auto const done = experiences::import_words(m_session, m_world, m_programme.brief.id, *lines, m_tools.words);
    if (!done) problems.push_back({name_of(path), 0, done.error()});
    else report.lines.push_back({"words", 0, *done, static_cast<int>(lines->size())});
  }

  bool read_programme() {
    auto const path = m_folder / "programme.toml";
    auto const bytes = file_bytes(path.string());
    if (!bytes) {
      problems.push_back({name_of(path), 0, {"A programme folder holds a file programme.toml; there is none here.", {}, {}}});
      return false;
    }
    auto parsed = programme::parse_programme(*bytes, name_of(path));
    if (!parsed) {
      problems = std::move(parsed.error());
      return false;
    }
    m_programme = std::move(*parsed);
    return true;
  }

  void import_programme_file() {
    programme::ProgrammeStore store{m_session};
    auto const before = store.find(m_programme.brief.id);
    FolderReport::Line line{"programme"};
    if (!before) ++line.created;
    else if (programme::format_programme(*before) == programme::format_programme(m_programme)) ++line.unchanged;
    else ++line.changed;
    if (line.unchanged == 0) store.put(m_programme);
    report.lines.push_back(line);
  }

  std::vector<accounts::TerritoryId> perimeter(std::string const& text, std::size_t line, std::string const& file) {
    std::vector<Named> keys;
    for (auto const& key : base::split(text, '|')) keys.push_back({key, line, "perimeter"});
    std::vector<accounts::TerritoryId> members;
    for (auto const& id : resolved(context(), keys, file))
      if (id) members.push_back(*id);
    return members;
  }

  void import_territories() {
    auto const path = m_folder / "territories.csv";
    auto const lines = read_territory_lines(path.string(), name_of(path), problems);
    for (auto const& line : lines) {
      if (!line.territory.text.starts_with("adhoc:")) continue;
      territories::Perimeter adhoc;
      adhoc.key = {territories::Type::adhoc, territories::adhoc_code(m_programme.brief.slug, line.territory.text.substr(6))};
      adhoc.name = line.name;
      adhoc.members = perimeter(line.perimeter, line.territory.line, name_of(path));
      if (auto const put = territories::put_perimeter(m_session, adhoc); !put) problems.push_back({name_of(path), line.territory.line, put.error()});
    }
    std::vector<Named> keys;
    for (auto const& line : lines) keys.push_back(line.territory);
    auto const ids = resolved(context(), keys, name_of(path));
    std::vector<programme::ParticipantLine> participants;
    for (std::size_t at = 0; at < lines.size(); ++at)
      if (ids[at]) participants.push_back({*ids[at], lines[at].role, lines[at].kind, lines[at].name, lines[at].perimeter, lines[at].note});
    if (!problems.empty()) return;
    programme::ProgrammeStore store{m_session};
    FolderReport::Line counted{"territories"};
    bool const same = store.participants(m_programme.brief.id) == participants;
    (same ? counted.unchanged : counted.changed) = static_cast<int>(participants.size());
    if (!same) store.replace_participants(m_programme.brief.id, participants);
    report.lines.push_back(counted);
  }

  void import_organisations() {
    auto const path = m_folder / "organisations.csv";
    auto const lines = read_organisation_lines(path.string(), name_of(path), problems);
    std::map<std::string, territories::Organisation> before;
    for (auto& one : territories::organisations_of(m_session, m_programme.brief.id)) before.emplace(one.key, one);
    FolderReport::Line counted{"organisations"};
    std::vector<std::string> keys;
    for (auto const& line : lines) {
      auto organisation = line.organisation;
      organisation.programme = m_programme.brief.id;
      organisation.perimeters = perimeter(line.perimeters, line.line, name_of(path));
      keys.push_back(organisation.key);
      auto const known = before.find(organisation.key);
      if (known != before.end() && known->second == organisation) {
        ++counted.unchanged;
        continue;
      }
      ++(known == before.end() ? counted.created : counted.changed);
      if (auto const put = territories::put_organisation(m_session, organisation); !put) problems.push_back({name_of(path), line.line, put.error()});
    }
    territories::keep_only_organisations(m_session, m_programme.brief.id, keys);
    report.lines.push_back(counted);
  }

  void import_people() {
    auto const path = m_folder / "people.csv";
    auto const lines = read_people_lines(path.string(), name_of(path), problems);
    std::vector<Named> keys;
    for (auto const& line : lines)
      if (!line.territory.text.empty()) keys.push_back(line.territory);
    auto const ids = resolved(context(), keys, name_of(path));
    std::vector<accounts::Invitation> invitations;
    std::size_t next = 0;
    for (auto const& line : lines) {
      auto invitation = line.invitation;
      if (!line.territory.text.empty()) invitation.membership.territory = ids[next++];
      invitations.push_back(std::move(invitation));
    }
    if (!problems.empty()) return;
    FolderReport::Line counted{"people"};
    bool const changed = accounts::replace_members(m_session, m_world, m_programme.brief.id, invitations);
    (changed ? counted.changed : counted.unchanged) = static_cast<int>(invitations.size());
    report.lines.push_back(counted);
  }

  db::Session& m_session;
  base::World const& m_world;
  KitTools const& m_tools;
  fs::path m_folder;
  programme::Programme m_programme;
};

}  // namespace

std::optional<std::string> file_bytes(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

tl::expected<FolderReport, Problems> import_programme(db::Database& database, base::World const& world, KitTools const& tools,
                                                      std::string const& folder, bool dry_run) {
  FolderReport report;
  std::vector<kit::EditionId> to_publish;
  Problems problems;
  auto const path = fs::absolute(folder).lexically_normal();
  try {
    database.write([&](db::Session& session) {
      FolderImport import{session, world, tools, path.filename().empty() ? path.parent_path() : path};
      import.run();
      report = std::move(import.report);
      problems = std::move(import.problems);
      to_publish = std::move(import.to_publish);
      if (dry_run || !problems.empty()) throw Undo{};
    });
  } catch (Undo const&) {
    if (!problems.empty()) return tl::unexpected{std::move(problems)};
    return report;
  }
  // The files of an edition are made after the transaction: they are many, and may be made again.
  for (auto const& edition : to_publish)
    if (auto const published = kit::publish(database, world, tools.words, edition, tools.workshop); !published)
      report.unmade.push_back(tools.words.refusal(published.error()));
  return report;
}

}  // namespace app
