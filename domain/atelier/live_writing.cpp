#include "domain/atelier/content_check.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_rows.h"
#include "domain/atelier/method_store.h"
#include "domain/programme/programme.h"

namespace atelier {
namespace {

/// What is typed may be refused field by field: those fields keep what they had.
std::optional<Content> acceptable_part(Content written, Content const& current) {
  written = normalised(std::move(written));
  for (auto const& refusal : check(written)) {
    auto const field = refusal.field.substr(0, refusal.field.find('.'));
    take_field(written, current, field.empty() ? std::string{"body"} : field);
  }
  if (!check(written).empty()) return std::nullopt;
  return written;
}

}  // namespace

bool MethodStore::keep_live(base::World const& world, MethodId const& id, Content written, std::span<accounts::PersonId const> people) {
  auto const current = find(id);
  auto content = current ? acceptable_part(std::move(written), current->content) : std::nullopt;
  if (!content) return false;
  if (*content == current->content) return true;
  auto next = *current;
  next.content = std::move(*content);
  next.revision += 1;
  next.changed = world.now();
  auto const programme = programme::brief_of(m_session, next.programme);
  if (!update_method(m_session, next, programme ? programme->slug : std::string{}, current->revision)) return false;
  insert_revision(m_session, next, people.empty() ? std::nullopt : std::optional{people.front()}, "");
  for (auto const& person : people)
    m_session.execute("INSERT INTO atelier_revision_writer (method_id, number, person_id) VALUES (?, ?, ?)", id, next.revision, person);
  return true;
}

}  // namespace atelier
