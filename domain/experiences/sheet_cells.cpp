#include "domain/experiences/sheet_cells.h"

#include <algorithm>
#include <charconv>

#include "domain/experiences/cell_path.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/life_cycle.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

using i18n::msgid;
constexpr Status all_statuses[] = {Status::draft,     Status::told,      Status::to_review, Status::agreed,
                                   Status::published, Status::to_update, Status::archived};
constexpr accounts::Visibility all_visibilities[] = {accounts::Visibility::private_, accounts::Visibility::companion, accounts::Visibility::internal,
                                                     accounts::Visibility::cohort,   accounts::Visibility::community, accounts::Visibility::public_};

std::vector<std::pair<std::string, std::span<Term const>>> vocabularies() {
  return {{"size", sizes()},
          {"step", steps()},
          {"participation_level", participation_levels()},
          {"audiences", audiences()},
          {"catalyst_roles", catalyst_roles()}};
}
constexpr std::pair<List, std::string_view> lists_of_programme[] = {
    {List::theme, "themes"}, {List::obstacle, "obstacles.type"}, {List::lever, "levers.type"}};

std::string with_code(std::string const& label, std::string_view code) { return label + " [" + std::string{code} + "]"; }

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// "a | b\|c" → "a", "b|c". Trimmed, without empty ones.
std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> items(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '|' || text[at + 1] == '\\')) items.back() += text[++at];
    else if (text[at] == '|') items.emplace_back();
    else items.back() += text[at];
  }
  for (auto& item : items) item = std::string{base::trimmed(item)};
  std::erase_if(items, [](auto const& item) { return item.empty(); });
  return items;
}

/// Writes each field of a sheet as a cell.
struct CellWriter {
  i18n::Words const* words;
  Vocabulary const& vocabulary;
  std::string prefix;
  std::vector<Cell>& cells;

  std::string term(std::string_view name, std::string const& code) const {
    if (!words) return code;
    auto const key = name == "type" ? prefix.substr(0, prefix.find('.')) + ".type" : std::string{name};
    for (auto const& [list, field] : lists_of_programme)
      if (auto const* word = field == key ? vocabulary.find(list, code) : nullptr) return with_code(words->t(word->label), code);
    for (auto const& [field, terms] : vocabularies())
      if (field == key && is_term(terms, code)) return with_code(words->t(msgid_of(terms, code)), code);
    return code;
  }
  void operator()(std::string_view name, std::string const& text) { cells.push_back({prefix + std::string{name}, term(name, text)}); }
  void operator()(std::string_view name, bool yes) {
    cells.push_back({prefix + std::string{name}, words ? words->t(yes ? msgid("yes") : msgid("no")) : yes ? "yes" : "no"});
  }
  void operator()(std::string_view name, int number) { cells.push_back({prefix + std::string{name}, std::to_string(number)}); }
  void operator()(std::string_view name, std::vector<std::string> const& texts) {
    std::vector<std::string> items;
    for (auto const& text : texts) items.push_back(escaped(term(name, text)));
    cells.push_back({prefix + std::string{name}, base::join(items, " | ")});
  }
  /// Photos do not travel in a cell.
  void operator()(std::string_view, std::vector<Attachment> const&) {}
  void operator()(std::string_view name, std::vector<Closer> const& closures) {
    std::vector<std::string> items;
    for (auto const& one : closures) items.push_back(one.part + " = " + one.circle);
    cells.push_back({prefix + std::string{name}, base::join(items, " | ")});
  }
  template <Compound T>
  void operator()(std::string_view name, T const& thing) {
    each_field(thing, CellWriter{words, vocabulary, prefix + std::string{name} + ".", cells});
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    for (std::size_t at = 0; at < things.size(); ++at)
      each_field(things[at], CellWriter{words, vocabulary, std::string{name} + "." + std::to_string(at + 1) + ".", cells});
  }
};

std::optional<bool> yes_or_no(std::string_view text) {
  auto const folded = base::fold(text);
  for (auto const* yes : {"yes", "oui", "true", "vrai", "1", "x", "o", "y"})
    if (folded == yes) return true;
  for (auto const* no : {"", "no", "non", "false", "faux", "0", "n"})
    if (folded == no) return false;
  return std::nullopt;
}

