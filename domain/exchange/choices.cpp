#include "domain/exchange/choices.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

#include "domain/exchange/sheet_export.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

namespace json = boost::json;

/// Words that files made elsewhere begin a column's name with, folded, and the field they are for. The longest that fits wins.
constexpr std::pair<std::string_view, std::string_view> usual[] = {{"titre", "title"},
                                                                   {"title", "title"},
                                                                   {"intitule", "title"},
                                                                   {"nom du projet", "title"},
                                                                   {"nom de l'action", "title"},
                                                                   {"nom", "title"},
                                                                   {"projet", "title"},
                                                                   {"heading", "title"},
                                                                   {"resume", "summary"},
                                                                   {"en bref", "summary"},
                                                                   {"description", "summary"},
                                                                   {"presentation", "summary"},
                                                                   {"chapo", "summary"},
                                                                   {"accroche", "summary"},
                                                                   {"summary", "summary"},
                                                                   {"contexte", "context"},
                                                                   {"diagnostic", "context"},
                                                                   {"probleme", "context"},
                                                                   {"origine", "context"},
                                                                   {"body", "context"},
                                                                   {"objectif", "objectives"},
                                                                   {"finalite", "objectives"},
                                                                   {"public", "audiences"},
                                                                   {"beneficiaires", "audiences"},
                                                                   {"theme", "themes"},
                                                                   {"thematique", "themes"},
                                                                   {"domaine", "themes"},
                                                                   {"mots-cles", "keywords"},
                                                                   {"mots cles", "keywords"},
                                                                   {"keywords", "keywords"},
                                                                   {"tags", "keywords"},
                                                                   {"debut", "period_start"},
                                                                   {"date de debut", "period_start"},
                                                                   {"annee", "period_start"},
                                                                   {"fin", "period_end"},
                                                                   {"date de fin", "period_end"},
                                                                   {"avancement", "step"},
                                                                   {"etat d'avancement", "step"},
                                                                   {"gouvernance", "governance"},
                                                                   {"pilotage", "governance"},
                                                                   {"commune", "territory"},
                                                                   {"code insee", "territory"},
                                                                   {"code commune", "territory"},
                                                                   {"insee", "territory"},
                                                                   {"code_insee", "territory"},
                                                                   {"commune_code", "territory"},
                                                                   {"territoire", "territory"},
                                                                   {"collectivite", "territory"},
                                                                   {"epci", "territory"},
                                                                   {"siren", "territory"},
                                                                   {"commune_nom", "territory_name"},
                                                                   {"nom de la commune", "territory_name"},
                                                                   {"nom commune", "territory_name"},
                                                                   {"moyens humains", "means.people"},
                                                                   {"equipe", "means.people"},
                                                                   {"budget", "means.budget"},
                                                                   {"cout", "means.budget"},
                                                                   {"montant", "means.budget"},
                                                                   {"financement", "means.funding"},
                                                                   {"financeurs", "means.funding"},
                                                                   {"duree", "means.time"},
                                                                   {"frein", "obstacles.1.text"},
                                                                   {"freins", "obstacles.1.text"},
                                                                   {"difficulte", "obstacles.1.text"},
                                                                   {"obstacle", "obstacles.1.text"},
                                                                   {"resultat", "results.1.text"},
                                                                   {"effets", "results.1.text"},
                                                                   {"bilan", "results.1.text"},
                                                                   {"enseignement", "lessons"},
                                                                   {"lecons", "lessons"},
                                                                   {"conseils", "lessons"},
                                                                   {"suite", "outlook"},
                                                                   {"perspective", "outlook"},
                                                                   {"contact", "contact"},
                                                                   {"lien", "links"},
                                                                   {"site", "links"},
                                                                   {"url", "links"},
                                                                   {"source", "source"},
                                                                   {"licence", "licence"},
                                                                   {"raconte par", "narrator"},
                                                                   {"temoin", "narrator"},
                                                                   {"auteur", "writer"},
                                                                   {"redacteur", "writer"},
                                                                   {"partenaires", "relations"}};

std::string usual_field(std::string_view column) {
  auto const folded = base::fold(base::trimmed(column));
  std::string_view best, field;
  for (auto const& [beginning, path] : usual)
    if (folded.starts_with(beginning) && beginning.size() > best.size()) best = beginning, field = path;
  return std::string{field};
}

constexpr std::pair<Alike, std::string_view> alikes[] = {{Alike::leave, "leave"}, {Alike::change, "change"}, {Alike::create, "create"}};

}  // namespace

std::string_view code(Alike alike) {
  for (auto const& [one, name] : alikes)
    if (one == alike) return name;
  return "leave";
}

std::optional<Alike> alike_from(std::string_view code) {
  for (auto const& [one, name] : alikes)
    if (name == code) return one;
  return std::nullopt;
}

bool Choices::has(std::string_view path) const {
  return std::any_of(columns.begin(), columns.end(), [&](auto const& column) { return column.second == path; });
}

std::string Choices::column_of(std::string_view path) const {
  auto const found = std::find_if(columns.begin(), columns.end(), [&](auto const& column) { return column.second == path; });
  return found == columns.end() ? std::string{path} : found->first;
}

std::string to_json(Choices const& choices) {
  json::array columns;
  for (auto const& [name, path] : choices.columns) columns.push_back({name, path});
  json::object rows;
  for (auto const& [place, alike] : choices.rows) rows[std::to_string(place)] = code(alike);
  return json::serialize(
      json::object{{"columns", std::move(columns)}, {"alike", code(choices.alike)}, {"rows", std::move(rows)}, {"visibility", choices.visibility}});
}

std::optional<Choices> choices_from_json(std::string_view text) try {
  Choices choices;
  auto const read = json::parse(json::string_view{text.data(), text.size()});
  auto const& object = read.as_object();
  for (auto const& column : object.at("columns").as_array())
    choices.columns.emplace_back(json::value_to<std::string>(column.as_array().at(0)), json::value_to<std::string>(column.as_array().at(1)));
  choices.alike = alike_from(json::value_to<std::string>(object.at("alike"))).value_or(Alike::leave);
  for (auto const& row : object.at("rows").as_object())
    if (auto const alike = alike_from(json::value_to<std::string>(row.value()))) choices.rows[std::stoul(std::string{row.key()})] = *alike;
  choices.visibility = json::value_to<std::string>(object.at("visibility"));
  return choices;
} catch (std::exception const&) {
  return std::nullopt;
}

Choices proposed(Rows const& rows, experiences::CellReader const& reader, std::vector<i18n::Words const*> const& languages) {
  Choices choices;
  std::set<std::string> names, given;
  for (auto const* words : languages) names.insert(base::fold(label_of_column("territory_name", *words)));
  for (auto const& column : rows.columns) choices.columns.emplace_back(column, "");
  // Our own names first: a column of ours must not lose its field to one that only looks like it.
  for (auto& [column, path] : choices.columns) {
    auto found = names.contains(base::fold(base::trimmed(column))) || column == "territory_name" ? std::optional<std::string>{"territory_name"}
                                                                                                 : reader.path_of(column);
    if (found && given.insert(*found).second) path = std::move(*found);
  }
  for (auto& [column, path] : choices.columns) {
    if (!path.empty()) continue;
    auto field = usual_field(column);
    if (!field.empty() && given.insert(field).second) path = std::move(field);
  }
  return choices;
}

}  // namespace exchange
