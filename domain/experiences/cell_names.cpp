// How the columns of sheets are named in a spreadsheet.
#include <algorithm>
#include <map>

#include "domain/experiences/cell_path.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/sheet_cells.h"

namespace experiences {
namespace {

using i18n::msgid;

/// Names every field of a content.
struct Namer {
  std::string prefix;
  std::vector<std::string>& paths;
  template <class T>
  void operator()(std::string_view name, T const& thing) {
    if constexpr (Compound<T>) each_field(thing, Namer{std::string{name} + ".", paths});
    else paths.push_back(prefix + std::string{name});
  }
  void operator()(std::string_view name, std::vector<Closer> const&) { paths.emplace_back(name); }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    for (std::size_t at = 0; at < things.size(); ++at) each_field(things[at], Namer{std::string{name} + "." + std::to_string(at + 1) + ".", paths});
  }
};

std::string_view beside_msgid(std::string_view path) {
  static std::map<std::string, char const*, std::less<>> const all = {{"id", msgid("Identifier")},
                                                                      {"slug", msgid("Address")},
                                                                      {"status", msgid("State")},
                                                                      {"visibility", msgid("Who reads it")},
                                                                      {"territory", msgid("Territory (code)")},
                                                                      {"organisations", msgid("Structures (keys)")},
                                                                      {"author", msgid("Author (e-mail)")},
                                                                      {"published", msgid("Published on")},
                                                                      {"agreement", msgid("Agreement asked of")},
                                                                      {"agreed", msgid("Parts agreed to")},
                                                                      {"partial", msgid("Has parts that are not here (yes, no)")},
                                                                      {"closer", msgid("Parts kept closer")},
                                                                      {"retired", msgid("Codes no longer used")}};
  auto const found = all.find(path);
  return found == all.end() ? std::string_view{} : found->second;
}

/// How the columns of a list, and of means and transfer, are named: "Frein {} : {}".
std::string_view list_msgid(std::string_view list) {
  static std::map<std::string, char const*, std::less<>> const all = {{"actions", msgid("Moment {}: {}")},    {"actors", msgid("Actor {}: {}")},
                                                                      {"results", msgid("Effect {}: {}")},    {"obstacles", msgid("Obstacle {}: {}")},
                                                                      {"levers", msgid("Lever {}: {}")},      {"means", msgid("Means: {}")},
                                                                      {"transfer", msgid("Taking it up: {}")}};
  auto const found = all.find(list);
  return found == all.end() ? std::string_view{} : found->second;
}

std::string_view inner_msgid(std::string_view list, std::string_view field) {
  static std::map<std::string, char const*, std::less<>> const all = {{"actions.date", msgid("date")},
                                                                      {"actions.title", msgid("title")},
                                                                      {"actions.text", msgid("what happened")},
                                                                      {"actions.who", msgid("who was there")},
                                                                      {"actions.key_moment", msgid("key moment (yes, no)")},
                                                                      {"actions.code", msgid("code")},
                                                                      {"results.code", msgid("code")},
                                                                      {"obstacles.code", msgid("code")},
                                                                      {"levers.code", msgid("code")},
                                                                      {"actors.name", msgid("name")},
                                                                      {"actors.role", msgid("role")},
                                                                      {"actors.contribution", msgid("what they brought")},
                                                                      {"actors.benefit", msgid("what they gained")},
                                                                      {"results.text", msgid("what changed")},
                                                                      {"results.indicator", msgid("what is counted")},
                                                                      {"results.value", msgid("number")},
                                                                      {"results.unit", msgid("unit")},
                                                                      {"results.date", msgid("date")},
                                                                      {"results.evidence", msgid("where the number comes from")},
                                                                      {"results.foreseen", msgid("foreseen (yes, no)")},
                                                                      {"results.positive", msgid("good (yes, no)")},
                                                                      {"obstacles.type", msgid("kind")},
                                                                      {"obstacles.severity", msgid("severity (1 to 3)")},
                                                                      {"obstacles.overcome", msgid("overcome (yes, no)")},
                                                                      {"obstacles.text", msgid("what held back")},
                                                                      {"obstacles.how", msgid("how it was overcome")},
                                                                      {"levers.type", msgid("kind")},
                                                                      {"levers.text", msgid("what made the difference")},
                                                                      {"levers.effect", msgid("what it gave")},
                                                                      {"levers.overcame", msgid("obstacles overcome (f1, f2…)")},
                                                                      {"means.time", msgid("time")},
                                                                      {"means.people", msgid("people")},
                                                                      {"means.budget", msgid("money")},
                                                                      {"means.funding", msgid("who paid")},
                                                                      {"transfer.conditions", msgid("conditions")},
                                                                      {"transfer.adaptable", msgid("to adapt")},
                                                                      {"transfer.not_transferable", msgid("not to copy")},
                                                                      {"transfer.help_offered", msgid("what we offer a peer")}};
  auto const found = all.find(std::string{list} + "." + std::string{field});
  return found == all.end() ? std::string_view{} : found->second;
}

}  // namespace

std::string column_label(std::string_view path, i18n::Words const& words) {
  CellPath const parts{path};
  if (parts.field.empty()) {
    auto const beside = beside_msgid(path);
    auto const label = beside.empty() ? field_msgid(path) : beside;
    return label.empty() ? std::string{path} : words.t(label);
  }
  auto const list = list_msgid(parts.list), inner = inner_msgid(parts.list, parts.field);
  if (list.empty() || inner.empty()) return std::string{path};
  return parts.number == 0 ? words.t(list, {words.t(inner)}) : words.t(list, {parts.number, words.t(inner)});
}

std::vector<std::string> every_path(int items) {
  std::vector<std::string> paths{"id", "slug", "status", "visibility", "territory", "organisations", "author", "published", "agreement", "agreed"};
  // Only in the files that need it.
  if (items > 0) paths.emplace_back("partial");
  Content content;
  auto const many = static_cast<std::size_t>(std::clamp(items, 0, static_cast<int>(most_items)));
  content.actions.resize(many);
  content.actors.resize(many);
  content.results.resize(many);
  content.obstacles.resize(many);
  content.levers.resize(many);
  each_field(content, Namer{"", paths});
  return paths;
}

}  // namespace experiences
