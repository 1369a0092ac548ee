#include <algorithm>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experience_rows.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/facets.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merging.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/jobs/jobs.h"
#include "platform/search/search.h"

namespace experiences {
namespace {

using accounts::Visibility;

std::string programme_slug(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const brief = programme::brief_of(session, programme);
  return brief ? brief->slug : std::string{};
}

/// An address not yet taken in the programme: the title's, then -2, -3…
std::string free_slug(db::Session& session, accounts::ProgrammeId const& programme, std::string_view title) {
  auto const wanted = [&] {
    auto slug = base::slug(title, 60);
    return slug.empty() ? std::string{"experience"} : slug;
  }();
  std::vector<std::string> taken;
  auto rows =
      session.query("SELECT slug FROM experiences_experience WHERE programme_id = ? AND slug >= ? AND slug < ?", programme, wanted, wanted + "~");
  for (std::string slug; rows.next(slug);) taken.push_back(slug);
  auto const is_taken = [&](std::string const& slug) { return is_reserved_slug(slug) || std::find(taken.begin(), taken.end(), slug) != taken.end(); };
  if (!is_taken(wanted)) return wanted;
  for (int number = 2;; ++number)
    if (auto slug = wanted + "-" + std::to_string(number); !is_taken(slug)) return slug;
}

base::Outcome<Content> acceptable(Content content, Vocabulary const& vocabulary) {
  content = normalised(std::move(content));
  auto refusals = check(content, vocabulary);
  if (!refusals.empty()) return tl::unexpected{refusals.front()};
  return content;
}

std::optional<Experience> already_made(db::Session& session, accounts::Viewer const& viewer, std::string_view submission_key) {
  auto rows = session.query(std::string{"SELECT "} + whole_columns + " FROM experiences_experience e WHERE e.submission_key = ? AND e.author_id = ?",
                            submission_key, viewer.person);
  WholeRow row;
  if (submission_key.empty() || !row.next(rows)) return std::nullopt;
  return row.experience();
}

/// Of a sheet that is out: opening a part asks the consent of those quoted, and what everyone reads waits for its narrator.
std::optional<base::Refusal> may_replace(Experience const& current, Content const& next, Edit const& edit) {
  bool const out = is_counted(current.status) || current.status == Status::archived;
  if (!out) return std::nullopt;
  if (!edit.consent && !opened(current.content, next).empty())
    return base::Refusal{i18n::msgid("More people will read a part of the sheet: say that those quoted agree."), {}, "consent"};
  bool const known_words_change = next.title != current.content.title || next.summary != current.content.summary;
  if (current.agreement.needed && known_words_change && leaves_the_programme(current.visibility))
    return base::Refusal{i18n::msgid("Everyone reads the title and the summary: {} must agree to new ones first. Bring the sheet back to the "
                                     "programme's members, or keep them."),
                         {current.agreement.narrator},
                         "title"};
  return std::nullopt;
}

/// The type of an obstacle or a lever; null when the code names neither.
std::string* type_of(Content& content, std::string_view passage) {
  for (auto& obstacle : content.obstacles)
    if (obstacle.code == passage) return &obstacle.type;
  for (auto& lever : content.levers)
    if (lever.code == passage) return &lever.type;
  return nullptr;
}

std::optional<accounts::TerritoryId> territory_of(std::optional<Place> const& place) {
  if (!place || place->territory.empty()) return std::nullopt;
  return place->territory;
}

}  // namespace

base::Outcome<Experience> ExperienceStore::create(base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                  Edit const& edit, std::string_view submission_key) {
  if (!viewer.may_contribute(programme)) return base::refuse("Only those who contribute to the programme may do this.");
  if (auto made = already_made(m_session, viewer, submission_key)) return *made;
  auto const vocabulary = VocabularyStore{m_session}.of(programme);
  auto content = acceptable(edit.content, vocabulary);
  if (!content) return tl::unexpected{content.error()};
  renumber(*content);
  Experience one;
  one.id = world.new_id<Experience>();
  one.programme = programme;
  one.slug = free_slug(m_session, programme, content->title);
  one.content = std::move(*content);
  one.author = viewer.person;
  one.territory = territory_of(edit.place);
  one.visibility = edit.visibility;
  one.created = one.changed = world.now();
  auto const json = to_json(one.content);
  auto const place = edit.place.value_or(Place{});
  insert_row(m_session, {one, place, next_change(m_session, programme), json, std::string{submission_key}, vocabulary, Copier{m_session}.of(one)});
  insert_revision(m_session, one, {viewer.person, ""}, edit.reason, json);
  write_facets(m_session, one, place.typology, Before::none, vocabulary);
  search::put(m_session, search_entry_of(one, programme_slug(m_session, programme), place.name));
  return one;
}

tl::expected<ExperienceStore::Saved, std::variant<base::Refusal, Conflict>> ExperienceStore::change(base::World const& world,
                                                                                                    accounts::Viewer const& viewer,
                                                                                                    Experience const& experience, Edit const& edit) {
  using Refused = std::variant<base::Refusal, Conflict>;
  auto current = find(experience.id);
  if (!current || !may_write(viewer, standing_of(*current)))
    return tl::unexpected{Refused{base::Refusal{"Only its authors and the team of the programme may do this.", {}, {}}}};
  auto const vocabulary = VocabularyStore{m_session}.of(current->programme);
  auto mine = acceptable(edit.content, vocabulary);
  if (!mine) return tl::unexpected{Refused{mine.error()}};
  Saved saved{current->revision, false, true};
  retire_what_left(*mine, current->content);
  if (edit.base_revision != current->revision) {
    auto const base_version = revision(experience.id, edit.base_revision);
    auto const theirs = revision(experience.id, current->revision);
    if (!base_version || !theirs) return tl::unexpected{Refused{base::Refusal{"This form is too old: open the sheet again.", {}, {}}}};
    auto merged = merge(base_version->content, theirs->content, *mine);
    auto checked = acceptable(merged.merged, vocabulary);
    if (!merged.both.empty() || !checked)
      return tl::unexpected{Refused{Conflict{base_version->content, theirs->content, *mine, current->revision, theirs->author, theirs->at}}};
    mine = std::move(checked);
    retire_what_left(*mine, current->content);
    saved.merged = true;
  }
  bool const same_place = territory_of(edit.place) == current->territory;
  if (auto const allowed = may_replace(*current, *mine, edit)) return tl::unexpected{Refused{*allowed}};
  if (*mine == current->content && same_place && edit.visibility == current->visibility) return Saved{current->revision, saved.merged, false};
  auto const expected = current->revision;
  Experience next = *current;
  next.content = std::move(*mine);
  next.territory = territory_of(edit.place);
  next.visibility = edit.visibility;
  next.revision = expected + 1;
  next.changed = world.now();
  if (!write_revision(world, next, expected, viewer.person, edit.reason, edit.place.value_or(Place{})))
    return tl::unexpected{Refused{base::Refusal{"The sheet has moved since: this is no longer possible.", {}, {}}}};
  saved.revision = next.revision;
  return saved;
}

bool ExperienceStore::write_revision(base::World const& world, Experience const& next, int expected, std::optional<accounts::PersonId> const& person,
                                     std::string_view reason, Place const& place) {
  if (!write_again(m_session, next, place, expected)) return false;
  insert_revision(m_session, next, {person, ""}, reason, to_json(next.content));
  if (is_counted(next.status)) jobs::enqueue(m_session, world, changed_event, next.id.text());
  return true;
}

base::Outcome<Experience> ExperienceStore::refile(base::World const& world, accounts::Viewer const& viewer, ExperienceId const& id,
                                                  std::string_view passage, std::string_view type, std::string_view reason) {
  auto current = find(id);
  if (!current || !is_counted(current->status) || !may_read(viewer, standing_of(*current)))
    return base::refuse("The sheet has moved since: this is no longer possible.");
  if (!viewer.may_contribute(current->programme)) return base::refuse("Only those who contribute to the programme may do this.");
  auto const vocabulary = VocabularyStore{m_session}.of(current->programme);
  Experience next = *current;
  auto* filed = type_of(next.content, passage);
  auto const list = passage.starts_with('f') ? List::obstacle : List::lever;
  if (!filed || !vocabulary.find(list, type)) return base::refuse("The sheet has moved since: this is no longer possible.");
  *filed = type;
  // The narrator agreed to the words, which stay: where they are filed is no word of theirs.
  for (auto& [part, print] : next.agreement.agreed)
    if (print == print_of(current->content, part)) print = print_of(next.content, part);
  next.revision = current->revision + 1;
  next.changed = world.now();
  auto const place = place_of(id).value_or(Place{});
  if (!write_revision(world, next, current->revision, viewer.person, reason, place))
    return base::refuse("The sheet has moved since: this is no longer possible.");
  return next;
}

base::Outcome<Status> ExperienceStore::move(base::World const& world, accounts::Viewer const& viewer, Experience const& experience, Status to,
                                            accounts::Visibility visibility, std::string_view reason) {
  auto current = find(experience.id);
  if (!current) return base::refuse("The sheet has moved since: this is no longer possible.");
  auto const allowed = transition(viewer, *current, to);
  if (!allowed) return tl::unexpected{allowed.error()};
  if (auto const readers = may_be_read_by(*current, to == Status::published ? visibility : Visibility::private_); !readers)
    return tl::unexpected{readers.error()};
  if (to == Status::agreed && current->agreement.needed && !not_agreed(*current).empty())
    return base::refuse("This agreement is {}’s to give: send the sheet.", {current->agreement.narrator});
  if (reason.size() > 2'000)
    return base::refuse("This text is too long: {} characters, at most {}.", {std::to_string(reason.size()), "2000"}, "reason");
  Experience next = *current;
  next.status = to;
  next.visibility = visibility;
  next.changed = world.now();
  if (to == Status::published && !next.published) next.published = next.changed;
  auto const place = place_of(next.id).value_or(Place{});
  write_again(m_session, next, place, current->revision);
  insert_transition(m_session, next, current->status, {viewer.person, ""}, reason);
  bool const was_out = is_counted(current->status), is_out = is_counted(to);
  if (is_out) jobs::enqueue(m_session, world, was_out ? changed_event : published_event, next.id.text());
  if (was_out && !is_out) jobs::enqueue(m_session, world, withdrawn_event, next.id.text());
  return to;
}

base::Outcome<bool> ExperienceStore::erase_draft(accounts::Viewer const& viewer, Experience const& experience) {
  auto const current = find(experience.id);
  if (!current) return false;
  if (!may_write(viewer, standing_of(*current))) return base::refuse("Only its authors and the team of the programme may do this.");
  if (current->published || current->status != Status::draft)
    return base::refuse("Only a draft that was never published can be deleted. Archive the sheet instead.");
  erase(current->programme, std::span{&current->id, 1});
  return true;
}

void ExperienceStore::erase(accounts::ProgrammeId const& programme, std::span<ExperienceId const> ids) {
  if (ids.empty()) return;
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto const among = " IN (" + db::Session::placeholders(ids.size()) + ")";
  for (auto const* table :
       {"experiences_overcame", "experiences_obstacle", "experiences_lever", "experiences_theme", "experiences_transition", "experiences_revision",
        "experiences_interview", "experiences_agreement_link", "experiences_verification", "experiences_consent"})
    m_session.execute_values(std::string{"DELETE FROM "} + table + " WHERE experience_id" + among, values);
  m_session.execute_values("DELETE FROM experiences_experience WHERE id" + among, values);
  m_session.execute("UPDATE experiences_tally SET epoch = epoch + 1, change_number = change_number + 1 WHERE programme_id = ?", programme);
  m_session.execute_values("DELETE FROM experiences_unsent WHERE form_key" + among, values);
  for (auto const& id : ids) search::remove(m_session, "experience", id.text());
}

}  // namespace experiences
