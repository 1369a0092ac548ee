#include <algorithm>

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/feed.h"
#include "domain/experiences/list_maker.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/list.view.h"
#include "domain/territories/territories.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/search/search.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::size_t page_length = 24, most_on_map = 1'000, most_in_csv = 20'000, briefs_a_query = 500;
constexpr int most_found = 1'000;

std::optional<std::vector<std::string>> ids_of_words(db::Session& session, accounts::Visit const& visit, std::string const& words) {
  if (words.empty()) return std::nullopt;
  return search::find_ids(session, {words, visit.viewer.audiences(), {"experience"}, visit.programme->text(), most_found, 0});
}

Found find(db::Session& session, accounts::Visit const& visit, Shelf& shelf, Asked const& asked, std::size_t length) {
  Found found;
  found.counted = shelf.of(session, *visit.programme);
  auto const by_words = ids_of_words(session, visit, asked.words);
  found.listing = listing(*found.counted, visit.viewer, *visit.programme, asked, by_words, visit.query("after"), length);
  if (by_words && by_words->empty())
    found.suggestion = search::find(session, {asked.words, visit.viewer.audiences(), {"experience"}, visit.programme->text(), 1, 0}).suggestion;
  return found;
}

html::Safe map_of(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found,
                  charts::MapShapes const* shapes) {
  auto const& words = visit.words();
  auto const most = most_told(*found.counted, found.listing.by_territory, most_on_map);
  std::vector<accounts::TerritoryId> ids;
  std::map<accounts::TerritoryId, std::int64_t> counts;
  for (auto const& [count, id] : most) counts[ids.emplace_back(accounts::TerritoryId::trusted(id))] = count;
  charts::Map map;
  map.id = "map-experiences";
  for (auto const& territory : territories::briefs_of(session, ids)) {
    if (!territory.longitude || !territory.latitude) continue;
    auto narrowed = asked;
    narrowed.territory = territory.id.text();
    charts::MapPoint point;
    point.longitude = *territory.longitude;
    point.latitude = *territory.latitude;
    point.label = territory.label();
    point.url = address_with(programme.slug, narrowed, "");
    point.count = counts[territory.id];
    point.aside = territory.region_name;
    point.says = words.tn("one sheet", "{} sheets", point.count);
    point.group = territory.department;
    point.group_label = territory.department_name;
    map.points.push_back(std::move(point));
  }
  map.finding = words.tn("One territory tells an experience", "{} territories tell their experiences", static_cast<std::int64_t>(map.points.size()));
  map.reads = words.t("Each disc is a territory; the larger, the more sheets. Its number stands in the list.");
  map.source = programme.name;
  map.label_heading = words.t("Territory");
  map.count_heading = words.t("Sheets");
  return shapes ? charts::figure(map, *shapes, visit.context) : charts::figure(map, visit.context);
}

void add_waiting(db::Session& session, accounts::Visit const& visit, ListPage& page) {
  if (!visit.viewer.person || !visit.viewer.may_contribute(*visit.programme)) return;
  for (auto const& unsent : ExperienceStore{session}.unsent_in(*visit.viewer.person, *visit.programme)) {
    if (unsent.base_revision != 0) continue;   // those of a sheet are offered on its own form
    page.waiting.push_back({unsent.content.title.empty() ? visit.words().t("A sheet without a title") : unsent.content.title,
                            visit.words().moment(unsent.at), html::Url::path("/p/{}/experiences/new", {page.slug}).with("resume", unsent.form_key)});
  }
}

std::vector<std::string> csv_row(Brief const& brief, Vocabulary const& vocabulary, i18n::Words const& words, std::string const& address) {
  std::vector<std::string> named;
  for (auto const& theme : brief.themes) named.push_back(words.t(vocabulary.label(List::theme, theme)));
  return {brief.title, brief.summary, brief.territory_name, base::join(named, ", "), words.t(msgid_of(sizes(), brief.size)),
          brief.step.empty() ? "" : words.t(msgid_of(steps(), brief.step)), words.t(status_msgid(brief.status)),
          brief.published ? base::iso(base::Day{std::chrono::floor<std::chrono::days>(*brief.published)}) : "", address};
}

}  // namespace

