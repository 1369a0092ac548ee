#include "domain/atelier/pictures.h"

#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/files/disk.h"
#include "platform/files/pictures.h"

namespace atelier {

base::Outcome<Picture> MethodPictures::keep(std::string const& bytes, std::string_view name, std::string_view words) const {
  auto const said = base::trimmed(words);
  if (said.empty()) return base::refuse("Say in words what the picture shows.", {}, "words");
  auto const kind = files::kind_of(bytes, name);
  if (!kind) return tl::unexpected{kind.error()};
  if (!files::is_picture(*kind)) return base::refuse("This is no picture: JPEG, PNG, WebP or GIF.", {}, "file");
  auto const prepared = files::prepare_picture(bytes, *kind);
  if (!prepared) return tl::unexpected{prepared.error()};
  auto const& whole = prepared->lighter.empty() ? prepared->whole : prepared->lighter.front();
  return Picture{files::ContentFolder{m_folder}.keep(whole.bytes), std::string{files::code(whole.kind)}, std::string{said.substr(0, 500)}};
}

base::Outcome<Picture> MethodPictures::keep_again(std::string const& bytes, std::string_view file_name, std::string_view words) const {
  auto const kind = files::kind_of(bytes, file_name);
  auto const stem = file_name.substr(0, file_name.find('.'));
  if (!kind || !files::is_picture(*kind) || base::fingerprint(bytes) != stem) return keep(bytes, file_name, words.empty() ? file_name : words);
  return Picture{files::ContentFolder{m_folder}.keep(bytes), std::string{files::code(*kind)}, std::string{words.substr(0, 500)}};
}

bool MethodPictures::add(db::Session& session, base::World const& world, MethodId const& method, std::optional<accounts::PersonId> const& by,
                         Picture const& picture) {
  std::int64_t count = 0;
  session.query("SELECT COUNT(*) FROM atelier_picture WHERE method_id = ?", method).next(count);
  if (count >= most_pictures) return false;
  session.execute(
      "INSERT INTO atelier_picture (method_id, print, kind, words, person_id, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (method_id, print) DO UPDATE "
      "SET "
      "words = excluded.words",
      method, picture.print, picture.kind, picture.words, by, base::to_milliseconds(world.now()));
  return true;
}

std::optional<Picture> MethodPictures::find(db::Session& session, MethodId const& method, std::string_view print) {
  Picture found;
  auto rows = session.query("SELECT print, kind, words FROM atelier_picture WHERE method_id = ? AND print = ?", method, print);
  if (!rows.next(found.print, found.kind, found.words)) return std::nullopt;
  return found;
}

std::optional<std::filesystem::path> MethodPictures::file_of(Picture const& picture) const {
  return files::ContentFolder{m_folder}.find(picture.print);
}

}  // namespace atelier
