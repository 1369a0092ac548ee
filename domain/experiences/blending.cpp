#include "domain/experiences/blending.h"

#include <algorithm>
#include <set>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"

namespace experiences {
namespace {

bool is_long_text(std::string_view field) {
  bool found = false;
  Content const blank;
  each_section(blank, [&](std::string_view name, std::string const&) { found = found || name == field; });
  return found;
}

template <class T>
constexpr bool is_list() {
  return requires { typename T::value_type; }
  &&!Is<T, std::string>;
}

/// The same field of both.
template <class Work>
void each_pair(Content const& first, Content const& second, Work&& work) {
  each_field(first, [&]<class T>(std::string_view name, T const& one) {
    each_field(second, [&]<class U>(std::string_view other, U const& another) {
      if constexpr (std::same_as<T, U>)
        if (name == other) work(name, one, another);
    });
  });
}

bool stands_apart(std::string_view field) { return field == "retired" || field == "closer"; }

template <class T>
bool is_blank(T const& value) {
  if constexpr (requires { value.empty(); }) return value.empty();
  else return value == T{};
}

/// The second's passages after the first's, each under the next code of the blend.
template <Coded T>
void add_passages(std::vector<T>& into, std::vector<T> const& from, Blend& blended) {
  for (auto passage : from) {
    auto const code = next_code(blended.content, letter_of<T>());
    blended.moved[passage.code] = code;
    // Set aside at once, so that the next one takes the following.
    blended.content.retired.push_back(code);
    passage.code = code;
    into.push_back(std::move(passage));
  }
}

template <class T>
void add_all(std::vector<T>& into, std::vector<T> const& from) {
  for (auto const& one : from)
    if (std::find(into.begin(), into.end(), one) == into.end()) into.push_back(one);
}

template <class T>
void keep(T& value, T const& other, Keep choice, Blend& blended) {
  if (choice == Keep::first) return;
  if constexpr (requires { typename T::value_type; } && !Is<T, std::string>) {
    if (choice == Keep::second) value.clear();
    if constexpr (Coded<typename T::value_type>) add_passages(value, other, blended);
    else add_all(value, other);
  } else if constexpr (Is<T, std::string>) {
    if (choice == Keep::second) value = other;
    else if (!other.empty() && value != other) value += (value.empty() ? "" : "\n\n") + other;
  } else {
    value = other;
  }
}

/// What fewer people read in the second sheet is not opened by joining it.
void close_as_before(Blend& blended, Content const& second, std::map<std::string, Keep> const& choices) {
  auto& closer = blended.content.closer;
  for (auto const& one : second.closer) {
    auto const [field, code] = parts_of(one.part);
    auto const choice = choices.find(std::string{field});
    if (choice == choices.end() || choice->second == Keep::first) continue;
    auto const moved = blended.moved.find(std::string{code});
    auto const part = code.empty() || moved == blended.moved.end() ? std::string{field} : std::string{field} + "." + moved->second;
    std::erase_if(closer, [&](Closer const& known) {
      return known.part == part &&
          !is_closer(accounts::visibility_from(known.circle).value_or(accounts::Visibility::private_),
                     accounts::visibility_from(one.circle).value_or(accounts::Visibility::private_));
    });
    if (std::none_of(closer.begin(), closer.end(), [&](Closer const& known) { return known.part == part; })) closer.push_back({part, one.circle});
  }
}

}  // namespace

std::vector<Differing> differing(Content const& first, Content const& second) {
  std::vector<Differing> found;
  each_pair(first, second, [&]<class T>(std::string_view name, T const& one, T const& other) {
    if (one == other || stands_apart(name)) return;
    Differing field{std::string{name}, is_list<T>() || is_long_text(name), Keep::first};
    if (is_blank(one)) field.proposed = Keep::second;
    else if (field.may_keep_both && !is_blank(other)) field.proposed = Keep::both;
    found.push_back(std::move(field));
  });
  return found;
}

Blend blend(Content const& first, Content const& second, std::map<std::string, Keep> const& choices) {
  Blend blended{first, {}};
  // The addresses of the first sheet stay its own, even those of passages that are not kept.
  for (auto const& code : codes_in(first)) blended.content.retired.push_back(code);
  each_field(second, [&]<class T>(std::string_view name, T const& other) {
    auto const choice = choices.find(std::string{name});
    if (choice == choices.end() || stands_apart(name)) return;
    each_field(blended.content, [&]<class U>(std::string_view mine, U& value) {
      if constexpr (std::same_as<T, U>)
        if (mine == name) keep(value, other, choice->second, blended);
    });
  });
  // A lever of the second names its obstacles as they are called now; those that were not kept are forgotten.
  std::set<std::string> own;
  for (auto const& lever : first.levers) own.insert(lever.code);
  for (auto& lever : blended.content.levers) {
    if (own.contains(lever.code)) continue;
    for (auto& code : lever.overcame)
      if (auto const moved = blended.moved.find(code); moved != blended.moved.end()) code = moved->second;
      else code.clear();
  }
  for (auto& lever : blended.content.levers)
    std::erase_if(lever.overcame, [&](std::string const& code) { return !place_of_obstacle(blended.content, code); });
  retire_what_left(blended.content, first);
  close_as_before(blended, second, choices);
  return blended;
}

}  // namespace experiences
