#pragma once
#include <vector>

#include "domain/atelier/method.h"
#include "domain/atelier/sheet.h"
#include "platform/base/refusal.h"

namespace atelier {

/// As it is kept: texts trimmed, Unix lines, no control character, empty items and steps dropped, nothing twice in a list.
Content normalised(Content content);
Trial normalised(Trial trial);
FileReview normalised(FileReview review);
FileCited normalised(FileCited cited);

/// Sizes, vocabularies, numbers. Every refusal names its field ("steps.2.minutes", counting from 1). Empty: all is well.
std::vector<base::Refusal> check(Content const& content);
std::vector<base::Refusal> check(Trial const& trial);
std::vector<base::Refusal> check(FileReview const& review);
std::vector<base::Refusal> check(FileCited const& cited);

/// The citations of experience passages of all the texts, and the sheets said to use the method (no passage), once each.
struct Cited {
  std::string slug, passage;
  auto operator<=>(Cited const&) const = default;
};
std::vector<Cited> cited_by(Content const& content);
/// Every text of a method without its marks, for search.
std::string plain_text_of(Content const& content);

}  // namespace atelier
