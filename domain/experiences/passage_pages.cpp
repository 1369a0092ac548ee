#include <algorithm>

#include "domain/experiences/authorship.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merged_store.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/views/passages.view.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr int most_versions = 300;

std::vector<Authored> authored(std::vector<Revision> const& versions) {
  std::vector<Content const*> contents;
  for (auto const& one : versions) contents.push_back(&one.content);
  return authorship(contents);
}

/// The address a passage has now: its own, or that of the paragraph it became. "" when it is gone.
std::string present_code(std::vector<Authored> const& all, std::string_view code) {
  for (auto const& one : all)
    if (one.code == code || std::find(one.former.begin(), one.former.end(), code) != one.former.end()) return one.code;
  return {};
}

bool can_be_seen(Experience const& experience, std::string const& code) {
  std::vector<Content const*> const alone{&experience.content};
  auto const all = authorship(alone);
  return std::any_of(all.begin(), all.end(), [&](Authored const& one) { return one.code == code; });
}

}  // namespace

void ExperiencePages::Rooms::add_passage_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/passage/{code}", Right::anyone, "The permanent address of a passage",
             [this](auto const& visit) { return passage(visit); });
  routes.get("/p/{programme}/experiences/{slug}/authors", Right::member, "Who wrote which passage of a sheet",
             [this](auto const& visit) { return authors(visit); });
}

http::Response ExperiencePages::Rooms::passage(accounts::Visit const& visit) {
  auto const code = std::string{visit.capture("code")};
  std::optional<Experience> experience;
  std::string present;
  html::Url joined;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    experience = sheet_of_visit(session, visit, Purpose::reading);
    if (!experience) return;
    programme = programme_of(session, visit);
    if (experience->status == Status::archived)
      if (auto const merged = MergedStore{session}.of_gone(experience->id)) {
        auto const moved = merged->moved.find(code);
        joined = address_of(programme.slug, merged->kept_slug, moved == merged->moved.end() ? "" : moved->second);
        return;
      }
    if (can_be_seen(*experience, code)) present = code;
    else if (is_paragraph_code(code)) present = present_code(authored(ExperienceStore{session}.versions(experience->id, most_versions)), code);
    // A paragraph kept from this reader has no address for them.
    if (!present.empty() && !can_be_seen(*experience, present)) present.clear();
  });
  if (!experience) return house.stage.missing(visit);
  if (!joined.empty()) return http::see_other(joined.text());
  if (!present.empty()) return http::see_other(address_of(programme.slug, experience->slug, present).text());
  PassageGonePage page{experience->content.title, shown_code(code), address_of(programme.slug, experience->slug), {}};
  if (may_write(visit.viewer, standing_of(*experience)))
    page.history = html::Url::path("/p/{}/experiences/{}/history", {programme.slug, experience->slug});
  auto framed = frame(programme, visit.words().t("A passage that is no longer there"),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.sheet}});
  framed.indexable = false;
  framed.body = views::passage_gone(visit.context, page);
  return house.stage.page(visit, std::move(framed), 410);
}

http::Response ExperiencePages::Rooms::authors(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<AuthorsPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    auto const versions = ExperienceStore{session}.versions(experience->id, most_versions);
    auto const writers = revisions::Writers::of(session, versions);
    auto const said = [&](std::size_t at) {
      auto const& one = versions[at];
      return words.t("{}, {}", {writer_name(writers, one.author, one.by_name, words), words.moment(one.at)});
    };
    page = AuthorsPage{experience->content.title, address_of(programme.slug, experience->slug), {}};
    for (auto const& one : authored(versions)) {
      auto const code = shown_code(parts_of(one.part).second);
      page->lines.push_back({words.t(field_msgid(one.part)) + (code.empty() ? "" : " " + code), base::shortened(one.words, 240), said(one.first),
                             one.last == one.first ? "" : said(one.last), address_of(programme.slug, experience->slug, one.code)});
    }
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, words.t("Who wrote “{}”", {page->title}),
                      {{words.t("Experiences"), list_address(programme.slug)}, {page->title, page->sheet}});
  framed.indexable = false;
  framed.body = views::authors(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

}  // namespace experiences
