#include "domain/privacy/own_data.h"
#include "domain/privacy/privacy.h"
#include "domain/privacy/privacy_views.h"
#include "domain/privacy/views/privacy.view.h"
#include "platform/audit/audit.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/mail/outbox.h"

namespace privacy {
namespace {

using accounts::Right;
using accounts::Visit;

views::Frame frame_of(std::string title, html::Safe body, bool indexable) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = indexable;
  return frame;
}

std::string joined(std::vector<std::string> const& columns) { return base::join(columns, ", "); }

constexpr int delay_days = static_cast<int>(erasure_delay / std::chrono::hours{24});

/// Who asks for an erasure is told by letter: it may not have been them.
mail::Letter erasure_letter(i18n::Words const& words, accounts::Person const& person, std::string const& due, std::string const& address) {
  mail::Letter letter;
  letter.to = person.email;
  letter.subject = words.t("Your account will be erased on {}", {due});
  letter.text = words.t("Hello {},", {person.name}) + "\n\n" +
      words.t("You asked that your account be erased. It will be on {}. What you wrote with others stays, shown under “former member”.", {due}) +
      "\n\n" + words.t("You have changed your mind, or it was not you? Until then one page takes it back:") + "\n\n" + address + "\n";
  return letter;
}

}  // namespace

void PrivacyPages::add_routes(accounts::Routes& routes) {
  routes.get("/privacy/register", Right::anyone, "The register of processing, made from the tables",
             [this](Visit const& visit) { return register_page(visit); });
  routes.get("/privacy/register.csv", Right::anyone, "The register of processing as a file",
             [this](Visit const& visit) { return register_file(visit); });
  routes.get("/me/register", Right::signed_in, "What the register says of me: tables, readers, durations",
             [this](Visit const& visit) { return own_data(visit); });
  routes.get("/me/data.zip", Right::signed_in, "What is held of me, to take away", [this](Visit const& visit) { return own_copy(visit); });
  routes.get("/me/erase", Right::signed_in, "Asks for the erasure of my account", [this](Visit const& visit) { return erasure(visit); });
  routes.post("/me/erase", Right::signed_in, "Erases my account after a delay", [this](Visit const& visit) { return ask_erasure(visit); });
  routes.post("/me/erase/take-back", Right::signed_in, "Takes the erasure back", [this](Visit const& visit) { return take_back(visit); });
}

http::Response PrivacyPages::register_page(Visit const& visit) const {
  auto const& words = visit.words();
  RegisterView page;
  page.file = html::Url::path("/privacy/register.csv");
  auto const lines = lines_of(m_entries);
  for (auto const& [code, title] : purposes()) {
    RegisterView::Purpose purpose{words.t(title), {}};
    for (auto const& line : lines)
      if (line.purpose == code)
        purpose.lines.push_back({line.table, joined(line.columns), words.t(msgid_in(bases(), line.basis)), words.t(msgid_in(readers(), line.readers)),
                                 words.t(msgid_in(durations(), line.kept))});
    if (!purpose.lines.empty()) page.purposes.push_back(std::move(purpose));
  }
  return m_house.stage.page(visit, frame_of(words.t("Register of processing"), views::privacy_register(visit.context, page), true));
}

http::Response PrivacyPages::register_file(Visit const& visit) const {
  auto const& words = visit.words();
  std::vector<std::vector<std::string>> rows{{"table", "columns", "purpose", "basis", "readers", "kept"}};
  for (auto const& line : lines_of(m_entries))
    rows.push_back({line.table, joined(line.columns), words.t(msgid_in(purposes(), line.purpose)), words.t(msgid_in(bases(), line.basis)),
                    words.t(msgid_in(readers(), line.readers)), words.t(msgid_in(durations(), line.kept))});
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.header("Content-Disposition", "attachment; filename=\"register.csv\"");
  response.body = base::write_csv(rows, base::CsvKind::spreadsheet);
  return response;
}

