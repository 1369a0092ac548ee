#include "domain/experiences/experience_pages.h"

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/piece_views.h"
#include "domain/experiences/sheet_body.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr int most_related = 4;
constexpr std::size_t most_bodies = 500, largest_text_kept = 64 * 1024;
constexpr std::size_t most_alike = 3;
constexpr std::chrono::minutes lookalikes_lifetime{1};

}  // namespace

ExperiencePages::ExperiencePages(accounts::House const& house, Shelf& shelf, Hooks hooks)
    : m_rooms{std::make_unique<Rooms>(house, shelf, std::move(hooks))} {}
ExperiencePages::~ExperiencePages() = default;

void ExperiencePages::add_routes(accounts::Routes& routes) {
  m_rooms->add_list_routes(routes);
  m_rooms->add_across_routes(routes);
  m_rooms->add_search_routes(routes);
  m_rooms->add_form_routes(routes);
  m_rooms->add_typing_routes(routes);
  m_rooms->add_agreement_routes(routes);
  m_rooms->add_interview_routes(routes);
  m_rooms->add_piece_routes(routes);
  m_rooms->add_witness_routes(routes);
  m_rooms->add_passage_routes(routes);
  m_rooms->add_join_routes(routes);
  m_rooms->add_sheet_routes(routes);
  m_rooms->add_life_routes(routes);
  m_rooms->add_history_routes(routes);
  m_rooms->add_word_routes(routes);
}

programme::Brief ExperiencePages::Rooms::programme_of(db::Session& session, accounts::Visit const& visit) {
  return *m_programmes.of(session, visit.programme->text(), [&] {
    return programme::brief_of(session, *visit.programme).value_or(programme::Brief{*visit.programme, "", "", "", false});
  });
}

std::shared_ptr<Vocabulary const> ExperiencePages::Rooms::vocabulary_of(db::Session& session, accounts::Visit const& visit) {
  return m_vocabularies.of(session, visit.programme->text(), [&] { return experiences::vocabulary_of(session, *visit.programme); });
}

std::shared_ptr<std::vector<ExperienceStore::Related> const> ExperiencePages::Rooms::related_to(db::Session& session, accounts::Viewer const& viewer,
                                                                                                Experience const& experience) {
  auto name = experience.id.text();
  for (auto const circle : viewer.circles_in(experience.programme)) name.append("/").append(accounts::code(circle));
  return m_related.of(session, name, [&] { return ExperienceStore{session}.related(viewer, experience, most_related); });
}

std::shared_ptr<std::optional<territories::Territory> const> ExperiencePages::Rooms::territory_of(db::Session& session,
                                                                                                  accounts::TerritoryId const& territory) {
  return m_territories.of(session, territory.text(), [&] { return territories::find(session, territory); });
}

SheetBody ExperiencePages::Rooms::body_of(Experience const& experience, Vocabulary const& vocabulary, programme::Brief const& programme,
                                          i18n::Words const& words) {
  auto const key = experience.id.text() + std::to_string(experience.revision) + "." + std::to_string(base::to_milliseconds(experience.changed)) +
      programme.slug + std::string{i18n::code(words.language())} + base::join(experience.left_out, " ") + std::to_string(vocabulary.version);
  {
    std::lock_guard const guard{m_mutex};
    if (auto const found = m_bodies.find(key); found != m_bodies.end()) return *found->second;
  }
  auto made = experiences::body_of(experience.content, vocabulary, programme.slug, words, experience.slug);
  add_pieces(made, experience, programme.slug);
  auto const body = std::make_shared<SheetBody const>(std::move(made));
  std::size_t size = 0;
  for (auto const* sections : {&body->start, &body->end})
    for (auto const& section : *sections) size += section.text.markup().size();
  if (size > largest_text_kept) return *body;
  std::lock_guard const guard{m_mutex};
  if (m_bodies.size() >= most_bodies) m_bodies.clear();
  m_bodies.emplace(key, body);
  return *body;
}

std::vector<Brief> ExperiencePages::Rooms::alike(db::Session& session, accounts::Visit const& visit, std::string_view title,
                                                 std::string_view territory) {
  auto const now = house.world.now();
  std::shared_ptr<Likeness const> likeness;
  {
    std::lock_guard const guard{m_mutex};
    if (auto const found = m_lookalikes.find(visit.programme->text()); found != m_lookalikes.end() && now - found->second.made < lookalikes_lifetime)
      likeness = found->second.likeness;
  }
  if (!likeness) {
    likeness = std::make_shared<Likeness const>(*shelf.of(session, *visit.programme));
    std::lock_guard const guard{m_mutex};
    m_lookalikes[visit.programme->text()] = {now, likeness};
  }
  auto const ids = likeness->like(title, territory, most_alike);
  return briefs_of(session, visit.viewer, ids);
}

views::Frame ExperiencePages::Rooms::frame(programme::Brief const& programme, std::string title, std::vector<views::Frame::Crumb> crumbs) const {
  views::Frame frame;
  frame.title = std::move(title);
  frame.programme = programme::where_of(programme);
  frame.section = "experiences";
  frame.crumbs = {{programme.name, html::Url::path("/p/{}", {programme.slug})}};
  for (auto& crumb : crumbs) frame.crumbs.push_back(std::move(crumb));
  return frame;
}

std::optional<Experience> sheet_of_visit(db::Session& session, accounts::Visit const& visit, Purpose purpose) {
  auto experience = ExperienceStore{session}.find_visible(visit.viewer, *visit.programme, visit.capture("slug"));
  if (experience && purpose == Purpose::writing && !may_write(visit.viewer, standing_of(*experience))) return std::nullopt;
  return experience;
}

}  // namespace experiences
