#include "domain/exchange/sheet_json.h"

#include <boost/json.hpp>

namespace exchange {
namespace {

namespace json = boost::json;

std::vector<std::pair<std::string_view, std::span<experiences::Term const>>> vocabularies() {
  using namespace experiences;
  return {{"audiences", audiences()},
          {"participation_levels", participation_levels()},
          {"steps", steps()},
          {"sizes", sizes()},
          {"catalyst_roles", catalyst_roles()}};
}

json::value text_or_null(std::string const& text) { return text.empty() ? json::value{} : json::value{text}; }

json::object object_of(Going const& going) {
  auto const& sheet = going.sheet;
  json::object out;
  out["id"] = sheet.id;
  out["slug"] = sheet.slug;
  out["status"] = experiences::code(sheet.status);
  out["visibility"] = accounts::code(sheet.visibility);
  if (sheet.territory.empty()) out["territory"] = nullptr;
  else out["territory"] = {{"key", sheet.territory}, {"name", going.territory_name}};
  out["organisations"] = json::array(sheet.organisations.begin(), sheet.organisations.end());
  if (!sheet.author.empty()) out["author"] = sheet.author;
  out["published"] = text_or_null(sheet.published);
  if (sheet.partial) out["partial"] = "yes";
  out["content"] = json::parse(experiences::to_json(sheet.content));
  return out;
}

constexpr std::pair<experiences::List, std::string_view> lists_of_programme[] = {
    {experiences::List::theme, "themes"}, {experiences::List::obstacle, "obstacle_types"}, {experiences::List::lever, "lever_types"}};

json::object vocabularies_object(experiences::Vocabulary const& vocabulary, i18n::Words const& words) {
  json::object all;
  for (auto const& [list, name] : lists_of_programme) {
    json::array said;
    for (auto const& word : vocabulary.words(list)) said.push_back({{"code", word.code}, {"label", words.t(word.label)}});
    all[name] = std::move(said);
  }
  for (auto const& [name, terms] : vocabularies()) {
    json::array list;
    for (auto const& term : terms) list.push_back({{"code", term.code}, {"label", words.t(term.msgid)}});
    all[name] = std::move(list);
  }
  return all;
}

}  // namespace

std::string json_of(Going const& going) { return json::serialize(object_of(going)); }

std::string json_of(Outgoing const& outgoing, i18n::Words const& words) {
  static constexpr std::string_view people[] = {"open", "working", "named"};
  json::object head;
  head["essaim"] = "experiences";
  head["version"] = 1;
  head["programme"] = {{"slug", outgoing.programme_slug}, {"name", outgoing.programme_name}};
  head["list"] = outgoing.address;
  head["taken_on"] = base::iso(outgoing.day);
  head["people"] = people[static_cast<std::size_t>(outgoing.people)];
  head["labels"] = vocabularies_object(outgoing.vocabulary, words);
  // The sheets one by one: all of them as values would be several times their text.
  auto out = json::serialize(head);
  out.back() = ',';
  out += "\"experiences\":[";
  for (std::size_t at = 0; at < outgoing.sheets.size(); ++at) out.append(at == 0 ? "\n" : ",\n").append(json_of(outgoing.sheets[at]));
  return out + "\n]}\n";
}

std::string vocabularies_json(experiences::Vocabulary const& vocabulary, i18n::Words const& words) {
  return json::serialize(vocabularies_object(vocabulary, words));
}

}  // namespace exchange
