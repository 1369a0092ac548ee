#include "domain/experiences/agreement_json.h"

#include <boost/json.hpp>

namespace experiences {
namespace {

namespace json = boost::json;

json::object object_of(std::map<std::string, std::string> const& texts) {
  json::object out;
  for (auto const& [name, text] : texts) out[name] = text;
  return out;
}

std::map<std::string, std::string> texts_in(json::object const& all, std::string_view name) {
  std::map<std::string, std::string> texts;
  if (auto const* found = all.if_contains(json::string_view{name.data(), name.size()}))
    for (auto const& [part, text] : found->as_object()) texts.emplace(part, json::string_view{text.as_string()});
  return texts;
}

}  // namespace

std::string to_json(Agreement const& agreement) {
  if (!agreement.needed) return {};
  json::object const out{{"narrator", agreement.narrator}, {"agreed", object_of(agreement.agreed)}, {"refused", object_of(agreement.refused)}};
  return json::serialize(out);
}

Agreement agreement_from_json(std::string_view text) {
  Agreement agreement;
  if (text.empty()) return agreement;
  auto const read = json::parse(json::string_view{text.data(), text.size()});
  auto const& all = read.as_object();
  agreement.needed = true;
  if (auto const* narrator = all.if_contains("narrator")) agreement.narrator = json::string_view{narrator->as_string()};
  agreement.agreed = texts_in(all, "agreed");
  agreement.refused = texts_in(all, "refused");
  return agreement;
}

}  // namespace experiences
