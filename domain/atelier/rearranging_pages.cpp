#include <algorithm>

#include "domain/atelier/address_store.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/rearrangement_store.h"
#include "domain/atelier/views/method_rearranging.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

constexpr int most_others = 500;

/// Two sheets of which one goes into the other.
struct Joining {
  Method kept, other;
  programme::Brief programme;
};

std::optional<Joining> joining_of(db::Session& session, accounts::Visit const& visit, std::string_view other_slug) {
  auto kept = method_of_visit(session, visit, Purpose::writing);
  auto other = kept ? MethodStore{session}.find_visible(visit.viewer, kept->programme, other_slug) : std::nullopt;
  if (!other || other->id == kept->id || !may_write(visit.viewer, *other)) return std::nullopt;
  return Joining{std::move(*kept), std::move(*other), programme_of(session, visit)};
}

std::map<std::string, Keep, std::less<>> choices_of(accounts::Visit const& visit, std::vector<Change> const& fields) {
  std::map<std::string, Keep, std::less<>> choices;
  for (auto const& one : fields)
    if (auto const keep = keep_from(visit.form("keep." + one.field))) choices[one.field] = *keep;
  return choices;
}

std::string_view code(Keep keep) { return keep == Keep::ours ? "ours" : keep == Keep::theirs ? "theirs" : "both"; }

JoinPage page_of_joining(Joining const& joining, accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto const &ours = joining.kept.content, &theirs = joining.other.content;
  JoinPage page;
  page.title = ours.title, page.other_title = theirs.title, page.other_slug = joining.other.slug;
  page.action = under(joining.programme, joining.kept.slug, "rearrange/join");
  page.back = under(joining.programme, joining.kept.slug, "rearrange");
  auto const fields = to_choose(ours, theirs, words);
  auto const chosen = choices_of(visit, fields);
  for (auto const& one : fields) {
    auto const known = chosen.find(one.field);
    auto const keep = known == chosen.end() ? usual(ours, theirs, one.field) : known->second;
    page.fields.push_back({{one.field, one.label, one.after, one.before, {}}, may_keep_both(one.field), std::string{code(keep)}});
  }
  if (auto const trials = static_cast<std::int64_t>(joining.other.trials.size()); trials > 0)
    page.follows.push_back(words.tn("Its trial comes along.", "Its {} trials come along.", trials));
  page.follows.push_back(words.t("Its history stays: undone, it is again where it was."));
  return page;
}

/// "Joined: “L’arpentage du soir”", and what it leads to.
RearrangePage::Done line_of(Rearrangement const& one, Method const& method, std::map<MethodId, Brief> const& known, programme::Brief const& programme,
                            i18n::Words const& words) {
  RearrangePage::Done line{one.id, "", words.moment(one.at), "", {}, !one.undone, one.undone};
  bool const came_out = one.method != method.id;
  auto const other = known.find(came_out ? one.method : one.other.value_or(one.method));
  auto const title = other == known.end() ? words.t("a method that is no longer there") : words.t("“{}”", {other->second.title});
  if (one.kind == "moved") line.what = words.t("Moved from the address “{}”", {one.former_slug});
  else if (one.kind == "joined") line.what = came_out ? words.t("Joined to {}", {title}) : words.t("Another method was joined to it");
  else line.what = came_out ? words.t("Came out of {}", {title}) : words.t("{} came out of it", {title});
  if (other != known.end() && one.kind != "moved") line.url = address_of(programme.slug, other->second.slug);
  line.may_undo = line.may_undo && !came_out;
  return line;
}

void add_done(RearrangePage& page, db::Session& session, accounts::House const& house, accounts::Visit const& visit, Method const& method,
              programme::Brief const& programme) {
  auto const all = RearrangementStore{session, house.world, visit.viewer}.of(method.id);
  std::vector<MethodId> methods;
  std::vector<accounts::PersonId> people;
  for (auto const& one : all) {
    methods.push_back(one.method);
    if (one.other) methods.push_back(*one.other);
    if (one.person) people.push_back(*one.person);
  }
  std::map<MethodId, Brief> known;
  for (auto& brief : briefs(session, visit.viewer, methods)) known.emplace(brief.id, std::move(brief));
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  for (auto const& one : all) {
    page.done.push_back(line_of(one, method, known, programme, visit.words()));
    auto const name = one.person ? names.find(*one.person) : names.end();
    page.done.back().who = name == names.end() ? visit.words().t("someone who left") : name->second;
  }
}

