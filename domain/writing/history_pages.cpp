// The history of a live document: moments of writing, versions with a name, differences by word, who wrote what, coming back.
#include <charconv>

#include "domain/programme/programme.h"
#include "domain/writing/history_desk.h"
#include "domain/writing/limits.h"
#include "domain/writing/push_now.h"
#include "domain/writing/views/history.view.h"
#include "platform/base/text.h"

namespace writing {
namespace {

using accounts::Right;

constexpr std::int64_t changes_a_page = 2'000;
constexpr std::size_t longest_version_name = 120;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

html::Url under(accounts::Visit const& visit, std::string_view what, std::vector<std::string_view> more = {}) {
  std::vector<std::string_view> parts{visit.capture("programme"), visit.capture("document")};
  parts.insert(parts.end(), more.begin(), more.end());
  return html::Url::path("/p/{}/writing/{}/" + std::string{what}, parts);
}

std::int64_t seq_of(Room& room) {
  std::int64_t seq = 0;
  room.look([&](LiveDocument const& live) { seq = live.seq(); });
  return seq;
}

/// Names of people, looked for once.
class Names {
 public:
  Names(db::Session& session, std::set<accounts::PersonId> const& people)
      : m_names{accounts::names_of(session, std::vector(people.begin(), people.end()))} {}
  std::string of(std::optional<accounts::PersonId> const& person, i18n::Words const& words) const {
    auto const found = person ? m_names.find(*person) : m_names.end();
    return found == m_names.end() ? words.t("someone") : found->second;
  }
  std::map<accounts::PersonId, std::string> const& all() const { return m_names; }

