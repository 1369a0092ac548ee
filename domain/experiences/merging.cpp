#include "domain/experiences/merging.h"

#include <algorithm>
#include <map>
#include <optional>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/text_merge.h"

namespace experiences {
namespace {

/// The same field of three contents, as one call.
template <class Work>
void each_three(Content const& base, Content const& theirs, Content const& mine, Work&& work) {
  each_field(base, [&]<class T>(std::string_view name, T const& first) {
    each_field(theirs, [&]<class U>(std::string_view second_name, U const& second) {
      if constexpr (std::same_as<T, U>)
        if (name == second_name)
          each_field(mine, [&]<class V>(std::string_view third_name, V const& third) {
            if constexpr (std::same_as<T, V>)
              if (name == third_name) work(name, first, second, third);
          });
    });
  });
}

/// Of a list of words: what either side added is there, what either took away is not.
std::vector<std::string> merged_words(std::vector<std::string> const& base, std::vector<std::string> const& theirs,
                                      std::vector<std::string> const& mine) {
  auto const has = [](std::vector<std::string> const& all, std::string const& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
  std::vector<std::string> merged;
  for (auto const& word : theirs)
    if (has(mine, word) || !has(base, word)) merged.push_back(word);
  for (auto const& word : mine)
    if (!has(base, word) && !has(merged, word)) merged.push_back(word);
  return merged;
}

template <class T>
T const* of_code(std::vector<T> const& things, std::string_view code) {
  auto const found = std::find_if(things.begin(), things.end(), [&](T const& thing) { return thing.code == code; });
  return found == things.end() ? nullptr : &*found;
}

/// One value three times: nothing when both sides changed it differently.
template <class T>
std::optional<T> merged_value(T const& base, T const& theirs, T const& mine) {
  if (theirs == mine || base == mine) return theirs;
  if (base == theirs) return mine;
  if constexpr (Is<T, std::string>) return merged_text(base, theirs, mine);
  else if constexpr (Is<T, std::vector<std::string>>) return merged_words(base, theirs, mine);
  else if constexpr (Compound<T>) {
    T merged = theirs;
    bool agreed = true;
    // The fields of a struct come in one order, whatever the struct holds.
    each_field(merged, [&]<class U>(std::string_view name, U& value) {
      U const *first = nullptr, *third = nullptr;
      each_field(base, [&]<class V>(std::string_view other, V const& found) {
        if constexpr (std::same_as<U, V>)
          if (other == name) first = &found;
      });
      each_field(mine, [&]<class V>(std::string_view other, V const& found) {
        if constexpr (std::same_as<U, V>)
          if (other == name) third = &found;
      });
      auto one = merged_value(*first, value, *third);
      agreed = agreed && one;
      if (one) value = std::move(*one);
    });
    if (!agreed) return std::nullopt;
    return merged;
  } else return std::nullopt;
}

/// Passages meet by their code. What one side took away goes, unless the other rewrote it.
template <Coded T>
std::vector<T> merged_passages(std::vector<T> const& base, std::vector<T> const& theirs, std::vector<T> const& mine, std::string_view list,
                               std::vector<std::string>& both) {
  std::vector<T> merged;
  auto const quarrel = [&](std::string const& code) { both.push_back(std::string{list} + "." + code); };
  for (auto const& one : theirs) {
    auto const *first = of_code(base, one.code), *ours = of_code(mine, one.code);
    if (!ours && first && *first == one) continue;
    if (!ours && first) quarrel(one.code);
    auto value = ours ? merged_value(first ? *first : T{}, one, *ours) : std::optional<T>{one};
    if (!value) quarrel(one.code);
    merged.push_back(value ? std::move(*value) : one);
  }
  for (auto const& one : mine) {
    if (of_code(theirs, one.code)) continue;
    auto const* first = of_code(base, one.code);
    if (!first) merged.push_back(one);
    else if (!(*first == one)) quarrel(one.code);
  }
  return merged;
}

/// Two people who each add a passage give it the same code: mine then take the next ones.
Content with_codes_apart(Content const& base, Content const& theirs, Content mine) {
  auto all = theirs;
  all.retired.insert(all.retired.end(), mine.retired.begin(), mine.retired.end());
  for (auto const& code : codes_in(mine)) all.retired.push_back(code);
  std::map<std::string, std::string> renamed;
  each_field(mine, [&]<class T>(std::string_view name, T& things) {
    if constexpr (requires { typename T::value_type; })
      if constexpr (Coded<typename T::value_type>)
        each_three(base, theirs, theirs, [&]<class U>(std::string_view other, U const& before, U const& those, U const&) {
          if constexpr (std::same_as<U, T>)
            if (other == name)
              for (auto& thing : things) {
                auto const* same = of_code(those, thing.code);
                if (!same || of_code(before, thing.code) || *same == thing) continue;
                auto const code = next_code(all, letter_of<typename T::value_type>());
                all.retired.push_back(code);
                renamed[thing.code] = code;
                thing.code = code;
              }
        });
  });
  for (auto& lever : mine.levers)
    for (auto& code : lever.overcame)
      if (auto const found = renamed.find(code); found != renamed.end()) code = found->second;
  return mine;
}

template <Coded T>
void take_passage(std::vector<T>& into, std::vector<T> const& from, std::string_view code) {
  auto const there = std::find_if(into.begin(), into.end(), [&](T const& thing) { return thing.code == code; });
  auto const* wanted = of_code(from, code);
  if (there == into.end() && wanted) into.push_back(*wanted);
  else if (there != into.end() && wanted) *there = *wanted;
  else if (there != into.end()) into.erase(there);
}

/// A lever overcame only obstacles that are still told.
void drop_links_to_nothing(Content& content) {
  for (auto& lever : content.levers) std::erase_if(lever.overcame, [&](std::string const& code) { return !place_of_obstacle(content, code); });
}

}  // namespace

void take_field(Content& into, Content const& from, std::string_view field) {
  auto const [list, code] = parts_of(field);
  each_field(into, [&]<class T>(std::string_view name, T& value) {
    if (name != list) return;
    each_field(from, [&]<class U>(std::string_view other, U const& theirs) {
      if constexpr (std::same_as<T, U>)
        if (other == list) {
          if constexpr (requires { typename T::value_type; })
            if constexpr (Coded<typename T::value_type>)
              if (!code.empty()) return take_passage(value, theirs, code);
          value = theirs;
        }
    });
  });
  drop_links_to_nothing(into);
}

Merge merge(Content const& base, Content const& theirs, Content const& as_typed) {
  auto const mine = with_codes_apart(base, theirs, as_typed);
  Merge result{theirs, {}};
  each_three(base, theirs, mine, [&]<class T>(std::string_view name, T const& first, T const& second, T const& third) {
    each_field(result.merged, [&]<class U>(std::string_view other, U& value) {
      if constexpr (std::same_as<T, U>)
        if (other == name) {
          if constexpr (Is<T, std::vector<Closer>>) {
            value = merged_closures(first, second, third);
            return;
          }
          if constexpr (requires { typename T::value_type; })
            if constexpr (Coded<typename T::value_type>) {
              // An order of their own is kept when only they changed the list; ours otherwise when only we did.
              value = first == second ? third : first == third ? second : merged_passages(first, second, third, name, result.both);
              return;
            }
          auto one = merged_value(first, second, third);
          if (one) value = std::move(*one);
          else result.both.emplace_back(name);
        }
    });
  });
  drop_links_to_nothing(result.merged);
  return result;
}

}  // namespace experiences
