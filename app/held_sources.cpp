#include "app/held_sources.h"

#include <map>
#include <set>

#include "domain/programme/invitation_store.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"

namespace app {
namespace {

std::string moment_or_nothing(i18n::Words const& words, base::Instant moment) {
  return moment == base::Instant{} ? std::string{} : words.moment(moment);
}

}  // namespace

std::vector<accounts::Held> held_in_programmes(db::Session& session, accounts::Visit const& visit, experiences::Shelf& shelf) {
  auto const& words = visit.words();
  accounts::Held places{words.t("My place in programmes"),
                        {words.t("Programme"), words.t("Territory"), words.t("Function"), words.t("Invited"), words.t("Joined on")},
                        {}};
  accounts::Held sheets{words.t("Sheets I told"), {words.t("Programme"), words.t("Title"), words.t("Last change")}, {}};
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : visit.viewer.memberships)
    if (one.territory) ids.push_back(*one.territory);
  auto const names = territories::names_of(session, ids);
  std::set<accounts::ProgrammeId> seen;
  for (auto const& one : visit.viewer.memberships) {
    auto const brief = programme::brief_of(session, one.programme);
    if (!brief) continue;
    auto const invitation = programme::InvitationStore{session}.find(one.programme, *visit.viewer.person);
    auto const name = one.territory ? names.find(*one.territory) : names.end();
    places.rows.push_back({brief->name, name == names.end() ? "" : name->second, words.t(accounts::msgid_of(one.function)),
                           invitation ? moment_or_nothing(words, invitation->invited) : "",
                           invitation ? moment_or_nothing(words, invitation->joined) : ""});
    if (!seen.insert(one.programme).second) continue;
    std::vector<experiences::ExperienceId> mine;
    auto const counted = shelf.of(session, one.programme);
    for (auto const& sheet : counted->sheets)
      if (counted->authors[sheet.author_place] == visit.viewer.person->text()) mine.push_back(sheet.id);
    for (auto const& sheet : experiences::briefs_of(session, visit.viewer, mine))
      sheets.rows.push_back({brief->name, sheet.title, words.moment(sheet.changed)});
  }
  return {places, sheets};
}

}  // namespace app