void add_parts(RearrangePage& page, accounts::Visit const& visit, Method const& method) {
  auto const& words = visit.words();
  auto const chosen = visit.request.form.all("part"), trials = visit.request.form.all("trial");
  for (auto const& part : parts_of(method.content, words))
    page.parts.push_back({part.code, part.label, part.start, std::ranges::find(chosen, part.code) != chosen.end()});
  for (auto const& one : method.trials)
    page.trials.push_back({one.id, one.territory_name.empty() ? words.t("A trial") : one.territory_name, base::shortened(one.trial.text, 120),
                           std::ranges::find(trials, one.id) != trials.end()});
}

RearrangePage page_of_rearranging(db::Session& session, accounts::House const& house, accounts::Visit const& visit, Method const& method,
                                  programme::Brief const& programme) {
  RearrangePage page;
  page.title = method.content.title, page.slug = method.slug;
  page.form_key = house.world.new_uuid();
  page.method = address_of(programme.slug, method.slug);
  page.address = under(programme, method.slug, "rearrange/address");
  page.join = under(programme, method.slug, "rearrange/join");
  page.split = under(programme, method.slug, "rearrange/split");
  page.undo = under(programme, method.slug, "rearrange/undo");
  for (auto const& brief : MethodStore{session}.writable(visit.viewer, method.programme, most_others))
    if (brief.id != method.id) page.others.push_back({brief.slug, brief.title, false});
  add_parts(page, visit, method);
  page.new_title = visit.form("title"), page.new_pitch = visit.form("pitch");
  add_done(page, session, house, visit, method, programme);
  return page;
}

std::set<std::string, std::less<>> chosen_parts(accounts::Visit const& visit, Method const& method) {
  std::set<std::string, std::less<>> chosen;
  for (auto const& part : parts_of(method.content, visit.words()))
    for (auto const& code : visit.request.form.all("part"))
      if (part.code == code) chosen.insert(part.code);
  return chosen;
}

std::vector<std::string> chosen_trials(accounts::Visit const& visit, Method const& method) {
  std::vector<std::string> chosen;
  for (auto const& id : visit.request.form.all("trial"))
    if (std::ranges::find(method.trials, id, &KeptTrial::id) != method.trials.end()) chosen.emplace_back(id);
  return chosen;
}

base::Outcome<Method> cut(db::Session& session, accounts::House const& house, accounts::Visit const& visit, Method const& whole) {
  auto const parts = chosen_parts(visit, whole);
  if (parts.empty()) return base::refuse("Tick at least one part that goes into the new method.", {}, "part");
  auto const halves = split(whole.content, parts, std::string{base::trimmed(visit.form("title"))}, std::string{base::trimmed(visit.form("pitch"))});
  if (halves.stays.steps.empty() && halves.stays.body.empty() && !(whole.content.steps.empty() && whole.content.body.empty()))
    return base::refuse("Nothing would be left of how it goes: leave a step or a part of the text.", {}, "part");
  return RearrangementStore{session, house.world, visit.viewer}.split(
      whole, halves, chosen_trials(visit, whole), visit.words().t("“{}” came out of it", {halves.goes.title}), visit.form("form_key").substr(0, 80));
}

}  // namespace

void MethodPages::Rooms::add_rearranging_routes(accounts::Routes& routes) {
  using accounts::Right;
  auto const at = [](std::string_view what) { return "/p/{programme}/methods/{slug}/rearrange" + std::string{what}; };
  routes.get(at(""), Right::contributor, "Move a method, join another to it, cut it in two",
             [this](auto const& visit) { return open_rearranging(visit); });
  routes.post(at("/address"), Right::contributor, "Give a method another address", [this](auto const& visit) { return move_address(visit); });
  routes.get(at("/join"), Right::contributor, "Compare two methods before joining them", [this](auto const& visit) { return open_joining(visit); });
  routes.post(at("/join"), Right::contributor, "Join a method to another", [this](auto const& visit) { return join_methods(visit); });
  routes.post(at("/split"), Right::contributor, "Cut a method in two", [this](auto const& visit) { return split_method(visit); });
  routes.post(at("/undo"), Right::contributor, "Undo a move, a joining or a cutting of methods",
              [this](auto const& visit) { return undo_rearranging(visit); });
}

http::Response MethodPages::Rooms::show_rearranging(accounts::Visit const& visit, programme::Brief const& programme, RearrangePage const& page) {
  auto const title = visit.words().t("Move, join or cut");
  auto frame = frame_of(visit, programme, title, {{page.title, page.method}, {title, {}}});
  frame.indexable = false;
  frame.body = views::method_rearranging(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusal.empty() ? 200 : 422);
}

http::Response MethodPages::Rooms::show_joining(accounts::Visit const& visit, programme::Brief const& programme, JoinPage const& page) {
  auto const title = visit.words().t("Join “{}” to “{}”", {page.other_title, page.title});
  auto frame = frame_of(visit, programme, title, {{visit.words().t("Move, join or cut"), page.back}, {title, {}}});
  frame.indexable = false;
  frame.body = views::method_joining(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusal.empty() ? 200 : 422);
}