/// Puts a text where the path leads.
struct CellPutter {
  std::string_view name;  ///< wanted among the fields being walked
  std::string const& text;
  CellReader::Terms const* terms;  ///< of its vocabulary; null when any text will do
  std::string const* expected;     ///< its labels
  std::string_view path;
  std::optional<base::Refusal>& refusal;
  bool& found;

  void refuse(std::string message, std::vector<std::string> arguments) {
    refusal = base::Refusal{std::move(message), std::move(arguments), std::string{path}};
  }

  /// The code a text says, "Mobilités [mobility]", "mobility" or "Mobilités"; the text itself outside vocabularies.
  std::string coded(std::string_view said) {
    if (!terms || said.empty()) return std::string{said};
    auto const open = said.rfind('[');
    auto const inside = open != std::string_view::npos && said.ends_with(']') ? said.substr(open + 1, said.size() - open - 2) : said;
    for (auto const& tried : {inside, said})
      if (auto const known = terms->find(base::fold(base::trimmed(tried))); known != terms->end()) return known->second;
    // A code this programme does not offer: whether the sheet may keep it is judged with the whole sheet.
    bool const is_code = inside.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
    if (is_code && (path == "themes" || path.ends_with(".type"))) return std::string{inside};
    refuse(msgid("“{}” is not in the list. Expected one of: {}."), {std::string{said}, *expected});
    return {};
  }
  void operator()(std::string_view field, std::string& place) {
    if (field != name) return;
    found = true;
    place = coded(base::trimmed(text));
  }
  void operator()(std::string_view field, bool& place) {
    if (field != name) return;
    found = true;
    if (auto const said = yes_or_no(base::trimmed(text))) place = *said;
    else refuse(msgid("“{}” is neither yes nor no."), {text});
  }
  void operator()(std::string_view field, int& place) {
    if (field != name) return;
    found = true;
    auto const said = base::trimmed(text);
    if (said.empty()) return;
    auto const [end, error] = std::from_chars(said.data(), said.data() + said.size(), place);
    if (error != std::errc{} || end != said.data() + said.size()) refuse(msgid("A number was expected, not “{}”."), {text});
  }
  void operator()(std::string_view field, std::vector<std::string>& place) {
    if (field != name) return;
    found = true;
    place.clear();
    for (auto const& item : items_of(text))
      if (auto code = coded(item); !code.empty()) place.push_back(std::move(code));
  }
  void operator()(std::string_view field, std::vector<Closer>& place) {
    if (field != name) return;
    found = true;
    place.clear();
    for (auto const& item : items_of(text)) {
      auto const equal = item.find('=');
      place.push_back(
          {std::string{base::trimmed(item.substr(0, equal))}, equal == std::string::npos ? "" : std::string{base::trimmed(item.substr(equal + 1))}});
    }
  }
  template <Compound T>
  void operator()(std::string_view, T&) {}
  template <Compound T>
  void operator()(std::string_view, std::vector<T>&) {}
};

/// Leads a text to the item of a list, or into means and transfer, by the first part of its path.
struct ListPutter {
  CellPath const& path;
  CellPutter inside;

  template <class T>
  void operator()(std::string_view name, T& thing) {
    if constexpr (Compound<T>)
      if (name == path.list && path.number == 0) each_field(thing, inside);
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T>& things) {
    if (name != path.list || path.number < 1 || path.number > most_items) return;
    if (things.size() < path.number) {
      // An empty cell makes no item: most rows have fewer than the longest.
      if (base::trimmed(inside.text).empty()) return void(inside.found = true);
      things.resize(path.number);
    }
    each_field(things[path.number - 1], inside);
  }
};

}  // namespace

std::vector<Cell> cells_of(Sheet const& sheet, i18n::Words const* words, Vocabulary const& vocabulary) {
  auto const term = [&](std::string_view label, std::string_view code) { return words ? with_code(words->t(label), code) : std::string{code}; };
  std::vector<Cell> cells{{"id", sheet.id},
                          {"slug", sheet.slug},
                          {"status", term(status_msgid(sheet.status), code(sheet.status))},
                          {"visibility", term(visibility_msgid(sheet.visibility), accounts::code(sheet.visibility))},
                          {"territory", sheet.territory},
                          {"organisations", base::join(sheet.organisations, " | ")},
                          {"author", sheet.author},
                          {"published", sheet.published},
                          {"agreement", sheet.agreement},
                          {"agreed", base::join(sheet.agreed, " | ")}};
  if (sheet.partial) cells.push_back({"partial", words ? words->t(msgid("yes")) : "yes"});
  each_field(sheet.content, CellWriter{words, vocabulary, "", cells});
  return cells;
}

