#include "platform/charts/frame.h"

#include <fmt/format.h>

namespace charts {

namespace {

std::string linked(std::string const& text, html::Url const& url, std::string const& name) {
  if (url.empty()) return xml(text);
  auto const label = name.empty() ? "" : fmt::format(R"( aria-label="{}")", xml(name));
  return fmt::format(R"(<a href="{}"{}>{}</a>)", xml(url.text()), label, xml(text));
}

std::string cell_markup(TableCell const& cell) {
  std::string classes = cell.number ? "r" : "";
  if (cell.masked) classes += classes.empty() ? "masked" : " masked";
  auto const attribute = classes.empty() ? "" : fmt::format(R"( class="{}")", classes);
  return fmt::format("<td{}>{}</td>", attribute, linked(cell.text, cell.url, cell.link_name));
}

std::string table_markup(Frame const& frame) {
  auto const& numbers = frame.numbers;
  auto out = fmt::format("<div class=\"table-wrap\"><table><caption>{}</caption><thead><tr>", xml(frame.finding));
  bool first = true;
  for (auto const& heading : numbers.headings) {
    bool const is_number = !first && (numbers.rows.empty() || numbers.rows[0].cells.empty() || numbers.rows[0].cells[0].number);
    out += fmt::format("<th scope=\"col\"{}>{}</th>", is_number ? " class=\"r\"" : "", xml(heading));
    first = false;
  }
  out += "</tr></thead><tbody>\n";
  for (auto const& row : numbers.rows) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", linked(row.heading, row.url, ""));
    for (auto const& cell : row.cells) out += cell_markup(cell);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>";
}

}  // namespace

std::string read_on_screen(std::string_view reads, std::string_view on_screen) {
  return fmt::format("{}{}{}", reads, reads.empty() || on_screen.empty() ? "" : " ", on_screen);
}

html::Safe framed(Frame const& frame, i18n::Words const& words) {
  auto const id = xml(frame.id);
  auto out = fmt::format("<figure class=\"figure panel\" id=\"{0}\" aria-labelledby=\"{0}-t\">\n<h2 class=\"finding\" id=\"{0}-t\">{1}</h2>\n", id,
                         xml(frame.finding));
  if (!frame.reads.empty()) out += fmt::format("<p class=\"reads\">{}</p>\n", xml(frame.reads));
  if (!frame.legend.empty()) out += fmt::format("<ul class=\"legend\">{}</ul>\n", frame.legend);
  out += frame.picture;
  out += fmt::format("\n<details><summary>{}</summary>\n{}</details>\n", xml(words.t("Read the table")), table_markup(frame));
  if (!frame.source.empty()) out += fmt::format("<p class=\"source\">{}</p>\n", xml(frame.source));
  return html::Safe::trusted(out + "</figure>\n");
}

std::string whole_document(std::string_view finding, std::string_view reads, double width, double height, std::string_view body) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"Atkinson Hyperlegible Next, DejaVu Sans, sans-serif\" font-size=\"14.4\" fill=\"#251e26\">\n"
      "<title>{2}</title><desc>{3}</desc>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n{4}\n</svg>\n",
      decimal(width), decimal(height), xml(finding), xml(reads), body);
}

std::string legend_entry(std::string_view swatch_attributes, std::string_view words) {
  return fmt::format(
      "<li><svg aria-hidden=\"true\" viewBox=\"0 0 22 14\"><rect{} x=\".5\" y=\".5\" width=\"21\" height=\"13\" rx=\"2\"/></svg>{}</li>",
      swatch_attributes, xml(words));
}

std::string masked_word(i18n::Words const& words) { return words.t("hidden"); }

std::string number_cell(Amount const& amount, i18n::Words const& words) { return amount.masked ? masked_word(words) : std::to_string(amount.count); }

std::vector<std::vector<std::string>> plain(NumbersTable const& numbers) {
  std::vector<std::vector<std::string>> rows{numbers.headings};
  for (auto const& row : numbers.rows) {
    std::vector<std::string> cells{row.heading};
    for (auto const& cell : row.cells) cells.push_back(cell.text);
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace charts
