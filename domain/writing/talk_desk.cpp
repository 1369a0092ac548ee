#include "domain/writing/talk_desk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace writing {
namespace {

namespace json = boost::json;

/// From there on, where passages stand is written down again: nobody looks for them through thousands of changes.
constexpr std::int64_t far_away = 500;

std::string name_in(std::map<accounts::PersonId, std::string> const& names, std::optional<accounts::PersonId> const& person,
                    i18n::Words const& words) {
  auto const found = person ? names.find(*person) : names.end();
  return found == names.end() ? words.t("someone") : found->second;
}

json::object anchor_json(Anchor const& anchor, Moment const& now) {
  auto const text = now.texts.find(anchor.text);
  return {{"text", anchor.text},
          {"version", text == now.texts.end() ? 0 : text->second.version},
          {"from", anchor.from},
          {"to", anchor.to},
          {"lost", anchor.lost}};
}

bool is_lost(Suggestion const& one, Moment const& now) { return !change_of(one, now.words_of(one.anchor.text)); }

json::object thread_json(Thread const& thread, Talk const& talk, accounts::Viewer const& viewer, i18n::Words const& words) {
  auto told = anchor_json(thread.anchor, talk.now);
  told["id"] = thread.id;
  told["quote"] = thread.quote;
  told["resolved"] = thread.settled.has_value();
  if (thread.task)
    told["task"] = {
        {"to", thread.task->person.text()}, {"name", name_in(talk.names, thread.task->person, words)}, {"done", thread.task->done.has_value()}};
  json::array said;
  for (auto const& one : thread.remarks)
    said.push_back({{"id", one.id},
                    {"by", one.person ? one.person->text() : ""},
                    {"name", name_in(talk.names, one.person, words)},
                    {"at", words.moment(one.at)},
                    {"body", one.words},
                    {"mine", viewer.person && one.person == viewer.person}});
  told["said"] = std::move(said);
  return told;
}

json::object suggestion_json(Suggestion const& one, Talk const& talk, accounts::Viewer const& viewer, i18n::Words const& words) {
  auto told = anchor_json(one.anchor, talk.now);
  told["lost"] = is_lost(one, talk.now);
  told["id"] = one.id;
  told["by"] = one.person ? one.person->text() : "";
  told["name"] = name_in(talk.names, one.person, words);
  told["at"] = words.moment(one.at);
  told["removed"] = one.removed;
  told["insert"] = one.inserted;
  told["mine"] = viewer.person && one.person == viewer.person;
  return told;
}

std::vector<Named> people_of(db::Session& session, accounts::ProgrammeId const& programme) {
  std::vector<Named> people;
  std::set<accounts::PersonId> known;
  for (auto const& member : accounts::members_of(session, programme))
    if (known.insert(member.person).second) people.push_back({member.person, member.name});
  std::ranges::sort(people, {}, &Named::name);
  return people;
}

void learn_names(db::Session& session, Talk& talk) {
  std::set<accounts::PersonId> people;
  for (auto const& thread : talk.threads) {
    if (thread.task) people.insert(thread.task->person);
    for (auto const& one : thread.remarks)
      if (one.person) people.insert(*one.person);
  }
  for (auto const& one : talk.suggestions)
    if (one.person) people.insert(*one.person);
  talk.names = accounts::names_of(session, std::vector(people.begin(), people.end()));
}

/// Moves every passage to where it stands; answers whether some came from far.
bool bring_to_now(Talk& talk) {
  bool far = false;
  auto const move = [&](Anchor& anchor) {
    far = far || talk.now.seq - anchor.seq > far_away;
    anchor = moved(anchor, talk.now.since);
  };
  for (auto& one : talk.threads) move(one.anchor);
  for (auto& one : talk.suggestions) move(one.anchor);
  return far;
}

std::int64_t oldest(Talk const& talk) {
  std::int64_t seq = std::numeric_limits<std::int64_t>::max();
  for (auto const& one : talk.threads) seq = std::min(seq, one.anchor.seq);
  for (auto const& one : talk.suggestions) seq = std::min(seq, one.anchor.seq);
  return seq;
}

TalkPage::ThreadLine thread_line(Thread const& thread, Talk const& talk, Owner const& owner, i18n::Words const& words) {
  TalkPage::ThreadLine line;
  line.id = thread.id;
  line.quote = thread.quote;
  line.text = owner.name_of(thread.anchor.text, words);
  line.lost = thread.anchor.lost;
  line.settled = thread.settled.has_value();
  line.task_open = thread.task && !thread.task->done;
  if (thread.task) {
    auto const name = name_in(talk.names, thread.task->person, words);
    line.task = line.task_open ? words.t("To be done by {}", {name}) : words.t("Done by {}", {name});
  }
  for (auto const& one : thread.remarks) line.said.push_back({name_in(talk.names, one.person, words), words.moment(one.at), one.words});
  return line;
}

}  // namespace

