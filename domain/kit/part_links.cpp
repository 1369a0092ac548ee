#include "domain/kit/part_links.h"

#include <algorithm>

#include "domain/kit/page_blocks.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

/// "le-lieu" of "/kit/le-lieu" and of "/p/parcours/kit/1.0/le-lieu#b2"; empty for any other address.
std::string_view part_in(std::string_view address, std::string_view programme_slug) {
  auto path = address.substr(0, std::min(address.find('#'), address.find('?')));
  if (path.starts_with("/kit/")) return path.substr(5);
  auto const home = "/p/" + std::string{programme_slug} + "/kit/";
  if (!path.starts_with(home)) return {};
  path.remove_prefix(home.size());
  auto const slash = path.find('/');
  // Under an edition: its pages, not its files nor its pictures.
  if (slash == std::string_view::npos || !is_number(path.substr(0, slash))) return {};
  auto const part = path.substr(slash + 1);
  return part.find('/') == std::string_view::npos && part != "take-away" && part != "changes" ? part : std::string_view{};
}

std::size_t line_at(std::string_view markdown, std::string_view address) {
  auto const at = markdown.find(address);
  return at == std::string_view::npos ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(markdown.substr(0, at), '\n'));
}

std::size_t place_of(Outline const& outline, std::string_view chapter) {
  return static_cast<std::size_t>(std::ranges::find(outline.chapters, chapter, &Chapter::slug) - outline.chapters.begin());
}

/// By the place of a chapter, where its links lead.
using Leads = std::vector<std::vector<std::size_t>>;

/// Where one may come by following links from there; there itself only by a link that comes back.
std::vector<bool> reached_from(std::size_t start, Leads const& leads) {
  std::vector<bool> reached(leads.size());
  std::vector<std::size_t> to_follow{start};
  while (!to_follow.empty()) {
    auto const at = to_follow.back();
    to_follow.pop_back();
    for (auto const next : leads[at])
      if (!reached[next]) reached[next] = true, to_follow.push_back(next);
  }
  return reached;
}

}  // namespace

std::vector<PartLink> part_links(Outline const& outline, Pages const& pages, std::string_view programme_slug) {
  std::vector<PartLink> links;
  for (auto const& chapter : outline.chapters) {
    auto const page = pages.find(chapter.page);
    if (page == pages.end()) continue;
    for (auto const& address : links_of(page->second).inside)
      if (auto const part = part_in(address, programme_slug); !part.empty())
        links.push_back({chapter.slug, std::string{part}, address, line_at(page->second, address)});
  }
  return links;
}

std::vector<std::vector<std::string>> circles(Outline const& outline, std::vector<PartLink> const& links) {
  auto const count = outline.chapters.size();
  Leads leads(count);
  for (auto const& link : links) {
    auto const from = place_of(outline, link.from), to = place_of(outline, link.to);
    if (from < count && to < count) leads[from].push_back(to);
  }
  std::vector<std::vector<bool>> reached;
  for (std::size_t at = 0; at < count; ++at) reached.push_back(reached_from(at, leads));
  std::vector<std::vector<std::string>> found;
  std::vector<bool> told(count);
  for (std::size_t first = 0; first < count; ++first) {
    if (told[first] || !reached[first][first]) continue;
    auto& together = found.emplace_back();
    for (auto at = first; at < count; ++at)
      if (reached[first][at] && reached[at][first]) told[at] = true, together.push_back(outline.chapters[at].slug);
  }
  return found;
}

std::vector<Remark> circle_remarks(Outline const& outline, std::vector<PartLink> const& links) {
  std::vector<Remark> remarks;
  for (auto const& circle : circles(outline, links)) {
    auto const& first = circle.front();
    auto const link = std::ranges::find_if(links, [&](PartLink const& one) { return one.from == first && std::ranges::count(circle, one.to) > 0; });
    auto const line = link == links.end() ? 0 : link->line;
    std::vector<std::string> titles;
    for (auto const& slug : circle) titles.push_back(outline.chapters[place_of(outline, slug)].title);
    if (circle.size() == 1) remarks.push_back({first, {msgid("This chapter leads to itself."), {}, {}}, false, line});
    else
      remarks.push_back({first,
                         {msgid("These chapters lead to each other in a circle: {}. Say which one to read first."),
                          {base::shortened(base::join(titles, ", "), 300)},
                          {}},
                         false,
                         line});
  }
  return remarks;
}

}  // namespace kit
