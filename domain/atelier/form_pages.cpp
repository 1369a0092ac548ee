#include <algorithm>

#include "domain/atelier/content_check.h"
#include "domain/atelier/content_form.h"
#include "domain/atelier/content_json.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/models.h"
#include "domain/atelier/passages_found.h"
#include "domain/atelier/views/method_form.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

/// Accented text is three times as long once a form has encoded it.
constexpr std::uint64_t longest_form = 4u << 20;

/// What a form said.
struct Sent {
  Content content;
  std::string form_key, button, reason, passage_words, cite_into;
  int base_revision = 0, against = 0;  ///< against: revision a merge screen was made with
  accounts::Visibility visibility = accounts::Visibility::public_;
  bool broken = false;
};

Sent sent_of(accounts::Visit const& visit) {
  Sent sent;
  if (auto const json = visit.form("content_json"); json.empty()) {
    sent.content = content_of_form(visit.request.form);
  } else {
    try {
      sent.content = content_from_json(json);
    } catch (std::exception const&) {
      sent.broken = true;
    }
  }
  sent.form_key = std::string{visit.form("form_key").substr(0, 80)};
  sent.button = visit.form("do");
  sent.reason = std::string{visit.form("reason").substr(0, 500)};
  sent.passage_words = std::string{visit.form("passage_words").substr(0, 200)};
  sent.cite_into = std::string{visit.form("cite_into").substr(0, 80)};
  sent.base_revision = number_in(visit.form("base_revision"));
  sent.against = number_in(visit.form("against"));
  sent.visibility = accounts::visibility_from(visit.form("visibility")).value_or(accounts::Visibility::public_);
  return sent;
}

/// The page of a form: a new method when `method` is none.
class FormMaker {
 public:
  FormMaker(accounts::Visit const& visit, programme::Brief programme, std::optional<Method> method)
      : m_visit{visit}, m_words{visit.words()}, m_programme{std::move(programme)}, m_method{std::move(method)} {}

  programme::Brief const& programme() const { return m_programme; }
  std::optional<Method> const& method() const { return m_method; }
  /// The address after saving, and of "leave without saving".
  html::Url back() const { return m_method ? address_of(m_programme.slug, m_method->slug) : list_address(m_programme.slug); }

  FormPage blank() const {
    FormPage page;
    page.fresh = !m_method;
    page.published = m_method && (m_method->status == Status::published || m_method->status == Status::deprecated);
    page.heading = m_method ? m_words.t("Change “{}”", {m_method->content.title}) : m_words.t("Write a method");
    page.action = m_method ? under(m_programme, m_method->slug, "edit") : html::Url::path("/p/{}/methods/new", {m_programme.slug});
    page.cancel = back();
    if (m_method) page.coverage = under(m_programme, m_method->slug, "coverage");
    page.passages = under(m_programme, m_method ? std::string_view{m_method->slug} : "new", "passages");
    if (!page.published) page.visibilities = visibility_choices(m_method ? m_method->visibility : accounts::Visibility::public_, m_words);
    return page;
  }
  FormPage with(Sent const& sent) const {
    auto page = blank();
    page.content = sent.content;
    page.form_key = sent.form_key;
    page.base_revision = sent.base_revision;
    page.reason = sent.reason;
    page.passage_words = sent.passage_words;
    for (auto& choice : page.visibilities) choice.chosen = choice.code == accounts::code(sent.visibility);
    return page;
  }
  void refuse(FormPage& page, std::vector<base::Refusal> const& refusals) const {
    for (auto const& refusal : refusals) page.refusals.emplace_back(refusal.field.empty() ? "title" : refusal.field, m_words.refusal(refusal));
    if (!page.refusals.empty()) page.focus = page.refusals.front().first;
  }
  http::Response show(accounts::Stage const& stage, FormPage const& page) const {
    std::vector<views::Frame::Crumb> crumbs;
    if (m_method) crumbs.push_back({m_method->content.title, back()});
    crumbs.push_back({page.fresh ? page.heading : m_words.t("Change"), {}});
    auto frame = frame_of(m_visit, m_programme, page.heading, std::move(crumbs));
    frame.indexable = false;
    auto whole = page;
    whole.cite_into = parts_to_cite_in(page.content, m_words);
    frame.body = views::method_form(m_visit.context, whole);
    return stage.page(m_visit, std::move(frame), page.refusals.empty() ? 200 : 422);
  }
  http::Response show(accounts::Stage const& stage, revisions::MergePage const& page) const {
    auto frame = frame_of(m_visit, m_programme, page.title, {{m_method->content.title, back()}, {m_words.t("Two versions"), {}}});
    frame.indexable = false;
    frame.body = views::revisions_merge(m_visit.context, page);
    return stage.page(m_visit, std::move(frame), 409);
  }

