#include "domain/kit/directory.h"

#include <algorithm>

#include "platform/base/text.h"

namespace kit {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Columns in which nothing is written are left out.
std::string table_of(Rows const& rows) {
  std::string out;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::string line = "|", rule = "|";
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
      bool const empty = std::ranges::all_of(rows.begin() + 1, rows.end(), [&](auto const& one) { return one[column].empty(); });
      if (empty) continue;
      line += " " + rows[row][column] + " |";
      rule += "---|";
    }
    out += line + "\n" + (row == 0 ? rule + "\n" : "");
  }
  return out;
}

Block block_of(std::string id, std::string title, std::string markdown, i18n::Words const& words) {
  Block block;
  block.id = std::move(id);
  block.title = std::move(title);
  block.said_by = words.t("From the programme");
  block.markdown = std::move(markdown);
  return block;
}

bool is_web(std::string_view address) { return address.starts_with("https://") || address.starts_with("http://"); }

/// "example.org" of "https://www.example.org/accueil", as a link to it.
std::string site_link(std::string_view address) {
  if (!is_web(address) || address.find_first_of(" <>()|\n") != std::string_view::npos) return {};
  auto host = address.substr(address.find("//") + 2);
  host = host.substr(0, host.find('/'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return "[" + as_markdown(host) + "](" + std::string{address} + ")";
}

std::string ways_to_reach(ListedPerson const& person) {
  std::vector<std::string> ways;
  if (!person.email.empty()) ways.push_back("[" + as_markdown(person.email) + "](mailto:" + person.email + ")");
  if (!person.phone.empty()) ways.push_back(as_markdown(person.phone));
  return base::join(ways, ", ");
}

}  // namespace

std::vector<std::string> const& directory_names() {
  static std::vector<std::string> const names = {"structures", "people"};
  return names;
}

Block structures_block(std::span<ListedStructure const> structures, i18n::Words const& words) {
  Rows rows{{words.t("Structure"), words.t("Kind"), words.t("Where it acts"), words.t("Website")}};
  for (auto const& one : structures)
    rows.push_back({as_markdown(one.name), as_markdown(one.kind), as_markdown(base::join(one.territories, ", ")), site_link(one.website)});
  return block_of("structures", words.t("Structures"), table_of(rows), words);
}

Block people_block(std::span<ListedPerson const> people, i18n::Words const& words) {
  Rows rows{{words.t("Name"), words.t("Role"), words.t("Territory"), words.t("Structure"), words.t("To reach them")}};
  for (auto const& one : people)
    rows.push_back({as_markdown(one.name), as_markdown(one.role), as_markdown(one.territory), as_markdown(one.structure), ways_to_reach(one)});
  auto markdown = table_of(rows) + "\n" + words.t("Only those who agreed to be named stand here, with what they chose to make public.") + "\n";
  return block_of("people", words.t("People"), std::move(markdown), words);
}

}  // namespace kit
