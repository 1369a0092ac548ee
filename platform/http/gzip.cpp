#include "platform/http/gzip.h"

#include <libdeflate.h>

#include <map>
#include <memory>

#include "platform/base/text.h"

namespace http {
namespace {

struct Free {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// Each thread keeps its compressors: making one costs more than compressing a page.
libdeflate_compressor* compressor_of(int level) {
  thread_local std::map<int, std::unique_ptr<libdeflate_compressor, Free>> compressors;
  auto& compressor = compressors[level];
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  return compressor.get();
}

bool is_refused(std::string_view parameters) {
  auto const quality = parameters.find("q=0");
  return quality != std::string_view::npos && parameters.find_first_not_of("0. ", quality + 3) == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    auto const end = accept_encoding.find(',');
    std::string_view const choice = accept_encoding.substr(0, end);
    accept_encoding = end == std::string_view::npos ? std::string_view{} : accept_encoding.substr(end + 1);
    auto const semicolon = choice.find(';');
    if (base::trimmed(choice.substr(0, semicolon)) != "gzip") continue;
    return semicolon == std::string_view::npos || !is_refused(choice.substr(semicolon));
  }
  return false;
}

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
      content_type.find("xml") != std::string_view::npos || content_type.find("javascript") != std::string_view::npos;
}

std::string gzipped(std::string_view bytes, int level) {
  libdeflate_compressor* const compressor = compressor_of(level);
  if (!compressor) return {};
  std::string packed(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  packed.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), packed.data(), packed.size()));
  return packed;
}

}  // namespace http
