#include "domain/atelier/content_json.h"

#include <boost/json.hpp>

#include "domain/atelier/method_fields.h"

namespace atelier {
namespace {

namespace json = boost::json;

template <class Thing>
json::object object_of(Thing const& thing) {
  json::object out;
  each_member<Thing>([&](std::string_view name, auto member) {
    auto const& value = thing.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::same_as<T, int>) {
      if (value != 0) out[name] = value;
    } else if constexpr (Items<T>) {
      json::array items;
      for (auto const& item : value) items.emplace_back(object_of(item));
      if (!value.empty()) out[name] = std::move(items);
    } else {
      if (!value.empty()) out[name] = json::value_from(value);
    }
  });
  return out;
}

template <class Thing>
Thing thing_of(json::object const& in) {
  Thing thing;
  each_member<Thing>([&](std::string_view name, auto member) {
    auto& value = thing.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    // An empty text is left out when written, so an absent one is empty, not the default of a new sheet.
    value = T{};
    auto const* found = in.if_contains(name);
    if (!found) return;
    if constexpr (std::same_as<T, int>) {
      value = static_cast<int>(found->as_int64());
    } else if constexpr (Items<T>) {
      for (auto const& item : found->as_array()) value.push_back(thing_of<typename ItemOf<T>::type>(item.as_object()));
    } else {
      value = json::value_to<T>(*found);
    }
  });
  return thing;
}

}  // namespace

std::string to_json(Content const& content) { return json::serialize(object_of(content)); }

Content content_from_json(std::string_view text) { return thing_of<Content>(json::parse(json::string_view{text.data(), text.size()}).as_object()); }

}  // namespace atelier
