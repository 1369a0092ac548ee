#include <algorithm>
#include <set>

#include "domain/experiences/agreement_store.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/feed.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merged_store.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/sheet_body.h"
#include "domain/experiences/witness_store.h"
#include "platform/markdown/markdown.h"
#include "domain/experiences/views/sheet.view.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

std::string why_near(ExperienceStore::Related const& near, Vocabulary const& vocabulary, i18n::Words const& words) {
  auto const obstacle = words.t(vocabulary.label(List::obstacle, near.obstacle));
  return near.overcome ? words.t("overcame the same obstacle: {}", {obstacle}) : words.t("met the same obstacle: {}", {obstacle});
}

void add_near(SheetPage& page, std::vector<ExperienceStore::Related> const& related, Vocabulary const& vocabulary, i18n::Words const& words) {
  for (auto const& near : related)
    page.near.push_back({near.brief.title, near.brief.territory_name, hexagon_of(near.brief.territory_name), why_near(near, vocabulary, words),
                         address_of(page.programme_slug, near.brief.slug)});
}

void add_desk(SheetPage& page, Experience const& experience, programme::Brief const& programme, i18n::Words const& words, bool leads) {
  page.edit = under(programme, experience.slug, "edit");
  page.edit_word = words.t(experience.status == Status::published ? i18n::msgid("Correct or complete") : i18n::msgid("Go on writing"));
  for (auto const& one : transitions_from(experience.status)) {
    // Its narrator gives their agreement from the letter; nobody gives it for them.
    if (one.to == Status::agreed && experience.agreement.needed) continue;
    page.moves.push_back({words.t(one.msgid), under(programme, experience.slug, "move").with("to", code(one.to)),
                          page.moves.empty() && !is_counted(experience.status)});
  }
  for (auto const hint : hints(experience)) page.hints.push_back(words.t(hint));
  if (leads) page.join = under(programme, experience.slug, "join");
  page.consents = under(programme, experience.slug, "consents");
  page.pieces = under(programme, experience.slug, "pieces");
  page.agreeing.ask = under(programme, experience.slug, "agreement");
  if (experience.status == Status::draft && !experience.published) page.erase = under(programme, experience.slug, "delete");
}

/// Where the agreement of the narrator stands.
void add_agreement(db::Session& session, SheetPage& page, Experience const& experience, programme::Brief const& programme, i18n::Words const& words) {
  AgreementStore store{session};
  if (!experience.content.narrator.empty() && store.interview(experience.id)) page.agreeing.grid = under(programme, experience.slug, "interview");
  if (!experience.agreement.needed) return;
  auto const waiting = not_agreed(experience);
  auto const sent = store.latest(experience.id);
  if (waiting.empty()) page.agreeing.words = words.t("{} agrees to the whole sheet.", {experience.agreement.narrator});
  else if (sent)
    page.agreeing.words = words.tn("{} part waits for the agreement of {}, asked on {}. Nobody outside the programme reads it before.",
                                   "{} parts wait for the agreement of {}, asked on {}. Nobody outside the programme reads them before.",
                                   static_cast<std::int64_t>(waiting.size()), {sent->narrator, words.moment(sent->sent)});
  for (auto const& [part, reason] : experience.agreement.refused)
    page.agreeing.refused.emplace_back(words.t("Refused: {}", {words.t(field_msgid(part)) + " " + shown_code(parts_of(part).second)}), reason);
}

/// Peers who saw the experience; their names are for members.
void add_witnesses(db::Session& session, SheetPage& page, Experience const& experience, accounts::Visit const& visit,
                   programme::Brief const& programme) {
  auto const& words = visit.words();
  auto const said = experience.verified > 0 ? WitnessStore{session}.verifications(experience.id) : std::vector<Verification>{};
  std::vector<accounts::PersonId> people;
  std::set<accounts::TerritoryId> territories;
  for (auto const& one : said) people.push_back(one.person), territories.insert(one.territory);
  auto const names =
      people.empty() || !visit.viewer.member_of(*visit.programme) ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  markdown::Options options;
  options.first_heading_level = 4;
  for (auto const& one : said) {
    auto const name = names.find(one.person);
    auto const day = base::parse_day(one.seen_on);
    options.id_prefix = "w" + std::to_string(page.witnesses.size()) + "-";
    page.witnesses.push_back({one.territory_name + (name == names.end() ? "" : ", " + name->second),
                              words.t("{}, {}", {words.t(msgid_of(ways_of_seeing(), one.how)), day ? words.day(*day) : one.seen_on}),
                              markdown::render(one.saw, options).markup,
                              one.would_take.empty() ? html::Safe{} : markdown::render(one.would_take, options).markup});
  }
  if (!said.empty())
    page.seen_by = words.tn("Seen by a peer of another territory", "Seen by peers of {} territories", static_cast<std::int64_t>(territories.size()));
  if (sees_from(visit.viewer, experience)) page.verify = under(programme, experience.slug, "verify");
}

std::string citation_of(Experience const& experience, programme::Brief const& programme, std::string const& public_address,
                        i18n::Words const& words) {
  auto const address = public_address + address_of(programme.slug, experience.slug).text();
  auto const day = words.day(base::Day{std::chrono::floor<std::chrono::days>(experience.changed)});
  return words.t("“{}”, {}, version {} of {}, {}. {}",
                 {experience.content.title, programme.name, experience.revision, day, experience.content.licence, address});
}

