#include "domain/accounts/outbox_pages.h"

#include "domain/accounts/views/outbox.view.h"
#include "platform/mail/outbox.h"

namespace accounts {
namespace {

constexpr int most_letters = 100;

std::string state_in_words(mail::Kept const& kept, i18n::Words const& words) {
  if (kept.state == "sent") return words.t("sent");
  if (kept.state == "failed") return words.t("not sent");
  if (kept.attempts > 0) return words.t("put off");
  return words.t("waiting");
}

}  // namespace

void OutboxPages::add_routes(Routes& routes) {
  auto const right = m_in_development ? Right::anyone : Right::administrator;
  routes.get("/outbox", right, "The latest letters and what became of them; in development, what they say",
             [this](Visit const& visit) { return outbox(visit); });
  if (m_in_development)
    routes.get("/outbox/{letter}", right, "A letter as mail programs show it (development only)",
               [this](Visit const& visit) { return html_of(visit); });
}

http::Response OutboxPages::outbox(Visit const& visit) const {
  auto const letters = m_house.database.read([&](db::Session& session) { return mail::newest(session, most_letters); });
  OutboxPage page;
  page.readable = m_in_development;
  for (auto const& kept : letters) {
    OutboxPage::Line line{
        kept.letter.to, kept.letter.subject, {}, visit.words().moment(kept.posted), state_in_words(kept, visit.words()), kept.trouble, {}, {}};
    if (m_in_development) {
      line.text = kept.letter.text;
      auto const at = line.text.find(m_site_address + "/");
      if (at != std::string::npos) line.link = html::Url::external(line.text.substr(at, line.text.find_first_of(" \n", at) - at));
      if (!kept.letter.html.empty()) line.html = html::Url::path("/outbox/{}", {kept.id});
    }
    page.letters.push_back(std::move(line));
  }
  views::Frame frame;
  frame.title = visit.words().t("Outbox");
  frame.body = views::outbox(visit.context, page);
  frame.indexable = false;
  return m_house.stage.page(visit, std::move(frame));
}

http::Response OutboxPages::html_of(Visit const& visit) const {
  auto const letters = m_house.database.read([&](db::Session& session) { return mail::newest(session, most_letters); });
  for (auto const& kept : letters) {
    if (kept.id != visit.capture("letter")) continue;
    http::Response response;
    response.body = kept.letter.html;
    // Its own style, nothing else: as a mail program would.
    response.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    return response;
  }
  return m_house.stage.missing(visit);
}

}  // namespace accounts
