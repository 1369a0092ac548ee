#include <algorithm>

#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_rows.h"
#include "domain/atelier/method_store.h"
#include "domain/atelier/photos.h"
#include "domain/atelier/review_store.h"
#include "domain/programme/programme.h"
#include "domain/writing/writing.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

std::string programme_slug(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const brief = programme::brief_of(session, programme);
  return brief ? brief->slug : std::string{};
}

/// An address not yet taken in the programme: the title's, then -2, -3…; never one of a page of the list.
std::string free_slug(db::Session& session, accounts::ProgrammeId const& programme, std::string_view title) {
  auto wanted = base::slug(title, 60);
  if (wanted.empty() || wanted == "new") wanted = "method";
  std::vector<std::string> taken;
  auto rows = session.query("SELECT slug FROM atelier_method WHERE programme_id = ? AND slug >= ? AND slug < ?", programme, wanted, wanted + "~");
  for (std::string slug; rows.next(slug);) taken.push_back(slug);
  // An address that leads elsewhere stays good.
  auto former =
      session.query("SELECT slug FROM atelier_former_address WHERE programme_id = ? AND slug >= ? AND slug < ?", programme, wanted, wanted + "~");
  for (std::string slug; former.next(slug);) taken.push_back(slug);
  auto slug = wanted;
  for (int number = 2; std::find(taken.begin(), taken.end(), slug) != taken.end(); ++number) slug = wanted + "-" + std::to_string(number);
  return slug;
}

base::Outcome<Content> acceptable(Content content) {
  content = normalised(std::move(content));
  auto refusals = check(content);
  if (!refusals.empty()) return tl::unexpected{refusals.front()};
  return content;
}

base::Refusal const moved_since{"The method has moved since: this is no longer possible.", {}, {}};

/// A reading under way is ended by its decision, or by taking the method back; never gone round by publishing.
std::optional<base::Refusal> end_reading(db::Session& session, base::World const& world, accounts::Viewer const& viewer, Method const& method,
                                         Status to) {
  if (method.status != Status::to_review) return std::nullopt;
  ReviewStore store{session};
  auto reading = store.latest(method.id);
  if (!reading || !reading->open()) return std::nullopt;
  bool const asked = std::ranges::any_of(reading->reviewers, [](Reviewer const& one) { return one.state != ReviewerState::declined; });
  if (to == Status::published && asked) return base::Refusal{"Peers are reading this method: take the decision on the page of the reading.", {}, {}};
  reading->decision = "withdrawn", reading->decided = world.now(), reading->decided_by = viewer.person;
  store.decide(*reading);
  return std::nullopt;
}

/// Its last reading has ended with the decision to publish.
bool was_just_let_out(db::Session& session, Method const& method) {
  if (method.status != Status::to_review) return false;
  auto const reading = ReviewStore{session}.latest(method.id);
  return reading && reading->decision == "publish";
}

