#include "domain/kit/making_line.h"

#include <boost/json.hpp>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace json = boost::json;
namespace {

base::Refusal refusal_in(json::object const& object) {
  base::Refusal refusal{object.at("msgid").as_string().c_str(), {}, object.at("field").as_string().c_str()};
  for (auto const& argument : object.at("arguments").as_array()) refusal.arguments.emplace_back(argument.as_string().c_str());
  return refusal;
}

}  // namespace

std::string to_line(MakingTold const& told) {
  json::object line{{"code", told.code}, {"took", told.took.count()}};
  if (told.refusal) {
    json::array arguments;
    for (auto const& argument : told.refusal->arguments) arguments.push_back(json::string{argument});
    line["refusal"] = {{"msgid", told.refusal->msgid}, {"field", told.refusal->field}, {"arguments", arguments}};
  }
  return json::serialize(line);
}

std::optional<MakingTold> told_in_line(std::string_view line) {
  try {
    auto const object = json::parse(line).as_object();
    MakingTold told{object.at("code").as_string().c_str(), std::chrono::milliseconds{object.at("took").as_int64()}, {}};
    if (object.contains("refusal")) told.refusal = refusal_in(object.at("refusal").as_object());
    return told;
  } catch (std::exception const&) {
    return std::nullopt;
  }
}

base::Refusal not_made(std::string_view code, std::string_view cause) {
  base::log::error("kit: no " + std::string{code} + ": " + std::string{cause});
  return {i18n::msgid("This format could not be made: {}"), {base::shortened(std::string{cause}, 160)}, ""};
}

}  // namespace kit
