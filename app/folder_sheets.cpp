#include "app/folder_sheets.h"

#include <algorithm>
#include <map>

#include "domain/atelier/atelier.h"
#include "domain/experiences/experiences.h"
#include "platform/files/disk.h"

namespace app {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view adhoc = "adhoc:";

template <class Imported>
void note(FolderReport::Line& line, Imported result) {
  if (result == Imported::created) ++line.created;
  else if (result == Imported::changed) ++line.changed;
  else ++line.unchanged;
}

/// Names that sheets write, looked up all at once: territories as `type:code`, people as e-mail addresses.
class Names {
 public:
  explicit Names(FolderContext const& context) : m_context{context} {}

  void ask_territory(std::string const& key, std::string const& file) {
    if (!key.empty()) m_keys.emplace(key, file);
  }
  void ask_person(std::string const& email, std::string const& file) {
    if (!email.empty()) m_emails.emplace(email, file);
  }

  /// A problem for each name that is unknown.
  void look_up() {
    std::vector<std::string> keys, registry_keys, emails;
    for (auto const& [key, file] : m_keys) {
      keys.push_back(key);
      registry_keys.push_back(registry_key(m_context.programme_slug, key));
    }
    auto const found = territories::resolve_all(m_context.session, registry_keys);
    std::vector<accounts::TerritoryId> ids;
    std::map<accounts::TerritoryId, std::string> key_of;
    for (std::size_t at = 0; at < keys.size(); ++at) {
      if (!found[at]) {
        m_context.problems.push_back({m_keys.at(keys[at]), 0, found[at].error()});
        continue;
      }
      ids.push_back(found[at]->id);
      key_of.emplace(found[at]->id, keys[at]);
    }
    for (auto const& territory : territories::briefs_of(m_context.session, ids))
      for (std::size_t at = 0; at < keys.size(); ++at)
        if (found[at] && found[at]->id == territory.id)
          m_places.emplace(keys[at], experiences::Place{territory.id, territory.typology, territory.region});
    for (auto const& [email, file] : m_emails) emails.push_back(email);
    m_people = accounts::ids_of_emails(m_context.session, emails);
    for (auto const& [email, file] : m_emails)
      if (!m_people.contains(email)) m_context.problems.push_back({file, 0, {"“{}” is not in people.csv.", {email}, "author"}});
  }

  std::optional<experiences::Place> place(std::string const& key) const {
    auto const found = m_places.find(key);
    return found == m_places.end() ? std::nullopt : std::optional{found->second};
  }
  std::optional<accounts::PersonId> person(std::string const& email) const {
    auto const found = m_people.find(email);
    return found == m_people.end() ? std::nullopt : std::optional{found->second};
  }

