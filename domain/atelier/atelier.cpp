#include "domain/atelier/atelier.h"

#include "domain/atelier/method_store.h"
#include "domain/territories/territories.h"

namespace atelier {

std::vector<Brief> briefs(db::Session& session, accounts::Viewer const& viewer, std::span<MethodId const> ids) {
  return MethodStore{session}.briefs(viewer, ids);
}

std::vector<Brief> find_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                 std::span<std::string const> slugs) {
  return MethodStore{session}.briefs_by_slugs(viewer, programme, slugs);
}

std::vector<Method> methods_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                     std::span<std::string const> slugs) {
  return MethodStore{session}.whole_by_slugs(viewer, programme, slugs);
}

std::vector<Brief> published_in(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  return MethodStore{session}.list(viewer, programme, {}, 0, limit).shown;
}

std::map<std::string, std::vector<Citing>> citing(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                  std::string_view experience_slug) {
  return MethodStore{session}.citing(viewer, programme, experience_slug);
}

html::Url address_of(std::string_view programme_slug, std::string_view slug) { return html::Url::path("/p/{}/methods/{}", {programme_slug, slug}); }

html::Url list_address(std::string_view programme_slug) { return html::Url::path("/p/{}/methods", {programme_slug}); }

std::vector<Imported> import_methods(db::Session& session, base::World const& world, std::span<Import const> imports) {
  return MethodStore{session}.import(world, imports);
}

std::vector<Exported> sheets_of(db::Session& session, std::vector<Method> methods, std::string_view programme_slug) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& method : methods)
    for (auto const& one : method.trials)
      if (one.territory) ids.push_back(*one.territory);
  auto const keys = ids.empty() ? std::map<accounts::TerritoryId, std::string>{} : territories::keys_of(session, ids);
  std::vector<Exported> out;
  for (auto& method : methods) {
    Sheet sheet;
    sheet.slug = method.slug;
    if (method.id.text() != default_id(programme_slug, method.slug)) sheet.id = method.id.text();
    sheet.status = method.status;
    sheet.visibility = method.visibility;
    if (method.published) sheet.published = base::iso(base::Day{std::chrono::floor<std::chrono::days>(*method.published)});
    sheet.content = method.content;
    for (auto const& one : method.trials) {
      auto& trial = sheet.trials.emplace_back(one.trial);
      if (!one.territory) continue;
      if (auto const key = keys.find(*one.territory); key != keys.end()) trial.territory = key->second;
    }
    auto file_name = method.slug + ".md";
    out.push_back({std::move(method), std::move(sheet), std::move(file_name)});
  }
  return out;
}

std::vector<Exported> export_methods(db::Session& session, accounts::ProgrammeId const& programme, std::string_view programme_slug) {
  return sheets_of(session, MethodStore{session}.all_of(programme), programme_slug);
}

}  // namespace atelier
