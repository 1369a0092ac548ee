// Joining two sheets that tell one experience, and undoing it.
#include "domain/experiences/blending.h"
#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merged_store.h"
#include "domain/experiences/readers.h"
#include "platform/jobs/jobs.h"

namespace experiences {
namespace {

/// A change of state that no one may ask for from the desk.
void set_status(db::Session& session, base::World const& world, ExperienceStore& store, Experience const& before, Status status,
                accounts::Viewer const& viewer, std::string const& reason) {
  Experience next = before;
  next.status = status;
  next.changed = world.now();
  write_again(session, next, store.place_of(next.id).value_or(Place{}), before.revision);
  insert_transition(session, next, before.status, {viewer.person, ""}, reason);
  bool const was_out = is_counted(before.status), is_out = is_counted(status);
  if (was_out && !is_out) jobs::enqueue(session, world, withdrawn_event, next.id.text());
  if (!was_out && is_out) jobs::enqueue(session, world, published_event, next.id.text());
}

std::optional<base::Refusal> why_not(Experience const& kept, Experience const& gone) {
  if (kept.id == gone.id) return base::Refusal{"A sheet cannot be joined to itself.", {}, {}};
  if (!not_agreed(kept).empty() || !not_agreed(gone).empty())
    return base::Refusal{"One of the two waits for the agreement of its narrator: join them afterwards.", {}, {}};
  return std::nullopt;
}

}  // namespace

base::Outcome<int> ExperienceStore::join(base::World const& world, accounts::Viewer const& viewer, Experience const& kept, Experience const& gone,
                                         std::map<std::string, Keep> const& choices, std::string const& reason) {
  if (!viewer.leads(kept.programme) || kept.programme != gone.programme)
    return base::refuse("Only its authors and the team of the programme may do this.");
  if (auto const refusal = why_not(kept, gone)) return tl::unexpected{*refusal};
  auto const blended = blend(kept.content, gone.content, choices);
  Edit const edit{blended.content, kept.revision, reason, place_of(kept.id), kept.visibility, true};
  auto const saved = change(world, viewer, kept, edit);
  if (!saved) {
    auto const* refusal = std::get_if<base::Refusal>(&saved.error());
    return tl::unexpected{refusal ? *refusal : base::Refusal{"The sheet has moved since: this is no longer possible.", {}, {}}};
  }
  set_status(m_session, world, *this, gone, Status::archived, viewer, reason);
  MergedStore{m_session}.put({gone.id, kept.id, kept.programme, gone.slug, kept.slug, blended.moved, kept.revision, saved->revision, gone.status,
                              *viewer.person, world.now()});
  return saved->revision;
}

base::Outcome<int> ExperienceStore::separate(base::World const& world, accounts::Viewer const& viewer, Experience const& kept,
                                             ExperienceId const& gone, std::string const& reason) {
  MergedStore merged{m_session};
  auto const known = merged.of_gone(gone);
  auto const former = find(gone);
  if (!viewer.leads(kept.programme) || !known || !former || known->kept != kept.id)
    return base::refuse("Only its authors and the team of the programme may do this.");
  // Written in since, the sheet keeps what it has: only the other one comes back.
  if (kept.revision == known->revision_after)
    if (auto const before = revision(kept.id, known->revision_before)) {
      Edit const edit{before->content, kept.revision, reason, place_of(kept.id), kept.visibility, true};
      if (auto const saved = change(world, viewer, kept, edit); !saved) return base::refuse("The sheet has moved since: this is no longer possible.");
    }
  set_status(m_session, world, *this, *former, known->status_before, viewer, reason);
  merged.erase(gone);
  return known->revision_before;
}

}  // namespace experiences
