#include "domain/atelier/method_body.h"

#include <algorithm>
#include <set>

#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

/// Renders the texts of one method. A citation its reader may follow is a link; another keeps its code alone.
class Renderer {
 public:
  Renderer(Grounds const& grounds, std::string_view programme_slug, i18n::Words const& words)
      : m_grounds{grounds}, m_programme{programme_slug}, m_words{words} {}

  html::Safe operator()(std::string const& text, std::string const& id, int level = 3) const {
    if (text.empty()) return {};
    markdown::Options options;
    options.first_heading_level = level;
    options.id_prefix = id + "-";
    options.back_label = m_words.t("Back to the text");
    options.citation = [this](std::string_view slug, std::string_view passage) { return citation(slug, passage); };
    return markdown::render(text, options).markup;
  }

 private:
  html::Safe citation(std::string_view slug, std::string_view passage) const {
    std::string title, label = passage.empty() ? std::string{slug} : upper(std::string{passage});
    for (auto const& one : m_grounds.passages)
      if (one.slug == slug && one.code == passage) title = one.title;
    for (auto const& one : m_grounds.sheets)
      if (one.slug == slug && passage.empty()) label = title = one.title;
    if (title.empty()) return html::Safe::trusted("<span class=\"citation\">" + html::escaped(label) + "</span>");
    auto const url = experiences::address_of(m_programme, slug, passage);
    return html::Safe::trusted("<a class=\"citation\" href=\"" + html::escaped(url.text()) + "\" title=\"" + html::escaped(title) + "\">" +
                               html::escaped(label) + "</a>");
  }

  Grounds const& m_grounds;
  std::string m_programme;
  i18n::Words const& m_words;
};

std::vector<Fact> facts_of(Content const& content, i18n::Words const& words) {
  std::vector<Fact> facts;
  auto const add = [&](std::string_view term, std::string text) {
    if (!text.empty()) facts.push_back({words.t(term), std::move(text)});
  };
  add(i18n::msgid("Duration"), duration_in_words(content.duration_min, content.duration_max, words));
  auto group = group_in_words(content.group_min, content.group_max, words);
  if (content.facilitators) {
    auto const lead = words.tn("one person to lead it", "{} people to lead it", content.facilitators);
    group += group.empty() ? lead : ", " + lead;
  }
  add(i18n::msgid("Group"), std::move(group));
  if (content.difficulty) add(i18n::msgid("Difficulty"), words.t(experiences::msgid_of(difficulties(), std::to_string(content.difficulty))));
  if (!content.mode.empty()) add(i18n::msgid("Where"), words.t(experiences::msgid_of(modes(), content.mode)));
  return facts;
}

std::vector<Link> marks_of(Content const& content, std::string_view programme_slug, i18n::Words const& words) {
  std::vector<Link> marks;
  auto const list = list_address(programme_slug);
  for (auto const& code : content.stages) marks.push_back({words.t(experiences::msgid_of(stages(), code)), list.with("stage", code)});
  for (auto const& code : content.catalyst_roles)
    marks.push_back({words.t(experiences::msgid_of(experiences::catalyst_roles(), code)), list.with("role", code)});
  return marks;
}

/// The sheets cited whole, and who is to be thanked for the passages: their territories and who wrote them down.
void add_sheets(Grounds& grounds, std::vector<std::string> const& whole, db::Session& session, accounts::Viewer const& viewer,
                accounts::ProgrammeId const& programme) {
  std::set<std::string> slugs{whole.begin(), whole.end()};
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : grounds.passages) {
    slugs.insert(one.slug);
    if (one.territory) ids.push_back(*one.territory);
  }
  if (slugs.empty()) return;
  if (!ids.empty()) grounds.territories = territories::names_of(session, ids);
  auto asked = whole;
  for (auto const& slug : slugs)
    if (std::find(whole.begin(), whole.end(), slug) == whole.end()) asked.push_back(slug);
  std::vector<accounts::PersonId> people;
  for (auto& brief : experiences::find_by_slugs(session, viewer, programme, asked)) {
    if (brief.author && std::find(people.begin(), people.end(), *brief.author) == people.end()) people.push_back(*brief.author);
    if (std::find(whole.begin(), whole.end(), brief.slug) != whole.end()) grounds.sheets.push_back(std::move(brief));
  }
  if (people.empty()) return;
  auto const names = accounts::names_of(session, people);
  for (auto const& person : people)
    if (auto const name = names.find(person); name != names.end()) grounds.authors.push_back(name->second);
}

/// "With the words of Brumeval and Grand-Mérel, told by Nadia Kerboul."
std::string credits_of(Grounds const& grounds, i18n::Words const& words) {
  std::vector<std::string> places;
  auto const add = [&](std::string const& name) {
    if (!name.empty() && std::find(places.begin(), places.end(), name) == places.end()) places.push_back(name);
  };
  for (auto const& one : grounds.passages)
    if (auto const name = one.territory ? grounds.territories.find(*one.territory) : grounds.territories.end(); name != grounds.territories.end())
      add(name->second);
  for (auto const& one : grounds.sheets) add(one.territory_name);
  if (places.empty()) return {};
  if (grounds.authors.empty()) return words.t("With the words of {}.", {words.enumeration(places)});
  return words.t("With the words of {}. Told by {}.", {words.enumeration(places), words.enumeration(grounds.authors)});
}

}  // namespace

