#include "domain/experiences/content_form.h"

#include <algorithm>
#include <charconv>

#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr std::size_t most_items = 60;

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_ticked_list(std::string_view name) { return name == "audiences" || name == "themes" || name == "catalyst_roles" || name == "overcame"; }

struct FormReader {
  http::Fields const& form;
  std::string prefix;

  std::string key(std::string_view name) const { return prefix + std::string{name}; }
  void operator()(std::string_view name, std::string& text) const {
    if (form.has(key(name))) text = form[key(name)];
  }
  void operator()(std::string_view name, bool& yes) const { yes = form[key(name)] == "yes"; }
  void operator()(std::string_view name, int& number) const {
    if (auto const sent = form[key(name)]; !sent.empty()) number = static_cast<int>(std::min<std::size_t>(number_of(sent), 9));
  }
  void operator()(std::string_view name, std::vector<std::string>& texts) const {
    if (!is_ticked_list(name)) {
      texts = base::split(form[key(name)], name == "keywords" || name == "skills" ? ',' : '\n');
      return;
    }
    texts.clear();
    for (auto const sent : form.all(key(name))) texts.emplace_back(sent);
  }
  template <Compound T>
  void operator()(std::string_view name, T& thing) const {
    each_field(thing, FormReader{form, key(name) + "."});
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T>& things) const {
    things.resize(std::min(number_of(form[key(name) + ".count"]), most_items));
    for (std::size_t at = 0; at < things.size(); ++at) each_field(things[at], FormReader{form, key(name) + "." + std::to_string(at + 1) + "."});
  }
};

/// An obstacle taken away is no longer one that a lever overcame.
void forget_obstacle(Content& content, std::string const& code) {
  for (auto& lever : content.levers) std::erase(lever.overcame, code);
}

template <class T>
std::size_t change_list(std::vector<T>& things, std::string_view verb, std::size_t place, Content& content) {
  if (verb == "add") {
    if (things.size() >= most_items) return things.size();
    T blank;
    if constexpr (Coded<T>) blank.code = next_code(content, letter_of<T>());
    things.push_back(std::move(blank));
    return things.size();
  }
  if (place < 1 || place > things.size()) return things.size();
  auto const at = things.begin() + static_cast<std::ptrdiff_t>(place - 1);
  if (verb == "remove") {
    if constexpr (Coded<T>) content.retired.push_back(at->code);
    if constexpr (Is<T, Obstacle>) forget_obstacle(content, at->code);
    things.erase(at);
    return std::min(place, things.size());
  }
  if (verb == "up" && place > 1) std::iter_swap(at, at - 1);
  if (verb == "down" && place < things.size()) std::iter_swap(at, at + 1);
  return verb == "up" ? std::max<std::size_t>(1, place - 1) : std::min(place + 1, things.size());
}

}  // namespace

Content content_of_form(http::Fields const& form) {
  Content content;
  each_field(content, FormReader{form, ""});
  give_codes(content);
  return content;
}

std::string apply_to_lists(Content& content, std::string_view what) {
  auto const parts = base::split(what, ':');
  if (parts.size() < 2) return {};
  auto const place = parts.size() > 2 ? number_of(parts[2]) : 0;
  std::string there;
  each_field(content, [&]<class T>(std::string_view name, T& value) {
    if constexpr (!Is<T, std::string> && !Is<T, std::vector<std::string>>) {
      if constexpr (requires { value.begin(); })
        if (name == parts[1]) there = parts[1] + "." + std::to_string(change_list(value, parts[0], place, content));
    }
  });
  return there;
}

}  // namespace experiences
