#include "domain/synthesis/sentence_pages.h"

#include <algorithm>
#include <map>

#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/seen.h"
#include "domain/synthesis/sentence_store.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/sentences.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"
#include "platform/search/search.h"

namespace synthesis {

namespace {

using accounts::Right;
using accounts::Visit;

constexpr int most_sheets_found = 8;
constexpr std::size_t most_passages_found = 16, longest_passage = 220;

std::string value_of(SentenceSource const& source) { return source.passage.empty() ? source.slug : source.slug + "#" + source.passage; }

Sentence sent(Visit const& visit) {
  Sentence sentence;
  sentence.id = visit.form("id").substr(0, 60);
  sentence.figure = visit.form("figure").substr(0, 40);
  sentence.text = visit.form("text");
  sentence.minority = visit.form("minority") == "yes";
  for (auto const& [name, value] : visit.request.form.fields()) {
    if (name != "source") continue;
    for (auto& source : sources_from(value)) {
      if (std::ranges::find(sentence.sources, source) == sentence.sources.end()) sentence.sources.push_back(std::move(source));
    }
  }
  sentence.person = visit.viewer.person;
  return sentence;
}

/// Passages whose sheets hold these words, best sheets first. Four queries.
std::vector<SentenceForm::Found> passages_with(db::Session& session, Visit const& visit, std::string_view typed) {
  std::vector<SentenceForm::Found> found;
  if (base::trimmed(typed).empty()) return found;
  std::vector<experiences::ExperienceId> ids;
  for (auto& id : search::find_ids(
           session, {std::string{typed.substr(0, 200)}, visit.viewer.audiences(), {"experience"}, visit.programme->text(), most_sheets_found, 0}))
    ids.push_back(experiences::ExperienceId::trusted(std::move(id)));
  std::vector<std::string> slugs;
  for (auto const& brief : experiences::briefs_of(session, visit.viewer, ids)) slugs.push_back(brief.slug);
  for (auto const& sheet : experiences::sheets_by_slugs(session, visit.viewer, *visit.programme, slugs)) {
    found.push_back({sheet.slug, "", sheet.content.title, base::shortened(markdown::plain_text(sheet.content.summary), longest_passage)});
    for (auto const& passage : experiences::passages_of(sheet)) {
      if (passage.type.empty() || found.size() >= most_passages_found) continue;
      found.push_back(
          {passage.slug + "#" + passage.code, passage.code, passage.title, base::shortened(markdown::plain_text(passage.text), longest_passage)});
    }
  }
  return found;
}

/// Only sources the writer may read are kept: another's private sheet cannot be named.
void keep_readable(db::Session& session, Visit const& visit, Sentence& sentence) {
  std::vector<experiences::PassageName> names;
  std::vector<std::string> slugs;
  for (auto const& source : sentence.sources) {
    if (source.passage.empty()) slugs.push_back(source.slug);
    else names.emplace_back(source.slug, source.passage);
  }
  auto const passages = experiences::passages(session, visit.viewer, *visit.programme, names);
  auto const briefs = experiences::find_by_slugs(session, visit.viewer, *visit.programme, slugs);
  std::erase_if(sentence.sources, [&](SentenceSource const& source) {
    if (source.passage.empty()) return std::ranges::none_of(briefs, [&](auto const& brief) { return brief.slug == source.slug; });
    return std::ranges::none_of(passages, [&](auto const& passage) { return passage.slug == source.slug && passage.code == source.passage; });
  });
}

}  // namespace

std::vector<Sentence> sentences_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  auto sentences = SentenceStore{session}.list(programme);
  std::vector<std::string> slugs;
  for (auto const& sentence : sentences)
    for (auto const& source : sentence.sources) slugs.push_back(source.slug);
  std::ranges::sort(slugs);
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  std::map<std::string, experiences::Brief> briefs;
  for (auto& brief : experiences::find_by_slugs(session, viewer, programme, slugs)) briefs.emplace(brief.slug, std::move(brief));
  for (auto& sentence : sentences) {
    for (auto& source : sentence.sources) {
      auto const brief = briefs.find(source.slug);
      if (brief == briefs.end()) continue;
      source.title = brief->second.title;
      source.territory = brief->second.territory_name;
    }
    // What the reader may not open is not named.
    std::erase_if(sentence.sources, [](SentenceSource const& source) { return source.title.empty(); });
  }
  return sentences;
}