http::Response MethodPages::Rooms::open_rearranging(accounts::Visit const& visit) {
  std::optional<RearrangePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    page = page_of_rearranging(session, house, visit, *method, programme);
  });
  return page ? show_rearranging(visit, programme, *page) : house.stage.missing(visit);
}

http::Response MethodPages::Rooms::move_address(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::optional<RearrangePage> again;
  programme::Brief programme;
  auto const slug = std::string{base::trimmed(visit.form("slug"))};
  house.database.write([&](db::Session& session) {
    again.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    auto const moved = RearrangementStore{session, house.world, visit.viewer}.move(*method, slug);
    if (moved) return;
    again = page_of_rearranging(session, house, visit, *method, programme);
    again->slug = slug, again->refusal = visit.words().refusal(moved.error());
  });
  if (!method) return house.stage.missing(visit);
  if (again) return show_rearranging(visit, programme, *again);
  return house.stage.done(visit, visit.words().t("It has another address; the former one leads to it."), address_of(programme.slug, slug));
}

http::Response MethodPages::Rooms::open_joining(accounts::Visit const& visit) {
  auto const joining = house.database.read([&](db::Session& session) { return joining_of(session, visit, visit.query("other")); });
  return joining ? show_joining(visit, joining->programme, page_of_joining(*joining, visit)) : house.stage.missing(visit);
}

http::Response MethodPages::Rooms::join_methods(accounts::Visit const& visit) {
  std::optional<Joining> joining = house.database.read([&](db::Session& session) { return joining_of(session, visit, visit.form("other")); });
  if (!joining) return house.stage.missing(visit);
  // What is being typed in either is part of what is joined.
  for (auto const& one : {joining->kept.id, joining->other.id}) bring_live_together(one);
  std::optional<base::Refusal> refusal;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    joining = joining_of(session, visit, visit.form("other"));
    if (!joining) return;
    auto const& [kept, other, programme] = *joining;
    auto const choices = choices_of(visit, to_choose(kept.content, other.content, visit.words()));
    auto const done = RearrangementStore{session, house.world, visit.viewer}.join(kept, other, joined(kept.content, other.content, choices),
                                                                                  visit.words().t("Joined with “{}”", {other.content.title}));
    if (!done) refusal = done.error();
  });
  if (!joining) return house.stage.missing(visit);
  if (refusal) {
    auto page = page_of_joining(*joining, visit);
    page.refusal = visit.words().refusal(*refusal);
    return show_joining(visit, joining->programme, page);
  }
  bring_live_together(joining->kept.id);
  return house.stage.done(visit, visit.words().t("They are one method now. Read it through: two texts rarely meet well by themselves."),
                          address_of(joining->programme.slug, joining->kept.slug));
}

http::Response MethodPages::Rooms::split_method(accounts::Visit const& visit) {
  auto whole = house.database.read([&](db::Session& session) { return method_of_visit(session, visit, Purpose::writing); });
  if (!whole) return house.stage.missing(visit);
  bring_live_together(whole->id);
  std::optional<RearrangePage> again;
  programme::Brief programme;
  base::Outcome<Method> made = base::refuse("");
  house.database.write([&](db::Session& session) {
    again.reset();
    whole = method_of_visit(session, visit, Purpose::writing);
    if (!whole) return;
    programme = programme_of(session, visit);
    made = cut(session, house, visit, *whole);
    if (made) return;
    again = page_of_rearranging(session, house, visit, *whole, programme);
    again->refusal = visit.words().refusal(made.error());
  });
  if (!whole) return house.stage.missing(visit);
  if (again) return show_rearranging(visit, programme, *again);
  bring_live_together(whole->id);
  return house.stage.done(visit, visit.words().t("There are two methods now; each says that the other exists."),
                          address_of(programme.slug, made->slug));
}

http::Response MethodPages::Rooms::undo_rearranging(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  std::string slug;
  bool found = false;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    RearrangementStore store{session, house.world, visit.viewer};
    auto const done = store.find(visit.form("id"));
    found = done && done->method == method->id;
    if (!found) return;
    if (auto const undone = store.undo(*done, visit.words()); !undone) refusal = undone.error();
    else if (auto const now = MethodStore{session}.find(method->id)) slug = now->slug;
  });
  if (!method || !found) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  bring_live_together(method->id);
  return house.stage.done(visit, visit.words().t("It is undone; what was written since is kept."), under(programme, slug, "rearrange"));
}

}  // namespace atelier
