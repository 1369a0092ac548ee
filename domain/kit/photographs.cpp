#include "domain/kit/photographs.h"

#include <algorithm>
#include <set>

#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"

namespace kit {
namespace {

using Node = markdown::Block;

constexpr std::string_view folder_name = "pictures/";

bool is_photo(Document const& document, Node const& node) { return node.kind == Node::Kind::image && photo_at(document, node.address); }

/// A paragraph as paragraphs and photographs, empty paragraphs left out.
void cut(Document const& document, Node const& paragraph, std::vector<Node>& into) {
  Node piece = paragraph;
  piece.inside.clear();
  auto const close = [&] {
    while (!piece.inside.empty() && piece.inside.back().kind == Node::Kind::line_break) piece.inside.pop_back();
    bool const says = std::ranges::any_of(
        piece.inside, [](Node const& node) { return node.kind != Node::Kind::text || node.text.find_first_not_of(" \n") != std::string::npos; });
    if (says) into.push_back(piece);
    piece.inside.clear();
  };
  for (auto const& node : paragraph.inside) {
    if (!is_photo(document, node)) {
      bool const leading_break = piece.inside.empty() && node.kind == Node::Kind::line_break;
      if (!leading_break) piece.inside.push_back(node);
      continue;
    }
    close();
    into.push_back(node);
  }
  close();
}

}  // namespace

std::string photo_name(Photo const& photo) { return photo.print + "." + photo.kind; }

std::string photo_type(Photo const& photo) { return std::string{files::content_type_of(files::kind_from(photo.kind).value_or(files::Kind::jpeg))}; }

Photo const* photo_at(Part const& part, std::string_view address) {
  if (!address.starts_with(folder_name)) return nullptr;
  auto const name = address.substr(folder_name.size());
  auto const found = std::ranges::find_if(part.photos, [&](Photo const& photo) { return photo_name(photo) == name; });
  return found == part.photos.end() ? nullptr : &*found;
}

Photo const* photo_at(Document const& document, std::string_view address) {
  if (!address.starts_with(folder_name)) return nullptr;
  for (auto const& part : document.parts)
    if (auto const* photo = photo_at(part, address)) return photo;
  return nullptr;
}

std::string photo_address(Photo const& photo) { return std::string{folder_name} + photo_name(photo); }

std::vector<Photo> photos_named(std::string_view markdown) {
  constexpr std::size_t print_length = 64;
  std::vector<Photo> photos;
  for (auto at = markdown.find(folder_name); at != std::string_view::npos; at = markdown.find(folder_name, at + 1)) {
    auto const name = markdown.substr(at + folder_name.size(), print_length + 4);
    auto const print = name.substr(0, print_length), kind = name.substr(std::min(name.size(), print_length + 1));
    bool const named =
        print.find_first_not_of("0123456789abcdef") == std::string_view::npos && (kind == "jpg" || kind == "png") && name[print_length] == '.';
    if (named && std::ranges::none_of(photos, [&](Photo const& one) { return one.print == print; }))
      photos.push_back({std::string{print}, std::string{kind}, {}, {}, 0, 0});
  }
  return photos;
}

bool is_photo_address(std::string_view address) { return address.starts_with(folder_name); }

std::vector<Photo const*> photos_of(Document const& document) {
  std::vector<Photo const*> all;
  std::set<std::string_view> known;
  for (auto const& part : document.parts)
    for (auto const& photo : part.photos)
      if (known.insert(photo.print).second) all.push_back(&photo);
  return all;
}

Document with_photographs(Document document, std::filesystem::path const& folder) {
  files::ContentFolder const kept{folder};
  auto const missing = [&kept](Photo& photo) {
    auto const file = photo.bytes.empty() ? kept.find(photo.print) : std::nullopt;
    if (file) photo.bytes = files::read_file(*file).value_or("");
    auto const size = files::size_of_picture(photo.bytes);
    if (size) photo.width = size->width, photo.height = size->height;
    return !size;
  };
  for (auto& part : document.parts) std::erase_if(part.photos, missing);
  return document;
}

void keep_photographs(Document const& document, std::filesystem::path const& folder) {
  files::ContentFolder const kept{folder};
  for (auto const* photo : photos_of(document))
    if (!photo->bytes.empty()) kept.keep(photo->bytes);
}

bool is_sound(Photo const& photo) {
  auto const kind = files::kind_from(photo.kind);
  if (!kind || !files::is_picture(*kind) || base::fingerprint(photo.bytes) != photo.print) return false;
  auto const seen = files::kind_of(photo.bytes, photo_name(photo));
  if (!seen || *seen != *kind) return false;
  auto const prepared = files::prepare_picture(photo.bytes, *kind);
  return prepared && prepared->whole.bytes == photo.bytes;
}

std::vector<markdown::Block> set_apart(Document const& document, std::vector<markdown::Block> nodes) {
  std::vector<Node> out;
  for (auto& node : nodes) {
    bool const holds_one =
        node.kind == Node::Kind::paragraph && std::ranges::any_of(node.inside, [&](Node const& one) { return is_photo(document, one); });
    if (holds_one) {
      cut(document, node, out);
      continue;
    }
    bool const holds_blocks = node.kind == Node::Kind::bullet_list || node.kind == Node::Kind::ordered_list || node.kind == Node::Kind::item ||
        node.kind == Node::Kind::quote;
    if (holds_blocks) node.inside = set_apart(document, std::move(node.inside));
    out.push_back(std::move(node));
  }
  return out;
}

}  // namespace kit