std::u16string_view Moment::words_of(std::string_view text) const {
  auto const found = texts.find(text);
  return found == texts.end() ? std::u16string_view{} : std::u16string_view{found->second.words};
}

Moment moment_of(Room& room, db::Database& database, std::int64_t since) {
  Moment now;
  std::optional<std::vector<Written>> at_hand;
  room.look([&](LiveDocument const& live) {
    now.seq = live.seq();
    now.texts = live.texts();
    at_hand = since >= live.seq() ? std::vector<Written>{} : live.since(since);
  });
  if (at_hand) now.since = std::move(*at_hand);
  else now.since = database.read([&](db::Session& session) { return DocumentStore{session}.changes(room.document().id, since, now.seq); });
  return now;
}

Talk talk_of(Entrance const& entrance, accounts::House const& house) {
  auto const& document = entrance.room->document();
  Talk talk;
  house.database.read([&](db::Session& session) {
    TalkStore store{session};
    talk.threads = store.threads(document.id);
    talk.suggestions = store.suggestions(document.id);
    talk.people = people_of(session, document.programme);
    learn_names(session, talk);
  });
  talk.now = moment_of(*entrance.room, house.database, oldest(talk));
  if (bring_to_now(talk)) house.database.write([&](db::Session& session) { TalkStore{session}.stand(talk.threads, talk.suggestions); });
  return talk;
}

std::string to_json(Talk const& talk, accounts::Viewer const& viewer, i18n::Words const& words) {
  json::array threads, suggestions, people;
  for (auto const& one : talk.threads) threads.push_back(thread_json(one, talk, viewer, words));
  for (auto const& one : talk.suggestions) suggestions.push_back(suggestion_json(one, talk, viewer, words));
  for (auto const& one : talk.people) people.push_back({{"id", one.person.text()}, {"name", one.name}});
  return json::serialize(json::object{{"threads", std::move(threads)}, {"suggestions", std::move(suggestions)}, {"people", std::move(people)}});
}

TalkPage talk_page(Talk const& talk, Entrance const& entrance, Owner::Home const& home, accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto const address = [&](std::string_view pattern, std::vector<std::string_view> more) {
    std::vector<std::string_view> parts{visit.capture("programme"), visit.capture("document")};
    parts.insert(parts.end(), more.begin(), more.end());
    return html::Url::path("/p/{}/writing/{}" + std::string{pattern}, parts);
  };
  TalkPage page;
  page.title = home.title;
  page.write = home.write;
  page.versions = address("/versions", {});
  page.may_comment = entrance.may >= May::suggest;
  page.may_decide = entrance.may == May::write;
  page.comment = address("/comments", {});
  page.propose = address("/suggestions", {});
  page.decide_all = address("/suggestions/decide", {});
  page.seq = std::to_string(talk.now.seq);
  for (auto const& [name, text] : talk.now.texts)
    if (!text.words.empty() && name != "steps") page.texts.emplace_back(name, entrance.owner->name_of(name, words));
  for (auto const& one : talk.people) page.people.emplace_back(one.person.text(), one.name);
  for (auto const& one : talk.threads) {
    auto line = thread_line(one, talk, *entrance.owner, words);
    line.answer = address("/comments/{}/answers", {one.id});
    line.settle = address("/comments/{}/resolve", {one.id});
    page.threads.push_back(std::move(line));
  }
  for (auto const& one : talk.suggestions)
    page.suggestions.push_back({one.id, name_in(talk.names, one.person, words), words.moment(one.at), entrance.owner->name_of(one.anchor.text, words),
                                one.removed, one.inserted, is_lost(one, talk.now), visit.viewer.person && one.person == visit.viewer.person,
                                address("/suggestions/{}/accept", {one.id}), address("/suggestions/{}/refuse", {one.id})});
  return page;
}

}  // namespace writing
