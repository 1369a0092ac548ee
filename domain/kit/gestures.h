#pragma once
#include <string>
#include <string_view>

#include "domain/kit/outline.h"

/// What one button of the bench does to the outline of a kit, and the sentence that says it was done.
namespace kit {

/// A sentence to be put in words: a msgid and its arguments.
using Said = base::Refusal;

/// As the forms of the bench send it.
struct Gesture {
  std::string action;      ///< "place", "add-item"…
  std::string chapter;     ///< its slug; for a sheet, the chapter it goes into
  std::string title;       ///< of a chapter added or renamed
  std::string item;        ///< "experience:la-navette"
  std::string item_title;  ///< as readers know it, for the sentence
  std::size_t place = 0;   ///< counted from 0
  std::string snapshot{};  ///< number of a frozen état des lieux; empty: as it stands
  Outline about{};         ///< title, texts, licence, publisher
};

struct Gestured {
  Outline outline;
  Said said;
};

/// Refused when the button is not known, or a rule of the outline refuses.
base::Outcome<Gestured> gestured(Gesture const& gesture, Outline outline);

/// "experience:la-navette" in the chapter that prints it, or in none.
std::optional<Item> item_named(std::string_view item, Outline const& outline);
/// And back: how forms name it.
std::string form_name(ItemKind kind, std::string_view name);

}  // namespace kit
