#include "domain/experiences/content_json.h"

#include <boost/json.hpp>

#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

namespace json = boost::json;

template <class Thing>
json::object object_of(Thing const& thing);

struct JsonWriter {
  json::object& out;

  void operator()(std::string_view name, std::string const& text) {
    if (!text.empty()) out[name] = text;
  }
  void operator()(std::string_view name, bool yes) { out[name] = yes; }
  void operator()(std::string_view name, int number) { out[name] = number; }
  void operator()(std::string_view name, std::vector<std::string> const& texts) {
    if (texts.empty()) return;
    json::array array;
    for (auto const& text : texts) array.emplace_back(text);
    out[name] = std::move(array);
  }
  template <Compound T>
  void operator()(std::string_view name, T const& thing) {
    if (!(thing == T{})) out[name] = object_of(thing);
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    if (things.empty()) return;
    json::array array;
    for (auto const& thing : things) array.emplace_back(object_of(thing));
    out[name] = std::move(array);
  }
};

template <class Thing>
json::object object_of(Thing const& thing) {
  json::object out;
  each_field(thing, JsonWriter{out});
  return out;
}

struct JsonReader {
  json::object const& in;

  void operator()(std::string_view name, std::string& text) {
    if (auto const* found = in.if_contains(name)) text = json::string_view{found->as_string()};
  }
  void operator()(std::string_view name, bool& yes) {
    if (auto const* found = in.if_contains(name)) yes = found->as_bool();
  }
  void operator()(std::string_view name, int& number) {
    if (auto const* found = in.if_contains(name)) number = static_cast<int>(found->as_int64());
  }
  void operator()(std::string_view name, std::vector<std::string>& texts) {
    auto const* found = in.if_contains(name);
    if (!found) return;
    texts.clear();
    for (auto const& item : found->as_array()) texts.emplace_back(json::string_view{item.as_string()});
  }
  template <Compound T>
  void operator()(std::string_view name, T& thing) {
    if (auto const* found = in.if_contains(name)) each_field(thing, JsonReader{found->as_object()});
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T>& things) {
    auto const* found = in.if_contains(name);
    if (!found) return;
    for (auto const& item : found->as_array()) each_field(things.emplace_back(), JsonReader{item.as_object()});
  }
};

}  // namespace

std::string to_json(Content const& content) { return json::serialize(object_of(content)); }

Content content_from_json(std::string_view text) {
  Content content;
  // An empty text is left out when written, so an absent one is empty, not the default of a new sheet.
  content.size.clear();
  content.licence.clear();
  content.language.clear();
  auto const read = json::parse(json::string_view{text.data(), text.size()});
  each_field(content, JsonReader{read.as_object()});
  if (content.size.empty()) content.size = "brief";
  // Texts kept before codes were: a passage was named by its place.
  give_codes(content);
  return content;
}

}  // namespace experiences