 private:
  accounts::Visit const& m_visit;
  i18n::Words const& m_words;
  programme::Brief m_programme;
  std::optional<Method> m_method;
};

void add_preview(FormPage& page, db::Session& session, accounts::Visit const& visit, programme::Brief const& programme) {
  Method method;
  method.programme = programme.id;
  method.content = normalised(page.content);
  auto preview = page_of(method, programme.slug, visit.words());
  preview.body = body_of(method.content, grounds_of(session, visit.viewer, programme.id, method.content), programme.slug, visit.words());
  page.preview.push_back(std::move(preview));
}

/// Buttons that do not save: a step more, the preview, passages to cite. Result: false when it is none of these.
bool go_on(FormPage& page, Sent const& sent, db::Session& session, accounts::Visit const& visit, programme::Brief const& programme) {
  page.focus = apply_to_steps(page.content, sent.button);
  if (!page.focus.empty()) return true;
  if (sent.button == "preview") {
    add_preview(page, session, visit, programme);
    return true;
  }
  if (sent.button == "passages") {
    page.passages_asked = true;
    page.focus = "passage_words";
    page.found = passages_with(session, visit.viewer, programme, sent.passage_words, visit.words());
    return true;
  }
  if (sent.button.starts_with("cite:")) {
    page.focus = cite(page.content, sent.cite_into, std::string_view{sent.button}.substr(5));
    page.cited = page.focus.empty() ? "" : sent.button.substr(5);
    return true;
  }
  return sent.button == "edit";
}

/// Takes a merge screen's choices: `mine` where chosen, theirs elsewhere. Edits made since on other fields stay.
void take_choices(MethodStore& store, MethodId const& id, http::Fields const& form, Sent& sent) {
  auto const base_version = store.revision(id, sent.base_revision), theirs = store.revision(id, sent.against);
  if (!base_version || !theirs) return;
  auto merged = merge(base_version->content, theirs->content, sent.content);
  for (auto const& field : merged.both)
    if (form["take." + field] != "theirs") take_field(merged.merged, sent.content, field);
  sent.content = std::move(merged.merged);
  sent.base_revision = sent.against;
}

/// What came of a form.
struct Outcome {
  std::optional<FormPage> form;
  std::optional<revisions::MergePage> merge;
  std::string sentence, slug;
};

revisions::MergePage merge_page(Conflict const& conflict, Sent const& sent, FormMaker const& maker, std::string const& their_name,
                                i18n::Words const& words) {
  revisions::MergePage page;
  page.title = words.t("Two versions of “{}”", {conflict.theirs.title});
  page.notice =
      words.t("While you were writing, {} saved this method, {}. Nothing is lost: choose text by text. What only one of you changed is kept.",
              {their_name.empty() ? words.t("someone") : their_name, words.moment(conflict.their_time)});
  page.action = maker.blank().action;
  page.mine = to_json(conflict.mine);
  page.kept = {{"form_key", sent.form_key},
               {"base_revision", std::to_string(sent.base_revision)},
               {"against", std::to_string(conflict.their_revision)},
               {"visibility", std::string{accounts::code(sent.visibility)}},
               {"reason", sent.reason}};
  for (auto const& field : merge(conflict.base, conflict.theirs, conflict.mine).both) {
    FieldChange change{field, words.t(field_msgid(field)), field_text(conflict.theirs, field, words), field_text(conflict.mine, field, words), {}};
    change.pieces = base::difference(change.theirs, change.mine);
    page.fields.push_back(std::move(change));
  }
  return page;
}

