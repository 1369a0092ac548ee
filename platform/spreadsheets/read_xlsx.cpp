#include <pugixml.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/spreadsheets/elements.h"
#include "platform/spreadsheets/table_builder.h"

namespace spreadsheets {
namespace {

/// A workbook's first sheets: how to fill it, the table, its lists. Hundreds of them are no table of sheets.
constexpr std::size_t most_sheets = 10;

std::string_view local(char const* name) {
  std::string_view text{name};
  auto const colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

/// The first child of that local name, whatever its prefix.
pugi::xml_node child(pugi::xml_node const& node, std::string_view name) {
  for (auto const& one : node.children())
    if (local(one.name()) == name) return one;
  return {};
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "_x000A_" is how a workbook writes a character that XML cannot hold.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "_x" && at + 6 < text.size() && text[at + 6] == '_') {
      unsigned value = 0;
      auto const [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16);
      if (error == std::errc{} && end == text.data() + at + 6 && value < 0x80) {
        if (value == '\n' || value == '\t' || value >= 0x20) out += static_cast<char>(value);
        at += 6;
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

/// The text of a shared or inline string: its own, or that of its runs; never its phonetic reading.
std::string text_of(pugi::xml_node const& node) {
  std::string text;
  for (auto const& one : node.children()) {
    if (local(one.name()) == "t") text += one.text().get();
    else if (local(one.name()) == "r") text += child(one, "t").text().get();
  }
  return unescaped(text);
}

/// How the numbers of a style are to be read.
struct Style {
  bool day = false, hour = false;
  std::size_t zeros = 0;  ///< "00000": shown with at least so many figures
};

/// Letters outside quotes and brackets decide: d, m, y make a day; h, s an hour.
Style style_of_code(std::string_view code) {
  Style style;
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    char const c = code[at];
    if (c == '"') quoted = !quoted;
    else if (c == '[') bracketed = true;
    else if (c == ']') bracketed = false;
    else if (c == '\\') ++at;
    else if (!quoted && !bracketed && (c == 'd' || c == 'y' || c == 'D' || c == 'Y' || c == 'j' || c == 'a')) style.day = true;
    else if (!quoted && !bracketed && (c == 'h' || c == 's' || c == 'H' || c == 'S')) style.hour = true;
  }
  if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos) style.zeros = code.size();
  if (code == "General" || code == "Standard") return {};
  return style;
}

Style built_in(int id) {
  bool const day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  bool const hour = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47);
  return {day, hour, 0};
}

std::string plain_number(double value) {
  std::array<char, 64> buffer{};
  if (std::abs(value) < 1e15 && value == std::floor(value)) return std::to_string(static_cast<long long>(value));
  auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return error == std::errc{} ? std::string{buffer.data(), end} : std::string{};
}

/// Days since the end of 1899 (Excel believes 1900 a leap year) or since 1904.
std::string day_text(double serial, Style const& style, bool from_1904) {
  using namespace std::chrono;
  if (serial < 0 || serial > 2'958'465) return plain_number(serial);
  auto const whole = std::floor(serial);
  auto const start = from_1904 ? sys_days{1904y / January / 1} : sys_days{whole < 60 ? 1899y / December / 31 : 1899y / December / 30};
  auto const minutes_of_day = static_cast<int>(std::lround((serial - whole) * 24 * 60));
  auto text = style.day || !style.hour ? base::iso(base::Day{start + days{static_cast<int>(whole)}}) : std::string{};
  if (style.hour && (minutes_of_day != 0 || !style.day)) {
    std::array<char, 16> hour{};
    std::snprintf(hour.data(), hour.size(), "%s%02d:%02d", text.empty() ? "" : " ", minutes_of_day / 60 % 24, minutes_of_day % 60);
    text += hour.data();
  }
  return text;
}

/// "BC12" → 54; npos when the reference is none.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0, at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at)
    column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
  return at == 0 || at > 3 ? std::string::npos : column - 1;
}

class XlsxReader {
 public:
  XlsxReader(std::string_view bytes, std::string const& file_name, Limits const& limits)
      : m_parts{bytes, file_name, limits}, m_file{file_name}, m_limits{limits}, m_builder{file_name, limits} {}

  base::CsvTable read() {
    auto const paths = sheet_paths();
    read_styles();
    read_strings();
    base::CsvTable kept;
    for (std::size_t at = 0; at < paths.size() && at < most_sheets; ++at) {
      m_builder = TableBuilder{m_file, m_limits};
      read_sheet(paths[at]);
      keep_wider(kept, m_builder.take());
    }
    if (kept.columns.empty()) m_builder.refuse(1, "The first line must name the columns; this file is empty.");
    return kept;
  }

 private:
  [[noreturn]] void broken() const { m_builder.refuse(0, "This workbook is broken: open it in your spreadsheet and save it again."); }