std::string upper(std::string code) {
  if (!code.empty() && code[0] >= 'a' && code[0] <= 'z') code[0] = static_cast<char>(code[0] - 'a' + 'A');
  return code;
}

std::string kind_in_words(experiences::Passage const& passage, experiences::Vocabulary const& vocabulary, i18n::Words const& words) {
  using experiences::List;
  if (passage.kind == "obstacle") return words.t("Obstacle: {}", {words.t(vocabulary.label(List::obstacle, passage.type))});
  if (passage.kind == "lever") return words.t("Lever: {}", {words.t(vocabulary.label(List::lever, passage.type))});
  return passage.kind == "result" ? words.t("What it changed") : words.t("A moment of the story");
}

std::string quoted(experiences::Passage const& passage, std::size_t longest) {
  auto text = markdown::plain_text(passage.text);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return base::shortened(base::trimmed(text), longest);
}

Grounds grounds_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Content const& content) {
  std::vector<experiences::PassageName> names;
  std::vector<std::string> slugs;
  for (auto const& cited : cited_by(content)) {
    if (cited.passage.empty()) slugs.push_back(cited.slug);
    else names.emplace_back(cited.slug, cited.passage);
  }
  Grounds grounds;
  if (!names.empty()) {
    grounds.passages = experiences::passages(session, viewer, programme, names);
    grounds.vocabulary = experiences::vocabulary_of(session, programme);
  }
  add_sheets(grounds, slugs, session, viewer, programme);
  return grounds;
}

namespace {

/// What the territories say, with whose words it is.
void add_said(MethodBody& body, Grounds const& grounds, std::string_view programme_slug, i18n::Words const& words) {
  for (auto const& one : grounds.passages) {
    auto const told_in = one.territory ? grounds.territories.find(*one.territory) : grounds.territories.end();
    body.said.push_back({upper(one.code), kind_in_words(one, grounds.vocabulary, words), quoted(one, 420), one.title, one.kind == "obstacle",
                         one.kind == "lever", experiences::address_of(programme_slug, one.slug, one.code),
                         told_in == grounds.territories.end() ? "" : told_in->second, one.slug, ""});
  }
  body.credits = credits_of(grounds, words);
  for (auto const& one : grounds.sheets)
    body.uses.push_back({one.title, one.territory_name, hexagon_of(one.territory_name), experiences::address_of(programme_slug, one.slug)});
}

}  // namespace

MethodBody body_of(Content const& content, Grounds const& grounds, std::string_view programme_slug, i18n::Words const& words) {
  Renderer const render{grounds, programme_slug, words};
  MethodBody body;
  body.purposes = content.purposes;
  body.materials = content.materials;
  body.room = content.room;
  body.preparation = render(content.preparation, "preparation");
  body.accessibility = render(content.accessibility_notes, "everyone");
  body.outputs = render(content.outputs, "outputs");
  body.evaluation = render(content.evaluation, "evaluation");
  body.text = render(content.body, "text", 2);
  int place = 0;
  for (auto const& step : content.steps) {
    auto const id = "s" + std::to_string(++place);
    body.steps.push_back({step.minutes ? words.t("{} min", {step.minutes}) : "", step.title, render(step.instruction, id), render(step.tip, id + "t"),
                          step.nature.empty() ? "" : words.t(experiences::msgid_of(natures(), step.nature)), step.nature});
  }
  if (auto const total = minutes_of_steps(content)) body.steps_total = words.t("{} in all", {duration_in_words(total, total, words)});
  for (auto const& one : content.variants) body.variants.push_back(render(one, "v" + std::to_string(++place)));
  for (auto const& one : content.territory_variants)
    body.by_kind.push_back({words.t(experiences::msgid_of(territory_kinds(), one.kind)), render(one.text, "k" + std::to_string(++place))});
  for (auto const& one : content.invariants) body.to_keep.push_back(words.t(experiences::msgid_of(adaptable_parts(), one)));
  for (auto const& one : content.adaptable) body.to_adapt.push_back(words.t(experiences::msgid_of(adaptable_parts(), one)));
  for (auto const& one : content.watch_points) body.watch_points.push_back(render(one, "w" + std::to_string(++place)));
  add_said(body, grounds, programme_slug, words);
  return body;
}

MethodPage page_of(Method const& method, std::string_view programme_slug, i18n::Words const& words) {
  MethodPage page;
  auto const trust = trust_of(method.trials);
  page.title = method.content.title;
  page.pitch = method.content.pitch;
  page.status = words.t(status_msgid(method.status));
  page.status_kind = method.status == Status::published ? "done" : method.status == Status::deprecated ? "late" : "todo";
  page.visibility = words.t(visibility_msgid(circle_of(method.status, method.visibility)));
  page.updated = words.t("Updated on {}", {words.day(base::Day{std::chrono::floor<std::chrono::days>(method.changed)})});
  page.trust = trust_line(trust, words);
  page.tried = is_trusted(trust);
  page.failed = trust.failed > 0;
  page.facts = facts_of(method.content, words);
  page.marks = marks_of(method.content, programme_slug, words);
  if (method.status == Status::deprecated) page.notice = words.t("This method is no longer recommended: read its trials before you take it up.");
  return page;
}

}  // namespace atelier
