#include <fmt/format.h>

#include "platform/base/world.h"
#include "platform/files/zip.h"
#include "platform/spreadsheets/laid_out.h"

namespace spreadsheets {
namespace {

constexpr std::string_view mimetype = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view namespaces =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
    "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" office:version=\"1.2\"";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

void add_escaped(std::string& out, std::string_view text) {
  for (char const c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
}

/// One line: several spaces, which XML readers fold, are counted; so is one at either end.
void add_line(std::string& out, std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    auto const spaces = std::min(line.find_first_not_of(' ', at), line.size()) - at;
    if (spaces > 1 || (spaces == 1 && (at == 0 || at + 1 == line.size()))) out += fmt::format("<text:s text:c=\"{}\"/>", spaces);
    else if (spaces == 1) out += ' ';
    at += spaces;
    if (at == line.size()) break;
    if (line[at] == '\t') out += "<text:tab/>";
    else add_escaped(out, line.substr(at, 1));
    ++at;
  }
}

void add_cell(std::string& out, std::string_view text, std::string_view style) {
  if (text.empty()) {
    out += "<table:table-cell/>";
    return;
  }
  out += fmt::format("<table:table-cell table:style-name=\"{}\" office:value-type=\"string\">", style);
  for (std::size_t from = 0; from <= text.size();) {
    auto const end = std::min(text.find('\n', from), text.size());
    out += "<text:p>";
    add_line(out, text.substr(from, end - from));
    out += "</text:p>";
    from = end + 1;
  }
  out += "</table:table-cell>";
}

void add_row(std::string& out, std::vector<std::string> const& cells, std::string_view style) {
  out += "<table:table-row>";
  for (auto const& cell : cells) add_cell(out, cell, style);
  out += "</table:table-row>\n";
}

std::string styles_of(Workbook const& workbook) {
  std::string out = "<office:automatic-styles>";
  for (std::size_t at = 0; at < workbook.columns.size(); ++at)
    out += fmt::format(
        "<style:style style:name=\"co{}\" style:family=\"table-column\"><style:table-column-properties "
        "style:column-width=\"{:.2f}cm\"/></style:style>",
        at + 1, workbook.columns[at].width * 0.2);
  out +=
      "<style:style style:name=\"about1\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"5cm\"/></style:style>"
      "<style:style style:name=\"about2\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"18cm\"/></style:style>"
      "<number:text-style style:name=\"N100\"><number:text-content/></number:text-style>"
      "<style:style style:name=\"bold\" style:family=\"table-cell\" style:data-style-name=\"N100\"><style:table-cell-properties "
      "style:vertical-align=\"top\" fo:wrap-option=\"wrap\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"text\" style:family=\"table-cell\" style:data-style-name=\"N100\"><style:table-cell-properties "
      "style:vertical-align=\"top\"/></style:style>"
      "<style:style style:name=\"wrap\" style:family=\"table-cell\" style:data-style-name=\"N100\"><style:table-cell-properties "
      "style:vertical-align=\"top\" fo:wrap-option=\"wrap\"/></style:style>"
      "</office:automatic-styles>";
  return out;
}

/// "A", "Z", "AA"…
std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column != 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

void open_table(std::string& out, std::string_view name) {
  out += "<table:table table:name=\"";
  add_escaped(out, name);
  out += "\">";
}

std::string content_of(Workbook const& workbook) {
  std::string out = fmt::format("{}<office:document-content {}>{}<office:body><office:spreadsheet>", declaration, namespaces, styles_of(workbook));
  open_table(out, workbook.name);
  std::vector<std::string> names;
  for (std::size_t at = 0; at < workbook.columns.size(); ++at) {
    out += fmt::format("<table:table-column table:style-name=\"co{}\" table:default-cell-style-name=\"text\"/>", at + 1);
    names.push_back(workbook.columns[at].name);
  }
  out += "<table:table-header-rows>";
  add_row(out, names, "bold");
  out += "</table:table-header-rows>";
  for (auto const& row : workbook.rows) add_row(out, row, "text");
  out += "</table:table>";
  if (!workbook.about.empty()) {
    open_table(out, workbook.about_name);
    out += "<table:table-column table:style-name=\"about1\"/><table:table-column table:style-name=\"about2\"/>";
    for (auto const& row : workbook.about) add_row(out, row, "wrap");
    out += "</table:table>";
  }
  out += "<table:database-ranges><table:database-range table:name=\"filter\" table:target-range-address=\"&apos;";
  add_escaped(out, workbook.name);
  out += "&apos;.A1:&apos;";
  add_escaped(out, workbook.name);
  out += fmt::format("&apos;.{}{}\" table:display-filter-buttons=\"true\"/></table:database-ranges>",
                     column_letters(std::max<std::size_t>(workbook.columns.size(), 1) - 1), workbook.rows.size() + 1);
  out += "</office:spreadsheet></office:body></office:document-content>\n";
  return out;
}

/// The first line stays in sight.
std::string settings_of(std::string_view name) {
  constexpr std::string_view item = "<config:config-item config:name=\"{}\" config:type=\"{}\">{}</config:config-item>";
  std::string escaped;
  add_escaped(escaped, name);
  auto const one = [&](std::string_view key, std::string_view type, std::string_view value) {
    return fmt::format(fmt::runtime(item), key, type, value);
  };
  return fmt::format(
      "{}<office:document-settings {}><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed "
      "config:name=\"Views\"><config:config-item-map-entry>"
      "<config:config-item-map-named config:name=\"Tables\"><config:config-item-map-entry "
      "config:name=\"{}\">{}{}{}{}</config:config-item-map-entry></config:config-item-map-named>"
      "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>\n",
      declaration, namespaces, escaped, one("VerticalSplitMode", "short", "2"), one("VerticalSplitPosition", "int", "1"),
      one("ActiveSplitRange", "short", "2"), one("PositionBottom", "int", "1"));
}

std::string manifest() {
  std::string out = fmt::format(
      "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\"><manifest:file-entry "
      "manifest:full-path=\"/\" manifest:version=\"1.2\" manifest:media-type=\"{}\"/>",
      declaration, mimetype);
  for (auto const* part : {"content.xml", "settings.xml"})
    out += fmt::format("<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"text/xml\"/>", part);
  return out + "</manifest:manifest>\n";
}

}  // namespace

std::string write_ods(Workbook const& given) {
  auto const workbook = laid_out(given);
  using namespace std::chrono;
  return files::zip({{"mimetype", std::string{mimetype}, true},
                     {"content.xml", content_of(workbook)},
                     {"settings.xml", settings_of(workbook.name)},
                     {"META-INF/manifest.xml", manifest()}},
                    base::Day{2000y / January / 1});
}

}  // namespace spreadsheets
