#include "platform/files/pictures.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <vips/vips8>

namespace files {
namespace {

using vips::VImage;

void start() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (VIPS_INIT("essaim") != 0) throw std::runtime_error{"libvips does not start"};
    vips_concurrency_set(1);  // our workers are the threads
    vips_cache_set_max(0);    // each picture comes once
    vips_block_untrusted_set(TRUE);
  });
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int place = 0; place < count; ++place) number = (number << 8) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(place)]);
  return number;
}

bool only_a_jpeg(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    auto const marker = static_cast<unsigned char>(bytes[at + 1]);
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) return false;
    // Tables, frames and the start of the data; APP0 says JFIF. Anything else (APP1… comments) is beside the picture.
    bool const of_the_picture =
        marker == 0xE0 || marker == 0xDB || marker == 0xC4 || marker == 0xDD || (marker >= 0xC0 && marker <= 0xC2) || marker == 0xDA;
    if (!of_the_picture) return false;
    if (marker == 0xDA) break;
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  auto const end = bytes.find("\xFF\xD9", at);
  return end != std::string_view::npos && end + 2 == bytes.size();
}

/// The same of a PNG: its header, colours, pixels a metre and data; 8 bits a colour at most, and nothing after the end.
bool only_a_png(std::string_view bytes) {
  static constexpr std::string_view known[] = {"IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"};
  std::size_t at = 8;
  for (std::string_view kind; kind != "IEND"; at += 12 + big_endian(bytes, at, 4)) {
    if (at + 12 > bytes.size() || big_endian(bytes, at, 4) > bytes.size() - at - 12) return false;
    kind = bytes.substr(at + 4, 4);
    bool const deep = kind == "IHDR" && bytes.size() > 24 && bytes[24] > 8;
    if (deep || std::ranges::count(known, kind) == 0) return false;
  }
  return at == bytes.size();
}

base::Outcome<std::pair<int, int>> size_of(std::string const& bytes, PictureLimits const& limits) {
  auto const header = VImage::new_from_buffer(bytes.data(), bytes.size(), "", VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL));
  std::int64_t const width = header.width(), height = header.height();
  if (width > limits.side || height > limits.side || width * height > limits.pixels)
    return base::refuse("This picture is too large: {} by {} pixels. Reduce it and send it again.", {std::to_string(width), std::to_string(height)});
  return std::pair{header.width(), header.height()};
}

Picture saved(VImage image) {
  Picture picture;
  picture.width = image.width();
  picture.height = image.height();
  VipsBlob* blob = nullptr;
  if (image.has_alpha()) {
    picture.kind = Kind::png;
    blob = image.pngsave_buffer(VImage::option()->set("strip", true)->set("compression", 8));
  } else {
    blob = image.jpegsave_buffer(VImage::option()->set("strip", true)->set("Q", 82)->set("optimize_coding", true)->set("interlace", false));
  }
  std::size_t size = 0;
  auto const* data = static_cast<char const*>(vips_blob_get(blob, &size));
  picture.bytes.assign(data, size);
  vips_area_unref(VIPS_AREA(blob));
  return picture;
}

/// Upright, in sRGB, no side longer than `longest`; reads no more of the file than it needs.
VImage reduced(std::string const& bytes, int width, int height) {
  auto* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
  auto image = VImage::thumbnail_buffer(
      blob, width,
      VImage::option()->set("height", height)->set("size", VIPS_SIZE_DOWN)->set("export_profile", "srgb")->set("fail_on", VIPS_FAIL_ON_ERROR));
  vips_area_unref(VIPS_AREA(blob));
  return image;
}

}  // namespace

bool holds_only_a_picture(std::string_view jpeg) { return jpeg.starts_with("\xFF\xD8\xFF") && only_a_jpeg(jpeg); }

std::optional<Size> size_of_picture(std::string const& bytes) try {
  start();
  if (bytes.empty()) return std::nullopt;
  auto const size = size_of(bytes, {});
  return size ? std::optional{Size{size->first, size->second}} : std::nullopt;
} catch (vips::VError const&) {
  vips_error_clear();
  return std::nullopt;
}

base::Outcome<Prepared> prepare_picture(std::string const& bytes, Kind kind, PictureLimits const& limits) try {
  start();
  auto const size = size_of(bytes, limits);
  if (!size) return tl::unexpected{size.error()};
  Prepared prepared;
  auto const [width, height] = *size;
  // A picture is kept as it came when there is nothing to take away: written again, it would lose a little each time, a PNG too
  // (the colours of transparent parts are rounded).
  auto const whole = saved(reduced(bytes, limits.kept_side, limits.kept_side));
  bool const bare = holds_only_a_picture(bytes) || (kind == Kind::png && whole.kind == Kind::png && only_a_png(bytes));
  bool const fit = width <= limits.kept_side && height <= limits.kept_side && bare;
  prepared.whole = fit ? Picture{bytes, kind, width, height} : whole;
  for (int const narrow : limits.widths)
    if (narrow < prepared.whole.width) prepared.lighter.push_back(saved(reduced(bytes, narrow, limits.side)));
  return prepared;
} catch (vips::VError const&) {
  vips_error_clear();
  return base::refuse("This picture cannot be read: it is broken, or it is not one. Open it, save it again and send that one.");
}

}  // namespace files
