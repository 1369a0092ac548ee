#include "domain/atelier/rearrangement_store.h"

#include <algorithm>

#include "domain/atelier/address_store.h"
#include "domain/atelier/content_check.h"
#include "domain/atelier/method_rows.h"
#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

constexpr std::size_t longest_address = 60;

base::Refusal const moved_since{"The method has moved since: this is no longer possible.", {}, {}};

std::optional<base::Refusal> is_being_read(db::Session& session, Method const& method) {
  auto const reading = ReviewStore{session}.latest(method.id);
  if (!reading || !reading->open()) return std::nullopt;
  return base::Refusal{"“{}” is being read by peers: end that reading first.", {method.content.title}, {}};
}

/// Readers of what came out find it where they found the whole; a reading under way does not go with it.
Status status_beside(Status whole) { return whole == Status::to_review ? Status::tested : whole; }

std::vector<std::string> ids_of(std::vector<KeptTrial> const& trials) {
  std::vector<std::string> ids;
  for (auto const& one : trials) ids.push_back(one.id);
  return ids;
}

}  // namespace

std::string RearrangementStore::programme_slug(Method const& method) {
  auto const brief = programme::brief_of(m_session, method.programme);
  return brief ? brief->slug : std::string{};
}

base::Outcome<void> RearrangementStore::move(Method const& method, std::string_view slug) {
  if (slug.empty() || slug.size() > longest_address || slug == "new" || base::slug(slug, longest_address) != slug)
    return base::refuse("An address is made of small letters without accents, digits and hyphens. For example: {}.",
                        {base::slug(slug.empty() ? method.content.title : slug, longest_address)}, "slug");
  if (slug == method.slug) return base::refuse("This is its address already.", {}, "slug");
  AddressStore addresses{m_session};
  if (!addresses.is_free(method.programme, slug, method.id)) return base::refuse("Another method has, or had, this address.", {}, "slug");
  addresses.forget(method.programme, slug);
  m_session.execute("UPDATE atelier_method SET slug = ? WHERE id = ?", slug, method.id);
  addresses.keep(method.programme, method.slug, method.id, m_world.now());
  refresh(method.id);
  note({m_world.new_uuid(), "moved", method.id, {}, method.slug, {}, method.revision, method.revision, m_viewer.person, m_world.now()});
  return {};
}

base::Outcome<void> RearrangementStore::join(Method const& kept, Method other, Content content, std::string_view reason) {
  if (kept.id == other.id || kept.programme != other.programme) return tl::unexpected{moved_since};
  for (auto const* one : {&kept, static_cast<Method const*>(&other)})
    if (auto const read = is_being_read(m_session, *one)) return tl::unexpected{*read};
  auto const trials = ids_of(other.trials);
  carry_cited_words(other.id, kept.id);
  m_session.execute(
      "INSERT INTO atelier_picture (method_id, print, kind, words, person_id, at) SELECT ?, p.print, p.kind, p.words, p.person_id, p.at FROM "
      "atelier_picture p WHERE p.method_id = ? AND NOT EXISTS (SELECT 1 FROM atelier_picture k WHERE k.method_id = ? AND k.print = p.print)",
      kept.id, other.id, kept.id);
  give_trials(trials, kept.id);
  auto const after = rewrite(kept, std::move(content), reason);
  if (!after) return tl::unexpected{after.error()};
  refresh(other.id);
  m_session.execute("UPDATE atelier_method SET joined_to = ? WHERE id = ?", kept.id.text(), other.id);
  search::remove(m_session, "method", other.id.text());
  note({m_world.new_uuid(), "joined", kept.id, other.id, "", trials, kept.revision, *after, m_viewer.person, m_world.now()});
  return {};
}

