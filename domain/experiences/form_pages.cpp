#include <algorithm>

#include "domain/experiences/agreement_store.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/content_form.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merging.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

/// The territory a form names: none, one, or words about why not.
base::Outcome<std::optional<Place>> place_in(db::Session& session, http::Fields const& form) {
  if (base::trimmed(form["territory"]).empty()) return std::optional<Place>{};
  auto const resolved = territories::resolve_field(session, form);
  if (!resolved) return tl::unexpected{resolved.error()};
  auto const territory = territories::find(session, resolved->id);
  if (!territory) return std::optional<Place>{Place{resolved->id, "", "", resolved->name}};
  return std::optional<Place>{Place{territory->id, territory->typology, territory->region, territory->label()}};
}

territories::TerritoryField territory_field_of(db::Session& session, i18n::Words const& words, std::optional<accounts::TerritoryId> const& id) {
  if (id)
    if (auto const territory = territories::find(session, *id))
      return territory_field(words, territory->label(), territories::text_of(territory->key()));
  return territory_field(words, {}, {});
}

/// Takes a merge screen's choices: `mine` where chosen, theirs elsewhere.
Content chosen(http::Fields const& form, Content const& mine, Revision const& base_version, Revision const& theirs) {
  auto const merged = merge(base_version.content, theirs.content, mine);
  Content out = merged.merged;
  for (auto const& field : merged.both)
    if (form["take." + field] == "mine") take_field(out, mine, field);
  return out;
}

/// What came of writing a form.
struct Written {
  std::optional<base::Refusal> refusal;
  std::optional<Conflict> conflict;
  std::string their_name, slug;
  ExperienceStore::Saved saved;
};

Written write_new(db::Session& session, base::World const& world, accounts::Visit const& visit, Sent const& sent, std::optional<Place> const& place) {
  Written written;
  Edit const edit{sent.content, 0, sent.reason, place, sent.visibility, sent.consent};
  auto const made = ExperienceStore{session}.create(world, visit.viewer, *visit.programme, edit, sent.form_key);
  if (!made) written.refusal = made.error();
  else written.slug = made->slug;
  return written;
}

Written write_change(db::Session& session, base::World const& world, accounts::Visit const& visit, Sent const& sent,
                     std::optional<Place> const& place, Experience const& experience) {
  Written written;
  written.slug = experience.slug;
  ExperienceStore store{session};
  // The visibility of a sheet that is out changes by a step of its life, with the agreement of those it quotes.
  auto const visibility = is_counted(experience.status) || experience.status == Status::archived ? experience.visibility : sent.visibility;
  Edit edit{sent.content, sent.base_revision, sent.reason, place, visibility, sent.consent};
  // Photos and documents have a page of their own: the form says nothing of them.
  auto const made_from = store.revision(experience.id, sent.base_revision);
  edit.content.attachments = made_from ? made_from->content.attachments : experience.content.attachments;
  if (sent.against > 0) {
    auto const base_version = store.revision(experience.id, sent.base_revision), theirs = store.revision(experience.id, sent.against);
    if (base_version && theirs) {
      edit.content = chosen(visit.request.form, edit.content, *base_version, *theirs);
      edit.base_revision = sent.against;
    }
  }
  auto const saved = store.change(world, visit.viewer, experience, edit);
  if (saved) written.saved = *saved;
  else if (auto const* refusal = std::get_if<base::Refusal>(&saved.error())) written.refusal = *refusal;
  else written.conflict = std::get<Conflict>(saved.error());
  if (!written.conflict || !written.conflict->their_author) return written;
  std::vector<accounts::PersonId> const person{*written.conflict->their_author};
  for (auto const& [id, name] : accounts::names_of(session, person)) written.their_name = name;
  return written;
}

}  // namespace

void ExperiencePages::Rooms::add_form_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/new", Right::contributor, "Form to tell an experience",
             [this](auto const& visit) { return open_form(visit); });
  routes.post(
      "/p/{programme}/experiences/new", Right::contributor, "Make a sheet, or go on with its form",
      [this](auto const& visit) { return send_form(visit); }, longest_form);
  routes.get("/p/{programme}/experiences/{slug}/edit", Right::member, "Form to change a sheet",
             [this](auto const& visit) { return open_form(visit); });
  routes.post(
      "/p/{programme}/experiences/{slug}/edit", Right::member, "Save a sheet, or go on with its form",
      [this](auto const& visit) { return send_form(visit); }, longest_form);
}

