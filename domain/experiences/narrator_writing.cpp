#include "domain/experiences/agreement_store.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "platform/jobs/jobs.h"

namespace experiences {
namespace {

bool is_out(Status status) { return is_counted(status) || status == Status::archived; }

}  // namespace

base::Outcome<Experience> ExperienceStore::ask_narrator(base::World const& world, accounts::Viewer const& viewer, Experience const& experience,
                                                        std::string const& narrator) {
  auto const current = find(experience.id);
  if (!current || !may_write(viewer, standing_of(*current))) return base::refuse("Only its authors and the team of the programme may do this.");
  auto const missing = missing_for_publication(current->content);
  if (!missing.empty()) return tl::unexpected{missing.front()};
  Experience next = *current;
  next.agreement = asked_of_narrator(current->agreement, narrator);
  next.changed = world.now();
  if (!is_out(next.status)) next.status = Status::to_review;
  write_again(m_session, next, place_of(next.id).value_or(Place{}), current->revision);
  if (next.status != current->status) insert_transition(m_session, next, current->status, {viewer.person, ""}, "");
  if (is_counted(next.status)) jobs::enqueue(m_session, world, changed_event, next.id.text());
  return next;
}

base::Outcome<Agreed> ExperienceStore::take_answer(base::World const& world, ExperienceId const& id, NarratorAnswer const& answer,
                                                   std::string const& narrator, std::string const& reason) {
  auto const current = find(id);
  if (!current) return base::refuse("The sheet has moved since: this is no longer possible.");
  auto agreed = answered(*current, answer, VocabularyStore{m_session}.of(current->programme));
  if (!agreed) return agreed;
  Experience next = *current;
  next.content = agreed->content;
  retire_what_left(next.content, current->content);
  next.agreement = agreed->agreement;
  next.changed = world.now();
  bool const rewritten = !(next.content == current->content);
  if (rewritten) ++next.revision;
  if (!is_out(next.status)) next.status = agreed->complete ? Status::agreed : agreed->any_refused ? Status::told : Status::to_review;
  write_again(m_session, next, place_of(next.id).value_or(Place{}), current->revision);
  Writer const writer{std::nullopt, narrator};
  if (rewritten) insert_revision(m_session, next, writer, reason, to_json(next.content));
  if (next.status != current->status) insert_transition(m_session, next, current->status, writer, reason);
  if (is_counted(next.status)) jobs::enqueue(m_session, world, changed_event, next.id.text());
  return agreed;
}

}  // namespace experiences
