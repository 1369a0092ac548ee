#include "domain/exchange/intake_found.h"

#include <boost/json.hpp>

namespace exchange {
namespace {

namespace json = boost::json;

std::string text_of(json::object const& object, std::string_view name) { return json::value_to<std::string>(object.at(name)); }
std::int64_t count(json::object const& object, std::string_view name) { return object.at(name).as_int64(); }
json::array array_of(std::vector<std::string> const& texts) { return json::array(texts.begin(), texts.end()); }

json::object object_of(base::Refusal const& refusal) {
  return {{"msgid", refusal.msgid}, {"arguments", array_of(refusal.arguments)}, {"field", refusal.field}};
}
base::Refusal refusal_of(json::object const& object) {
  return {text_of(object, "msgid"), json::value_to<std::vector<std::string>>(object.at("arguments")), text_of(object, "field")};
}

json::array lines_of(std::vector<Found::Line> const& lines) {
  json::array all;
  for (auto const& one : lines)
    all.push_back({{"place", one.place},
                   {"line", one.line},
                   {"file", one.file},
                   {"title", one.title},
                   {"slug", one.slug},
                   {"outcome", static_cast<int>(one.outcome)},
                   {"fields", array_of(one.fields)},
                   {"chosen", one.chosen}});
  return all;
}

std::vector<Found::Line> lines_from(json::array const& array) {
  std::vector<Found::Line> all;
  for (auto const& value : array) {
    auto const& one = value.as_object();
    all.push_back({count(one, "place"), count(one, "line"), text_of(one, "file"), text_of(one, "title"), text_of(one, "slug"),
                   static_cast<Outcome>(count(one, "outcome")), json::value_to<std::vector<std::string>>(one.at("fields")), text_of(one, "chosen")});
  }
  return all;
}

json::value parsed(std::string_view text) { return json::parse(json::string_view{text.data(), text.size()}); }

}  // namespace

std::string refusal_json(base::Refusal const& refusal) { return json::serialize(object_of(refusal)); }
base::Refusal refusal_from_json(std::string_view text) { return refusal_of(parsed(text).as_object()); }

std::string to_json(Found const& found) {
  json::array notes;
  for (auto const& one : found.notes)
    notes.push_back({{"file", one.file}, {"line", one.line}, {"left_out", one.left_out}, {"refusal", object_of(one.refusal)}});
  return json::serialize(json::object{{"created", found.created},
                                      {"changed", found.changed},
                                      {"same", found.same},
                                      {"left_out", found.left_out},
                                      {"noted", found.noted},
                                      {"lines", lines_of(found.lines)},
                                      {"alike", lines_of(found.alike)},
                                      {"notes", std::move(notes)},
                                      {"problem", found.problem}});
}

Found found_from_json(std::string_view text) try {
  auto const read = parsed(text);
  auto const& object = read.as_object();
  Found found{count(object, "created"),
              count(object, "changed"),
              count(object, "same"),
              count(object, "left_out"),
              count(object, "noted"),
              lines_from(object.at("lines").as_array()),
              lines_from(object.at("alike").as_array()),
              {},
              text_of(object, "problem")};
  for (auto const& value : object.at("notes").as_array()) {
    auto const& one = value.as_object();
    found.notes.push_back({text_of(one, "file"), count(one, "line"), one.at("left_out").as_bool(), refusal_of(one.at("refusal").as_object())});
  }
  return found;
} catch (std::exception const&) {
  return {};
}

std::string kept_json(experiences::Sheet const& sheet) {
  return json::serialize(json::object{{"id", sheet.id},
                                      {"slug", sheet.slug},
                                      {"status", experiences::code(sheet.status)},
                                      {"visibility", accounts::code(sheet.visibility)},
                                      {"organisations", array_of(sheet.organisations)},
                                      {"published", sheet.published},
                                      {"content", experiences::to_json(sheet.content)}});
}

experiences::Sheet kept_from_json(std::string_view kept) {
  auto const read = parsed(kept);
  auto const& object = read.as_object();
  experiences::Sheet sheet;
  sheet.id = text_of(object, "id");
  sheet.slug = text_of(object, "slug");
  sheet.status = experiences::status_from(text_of(object, "status")).value_or(experiences::Status::draft);
  sheet.visibility = accounts::visibility_from(text_of(object, "visibility")).value_or(accounts::Visibility::private_);
  sheet.organisations = json::value_to<std::vector<std::string>>(object.at("organisations"));
  sheet.published = text_of(object, "published");
  sheet.content = experiences::content_from_json(text_of(object, "content"));
  return sheet;
}

}  // namespace exchange
