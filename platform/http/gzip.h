#pragma once
#include <string>
#include <string_view>

namespace http {

/// Whether an Accept-Encoding header takes gzip.
bool accepts_gzip(std::string_view accept_encoding);
/// Whether content of this type gets smaller: text, JSON, XML, SVG, scripts.
bool is_compressible(std::string_view content_type);
/// `level`: 1 (quick, for one answer) to 12 (for what is served many times). Empty when there is no memory for it.
std::string gzipped(std::string_view bytes, int level);

}  // namespace http
