// What is said about a live document, and the changes proposed to it: for the desk (JSON) and for a page without script.
#include <boost/json.hpp>
#include <charconv>

#include "domain/programme/programme.h"
#include "domain/writing/push_now.h"
#include "domain/writing/talk_desk.h"
#include "domain/writing/views/talk.view.h"
#include "platform/base/text.h"

namespace writing {
namespace {

namespace json = boost::json;
using accounts::Right;

bool wants_json(accounts::Visit const& visit) { return visit.request.headers["accept"].find("application/json") != std::string_view::npos; }

std::int64_t number_in(std::string_view text) {
  std::int64_t number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// What a post came to: nothing more to say, or why not.
struct Told {
  std::string done_msgid;
  std::optional<base::Refusal> refusal = {};
  std::string fragment = {};  ///< thread or suggestion to show
};
Told refused(base::Refusal refusal) { return {{}, std::move(refusal)}; }

http::Response answered(accounts::House const& house, accounts::Visit const& visit, Told const& told) {
  auto const& words = visit.words();
  if (wants_json(visit)) {
    if (told.refusal) return http::json(422, json::serialize(json::object{{"sentence", words.refusal(*told.refusal)}}));
    return http::json(200, json::serialize(json::object{{"id", told.fragment}}));
  }
  if (told.refusal) return house.stage.refused(visit, *told.refusal);
  auto page = html::Url::path("/p/{}/writing/{}/talk", {visit.capture("programme"), visit.capture("document")});
  if (!told.fragment.empty()) page = page.with_fragment(told.fragment);
  return house.stage.done(visit, words.t(told.done_msgid), page);
}

/// The passage a form names: by places after a change, or by its words as they stand.
base::Outcome<Anchor> anchor_of(accounts::Visit const& visit, Room& room, db::Database& database, std::string_view from, std::string_view to,
                                Moment& now) {
  Anchor anchor{std::string{visit.form("text")}, number_in(visit.form("seq")), 0, 0};
  now = moment_of(room, database, std::max<std::int64_t>(anchor.seq, 0));
  auto const gone = base::refuse("This passage is no longer in the text: choose it again.", {}, "quote");
  if (!is_text_name(anchor.text) || anchor.seq < 0 || anchor.seq > now.seq) return gone;
  auto const words = now.words_of(anchor.text);
  if (from.empty()) {
    auto const quote = to_utf16(visit.form("quote"));
    auto const at = words.find(quote);
    if (at == std::u16string_view::npos) return gone;
    return Anchor{anchor.text, now.seq, at, at + quote.size()};
  }
  if (number_in(from) < 0 || number_in(to) < number_in(from)) return gone;
  anchor.from = static_cast<std::size_t>(number_in(from)), anchor.to = static_cast<std::size_t>(number_in(to));
  try {
    anchor = moved(anchor, now.since);
  } catch (std::exception const&) {
    return gone;  // places that are in no text
  }
  if (!fits(anchor, words)) return gone;
  return anchor;
}

void say(Room& room, std::string_view what, std::string const& id) {
  room.say("{\"" + std::string{what} + "\":{\"id\":" + json::serialize(json::string{id}) + "}}");
}

/// Those a remark names, and who is asked to do it: each is told once, and nobody of what they said themselves.
std::vector<accounts::PersonId> called_by(std::string_view words, std::vector<Named> const& people, accounts::Viewer const& viewer,
                                          std::optional<Task> const& task) {
  auto called = named_in(words, people);
  if (task && std::ranges::find(called, task->person) == called.end()) called.push_back(task->person);
  std::erase_if(called, [&](auto const& person) { return person == *viewer.person; });
  return called;
}

std::vector<Named> people_of(db::Session& session, accounts::ProgrammeId const& programme) {
  std::vector<Named> people;
  for (auto const& member : accounts::members_of(session, programme)) people.push_back({member.person, member.name});
  return people;
}

}  // namespace

void LivePages::Rooms::add_talk_routes(accounts::Routes& routes) {
  auto const at = [](std::string_view what) { return "/p/{programme}/writing/{document}" + std::string{what}; };
  routes.get(at("/talk"), Right::member, "Comments and proposals about a live document", [this](auto const& visit) { return show_talk(visit); });
  routes.post(at("/comments"), Right::contributor, "Comment on a passage", [this](auto const& visit) { return add_comment(visit); });
  routes.post(at("/comments/{thread}/answers"), Right::contributor, "Answer a comment", [this](auto const& visit) { return answer_comment(visit); });
  routes.post(at("/comments/{thread}/resolve"), Right::contributor, "Settle a comment or its task, or open it again",
              [this](auto const& visit) { return settle_comment(visit); });
  routes.post(at("/suggestions"), Right::contributor, "Propose a change to a text", [this](auto const& visit) { return propose(visit); });
  routes.post(at("/suggestions/decide"), Right::member, "Accept or refuse every proposed change",
              [this](auto const& visit) { return decide(visit); });
  routes.post(at("/suggestions/{suggestion}/accept"), Right::member, "Accept a proposed change", [this](auto const& visit) { return decide(visit); });
  routes.post(at("/suggestions/{suggestion}/refuse"), Right::member, "Refuse a proposed change, or take one's own back",
              [this](auto const& visit) { return decide(visit); });
}

http::Response LivePages::Rooms::show_talk(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::read);
  if (!entrance) return house.stage.missing(visit);
  auto const talk = talk_of(*entrance, house);
  if (wants_json(visit))
    return http::json(200, to_json(talk, visit.viewer, visit.words())).header("Cache-Control", "no-store").header("Vary", "accept");
  return show_around(visit, *entrance, visit.words().t("Comments and proposals"),
                     [&](Owner::Home const& home) { return views::talk(visit.context, talk_page(talk, *entrance, home, visit)); });
}

http::Response LivePages::Rooms::show_around(accounts::Visit const& visit, Entrance const& entrance, std::string const& title,
                                             std::function<html::Safe(Owner::Home const&)> const& body) {
  std::optional<Owner::Home> home;
  std::optional<programme::Brief> programme;
  house.database.read([&](db::Session& session) {
    programme = programme::brief_of(session, *visit.programme);
    if (programme) home = entrance.owner->home(session, programme->slug, entrance.room->document().subject.id);
  });
  if (!home) return house.stage.missing(visit);
  views::Frame frame;
  frame.title = title + ", " + home->title;
  frame.programme = programme::where_of(*programme);
  frame.section = home->section;
  frame.crumbs = {{programme->name, html::Url::path("/p/{}", {programme->slug})}, {home->title, home->read}, {title, {}}};
  frame.indexable = false;
  frame.body = body(*home);
  return house.stage.page(visit, std::move(frame));
}

http::Response LivePages::Rooms::add_comment(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto& room = *entrance->room;
  auto const words = remark_of(visit.form("body"));
  if (!words) return answered(house, visit, refused(words.error()));
  Moment now;
  auto const anchor = anchor_of(visit, room, house.database, visit.form("from"), visit.form("to"), now);
  if (!anchor) return answered(house, visit, refused(anchor.error()));
  Thread thread{house.world.new_uuid(), *anchor, quote_of(now.words_of(anchor->text), *anchor), house.world.now(), {}, {}, {}};
  thread.remarks.push_back({house.world.new_uuid(), visit.viewer.person, thread.opened, *words});
  house.database.write([&](db::Session& session) {
    auto const people = people_of(session, *visit.programme);
    for (auto const& one : people)
      if (one.person.text() == visit.form("to_person")) thread.task = Task{one.person, {}};
    TalkStore store{session};
    store.open(room.document().id, thread);
    store.call(called_by(*words, people, visit.viewer, thread.task), thread.remarks.front().id, thread.opened);
  });
  say(room, "comment", thread.id);
  return answered(house, visit, {std::string{i18n::msgid("Your comment is there.")}, {}, thread.id});
}

http::Response LivePages::Rooms::answer_comment(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto const words = remark_of(visit.form("body"));
  if (!words) return answered(house, visit, refused(words.error()));
  auto const& document = entrance->room->document().id;
  bool const found = house.database.write([&](db::Session& session) {
    TalkStore store{session};
    auto const thread = store.thread(document, visit.capture("thread"));
    if (!thread) return false;
    Remark const remark{house.world.new_uuid(), visit.viewer.person, house.world.now(), *words};
    store.add(thread->id, remark);
    store.call(called_by(*words, people_of(session, *visit.programme), visit.viewer, {}), remark.id, remark.at);
    return true;
  });
  if (!found) return house.stage.missing(visit);
  say(*entrance->room, "comment", std::string{visit.capture("thread")});
  return answered(house, visit, {std::string{i18n::msgid("Your answer is there.")}, {}, std::string{visit.capture("thread")}});
}

http::Response LivePages::Rooms::settle_comment(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto const what = visit.form("do");
  bool const found = house.database.write([&](db::Session& session) {
    TalkStore store{session};
    auto const thread = store.thread(entrance->room->document().id, visit.capture("thread"));
    if (!thread) return false;
    if (what == "done") store.task_done(thread->id, house.world.now());
    if (what == "reopen") store.settle(thread->id, {}, {});
    else if (what == "resolve") store.settle(thread->id, visit.viewer.person, house.world.now());
    return true;
  });
  if (!found) return house.stage.missing(visit);
  say(*entrance->room, "comment", std::string{visit.capture("thread")});
  auto const done = what == "done" ? i18n::msgid("Thank you: it is done.")
      : what == "reopen"           ? i18n::msgid("The comment is open again.")
                                   : i18n::msgid("The comment is settled.");
  return answered(house, visit, {std::string{done}, {}, std::string{visit.capture("thread")}});
}

http::Response LivePages::Rooms::propose(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto const froms = visit.request.form.all("from"), tos = visit.request.form.all("to"), inserts = visit.request.form.all("insert");
  bool const by_quote = froms.empty();
  if (inserts.empty() || inserts.size() > most_suggestions_sent || (!by_quote && (froms.size() != inserts.size() || tos.size() != inserts.size())))
    return answered(house, visit, refused(base::Refusal{"These proposals cannot be read. Open the page again.", {}, {}}));
  std::vector<Suggestion> all;
  for (std::size_t at = 0; at < inserts.size(); ++at) {
    Moment now;
    auto const anchor = anchor_of(visit, *entrance->room, house.database, by_quote ? "" : froms[at], by_quote ? "" : tos[at], now);
    if (!anchor) return answered(house, visit, refused(anchor.error()));
    if (inserts[at].size() > longest_suggestion) return answered(house, visit, refused(base::Refusal{"This proposal is too long.", {}, "insert"}));
    auto const words = now.words_of(anchor->text);
    Suggestion one{house.world.new_uuid(), *anchor,          to_utf8(words.substr(anchor->from, anchor->to - anchor->from)), std::string{inserts[at]},
                   visit.viewer.person,    house.world.now()};
    if (one.removed == one.inserted)
      return answered(house, visit, refused(base::Refusal{"These are the words that are there already.", {}, "insert"}));
    all.push_back(std::move(one));
  }
  house.database.write([&](db::Session& session) {
    for (auto const& one : all) TalkStore{session}.propose(entrance->room->document().id, one);
  });
  say(*entrance->room, "suggestion", all.front().id);
  return answered(house, visit, {std::string{i18n::msgid("Your proposal is there: those who write decide.")}, {}, all.front().id});
}

/// One suggestion, or all of them. What others typed over since stays open, and is told.
http::Response LivePages::Rooms::decide(accounts::Visit const& visit) {
  auto const asked = visit.capture("suggestion");
  bool const accepts = visit.request.path.ends_with("/accept") || visit.form("do") == "accept";
  auto const entrance = enter(visit, accepts || asked.empty() ? May::write : May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto talk = talk_of(*entrance, house);
  if (!asked.empty()) std::erase_if(talk.suggestions, [&](auto const& one) { return one.id != asked; });
  if (entrance->may < May::write) std::erase_if(talk.suggestions, [&](auto const& one) { return one.person != visit.viewer.person; });
  if (talk.suggestions.empty())
    return asked.empty() ? answered(house, visit, {std::string{i18n::msgid("Nothing is proposed any more.")}}) : house.stage.missing(visit);
  std::size_t left = 0;
  for (auto const& one : talk.suggestions)
    if (!decide_one(*entrance, one, accepts, talk, visit)) ++left;
  say(*entrance->room, "suggestion", talk.suggestions.front().id);
  if (left)
    return answered(house, visit,
                    refused(base::Refusal{
                        "The text was changed there since: {} of these changes could not be made. They stay proposed.", {std::to_string(left)}, {}}));
  return answered(house, visit,
                  {std::string{accepts ? i18n::msgid("The proposed words are in the text.") : i18n::msgid("The text stays as it was.")}});
}

/// False when the passage is no longer what it was.
bool LivePages::Rooms::decide_one(Entrance const& entrance, Suggestion const& asked, bool accepts, Talk const& talk, accounts::Visit const& visit) {
  auto& room = *entrance.room;
  if (accepts) {
    auto suggestion = asked;
    auto const now = moment_of(room, house.database, suggestion.anchor.seq);
    suggestion.anchor = moved(suggestion.anchor, now.since);
    auto const change = change_of(suggestion, now.words_of(suggestion.anchor.text));
    if (!change) return false;
    auto const version = now.texts.find(suggestion.anchor.text);
    Push push{"suggestion", suggestion.anchor.text, version == now.texts.end() ? 0 : version->second.version, {{suggestion.id, *change}}};
    // Written by who proposed it: that is who found the words.
    auto const name = suggestion.person ? talk.names.find(*suggestion.person) : talk.names.end();
    if (!push_now(room, std::move(push), {suggestion.person, name == talk.names.end() ? std::string{} : name->second})) return false;
  }
  house.database.write(
      [&](db::Session& session) { TalkStore{session}.decide(room.document().id, asked.id, accepts, *visit.viewer.person, house.world.now()); });
  return true;
}

}  // namespace writing
