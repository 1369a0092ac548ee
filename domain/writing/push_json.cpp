#include "domain/writing/push_json.h"

#include <boost/json.hpp>

#include "domain/writing/change_set_json.h"
#include "domain/writing/limits.h"

namespace writing {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 8;

auto const unreadable = base::refuse("What your browser sent cannot be read. Open the page again.");

/// A short text of an object; "" when it is missing or too long.
std::string_view short_text(json::object const& object, std::string_view name) {
  auto const* const found = object.if_contains(name);
  auto const* const text = found ? found->if_string() : nullptr;
  return text && text->size() <= longest_id && text->find('\0') == json::string::npos ? std::string_view{*text} : std::string_view{};
}

base::Outcome<Update> update_of(json::value const& item) {
  auto const* const object = item.if_object();
  auto const* const changes = object ? object->if_contains("changes") : nullptr;
  if (!changes) return unreadable;
  auto set = change_set_of(*changes);
  if (!set) return tl::unexpected{set.error()};
  Update update{std::string{short_text(*object, "id")}, std::move(*set)};
  if (update.id.empty()) return unreadable;
  return update;
}

}  // namespace

base::Outcome<json::value> read_json(std::string_view text) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = deepest;
  auto value = json::parse(text, error, {}, options);
  if (error) return unreadable;
  return value;
}

base::Outcome<Push> push_of(json::value const& value) {
  auto const* const object = value.if_object();
  auto const* const updates = object && object->contains("updates") ? object->at("updates").if_array() : nullptr;
  auto const* const version = object && object->contains("version") ? object->at("version").if_int64() : nullptr;
  if (!updates || updates->empty() || updates->size() > most_updates || !version) return unreadable;
  Push push;
  push.client = short_text(*object, "client");
  if (auto const* name = object->if_contains("text"); name && name->is_string()) push.text = std::string_view{name->get_string()};
  push.version = *version;
  if (push.client.empty() || !is_text_name(push.text)) return unreadable;
  for (auto const& item : *updates) {
    auto update = update_of(item);
    if (!update) return tl::unexpected{update.error()};
    push.updates.push_back(std::move(*update));
  }
  return push;
}

Told told_of(base::Refusal const& refusal, i18n::Words const& words) {
  return {422, json::serialize(json::object{{"sentence", words.refusal(refusal)}})};
}

Told told_of(PushOutcome const& outcome, i18n::Words const& words) {
  if (outcome) return {200, json::serialize(json::object{{"seq", outcome->seq}, {"version", outcome->version}, {"taken", outcome->count}})};
  auto const& why = outcome.error();
  auto const version = json::serialize(json::object{{"version", why.version}});
  switch (why.why) {
    case NotTaken::Why::ahead: return {409, version};
    case NotTaken::Why::too_old: return {410, version};
    case NotTaken::Why::broken: return {503, "{}"};
    case NotTaken::Why::refused: break;
  }
  return told_of(why.refusal, words);
}

}  // namespace writing
