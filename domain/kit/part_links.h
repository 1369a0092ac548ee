#pragma once
#include "domain/kit/assembly.h"

/// How the chapters of a kit lead to each other by the links of their texts.
namespace kit {

struct PartLink {
  std::string from, to;  ///< slugs of chapters; `to` may be none of this kit
  std::string address;   ///< as typed
  std::size_t line = 0;  ///< of the text of `from`
};
/// Links to a part of the kit of this programme: "/kit/le-lieu", or the address of an edition's page.
std::vector<PartLink> part_links(Outline const& outline, Pages const& pages, std::string_view programme_slug);

/// Chapters whose links lead back to where one started, each circle once, in the order of the kit; a chapter that leads to itself
/// is one alone.
std::vector<std::vector<std::string>> circles(Outline const& outline, std::vector<PartLink> const& links);

/// What readers would meet: chapters that lead to themselves, or to each other in a circle. Where a link leads nowhere, the assembly says it.
std::vector<Remark> circle_remarks(Outline const& outline, std::vector<PartLink> const& links);

}  // namespace kit
