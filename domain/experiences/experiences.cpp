#include "domain/experiences/experiences.h"

#include <algorithm>
#include <iterator>

#include "domain/experiences/experience_store.h"

namespace experiences {

std::vector<Passage> passages_of(Experience const& experience) {
  std::vector<Passage> passages;
  auto const add = [&](std::string const& code, std::string kind, std::string type, std::string text) -> Passage& {
    return passages.emplace_back(Passage{experience.id, experience.slug, code, std::move(kind), std::move(type), std::move(text),
                                         experience.content.title, experience.territory, false});
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

std::vector<Imported> import_sheets(db::Session& session, base::World const& world, std::span<Import const> imports, Shown shown) {
  return ExperienceStore{session}.import(world, imports, shown);
}

namespace {

constexpr std::size_t a_query = 400;

/// Calls with at most 400 of them at a time: what one statement bears.
template <class T, class Use>
void in_pieces(std::span<T const> all, Use use) {
  for (std::size_t at = 0; at < all.size(); at += a_query) use(all.subspan(at, std::min(a_query, all.size() - at)));
}

}  // namespace

std::vector<Experience> sheets_of(db::Session& session, accounts::Viewer const& viewer, std::span<ExperienceId const> ids) {
  std::vector<Experience> sheets;
  in_pieces(ids, [&](auto some) {
    auto found = ExperienceStore{session}.whole(viewer, some);
    std::move(found.begin(), found.end(), std::back_inserter(sheets));
  });
  return sheets;
}

std::map<std::string, Occupant> standing_at(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> slugs) {
  std::map<std::string, Occupant> found;
  in_pieces(slugs, [&](auto some) { found.merge(ExperienceStore{session}.standing_at(programme, some)); });
  return found;
}

std::vector<ExperienceId> borne_among(db::Session& session, std::span<ExperienceId const> ids) {
  std::vector<ExperienceId> found;
  in_pieces(ids, [&](auto some) {
    auto const borne = ExperienceStore{session}.borne_among(some);
    found.insert(found.end(), borne.begin(), borne.end());
  });
  return found;
}

void erase_sheets(db::Session& session, accounts::ProgrammeId const& programme, std::span<ExperienceId const> ids) {
  in_pieces(ids, [&](auto some) { ExperienceStore{session}.erase(programme, some); });
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