  void parse(pugi::xml_document& document, std::string_view xml) const {
    if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8)) broken();
  }

  /// Every sheet people see, in order.
  std::vector<std::string> sheet_paths() {
    auto const* book = m_parts.find("xl/workbook.xml");
    auto const* links = m_parts.find("xl/_rels/workbook.xml.rels");
    if (!book || !links) broken();
    pugi::xml_document relations, workbook;
    parse(relations, *links);
    parse(workbook, *book);
    std::map<std::string, std::string> targets;
    for (auto const& one : relations.document_element().children()) targets[one.attribute("Id").value()] = one.attribute("Target").value();
    auto const root = workbook.document_element();
    auto const dates = std::string_view{child(root, "workbookPr").attribute("date1904").value()};
    m_from_1904 = dates == "1" || dates == "true";
    std::vector<std::string> paths;
    for (auto const& sheet : child(root, "sheets").children()) {
      std::string_view const state{sheet.attribute("state").value()};
      if (state == "hidden" || state == "veryHidden") continue;
      for (auto const& attribute : sheet.attributes())
        if (local(attribute.name()) == "id" && std::string_view{attribute.name()} != "id") paths.push_back(path_of(targets[attribute.value()]));
    }
    if (paths.empty()) broken();
    return paths;
  }

  static std::string path_of(std::string const& target) { return target.starts_with('/') ? target.substr(1) : "xl/" + target; }

  void read_styles() {
    auto const* xml = m_parts.find("xl/styles.xml");
    if (!xml) return;
    pugi::xml_document document;
    parse(document, *xml);
    auto const root = document.document_element();
    std::map<int, Style> own;
    for (auto const& format : child(root, "numFmts").children())
      own[format.attribute("numFmtId").as_int()] = style_of_code(format.attribute("formatCode").value());
    for (auto const& one : child(root, "cellXfs").children()) {
      auto const id = one.attribute("numFmtId").as_int();
      auto const found = own.find(id);
      m_styles.push_back(found == own.end() ? built_in(id) : found->second);
    }
  }

  void read_strings() {
    auto const* xml = m_parts.find("xl/sharedStrings.xml");
    if (!xml) return;
    Elements items{*xml, "si"};
    pugi::xml_document item;
    for (std::string_view element; items.next(element);) {
      parse(item, element);
      m_strings.push_back(text_of(item.document_element()));
      m_builder.check_cell(0, m_strings.back());
      if (m_strings.size() > m_limits.cells) broken();
    }
    if (items.broken()) broken();
  }

  void read_sheet(std::string const& path) {
    auto const* xml = m_parts.find(path);
    if (!xml) broken();
    Elements rows{*xml, "row"};
    pugi::xml_document row;
    std::size_t line = 0;
    for (std::string_view element; rows.next(element);) {
      parse(row, element);
      auto const node = row.document_element();
      line = number<std::size_t>(node.attribute("r").value()).value_or(line + 1);
      m_builder.add(line, cells_of(node, line));
    }
    if (rows.broken()) m_builder.refuse(line, "This workbook is broken: open it in your spreadsheet and save it again.");
  }

  std::vector<std::string> cells_of(pugi::xml_node const& row, std::size_t line) const {
    std::vector<std::string> cells;
    std::size_t next = 0;
    for (auto const& cell : row.children()) {
      if (local(cell.name()) != "c") continue;
      auto const told = column_of(cell.attribute("r").value());
      auto const column = told == std::string::npos ? next : told;
      next = column + 1;
      auto text = value_of(cell);
      if (text.empty()) continue;
      if (column >= m_limits.columns) m_builder.refuse(line, "A line has more than {} columns.", {std::to_string(m_limits.columns)});
      m_builder.check_cell(line, text);
      if (cells.size() <= column) cells.resize(column + 1);
      cells[column] = std::move(text);
    }
    return cells;
  }

  std::string value_of(pugi::xml_node const& cell) const {
    std::string_view const type{cell.attribute("t").value()};
    if (type == "inlineStr") return text_of(child(cell, "is"));
    std::string_view const value{child(cell, "v").text().get()};
    if (type == "s") {
      auto const place = number<std::size_t>(value);
      return place && *place < m_strings.size() ? m_strings[*place] : std::string{};
    }
    if (type == "str") return unescaped(value);
    if (type == "b") return value == "1" ? "true" : "false";
    if (type == "e" || type == "d") return std::string{value};
    return number_of(value, cell.attribute("s").as_uint());
  }

  std::string number_of(std::string_view value, std::size_t style_place) const {
    auto const parsed = number<double>(base::trimmed(value));
    if (!parsed || !std::isfinite(*parsed)) return std::string{value};
    auto const style = style_place < m_styles.size() ? m_styles[style_place] : Style{};
    if (style.day || style.hour) return day_text(*parsed, style, m_from_1904);
    auto text = plain_number(*parsed);
    if (text.size() < style.zeros && text.find_first_not_of("0123456789") == std::string::npos) text.insert(0, style.zeros - text.size(), '0');
    return text;
  }

  Parts m_parts;
  std::string m_file;
  Limits m_limits;
  TableBuilder m_builder;
  std::vector<Style> m_styles;
  std::vector<std::string> m_strings;
  bool m_from_1904 = false;
};

}  // namespace

tl::expected<base::CsvTable, base::Problem> read_xlsx(std::string_view bytes, std::string const& file_name, Limits const& limits) {
  try {
    return XlsxReader{bytes, file_name, limits}.read();
  } catch (Refused const& refused) {
    return tl::unexpected{refused.problem};
  }
}

}  // namespace spreadsheets
