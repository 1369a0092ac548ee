#include "app/digest.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/letter_pages.h"
#include "domain/accounts/letter_store.h"
#include "domain/experiences/experiences.h"
#include "domain/programme/programme.h"
#include "platform/mail/draft.h"

namespace app {
namespace {

constexpr int most_at_once = 500;
constexpr int most_news = 8;

}  // namespace

/// One section a programme that has something to say.
struct Digest::Found {
  std::vector<mail::Draft::Section> tasks, news;
  bool empty() const { return tasks.empty() && news.empty(); }
};

Digest::Found Digest::find(db::Session& session, accounts::Addressee const& to, base::Instant since) const {
  auto const viewer = accounts::AccountStore{session}.viewer_of(to.person);
  auto const& words = m_dictionary.words(to.language);
  views::Context const context{.words = words, .nonce = {}, .csrf = {}, .now = m_world.now(), .here = {}};
  Found found;
  std::vector<accounts::ProgrammeId> seen;
  for (auto const& membership : viewer.memberships) {
    if (std::find(seen.begin(), seen.end(), membership.programme) != seen.end()) continue;
    seen.push_back(membership.programme);
    auto const brief = programme::brief_of(session, membership.programme);
    if (!brief) continue;
    // What the hub would tell this person, as if they opened it now.
    http::Request request;
    request.captures.add("programme", brief->slug);
    accounts::Visit const visit{request, viewer, context, membership.programme};
    mail::Draft::Section tasks{words.t("{}: what is expected of you", {brief->name}), {}}, news{words.t("{}: what is new", {brief->name}), {}};
    for (auto const& task : m_sources.tasks(session, visit)) tasks.lines.push_back({task.what, task.detail, m_letters.address(task.url.text())});
    for (auto const& sheet : experiences::published_in(session, viewer, membership.programme, most_news))
      if (sheet.published && *sheet.published > since && sheet.author != to.person)
        news.lines.push_back({sheet.title, words.day(std::chrono::floor<std::chrono::days>(*sheet.published)),
                              m_letters.address(experiences::address_of(brief->slug, sheet.slug).text())});
    if (!tasks.lines.empty()) found.tasks.push_back(std::move(tasks));
    if (!news.lines.empty()) found.news.push_back(std::move(news));
  }
  return found;
}

bool Digest::write(accounts::Addressee const& to, base::Instant since, bool quiet) const {
  return m_database.write([&](db::Session& session) {
    auto const found = find(session, to, since);
    accounts::LetterStore store{session};
    auto setting = store.of(to.person);
    setting.digested = m_world.now();
    store.put(to.person, setting);
    if (found.empty()) return false;
    auto const stop = m_letters.address(accounts::stop_digest_path(session, m_world, to.person));
    m_letters.write(session, to, [&](i18n::Words const& words) {
      mail::Draft draft;
      draft.subject = words.t("Your week on Essaim");
      draft.greeting = words.t("Hello {},", {to.name});
      draft.sections = found.tasks;
      draft.sections.insert(draft.sections.end(), found.news.begin(), found.news.end());
      draft.small = {words.t("You get this letter at most once a week, when there is something to say.")};
      draft.ways = {{words.t("Choose my letters"), m_letters.address("/me/letters")}, {words.t("Stop the digest"), stop}};
      draft.unsubscribe = stop;
      draft.not_before = accounts::next_calm_moment(m_world.now(), quiet);
      return draft;
    });
    return true;
  });
}

int Digest::write_due() const {
  auto const due = m_database.read([&](db::Session& session) { return accounts::LetterStore{session}.due(m_world.now(), most_at_once); });
  int written = 0;
  for (auto const& one : due) written += write(one.to, one.since, one.setting.quiet) ? 1 : 0;
  return written;
}

}  // namespace app
