#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "app/folder_kit.h"
#include "app/folder_sheets.h"
#include "app/programme_folder.h"
#include "domain/atelier/atelier.h"
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_file.h"
#include "platform/files/disk.h"

namespace app {
namespace {

namespace fs = std::filesystem;

/// Writes a programme's files; territories keep the name they had in the files.
class FolderExport {
 public:
  FolderExport(db::Session& session, programme::Programme programme, fs::path folder, ExportedFrom const& from)
      : m_session{session},
        m_programme{std::move(programme)},
        m_folder{std::move(folder)},
        m_method_pictures{fs::path{from.pieces} / "methods"},
        m_kit_photos{from.kit_photos},
        m_pieces{from.pieces} {}

  void run() {
    fs::create_directories(m_folder);
    write("programme.toml", programme::format_programme(m_programme));
    ++counted("programme").unchanged;
    export_territories();
    export_organisations();
    export_people();
    export_words();
    export_experiences();
    export_methods();
    export_kit();
    remove_what_left();
  }

  FolderReport report;

 private:
  FolderReport::Line& counted(std::string what) { return report.lines.emplace_back(FolderReport::Line{std::move(what)}); }

  void write(fs::path const& name, std::string const& bytes) {
    m_written.insert(name.lexically_normal());
    fs::create_directories((m_folder / name).parent_path());
    std::ofstream file{m_folder / name, std::ios::binary};
    file << bytes;
    if (!file.flush()) throw std::runtime_error{"the file " + (m_folder / name).string() + " could not be written"};
  }

  std::string in_files(std::string const& key) const { return file_key(m_programme.brief.slug, key); }

  void export_territories() {
    auto const participants = programme::ProgrammeStore{m_session}.participants(m_programme.brief.id);
    std::vector<accounts::TerritoryId> ids;
    for (auto const& one : participants) ids.push_back(one.territory);
    auto const keys = territories::keys_of(m_session, ids);
    std::vector<TerritoryLine> lines;
    for (auto const& one : participants)
      lines.push_back({{in_files(keys.at(one.territory)), 0, {}}, one.role, one.name, one.kind, one.perimeter, one.note});
    write("territories.csv", write_territory_lines(lines));
    counted("territories").unchanged = static_cast<int>(lines.size());
  }

  void export_organisations() {
    std::vector<accounts::TerritoryId> ids;
    auto const organisations = territories::organisations_of(m_session, m_programme.brief.id);
    for (auto const& one : organisations) ids.insert(ids.end(), one.perimeters.begin(), one.perimeters.end());
    auto const keys = territories::keys_of(m_session, ids);
    std::vector<OrganisationLine> lines;
    for (auto const& one : organisations) {
      std::string perimeters;
      for (auto const& id : one.perimeters) perimeters += (perimeters.empty() ? "" : "|") + in_files(keys.at(id));
      lines.push_back({one, perimeters, 0});
    }
    write("organisations.csv", write_organisation_lines(lines));
    counted("organisations").unchanged = static_cast<int>(lines.size());
  }

  void export_people() {
    auto const members = accounts::members_of(m_session, m_programme.brief.id);
    std::vector<accounts::TerritoryId> ids;
    for (auto const& one : members) {
      if (one.membership.territory) ids.push_back(*one.membership.territory);
      m_emails.emplace(one.person, one.email);
    }
    auto const keys = territories::keys_of(m_session, ids);
    std::vector<PersonLine> lines;
    for (auto const& one : members) {
      accounts::Invitation invitation{one.email, one.name, one.membership, one.organisation, one.note};
      lines.push_back({std::move(invitation), {one.membership.territory ? in_files(keys.at(*one.membership.territory)) : "", 0, {}}});
    }
    write("people.csv", write_people_lines(lines));
    counted("people").unchanged = static_cast<int>(lines.size());
  }

  /// Photos and documents beside their sheet, under their code; the sheet names them.
  void export_pieces(experiences::Sheet& sheet) {
    for (auto& piece : sheet.content.attachments) {
      auto const found = m_pieces.find(piece);
      auto const bytes = found ? files::read_file(found->path, experiences::largest_piece) : std::nullopt;
      if (!bytes) throw std::runtime_error{"the file of " + piece.code + " in the sheet " + sheet.slug + " is missing from the data folder"};
      piece.file = sheet.slug + "/" + piece.code + "." + piece.kind;
      write(fs::path{"experiences"} / piece.file, *bytes);
      piece.print.clear(), piece.kind.clear(), piece.shape.clear();
    }
  }

  void export_words() {
    auto const words = experiences::format_words(experiences::vocabulary_of(m_session, m_programme.brief.id));
    if (!words.empty()) write("words.csv", words);
  }

