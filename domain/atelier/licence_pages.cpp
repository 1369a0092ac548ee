#include <algorithm>
#include <array>

#include "domain/atelier/content_check.h"
#include "domain/atelier/licences.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_licence.view.h"

namespace atelier {
namespace {

/// The licences a kit may bear among ours: a kit is sold, printed, passed on.
constexpr std::array<std::string_view, 4> of_kits = {"CC-BY-SA-4.0", "CC-BY-4.0", "etalab-2.0", "CC0-1.0"};

LicencePage page_of_licence(db::Session& session, accounts::Visit const& visit, Method const& method, programme::Brief const& programme) {
  auto const& words = visit.words();
  auto const& own = method.content.licence;
  LicencePage page;
  page.title = method.content.title;
  page.name = licence_name(own);
  page.method = address_of(programme.slug, method.slug);
  if (may_write(visit.viewer, method)) page.edit = under(programme, method.slug, "edit").with_fragment("licence");
  if (auto const* licence = find_licence(own)) page.says = words.t(licence->says);
  std::vector<std::string> slugs, parts;
  for (auto const& one : cited_by(method.content))
    if (std::ranges::find(slugs, one.slug) == slugs.end()) slugs.push_back(one.slug);
  if (!slugs.empty())
    for (auto const& sheet : experiences::sheets_by_slugs(session, visit.viewer, programme.id, slugs)) {
      auto const why = why_not(sheet.content.licence, own);
      parts.push_back(sheet.content.licence);
      page.cited.push_back({sheet.content.title, std::string{licence_name(sheet.content.licence)}, why ? words.refusal(*why) : "",
                            experiences::address_of(programme.slug, sheet.slug)});
      page.troubles += why ? 1 : 0;
    }
  if (page.troubles > 0)
    if (auto const other = licence_for(own, parts); other && *other != own)
      page.advice = words.t("Under {}, everything would go together.", {std::string{licence_name(*other)}});
  for (auto const kit : of_kits) {
    auto const why = why_not(own, kit);
    page.kits.push_back({words.t("A kit under {}", {std::string{licence_name(kit)}}), "", why ? words.refusal(*why) : "", {}});
  }
  page.finding = page.cited.empty() ? words.t("It cites no experience: its licence is yours alone to choose.")
      : page.troubles == 0          ? words.t("Everything it cites goes with its licence.")
                           : words.tn("One sheet it cites keeps its own licence.", "{} sheets it cites keep their own licence.", page.troubles);
  return page;
}

}  // namespace

void MethodPages::Rooms::add_licence_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/methods/{slug}/licence", accounts::Right::anyone, "What a method's licence allows, and what goes with it",
             [this](auto const& visit) { return licence(visit); });
}

http::Response MethodPages::Rooms::licence(accounts::Visit const& visit) {
  std::optional<LicencePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    programme = programme_of(session, visit);
    page = page_of_licence(session, visit, *method, programme);
  });
  if (!page) return house.stage.missing(visit);
  auto frame =
      frame_of(visit, programme, visit.words().t("Licence of “{}”", {page->title}), {{page->title, page->method}, {visit.words().t("Licence"), {}}});
  frame.indexable = false;
  frame.body = views::method_licence(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

}  // namespace atelier