Slice slice_of_list(db::Session& session, accounts::Visit const& visit, Shelf& shelf, std::size_t most) {
  auto found = find(session, visit, shelf, asked_of(visit), most);
  return {std::move(found.listing.shown), found.listing.total, found.listing.more};
}

Asked asked_of(accounts::Visit const& visit) {
  Asked asked;
  auto const text = [&](std::string_view name) { return std::string{base::trimmed(visit.query(name)).substr(0, 200)}; };
  asked.words = text("q");
  asked.theme = text("theme");
  asked.obstacle = text("obstacle");
  asked.lever = text("lever");
  asked.step = text("step");
  asked.size = text("size");
  asked.status = text("status");
  asked.typology = text("typology");
  asked.region = text("region");
  asked.territory = text("territory");
  // An état des lieux may name a territory as files do.
  if (auto const key = territories::parse_key(asked.territory)) asked.territory = territories::id_of(*key).text();
  asked.overcome = text("overcome") == "yes";
  asked.linked = text("linked") == "yes";
  asked.mine = text("mine") == "yes" && visit.viewer.signed_in();
  asked.sort = text("sort");
  if (asked.sort != "title" && asked.sort != "oldest") asked.sort.clear();
  return asked;
}

void ExperiencePages::Rooms::add_list_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences", Right::anyone, "Experiences: list, table or map, with filters", [this](auto const& visit) { return list(visit); });
  routes.get("/p/{programme}/experiences.csv", Right::anyone, "The filtered list of experiences as CSV", [this](auto const& visit) { return csv(visit); });
  routes.get("/p/{programme}/experiences.atom", Right::anyone, "Published experiences as an Atom feed", [this](auto const& visit) { return feed(visit); });
}

http::Response ExperiencePages::Rooms::list(accounts::Visit const& visit) {
  auto const asked = asked_of(visit);
  auto const view = visit.query("view") == "table" || visit.query("view") == "map" ? visit.query("view") : std::string_view{};
  programme::Brief programme;
  auto const page = house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const found = find(session, visit, shelf, asked, page_length);
    ListMaker maker{session, visit, programme, asked, found};
    auto made = maker.make(view);
    if (view == "map" && found.listing.total > 0) made.map = map_of(session, visit, programme, asked, found, hooks.shapes);
    maker.add_items(made, ExperienceStore{session}.briefs(visit.viewer, found.listing.shown));
    add_waiting(session, visit, made);
    return made;
  });
  auto framed = frame(programme, visit.words().t("Experiences"), {{visit.words().t("Experiences"), {}}});
  framed.description = page.finding;
  framed.indexable = !page.filtered && visit.query("after").empty();
  framed.head = feed_link(programme, visit.words());
  framed.body = views::list(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::csv(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::vector<std::vector<std::string>> rows{{words.t("Title"), words.t("In short"), words.t("Territory"), words.t("Themes"), words.t("Size"),
                                              words.t("Progress"), words.t("State"), words.t("Published on"), words.t("Address")}};
  auto const slug = house.database.read([&](db::Session& session) {
    auto const programme = programme_of(session, visit);
    auto const found = find(session, visit, shelf, asked_of(visit), most_in_csv);
    std::span<ExperienceId const> left{found.listing.shown};
    while (!left.empty()) {
      auto const some = left.first(std::min(left.size(), briefs_a_query));
      for (auto const& brief : ExperienceStore{session}.briefs(visit.viewer, some))
        rows.push_back(csv_row(brief, found.counted->vocabulary, words, hooks.public_address + address_of(programme.slug, brief.slug).text()));
      left = left.subspan(some.size());
    }
    return programme.slug;
  });
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = base::write_csv(rows, base::CsvKind::spreadsheet);
  return response.header("Content-Disposition", "attachment; filename=\"" + slug + "-experiences.csv\"");
}

http::Response ExperiencePages::Rooms::feed(accounts::Visit const& visit) {
  http::Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.share_for = std::chrono::minutes{5};
  response.body = house.database.read([&](db::Session& session) {
    auto const programme = programme_of(session, visit);
    // For everyone, whoever asks: a feed reader has no account.
    return atom_feed(programme, published_in(session, {}, *visit.programme, 50), hooks.public_address, visit.words());
  });
  return response;
}

}  // namespace experiences
