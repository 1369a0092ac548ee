#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"

namespace atelier {
namespace {

std::string_view explanation_msgid(Transition const& step) {
  using i18n::msgid;
  auto const [from, to] = std::pair{step.from, step.to};
  if (step.unread)
    return msgid("No peer has read it. Readers will see that it came out without a reading, who decided it and why; kits may print it.");
  if (from == to) return msgid("Only the circle of its readers changes.");
  switch (to) {
    case Status::tested: return msgid("The whole cohort reads it, completes it and tries it in turn.");
    case Status::to_review: return msgid("The team of the programme sees that a reading is awaited.");
    case Status::published: return msgid("It takes its place in the list, and kits may print it.");
    case Status::deprecated: return msgid("It leaves the list; its address stays good, with a word that warns.");
    default: return msgid("It is worked on again; only its author and the companions read it meanwhile.");
  }
}

revisions::MovePage move_page(Method const& method, Transition const& step, programme::Brief const& programme, i18n::Words const& words) {
  revisions::MovePage page;
  page.question = words.t("{}: “{}”", {words.t(step.msgid), method.content.title});
  page.explanation = words.t(explanation_msgid(step));
  page.button = words.t(step.msgid);
  page.to = code(step.to);
  if (step.unread) page.must_say_why = words.t("Why it comes out without a reading");
  page.action = under(programme, method.slug, "move");
  page.subject = address_of(programme.slug, method.slug);
  page.back = words.t("Back to the method");
  page.needs = words.t("Before that, the method needs:");
  if (step.to == Status::published) page.visibilities = visibility_choices(method.visibility, words);
  for (auto const& refusal : missing_for(step.to, method)) {
    auto const where =
        refusal.field == "trials" ? under(programme, method.slug, "trial") : under(programme, method.slug, "edit").with_fragment(refusal.field);
    page.missing.emplace_back(words.refusal(refusal), where);
  }
  if (step.to == Status::published && step.from != step.to)
    for (auto const hint : hints(method)) page.hints.push_back(words.t(hint));
  return page;
}

std::optional<Transition> step_of(accounts::Viewer const& viewer, Method const& method, std::string_view to) {
  for (auto const& one : transitions(viewer, method))
    if (code(one.to) == to) return one;
  return std::nullopt;
}

}  // namespace

http::Response MethodPages::Rooms::ask_move(accounts::Visit const& visit) {
  std::optional<revisions::MovePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    auto const step = method ? step_of(visit.viewer, *method, visit.query("to")) : std::nullopt;
    if (!step) return;
    programme = programme_of(session, visit);
    page = move_page(*method, *step, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  return show_move(visit, programme, *page);
}

http::Response MethodPages::Rooms::show_move(accounts::Visit const& visit, programme::Brief const& programme, revisions::MovePage const& page) {
  auto frame = frame_of(visit, programme, page.question, {{visit.words().t("The method"), page.subject}, {page.button, {}}});
  frame.indexable = false;
  frame.body = views::revisions_move(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusal.empty() ? 200 : 422);
}

http::Response MethodPages::Rooms::move(accounts::Visit const& visit) {
  auto const to = status_from(visit.form("to"));
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  std::optional<revisions::MovePage> again;
  programme::Brief programme;
  std::string sentence;
  house.database.write([&](db::Session& session) {
    refusal.reset(), again.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method || !to) return;
    programme = programme_of(session, visit);
    auto const step = step_of(visit.viewer, *method, code(*to));
    if (step) sentence = visit.words().t(step->done_msgid);
    auto const asked = accounts::visibility_from(visit.form("visibility"));
    auto const visibility = *to == Status::published && asked ? *asked : method->visibility;
    auto const moved = MethodStore{session}.move(house.world, visit.viewer, method->id, *to, visibility, visit.form("reason"));
    if (moved) return;
    refusal = moved.error();
    if (!step || refusal->field != "reason") return;
    again = move_page(*method, *step, programme, visit.words());
    again->reason = visit.form("reason"), again->refusal = visit.words().refusal(*refusal);
  });
  if (!method || !to) return house.stage.missing(visit);
  if (again) return show_move(visit, programme, *again);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, sentence, address_of(programme.slug, method->slug));
}

http::Response MethodPages::Rooms::ask_erase(accounts::Visit const& visit) {
  std::optional<revisions::ErasePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    page = revisions::ErasePage{method->content.title, under(programme, method->slug, "delete"), address_of(programme.slug, method->slug)};
  });
  if (!page) return house.stage.missing(visit);
  auto frame =
      frame_of(visit, programme, visit.words().t("Delete this draft"), {{page->title, page->subject}, {visit.words().t("Delete this draft"), {}}});
  frame.indexable = false;
  frame.body = views::revisions_erase(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::erase(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    auto const erased = MethodStore{session}.erase_draft(visit.viewer, method->id);
    if (!erased) refusal = erased.error();
  });
  if (!method) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  return house.stage.done(visit, visit.words().t("The draft is deleted."), list_address(programme.slug));
}

}  // namespace atelier
