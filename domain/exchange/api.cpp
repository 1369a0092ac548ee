#include "domain/exchange/api.h"

#include <boost/json.hpp>

#include "domain/experiences/experiences.h"

namespace exchange::api {
namespace {

namespace json = boost::json;
using i18n::msgid;

Parameter programme() { return {"programme", msgid("The programme, by the end of its address."), true, Shape::text, {}, "demonstration"}; }
Parameter limit() { return {"limit", msgid("How many at most, 1 to 100; 20 when nothing is said."), false, Shape::number, {}, "20"}; }

std::vector<Parameter> list_parameters() {
  return {programme(),
          {"q", msgid("Words to look for, as in the search box."), false, Shape::text, {}, "marché"},
          {"theme", msgid("Of this theme."), false, Shape::text, "themes", "mobility"},
          {"obstacle", msgid("That met this obstacle."), false, Shape::text, "obstacle_types", "time"},
          {"lever", msgid("Where this lever helped."), false, Shape::text, "lever_types", "peers"},
          {"overcome", msgid("yes: the obstacle was overcome."), false, Shape::yes, {}, {}},
          {"linked", msgid("yes: this lever overcame this obstacle."), false, Shape::yes, {}, {}},
          {"step", msgid("How far it is."), false, Shape::text, "steps", "done"},
          {"size", msgid("Size of the sheet."), false, Shape::text, "sizes", "sheet"},
          {"typology", msgid("Kind of territory: rural, intermediate or urban."), false, Shape::text, {}, "rural"},
          {"region", msgid("Official code of a region."), false, Shape::text, {}, "53"},
          {"territory", msgid("A territory by its type and code."), false, Shape::text, {}, "commune:44109"},
          {"population", msgid("Population band of the territory, 1 to 8."), false, Shape::text, {}, "3"},
          {"actors", msgid("Kind of structure that takes part."), false, Shape::text, {}, "association"},
          {"year", msgid("A year of the story."), false, Shape::text, {}, "2024"},
          {"sort", msgid("title or oldest; the newest first when nothing is said."), false, Shape::text, {}, "title"},
          limit(),
          {"after", msgid("Where the page before ended: the last identifier it gave, as its Link header says."), false, Shape::text, {}, {}}};
}

json::object schema_of(Parameter const& parameter) {
  if (parameter.shape == Shape::number) return {{"type", "integer"}, {"minimum", 1}, {"maximum", most_a_page}, {"default", usual_page}};
  if (parameter.shape == Shape::yes) return {{"type", "string"}, {"enum", json::array{"yes"}}};
  json::object schema{{"type", "string"}, {"maxLength", 200}};
  json::array codes;
  auto const add = [&](std::string_view name, std::span<experiences::Term const> terms) {
    if (name == parameter.vocabulary)
      for (auto const& term : terms) codes.emplace_back(term.code);
  };
  add("themes", experiences::themes());
  add("obstacle_types", experiences::obstacle_types());
  add("lever_types", experiences::lever_types());
  add("steps", experiences::steps());
  add("sizes", experiences::sizes());
  if (codes.empty()) return schema;
  // Themes, obstacles and levers of a programme may be its own words.
  bool const open = parameter.vocabulary == "themes" || parameter.vocabulary.ends_with("_types");
  if (open) return {{"type", "string"}, {"anyOf", json::array{json::object{{"enum", std::move(codes)}}, json::object{{"pattern", "^own_"}}}}};
  schema["enum"] = std::move(codes);
  return schema;
}

json::object reference(std::string_view section, std::string_view name) {
  return {{"$ref", "#/components/" + std::string{section} + "/" + std::string{name}}};
}

json::object header(std::string_view description, std::string_view type) { return {{"description", description}, {"schema", {{"type", type}}}}; }

json::object answer_of(Endpoint const& endpoint, i18n::Words const& words) {
  json::object headers{
      {"ETag", header(words.t("Names this very answer: send it back in If-None-Match, and 304 says that nothing changed."), "string")},
      {"RateLimit-Remaining", header(words.t("Requests that may still come at once."), "integer")}};
  if (endpoint.pages) headers["Link"] = header(words.t("The next page, with rel=next; absent on the last."), "string");
  return {{"description", words.t("As asked.")},
          {"headers", std::move(headers)},
          {"content", {{"application/json", {{"schema", reference("schemas", endpoint.answer)}}}}}};
}

json::object operation_of(Endpoint const& endpoint, i18n::Words const& words) {
  json::array parameters;
  for (auto const& parameter : endpoint.parameters) {
    json::object one{{"name", parameter.name},
                     {"in", parameter.in_path ? "path" : "query"},
                     {"description", words.t(parameter.msgid)},
                     {"schema", schema_of(parameter)}};
    if (parameter.in_path) one["required"] = true;
    if (!parameter.example.empty()) one["example"] = parameter.shape == Shape::number ? json::value(20) : json::value(parameter.example);
    parameters.push_back(std::move(one));
  }
  json::object responses{{"200", answer_of(endpoint, words)}, {"304", {{"description", words.t("Nothing changed since the ETag you sent.")}}}};
  responses["400"] = reference("responses", "Problem");
  responses["401"] = reference("responses", "Problem");
  responses["404"] = reference("responses", "Problem");
  responses["429"] = reference("responses", "TooMany");
  return {{"operationId", endpoint.id},
          {"summary", words.t(endpoint.msgid)},
          {"tags", json::array{"read"}},
          {"parameters", std::move(parameters)},
          {"responses", std::move(responses)}};
}

json::object object_schema(std::initializer_list<std::pair<std::string_view, json::value>> properties,
                           std::initializer_list<std::string_view> required) {
  json::object named;
  for (auto const& [name, schema] : properties) named[name] = schema;
  json::array must;
  for (auto const& name : required) must.emplace_back(name);
  return {{"type", "object"}, {"properties", std::move(named)}, {"required", std::move(must)}};
}

json::object text_schema(std::string_view description = {}) {
  json::object schema{{"type", "string"}};
  if (!description.empty()) schema["description"] = description;
  return schema;
}
json::object list_of(json::object items) { return {{"type", "array"}, {"items", std::move(items)}}; }

json::object schemas(i18n::Words const& words) {
  json::object all;
  all["Problem"] =
      object_schema({{"type", text_schema()}, {"title", text_schema()}, {"status", json::object{{"type", "integer"}}}, {"detail", text_schema()}},
                    {"type", "title", "status"});
  json::object territory = object_schema({{"key", text_schema("commune:44109")}, {"name", text_schema()}}, {"key", "name"});
  territory["type"] = json::array{"object", "null"};
  all["Experience"] = object_schema(
      {{"id", text_schema()},
       {"slug", text_schema()},
       {"url", text_schema(words.t("The page of the sheet."))},
       {"status", text_schema()},
       {"visibility", text_schema()},
       {"territory", std::move(territory)},
       {"organisations", list_of(text_schema())},
       {"published", json::object{{"type", json::array{"string", "null"}}, {"format", "date"}}},
       {"partial", text_schema(words.t("yes: the sheet has other parts, which you may not read. Absent otherwise."))},
       {"content",
        json::object{{"type", "object"},
                     {"description", words.t("What is written in the sheet, field by field; empty fields are left out. Texts are Markdown.")},
                     {"additionalProperties", true}}}},
      {"id", "slug", "status", "content"});
  all["Experiences"] =
      object_schema({{"total", json::object{{"type", "integer"}}}, {"items", list_of(reference("schemas", "Experience"))}}, {"total", "items"});
  all["Method"] = object_schema({{"id", text_schema()},
                                 {"slug", text_schema()},
                                 {"url", text_schema()},
                                 {"title", text_schema()},
                                 {"pitch", text_schema()},
                                 {"stages", list_of(text_schema())},
                                 {"markdown", text_schema(words.t("The whole method, as a Markdown file; for one method alone."))}},
                                {"id", "slug", "title"});
  all["Methods"] = object_schema({{"items", list_of(reference("schemas", "Method"))}}, {"items"});
  all["Programmes"] =
      object_schema({{"items",
                      list_of(object_schema({{"slug", text_schema()}, {"name", text_schema()}, {"subtitle", text_schema()}, {"url", text_schema()}},
                                            {"slug", "name"}))}},
                    {"items"});
  all["Vocabularies"] = json::object{
      {"type", "object"}, {"additionalProperties", list_of(object_schema({{"code", text_schema()}, {"label", text_schema()}}, {"code", "label"}))}};
  all["Territory"] = object_schema({{"key", text_schema("commune:44109")},
                                    {"type", text_schema()},
                                    {"code", text_schema()},
                                    {"name", text_schema()},
                                    {"department", text_schema()},
                                    {"region", text_schema()},
                                    {"population", json::object{{"type", json::array{"integer", "null"}}}},
                                    {"typology", text_schema()},
                                    {"url", text_schema()}},
                                   {"key", "name"});
  all["Territories"] = object_schema({{"items", list_of(reference("schemas", "Territory"))}}, {"items"});
  return all;
}

}  // namespace

std::span<Endpoint const> endpoints() {
  static std::vector<Endpoint> const all = {
      {"/api/v1/programmes", "listProgrammes", msgid("Every programme of this place"), "Programmes", {}, false},
      {"/api/v1/programmes/{programme}/experiences", "listExperiences", msgid("The experiences of a programme, narrowed as their list is"),
       "Experiences", list_parameters(), true},
      {"/api/v1/programmes/{programme}/experiences/{slug}",
       "getExperience",
       msgid("One experience"),
       "Experience",
       {programme(), {"slug", msgid("The end of the address of the sheet."), true, Shape::text, {}, "la-navette-du-marche"}},
       false},
      {"/api/v1/programmes/{programme}/methods", "listMethods", msgid("The published methods of a programme"), "Methods", {programme()}, false},
      {"/api/v1/programmes/{programme}/methods/{slug}",
       "getMethod",
       msgid("One method, whole"),
       "Method",
       {programme(), {"slug", msgid("The end of the address of the method."), true, Shape::text, {}, "arpentage-du-bourg"}},
       false},
      {"/api/v1/vocabularies",
       "listVocabularies",
       msgid("The words of each code: themes, obstacles, levers…"),
       "Vocabularies",
       {{"programme", msgid("As this programme says them: its own words too."), false, Shape::text, {}, "demonstration"}},
       false},
      {"/api/v1/territories",
       "searchTerritories",
       msgid("Territories by the beginning of a name, a postcode or a code"),
       "Territories",
       {{"q", msgid("What is typed."), false, Shape::text, {}, "mirecourt"}, limit()},
       false},
      {"/api/v1/territories/{type}/{code}",
       "getTerritory",
       msgid("One territory of the official registry"),
       "Territory",
       {{"type", msgid("commune, epci, ept, department, region, group or adhoc."), true, Shape::text, {}, "commune"},
        {"code", msgid("Its official code, as text."), true, Shape::text, {}, "44109"}},
       false}};
  return all;
}

std::string openapi(i18n::Words const& words, std::string_view site) {
  json::object paths;
  for (auto const& endpoint : endpoints()) paths[endpoint.path] = {{"get", operation_of(endpoint, words)}};
  json::object problem{{"application/problem+json", {{"schema", reference("schemas", "Problem")}}}};
  json::object too_many{{"description", words.t("Too many requests: wait as Retry-After says.")},
                        {"headers", {{"Retry-After", header(words.t("Seconds to wait."), "integer")}}},
                        {"content", problem}};
  json::object refused{{"description", words.t("Why not, in words (RFC 9457). Missing and not yours are the same.")},
                       {"content", std::move(problem)}};
  json::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", words.t("Essaim: reading by programs")},
        {"version", "1.0.0"},
        {"summary", words.t("Experiences, methods, territories and vocabularies, as JSON.")},
        {"description",
         words.t("Everything here is read only. Without a token one reads what is public; with a personal token, made on the page “My tokens”, what "
                 "its owner may read. Names and contacts of people are never given.")},
        {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
      {"servers", json::array{json::object{{"url", site.empty() ? std::string_view{"/"} : site}}}},
      {"security", json::array{json::object{}, json::object{{"token", json::array{}}}}},
      {"tags", json::array{json::object{{"name", "read"}, {"description", words.t("Reading")}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", words.t("A personal token, scope read.")}}}}},
        {"responses", {{"Problem", std::move(refused)}, {"TooMany", std::move(too_many)}}},
        {"schemas", schemas(words)}}}};
  return json::serialize(document);
}

std::string problem(int status, std::string_view title, std::string_view detail) {
  return json::serialize(json::object{{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}});
}

}  // namespace exchange::api