Outcome write_new(db::Session& session, base::World const& world, accounts::Visit const& visit, Sent const& sent, FormMaker const& maker) {
  Outcome outcome;
  auto const made =
      MethodStore{session}.create(world, visit.viewer, *visit.programme, {sent.content, 0, sent.reason, sent.visibility}, sent.form_key);
  if (made) {
    outcome.slug = made->slug;
    outcome.sentence = visit.words().t("The draft is saved. Its address will not change.");
    return outcome;
  }
  outcome.form = maker.with(sent);
  maker.refuse(*outcome.form, {made.error()});
  return outcome;
}

Outcome write_change(db::Session& session, base::World const& world, accounts::Visit const& visit, Sent& sent, FormMaker const& maker) {
  auto const& words = visit.words();
  auto const& method = *maker.method();
  MethodStore store{session};
  if (auto const before = store.revision(method.id, sent.base_revision)) take_unseen(sent.content, before->content);
  if (sent.against > 0) take_choices(store, method.id, visit.request.form, sent);
  bool const out = method.status == Status::published || method.status == Status::deprecated;
  Outcome outcome;
  outcome.slug = method.slug;
  auto const saved =
      store.change(world, visit.viewer, method.id, {sent.content, sent.base_revision, sent.reason, out ? method.visibility : sent.visibility});
  if (saved) {
    if (!saved->changed) outcome.sentence = words.t("Nothing changed since the last version.");
    else if (saved->merged) outcome.sentence = words.t("Saved. Someone had changed other parts meanwhile: both are kept.");
    else outcome.sentence = words.t("Version {} is saved.", {saved->revision});
    return outcome;
  }
  if (auto const* conflict = std::get_if<Conflict>(&saved.error())) {
    std::string name;
    if (conflict->their_author)
      for (auto const& [id, known] : accounts::names_of(session, std::array{*conflict->their_author})) name = known;
    outcome.merge = merge_page(*conflict, sent, maker, std::move(name), words);
    return outcome;
  }
  outcome.form = maker.with(sent);
  maker.refuse(*outcome.form, {std::get<base::Refusal>(saved.error())});
  return outcome;
}

/// What the sheet being written was joined to while its form was open; nothing when that is not why it is gone.
std::optional<Method> joined_to(db::Session& session, accounts::Visit const& visit) {
  if (visit.capture("slug").empty() || !visit.viewer.may_contribute(*visit.programme)) return std::nullopt;
  auto into = MethodStore{session}.find_visible(visit.viewer, *visit.programme, visit.capture("slug"));
  if (into && into->slug == visit.capture("slug")) return std::nullopt;
  return into;
}

/// The words typed are offered as a sheet of their own.
FormPage page_after_joining(FormMaker const& fresh, Method const& into, Sent const& sent) {
  auto page = fresh.with(sent);
  page.base_revision = 0;
  fresh.refuse(page,
               {{i18n::msgid("This sheet was joined to “{}” while you were writing. Save your words as a sheet of their own, or copy into the other "
                             "one what it lacks."),
                 {into.content.title},
                 "title"}});
  return page;
}

}  // namespace

