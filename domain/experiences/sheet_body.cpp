#include "domain/experiences/sheet_body.h"

#include <algorithm>
#include <memory>
#include <set>

#include "domain/experiences/authorship.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

/// Renders texts of one sheet; citations become links, ids do not meet.
class Renderer {
 public:
  Renderer(std::string_view programme_slug, std::string_view slug, i18n::Words const& words)
      : m_programme{programme_slug}, m_slug{slug}, m_words{words} {}

  /// A long text, whose paragraphs have addresses of their own.
  html::Safe section(std::string const& text, std::string_view id) const {
    if (m_slug.empty()) return (*this)(text, id);
    auto options = options_of(id);
    auto seen = std::make_shared<std::set<std::string>>();
    options.paragraph_id = [seen](std::string_view words) {
      auto code = paragraph_code(words);
      // Said twice in the sheet, a sentence is addressed where it comes first.
      return seen->insert(code).second ? code : std::string{};
    };
    options.paragraph_link = [this](std::string_view code) {
      auto const url = html::Url::path("/p/{}/experiences/{}/passage/{}", {m_programme, m_slug, code});
      return html::Safe::trusted("<a class=\"para\" href=\"" + html::escaped(url.text()) + "\" aria-label=\"" +
                                 html::escaped(m_words.t("Permanent link to this paragraph")) + "\">¶</a>");
    };
    return markdown::render(text, options).markup;
  }
  html::Safe operator()(std::string const& text, std::string_view id) const {
    if (text.empty()) return {};
    return markdown::render(text, options_of(id)).markup;
  }

 private:
  markdown::Options options_of(std::string_view id) const {
    markdown::Options options;
    options.first_heading_level = 2;
    options.id_prefix = std::string{id} + "-";
    options.back_label = m_words.t("Back to the text");
    options.citation = [this](std::string_view slug, std::string_view passage) {
      auto const url = address_of(m_programme, slug, passage);
      auto const label = passage.empty() ? std::string{slug} : shown_code(passage);
      return html::Safe::trusted("<a class=\"citation\" href=\"" + html::escaped(url.text()) + "\">" + html::escaped(label) + "</a>");
    };
    return options;
  }

  std::string m_programme, m_slug;
  i18n::Words const& m_words;
};

void add_moments(SheetBody& body, Content const& content, Renderer const& render, i18n::Words const& words) {
  for (auto const& action : content.actions)
    body.moments.push_back({action.code,
                            date_in_words(action.date, words),
                            action.title,
                            action.who,
                            render(action.text, action.code),
                            action.key_moment,
                            shown_code(action.code),
                            {}});
}

void add_passages(SheetBody& body, Content const& content, Vocabulary const& vocabulary, Renderer const& render, i18n::Words const& words) {
  static constexpr std::string_view severities[] = {"", i18n::msgid("slowed us down"), i18n::msgid("blocked us for a time"),
                                                    i18n::msgid("nearly stopped everything")};
  for (auto const& one : content.obstacles) {
    auto const& code = one.code;
    PassageBlock block{code,
                       shown_code(code),
                       words.t("Obstacle: {}", {words.t(vocabulary.label(List::obstacle, one.type))}),
                       true,
                       one.overcome,
                       words.t(one.overcome ? i18n::msgid("Overcome") : i18n::msgid("Not yet overcome")),
                       {},
                       render(one.text, code),
                       render(one.how, code + "h"),
                       {},
                       {}};
    block.severity = words.t(severities[static_cast<std::size_t>(std::clamp(one.severity, 1, 3))]);
    for (auto const& lever : content.levers)
      if (overcame(lever, code)) block.links.emplace_back(shown_code(lever.code), html::Url::fragment(lever.code));
    body.obstacles.push_back(std::move(block));
  }
  for (auto const& one : content.levers) {
    auto const& code = one.code;
    PassageBlock block{code,
                       shown_code(code),
                       words.t("Lever: {}", {words.t(vocabulary.label(List::lever, one.type))}),
                       false,
                       false,
                       {},
                       {},
                       render(one.text, code),
                       render(one.effect, code + "e"),
                       {},
                       {}};
    for (auto const& obstacle : one.overcame) block.links.emplace_back(shown_code(obstacle), html::Url::fragment(obstacle));
    body.levers.push_back(std::move(block));
  }
}

void add_effects(SheetBody& body, Content const& content, i18n::Words const& words) {
  for (auto const& one : content.results) {
    std::string kind;
    if (!one.foreseen) kind = words.t(one.positive ? i18n::msgid("Unforeseen, and good") : i18n::msgid("Unforeseen, and less good"));
    else if (!one.positive) kind = words.t("Foreseen, and less good");
    auto const value = one.unit == "%" ? one.value + "\u00A0%" : one.value + (one.value.empty() || one.unit.empty() ? "" : "\u00A0") + one.unit;
    body.effects.push_back({one.code, one.text.empty() ? one.indicator : one.text, value, date_in_words(one.date, words), one.evidence, kind, {}});
  }
}

html::Url address_to_write(std::string const& contact) {
  auto const at = contact.find('@');
  bool const address = at != std::string::npos && contact.find_first_of(" \n,;") == std::string::npos;
  return address ? html::Url::external("mailto:" + contact) : html::Url::external(contact.starts_with("http") ? contact : "");
}

