#include "platform/files/raster.h"

#include <mutex>
#include <stdexcept>
#include <vips/vips8>

namespace files {

namespace {

void start_once() {
  static std::once_flag started;
  std::call_once(started, [] {
    if (VIPS_INIT("essaim") != 0) throw std::runtime_error{"libvips does not start"};
    vips_concurrency_set(1);  // a small picture: threads would cost more than they bring
    vips_cache_set_max(0);
  });
}

}  // namespace

std::string png_of_svg(std::string const& svg, double scale) {
  start_once();
  // Pictures that people send are read with every loader but the sure ones blocked (pictures.cpp); an SVG of ours is let in, alone.
  static std::mutex one_at_a_time;
  std::lock_guard const guard{one_at_a_time};
  struct LetIn {
    LetIn() { vips_operation_block_set("VipsForeignLoadSvg", FALSE); }
    ~LetIn() { vips_operation_block_set("VipsForeignLoadSvg", TRUE); }
  } const let_in;
  try {
    auto const image = vips::VImage::new_from_buffer(svg.data(), svg.size(), "", vips::VImage::option()->set("scale", scale));
    void* bytes = nullptr;
    std::size_t size = 0;
    image.write_to_buffer(".png", &bytes, &size, vips::VImage::option()->set("compression", 9)->set("palette", true));
    std::string png{static_cast<char const*>(bytes), size};
    g_free(bytes);
    return png;
  } catch (vips::VError const& error) {
    throw std::runtime_error{std::string{"a picture could not be drawn: "} + error.what()};
  }
}

}  // namespace files