void CellReader::add(std::vector<i18n::Words const*> const& languages, std::string const& vocabulary, std::string_view code, std::string_view label,
                     bool expected) {
  auto& terms = m_vocabularies[vocabulary];
  auto& said = m_expected[vocabulary];
  if (expected) said.append(said.empty() ? "" : ", ").append(languages.empty() ? std::string{code} : languages.front()->t(label));
  terms.emplace(base::fold(code), code);
  for (auto const* words : languages) terms.emplace(base::fold(words->t(label)), code);
}

CellReader::CellReader(std::vector<i18n::Words const*> const& languages, Vocabulary const& vocabulary) {
  for (auto const& path : every_path(most_items)) {
    m_paths.emplace(base::fold(path), path);
    for (auto const* words : languages) m_paths.emplace(base::fold(column_label(path, *words)), path);
  }
  // As the programme says them, those offered first; then as they are compiled: a file made before a word was renamed still reads.
  for (auto const& [list, field] : lists_of_programme) {
    std::string const name{field};
    for (bool const offered : {true, false})
      for (auto const& word : vocabulary.words(list))
        if (word.offered() == offered) add(languages, name, word.code, word.label, offered);
    for (auto const& term : base_words(list)) add(languages, name, term.code, term.msgid, false);
  }
  for (auto const& [field, terms] : vocabularies())
    for (auto const& term : terms) add(languages, field, term.code, term.msgid, true);
  for (auto const status : all_statuses) add(languages, "status", code(status), status_msgid(status), true);
  for (auto const visibility : all_visibilities) add(languages, "visibility", accounts::code(visibility), visibility_msgid(visibility), true);
}

std::optional<std::string> CellReader::path_of(std::string_view column) const {
  auto const found = m_paths.find(base::fold(base::trimmed(column)));
  return found == m_paths.end() ? std::nullopt : std::optional{found->second};
}

std::optional<base::Refusal> CellReader::put(Sheet& sheet, std::string_view path, std::string const& text) const {
  CellPath const parts{path};
  auto const vocabulary = m_vocabularies.find(parts.vocabulary());
  std::optional<base::Refusal> refusal;
  bool found = false;
  CellPutter putter{parts.field.empty() ? parts.list : parts.field,
                    text,
                    vocabulary == m_vocabularies.end() ? nullptr : &vocabulary->second,
                    vocabulary == m_vocabularies.end() ? nullptr : &m_expected.find(vocabulary->first)->second,
                    path,
                    refusal,
                    found};
  std::string status, visibility;
  putter("status", status);
  putter("visibility", visibility);
  if (!refusal && !status.empty()) sheet.status = *status_from(status);
  if (!refusal && !visibility.empty()) sheet.visibility = *accounts::visibility_from(visibility);
  putter("id", sheet.id);
  putter("slug", sheet.slug);
  putter("territory", sheet.territory);
  putter("organisations", sheet.organisations);
  putter("author", sheet.author);
  putter("published", sheet.published);
  putter("agreement", sheet.agreement);
  putter("agreed", sheet.agreed);
  putter("partial", sheet.partial);
  if (!found && parts.field.empty()) each_field(sheet.content, putter);
  else if (!found) each_field(sheet.content, ListPutter{parts, putter});
  if (!found && !refusal) putter.refuse(msgid("“{}” is no field of such a sheet."), {std::string{path}});
  return refusal;
}

void CellReader::clear(Sheet& sheet, std::string_view item) const {
  auto const path = std::string{item} + ".text";
  CellPath const parts{path};
  each_field(sheet.content, [&]<class T>(std::string_view name, T& things) {
    if constexpr (requires { requires Compound<typename T::value_type>; })
      if (name == parts.list && parts.number >= 1 && parts.number <= things.size()) things[parts.number - 1] = {};
  });
}

}  // namespace experiences