base::Outcome<Method> RearrangementStore::split(Method const& whole, Halves const& halves, std::vector<std::string> const& trials,
                                                std::string_view reason, std::string_view submission_key) {
  if (auto const read = is_being_read(m_session, whole)) return tl::unexpected{*read};
  auto made =
      MethodStore{m_session}.create(m_world, m_viewer, whole.programme, {halves.goes, 0, std::string{reason}, whole.visibility}, submission_key);
  if (!made || origin_of(made->id)) return made;
  carry_cited_words(whole.id, made->id);
  made->status = status_beside(whole.status), made->published = whole.published;
  if (whole.author) made->author = whole.author;
  give_trials(trials, made->id);
  update_method(m_session, *made, programme_slug(whole), made->revision);
  refresh(made->id);
  auto const after = rewrite(whole, halves.stays, reason);
  if (!after) return tl::unexpected{after.error()};
  note({m_world.new_uuid(), "split", whole.id, made->id, "", trials, whole.revision, *after, m_viewer.person, m_world.now()});
  return made;
}

base::Outcome<void> RearrangementStore::undo(Rearrangement const& done, i18n::Words const& words) {
  if (done.undone) return tl::unexpected{moved_since};
  base::Outcome<void> outcome;
  if (done.kind == "moved") outcome = undo_move(done);
  else {
    MethodStore store{m_session};
    auto const before = store.revision(done.method, done.before), after = store.revision(done.method, done.after);
    auto const now = store.find(done.method);
    if (!before || !after || !now || !done.other) return tl::unexpected{moved_since};
    auto content = undone(before->content, after->content, now->content, words);
    if (!content) return tl::unexpected{content.error()};
    outcome = done.kind == "joined" ? undo_join(done, std::move(*content)) : undo_split(done, std::move(*content));
  }
  if (outcome) m_session.execute("UPDATE atelier_rearrangement SET undone_at = ? WHERE id = ?", base::to_milliseconds(m_world.now()), done.id);
  return outcome;
}

base::Outcome<void> RearrangementStore::undo_move(Rearrangement const& done) {
  auto const method = MethodStore{m_session}.find(done.method);
  if (!method) return tl::unexpected{moved_since};
  return move(*method, done.former_slug);
}

base::Outcome<void> RearrangementStore::undo_join(Rearrangement const& done, Content content) {
  m_session.execute("UPDATE atelier_method SET joined_to = '' WHERE id = ?", *done.other);
  auto const kept = MethodStore{m_session}.find(done.method);
  if (!kept) return tl::unexpected{moved_since};
  std::vector<std::string> back;
  for (auto const& trial : kept->trials)
    if (std::ranges::find(done.trials, trial.id) != done.trials.end()) back.push_back(trial.id);
  give_trials(back, *done.other);
  auto const after = rewrite(*kept, std::move(content), "");
  if (!after) return tl::unexpected{after.error()};
  refresh(*done.other);
  return {};
}

base::Outcome<void> RearrangementStore::undo_split(Rearrangement const& done, Content content) {
  MethodStore store{m_session};
  auto const out = store.find(*done.other);
  auto const whole = store.find(done.method);
  if (!out || !whole) return tl::unexpected{moved_since};
  if (out->revision > 1) return base::refuse("“{}” was written in since: join it to this method instead.", {out->content.title});
  if (auto const read = is_being_read(m_session, *out)) return tl::unexpected{*read};
  give_trials(ids_of(out->trials), done.method);
  carry_cited_words(out->id, done.method);
  auto const after = rewrite(*whole, std::move(content), "");
  if (!after) return tl::unexpected{after.error()};
  refresh(out->id);
  m_session.execute("UPDATE atelier_method SET joined_to = ? WHERE id = ?", done.method.text(), out->id);
  search::remove(m_session, "method", out->id.text());
  return {};
}

/// A new version of the method, with the trials it has now. Result: its number.
base::Outcome<int> RearrangementStore::rewrite(Method method, Content content, std::string_view reason) {
  content = normalised(std::move(content));
  if (auto const refusals = check(content); !refusals.empty()) return tl::unexpected{refusals.front()};
  auto const now = MethodStore{m_session}.find(method.id);
  if (!now || now->revision != method.revision) return tl::unexpected{moved_since};
  method.trials = now->trials;
  method.content = std::move(content);
  method.revision += 1;
  method.changed = m_world.now();
  if (!update_method(m_session, method, programme_slug(method), now->revision)) return tl::unexpected{moved_since};
  insert_revision(m_session, method, m_viewer.person, reason);
  return method.revision;
}

