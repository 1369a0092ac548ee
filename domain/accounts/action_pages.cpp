#include "domain/accounts/action_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/action_store.h"
#include "domain/accounts/entry_log.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/sign_in.h"
#include "domain/accounts/views/action.view.h"
#include "platform/base/text.h"

namespace accounts {
namespace {

constexpr std::size_t longest_words = 5000;

/// What undoes the transaction of an action that refused.
struct Refused {
  base::Refusal refusal;
};

views::Frame frame_of(std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

ActionOver over(Visit const& visit, std::optional<ActionLink> const& link) {
  auto const& words = visit.words();
  if (link && !link->said.empty() && link->uses_left <= 0)
    return {words.t("It is done"), link->said, words.t("Done on {}.", {words.moment(link->used)}), true};
  ActionOver page{words.t("This link does nothing any more"), words.t("It was cut, or what it was about is gone."),
                  words.t("Nothing was changed. The person who wrote to you can send another one."), false};
  if (!link) return page;
  if (auto const good = usable(*link, visit.context.now); !good) page.sentence = words.refusal(good.error());
  return page;
}

/// A link acts in the name of someone: not once their account is closed.
bool may_act(db::Session& session, ActionLink const& link) {
  auto const person = link.person ? AccountStore{session}.find(*link.person) : std::nullopt;
  return !person || person->may_enter();
}

/// A mail program that ends letters for its owner: no browser, no page of ours before it.
bool is_one_click(Visit const& visit) { return visit.form("List-Unsubscribe") == "One-Click"; }

}  // namespace

void ActionPages::offer(Action action) {
  auto const purpose = action.purpose;
  if (!m_actions.emplace(purpose, std::move(action)).second) throw std::logic_error{"two actions are called " + purpose};
}

void ActionPages::add_routes(Routes& routes) {
  routes.get("/do/{secret}", Right::link_holder, "Says what the link of a letter will do", [this](Visit const& visit) { return ask(visit); });
  routes.post("/do/{secret}", Right::link_holder, "Does what the link of a letter is for", [this](Visit const& visit) { return act(visit); });
}

Action const* ActionPages::action_of(ActionLink const& link) const {
  auto const found = m_actions.find(link.purpose);
  return found == m_actions.end() ? nullptr : &found->second;
}

http::Response ActionPages::ask(Visit const& visit) const {
  std::optional<ActionLink> link;
  auto const question = m_house.database.read([&](db::Session& session) -> std::optional<ActionQuestion> {
    link = ActionStore{session}.find(visit.capture("secret"));
    auto const* action = link ? action_of(*link) : nullptr;
    if (!action || !usable(*link, m_house.world.now()) || !may_act(session, *link)) return std::nullopt;
    return action->ask(session, visit, *link);
  });
  if (!question) {
    auto const page = over(visit, link);
    return m_house.stage.page(visit, frame_of(page.title, views::action_over(visit.context, page)), page.done ? 200 : 410);
  }
  ActionPage const page{html::Url::path("/do/{}", {visit.capture("secret")}), *question, {}, {}};
  return m_house.stage.page(visit, frame_of(question->title, views::action(visit.context, page)));
}

base::Outcome<std::optional<ActionDone>> ActionPages::perform(Visit const& visit, ActionAnswer const& answer, std::string_view session_secret) const {
  auto const now = m_house.world.now();
  try {
    return m_house.database.write([&](db::Session& session) -> std::optional<ActionDone> {
      ActionStore store{session};
      auto const found = store.find(visit.capture("secret"));
      auto const* action = found ? action_of(*found) : nullptr;
      if (!action || !usable(*found, now) || !may_act(session, *found) || !store.spend(visit.capture("secret"), now)) return std::nullopt;
      if (is_one_click(visit) && !action->one_click) throw Refused{base::Refusal{"This cannot be done without reading the page first.", {}, {}}};
      auto done = action->act(session, visit, *found, answer);
      if (!done) throw Refused{done.error()};
      store.note(visit.capture("secret"), done->sentence);
      if (done->enters && found->person) enter(session, visit, *found->person, session_secret, *done);
      return *done;
    });
  } catch (Refused const& refused) {
    return tl::unexpected{refused.refusal};
  }
}

void ActionPages::enter(db::Session& session, Visit const& visit, PersonId const& person, std::string_view secret, ActionDone& done) const {
  AccountStore people{session};
  people.end_session(visit.request.cookies[session_cookie]);
  bool const waits = people.start_session(secret, person, m_house.world.now(), device_of(visit.request.headers["user-agent"]), "invitation");
  note_entry(session, m_house.world, person, "invitation", visit.request.address);
  if (waits) done.next = html::Url::local(after_first_proof(true, done.next.text()));
}

http::Response ActionPages::act(Visit const& visit) const {
  bool const one_click = is_one_click(visit);
  if (!one_click && origin_of(visit.request) == PostOrigin::elsewhere)
    return m_house.stage.refused(visit, base::Refusal{"This form came from another site, so nothing was changed.", {}, {}});
  ActionAnswer const answer{std::string{visit.form("choice")}, base::shortened(base::trimmed(visit.form("words")), longest_words)};
  auto const session_secret = m_house.world.new_secret();
  auto const done = perform(visit, answer, session_secret);
  if (one_click) return http::text(200, "ok");
  if (!done) return ask_again(visit, done.error());
  if (!*done || !(*done)->enters) {
    if (*done && !(*done)->next.empty()) return m_house.stage.done(visit, (*done)->sentence, (*done)->next);
    return http::see_other("/do/" + std::string{visit.capture("secret")});
  }
  auto response = (*done)->sentence.empty() ? http::see_other((*done)->next.text()) : m_house.stage.done(visit, (*done)->sentence, (*done)->next);
  http::set_cookie(response, session_cookie, session_secret, {.max_age = session_lifetime, .secure = visit.request.secure});
  return response;
}

http::Response ActionPages::ask_again(Visit const& visit, base::Refusal const& refusal) const {
  auto const question = m_house.database.read([&](db::Session& session) -> std::optional<ActionQuestion> {
    auto const link = ActionStore{session}.find(visit.capture("secret"));
    auto const* action = link ? action_of(*link) : nullptr;
    return action ? action->ask(session, visit, *link) : std::nullopt;
  });
  if (!question) return m_house.stage.refused(visit, refusal);
  ActionPage const page{html::Url::path("/do/{}", {visit.capture("secret")}), *question, visit.words().refusal(refusal),
                        std::string{visit.form("words")}};
  return m_house.stage.page(visit, frame_of(question->title, views::action(visit.context, page)), 422);
}

}  // namespace accounts
