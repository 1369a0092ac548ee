#include <algorithm>

#include "domain/experiences/experience_store.h"
#include "domain/experiences/experiences.h"
#include "domain/experiences/vocabulary_store.h"
#include "platform/i18n/words.h"
#include "platform/mail/outbox.h"

namespace experiences {
namespace {

using namespace std::chrono_literals;
/// A session of a morning sends one letter a sheet, not twenty.
constexpr auto quiet_for = 12h;

List list_of(std::string_view passage) { return passage.starts_with('f') ? List::obstacle : List::lever; }

std::string type_in(Content const& content, std::string_view passage) {
  Experience sheet;
  sheet.content = content;
  for (auto const& one : passages_of(sheet))
    if (one.code == passage) return one.type;
  return {};
}

std::vector<Refiling> read(db::Session& session, std::string_view condition, std::vector<db::Value> arguments) {
  auto rows = session.query_values(
      "SELECT r.id, r.programme_id, r.experience_id, e.slug, e.title, r.passage, r.from_type, r.to_type, r.person_id, r.at, r.undone_by, r.undone_at "
      "FROM experiences_refiling r JOIN experiences_experience e ON e.id = r.experience_id WHERE r.programme_id = ? " +
          std::string{condition},
      std::move(arguments));
  std::vector<Refiling> found;
  std::optional<std::string> person, undone_by;
  std::optional<std::int64_t> undone_at;
  std::int64_t at = 0;
  for (Refiling one;
       rows.next(one.id, one.programme, one.experience, one.slug, one.title, one.passage, one.from, one.to, person, at, undone_by, undone_at);) {
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.undone_by = undone_by ? std::optional{accounts::PersonId::trusted(*undone_by)} : std::nullopt;
    one.at = base::from_milliseconds(at);
    one.undone_at = undone_at ? std::optional{base::from_milliseconds(*undone_at)} : std::nullopt;
    found.push_back(one);
  }
  return found;
}

bool told_lately(db::Session& session, ExperienceId const& id, base::Instant now) {
  std::int64_t count = 0;
  auto rows =
      session.query("SELECT COUNT(*) FROM experiences_refiling WHERE experience_id = ? AND at > ?", id, base::to_milliseconds(now - quiet_for));
  rows.next(count);
  return count > 0;
}

void tell_author(db::Session& session, base::World const& world, Experience const& sheet, Refiling const& refiling, std::string const& address,
                 std::string const& who, i18n::Words const& words) {
  if (!sheet.author || sheet.author == refiling.person) return;
  auto const vocabulary = vocabulary_of(session, sheet.programme);
  auto const label = [&](std::string const& code) { return words.t(vocabulary.label(list_of(refiling.passage), code)); };
  for (auto const& member : accounts::members_of(session, sheet.programme)) {
    if (member.person != *sheet.author || member.email.empty()) continue;
    mail::Letter letter;
    letter.to = member.email;
    letter.subject = words.t("Your sheet “{}”: a classification was corrected", {sheet.content.title});
    letter.text = words.t("{} filed a passage of your sheet “{}” under “{}” instead of “{}”.",
                          {who, sheet.content.title, label(refiling.to), label(refiling.from)}) +
        "\n\n" + words.t("Your text has not changed. You may put it back, here, with the other corrections of the day:") + "\n" + address + "\n";
    mail::post(session, world, letter);
    return;
  }
}

}  // namespace

base::Outcome<Refiling> refile(db::Session& session, base::World const& world, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                               std::string_view slug, std::string_view passage, std::string_view to, std::string const& address,
                               i18n::Words const& words) {
  ExperienceStore store{session};
  auto const sheet = store.find_visible(viewer, programme, slug);
  auto const from = sheet ? type_in(sheet->content, passage) : std::string{};
  if (from.empty()) return base::refuse(i18n::msgid("This passage is no longer there: open the page again."));
  if (from == to) return base::refuse(i18n::msgid("It is already filed under this word."));
  auto const vocabulary = vocabulary_of(session, programme);
  auto const label = [&](std::string_view code) { return words.t(vocabulary.label(list_of(passage), code)); };
  auto const done =
      store.refile(world, viewer, sheet->id, passage, to, words.t("Filed under “{}” instead of “{}”, in session", {label(to), label(from)}));
  if (!done) return tl::unexpected{done.error()};
  bool const quiet = told_lately(session, sheet->id, world.now());
  Refiling refiling{world.new_uuid(), programme, sheet->id,   sheet->slug, sheet->content.title, std::string{passage}, from, std::string{to},
                    viewer.person,    {},        world.now(), {}};
  session.execute(
      "INSERT INTO experiences_refiling (id, programme_id, experience_id, passage, from_type, to_type, revision, person_id, at) VALUES (?, ?, ?, ?, "
      "?, ?, ?, ?, ?)",
      refiling.id, programme, refiling.experience, refiling.passage, refiling.from, refiling.to, done->revision, viewer.person,
      base::to_milliseconds(refiling.at));
  if (!quiet) tell_author(session, world, *done, refiling, address, viewer.name, words);
  return refiling;
}

base::Outcome<Refiling> undo_refiling(db::Session& session, base::World const& world, accounts::Viewer const& viewer,
                                      accounts::ProgrammeId const& programme, std::string_view id, i18n::Words const& words) {
  auto const found = read(session, "AND r.id = ?", {db::value(programme), db::value(id)});
  if (found.empty() || found.front().undone_at) return base::refuse(i18n::msgid("This correction was already undone."));
  auto refiling = found.front();
  ExperienceStore store{session};
  auto const sheet = store.find_visible(viewer, programme, refiling.slug);
  if (!sheet || type_in(sheet->content, refiling.passage) != refiling.to)
    return base::refuse(i18n::msgid("This passage was filed elsewhere since: correct it as it stands now."));
  auto const done = store.refile(world, viewer, sheet->id, refiling.passage, refiling.from, words.t("A correction made in session was undone"));
  if (!done) return tl::unexpected{done.error()};
  refiling.undone_at = world.now();
  refiling.undone_by = viewer.person;
  session.execute("UPDATE experiences_refiling SET undone_by = ?, undone_at = ? WHERE id = ?", viewer.person,
                  base::to_milliseconds(*refiling.undone_at), refiling.id);
  return refiling;
}

std::vector<Refiling> refilings(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  auto found = read(session, "ORDER BY r.at DESC, r.id DESC LIMIT ?", {db::value(programme), db::value(limit)});
  std::vector<ExperienceId> ids;
  for (auto const& one : found) ids.push_back(one.experience);
  auto const readable = briefs_of(session, viewer, ids);
  std::erase_if(found, [&](Refiling const& one) { return std::ranges::find(readable, one.experience, &Brief::id) == readable.end(); });
  return found;
}

}  // namespace experiences
