// The rules of a programme on its pages: read and accepted by each of its members.
#include "domain/programme/rules_pages.h"

#include "domain/programme/programme_store.h"
#include "domain/programme/rules.h"

namespace programme {

void add_rules_task(db::Session& session, accounts::Visit const& visit, Programme const& programme, std::vector<Task>& tasks) {
  auto const agreement = agreement_of(session, programme, *visit.viewer.person);
  if (agreement.whole) return;
  auto const& words = visit.words();
  auto const detail =
      agreement.earlier ? words.t("They changed since you accepted them.") : words.t("A charter and a licence, the same for everybody.");
  tasks.push_back({words.t("Read the rules and accept them"), detail, "", words.t("Read"), "",
                   html::Url::path("/p/{}/about", {programme.brief.slug}).with_fragment("rules")});
}

void show_agreement(db::Session& session, accounts::Visit const& visit, Programme const& programme, AboutPage& page) {
  if (!visit.viewer.member_of(programme.brief.id)) return;
  auto const agreement = agreement_of(session, programme, *visit.viewer.person);
  auto const& words = visit.words();
  if (!agreement.whole) page.version = rules_version(programme);
  if (!agreement.whole && agreement.earlier) page.agreement = words.t("They changed since you accepted them.");
  if (agreement.whole && agreement.since != base::Instant{}) page.agreement = words.t("You accepted them on {}.", {words.moment(agreement.since)});
}

http::Response ProgrammePages::accept(accounts::Visit const& visit) const {
  auto const accepted = m_house.database.write([&](db::Session& session) -> std::optional<std::string> {
    auto const programme = ProgrammeStore{session}.find(*visit.programme);
    if (!programme || visit.form("version") != rules_version(*programme)) return std::nullopt;
    accept_rules(session, m_house.world, *programme, *visit.viewer.person);
    return programme->brief.slug;
  });
  if (!accepted)
    return m_house.stage.refused(visit, base::Refusal{"The rules changed while you were reading them: read them again, then accept them.", {}, {}});
  return m_house.stage.done(visit, visit.words().t("Your agreement is kept, with the version you read."),
                            html::Url::path("/p/{}/about", {*accepted}).with_fragment("rules"));
}

}  // namespace programme
