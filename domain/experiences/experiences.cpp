#include "domain/experiences/experiences.h"

#include "domain/experiences/experience_store.h"

namespace experiences {

std::vector<Passage> passages_of(Experience const& experience) {
  std::vector<Passage> passages;
  auto const add = [&](std::string const& code, std::string kind, std::string type, std::string text) -> Passage& {
    return passages.emplace_back(Passage{experience.id, experience.slug, code, std::move(kind), std::move(type),
                                         std::move(text), experience.content.title, experience.territory, false});
  };
  auto const joined = [](std::string text, std::string const& more) {
    if (!text.empty() && !more.empty()) text += "\n\n";
    return text + more;
  };
  auto const& content = experience.content;
  for (auto const& one : content.obstacles) add(one.code, "obstacle", one.type, joined(one.text, one.how)).overcome = one.overcome;
  for (auto const& one : content.levers) add(one.code, "lever", one.type, joined(one.text, one.effect));
  for (auto const& one : content.results) add(one.code, "result", "", one.text);
  for (auto const& one : content.actions) add(one.code, "action", "", joined(one.title, one.text));
  return passages;
}

std::vector<Passage> passages(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                              std::span<PassageName const> names) {
  return ExperienceStore{session}.passages(viewer, programme, names);
}

std::vector<Brief> briefs_of(db::Session& session, accounts::Viewer const& viewer, std::span<ExperienceId const> ids) {
  return ExperienceStore{session}.briefs(viewer, ids);
}

std::vector<Brief> find_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                 std::span<std::string const> slugs) {
  return ExperienceStore{session}.briefs_by_slugs(viewer, programme, slugs);
}

std::vector<Brief> published_in(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  return ExperienceStore{session}.published(viewer, programme, limit);
}

std::vector<Brief> told_by(db::Session& session, accounts::Viewer const& viewer, accounts::TerritoryId const& territory, int limit) {
  return ExperienceStore{session}.told_by(viewer, territory, limit);
}

std::vector<Brief> waiting_for(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  return ExperienceStore{session}.waiting_for(viewer, programme, limit);
}

std::vector<Experience> sheets_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                        std::span<std::string const> slugs) {
  return ExperienceStore{session}.whole_by_slugs(viewer, programme, slugs);
}

html::Url address_of(std::string_view programme_slug, std::string_view slug, std::string_view code) {
  auto const page = html::Url::path("/p/{}/experiences/{}", {programme_slug, slug});
  return code.empty() ? page : page.with_fragment(code);
}

html::Url list_address(std::string_view programme_slug, Behind const& behind) {
  return html::Url::path("/p/{}/experiences", {programme_slug})
      .with("theme", behind.theme)
      .with("obstacle", behind.obstacle)
      .with("lever", behind.lever)
      .with("overcome", behind.only_overcome ? "yes" : "")
      .with("linked", behind.lever_overcame_obstacle ? "yes" : "")
      .with("typology", behind.typology)
      .with("territory", behind.territory);
}

Imported import_sheet(db::Session& session, base::World const& world, Import const& import) {
  return import_sheets(session, world, std::span{&import, 1}).front();
}

std::vector<Imported> import_sheets(db::Session& session, base::World const& world, std::span<Import const> imports) {
  return ExperienceStore{session}.import(world, imports);
}

std::vector<Exported> export_sheets(db::Session& session, accounts::ProgrammeId const& programme) {
  std::vector<Exported> exported;
  for (auto& experience : ExperienceStore{session}.all_of(programme)) {
    auto file_name = experience.slug + ".md";
    exported.push_back({std::move(experience), std::move(file_name)});
  }
  return exported;
}

}  // namespace experiences
