#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_trial.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

Trial trial_of(accounts::Visit const& visit) {
  Trial trial;
  trial.who = visit.form("who");
  trial.date = visit.form("date");
  trial.where = visit.form("where");
  trial.worked = visit.form("worked");
  trial.text = visit.form("text");
  trial.adapted_how = visit.form("adapted_how");
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
  house.database.write([&](db::Session& session) {
    method = method_to_try(session, visit);
    if (!method) return;
    programme = programme_of(session, visit);
    refusals = check(normalised(trial));
    auto const place = place_in(session, visit.request.form);
    if (!place) refusals.push_back(place.error());
    if (!refusals.empty()) return;
    auto const added = MethodStore{session}.add_trial(house.world, visit.viewer, method->id, trial, *place, key);
    if (!added) refusals.push_back(added.error());
  });
  if (!method) return house.stage.missing(visit);
  if (refusals.empty())
    return house.stage.done(visit, visit.words().t("Thank you: your trial is there for those who come next."),
                            address_of(programme.slug, method->slug).with_fragment("trials"));
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
