#include "domain/exchange/sheet_export.h"

#include <algorithm>
#include <set>

#include "domain/exchange/sheet_json.h"
#include "platform/base/text.h"
#include "platform/files/zip.h"
#include "platform/spreadsheets/spreadsheets.h"

namespace exchange {
namespace {

using i18n::msgid;

constexpr std::pair<Format, std::string_view> formats[] = {
    {Format::csv, "csv"}, {Format::xlsx, "xlsx"}, {Format::ods, "ods"}, {Format::markdown, "markdown"}, {Format::json, "json"}};

std::string_view type_of(Format format) {
  switch (format) {
    case Format::csv: return "text/csv; charset=utf-8";
    case Format::xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::ods: return "application/vnd.oasis.opendocument.spreadsheet";
    case Format::markdown: return "application/zip";
    case Format::json: return "application/json; charset=utf-8";
  }
  return "";
}

bool is_word(char c) { return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_of_email(char c) { return is_word(c) || c == '.' || c == '-' || c == '_' || c == '+'; }

/// The end of a French telephone number that begins here ("06 12 34 56 78", "+33 6.12.34.56.78"); `at` when there is none.
std::size_t end_of_telephone(std::string_view text, std::size_t at) {
  if (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '+')) return at;
  auto end = at;
  std::size_t digits = 0;
  bool const abroad = text.substr(at).starts_with("+33") || text.substr(at).starts_with("0033");
  if (abroad) end += text[at] == '+' ? 3 : 4;
  else if (text[at] != '0') return at;
  for (; end < text.size() && digits < (abroad ? 9u : 10u); ++end) {
    if (std::isdigit(static_cast<unsigned char>(text[end]))) ++digits;
    else if (text.substr(end).starts_with("\u00A0")) ++end;
    else if (text.substr(end).starts_with("\u202F")) end += 2;
    else if (text[end] != ' ' && text[end] != '.' && text[end] != '-' && text[end] != '(' && text[end] != ')') break;
  }
  bool const whole = digits == (abroad ? 9u : 10u) && (end == text.size() || !std::isdigit(static_cast<unsigned char>(text[end])));
  return whole ? end : at;
}

/// Where the e-mail address around the sign at `at` starts and ends; empty when it is none.
std::pair<std::size_t, std::size_t> email_around(std::string_view text, std::size_t at) {
  auto from = at, to = at + 1;
  while (from > 0 && is_of_email(text[from - 1])) --from;
  while (to < text.size() && is_of_email(text[to])) ++to;
  while (to > at + 1 && (text[to - 1] == '.' || text[to - 1] == '-')) --to;
  bool const whole = from < at && text.substr(at + 1, to - at - 1).find('.') != std::string_view::npos;
  return whole ? std::pair{from, to} : std::pair{at, at};
}

std::string columns_to_text(std::vector<std::string> const& texts) { return base::join(texts, ", "); }

/// What the file is, for who opens it in a year.
std::vector<std::vector<std::string>> about_of(Outgoing const& out, i18n::Words const& words) {
  std::set<std::string> licences;
  for (auto const& one : out.sheets) licences.insert(one.sheet.content.licence);
  std::vector<std::vector<std::string>> lines{{words.t("Programme of the sheets"), out.programme_name},
                                              {words.t("List"), out.address},
                                              {words.t("Taken on"), words.day(out.day)},
                                              {words.t("Sheets"), words.number(static_cast<std::int64_t>(out.sheets.size()))},
                                              {words.t("Licence"), columns_to_text({licences.begin(), licences.end()})}};
  if (out.people == People::open)
    lines.push_back({words.t("Names"),
                     words.t("Open data: published sheets only, without the names of people and without e-mail addresses or telephone numbers ([@…] "
                             "stands in their place).")});
  else if (out.people == People::working)
    lines.push_back({words.t("Names"), words.t("Without the fields that name people. Coming back, this file leaves those fields as they are.")});
  else lines.push_back({words.t("Names"), words.t("With names and contacts: keep this file to yourself, and delete it when you no longer need it.")});
  lines.push_back({words.t("Coming back"),
                   words.t("Change what you need and import the file: a sheet is found by its identifier. An empty cell empties the field; a column "
                           "taken out leaves it as it is.")});
  return lines;
}

double width_of(std::string_view path) {
  if (path == "title") return 40;
  if (path == "id") return 12;
  if (path == "summary" || path.ends_with("text") || path == "context" || path == "lessons") return 50;
  return 22;
}

spreadsheets::Workbook workbook_of(Outgoing const& out, i18n::Words const& words) {
  std::vector<std::vector<experiences::Cell>> sheets;
  for (auto const& one : out.sheets) sheets.push_back(experiences::cells_of(one.sheet, &words, out.vocabulary));
  auto const columns = columns_of(sheets, out.people);
  spreadsheets::Workbook book{words.t("Experiences"), {}, {}, words.t("About this file"), about_of(out, words)};
  std::map<std::string, std::size_t, std::less<>> places;
  for (auto const& path : columns) {
    places.emplace(path, places.size());
    book.columns.push_back({label_of_column(path, words), width_of(path)});
  }
  for (std::size_t at = 0; at < sheets.size(); ++at) {
    auto& row = book.rows.emplace_back(columns.size());
    for (auto& cell : sheets[at])
      if (auto const place = places.find(cell.path); place != places.end()) row[place->second] = std::move(cell.text);
    row[places.find("territory_name")->second] = out.sheets[at].territory_name;
  }
  return book;
}

std::string archive_of(Outgoing const& out, i18n::Words const& words) {
  std::vector<files::Entry> entries;
  std::string about;
  for (auto const& line : about_of(out, words)) about += line[0] + words.t(": ") + line[1] + "\n";
  entries.push_back({"LISEZMOI.txt", std::move(about), false});
  for (auto const& one : out.sheets) {
    auto sheet = one.sheet;
    // In a programme folder an identifier is written only where it does not follow from the names.
    if (sheet.id == experiences::default_id(out.programme_slug, sheet.slug)) sheet.id.clear();
    entries.push_back({sheet.slug + ".md", experiences::format_sheet(sheet), false});
  }
  return files::zip(entries, out.day);
}

}  // namespace

std::string_view code(Format format) {
  for (auto const& [one, name] : formats)
    if (one == format) return name;
  return "";
}

std::optional<Format> format_from(std::string_view code) {
  for (auto const& [one, name] : formats)
    if (name == code) return one;
  return std::nullopt;
}

bool names_people(std::string_view path) {
  if (path.starts_with("actions.")) return path.ends_with(".who");
  if (path.starts_with("actors.")) return path.ends_with(".name");
  return path == "narrator" || path == "writer" || path == "contact" || path == "author" || path == "agreement" || path == "agreed";
}

std::string without_addresses(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  auto const leave_out = [&](std::size_t from, std::size_t to) {
    if (from < copied) return;
    out.append(text.substr(copied, from - copied)).append(address_removed);
    copied = to;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '@') {
      if (auto const [from, to] = email_around(text, at); to > from) leave_out(from, to), at = to - 1;
    } else if (text[at] == '0' || text[at] == '+') {
      if (auto const end = end_of_telephone(text, at); end > at) leave_out(at, end), at = end - 1;
    }
  }
  return out.append(text.substr(copied));
}

