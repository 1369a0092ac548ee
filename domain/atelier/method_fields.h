#pragma once
#include <concepts>
#include <string_view>
#include <vector>

#include "domain/atelier/sheet.h"

/// Every field a person writes, named once, by pointer to member: JSON, files, forms, checks, comparing and merging walk
/// this list. A visitor takes (name, pointer); what it points to is a string, an int, a vector of strings or of steps.
namespace atelier {

template <class Thing, class Visit>
void each_member(Visit&& visit) {
  if constexpr (std::same_as<Thing, Step>) {
    visit("title", &Step::title);
    visit("minutes", &Step::minutes);
    visit("instruction", &Step::instruction);
    visit("tip", &Step::tip);
    visit("nature", &Step::nature);
  } else if constexpr (std::same_as<Thing, Variant>) {
    visit("kind", &Variant::kind);
    visit("text", &Variant::text);
  } else if constexpr (std::same_as<Thing, Translation>) {
    visit("language", &Translation::language);
    visit("block", &Translation::block);
    visit("of", &Translation::of);
    visit("text", &Translation::text);
  } else if constexpr (std::same_as<Thing, FileReview>) {
    visit("who", &FileReview::who);
    visit("territory", &FileReview::territory);
    visit("date", &FileReview::date);
    visit("scores", &FileReview::scores);
    visit("text", &FileReview::text);
  } else if constexpr (std::same_as<Thing, FileCited>) {
    visit("passage", &FileCited::passage);
    visit("date", &FileCited::date);
    visit("words", &FileCited::words);
    visit("fits", &FileCited::fits);
  } else if constexpr (std::same_as<Thing, Trial>) {
    visit("territory", &Trial::territory);
    visit("who", &Trial::who);
    visit("date", &Trial::date);
    visit("where", &Trial::where);
    visit("worked", &Trial::worked);
    visit("text", &Trial::text);
    visit("adapted_how", &Trial::adapted_how);
    visit("with_whom", &Trial::with_whom);
    visit("people", &Trial::people);
    visit("photos", &Trial::photos);
  } else {
    static_assert(std::same_as<Thing, Content>);
    visit("title", &Content::title);
    visit("pitch", &Content::pitch);
    visit("licence", &Content::licence);
    visit("language", &Content::language);
    visit("source", &Content::source);
    visit("purposes", &Content::purposes);
    visit("stages", &Content::stages);
    visit("catalyst_roles", &Content::catalyst_roles);
    visit("duration_min", &Content::duration_min);
    visit("duration_max", &Content::duration_max);
    visit("group_min", &Content::group_min);
    visit("group_max", &Content::group_max);
    visit("facilitators", &Content::facilitators);
    visit("mode", &Content::mode);
    visit("difficulty", &Content::difficulty);
    visit("materials", &Content::materials);
    visit("room", &Content::room);
    visit("preparation", &Content::preparation);
    visit("steps", &Content::steps);
    visit("variants", &Content::variants);
    visit("watch_points", &Content::watch_points);
    visit("territory_variants", &Content::territory_variants);
    visit("invariants", &Content::invariants);
    visit("adaptable", &Content::adaptable);
    visit("accessibility_notes", &Content::accessibility_notes);
    visit("outputs", &Content::outputs);
    visit("evaluation", &Content::evaluation);
    visit("experiences_using", &Content::experiences_using);
    visit("adapted_from", &Content::adapted_from);
    visit("adapted_version", &Content::adapted_version);
    visit("translations", &Content::translations);
    visit("body", &Content::body);
  }
}

template <class T>
struct ItemOf {
  using type = void;
};
template <class T>
requires(std::same_as<T, Step> || std::same_as<T, Trial> || std::same_as<T, Variant> || std::same_as<T, Translation> || std::same_as<T, FileReview> ||
         std::same_as<T, FileCited>) struct ItemOf<std::vector<T>> {
  using type = T;
};
/// A list of steps, of trials…
template <class T>
concept Items = !std::same_as<typename ItemOf<T>::type, void>;

using Texts = std::vector<std::string>;

/// A text of one line: line feeds in it become spaces.
inline bool is_one_line(std::string_view name) {
  return name == "title" || name == "pitch" || name == "licence" || name == "language" || name == "mode" || name == "who" || name == "date" ||
      name == "where" || name == "worked" || name == "territory" || name == "kind" || name == "nature" || name == "adapted_from" || name == "block" ||
      name == "of" || name == "with_whom" || name == "passage" || name == "fits";
}

}  // namespace atelier