 private:
  std::map<accounts::PersonId, std::string> m_names;
};

/// What the page of versions reads.
struct History {
  std::vector<Sitting> sittings;
  std::vector<NamedVersion> named;
  std::optional<Freeze> freeze;
  std::int64_t first = 0;  ///< changes before this one are on older pages
};

History history_of(db::Session& session, DocumentId const& document, std::int64_t last) {
  History history;
  VersionStore store{session};
  history.first = std::max<std::int64_t>(0, last - changes_a_page);
  history.sittings = sittings_of(DocumentStore{session}.changes(document, history.first, last));
  history.named = store.named(document);
  history.freeze = store.freeze(document);
  return history;
}

std::set<accounts::PersonId> people_in(History const& history) {
  std::set<accounts::PersonId> people;
  for (auto const& one : history.sittings) people.insert(one.people.begin(), one.people.end());
  for (auto const& one : history.named)
    if (one.person) people.insert(*one.person);
  if (history.freeze && history.freeze->person) people.insert(*history.freeze->person);
  return people;
}

void put_lines(VersionsPage& page, History const& history, Names const& names, Entrance const& entrance, accounts::Visit const& visit) {
  auto const& words = visit.words();
  for (auto const& one : history.named)
    page.named.push_back({std::to_string(one.seq),
                          words.moment(one.at),
                          names.of(one.person, words),
                          {},
                          one.name,
                          under(visit, "versions/{}", {std::to_string(one.seq)})});
  for (auto one = history.sittings.rbegin(); one != history.sittings.rend(); ++one) {
    std::vector<std::string> people;
    for (auto const& person : one->people) people.push_back(names.of(person, words));
    page.sittings.push_back({std::to_string(one->last),
                             words.moment(one->to),
                             words.enumeration(people),
                             in_words(*one, *entrance.owner, words),
                             {},
                             under(visit, "versions/{}", {std::to_string(one->last)}).with("against", std::to_string(one->first - 1))});
  }
}

}  // namespace

void LivePages::Rooms::add_history_routes(accounts::Routes& routes) {
  auto const at = [](std::string_view what) { return "/p/{programme}/writing/{document}/" + std::string{what}; };
  // Former words are for those who write: what was taken out is withdrawn from its readers.
  routes.get(at("versions"), Right::member, "History of a live document", [this](auto const& visit) { return show_versions(visit); });
  routes.get(at("versions/compare"), Right::member, "From the two moments of a form to what changed between them",
             [this](auto const& visit) { return choose_versions(visit); });
  routes.get(at("versions/{seq}"), Right::member, "What changed in a live document between two moments",
             [this](auto const& visit) { return compare_versions(visit); });
  routes.get(at("authors"), Right::member, "Who wrote which words of a live document", [this](auto const& visit) { return show_authors(visit); });
  routes.post(at("versions"), Right::contributor, "Give the present text of a live document a name",
              [this](auto const& visit) { return name_version(visit); });
  routes.post(at("freeze"), Right::member, "Freeze a live document, or open it again", [this](auto const& visit) { return freeze(visit); });
  routes.post(
      at("restore"), Right::contributor, "Put a passage, a text or everything back as it was", [this](auto const& visit) { return restore(visit); },
      longest_push);
}

http::Response LivePages::Rooms::show_versions(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto const& words = visit.words();
  auto const now = seq_of(*entrance->room);
  auto const before = number_in(visit.query("before"));
  VersionsPage page;
  house.database.read([&](db::Session& session) {
    auto const history = history_of(session, entrance->room->document().id, before > 0 && before < now ? before : now);
    Names const names{session, people_in(history)};
    put_lines(page, history, names, *entrance, visit);
    if (history.first > 0) page.older = under(visit, "versions").with("before", std::to_string(history.first));
    page.is_frozen = history.freeze && history.freeze->frozen;
    if (page.is_frozen) page.frozen = words.t("By {}, {}.", {names.of(history.freeze->person, words), words.moment(history.freeze->at)});
  });
  page.may_write = entrance->may == May::write;
  page.may_freeze = page.is_frozen ? may_open_again(visit) : page.may_write && now > 0;
  page.seq = std::to_string(now);
  page.authors = under(visit, "authors");
  page.compare = under(visit, "versions/compare");
  page.name = under(visit, "versions");
  page.freeze = under(visit, "freeze");
  return show_around(visit, *entrance, words.t("History of the text"), [&](Owner::Home const& home) {
    page.title = home.title;
    page.write = home.write;
    return views::versions(visit.context, page);
  });
}

http::Response LivePages::Rooms::choose_versions(accounts::Visit const& visit) {
  if (!enter(visit, May::suggest)) return house.stage.missing(visit);
  auto const from = number_in(visit.query("from")), to = number_in(visit.query("to"));
  if (from < 0 || to < 0) return house.stage.refused(visit, base::Refusal{"Choose two moments first: a former one and a later one.", {}, {}});
  auto const path = under(visit, "versions/{}", {std::to_string(std::max(from, to))}).with("against", std::to_string(std::min(from, to)));
  return http::see_other(path.text());
}

/// {seq} against an earlier moment (?against=), or the present text against {seq} (?against=now).
http::Response LivePages::Rooms::compare_versions(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  auto const seq = number_in(visit.capture("seq"));
  auto const now = entrance ? seq_of(*entrance->room) : 0;
  if (!entrance || seq < 0 || seq > now) return house.stage.missing(visit);
  auto const& words = visit.words();
  auto const asked = visit.query("against");
  auto const with_now = asked == "now" || asked.empty();
  auto const other = with_now ? now : number_in(asked);
  auto const first = std::min(seq, other), last = std::max(seq, other);
  if (first < 0 || last > now) return house.stage.missing(visit);
  ComparisonPage page;
  house.database.read([&](db::Session& session) {
    auto const& document = entrance->room->document().id;
    VersionStore store{session};
    page.texts = changed_texts(store.texts_at(document, first), store.texts_at(document, last), *entrance->owner, words);
    auto const when = [&](std::int64_t at) {
      if (at == now) return words.t("the present text");
      auto const changes = DocumentStore{session}.changes(document, at - 1, at);
      return changes.empty() ? words.t("the opening of the text") : words.moment(changes.front().at);
    };
    page.from = when(first), page.to = when(last);
  });
  page.finding = page.texts.empty() ? words.t("The text did not change.")
                                    : words.tn("One part changed.", "{} parts changed.", static_cast<std::int64_t>(page.texts.size()));
  page.may_write = entrance->may == May::write;
  page.seq = std::to_string(first);
  page.versions = under(visit, "versions");
  // Only against the present text is there something to put back.
  if (last == now) page.restore = under(visit, "restore");
  else page.against_now = under(visit, "versions/{}", {std::to_string(first)}).with("against", "now");
  return show_around(visit, *entrance, words.t("What changed"), [&](Owner::Home const& home) {
    page.title = home.title;
    page.write = home.write;
    return views::comparison(visit.context, page);
  });
}

http::Response LivePages::Rooms::show_authors(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::suggest);
  if (!entrance) return house.stage.missing(visit);
  auto const& words = visit.words();
  AuthorsPage page;
  auto const now = seq_of(*entrance->room);
  house.database.read([&](db::Session& session) {
    auto const& document = entrance->room->document().id;
    DocumentStore store{session};
    auto const authors = store.authors_at(document, now);
    std::set<accounts::PersonId> people;
    for (auto const& [text, authorship] : authors) people.insert(authorship.people().begin(), authorship.people().end());
    page = authors_of(store.texts_at(document, now), authors, Names{session, people}.all(), *entrance->owner, words);
  });
  page.versions = under(visit, "versions");
  return show_around(visit, *entrance, words.t("Who wrote what"), [&](Owner::Home const& home) {
    page.title = home.title;
    page.write = home.write;
    return views::authors(visit.context, page);
  });
}