bool is_open_to_all(Experience const& experience) { return circle_of(experience.status, experience.visibility) == accounts::Visibility::public_; }

}  // namespace

html::Url under(programme::Brief const& programme, std::string_view slug, std::string_view what) {
  // A name of ours, with its slashes: "history/compare".
  return html::Url::path("/p/{}/experiences/{}/" + std::string{what}, {programme.slug, slug});
}

void ExperiencePages::Rooms::add_sheet_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}", Right::anyone, "An experience sheet", [this](auto const& visit) { return sheet(visit); });
  routes.get("/p/{programme}/experiences/{slug}/markdown", Right::anyone, "An experience sheet as a Markdown file",
             [this](auto const& visit) { return markdown_file(visit); });
}

http::Response ExperiencePages::Rooms::sheet(accounts::Visit const& visit) {
  auto const& words = visit.words();
  programme::Brief programme;
  std::optional<Experience> experience;
  html::Url joined;
  html::Safe described;
  SheetPage page;
  house.database.read([&](db::Session& session) {
    experience = sheet_of_visit(session, visit, Purpose::reading);
    if (!experience) return;
    programme = programme_of(session, visit);
    if (experience->status == Status::archived && visit.query("stay").empty())
      // A fragment of ours replaces the one of the former address, which would name another passage here.
      if (auto const merged = MergedStore{session}.of_gone(experience->id)) joined = address_of(programme.slug, merged->kept_slug, "top");
    auto const vocabulary = vocabulary_of(session, visit);
    page = page_of(*experience, *vocabulary, programme.slug, words);
    page.body = body_of(*experience, *vocabulary, programme, words);
    if (may_write(visit.viewer, standing_of(*experience))) add_agreement(session, page, *experience, programme, words);
    if (auto const hidden = experience->left_out.size())
      page.left_out = words.tn("One part of this sheet is read by fewer people.", "{} parts of this sheet are read by fewer people.",
                               static_cast<std::int64_t>(hidden));
    if (experience->status == Status::draft && may_write(visit.viewer, standing_of(*experience)))
      for (auto const& brief : alike(session, visit, experience->content.title, experience->territory ? experience->territory->text() : ""))
        if (brief.id != experience->id) page.alike.emplace_back(brief.title, address_of(programme.slug, brief.slug));
    if (is_open_to_all(*experience)) described = json_ld(*experience, *vocabulary, programme, hooks.public_address, words);
    add_witnesses(session, page, *experience, visit, programme);
    add_near(page, *related_to(session, visit.viewer, *experience), *vocabulary, words);
    if (hooks.citations) put_citations(page.body, citations_of(session, visit, *experience, programme.slug));
    if (!experience->territory) return;
    if (auto const& territory = *territory_of(session, *experience->territory)) {
      page.territory_url = territories::address_of(territory->key());
      page.territory = territory->label();
      page.territory_detail = territory->typology.empty()
          ? territory->region_name
          : words.t(territories::msgid_of_typology(territory->typology)) + ", " + territory->region_name;
    }
  });
  if (!experience) return house.stage.missing(visit);
  if (!joined.empty()) return http::see_other(joined.text());
  page.history = under(programme, experience->slug, "history");
  page.markdown = under(programme, experience->slug, "markdown");
  page.cite = citation_of(*experience, programme, hooks.public_address, words);
  if (may_write(visit.viewer, standing_of(*experience))) add_desk(page, *experience, programme, words, visit.viewer.leads(*visit.programme));
  page.saved_form = std::string{visit.query("saved").substr(0, 100)};
  auto framed = frame(programme, page.title, {{words.t("Experiences"), list_address(programme.slug)}, {page.title, {}}});
  framed.description = experience->content.summary;
  bool const open_to_all = is_open_to_all(*experience);
  framed.indexable = open_to_all && experience->status != Status::archived;
  if (open_to_all) framed.head = std::move(described);
  framed.body = views::sheet(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

Citations ExperiencePages::Rooms::citations_of(db::Session& session, accounts::Visit const& visit, Experience const& experience,
                                               std::string_view programme_slug) {
  auto cited = hooks.citations(session, visit.viewer, experience, programme_slug);
  if (experience.content.retired.empty() && experience.revision < 2) return cited;  // nothing was ever joined to a first version
  for (auto const& merged : MergedStore{session}.into(experience.id)) {
    auto former = experience;
    former.slug = merged.gone_slug;
    for (auto& [code, citing] : hooks.citations(session, visit.viewer, former, programme_slug)) {
      auto const moved = merged.moved.find(code);
      auto& all = cited[moved == merged.moved.end() ? code : moved->second];
      all.insert(all.end(), citing.begin(), citing.end());
    }
  }
  return cited;
}

http::Response ExperiencePages::Rooms::markdown_file(accounts::Visit const& visit) {
  http::Response response;
  response.status = 404;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    if (!experience) return;
    auto sheet = experiences::sheet_of(*experience, programme_of(session, visit).slug);
    if (experience->territory)
      if (auto const territory = territories::find(session, *experience->territory)) sheet.territory = territories::text_of(territory->key());
    response.status = 200;
    response.body = format_sheet(sheet);
    response.header("Content-Disposition", "attachment; filename=\"" + experience->slug + ".md\"");
  });
  if (response.status == 404) return house.stage.missing(visit);
  response.content_type = "text/markdown; charset=utf-8";
  return response;
}

}  // namespace experiences
