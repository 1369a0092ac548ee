#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_trial.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

/// How many, as typed; what is no number is -1, which the check refuses.
int typed_people(std::string_view text) {
  auto const plain = base::trimmed(text);
  if (plain.empty()) return 0;
  return plain.find_first_not_of("0123456789") == std::string_view::npos ? number_in(plain.substr(0, 9)) : -1;
}

Trial trial_of(accounts::Visit const& visit) {
  Trial trial;
  trial.who = visit.form("who");
  trial.date = visit.form("date");
  trial.where = visit.form("where");
  trial.worked = visit.form("worked");
  trial.text = visit.form("text");
  trial.adapted_how = visit.form("adapted_how");
  trial.with_whom = visit.form("with_whom");
  trial.people = typed_people(visit.form("people"));
  return trial;
}

TrialPage page_of_trial(accounts::Visit const& visit, Method const& method, programme::Brief const& programme, Trial const& trial) {
  auto const& words = visit.words();
  TrialPage page;
  page.title = method.content.title;
  page.action = under(programme, method.slug, "trial");
  page.method = address_of(programme.slug, method.slug);
  page.trial = trial;
  page.results = choices_of(results(), {trial.worked}, words);
  page.territory.label = words.t("In which territory?");
  page.territory.help = words.t("A commune, an intercommunality, a department… Several trials of one territory count once.");
  return page;
}

http::Response show(accounts::House const& house, accounts::Visit const& visit, programme::Brief const& programme, TrialPage const& page) {
  auto frame = frame_of(visit, programme, visit.words().t("I tried “{}”", {page.title}),
                        {{page.title, page.method}, {visit.words().t("I tried this method"), {}}});
  frame.indexable = false;
  frame.body = views::method_trial(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusals.empty() ? 200 : 422);
}

/// Where a trial took place, or words about why it is not known.
base::Outcome<experiences::Place> place_in(db::Session& session, http::Fields const& form) {
  if (base::trimmed(form["territory"]).empty()) return base::refuse("Say in which territory you tried it.", {}, "territory");
  auto const resolved = territories::resolve_field(session, form);
  if (!resolved) return tl::unexpected{resolved.error()};
  auto const territory = territories::find(session, resolved->id);
  if (!territory) return experiences::Place{resolved->id, "", "", resolved->name};
  return experiences::Place{territory->id, territory->typology, territory->region, territory->label()};
}

/// The trial this person told last of a method: the one just sent, even when its form was sent twice.
std::string own_last_trial(db::Session& session, accounts::Viewer const& viewer, MethodId const& id) {
  auto const method = MethodStore{session}.find(id);
  std::string last;
  for (auto const& one : method->trials)
    if (viewer.person && one.person == viewer.person) last = one.id;
  return last;
}

std::optional<Method> method_to_try(db::Session& session, accounts::Visit const& visit) {
  auto method = method_of_visit(session, visit, Purpose::reading);
  if (method && !may_tell_a_trial(visit.viewer, *method)) return std::nullopt;
  return method;
}

}  // namespace

void MethodPages::Rooms::add_trial_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/{slug}/trial", Right::contributor, "Form to tell the trial of a method",
             [this](auto const& visit) { return open_trial(visit); });
  routes.post("/p/{programme}/methods/{slug}/trial", Right::contributor, "Tell the trial of a method",
              [this](auto const& visit) { return send_trial(visit); });
  routes.get("/p/{programme}/methods/{slug}/trial/{trial}/photos", Right::contributor, "Pictures of one's trial",
             [this](auto const& visit) { return open_photos(visit); });
  routes.post(
      "/p/{programme}/methods/{slug}/trial/{trial}/photos", Right::contributor, "Add or take away a picture of one's trial",
      [this](auto const& visit) { return send_photos(visit); }, experiences::largest_piece + (1u << 20));
  routes.get("/p/{programme}/methods/{slug}/trial/{trial}/photos/{print}", Right::anyone, "A picture of a trial",
             [this](auto const& visit) { return photo(visit); });
  routes.post("/p/{programme}/methods/{slug}/trial/{trial}/withdraw", Right::member, "Withdraw one's trial of a method",
              [this](auto const& visit) { return withdraw_trial(visit); });
}

http::Response MethodPages::Rooms::open_trial(accounts::Visit const& visit) {
  std::optional<TrialPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_to_try(session, visit);
    if (!method) return;
    programme = programme_of(session, visit);
    Trial trial;
    trial.who = visit.viewer.name;
    trial.date = base::iso(house.world.now()).substr(0, 7);
    page = page_of_trial(visit, *method, programme, trial);
    auto const own = visit.viewer.territory_in(*visit.programme);
    if (auto const territory = own ? territories::find(session, *own) : std::nullopt)
      page->territory.typed = territory->label(), page->territory.key = territories::text_of(territory->key());
  });
  if (!page) return house.stage.missing(visit);
  page->form_key = house.world.new_uuid();
  return show(house, visit, programme, *page);
}

http::Response MethodPages::Rooms::send_trial(accounts::Visit const& visit) {
  auto const trial = trial_of(visit);
  auto const key = visit.form("form_key").substr(0, 80);
  std::optional<Method> method;
  programme::Brief programme;
  std::vector<base::Refusal> refusals;
  std::string added;
  house.database.write([&](db::Session& session) {
    method = method_to_try(session, visit);
    if (!method) return;
    programme = programme_of(session, visit);
    refusals = check(normalised(trial));
    auto const place = place_in(session, visit.request.form);
    if (!place) refusals.push_back(place.error());
    if (!refusals.empty()) return;
    auto const told = MethodStore{session}.add_trial(house.world, visit.viewer, method->id, trial, *place, key);
    if (!told) refusals.push_back(told.error());
    else added = own_last_trial(session, visit.viewer, method->id);
  });
  if (!method) return house.stage.missing(visit);
  if (refusals.empty()) {
    auto const next = visit.form("do") == "photos" && !added.empty()
        ? html::Url::path("/p/{}/methods/{}/trial/{}/photos", {programme.slug, method->slug, added})
        : address_of(programme.slug, method->slug).with_fragment("trials");
    return house.stage.done(visit, visit.words().t("Thank you: your trial is there for those who come next."), next);
  }
  auto page = page_of_trial(visit, *method, programme, trial);
  page.form_key = key;
  page.territory.typed = visit.form("territory");
  page.territory.key = visit.form("territory_key");
  for (auto const& refusal : refusals) {
    auto const says = visit.words().refusal(refusal);
    if (refusal.field == "territory") page.territory.refusal = says;
    page.refusals.emplace_back(refusal.field.empty() ? "worked" : refusal.field, says);
  }
  return show(house, visit, programme, page);
}

http::Response MethodPages::Rooms::withdraw_trial(accounts::Visit const& visit) {
  std::optional<Method> method;
  programme::Brief programme;
  std::optional<base::Refusal> refusal;
  bool withdrawn = false;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    programme = programme_of(session, visit);
    auto const done = MethodStore{session}.withdraw_trial(visit.viewer, method->id, visit.capture("trial"));
    if (!done) refusal = done.error();
    else withdrawn = *done;
  });
  if (!method || (!withdrawn && !refusal)) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, visit.words().t("The trial is withdrawn."), address_of(programme.slug, method->slug));
}

}  // namespace atelier
