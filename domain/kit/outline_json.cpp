#include "domain/kit/outline_json.h"

#include <boost/json.hpp>

namespace kit {
namespace json = boost::json;
namespace {

json::array list(std::vector<std::string> const& names) {
  json::array out;
  for (auto const& name : names) out.push_back(json::value(name));
  return out;
}

std::string text(json::object const& object, char const* name) {
  auto const* found = object.if_contains(name);
  return found ? std::string{found->as_string()} : std::string{};
}

/// False in an outline kept before there was such a thing.
bool flag(json::object const& object, char const* name) {
  auto const* found = object.if_contains(name);
  return found && found->is_bool() && found->as_bool();
}

std::vector<std::string> names(json::object const& object, char const* name) {
  std::vector<std::string> out;
  if (auto const* found = object.if_contains(name))
    for (auto const& one : found->as_array()) out.emplace_back(one.as_string());
  return out;
}

}  // namespace

std::string to_json(Outline const& outline) {
  json::array chapters;
  for (auto const& chapter : outline.chapters)
    chapters.push_back(json::object{{"slug", chapter.slug},
                                    {"title", chapter.title},
                                    {"page", chapter.page},
                                    {"experiences", list(chapter.experiences)},
                                    {"methods", list(chapter.methods)},
                                    {"pictures", list(chapter.pictures)},
                                    {"brief", chapter.brief},
                                    {"directory", list(chapter.directory)},
                                    {"snapshot", chapter.snapshot}});
  return json::serialize(json::object{{"slug", outline.slug},
                                      {"title", outline.title},
                                      {"subtitle", outline.subtitle},
                                      {"description", outline.description},
                                      {"licence", outline.licence},
                                      {"publisher", outline.publisher},
                                      {"language", outline.language},
                                      {"chapters", std::move(chapters)}});
}

Outline outline_from_json(std::string_view source) {
  auto const value = json::parse(source);
  auto const& object = value.as_object();
  Outline outline;
  outline.slug = text(object, "slug");
  outline.title = text(object, "title");
  outline.subtitle = text(object, "subtitle");
  outline.description = text(object, "description");
  outline.licence = text(object, "licence");
  outline.publisher = text(object, "publisher");
  outline.language = text(object, "language");
  for (auto const& one : object.at("chapters").as_array()) {
    auto const& chapter = one.as_object();
    outline.chapters.push_back({text(chapter, "slug"), text(chapter, "title"), text(chapter, "page"), names(chapter, "experiences"),
                                names(chapter, "methods"), names(chapter, "pictures"), flag(chapter, "brief"), names(chapter, "directory"),
                                text(chapter, "snapshot")});
  }
  return outline;
}

}  // namespace kit