std::optional<Method> already_made(db::Session& session, accounts::Viewer const& viewer, std::string_view submission_key) {
  if (submission_key.empty()) return std::nullopt;
  auto found = methods_where(session, "m.submission_key = ? AND m.author_id = ?", {db::value(submission_key), db::value(viewer.person)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

base::Outcome<Method> MethodStore::create(base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                          Edit const& edit, std::string_view submission_key) {
  if (!viewer.may_contribute(programme)) return base::refuse("Only those who contribute to the programme may write a method.");
  if (auto made = already_made(m_session, viewer, submission_key)) return *made;
  auto content = acceptable(edit.content);
  if (!content) return tl::unexpected{content.error()};
  Method one;
  one.id = world.new_id<Method>();
  one.programme = programme;
  one.slug = free_slug(m_session, programme, content->title);
  one.content = std::move(*content);
  one.author = viewer.person;
  one.visibility = edit.visibility;
  one.created = one.changed = world.now();
  insert_method(m_session, one, programme_slug(m_session, programme), submission_key);
  insert_revision(m_session, one, viewer.person, edit.reason);
  return one;
}

tl::expected<MethodStore::Saved, std::variant<base::Refusal, Conflict>> MethodStore::change(base::World const& world, accounts::Viewer const& viewer,
                                                                                            MethodId const& id, Edit const& edit) {
  using Refused = std::variant<base::Refusal, Conflict>;
  auto const refused = [](base::Refusal refusal) { return tl::unexpected{Refused{std::move(refusal)}}; };
  auto current = find(id);
  if (!current || !may_write(viewer, *current))
    return refused(base::Refusal{"Only its author and the team of the programme may change this method.", {}, {}});
  auto mine = acceptable(edit.content);
  if (!mine) return refused(mine.error());
  Saved saved{current->revision, false, true};
  if (edit.base_revision != current->revision) {
    auto const base_version = revision(id, edit.base_revision);
    auto const theirs = revision(id, current->revision);
    if (!base_version || !theirs) return refused(base::Refusal{"This form is too old: open the method again.", {}, {}});
    auto merged = merge(base_version->content, theirs->content, *mine);
    auto checked = acceptable(merged.merged);
    if (!merged.both.empty() || !checked)
      return tl::unexpected{Refused{Conflict{base_version->content, theirs->content, *mine, current->revision, theirs->author, theirs->at}}};
    mine = std::move(checked);
    saved.merged = true;
  }
  bool const rewritten = !(*mine == current->content);
  if (!rewritten && edit.visibility == current->visibility) return Saved{current->revision, saved.merged, false};
  auto next = *current;
  next.content = std::move(*mine);
  next.visibility = edit.visibility;
  next.revision += 1;
  next.changed = world.now();
  if (!update_method(m_session, next, programme_slug(m_session, next.programme), current->revision)) return refused(moved_since);
  insert_revision(m_session, next, viewer.person, edit.reason);
  saved.revision = next.revision;
  return saved;
}

base::Outcome<Status> MethodStore::move(base::World const& world, accounts::Viewer const& viewer, MethodId const& id, Status to,
                                        accounts::Visibility visibility, std::string_view reason) {
  auto const current = find(id);
  if (!current) return tl::unexpected{moved_since};
  auto const allowed = transition(viewer, *current, to, was_just_let_out(m_session, *current));
  if (!allowed) return tl::unexpected{allowed.error()};
  if (auto const said = check_reason(*allowed, reason); !said) return tl::unexpected{said.error()};
  if (auto const refused = end_reading(m_session, world, viewer, *current, to)) return tl::unexpected{*refused};
  auto next = *current;
  next.status = to;
  next.visibility = visibility;
  next.changed = world.now();
  if (to == Status::published && !next.published) next.published = next.changed;
  if (!update_method(m_session, next, programme_slug(m_session, next.programme), current->revision)) return tl::unexpected{moved_since};
  m_session.execute(
      "INSERT INTO atelier_transition (method_id, place, from_status, to_status, visibility, author_id, at, reason, unread) "
      "SELECT ?, COUNT(*) + 1, ?, ?, ?, ?, ?, ?, ? FROM atelier_transition WHERE method_id = ?",
      next.id, code(current->status), code(to), accounts::code(visibility), viewer.person, base::to_milliseconds(next.changed), reason,
      allowed->unread ? 1 : 0, next.id);
  return to;
}

base::Outcome<bool> MethodStore::erase_draft(accounts::Viewer const& viewer, MethodId const& id) {
  auto const current = find(id);
  if (!current) return false;
  if (!may_write(viewer, *current)) return base::refuse("Only its author and the team of the programme may change this method.");
  if (current->published || current->status != Status::draft) return base::refuse("Only a draft that was never published can be deleted.");
  for (auto const* table : {"atelier_cited_words", "atelier_citation", "atelier_trial", "atelier_transition", "atelier_revision"})
    m_session.execute(std::string{"DELETE FROM "} + table + " WHERE method_id = ?", id);
  m_session.execute("DELETE FROM atelier_method WHERE id = ?", id);
  writing::remove_document(m_session, {"method", id.text()});
  search::remove(m_session, "method", id.text());
  return true;
}

base::Outcome<bool> MethodStore::add_trial(base::World const& world, accounts::Viewer const& viewer, MethodId const& id, Trial const& trial,
                                           std::optional<experiences::Place> const& place, std::string_view submission_key) {
  auto method = find(id);
  if (!method || !may_tell_a_trial(viewer, *method)) return base::refuse("Only those who contribute to the programme may tell a trial.");
  if (!submission_key.empty()) {
    auto rows = m_session.query("SELECT id FROM atelier_trial WHERE submission_key = ?", submission_key);
    if (std::string known; rows.next(known)) return false;
  }
  KeptTrial kept;
  kept.id = world.new_uuid();
  kept.trial = normalised(trial);
  kept.trial.territory.clear();
  kept.trial.photos.clear();
  auto const refusals = check(kept.trial);
  if (!refusals.empty()) return tl::unexpected{refusals.front()};
  if (place) kept.territory = place->territory, kept.territory_name = place->name, kept.typology = place->typology;
  kept.person = viewer.person;
  kept.at = world.now();
  method->trials.push_back(kept);
  if (!update_method(m_session, *method, programme_slug(m_session, method->programme), method->revision)) return tl::unexpected{moved_since};
  insert_trial(m_session, id, kept, static_cast<int>(method->trials.size()), submission_key);
  return true;
}

base::Outcome<bool> MethodStore::put_photos(accounts::Viewer const& viewer, MethodId const& id, std::string_view trial_id,
                                            std::vector<Photo> const& photos) {
  auto const method = find(id);
  if (!method || !may_read(viewer, *method) || !viewer.person) return tl::unexpected{moved_since};
  auto const found = std::find_if(method->trials.begin(), method->trials.end(), [&](KeptTrial const& one) { return one.id == trial_id; });
  if (found == method->trials.end() || found->person != viewer.person) return base::refuse("Only who told a trial may show its pictures.");
  if (photos.size() > most_photos) return base::refuse("At most {} items here.", {std::to_string(most_photos)});
  m_session.execute("UPDATE atelier_trial SET photos = ? WHERE id = ?", text_of(photos), trial_id);
  return true;
}

base::Outcome<bool> MethodStore::withdraw_trial(accounts::Viewer const& viewer, MethodId const& id, std::string_view trial_id) {
  auto method = find(id);
  if (!method || !may_read(viewer, *method)) return tl::unexpected{moved_since};
  auto const found = std::find_if(method->trials.begin(), method->trials.end(), [&](KeptTrial const& one) { return one.id == trial_id; });
  if (found == method->trials.end()) return false;
  bool const own = viewer.person && found->person == viewer.person;
  if (!own && !viewer.leads(method->programme) && !viewer.administrator)
    return base::refuse("Only who told a trial, or who leads the programme, may withdraw it.");
  method->trials.erase(found);
  if (!update_method(m_session, *method, programme_slug(m_session, method->programme), method->revision)) return tl::unexpected{moved_since};
  m_session.execute("DELETE FROM atelier_trial WHERE id = ?", trial_id);
  return true;
}

}  // namespace atelier
