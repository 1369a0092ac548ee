#include "domain/experiences/form_desk.h"

#include <algorithm>
#include <charconv>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_form.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merging.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/piece_views.h"
#include "domain/experiences/sheet_body.h"
#include "domain/experiences/views/form.view.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

/// One blank item of what matters most, so that the questions are there to be answered.
void invite(Content& content) {
  if (content.actions.empty()) content.actions.emplace_back();
  if (content.obstacles.empty()) content.obstacles.emplace_back();
  if (content.levers.empty()) content.levers.emplace_back();
  give_codes(content);
}

}  // namespace

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Sent sent_of(accounts::Visit const& visit) {
  Sent sent;
  if (auto const json = visit.form("content_json"); !json.empty()) {
    try {
      sent.content = content_from_json(json);
    } catch (std::exception const&) {
      sent.broken = i18n::msgid("This form was changed on its way. Open the sheet again.");
    }
  } else {
    sent.content = content_of_form(visit.request.form);
  }
  sent.form_key = std::string{visit.form("form_key").substr(0, 80)};
  sent.what = visit.form("do");
  sent.reason = std::string{visit.form("reason").substr(0, 500)};
  sent.consent = visit.form("consent") == "yes";
  sent.base_revision = number_in(visit.form("base_revision"));
  sent.against = number_in(visit.form("against"));
  sent.visibility = accounts::visibility_from(visit.form("visibility")).value_or(accounts::Visibility::cohort);
  return sent;
}

territories::TerritoryField territory_field(i18n::Words const& words, std::string typed, std::string key) {
  territories::TerritoryField field;
  field.label = words.t("Territory");
  field.typed = std::move(typed);
  field.key = std::move(key);
  field.optional = true;
  return field;
}

void FormDesk::add_closures(FormPage& page) const {
  auto const circle_of_part = [&](std::string const& part) {
    for (auto const& one : page.content.closer)
      if (one.part == part) return one.circle;
    return std::string{};
  };
  auto const sections = closable_sections();
  for (auto const& part : sections) page.closures.push_back({part, m_words.t(field_msgid(part)), circle_of_part(part)});
  for (auto const& [part, circle] : page.content.closer)
    if (std::find(sections.begin(), sections.end(), part) == sections.end() && is_part(part))
      page.closures.push_back({part, m_words.t(field_msgid(part)) + " " + shown_code(parts_of(part).second), circle});
  if (!m_experience) return;
  for (auto const& [part, reason] : m_experience->agreement.refused)
    page.refused.emplace_back(m_words.t(field_msgid(part)) + " " + shown_code(parts_of(part).second), reason);
}

FormPage FormDesk::blank() const {
  FormPage page;
  page.programme_slug = m_programme.slug;
  page.vocabulary = m_vocabulary;
  page.fresh = !m_experience;
  page.action = m_experience ? html::Url::path("/p/{}/experiences/{}/edit", {m_programme.slug, m_experience->slug})
                             : html::Url::path("/p/{}/experiences/new", {m_programme.slug});
  page.keep = html::Url::path("/p/{}/experiences/keep", {m_programme.slug});
  page.enter = html::Url::path("/sign-in").with("next", html::Url::path("/p/{}/experiences/entered", {m_programme.slug}).text());
  page.forget = html::Url::path("/p/{}/experiences/forget", {m_programme.slug});
  page.cancel = m_experience ? address_of(m_programme.slug, m_experience->slug) : list_address(m_programme.slug);
  page.published = m_experience && is_counted(m_experience->status);
  page.visibility = accounts::code(m_experience ? m_experience->visibility : accounts::Visibility::cohort);
  return page;
}

FormPage FormDesk::after(Sent const& sent) const {
  auto page = blank();
  page.content = sent.content;
  page.shown_again = true;
  page.form_key = sent.form_key;
  page.base_revision = sent.base_revision;
  page.reason = sent.reason;
  page.visibility = accounts::code(sent.visibility);
  page.territory = territory_field(m_words, std::string{m_visit.form("territory")}, std::string{m_visit.form("territory_key")});
  return page;
}

void FormDesk::refuse(FormPage& page, base::Refusal const& refusal) const {
  auto const says = m_words.refusal(refusal);
  if (refusal.field == "territory") page.territory.refusal = says;
  page.refusals.emplace_back(refusal.field.empty() ? "title" : refusal.field, says);
}

