#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/files/drawing.h"
#include "platform/files/kinds.h"

/// Pictures people send, made fit to be shown (libvips).
namespace files {

struct PictureLimits {
  std::int64_t pixels = 100'000'000;  ///< read from the header, before anything is decoded
  int side = 30'000;
  int kept_side = 2'400;                   ///< what is kept is not larger
  std::vector<int> widths = {1'200, 600};  ///< lighter copies
};

struct Picture {
  std::string bytes;
  Kind kind = Kind::jpeg;
  int width = 0, height = 0;
};

/// The picture upright, without its metadata (place, hour, camera, thumbnail), and lighter copies of it. JPEG, or PNG when it has
/// transparent parts; an animation becomes its first picture. What came out of here comes out the same again, byte for byte.
/// Refuses what is too large or broken, in words. `kind` as kind_of says.
struct Prepared {
  Picture whole;
  std::vector<Picture> lighter;  ///< only those narrower than the whole, in the order of the limits
};
base::Outcome<Prepared> prepare_picture(std::string const& bytes, Kind kind, PictureLimits const& limits = {});

/// Pixels of a picture made fit above, read from its header; nothing when it is none.
std::optional<Size> size_of_picture(std::string const& bytes);

/// Whether a JPEG holds nothing beside its picture, and ends where the picture ends.
bool holds_only_a_picture(std::string_view jpeg);

}  // namespace files