void SentencePages::add_routes(accounts::Routes& routes) {
  std::string const root = "/p/{programme}/state-of-play/sentences";
  routes.get(root, Right::lead, "Sentences written beside the figures", [this](auto const& visit) { return written(visit); });
  routes.get(root + "/write", Right::lead, "Form to write a sentence beside a figure", [this](auto const& visit) { return open_form(visit); });
  routes.post(root + "/write", Right::lead, "Write, change or take away a sentence, or search its sources",
              [this](auto const& visit) { return send_form(visit); });
}

http::Response SentencePages::written(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const sentences = sentences_of(session, visit.viewer, seen->brief.id);
    SentencesPage page;
    page.back = address_of(seen->brief.slug);
    auto const write = html::Url::path("/p/{}/state-of-play/sentences/write", {seen->brief.slug});
    for (auto const& [name, picture] : pictures_of(seen->reading, seen->setting)) {
      SentencesPage::Figure figure{finding_of(picture), write.with("figure", name), said_beside(sentences, name, seen->brief.slug)};
      for (auto& said : figure.sentences) said.edit = write.with("id", said.id);
      page.figures.push_back(std::move(figure));
    }
    auto const title = visit.words().t("Written beside the figures");
    return m_house.stage.page(visit, frame_of(visit, seen->brief, views::state_of_play_sentences(visit.context, page), {{title, {}}}));
  });
}

http::Response SentencePages::open_form(Visit const& visit) const {
  Sentence sentence;
  sentence.figure = visit.query("figure").substr(0, 40);
  if (auto const id = visit.query("id"); !id.empty()) {
    auto const found = m_house.database.read([&](db::Session& session) { return SentenceStore{session}.find(*visit.programme, id); });
    if (!found) return m_house.stage.missing(visit);
    sentence = *found;
  }
  return show(visit, sentence, "");
}

http::Response SentencePages::show(Visit const& visit, Sentence const& sentence, std::string const& refusal, int status) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const pictures = pictures_of(seen->reading, seen->setting);
    auto const picture = std::ranges::find(pictures, sentence.figure, &NamedPicture::name);
    if (picture == pictures.end()) return m_house.stage.missing(visit);
    SentenceForm form;
    form.id = sentence.id;
    form.figure = sentence.figure;
    form.finding = finding_of(picture->picture);
    form.text = sentence.text;
    form.minority = sentence.minority;
    form.refusal = refusal;
    form.typed = visit.form("q").substr(0, 200);
    form.action = html::Url::path("/p/{}/state-of-play/sentences/write", {seen->brief.slug});
    form.back = html::Url::path("/p/{}/state-of-play/sentences", {seen->brief.slug});
    std::vector<std::string> slugs;
    for (auto const& source : sentence.sources) slugs.push_back(source.slug);
    std::map<std::string, std::string> titles;
    for (auto const& brief : experiences::find_by_slugs(session, visit.viewer, seen->brief.id, slugs)) titles[brief.slug] = brief.title;
    for (auto const& source : sentence.sources) form.chosen.push_back({value_of(source), source.passage, titles[source.slug], ""});
    form.found = passages_with(session, visit, form.typed);
    std::erase_if(form.found,
                  [&](auto const& found) { return std::ranges::find(form.chosen, found.value, &SentenceForm::Found::value) != form.chosen.end(); });
    auto const title = visit.words().t("Written beside the figures");
    return m_house.stage.page(visit, frame_of(visit, seen->brief, views::state_of_play_sentence_form(visit.context, form), {{title, form.back}}),
                              status);
  });
}

http::Response SentencePages::send_form(Visit const& visit) const {
  auto sentence = sent(visit);
  auto const what = visit.form("do");
  if (what == "search") return show(visit, sentence, "");
  auto const brief = m_house.database.read([&](db::Session& session) { return programme::brief_of(session, *visit.programme); });
  if (!brief) return m_house.stage.missing(visit);
  auto const list = html::Url::path("/p/{}/state-of-play/sentences", {brief->slug});
  if (what == "remove") {
    auto const gone = m_house.database.write([&](db::Session& session) { return SentenceStore{session}.remove(brief->id, sentence.id); });
    return gone ? m_house.stage.done(visit, visit.words().t("The sentence is taken away; frozen states of play keep it."), list)
                : m_house.stage.missing(visit);
  }
  auto const put = m_house.database.write([&](db::Session& session) {
    keep_readable(session, visit, sentence);
    return SentenceStore{session}.put(m_house.world, brief->id, sentence);
  });
  if (!put) return show(visit, sentence, visit.words().refusal(put.error()), 422);
  if (!*put) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().t("The sentence stands beside its figure."), list);
}

}  // namespace synthesis
