#include "domain/privacy/register.h"

#include <algorithm>

#include "platform/base/front_matter.h"
#include "platform/i18n/words.h"

namespace privacy {
namespace {

using i18n::msgid;

std::vector<std::string> texts(base::Node const& node, std::string_view key) {
  std::vector<std::string> found;
  for (auto const* item : node.list(key)) found.push_back(item->scalar);
  return found;
}

std::map<std::string, std::string> pairs(base::Node const& node, std::string_view key) {
  std::map<std::string, std::string> found;
  if (auto const* map = node.find(key))
    for (auto const& [name, value] : map->fields) found.emplace(name, value.scalar);
  return found;
}

bool known(Codes const& codes, std::string_view code) {
  return std::ranges::any_of(codes, [&](auto const& one) { return one.first == code; });
}

void check_codes(TableEntry const& entry, std::vector<std::string>& found) {
  auto const check = [&](Codes const& codes, std::string_view code, std::string_view what) {
    if (!known(codes, code)) found.push_back(entry.table + ": \"" + std::string{code} + "\" is no " + std::string{what});
  };
  if (entry.about_people()) {
    check(purposes(), entry.purpose, "purpose");
    check(bases(), entry.basis, "basis");
    check(readers(), entry.readers, "readers");
    check(durations(), entry.kept, "duration");
  }
  for (auto const& [column, code] : entry.readers_of) check(readers(), code, "readers");
  for (auto const& [column, code] : entry.kept_of) check(durations(), code, "duration");
  static constexpr std::string_view erasures[] = {"delete", "keep", "empty"};
  if (!entry.person.empty() && std::ranges::find(erasures, entry.erasure) == std::end(erasures))
    found.push_back(entry.table + ": what becomes of the rows of an erased person is not said");
}

std::vector<std::string> declared(TableEntry const& entry) {
  auto all = entry.personal;
  all.insert(all.end(), entry.plain.begin(), entry.plain.end());
  all.insert(all.end(), entry.secret.begin(), entry.secret.end());
  return all;
}

void check_columns(TableEntry const& entry, std::vector<std::string> const& real, std::vector<std::string>& found) {
  auto const names = declared(entry);
  for (auto const& column : real) {
    auto const times = std::ranges::count(names, column);
    if (times == 0) found.push_back(entry.table + "." + column + " is in no list of the register");
    if (times > 1) found.push_back(entry.table + "." + column + " is in two lists of the register");
  }
  auto const check = [&](std::string const& column) {
    if (std::ranges::find(real, column) == real.end()) found.push_back(entry.table + "." + column + " is in the register, not in the table");
  };
  std::ranges::for_each(names, check);
  std::ranges::for_each(entry.emptied, check);
  std::ranges::for_each(entry.left_out, check);
  for (auto const& [column, code] : entry.readers_of) check(column);
  for (auto const& [column, code] : entry.kept_of) check(column);
  if (!entry.person.empty()) check(entry.person);
}

std::string code_for(std::map<std::string, std::string> const& exceptions, std::string const& column, std::string const& otherwise) {
  auto const found = exceptions.find(column);
  return found == exceptions.end() ? otherwise : found->second;
}

}  // namespace

Codes const& purposes() {
  static Codes const codes = {{"account", msgid("Having an account and entering")},
                              {"participation", msgid("Taking part in a programme")},
                              {"writing", msgid("Writing together, and knowing who wrote what")},
                              {"telling", msgid("Collecting what a person tells, with their agreement")},
                              {"letters", msgid("Sending letters by e-mail")},
                              {"security", msgid("Security: knowing who did what, noticing an intrusion")}};
  return codes;
}

Codes const& bases() {
  static Codes const codes = {{"public_interest", msgid("Task of public interest (article 6.1.e of the GDPR)")},
                              {"consent", msgid("Consent (article 6.1.a)")},
                              {"legitimate_interest", msgid("Legitimate interest (article 6.1.f)")},
                              {"legal_obligation", msgid("Legal obligation (article 6.1.c)")}};
  return codes;
}

Codes const& readers() {
  static Codes const codes = {{"nobody", msgid("Nobody: the program alone")},
                              {"oneself", msgid("Oneself")},
                              {"administrators", msgid("Oneself and the administrators of the place")},
                              {"leads", msgid("Oneself, the leads of the programme and the administrators")},
                              {"members", msgid("The members of the programme")},
                              {"circle", msgid("The circle chosen for each text, up to the public")}};
  return codes;
}

Codes const& durations() {
  static Codes const codes = {{"minutes", msgid("Fifteen minutes, then deleted")},
                              {"session", msgid("Thirty days at most, then deleted")},
                              {"letters", msgid("Ninety days, then deleted")},
                              {"year", msgid("One year without change, then deleted")},
                              {"task", msgid("Until it is done")},
                              {"account", msgid("As long as the account, then erased")},
                              {"common", msgid("As long as the common work; shown under “former member” once the account is erased")},
                              {"place", msgid("As long as the place; identifiers only")}};
  return codes;
}

std::string_view msgid_in(Codes const& codes, std::string_view code) {
  auto const found = std::ranges::find(codes, code, [](auto const& one) { return one.first; });
  return found == codes.end() ? code : found->second;
}

tl::expected<std::vector<TableEntry>, base::Problem> read_register(std::string_view toml, std::string file_name) {
  auto const root = base::read_toml(toml, std::move(file_name));
  if (!root) return tl::unexpected{root.error()};
  std::vector<TableEntry> entries;
  for (auto const& [table, node] : root->fields) {
    TableEntry entry;
    entry.table = table;
    entry.purpose = node.text("purpose");
    entry.basis = node.text("basis");
    entry.readers = node.text("readers");
    entry.kept = node.text("kept");
    entry.personal = texts(node, "personal");
    entry.plain = texts(node, "plain");
    entry.secret = texts(node, "secret");
    entry.readers_of = pairs(node, "readers_of");
    entry.kept_of = pairs(node, "kept_of");
    entry.person = node.text("person");
    entry.erasure = node.text("erasure");
    entry.emptied = texts(node, "emptied");
    entry.left_out = texts(node, "left_out");
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<std::string> faults(std::vector<TableEntry> const& entries, Columns const& real) {
  std::vector<std::string> found;
  for (auto const& [table, columns] : real)
    if (std::ranges::find(entries, table, &TableEntry::table) == entries.end())
      found.push_back(table + " is in no register: say what its columns hold in schema/register.toml");
  for (auto const& entry : entries) {
    check_codes(entry, found);
    auto const table = real.find(entry.table);
    if (table == real.end()) found.push_back(entry.table + " is in the register, not in the database");
    else check_columns(entry, table->second, found);
  }
  return found;
}

std::vector<RegisterLine> lines_of(std::vector<TableEntry> const& entries) {
  std::vector<RegisterLine> lines;
  for (auto const& entry : entries) {
    if (!entry.about_people()) continue;
    auto columns = entry.personal;
    columns.insert(columns.end(), entry.secret.begin(), entry.secret.end());
    std::size_t const first = lines.size();
    for (auto const& column : columns) {
      auto const who = code_for(entry.readers_of, column, entry.readers), kept = code_for(entry.kept_of, column, entry.kept);
      auto const same = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end(),
                                     [&](RegisterLine const& line) { return line.readers == who && line.kept == kept; });
      if (same == lines.end()) lines.push_back({entry.table, {column}, entry.purpose, entry.basis, who, kept});
      else same->columns.push_back(column);
    }
  }
  return lines;
}

}  // namespace privacy
