#include <algorithm>
#include <array>

#include "domain/atelier/adaptation.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/proposal_store.h"
#include "domain/atelier/proposal_letters.h"
#include "domain/atelier/views/method_adaptation.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

constexpr std::size_t longest_words = 2'000;

/// A copy, the sheet it adapts, and the version they last agreed on.
struct Lineage {
  Method copy, source;
  Content agreed;
  programme::Brief programme;
};

/// The version the copy agreed with; where the history does not hold it (a file brought the copy), the source as it is now.
Content agreed_version(MethodStore& store, Method const& copy, Method const& source) {
  auto const then = store.revision(store.own_of(copy.programme, copy.content.adapted_from).value_or(source.id), copy.content.adapted_version);
  return then ? then->content : source.content;
}

std::optional<Lineage> lineage_of(db::Session& session, accounts::Visit const& visit) {
  auto copy = method_of_visit(session, visit, Purpose::writing);
  if (!copy || copy->content.adapted_from.empty()) return std::nullopt;
  MethodStore store{session};
  auto source = store.find_visible(visit.viewer, copy->programme, copy->content.adapted_from);
  if (!source) return std::nullopt;
  auto agreed = agreed_version(store, *copy, *source);
  return Lineage{std::move(*copy), std::move(*source), std::move(agreed), programme_of(session, visit)};
}

std::vector<FieldChange> shown(std::vector<Change> const& changes) {
  std::vector<FieldChange> fields;
  for (auto const& one : changes) fields.push_back({one.field, one.label, one.before, one.after, experiences::difference(one.before, one.after)});
  return fields;
}

std::string day_of(base::Instant at, i18n::Words const& words) { return words.day(base::Day{std::chrono::floor<std::chrono::days>(at)}); }

LineagePage page_of_lineage(db::Session& session, Lineage const& lineage, i18n::Words const& words) {
  LineagePage page;
  page.title = lineage.copy.content.title;
  page.source_title = lineage.source.content.title;
  page.copy = address_of(lineage.programme.slug, lineage.copy.slug);
  page.source = address_of(lineage.programme.slug, lineage.source.slug);
  page.action = under(lineage.programme, lineage.copy.slug, "source");
  page.propose = under(lineage.programme, lineage.copy.slug, "source/propose");
  page.version = lineage.copy.content.adapted_version, page.version_now = lineage.source.revision;
  page.upstream = shown(changed_upstream(lineage.agreed, lineage.source.content, lineage.copy.content, words));
  page.here = shown(changed_here(lineage.agreed, lineage.source.content, lineage.copy.content, words));
  for (auto const& one : ProposalStore{session}.of_copy(lineage.copy.id)) {
    if (one.state == "withdrawn") continue;
    std::vector<std::string> taken;
    for (auto const& field : one.taken) taken.push_back(words.t(field_msgid(field)));
    page.proposals.push_back({day_of(one.at, words), one.words, one.answer,
                              one.state == "open" ? words.t("Its authors have not answered yet")
                                  : taken.empty() ? words.t("Not taken")
                                                  : words.t("Taken: {}", {words.enumeration(taken)})});
    page.waits = page.waits || one.state == "open";
  }
  return page;
}

/// Takes the fields ticked from the source; the copy then agrees with its version of now.
base::Outcome<int> take_from_source(db::Session& session, base::World const& world, accounts::Visit const& visit, Lineage const& lineage) {
  auto next = lineage.copy.content;
  int taken = 0;
  for (auto const field : visit.request.form.all("field"))
    if (is_shared(field)) take_field(next, lineage.source.content, field), ++taken;
  next.adapted_version = lineage.source.revision;
  auto const saved = MethodStore{session}.change(
      world, visit.viewer, lineage.copy.id,
      {std::move(next), lineage.copy.revision, visit.words().t("Brought nearer to “{}”", {lineage.source.content.title}), lineage.copy.visibility});
  if (saved) return taken;
  auto const* why = std::get_if<base::Refusal>(&saved.error());
  return tl::unexpected{why ? *why : base::Refusal{"The method has moved since: this is no longer possible.", {}, {}}};
}

std::string title_of_copy(db::Session& session, accounts::Visit const& visit, Method const& source) {
  auto const own = visit.viewer.territory_in(source.programme);
  auto const territory = own ? territories::find(session, *own) : std::nullopt;
  return territory ? visit.words().t("{}, in {}", {source.content.title, territory->label()})
                   : visit.words().t("{}, adapted", {source.content.title});
}

}  // namespace