http::Response PrivacyPages::own_data(Visit const& visit) const {
  auto const& words = visit.words();
  OwnDataView page{{}, html::Url::path("/me/data.zip"), html::Url::path("/me/erase"), html::Url::path("/privacy/register"), {}};
  m_house.database.read([&](db::Session& session) {
    for (auto const& holding : holdings_of(session, m_entries, *visit.viewer.person))
      page.lines.push_back({words.t(msgid_in(purposes(), holding.entry->purpose)), holding.entry->table,
                            words.tn("one line", "{} lines", holding.rows), words.t(msgid_in(readers(), holding.entry->readers)),
                            words.t(msgid_in(durations(), holding.entry->kept))});
    if (auto const asked = erasure_of(session, *visit.viewer.person)) page.erased_on = words.moment(asked->due);
  });
  return m_house.stage.page(visit, frame_of(words.t("What the register says of me"), views::privacy_own_data(visit.context, page), false));
}

http::Response PrivacyPages::own_copy(Visit const& visit) const {
  auto const& person = *visit.viewer.person;
  http::Response response;
  response.content_type = "application/zip";
  response.header("Content-Disposition", "attachment; filename=\"essaim.zip\"");
  response.header("Cache-Control", "private, no-store");
  response.body =
      m_house.database.read([&](db::Session& session) { return copy_of(session, visit.words(), m_entries, m_hooks, person, m_house.world.now()); });
  m_house.database.write([&](db::Session& session) {
    audit::note(session, m_house.world, {audit::Act::own_data_exported, person.text(), person.text(), visit.request.address});
  });
  return response;
}

http::Response PrivacyPages::erasure(Visit const& visit) const {
  auto const& words = visit.words();
  ErasureView page{
      visit.viewer.name, {}, delay_days, html::Url::path("/me/erase"), html::Url::path("/me/erase/take-back"), html::Url::path("/me/data.zip"), {}};
  if (auto const asked = m_house.database.read([&](db::Session& session) { return erasure_of(session, *visit.viewer.person); }))
    page.due = words.moment(asked->due);
  if (visit.request.method == http::Method::post) page.refusal = words.t("Tick the box to say that you have read what will be erased.");
  return m_house.stage.page(visit, frame_of(words.t("Erase my account"), views::privacy_erasure(visit.context, page), false),
                            page.refusal.empty() ? 200 : 422);
}

http::Response PrivacyPages::ask_erasure(Visit const& visit) const {
  if (visit.form("understood") != "yes") return erasure(visit);
  auto const& person = *visit.viewer.person;
  auto const& words = visit.words();
  Asked const asked{person, m_house.world.now(), m_house.world.now() + erasure_delay};
  auto const due = words.moment(asked.due);
  m_house.database.write([&](db::Session& session) {
    if (erasure_of(session, person)) return;  // a double click asks once
    privacy::ask_erasure(session, asked);
    audit::note(session, m_house.world, {audit::Act::erasure_asked, person.text(), person.text(), visit.request.address});
    if (auto const known = accounts::person_of(session, person))
      mail::post(session, m_house.world, erasure_letter(words, *known, due, m_site_address + "/me/erase"));
  });
  return m_house.stage.done(visit, words.t("Your account will be erased on {}. Until then you can take it back.", {due}),
                            html::Url::path("/me/register"));
}

http::Response PrivacyPages::take_back(Visit const& visit) const {
  auto const& person = *visit.viewer.person;
  bool const taken = m_house.database.write([&](db::Session& session) {
    bool const was_asked = take_back_erasure(session, person);
    if (was_asked) audit::note(session, m_house.world, {audit::Act::erasure_taken_back, person.text(), person.text(), visit.request.address});
    return was_asked;
  });
  auto const& words = visit.words();
  return m_house.stage.done(visit, taken ? words.t("Your account stays: nothing is erased.") : words.t("Nothing was to be erased."),
                            html::Url::path("/me/register"));
}

}  // namespace privacy
