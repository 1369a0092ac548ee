#include "domain/atelier/content_form.h"

#include <algorithm>
#include <charconv>

#include "domain/atelier/method_fields.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

constexpr std::size_t most_steps = 60;

/// A number as typed; what is none is -1, which the check refuses with its field.
int typed_number(std::string_view text) {
  text = base::trimmed(text);
  if (text.empty()) return 0;
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : -1;
}

template <class Thing>
Thing thing_of(http::Fields const& form, std::string const& prefix) {
  Thing thing;
  each_member<Thing>([&](std::string_view name, auto member) {
    auto& value = thing.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    auto const key = prefix + std::string{name};
    if constexpr (std::same_as<T, std::string>) {
      if (form.has(key)) value = form[key];
    } else if constexpr (std::same_as<T, int>) {
      value = typed_number(form[key]);
    } else if constexpr (Items<T>) {
      auto const count = static_cast<std::size_t>(std::max(0, typed_number(form[key + ".count"])));
      for (std::size_t at = 1; at <= std::min(count, most_steps); ++at)
        value.push_back(thing_of<typename ItemOf<T>::type>(form, key + "." + std::to_string(at) + "."));
    } else if (name == "stages" || name == "catalyst_roles" || name == "invariants" || name == "adaptable") {
      for (auto const ticked : form.all(key)) value.emplace_back(ticked);
    } else {
      value = base::split(form[key], '\n');
    }
  });
  return thing;
}

}  // namespace

Content content_of_form(http::Fields const& form) { return thing_of<Content>(form, ""); }

std::string apply_to_steps(Content& content, std::string_view button) {
  auto const parts = base::split(button, ':');
  if (parts.size() < 2 || parts[1] != "steps") return {};
  auto& steps = content.steps;
  auto place = parts.size() > 2 ? static_cast<std::size_t>(std::max(0, typed_number(parts[2]))) : 0;
  if (parts[0] == "add") {
    if (steps.size() < most_steps) steps.emplace_back();
    place = steps.size();
  } else if (place < 1 || place > steps.size()) {
    return {};
  } else if (parts[0] == "remove") {
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(place - 1));
    place = std::min(place, steps.size());
  } else if (parts[0] == "up" && place > 1) {
    std::swap(steps[place - 1], steps[place - 2]);
    --place;
  }
  return place ? "steps." + std::to_string(place) + ".title" : "steps";
}

void take_unseen(Content& typed, Content const& before) {
  typed.translations = before.translations;
  typed.adapted_from = before.adapted_from;
  typed.adapted_version = before.adapted_version;
}

std::string cite(Content& content, std::string_view part, std::string_view citation) {
  auto const named = markdown::citations(citation);
  if (named.size() != 1) return {};
  std::string const token = "[[" + named[0].slug + (named[0].passage.empty() ? "" : "#" + named[0].passage) + "]]";
  std::string field;
  auto const put = [&](std::string& text, std::string name) {
    text += text.empty() ? token : " " + token;
    field = std::move(name);
  };
  for (auto const& [name, text] : {std::pair{"body", &content.body}, std::pair{"preparation", &content.preparation},
                                   std::pair{"accessibility_notes", &content.accessibility_notes}, std::pair{"outputs", &content.outputs},
                                   std::pair{"evaluation", &content.evaluation}})
    if (part == name) put(*text, name);
  for (std::size_t at = 0; at < content.steps.size(); ++at) {
    auto const name = "steps." + std::to_string(at + 1) + ".instruction";
    if (part == name) put(content.steps[at].instruction, name);
  }
  for (auto const& [name, texts] : {std::pair{"watch_points", &content.watch_points}, std::pair{"variants", &content.variants}}) {
    if (part != name) continue;
    if (texts->empty()) texts->emplace_back();
    put(texts->back(), name);
  }
  return field;
}

}  // namespace atelier