experiences::Sheet leaving(experiences::Sheet sheet, People people) {
  if (people == People::named) return sheet;
  auto& content = sheet.content;
  sheet.author.clear();
  sheet.agreement.clear();
  sheet.agreed.clear();
  // Pictures say who is on them, and whose they are.
  content.attachments.clear();
  content.narrator.clear();
  content.writer.clear();
  content.contact.clear();
  for (auto& action : content.actions) action.who.clear();
  for (auto& actor : content.actors) actor.name.clear();
  if (people == People::working) return sheet;
  for (auto* text :
       {&content.title, &content.summary, &content.context, &content.objectives, &content.governance, &content.lessons, &content.if_again,
        &content.relations, &content.outlook, &content.source, &content.means.time, &content.means.people, &content.means.budget,
        &content.transfer.conditions, &content.transfer.adaptable, &content.transfer.not_transferable, &content.transfer.help_offered})
    *text = without_addresses(*text);
  for (auto& one : content.actions) one.title = without_addresses(one.title), one.text = without_addresses(one.text);
  for (auto& one : content.actors)
    one.role = without_addresses(one.role), one.contribution = without_addresses(one.contribution), one.benefit = without_addresses(one.benefit);
  for (auto& one : content.results) one.text = without_addresses(one.text), one.evidence = without_addresses(one.evidence);
  for (auto& one : content.obstacles) one.text = without_addresses(one.text), one.how = without_addresses(one.how);
  for (auto& one : content.levers) one.text = without_addresses(one.text), one.effect = without_addresses(one.effect);
  return sheet;
}

std::vector<std::string> columns_of(std::vector<std::vector<experiences::Cell>> const& sheets, People people) {
  std::set<std::string, std::less<>> used;
  for (auto const& path : experiences::every_path(0)) used.insert(path);
  for (auto const& cells : sheets)
    for (auto const& cell : cells)
      if (!used.contains(cell.path)) used.insert(cell.path);
  std::vector<std::string> columns;
  for (auto& path : experiences::every_path(60)) {
    if (!used.contains(path) || (people != People::named && names_people(path))) continue;
    bool const place = path == "territory";
    columns.push_back(std::move(path));
    if (place) columns.emplace_back("territory_name");
  }
  return columns;
}

std::string label_of_column(std::string_view path, i18n::Words const& words) {
  return path == "territory_name" ? words.t(msgid("Territory (name)")) : experiences::column_label(path, words);
}

File file_of(Outgoing const& out, i18n::Words const& words) {
  auto const end = out.format == Format::markdown ? std::string_view{"zip"} : code(out.format);
  File file{out.programme_slug + "-experiences-" + base::iso(out.day) + "." + std::string{end}, std::string{type_of(out.format)}, {}};
  switch (out.format) {
    case Format::csv: file.bytes = spreadsheets::write_csv(workbook_of(out, words)); break;
    case Format::xlsx: file.bytes = spreadsheets::write_xlsx(workbook_of(out, words)); break;
    case Format::ods: file.bytes = spreadsheets::write_ods(workbook_of(out, words)); break;
    case Format::markdown: file.bytes = archive_of(out, words); break;
    case Format::json: file.bytes = json_of(out, words); break;
  }
  return file;
}

}  // namespace exchange