void MethodPages::Rooms::add_adaptation_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/{slug}/adapt", Right::contributor, "Confirm the copy of a method for one's territory",
             [this](auto const& visit) { return ask_adapt(visit); });
  routes.post("/p/{programme}/methods/{slug}/adapt", Right::contributor, "Copy a method for one's territory",
              [this](auto const& visit) { return adapt(visit); });
  routes.get("/p/{programme}/methods/{slug}/source", Right::contributor, "What changed between a copy and the method it adapts",
             [this](auto const& visit) { return lineage(visit); });
  routes.post("/p/{programme}/methods/{slug}/source", Right::contributor, "Take changes of the method a copy adapts",
              [this](auto const& visit) { return take_upstream(visit); });
  routes.post("/p/{programme}/methods/{slug}/source/propose", Right::contributor, "Propose the changes of a copy to the method it adapts",
              [this](auto const& visit) { return propose(visit); });
  routes.get("/p/{programme}/methods/{slug}/proposals", Right::contributor, "What adapted copies propose to a method",
             [this](auto const& visit) { return proposals(visit); });
  routes.post("/p/{programme}/methods/{slug}/proposals", Right::contributor, "Take parts of what is proposed, or refuse it",
              [this](auto const& visit) { return answer_proposal(visit); });
}

http::Response MethodPages::Rooms::ask_adapt(accounts::Visit const& visit) {
  std::optional<AdaptPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::reading);
    if (!method) return;
    programme = programme_of(session, visit);
    page = AdaptPage{method->content.title, title_of_copy(session, visit, *method), under(programme, method->slug, "adapt"),
                     address_of(programme.slug, method->slug), house.world.new_uuid()};
  });
  if (!page) return house.stage.missing(visit);
  auto const title = visit.words().t("Adapt for my territory");
  auto frame = frame_of(visit, programme, title, {{page->title, page->method}, {title, {}}});
  frame.indexable = false;
  frame.body = views::method_adapt(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::adapt(accounts::Visit const& visit) {
  std::optional<Method> source;
  programme::Brief programme;
  base::Outcome<Method> made = base::refuse("");
  house.database.write([&](db::Session& session) {
    source = method_of_visit(session, visit, Purpose::reading);
    if (!source) return;
    programme = programme_of(session, visit);
    auto title = std::string{base::trimmed(visit.form("title"))};
    if (title.empty()) title = title_of_copy(session, visit, *source);
    Edit const edit{adapted(source->content, source->slug, source->revision, title), 0,
                    visit.words().t("Adapted from “{}”, version {}", {source->content.title, source->revision}), source->visibility};
    made = MethodStore{session}.create(house.world, visit.viewer, *visit.programme, edit, visit.form("form_key").substr(0, 80));
  });
  if (!source) return house.stage.missing(visit);
  if (!made) return house.stage.refused(visit, made.error());
  return house.stage.done(visit, visit.words().t("Your copy is a draft: change what your territory asks for."), under(programme, made->slug, "edit"));
}

http::Response MethodPages::Rooms::lineage(accounts::Visit const& visit) {
  std::optional<LineagePage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const found = lineage_of(session, visit);
    if (!found) return;
    programme = found->programme;
    page = page_of_lineage(session, *found, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  auto const title = visit.words().t("The sheet it adapts");
  auto frame = frame_of(visit, programme, title, {{page->title, page->copy}, {title, {}}});
  frame.indexable = false;
  frame.body = views::method_lineage(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::take_upstream(accounts::Visit const& visit) {
  std::optional<Lineage> found;
  base::Outcome<int> taken = 0;
  house.database.write([&](db::Session& session) {
    found = lineage_of(session, visit);
    if (found) taken = take_from_source(session, house.world, visit, *found);
  });
  if (!found) return house.stage.missing(visit);
  if (!taken) return house.stage.refused(visit, taken.error());
  bring_live_together(found->copy.id);
  auto const& words = visit.words();
  return house.stage.done(visit, *taken ? words.tn("One part is taken.", "{} parts are taken.", *taken) : words.t("Noted: you keep yours as it is."),
                          under(found->programme, found->copy.slug, "source"));
}

http::Response MethodPages::Rooms::propose(accounts::Visit const& visit) {
  std::optional<Lineage> found;
  bool nothing = false;
  house.database.write([&](db::Session& session) {
    found = lineage_of(session, visit);
    if (!found) return;
    nothing = changed_here(found->agreed, found->source.content, found->copy.content, visit.words()).empty();
    if (nothing) return;
    ProposalStore store{session};
    store.withdraw_open_of(found->copy.id);
    Proposal one;
    one.id = house.world.new_uuid(), one.method = found->source.id, one.copy = found->copy.id, one.person = visit.viewer.person;
    one.at = house.world.now(), one.content = found->copy.content, one.base_revision = found->copy.content.adapted_version;
    one.words = base::shortened(base::trimmed(base::with_unix_lines(visit.form("words"))), longest_words);
    store.add(one);
    write_proposed(session, letters, found->programme, found->source, found->copy, visit.viewer.name, one.words);
  });
  if (!found) return house.stage.missing(visit);
  if (nothing) return house.stage.refused(visit, base::Refusal{"Your copy says nothing that the sheet does not say.", {}, {}});
  return house.stage.done(visit, visit.words().t("It is proposed: its authors answer part by part."),
                          under(found->programme, found->copy.slug, "source"));
}

}  // namespace atelier
