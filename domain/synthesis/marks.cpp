#include "domain/synthesis/marks.h"

#include <algorithm>

#include "domain/synthesis/synthesis.h"

namespace synthesis {

html::Url Marks::narrowed(html::Url url) const {
  for (auto facet : all_facets) url = url.with(code(facet), m_reading.filter.value(facet));
  return url;
}

html::Url Marks::passages(Opens const& what) const {
  auto const url =
      html::Url::path("/p/{}/state-of-play/passages", {m_setting.programme_slug}).with("obstacle", what.obstacle).with("lever", what.lever);
  return narrowed(url.with("overcome", what.only_overcome ? "yes" : ""));
}

html::Url Marks::passages(Opens const& what, Facet facet, std::string_view value) const { return passages(what).with(code(facet), value); }

html::Url Marks::sheets_of(Facet facet, std::string_view value) const {
  if (value.empty()) return {};
  experiences::Behind behind;
  behind.theme = facet == Facet::theme ? std::string{value} : m_reading.filter.value(Facet::theme);
  behind.typology = facet == Facet::typology ? std::string{value} : m_reading.filter.value(Facet::typology);
  auto const region = facet == Facet::region ? std::string{value} : m_reading.filter.value(Facet::region);
  if (facet == Facet::theme || facet == Facet::typology || facet == Facet::region)
    return experiences::list_address(m_setting.programme_slug, behind).with("region", region);
  return address_of(m_setting.programme_slug).with(code(facet), value);
}

std::string Marks::hatching(bool any) const {
  return any
      ? " " + m_setting.words.t("Hatched: hidden, because fewer than 3 territories stand behind the number, or because it would give one away.")
      : "";
}

std::string Marks::sheets(Amount const& amount) const {
  return amount.masked ? m_setting.words.t("hidden") : m_setting.words.tn("{} sheet", "{} sheets", amount.count);
}

charts::BarChart Marks::bars(std::string id, std::string finding, std::string heading) const {
  return {std::move(id), std::move(finding), "", m_setting.source, std::move(heading), m_setting.words.t("Sheets"), "", {}};
}

charts::Bar Marks::bar(CodeLine const& line, std::string label, html::Url url) const {
  return {std::move(label), line.code, line.sheets.count > 0 ? std::move(url) : html::Url{}, line.sheets, std::nullopt, sheets(line.sheets)};
}

charts::Matrix Marks::matrix(std::string id, std::string finding, std::string columns) const {
  auto const& words = m_setting.words;
  charts::Matrix chart{std::move(id), std::move(finding), "", m_setting.source, words.t("Obstacle"), std::move(columns), {}, {}, {}};
  chart.masked_mark = words.t("hidden");
  chart.masked_words = words.t("fewer than 3 territories, or a number that would give one away: hidden");
  return chart;
}

bool hides(std::vector<CodeLine> const& lines) {
  return std::ranges::any_of(lines, [](auto const& line) { return line.sheets.masked; });
}

}  // namespace synthesis