http::Response ExperiencePages::Rooms::open_form(accounts::Visit const& visit) {
  bool const fresh = visit.capture("slug").empty();
  auto const& words = visit.words();
  std::optional<FormDesk> desk;
  FormPage page;
  house.database.read([&](db::Session& session) {
    auto experience = fresh ? std::optional<Experience>{} : sheet_of_visit(session, visit, Purpose::writing);
    if (!fresh && !experience) return;
    desk.emplace(*this, visit, programme_of(session, visit), std::move(experience), *vocabulary_of(session, visit));
    page = desk->blank();
    auto const& sheet = desk->experience();
    page.territory = territory_field_of(session, words, sheet ? sheet->territory : visit.viewer.territory_in(*visit.programme));
    page.form_key = sheet ? sheet->id.text() : house.world.new_uuid();
    page.base_revision = sheet ? sheet->revision : 0;
    if (sheet) page.content = sheet->content;
    if (sheet)
      if (auto const interview = AgreementStore{session}.interview(sheet->id)) page.notes = interview->grid;
    auto const resume = std::string{visit.query("resume")};
    auto const unsent =
        visit.viewer.person ? ExperienceStore{session}.unsent(*visit.viewer.person, resume.empty() ? page.form_key : resume) : std::nullopt;
    if (!unsent) return;
    auto typed = unsent->content;
    if (sheet) typed.attachments = sheet->content.attachments;
    if (!resume.empty()) {
      page.content = unsent->content;
      page.form_key = unsent->form_key;
      page.base_revision = unsent->base_revision;
    } else if (sheet && !(typed == sheet->content)) {
      page.waiting = words.t("You typed here, {}, a text that was not saved.", {words.moment(unsent->at)});
      page.resume = page.action.with("resume", page.form_key);
    }
  });
  if (!desk) return house.stage.missing(visit);
  return desk->show(std::move(page));
}

http::Response ExperiencePages::Rooms::send_form(accounts::Visit const& visit) {
  bool const fresh = visit.capture("slug").empty();
  auto sent = sent_of(visit);
  std::optional<FormDesk> desk;
  house.database.read([&](db::Session& session) {
    auto experience = fresh ? std::optional<Experience>{} : sheet_of_visit(session, visit, Purpose::writing);
    if (fresh || experience) desk.emplace(*this, visit, programme_of(session, visit), std::move(experience), *vocabulary_of(session, visit));
  });
  if (!desk) return house.stage.missing(visit);
  if (!sent.broken.empty()) return house.stage.refused(visit, base::Refusal{sent.broken, {}, {}});
  if (sent.what == "edit" || sent.what == "resume") return desk->show(desk->after(sent));
  if (sent.what == "preview") return desk->preview(sent);
  if (auto const there = apply_to_lists(sent.content, sent.what); !there.empty()) {
    auto page = desk->after(sent);
    page.focus = there;
    return desk->show(std::move(page));
  }
  auto page = desk->after(sent);
  for (auto const& refusal : check(normalised(sent.content), desk->vocabulary())) desk->refuse(page, refusal);
  if (!page.refusals.empty()) return desk->show(std::move(page), 422);
  Written written;
  house.database.write([&](db::Session& session) {
    auto const place = place_in(session, visit.request.form);
    written = !place ? Written{place.error(), {}, {}, {}, {}}
        : fresh      ? write_new(session, house.world, visit, sent, *place)
                     : write_change(session, house.world, visit, sent, *place, *desk->experience());
    if (!written.refusal && !written.conflict && visit.viewer.person) ExperienceStore{session}.drop_unsent(*visit.viewer.person, sent.form_key);
  });
  if (written.conflict)
    return desk->merge_screen(sent, *written.conflict, written.their_name.empty() ? visit.words().t("someone") : written.their_name);
  if (!written.refusal) return desk->saved(sent, written.slug, written.saved);
  desk->refuse(page, *written.refusal);
  return desk->show(std::move(page), 422);
}

}  // namespace experiences
