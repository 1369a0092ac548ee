#include "domain/exchange/rows.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "platform/base/csv.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t largest_file = 512u << 20;

tl::unexpected<base::Problem> refuse_place(std::string file, std::string msgid) {
  return tl::unexpected{base::Problem{std::move(file), 0, {std::move(msgid), {}, {}}}};
}

tl::expected<std::vector<fs::path>, base::Problem> files_at(fs::path const& place, std::string const& extension) {
  std::error_code error;
  if (fs::is_regular_file(place, error)) return std::vector{place};
  if (!fs::is_directory(place, error)) return refuse_place(place.string(), "There is no such file or folder.");
  std::vector<fs::path> files;
  for (fs::directory_iterator entry{place, error}, end; !error && entry != end; entry.increment(error))
    if (std::error_code unread; entry->is_regular_file(unread) && entry->path().extension() == extension) files.push_back(entry->path());
  if (error) return refuse_place(place.string(), "This folder cannot be read.");
  if (files.empty()) return refuse_place(place.string(), "This folder holds no file ending in " + extension + ".");
  std::sort(files.begin(), files.end());
  return files;
}

tl::expected<std::string, base::Problem> bytes_of(fs::path const& path, std::string const& name) {
  std::error_code error;
  if (fs::file_size(path, error) > largest_file && !error) return refuse_place(name, "This file is larger than 512 MB.");
  std::ifstream file{path, std::ios::binary};
  if (!file) return refuse_place(name, "This file cannot be read.");
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

class Gathering {
 public:
  explicit Gathering(Mapping const& mapping) : m_mapping{mapping} {}

  void start_file(std::string name) { m_rows.files.push_back(std::move(name)); }

  std::size_t place_of(std::string const& column) {
    auto const found = std::find(m_rows.columns.begin(), m_rows.columns.end(), column);
    if (found != m_rows.columns.end()) return static_cast<std::size_t>(found - m_rows.columns.begin());
    m_rows.columns.push_back(column);
    return m_rows.columns.size() - 1;
  }

  void take(base::CsvTable table) {
    std::vector<std::size_t> places;
    for (auto const& column : table.columns) places.push_back(place_of(column));
    for (auto& row : table.rows) {
      while (row.cells.size() > places.size() && base::trimmed(row.cells.back()).empty()) row.cells.pop_back();
      if (row.cells.size() != places.size()) {
        reject(row.line, "This line has {} cells where the first line names {} columns.",
               {std::to_string(row.cells.size()), std::to_string(places.size())});
        continue;
      }
      Row one{file(), row.line, std::vector<std::string>(m_rows.columns.size())};
      for (std::size_t at = 0; at < places.size(); ++at) one.cells[places[at]] = cleaned(std::move(row.cells[at]));
      m_rows.rows.push_back(std::move(one));
    }
  }

  void take(base::MarkdownFile const& file_read, std::string const& stem) {
    Row row{file(), 1, {}};
    put(row, "file", stem);
    for (auto const& [name, node] : file_read.front.fields) put_front(row, name, node);
    for (auto& [column, text] : sections_of(file_read.body, m_mapping)) put(row, column, std::move(text));
    m_rows.rows.push_back(std::move(row));
  }

  void reject(base::Problem problem) { m_rows.rejected.push_back(std::move(problem)); }
  void reject(std::size_t line, std::string msgid, std::vector<std::string> arguments) {
    reject({m_rows.files.back(), line, {std::move(msgid), std::move(arguments), {}}});
  }
  Rows finish() { return std::move(m_rows); }

 private:
  std::uint32_t file() const { return static_cast<std::uint32_t>(m_rows.files.size() - 1); }

  std::string cleaned(std::string cell) const {
    auto const text = base::trimmed(cell);
    if (std::find(m_mapping.nothing.begin(), m_mapping.nothing.end(), text) != m_mapping.nothing.end()) return {};
    return text.size() == cell.size() ? std::move(cell) : std::string{text};
  }
  void put(Row& row, std::string const& column, std::string text) {
    auto const place = place_of(column);
    if (row.cells.size() <= place) row.cells.resize(place + 1);
    row.cells[place] = cleaned(std::move(text));
  }
  void put_front(Row& row, std::string const& name, base::Node const& node) {
    if (node.kind == base::Node::Kind::map)
      for (auto const& [inner, child] : node.fields) put_front(row, name + "." + inner, child);
    else if (node.kind == base::Node::Kind::list) {
      std::vector<std::string> items;
      for (auto const& item : node.items) items.push_back(item.scalar);
      put(row, name, base::join(items, "|"));
    } else {
      put(row, name, node.scalar);
    }
  }

  Mapping const& m_mapping;
  Rows m_rows;
};

/// Level of the heading a line is, and its words; 0 for any other line.
std::pair<int, std::string_view> heading_of(std::string_view line) {
  auto const marks = line.find_first_not_of('#');
  if (marks == 0 || marks > 6) return {0, {}};
  if (marks == std::string_view::npos) return {0, {}};
  auto words = line.substr(marks);
  // Word processors leave a no-break space there, which Markdown does not take for a heading; people do.
  if (words.starts_with("\u00A0")) words.remove_prefix(2);
  else if (words.front() != ' ') return {0, {}};
  return {static_cast<int>(marks), base::trimmed(words)};
}

struct Section {
  std::string_view heading;  ///< "" before the first
  std::string text;          ///< its heading line included
  std::size_t heading_bytes = 0;
};

/// The body cut at the headings of this level or above, those inside fenced code left alone; the title is taken out.
std::vector<Section> cut(std::string_view body, int level, std::string& title) {
  std::vector<Section> sections(1);
  bool fenced = false;
  for (auto const line : base::lines(body)) {
    if (base::trimmed(line).starts_with("```") || base::trimmed(line).starts_with("~~~")) fenced = !fenced;
    auto const [marks, words] = fenced ? std::pair<int, std::string_view>{} : heading_of(line);
    if (marks == 1 && title.empty()) {
      title = std::string{words};
      continue;
    }
    if (marks != 0 && marks <= level) sections.push_back({words, {}, line.size() + 1});
    sections.back().text.append(line).append("\n");
  }
  return sections;
}

tl::expected<void, base::Problem> read_csv_file(Gathering& gathering, fs::path const& path, std::string const& name) {
  auto const bytes = bytes_of(path, name);
  if (!bytes) return tl::unexpected{bytes.error()};
  auto table = base::read_csv(*bytes, name);
  if (!table) return tl::unexpected{table.error()};
  gathering.take(std::move(*table));
  return {};
}

tl::expected<void, base::Problem> read_markdown(Gathering& gathering, fs::path const& path, std::string const& name) {
  auto const bytes = bytes_of(path, name);
  if (!bytes) return tl::unexpected{bytes.error()};
  auto const file = base::read_markdown_file(*bytes, name);
  if (!file) return tl::unexpected{file.error()};
  gathering.take(*file, path.stem().string());
  return {};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> sections_of(std::string_view source, Mapping const& mapping) {
  std::string title, body;
  auto const unix_text = base::with_unix_lines(source);
  std::vector<std::pair<std::string, std::string>> columns;
  auto const add = [&](std::string const& column, std::string_view text) {
    auto const found = std::find_if(columns.begin(), columns.end(), [&](auto const& one) { return one.first == column; });
    if (found == columns.end()) columns.emplace_back(column, text);
    else found->second.append("\n").append(text);
  };
  std::vector<std::string> named_once;
  for (auto const& section : cut(unix_text, mapping.heading_level, title)) {
    auto const folded = base::fold(section.heading);
    auto const rule = std::find_if(mapping.headings.begin(), mapping.headings.end(),
                                   [&](auto const& one) { return !folded.empty() && folded.find(one.like) != std::string::npos; });
    if (rule == mapping.headings.end() || rule->keep) body += section.text;
    if (rule == mapping.headings.end()) continue;
    bool const first = std::find(named_once.begin(), named_once.end(), rule->column) == named_once.end();
    named_once.push_back(rule->column);
    // The first section of a column loses its heading, which the column's name says; those that follow keep theirs.
    add(rule->column,
        first ? std::string_view{section.text}.substr(std::min(section.heading_bytes, section.text.size())) : std::string_view{section.text});
  }
  columns.emplace_back("heading", title);
  columns.emplace_back("body", body);
  return columns;
}

Rows markdown_rows(Mapping const& mapping, std::vector<std::pair<std::string, std::string>> const& files) {
  Gathering gathering{mapping};
  for (auto const& [name, bytes] : files) {
    gathering.start_file(name);
    auto const file = base::read_markdown_file(bytes, name);
    if (file) gathering.take(*file, fs::path{name}.stem().string());
    else gathering.reject(file.error());
  }
  return gathering.finish();
}

tl::expected<Rows, base::Problem> read_rows(Mapping const& mapping, fs::path const& place) {
  bool const csv = mapping.source == Source::csv;
  auto const files = files_at(place, csv ? ".csv" : ".md");
  if (!files) return tl::unexpected{files.error()};
  Gathering gathering{mapping};
  for (auto const& path : *files) {
    auto const name = path.filename().string();
    gathering.start_file(name);
    auto const read = csv ? read_csv_file(gathering, path, name) : read_markdown(gathering, path, name);
    if (read) continue;
    if (files->size() == 1) return tl::unexpected{read.error()};
    gathering.reject(read.error());
  }
  return gathering.finish();
}

}  // namespace exchange