 private:
  FolderContext const& m_context;
  std::map<std::string, std::string> m_keys, m_emails;  // name → a file that writes it
  std::map<std::string, experiences::Place> m_places;
  std::map<std::string, accounts::PersonId> m_people;
};

/// Every sheet of a folder that reads well; a problem for each that does not.
template <class Sheet, class Parse>
std::vector<std::pair<std::string, Sheet>> sheets_in(FolderContext const& context, char const* folder, Parse parse) {
  std::vector<std::pair<std::string, Sheet>> sheets;
  for (auto const& path : markdown_files(context.folder / folder)) {
    auto const name = name_in_folder(context.folder, path);
    auto sheet = parse(file_bytes(path.string()).value_or(""), name);
    if (sheet) sheets.emplace_back(name, std::move(*sheet));
    else context.problems.insert(context.problems.end(), sheet.error().begin(), sheet.error().end());
  }
  return sheets;
}

/// Photos and documents that stand beside a sheet are kept; the sheet then names their bytes.
void bring_pieces(FolderContext const& context, std::string const& file, experiences::Content& content) {
  experiences::PieceFolder const pieces{context.pieces_folder};
  for (auto& piece : content.attachments) {
    auto const path = context.folder / "experiences" / piece.file;
    auto const bytes = files::read_file(path, experiences::largest_piece);
    if (!bytes) {
      context.problems.push_back({file, 0, {"The file “{}” is missing, or heavier than 20 MB.", {piece.file}, "attachments"}});
      continue;
    }
    auto const kept = pieces.keep(*bytes, piece.name.empty() ? path.filename().string() : piece.name);
    if (!kept) {
      context.problems.push_back({name_in_folder(context.folder, path), 0, kept.error()});
      continue;
    }
    piece.print = kept->print, piece.kind = kept->kind, piece.shape = kept->shape, piece.name = kept->name;
    piece.file.clear();
  }
}

void import_experiences(FolderContext const& context) {
  auto sheets = sheets_in<experiences::Sheet>(
      context, "experiences",
      [vocabulary = experiences::vocabulary_of(context.session, context.programme)](std::string_view bytes, std::string const& name) {
        return experiences::parse_sheet(bytes, name, vocabulary);
      });
  Names names{context};
  for (auto& [file, sheet] : sheets) {
    names.ask_territory(sheet.territory, file);
    names.ask_person(sheet.author, file);
    bring_pieces(context, file, sheet.content);
  }
  names.look_up();
  if (!context.problems.empty()) return;
  std::vector<experiences::Import> imports;
  for (auto& [file, sheet] : sheets) {
    auto const place = names.place(sheet.territory);
    auto const author = names.person(sheet.author);
    imports.push_back({context.programme, context.programme_slug, std::move(sheet), place, author});
  }
  FolderReport::Line counted{"experiences"};
  for (auto result : experiences::import_sheets(context.session, context.world, imports)) note(counted, result);
  context.report.lines.push_back(counted);
}

/// Pictures of the trials, kept as those of experiences are.
std::vector<std::vector<atelier::Photo>> bring_photos(FolderContext const& context, std::string const& file, atelier::Sheet const& sheet) {
  experiences::PieceFolder const pieces{context.pieces_folder};
  std::vector<std::vector<atelier::Photo>> all;
  for (auto const& trial : sheet.trials) {
    auto& photos = all.emplace_back();
    for (auto const& line : trial.photos) {
      auto photo = atelier::photo_of_file(line);
      auto const path = context.folder / "methods" / photo.file;
      auto const bytes = files::is_safe_name(photo.file) ? files::read_file(path, experiences::largest_piece) : std::nullopt;
      auto const kept = bytes
          ? pieces.keep(*bytes, path.filename().string())
          : base::Outcome<experiences::Attachment>{base::refuse("The file “{}” is missing, or heavier than 20 MB.", {photo.file}, "trials")};
      if (!kept) context.problems.push_back({file, 0, kept.error()});
      else photos.push_back({kept->print, kept->kind, kept->shape, "", photo.alternative});
    }
  }
  return all;
}

/// Pictures of the texts that stand as files beside the sheet; their addresses become those of this place.
std::vector<atelier::Picture> bring_pictures(FolderContext const& context, std::string const& file, atelier::Sheet& sheet) {
  atelier::MethodPictures const kept_in{context.pieces_folder + "/methods"};
  std::vector<atelier::Picture> brought;
  atelier::readdress_pictures(sheet.content, [&](std::string_view address) -> std::string {
    std::string const name{address};
    if (!name.starts_with(sheet.slug + "/") || !files::is_safe_name(name)) return {};
    auto const path = context.folder / "methods" / name;
    auto const bytes = files::read_file(path, atelier::heaviest_picture);
    auto const kept = bytes ? kept_in.keep_again(*bytes, path.filename().string(), {})
                            : base::Outcome<atelier::Picture>{base::refuse("The file “{}” is missing, or heavier than 20 MB.", {name}, "body")};
    if (!kept) {
      context.problems.push_back({file, 0, kept.error()});
      return {};
    }
    brought.push_back(*kept);
    return html::Url::path("/p/{}/methods/{}/pictures/{}", {context.programme_slug, sheet.slug, kept->print}).text();
  });
  return brought;
}

void import_methods(FolderContext const& context) {
  auto sheets = sheets_in<atelier::Sheet>(context, "methods", atelier::parse_sheet);
  Names names{context};
  for (auto const& [file, sheet] : sheets) {
    names.ask_person(sheet.author, file);
    for (auto const& trial : sheet.trials) names.ask_territory(trial.territory, file);
    for (auto const& review : sheet.reviews) names.ask_territory(review.territory, file);
  }
  names.look_up();
  if (!context.problems.empty()) return;
  std::vector<atelier::Import> imports;
  for (auto& [file, sheet] : sheets) {
    atelier::Import import{context.programme, context.programme_slug, {}, names.person(sheet.author), {}};
    for (auto const& trial : sheet.trials) import.trial_places.push_back(names.place(trial.territory));
    for (auto const& review : sheet.reviews) import.review_places.push_back(names.place(review.territory));
    import.trial_photos = bring_photos(context, file, sheet);
    import.pictures = bring_pictures(context, file, sheet);
    import.sheet = std::move(sheet);
    imports.push_back(std::move(import));
  }
  if (!context.problems.empty()) return;
  FolderReport::Line counted{"methods"};
  for (auto result : atelier::import_methods(context.session, context.world, imports)) note(counted, result);
  context.report.lines.push_back(counted);
}

}  // namespace

std::string name_in_folder(fs::path const& folder, fs::path const& path) { return path.lexically_relative(folder.parent_path()).string(); }

std::vector<fs::path> files_in(fs::path const& folder, std::string_view ending) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{folder, error})
    if (entry.is_regular_file() && entry.path().extension() == ending) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> markdown_files(fs::path const& folder) { return files_in(folder, ".md"); }

std::string registry_key(std::string const& programme_slug, std::string const& key) {
  if (!key.starts_with(adhoc)) return key;
  return std::string{adhoc} + territories::adhoc_code(programme_slug, key.substr(adhoc.size()));
}

std::string file_key(std::string const& programme_slug, std::string const& key) {
  auto const own = std::string{adhoc} + territories::adhoc_code(programme_slug, "");
  return key.starts_with(own) ? std::string{adhoc} + key.substr(own.size()) : key;
}

std::vector<std::optional<accounts::TerritoryId>> resolved(FolderContext const& context, std::vector<Named> const& keys, std::string const& file) {
  std::vector<std::string> names;
  for (auto const& key : keys) names.push_back(registry_key(context.programme_slug, key.text));
  auto const found = territories::resolve_all(context.session, names);
  std::vector<std::optional<accounts::TerritoryId>> ids;
  for (std::size_t at = 0; at < keys.size(); ++at) {
    if (!found[at]) {
      auto refusal = found[at].error();
      refusal.field = keys[at].field;
      context.problems.push_back({file, keys[at].line, std::move(refusal)});
      ids.emplace_back();
      continue;
    }
    if (!found[at]->followed.empty())
      context.report.remarks.push_back(file + ":" + std::to_string(keys[at].line) + " " + keys[at].text + " is now " + found[at]->followed);
    ids.emplace_back(found[at]->id);
  }
  return ids;
}

void import_sheets(FolderContext const& context) {
  import_experiences(context);
  if (context.problems.empty()) import_methods(context);
}

}  // namespace app
