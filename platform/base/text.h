#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Valid UTF-8 without NUL: the only text the stores accept.
bool is_clean_utf8(std::string_view bytes);
/// Windows-1252 to UTF-8; the five undefined bytes become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

/// For comparing and searching: no accent, no case, œ as oe, ’ as ', spaces folded. "Cœuvres-et-Valsery" → "coeuvres-et-valsery".
std::string fold(std::string_view text);
/// For addresses: fold, then [a-z0-9-] only, at most `longest` bytes. "L’été à Oô" → "l-ete-a-oo". May be empty.
std::string slug(std::string_view text, std::size_t longest = 80);

std::string_view trimmed(std::string_view text);
/// `text` cut at `separator`; parts are trimmed, empty ones are dropped.
std::vector<std::string> split(std::string_view text, char separator);
std::vector<std::string_view> lines(std::string_view text);
std::string join(std::vector<std::string> const& parts, std::string_view separator);
/// The first `longest` characters (code points), cut at a word, with "…" where something was left out.
std::string shortened(std::string_view text, std::size_t longest);
std::size_t count_words(std::string_view text);
/// CRLF and CR become LF.
std::string with_unix_lines(std::string_view text);

}  // namespace base