/// What is counted and found of a method follows what it has now.
void RearrangementStore::refresh(MethodId const& method) {
  if (auto const now = MethodStore{m_session}.find(method)) update_method(m_session, *now, programme_slug(*now), now->revision);
}

void RearrangementStore::give_trials(std::vector<std::string> const& trials, MethodId const& to) {
  std::int64_t place = 0;
  m_session.query("SELECT COALESCE(MAX(place), 0) FROM atelier_trial WHERE method_id = ?", to).next(place);
  for (auto const& trial : trials) m_session.execute("UPDATE atelier_trial SET method_id = ?, place = ? WHERE id = ?", to, ++place, trial);
}

/// The words of the day a passage was cited go with the citation: they are not those of today.
void RearrangementStore::carry_cited_words(MethodId const& from, MethodId const& to) {
  m_session.execute(
      "DELETE FROM atelier_cited_words WHERE method_id = ? AND EXISTS (SELECT 1 FROM atelier_cited_words f WHERE f.method_id = ? AND "
      "f.experience_slug = atelier_cited_words.experience_slug AND f.passage = atelier_cited_words.passage AND f.cited_at < "
      "atelier_cited_words.cited_at)",
      to, from);
  m_session.execute(
      "INSERT INTO atelier_cited_words (method_id, programme_id, experience_id, experience_slug, passage, words, title, cited_at, state, noticed_at, "
      "settled_print) SELECT ?, f.programme_id, f.experience_id, f.experience_slug, f.passage, f.words, f.title, f.cited_at, f.state, f.noticed_at, "
      "f.settled_print FROM atelier_cited_words f WHERE f.method_id = ? AND NOT EXISTS (SELECT 1 FROM atelier_cited_words t WHERE t.method_id = ? "
      "AND "
      "t.experience_slug = f.experience_slug AND t.passage = f.passage)",
      to, from, to);
}

void RearrangementStore::note(Rearrangement const& one) {
  m_session.execute(
      "INSERT INTO atelier_rearrangement (id, kind, method_id, other_id, former_slug, trials, before_revision, after_revision, person_id, at, "
      "undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      one.id, one.kind, one.method, one.other, one.former_slug, base::join(one.trials, "\n"), one.before, one.after, one.person,
      base::to_milliseconds(one.at));
}

std::vector<Rearrangement> RearrangementStore::where(std::string const& condition, std::vector<db::Value> values) {
  std::vector<Rearrangement> found;
  auto rows = m_session.query_values(
      "SELECT id, kind, method_id, other_id, former_slug, trials, before_revision, after_revision, person_id, at, undone_at FROM "
      "atelier_rearrangement WHERE " +
          condition,
      std::move(values));
  Rearrangement one;
  std::optional<std::string> other, person;
  std::optional<std::int64_t> undone;
  std::string trials;
  std::int64_t at = 0;
  while (rows.next(one.id, one.kind, one.method, other, one.former_slug, trials, one.before, one.after, person, at, undone)) {
    one.other = other ? std::optional{MethodId::trusted(*other)} : std::nullopt;
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.trials = base::split(trials, '\n');
    std::erase(one.trials, "");
    one.at = base::from_milliseconds(at);
    one.undone = undone.has_value();
    found.push_back(one);
  }
  return found;
}

std::vector<Rearrangement> RearrangementStore::of(MethodId const& method) {
  return where("method_id = ? OR other_id = ? ORDER BY at DESC LIMIT 50", {db::value(method), db::value(method)});
}

std::optional<Rearrangement> RearrangementStore::find(std::string_view id) {
  auto found = where("id = ?", {db::value(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Rearrangement> RearrangementStore::origin_of(MethodId const& method) {
  auto found = where("other_id = ? AND kind = 'split' AND undone_at IS NULL", {db::value(method)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace atelier
