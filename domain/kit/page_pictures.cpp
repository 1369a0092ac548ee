#include "domain/kit/page_pictures.h"

#include <algorithm>

#include "domain/kit/photographs.h"
#include "domain/kit/typed_pictures.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"

namespace kit {
namespace {

constexpr std::string_view folder_name = "pictures/";
constexpr std::uint64_t heaviest = 20u << 20;

/// The picture made fit, under its print; what is fit already stays as it is.
std::optional<Photo> photo_of(std::filesystem::path const& file) {
  auto const bytes = files::read_file(file, heaviest);
  auto const kind = bytes ? files::kind_of(*bytes, file.filename().string()) : base::refuse("");
  auto const fit = kind && files::is_picture(*kind) ? files::prepare_picture(*bytes, *kind) : base::refuse("");
  if (!fit) return std::nullopt;
  return Photo{base::fingerprint(fit->whole.bytes), std::string{files::code(fit->whole.kind)}, {}, fit->whole.bytes, 0, 0};
}

/// A plain name in the folder, of no other.
bool is_a_name(std::string_view name) { return !name.empty() && name.front() != '.' && name.find_first_of("/\\%") == std::string_view::npos; }

}  // namespace

std::vector<files::Entry> pictures_of(Pages const& pages, std::filesystem::path const& photos) {
  files::ContentFolder const kept{photos};
  std::map<std::string, std::string> found;
  for (auto const& [slug, markdown] : pages)
    for (auto const& photo : photos_named(markdown)) {
      auto const file = kept.find(photo.print);
      if (auto bytes = file ? files::read_file(*file) : std::nullopt) found.emplace(photo_name(photo), std::move(*bytes));
    }
  std::vector<files::Entry> entries;
  for (auto& [name, bytes] : found) entries.push_back({name, std::move(bytes), true});
  return entries;
}

PagesBeside with_pictures_beside(Pages pages, std::filesystem::path const& folder, std::filesystem::path const& photos) {
  PagesBeside beside;
  std::map<std::string, std::string> addresses;  ///< by name: the one it has from now on, "" when it is lost
  auto const settle = [&](std::string const& name) -> std::string {
    if (auto photo = is_a_name(name) ? photo_of(folder / folder_name / name) : std::nullopt) {
      beside.pictures.push_back(std::move(photo->bytes));
      return photo_address(*photo);
    }
    auto const named = photos_named(std::string{folder_name} + name);
    bool const kept = named.size() == 1 && files::ContentFolder{photos}.find(named.front().print);
    return kept ? photo_address(named.front()) : "";
  };
  for (auto& [slug, markdown] : pages)
    markdown = with_pictures(markdown, folder_name, [&](TypedPicture const& typed) {
      auto const name = typed.address.substr(folder_name.size());
      auto const [found, is_new] = addresses.try_emplace(name);
      if (is_new) found->second = settle(name);
      if (found->second.empty()) beside.lost.push_back({slug, name});
      bool const renamed = !found->second.empty() && found->second != typed.address;
      return renamed ? typed_picture(typed.words, found->second) : markdown.substr(typed.start, typed.size);
    });
  beside.pages = std::move(pages);
  return beside;
}

PagesBeside pictures_beside(Document const& edition, std::filesystem::path const& folder, std::filesystem::path const& photos) {
  files::ContentFolder const kept{photos};
  PagesBeside beside;
  for (auto const* named : photos_of(edition)) {
    auto photo = *named;
    auto bytes = kept.find(photo.print) ? std::nullopt : files::read_file(folder / folder_name / photo_name(photo), heaviest);
    if (!bytes) continue;
    photo.bytes = std::move(*bytes);
    if (is_sound(photo)) beside.pictures.push_back(std::move(photo.bytes));
    else beside.lost.push_back({edition.number, photo_name(photo)});
  }
  return beside;
}

void keep_pictures(std::vector<std::string> const& pictures, std::filesystem::path const& photos) {
  files::ContentFolder const kept{photos};
  for (auto const& bytes : pictures) kept.keep(bytes);
}

}  // namespace kit