void MethodPages::Rooms::add_form_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/new", Right::contributor, "Form to write a method", [this](auto const& visit) { return open_form(visit); });
  routes.post(
      "/p/{programme}/methods/new", Right::contributor, "Make a method, or go on with its form",
      [this](auto const& visit) { return send_form(visit); }, longest_form);
  routes.get("/p/{programme}/methods/{slug}/edit", Right::member, "Form to change a method", [this](auto const& visit) { return open_form(visit); });
  routes.post(
      "/p/{programme}/methods/{slug}/edit", Right::member, "Save a method, or go on with its form",
      [this](auto const& visit) { return send_form(visit); }, longest_form);
}

http::Response MethodPages::Rooms::open_form(accounts::Visit const& visit) {
  bool const fresh = visit.capture("slug").empty();
  std::optional<FormMaker> maker;
  house.database.read([&](db::Session& session) {
    auto method = fresh ? std::optional<Method>{} : method_of_visit(session, visit, Purpose::writing);
    if (fresh || method) maker.emplace(visit, programme_of(session, visit), std::move(method));
  });
  if (!maker) return house.stage.missing(visit);
  auto page = maker->blank();
  page.form_key = house.world.new_uuid();
  if (auto const& method = maker->method()) page.content = method->content, page.base_revision = method->revision;
  else {
    page.content.steps.resize(1);
    if (auto model = content_of_model(visit.query("model"), visit.words())) page.content = std::move(*model);
    for (auto const& one : models())
      page.models.push_back({visit.words().t(one.msgid), visit.words().t(one.about_msgid),
                             html::Url::path("/p/{}/methods/new", {maker->programme().slug}).with("model", one.code),
                             visit.query("model") == one.code});
  }
  return maker->show(house.stage, page);
}

http::Response MethodPages::Rooms::send_form(accounts::Visit const& visit) {
  bool const fresh = visit.capture("slug").empty();
  auto const typed = sent_of(visit);
  if (typed.broken) return house.stage.refused(visit, base::Refusal{"This form was changed on its way. Open the method again.", {}, {}});
  std::optional<FormMaker> maker;
  Outcome outcome;
  auto const find = [&](db::Session& session) {
    auto method = fresh ? std::optional<Method>{} : method_of_visit(session, visit, Purpose::writing);
    if (fresh || method) maker.emplace(visit, programme_of(session, visit), std::move(method));
    return maker.has_value();
  };
  house.database.read([&](db::Session& session) {
    if (!find(session)) {
      auto const into = joined_to(session, visit);
      if (into) outcome.form = page_after_joining(maker.emplace(visit, programme_of(session, visit), std::nullopt), *into, typed);
      return;
    }
    auto sent = typed;
    if (sent.against > 0 && sent.button == "edit" && maker->method()) {
      MethodStore store{session};
      take_choices(store, maker->method()->id, visit.request.form, sent);
    }
    auto page = maker->with(sent);
    bool const saves = !go_on(page, sent, session, visit, maker->programme());
    // Every refusal at once, before anything is written; a merge screen's choices are checked once made.
    if (saves && sent.against == 0) {
      page.content = normalised(std::move(page.content));
      maker->refuse(page, check(page.content));
    }
    if (!saves || !page.refusals.empty()) outcome.form = std::move(page);
  });
  if (!maker) return house.stage.missing(visit);
  if (outcome.form) return maker->show(house.stage, *outcome.form);
  if (maker->method()) bring_live_together(maker->method()->id);
  house.database.write([&](db::Session& session) {
    maker.reset();
    outcome = {};
    auto sent = typed;
    if (find(session))
      outcome = fresh ? write_new(session, house.world, visit, sent, *maker) : write_change(session, house.world, visit, sent, *maker);
  });
  if (!maker) return house.stage.missing(visit);
  if (outcome.form) return maker->show(house.stage, *outcome.form);
  if (outcome.merge) return maker->show(house.stage, *outcome.merge);
  if (maker->method()) bring_live_together(maker->method()->id);
  return house.stage.done(visit, outcome.sentence, address_of(maker->programme().slug, outcome.slug));
}

}  // namespace atelier
