#include "domain/synthesis/page_parts.h"

#include <algorithm>

#include "domain/synthesis/synthesis.h"

namespace synthesis {

namespace {

std::string lead_of(Reading const& reading, i18n::Words const& words) {
  auto lead = words.tn("{} sheet told", "{} sheets told", reading.sheets);
  if (reading.territories > 0) lead = words.tn("{1} by {0} territory", "{1} by {0} territories", reading.territories, {lead});
  std::int64_t cited = 0, overcome = 0;
  bool const all_known = std::ranges::none_of(reading.obstacles, [](auto const& line) { return line.cited.masked || line.overcome.masked; });
  for (auto const& line : reading.obstacles) cited += line.cited.count, overcome += line.overcome.count;
  if (!all_known || cited == 0) return lead + ".";
  return lead + ". " +
      words.tn("Of {} obstacle named, {} was overcome.", "Of {} obstacles named, {} were overcome.", cited, {words.number(overcome)});
}

std::string blanks(Facet facet, std::vector<std::string> const& codes, Setting const& setting) {
  std::vector<std::string> labels;
  for (auto const& value : codes) labels.push_back(label_of(facet, value, setting));
  return labels.empty() ? "" : setting.words.enumeration(labels);
}

}  // namespace

std::vector<Drawing> drawings_of(Reading const& reading, Setting const& setting, charts::MapShapes const& shapes, views::Context const& context) {
  std::vector<Drawing> drawings;
  for (auto const& [name, picture] : pictures_of(reading, setting)) drawings.push_back({name, figure(picture, shapes, context)});
  return drawings;
}

StatePage page_of(Reading const& reading, Setting const& setting, std::vector<Drawing> const& drawings, FileAddresses const& addresses,
                  std::vector<Sentence> const& sentences) {
  StatePage page;
  page.empty = reading.empty();
  page.lead = page.empty ? "" : lead_of(reading, setting.words);
  page.json = addresses("state-of-play.json");
  page.method = html::Url::path("/p/{}/state-of-play/method", {setting.programme_slug});
  page.snapshots = html::Url::path("/p/{}/state-of-play/snapshots", {setting.programme_slug});
  for (auto const& [name, picture] : drawings) {
    FigureBox box{name,
                  picture,
                  addresses(name + ".csv"),
                  addresses(name + ".svg"),
                  addresses(name + ".png"),
                  said_beside(sentences, name, setting.programme_slug)};
    (name == "obstacles" ? page.first : page.others).push_back(std::move(box));
  }
  page.blank_themes = blanks(Facet::theme, reading.blank_themes(), setting);
  page.blank_types = blanks(Facet::typology, reading.blank_typologies(), setting);
  return page;
}

std::vector<SaidBeside> said_beside(std::vector<Sentence> const& sentences, std::string_view figure, std::string_view programme_slug) {
  std::vector<SaidBeside> said;
  for (auto const& sentence : sentences) {
    if (sentence.figure != figure) continue;
    SaidBeside one{sentence.id, "", sentence.text, sentence.minority, {}, {}};
    one.anchor = std::string{figure} + "-" + std::to_string(said.size() + 1);
    for (auto const& source : sentence.sources) {
      auto const title = source.title.empty() ? source.slug : source.title;
      one.sources.push_back({source.passage.empty() ? title : title + ", " + source.passage, source.territory,
                             experiences::address_of(programme_slug, source.slug, source.passage), false});
    }
    if (!one.sources.empty()) one.sources.back().last = true;
    said.push_back(std::move(one));
  }
  return said;
}

views::Frame frame_of(accounts::Visit const& visit, programme::Brief const& brief, html::Safe body, std::vector<views::Frame::Crumb> more) {
  auto const& words = visit.words();
  views::Frame frame;
  frame.title = more.empty() ? words.t("State of play") : more.back().title + " · " + words.t("State of play");
  frame.description = words.t("The obstacles territories meet, the levers that overcame them, counted from their sheets.");
  frame.body = std::move(body);
  frame.programme = programme::where_of(brief);
  frame.section = "state-of-play";
  frame.crumbs = {{brief.name, html::Url::path("/p/{}", {brief.slug})},
                  {words.t("State of play"), more.empty() ? html::Url{} : address_of(brief.slug)}};
  frame.crumbs.insert(frame.crumbs.end(), more.begin(), more.end());
  return frame;
}

}  // namespace synthesis