void add_rest(SheetBody& body, Content const& content, Renderer const& render, i18n::Words const& words, std::string_view programme_slug) {
  for (auto const& one : content.actors) body.actors.push_back({one.name, one.role, one.contribution, one.benefit});
  auto const mean = [&](std::string_view term, std::string const& text) {
    if (!text.empty()) body.means.push_back({words.t(term), render(text, "m")});
  };
  mean(i18n::msgid("Time"), content.means.time);
  mean(i18n::msgid("People"), content.means.people);
  mean(i18n::msgid("Money"), content.means.budget);
  mean(i18n::msgid("Who paid"), base::join(content.means.funding, "\n\n"));
  auto const take = [&](std::string_view term, std::string const& text) {
    if (!text.empty()) body.transfer.push_back({words.t(term), render(text, "t")});
  };
  take(i18n::msgid("Conditions"), content.transfer.conditions);
  take(i18n::msgid("To adapt"), content.transfer.adaptable);
  take(i18n::msgid("Not to copy"), content.transfer.not_transferable);
  body.help_offered = render(content.transfer.help_offered, "offer");
  for (auto const& slug : content.methods_used) body.methods.emplace_back(slug, html::Url::path("/p/{}/methods/{}", {programme_slug, slug}));
  for (auto const& link : content.links) body.links.emplace_back(link, html::Url::external(link));
  body.contact = content.contact;
  body.write_to = address_to_write(content.contact);
  body.can_be_visited = content.can_be_visited;
  body.skills = words.enumeration(content.skills);
  body.keywords = words.enumeration(content.keywords);
}

std::size_t words_in(Content const& content) {
  std::size_t count = base::count_words(content.summary);
  each_section(content, [&](std::string_view, std::string const& text) { count += base::count_words(text); });
  for (auto const& one : content.actions) count += base::count_words(one.text);
  for (auto const& one : content.obstacles) count += base::count_words(one.text) + base::count_words(one.how);
  for (auto const& one : content.levers) count += base::count_words(one.text) + base::count_words(one.effect);
  return count;
}

std::string period_of(Content const& content, i18n::Words const& words) {
  std::vector<std::string> said;
  if (!content.step.empty()) said.push_back(words.t(msgid_of(steps(), content.step)));
  auto const start = date_in_words(content.period_start, words), end = date_in_words(content.period_end, words);
  if (!start.empty() && !end.empty()) said.push_back(words.t("{} to {}", {start, end}));
  else if (!start.empty()) said.push_back(words.t("since {}", {start}));
  return base::join(said, ", ");
}

}  // namespace

SheetBody body_of(Content const& content, Vocabulary const& vocabulary, std::string_view programme_slug, i18n::Words const& words,
                  std::string_view slug) {
  Renderer const render{programme_slug, slug, words};
  SheetBody body;
  auto const section = [&](std::vector<SheetSection>& where, std::string id, std::string_view title, std::string const& text) {
    if (!text.empty()) where.push_back({id, words.t(title), render.section(text, id)});
  };
  section(body.start, "start", i18n::msgid("Where it started"), content.context);
  section(body.start, "objectives", i18n::msgid("Objectives"), content.objectives);
  section(body.start, "governance", i18n::msgid("Who decides, and how"), content.governance);
  add_moments(body, content, render, words);
  add_passages(body, content, vocabulary, render, words);
  add_effects(body, content, words);
  section(body.end, "lessons", i18n::msgid("Lessons"), content.lessons);
  section(body.end, "again", i18n::msgid("If it were to do again"), content.if_again);
  section(body.end, "relations", i18n::msgid("Relations around it"), content.relations);
  section(body.end, "outlook", i18n::msgid("What comes next"), content.outlook);
  add_rest(body, content, render, words, programme_slug);
  return body;
}

void put_citations(SheetBody& body, Citations const& citations) {
  for (auto* blocks : {&body.obstacles, &body.levers})
    for (auto& block : *blocks)
      if (auto const found = citations.find(block.code); found != citations.end()) block.cited = found->second;
  for (auto& moment : body.moments)
    if (auto const found = citations.find(moment.id); found != citations.end()) moment.cited = found->second;
  for (auto& effect : body.effects)
    if (auto const found = citations.find(effect.id); found != citations.end()) effect.cited = found->second;
}

SheetPage page_of(Experience const& experience, Vocabulary const& vocabulary, std::string_view programme_slug, i18n::Words const& words) {
  auto const& content = experience.content;
  SheetPage page;
  page.title = content.title;
  page.summary = content.summary;
  page.territory = experience.territory_name;
  page.programme_slug = programme_slug;
  page.itself = address_of(programme_slug, experience.slug);
  page.status = words.t(status_msgid(experience.status));
  page.status_kind = experience.status == Status::published ? "done" : is_counted(experience.status) ? "todo" : "info";
  page.visibility = words.t(visibility_msgid(circle_of(experience.status, experience.visibility)));
  page.updated = words.t("Updated on {}", {words.day(base::Day{std::chrono::floor<std::chrono::days>(experience.changed)})});
  page.reading_time = words.tn("Reading: {} min", "Reading: {} min", static_cast<std::int64_t>(std::max<std::size_t>(1, words_in(content) / 220)));
  page.told_by = content.narrator;
  page.written_by = content.writer;
  if (!content.interview_date.empty())
    page.written_by += (page.written_by.empty() ? "" : ", ") + words.t("interview of {}", {date_in_words(content.interview_date, words)});
  page.period = period_of(content, words);
  page.licence = content.licence;
  page.hexagon = hexagon_of(experience.territory_name);
  for (auto const& code : content.audiences) page.audiences.push_back(words.t(msgid_of(audiences(), code)));
  for (auto const& code : content.themes)
    page.themes.emplace_back(words.t(vocabulary.label(List::theme, code)), list_address(programme_slug, {.theme = code}));
  if (experience.status == Status::archived)
    page.withdrawn = words.t("This sheet is archived: it is kept for those who cite it and is no longer in the lists.");
  if (experience.status == Status::to_update) page.withdrawn = words.t("Its authors say that it needs an update: check before you rely on it.");
  return page;
}

}  // namespace experiences
