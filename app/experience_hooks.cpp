#include "app/experience_hooks.h"

#include "app/views/territory_experiences.view.h"
#include "domain/atelier/atelier.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"

namespace app {

experiences::CitationsOf citations_of() {
  return [](db::Session& session, accounts::Viewer const& viewer, experiences::Experience const& experience, std::string_view programme_slug) {
    std::map<std::string, std::vector<experiences::CitedBy>> cited;
    for (auto const& [code, methods] : atelier::citing(session, viewer, experience.programme, experience.slug))
      for (auto const& method : methods) cited[code].push_back({method.title, {}, atelier::address_of(programme_slug, method.slug)});
    return cited;
  };
}

html::Safe experiences_of_territory(db::Session& session, accounts::Visit const& visit, accounts::TerritoryId const& territory) {
  std::map<accounts::ProgrammeId, programme::Brief> programmes;
  for (auto& brief : programme::all_briefs(session)) programmes.emplace(brief.id, brief);
  TerritoryExperiences page;
  for (auto const& told : experiences::told_by(session, visit.viewer, territory, 12)) {
    auto const& brief = programmes.at(told.programme);
    page.lines.push_back({told.title, base::shortened(told.summary, 180), brief.name, experiences::address_of(brief.slug, told.slug)});
  }
  return page.lines.empty() ? html::Safe{} : views::territory_experiences(visit.context, page);
}

}  // namespace app