http::Response LivePages::Rooms::name_version(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::write);
  if (!entrance) return house.stage.missing(visit);
  auto const name = base::trimmed(visit.form("name"));
  auto const seq = number_in(visit.form("seq"));
  if (name.empty() || name.size() > longest_version_name)
    return house.stage.refused(visit, base::Refusal{"Give this version a name of a few words.", {}, "name"});
  if (seq < 0 || seq > seq_of(*entrance->room)) return house.stage.missing(visit);
  house.database.write([&](db::Session& session) {
    VersionStore{session}.name(entrance->room->document().id, {seq, std::string{name}, visit.viewer.person, house.world.now()});
  });
  return house.stage.done(visit, visit.words().t("This version is now called “{}”.", {name}), under(visit, "versions"));
}

bool LivePages::Rooms::may_open_again(accounts::Visit const& visit) const {
  for (auto const& one : visit.viewer.memberships)
    if (one.programme == visit.programme && one.power >= accounts::Power::edit) return true;
  return false;
}

http::Response LivePages::Rooms::freeze(accounts::Visit const& visit) {
  bool const freezes = visit.form("do") == "freeze";
  auto const entrance = enter(visit, freezes ? May::write : May::suggest);
  if (!entrance || (!freezes && !may_open_again(visit))) return house.stage.missing(visit);
  house.database.write([&](db::Session& session) {
    VersionStore{session}.put(entrance->room->document().id, {freezes, visit.viewer.person, house.world.now()});
  });
  entrance->room->say("{\"reload\":true}");
  return house.stage.done(visit,
                          freezes ? visit.words().t("The text is frozen: it is read, and commented on.") : visit.words().t("The text is open again."),
                          under(visit, "versions"));
}

/// One passage, one text, or everything: a change like another, which the history keeps.
http::Response LivePages::Rooms::restore(accounts::Visit const& visit) {
  auto const entrance = enter(visit, May::write);
  if (!entrance) return house.stage.missing(visit);
  auto& room = *entrance->room;
  auto const seq = number_in(visit.form("seq"));
  if (seq < 0 || seq > seq_of(room)) return house.stage.missing(visit);
  auto const former = house.database.read([&](db::Session& session) { return VersionStore{session}.texts_at(room.document().id, seq); });
  LiveTexts now;
  room.look([&](LiveDocument const& live) { now = live.texts(); });
  std::size_t changed = 0;
  for (auto const& [name, text] : now) {
    if (!visit.form("text").empty() && visit.form("text") != name) continue;
    auto const was = former.find(name);
    auto const words = was == former.end() ? std::u16string{} : was->second.words;
    auto const place = number_in(visit.form("place"));
    auto const change = place < 0 ? std::optional{ChangeSet::between(text.words, words)}
                                  : putting_back(to_utf8(words), to_utf8(text.words), static_cast<std::size_t>(place), visit.form("removed"));
    if (!change)
      return house.stage.refused(visit, base::Refusal{"The text was changed there since: look at what changed again, then choose.", {}, {}});
    if (change->changes_nothing()) continue;
    Push push{"history", name, text.version, {{house.world.new_uuid(), *change}}};
    if (!push_now(room, std::move(push), {visit.viewer.person, visit.viewer.name}))
      return house.stage.refused(visit, base::Refusal{"The text was changed there since: look at what changed again, then choose.", {}, {}});
    ++changed;
  }
  return house.stage.done(visit, changed ? visit.words().t("It is back in the text; nothing was lost.") : visit.words().t("The text is already so."),
                          under(visit, "versions"));
}

}  // namespace writing
