#include "domain/experiences/content_form.h"

#include <algorithm>
#include <charconv>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_fields.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr std::size_t most_items = 60;

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_ticked_list(std::string_view name) {
  return name == "audiences" || name == "themes" || name == "catalyst_roles" || name == "overcame";
}

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
    for (std::size_t at = 0; at < things.size(); ++at)
      each_field(things[at], FormReader{form, key(name) + "." + std::to_string(at + 1) + "."});
  }
};

/// Codes of obstacles follow their obstacles: `moved[n]` is the new number of the n-th, 0 when it is gone.
void follow(Content& content, std::vector<std::size_t> const& moved) {
  for (auto& lever : content.levers) {
    std::vector<std::string> kept;
    for (auto const& code : lever.overcame) {
      auto const place = place_of_code(code, 'f', moved.size());
      if (place && moved[*place]) kept.push_back("f" + std::to_string(moved[*place]));
    }
    lever.overcame = std::move(kept);
  }
}

template <class T>
std::size_t change_list(std::vector<T>& things, std::string_view verb, std::size_t place, Content& content) {
  std::vector<std::size_t> moved;
  for (std::size_t at = 1; at <= things.size(); ++at) moved.push_back(at);
  std::size_t there = place;
  if (verb == "add") {
    if (things.size() < most_items) things.emplace_back();
    return things.size();
  }
  if (place < 1 || place > things.size()) return things.size();
  if (verb == "remove") {
    things.erase(things.begin() + static_cast<std::ptrdiff_t>(place - 1));
    for (std::size_t at = place; at <= moved.size(); ++at) moved[at - 1] = at == place ? 0 : at - 1;
    there = std::min(place, things.size());
  } else if (verb == "up" && place > 1) {
    std::swap(things[place - 1], things[place - 2]);
    std::swap(moved[place - 1], moved[place - 2]);
    there = place - 1;
  }
  if constexpr (Is<T, Obstacle>) follow(content, moved);
  return there;
}

}  // namespace

Content content_of_form(http::Fields const& form) {
  Content content;
  each_field(content, FormReader{form, ""});
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
