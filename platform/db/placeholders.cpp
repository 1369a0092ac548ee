#include "platform/db/placeholders.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace db {
namespace {

/// Where the literal, quoted name or comment that starts at `from` ends, one past its last character.
std::size_t end_of(std::string_view sql, std::size_t from, std::string_view closing) {
  std::size_t const found = sql.find(closing, from);
  return found == std::string_view::npos ? sql.size() : found + closing.size();
}

}  // namespace

std::string with_named_placeholders(std::string_view sql) {
  std::string named;
  named.reserve(sql.size() + 16);
  int count = 0;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at + 1;
    if (sql[at] == '\'' || sql[at] == '"') {
      end = end_of(sql, at + 1, sql.substr(at, 1));
      named += sql.substr(at, end - at);
    } else if (sql.substr(at, 2) == "--") {
      end = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      end = end_of(sql, at + 2, "*/");
      named += ' ';
    } else if (sql[at] == '?') {
      named += ":p" + std::to_string(++count);
    } else {
      named += sql[at];
    }
    at = end;
  }
  return named;
}

bool is_about_rows(std::string_view sql) {
  static constexpr std::array<std::string_view, 5> words{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"};
  std::size_t const start = sql.find_first_not_of(" \n\t");
  if (start == std::string_view::npos) return false;
  sql.remove_prefix(start);
  return std::ranges::any_of(words, [&](std::string_view word) {
    return sql.size() > word.size() && std::ranges::equal(sql.substr(0, word.size()), word, {}, [](char letter) {
             return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
           });
  });
}

}  // namespace db
