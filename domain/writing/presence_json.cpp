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

std::string client_of(json::object const& told) { return text_of(told, "client", longest_id); }

int colour_of(accounts::PersonId const& person) { return static_cast<int>(std::hash<std::string>{}(person.text()) % colours); }

namespace {

/// All of it but who it is.
std::optional<Presence> place_told(json::object const& told) {
  Presence presence;
  presence.client = client_of(told);
  if (presence.client.empty()) return std::nullopt;
  presence.text = text_of(told, "text", longest_name);
  presence.anchor = place_of(told, "anchor");
  presence.head = place_of(told, "head");
  presence.version = place_of(told, "version");
  auto const says = [&told](std::string_view name) {
    auto const* const found = told.if_contains(name);
    return found && ((found->is_bool() && found->get_bool()) || (found->is_int64() && found->get_int64() > 0));
  };
  presence.idle = says("idle");
  presence.gone = says("gone");
  return presence;
}

}  // namespace

std::optional<Presence> presence_of(json::value const& where, accounts::Viewer const& viewer) {
  auto const* const object = where.if_object();
  if (!object || !viewer.person) return std::nullopt;
  auto presence = place_told(*object);
  if (!presence) return std::nullopt;
  presence->id = viewer.person->text();
  presence->name = viewer.name;
  presence->colour = colour_of(*viewer.person);
  return presence;
}

std::optional<Presence> presence_told(json::value const& told) {
  auto const* const object = told.if_object();
  auto presence = object ? place_told(*object) : std::nullopt;
  if (!presence) return std::nullopt;
  presence->id = text_of(*object, "id", longest_id);
  presence->name = text_of(*object, "name", 200);
  presence->colour = static_cast<int>(place_of(*object, "colour")) % static_cast<int>(colours);
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
