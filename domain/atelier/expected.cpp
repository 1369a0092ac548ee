#include "domain/atelier/atelier.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/proposal_store.h"
#include "domain/atelier/review_store.h"
#include "domain/programme/programme.h"

namespace atelier {
namespace {

/// Citations that changed in the methods one wrote; those nobody is named for are the team's.
void add_citations(std::vector<Expected>& out, db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                   std::string_view programme_slug, i18n::Words const& words) {
  auto rows = session.query(
      "SELECT m.slug, m.title, COUNT(*) FROM atelier_cited_words w JOIN atelier_method m ON m.id = w.method_id WHERE m.joined_to = '' AND "
      "w.programme_id = ? AND w.state "
      "IN "
      "('changed', 'withdrawn') AND (m.author_id = ? OR (m.author_id IS NULL AND 1 = ?) OR EXISTS (SELECT 1 FROM atelier_revision r WHERE "
      "r.method_id = m.id AND r.author_id = ?)) GROUP BY m.slug, m.title ORDER BY m.title",
      programme, *viewer.person, viewer.leads(programme) ? 1 : 0, *viewer.person);
  std::string slug, title;
  for (std::int64_t count = 0; rows.next(slug, title, count);) {
    Expected one;
    one.what = words.tn("A citation of “{1}” has changed", "{0} citations of “{1}” have changed", count, {title});
    one.detail = words.t("Its territory changed the words or withdrew them: see whether your text still holds.");
    one.action = words.t("Compare and choose");
    one.urgency = "todo";
    one.url = html::Url::path("/p/{}/methods/{}/citations", {programme_slug, slug});
    out.push_back(std::move(one));
  }
}

std::string day_of(base::Instant at, i18n::Words const& words) { return words.day(base::Day{std::chrono::floor<std::chrono::days>(at)}); }

void add_readings(std::vector<Expected>& out, db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                  std::string_view slug, base::Instant now, i18n::Words const& words) {
  ReviewStore store{session};
  auto const page = [&](std::string const& method, std::string_view what) { return html::Url::path("/p/{}/methods/{}/{}", {slug, method, what}); };
  for (auto const& one : store.waiting_for(*viewer.person, programme)) {
    bool const late = one.due < now;
    out.push_back({words.t("Read “{}”", {one.method_title}),
                   late ? words.t("It was expected by {}; it is still useful.", {day_of(one.due, words)})
                        : words.t("It is expected by {}.", {day_of(one.due, words)}),
                   words.t("Give my review"), late ? "late" : "todo", html::Url::path("/p/{}/methods/{}/review/mine", {slug, one.method_slug})});
  }
  for (auto const& one : store.left_to(*viewer.person, programme))
    out.push_back({words.tn("One remark to deal with in “{1}”", "{0} remarks to deal with in “{1}”", one.remarks, {one.method_title}),
                   words.t("Peers read it; then it can be read again and published."), words.t("See them"), "todo", page(one.method_slug, "review")});
  for (auto const& one : ProposalStore{session}.waiting_for(*viewer.person, programme))
    out.push_back({words.tn("One proposal for “{1}”", "{0} proposals for “{1}”", one.count, {one.method_title}),
                   words.t("An adapted copy proposes changes: take them part by part, or say why not."), words.t("Compare and answer"), "todo",
                   page(one.method_slug, "proposals")});
  if (!is_in_the_team(viewer, programme)) return;
  for (auto const& one : store.awaiting_the_team(programme))
    out.push_back({one.reviewers == 0 ? words.t("Choose who reads “{}”", {one.method_title}) : words.t("Decide on “{}”", {one.method_title}),
                   one.reviewers == 0 ? words.t("Its author waits for a reading by peers.") : words.t("Everybody asked has answered."),
                   one.reviewers == 0 ? words.t("Ask people") : words.t("Take the decision"), "todo",
                   page(one.method_slug, one.reviewers == 0 ? "review" : "review/decision")});
}

}  // namespace

std::vector<Expected> expected_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, base::Instant now,
                                  i18n::Words const& words) {
  std::vector<Expected> out;
  if (!viewer.person) return out;
  auto const brief = programme::brief_of(session, programme);
  if (!brief) return out;
  add_readings(out, session, viewer, programme, brief->slug, now, words);
  add_citations(out, session, viewer, programme, brief->slug, words);
  return out;
}

}  // namespace atelier