http::Response FormDesk::show(FormPage page, int status) const {
  invite(page.content);
  add_closures(page);
  auto const title = page.fresh ? m_words.t("Tell an experience") : m_words.t("Change “{}”", {m_experience->content.title});
  auto framed = m_rooms.frame(m_programme, title, {{m_words.t("Experiences"), list_address(m_programme.slug)}, {title, {}}});
  framed.indexable = false;
  framed.body = views::form(m_visit.context, page);
  return m_rooms.house.stage.page(m_visit, std::move(framed), status);
}

http::Response FormDesk::preview(Sent const& sent) const {
  auto page = after(sent);
  Experience as_if = m_experience.value_or(Experience{});
  auto attachments = std::move(as_if.content.attachments);
  as_if.content = normalised(sent.content);
  as_if.content.attachments = std::move(attachments);
  as_if.visibility = sent.visibility;
  as_if.changed = m_rooms.house.world.now();
  as_if.territory_name = m_visit.form("territory");
  auto preview = page_of(as_if, m_vocabulary, m_programme.slug, m_words);
  preview.body = experiences::body_of(as_if.content, m_vocabulary, m_programme.slug, m_words);
  add_pieces(preview.body, as_if, m_programme.slug);
  page.preview.push_back(std::move(preview));
  return show(std::move(page));
}

http::Response FormDesk::merge_screen(Sent const& sent, Conflict const& conflict, std::string const& their_name) const {
  revisions::MergePage page;
  page.title = m_words.t("Two versions of “{}”", {m_experience->content.title});
  page.notice =
      m_words.t("While you were writing, {} saved this sheet, {}. Nothing is lost: choose text by text. What only one of you changed is kept.",
                {their_name, m_words.moment(conflict.their_time)});
  page.action = html::Url::path("/p/{}/experiences/{}/edit", {m_programme.slug, m_experience->slug});
  page.mine = to_json(conflict.mine);
  page.kept = {{"form_key", sent.form_key},
               {"base_revision", std::to_string(sent.base_revision)},
               {"against", std::to_string(conflict.their_revision)},
               {"visibility", std::string{accounts::code(sent.visibility)}},
               {"reason", sent.reason},
               {"territory", std::string{m_visit.form("territory")}},
               {"territory_key", std::string{m_visit.form("territory_key")}}};
  for (auto const& field : merge(conflict.base, conflict.theirs, conflict.mine).both) {
    auto const theirs = field_text(conflict.theirs, field, m_vocabulary, m_words), mine = field_text(conflict.mine, field, m_vocabulary, m_words);
    auto const code = shown_code(parts_of(field).second);
    page.fields.push_back({field, m_words.t(field_msgid(field)) + (code.empty() ? "" : " " + code), theirs, mine, difference(theirs, mine)});
  }
  auto framed = m_rooms.frame(
      m_programme, page.title,
      {{m_words.t("Experiences"), list_address(m_programme.slug)}, {m_experience->content.title, address_of(m_programme.slug, m_experience->slug)}});
  framed.indexable = false;
  framed.body = views::revisions_merge(m_visit.context, page);
  return m_rooms.house.stage.page(m_visit, std::move(framed), 409);
}

http::Response FormDesk::saved(Sent const& sent, std::string_view slug, ExperienceStore::Saved const& saved) const {
  auto const sheet = address_of(m_programme.slug, slug).with("saved", sent.form_key);
  if (sent.what == "pieces")
    return m_rooms.house.stage.done(m_visit, m_words.t("The draft is saved."),
                                    html::Url::path("/p/{}/experiences/{}/pieces", {m_programme.slug, slug}));
  if (sent.what == "publish")
    return m_rooms.house.stage.done(
        m_visit, m_words.t("The draft is saved."),
        html::Url::path("/p/{}/experiences/{}/move", {m_programme.slug, slug}).with("to", "published").with("saved", sent.form_key));
  if (saved.merged) return m_rooms.house.stage.done(m_visit, m_words.t("Saved. Someone else had changed other parts: both are kept."), sheet);
  if (!saved.changed) return m_rooms.house.stage.done(m_visit, m_words.t("Nothing had changed."), sheet);
  bool const published = m_experience && is_counted(m_experience->status);
  return m_rooms.house.stage.done(m_visit, m_words.t(published ? i18n::msgid("The new version is published.") : i18n::msgid("The draft is saved.")),
                                  sheet);
}

}  // namespace experiences
