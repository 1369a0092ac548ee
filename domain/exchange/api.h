#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/i18n/words.h"

/// The API as it is written down: one table makes the OpenAPI document, the page people read, and what a test compares with the
/// routes. Pure.
namespace exchange::api {

enum class Shape { text, number, yes };
struct Parameter {
  std::string_view name, msgid;
  bool in_path = false;
  Shape shape = Shape::text;
  std::string_view vocabulary = {};  ///< its words are the values allowed: "themes"
  std::string_view example = {};
};
struct Endpoint {
  std::string_view path, id, msgid, answer;  ///< answer: name of a schema
  std::vector<Parameter> parameters;
  bool pages = false;  ///< answers page by page, with a Link header
};
std::span<Endpoint const> endpoints();

/// OpenAPI 3.1 in JSON. `site`: "https://essaim.example", "" for paths alone.
std::string openapi(i18n::Words const& words, std::string_view site);

/// RFC 9457: {"type", "title", "status", "detail"}.
std::string problem(int status, std::string_view title, std::string_view detail);

inline constexpr int most_a_page = 100, usual_page = 20;

}  // namespace exchange::api
