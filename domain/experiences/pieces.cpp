#include "domain/experiences/pieces.h"

#include <charconv>

#include "platform/base/world.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"

namespace experiences {
namespace {

namespace fs = std::filesystem;

std::string shape_of(files::Picture const& picture) { return std::to_string(picture.width) + "x" + std::to_string(picture.height); }

/// The name under which it is taken away says what it has become.
std::string named(std::string_view sent, std::string_view extension) {
  auto name = files::clean_file_name(sent);
  if (auto const dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  if (name.empty()) name = "document";
  return name + "." + std::string{extension};
}

}  // namespace

fs::path PieceFolder::folder_of(std::string_view print) const { return m_root / print.substr(0, 2) / print; }

std::vector<int> const& PieceFolder::widths() {
  static std::vector<int> const all = files::PictureLimits{}.widths;
  return all;
}

base::Outcome<Attachment> PieceFolder::keep(std::string const& bytes, std::string_view name) const {
  if (bytes.size() > largest_piece) return base::refuse("This file is too heavy: at most {} MB.", {std::to_string(largest_piece >> 20)});
  auto const kind = files::kind_of(bytes, name);
  if (!kind) return tl::unexpected{kind.error()};
  Attachment kept;
  std::vector<files::Entry> entries;
  if (files::is_picture(*kind)) {
    auto const prepared = files::prepare_picture(bytes, *kind);
    if (!prepared) return tl::unexpected{prepared.error()};
    kept.print = base::fingerprint(prepared->whole.bytes);
    kept.kind = code(prepared->whole.kind);
    kept.shape = shape_of(prepared->whole);
    entries.push_back({"whole." + kept.kind, prepared->whole.bytes, true});
    std::size_t at = files::PictureLimits{}.widths.size() - prepared->lighter.size();
    for (auto const& lighter : prepared->lighter)
      entries.push_back({std::to_string(widths()[at++]) + "." + std::string{code(lighter.kind)}, lighter.bytes, true});
  } else {
    kept.print = base::fingerprint(bytes);
    kept.kind = code(*kind);
    entries.push_back({"whole." + kept.kind, bytes, true});
  }
  kept.name = named(name, kept.kind);
  if (auto const folder = folder_of(kept.print); !fs::exists(folder)) {
    fs::create_directories(folder.parent_path());
    files::place_folder(folder, entries);
  }
  return kept;
}

std::optional<PieceFolder::Found> PieceFolder::find(Attachment const& attachment, int width) const {
  auto const kind = files::kind_from(attachment.kind);
  if (!kind || attachment.print.size() != 64) return std::nullopt;
  auto const folder = folder_of(attachment.print);
  std::error_code error;
  if (width == 0) {
    auto const path = folder / ("whole." + attachment.kind);
    if (!fs::is_regular_file(path, error)) return std::nullopt;
    return Found{path, std::string{content_type_of(*kind)}, files::is_picture(*kind)};
  }
  for (auto const lighter : {files::Kind::jpeg, files::Kind::png})
    if (auto const path = folder / (std::to_string(width) + "." + std::string{code(lighter)}); fs::is_regular_file(path, error))
      return Found{path, std::string{content_type_of(lighter)}, true};
  return std::nullopt;
}

std::pair<int, int> size_of(Attachment const& attachment) {
  int width = 0, height = 0;
  auto const cross = attachment.shape.find('x');
  if (cross == std::string::npos) return {0, 0};
  std::from_chars(attachment.shape.data(), attachment.shape.data() + cross, width);
  std::from_chars(attachment.shape.data() + cross + 1, attachment.shape.data() + attachment.shape.size(), height);
  return {width, height};
}

bool is_picture(Attachment const& attachment) {
  auto const kind = files::kind_from(attachment.kind);
  return kind && files::is_picture(*kind);
}

bool waits_for_consent(Attachment const& attachment) { return !attachment.people.empty() && !attachment.consent; }

}  // namespace experiences
