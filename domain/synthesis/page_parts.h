#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/programme/programme.h"
#include "domain/synthesis/setting.h"
#include "domain/synthesis/state_of_play_views.h"

/// What the living and the frozen pages have in common.
namespace synthesis {

/// Address of "obstacles.csv" and its like, from this page.
using FileAddresses = std::function<html::Url(std::string const& file)>;

/// A figure as it stands in a page, with its table.
struct Drawing {
  std::string name;
  html::Safe picture;
};
std::vector<Drawing> drawings_of(Reading const& reading, Setting const& setting, charts::MapShapes const& shapes, views::Context const& context);

/// The lead, the pictures, the blank zones and what can be taken away; the rest is the page's own.
StatePage page_of(Reading const& reading, Setting const& setting, std::vector<Drawing> const& drawings, FileAddresses const& addresses,
                  std::vector<Sentence> const& sentences);
/// The sentences of one figure, as shown.
std::vector<SaidBeside> said_beside(std::vector<Sentence> const& sentences, std::string_view figure, std::string_view programme_slug);
views::Frame frame_of(accounts::Visit const& visit, programme::Brief const& brief, html::Safe body, std::vector<views::Frame::Crumb> more = {});

}  // namespace synthesis