  void export_experiences() {
    auto const exported = experiences::export_sheets(m_session, m_programme.brief.id);
    std::vector<accounts::TerritoryId> ids;
    for (auto const& one : exported)
      if (one.experience.territory) ids.push_back(*one.experience.territory);
    auto const keys = territories::keys_of(m_session, ids);
    for (auto const& one : exported) {
      auto const& experience = one.experience;
      auto sheet = experiences::sheet_of(experience, m_programme.brief.slug);
      if (experience.territory) sheet.territory = in_files(keys.at(*experience.territory));
      if (experience.author && m_emails.contains(*experience.author)) sheet.author = m_emails.at(*experience.author);
      export_pieces(sheet);
      write(fs::path{"experiences"} / one.file_name, experiences::format_sheet(sheet));
    }
    counted("experiences").unchanged = static_cast<int>(exported.size());
  }

  /// Pictures of trials beside their sheet, under the start of their fingerprint; the sheet names them.
  void export_photos(atelier::Exported const& one, atelier::Sheet& sheet) {
    for (std::size_t at = 0; at < sheet.trials.size() && at < one.method.trials.size(); ++at) {
      sheet.trials[at].photos.clear();
      for (auto photo : one.method.trials[at].photos) {
        auto const found = m_pieces.find(atelier::attachment_of(photo));
        auto const bytes = found ? files::read_file(found->path, experiences::largest_piece) : std::nullopt;
        if (!bytes) throw std::runtime_error{"a picture of a trial in the sheet " + sheet.slug + " is missing from the data folder"};
        photo.file = atelier::file_of(photo, sheet.slug);
        write(fs::path{"methods"} / photo.file, *bytes);
        sheet.trials[at].photos.push_back(atelier::line_for_file(photo));
      }
    }
  }

  /// Pictures of its texts as files beside the sheet, so that the file alone shows them in any editor.
  void export_pictures(atelier::Exported const& one, atelier::Sheet& sheet) {
    std::map<std::string, std::string> files;
    for (auto const& picture : one.pictures) files[picture.print] = sheet.slug + "/" + picture.print + "." + picture.kind;
    std::set<std::string> shown;
    atelier::readdress_pictures(sheet.content, [&](std::string_view address) {
      auto const found = files.find(atelier::print_in(address));
      if (found == files.end()) return std::string{};
      shown.insert(found->first);
      return found->second;
    });
    for (auto const& picture : one.pictures) {
      if (!shown.contains(picture.print)) continue;
      auto const path = atelier::MethodPictures{m_method_pictures}.file_of(picture);
      auto const bytes = path ? files::read_file(*path, atelier::heaviest_picture) : std::nullopt;
      if (!bytes) throw std::runtime_error{"a picture of the sheet " + sheet.slug + " is missing from the data folder"};
      write(fs::path{"methods"} / files[picture.print], *bytes);
    }
  }

  void export_methods() {
    auto const exported = atelier::export_methods(m_session, m_programme.brief.id, m_programme.brief.slug);
    for (auto const& one : exported) {
      auto sheet = one.sheet;
      if (one.method.author && m_emails.contains(*one.method.author)) sheet.author = m_emails.at(*one.method.author);
      for (auto& trial : sheet.trials) trial.territory = in_files(trial.territory);
      for (auto& review : sheet.reviews) review.territory = in_files(review.territory);
      export_photos(one, sheet);
      export_pictures(one, sheet);
      write(fs::path{"methods"} / one.file_name, atelier::format_sheet(sheet));
    }
    counted("methods").unchanged = static_cast<int>(exported.size());
  }

  void export_kit() {
    auto const editions = export_kits(m_session, m_programme.brief.id,
                                      {m_programme.brief.slug, m_kit_photos, [this](auto const& name, auto const& bytes) { write(name, bytes); }});
    if (!editions) return;
    ++counted("kit").unchanged;
    counted("editions").unchanged = *editions;
  }

  /// What an earlier export left and is of the programme no longer.
  void remove_what_left() const {
    for (auto const* folder : {"experiences", "methods", "kit"}) {
      std::error_code none;
      std::vector<fs::path> gone;
      for (auto const& entry : fs::recursive_directory_iterator{m_folder / folder, none})
        if (entry.is_regular_file() && !m_written.contains(entry.path().lexically_relative(m_folder))) gone.push_back(entry.path());
      for (auto const& path : gone) fs::remove(path);
    }
  }

  db::Session& m_session;
  programme::Programme m_programme;
  fs::path m_folder;
  fs::path m_method_pictures;  ///< of the texts of methods
  fs::path m_kit_photos;       ///< of the kit's own pages
  experiences::PieceFolder m_pieces;
  std::map<accounts::PersonId, std::string> m_emails;
  std::set<fs::path> m_written;  ///< names in the folder
};

}  // namespace

base::Outcome<FolderReport> export_programme(db::Database& database, std::string const& slug, std::string const& folder, ExportedFrom const& from) {
  return database.read([&](db::Session& session) -> base::Outcome<FolderReport> {
    programme::ProgrammeStore store{session};
    auto const id = store.id_of_slug(slug);
    if (!id) return base::refuse("There is no programme named “{}” here.", {slug});
    FolderExport out{session, *store.find(*id), folder, from};
    out.run();
    return std::move(out.report);
  });
}

}  // namespace app
