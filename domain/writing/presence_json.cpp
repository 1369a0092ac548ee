#include "domain/writing/presence_json.h"

#include <boost/json.hpp>

#include "domain/writing/limits.h"

namespace writing {
namespace {

namespace json = boost::json;

constexpr std::size_t colours = 8;

std::int64_t place_of(json::object const& object, std::string_view name) {
  auto const* const found = object.if_contains(name);
  auto const* const number = found ? found->if_int64() : nullptr;
  return number ? std::clamp<std::int64_t>(*number, 0, longest_text) : 0;
}

std::string text_of(json::object const& object, std::string_view name, std::size_t longest) {
  auto const* const found = object.if_contains(name);
  auto const* const text = found ? found->if_string() : nullptr;
  return text && text->size() <= longest ? std::string{*text} : std::string{};
}

}  // namespace

int colour_of(accounts::PersonId const& person) { return static_cast<int>(std::hash<std::string>{}(person.text()) % colours); }

std::optional<Presence> presence_of(json::value const& where, accounts::Viewer const& viewer) {
  auto const* const object = where.if_object();
  if (!object || !viewer.person) return std::nullopt;
  Presence presence;
  presence.client = text_of(*object, "client", longest_id);
  if (presence.client.empty()) return std::nullopt;
  presence.id = viewer.person->text();
  presence.name = viewer.name;
  presence.colour = colour_of(*viewer.person);
  presence.text = text_of(*object, "text", longest_name);
  presence.anchor = place_of(*object, "anchor");
  presence.head = place_of(*object, "head");
  presence.version = place_of(*object, "version");
  auto const* const idle = object->if_contains("idle");
  presence.idle = idle && ((idle->is_bool() && idle->get_bool()) || (idle->is_int64() && idle->get_int64() > 0));
  auto const* const gone = object->if_contains("gone");
  presence.gone = gone && gone->is_bool() && gone->get_bool();
  return presence;
}

json::object to_json(Presence const& presence) {
  json::object told{{"client", presence.client}, {"id", presence.id}, {"name", presence.name}, {"colour", presence.colour}};
  if (presence.gone) told["gone"] = true;
  if (presence.idle) told["idle"] = true;
  if (presence.text.empty()) return told;
  told["text"] = presence.text;
  told["anchor"] = presence.anchor;
  told["head"] = presence.head;
  told["version"] = presence.version;
  return told;
}

}  // namespace writing
