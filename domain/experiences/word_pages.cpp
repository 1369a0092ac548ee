#include <algorithm>
#include <charconv>

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/words.view.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/experiences/word_views.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

using What = WordChange::What;
constexpr int most_changes = 200;
constexpr std::size_t longest_passage = 600;

html::Url under(programme::Brief const& programme, std::string_view what) { return html::Url::path("/p/{}/{}", {programme.slug, what}); }

std::string title_of(List list, i18n::Words const& words) {
  return list == List::theme ? words.t("Themes") : list == List::obstacle ? words.t("Obstacles") : words.t("Levers");
}

std::string address_key(List list) { return std::string{code(list)}; }

/// Sheets one may read that count under each place of a list.
std::vector<std::int64_t> sheets_by_place(Counted const& counted, List list, std::vector<accounts::Visibility> const& circles) {
  std::vector<std::int64_t> sheets(most_words);
  for (auto const& facts : counted.sheets) {
    if (!facts.counted || std::ranges::find(circles, facts.circle) == circles.end()) continue;
    auto const bits = list == List::theme ? facts.themes : list == List::obstacle ? facts.obstacles : facts.levers;
    for (std::size_t place = 0; place < most_words; ++place) sheets[place] += (bits >> place) & 1u;
  }
  return sheets;
}

WordLine line_of(Vocabulary const& vocabulary, List list, std::size_t at, std::vector<std::int64_t> const& sheets, std::string const& slug,
                 i18n::Words const& words) {
  auto const& word = vocabulary.words(list)[at];
  WordLine line;
  line.code = word.code;
  line.label = words.t(word.label);
  if (auto const base = msgid_of(base_words(list), word.code); word.renamed && base != word.code) line.once = words.t(base);
  line.retired = word.retired;
  line.first = at == 0;
  line.last = at + 1 == vocabulary.words(list).size();
  if (!word.merged_into.empty()) line.merged_into = words.t(vocabulary.label(list, word.code));
  auto const count = word.merged_into.empty() ? sheets[word.place] : 0;
  if (word.merged_into.empty()) line.sheets = words.tn("{} sheet", "{} sheets", count);
  if (count > 0) line.url = list_address(slug).with(address_key(list), word.code);
  for (auto const& other : vocabulary.words(list))
    if (other.merged_into.empty() && other.code != word.code) line.targets.push_back({other.code, words.t(other.label)});
  std::ranges::sort(line.targets, [&](auto const& one, auto const& two) { return words.comes_before(one.label, two.label); });
  return line;
}

std::string sentence_of(WordChange const& change, Vocabulary const& vocabulary, i18n::Words const& words) {
  auto const name = words.t(vocabulary.find(change.list, change.code) ? std::string_view{vocabulary.find(change.list, change.code)->label}
                                                                      : std::string_view{change.code});
  auto const other = [&](std::string const& code) {
    return words.t(vocabulary.find(change.list, code) ? std::string_view{vocabulary.find(change.list, code)->label} : std::string_view{code});
  };
  switch (change.what) {
    case What::added: return words.t("“{}” was added.", {change.after});
    case What::renamed: return words.t("“{}” became “{}”.", {words.t(change.before), words.t(change.after)});
    case What::merged: return words.t("“{}” was merged into “{}”.", {name, other(change.after)});
    case What::parted: return words.t("“{}” is counted apart again.", {name});
    case What::retired: return words.t("“{}” is no longer offered.", {name});
    case What::restored: return words.t("“{}” is offered again.", {name});
    case What::moved: return words.t("“{}” went from place {} to place {}.", {name, change.before, change.after});
  }
  return {};
}

/// Merging two words is done in the room by whoever contributes; the rest is the lead's.
bool may_do(accounts::Visit const& visit, What what) {
  if (visit.viewer.leads(*visit.programme)) return true;
  return visit.viewer.may_contribute(*visit.programme) && (what == What::merged || what == What::parted);
}

std::optional<WordChange> change_of(accounts::Visit const& visit, Vocabulary const& vocabulary) {
  auto const list = list_from(visit.form("list"));
  if (!list) return std::nullopt;
  WordChange change{What::moved, *list, std::string{visit.form("code").substr(0, 100)}, std::string{visit.form("text").substr(0, 400)}};
  auto const asked = visit.form("do");
  if (asked == "up" || asked == "down") {
    auto const& all = vocabulary.words(*list);
    auto const at = std::ranges::find(all, change.code, &Word::code) - all.begin();
    change.after = std::to_string(asked == "up" ? at : at + 2);
    return change;
  }
  auto const what = what_from(asked);
  if (!what || *what == What::moved) return std::nullopt;
  if (*what == What::added) change.code.clear();
  change.what = *what;
  return change;
}

std::string name_in(std::map<accounts::PersonId, std::string> const& names, std::optional<accounts::PersonId> const& person,
                    i18n::Words const& words) {
  if (!person) return {};
  auto const found = names.find(*person);
  return found == names.end() ? words.t("someone") : found->second;
}

}  // namespace

void ExperiencePages::Rooms::add_word_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/words", Right::member, "The words of a programme: themes, obstacles, levers",
             [this](auto const& visit) { return words(visit); });
  routes.post("/p/{programme}/words", Right::contributor, "Add, rename, merge, retire or move a word",
              [this](auto const& visit) { return change_word(visit); });
  routes.get("/p/{programme}/corrections", Right::member, "What was filed elsewhere, which words changed, and how to undo it",
             [this](auto const& visit) { return corrections(visit); });
  routes.post("/p/{programme}/corrections/{id}/undo", Right::contributor, "Undo the filing of a passage elsewhere",
              [this](auto const& visit) { return undo_filing(visit); });
  routes.get("/p/{programme}/experiences/{slug}/file", Right::contributor, "Choose under which word a passage is filed",
             [this](auto const& visit) { return ask_filing(visit); });
  routes.post("/p/{programme}/experiences/{slug}/file", Right::contributor, "File a passage under another word",
              [this](auto const& visit) { return file_elsewhere(visit); });
}

http::Response ExperiencePages::Rooms::words(accounts::Visit const& visit) { return words_page(visit, {}); }

http::Response ExperiencePages::Rooms::words_page(accounts::Visit const& visit, std::optional<base::Refusal> const& refusal) {
  auto const& said = visit.words();
  programme::Brief programme;
  WordsPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const counted = shelf.of(session, *visit.programme);
    auto const& vocabulary = counted->vocabulary;
    auto const circles = visit.viewer.circles_in(*visit.programme);
    page.version = vocabulary.version == 0 ? said.t("Version 0: the words the programme began with.") : said.t("Version {}.", {vocabulary.version});
    for (auto list : all_lists) {
      WordsPage::OneList one{std::string{code(list)}, title_of(list, said), "", {}};
      auto const sheets = sheets_by_place(*counted, list, circles);
      for (std::size_t at = 0; at < vocabulary.words(list).size(); ++at)
        one.words.push_back(line_of(vocabulary, list, at, sheets, programme.slug, said));
      auto const left = static_cast<std::int64_t>(most_words - vocabulary.words(list).size());
      if (left > 0) one.left = said.tn("{} more word may be added.", "{} more words may be added.", left);
      page.lists.push_back(std::move(one));
    }
  });
  page.may_lead = visit.viewer.leads(*visit.programme);
  page.may_merge = visit.viewer.may_contribute(*visit.programme);
  if (refusal) page.refusal = said.refusal(*refusal);
  page.action = under(programme, "words");
  page.corrections = under(programme, "corrections");
  page.back = under(programme, "state-of-play");
  auto framed = frame(programme, said.t("The words of the programme"), {{said.t("The words of the programme"), {}}});
  framed.section = "state-of-play";
  framed.indexable = false;
  framed.body = views::words(visit.context, page);
  return house.stage.page(visit, std::move(framed), refusal ? 422 : 200);
}

http::Response ExperiencePages::Rooms::change_word(accounts::Visit const& visit) {
  auto const& said = visit.words();
  std::optional<base::Refusal> refusal;
  std::string sentence;
  bool allowed = true, undoing = visit.form("do") == "undo";
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    programme = programme_of(session, visit);
    VocabularyStore store{session};
    auto const vocabulary = store.of(*visit.programme);
    std::int64_t number = 0;
    std::from_chars(visit.form("number").data(), visit.form("number").data() + visit.form("number").size(), number);
    auto const noted = undoing ? store.noted(*visit.programme, number) : std::nullopt;
    auto const change = undoing ? (noted ? std::optional{turned_back(noted->change)} : std::nullopt) : change_of(visit, vocabulary);
    allowed = change && may_do(visit, change->what);
    if (!allowed) return;
    auto const done = store.change(house.world, visit.viewer.person, *visit.programme, *change, said);
    if (done) sentence = sentence_of(done->change, store.of(*visit.programme), said);
    else refusal = done.error();
  });
  if (!allowed) return house.stage.missing(visit);
  if (refusal) return words_page(visit, refusal);
  return house.stage.done(visit, sentence, undoing ? under(programme, "corrections") : under(programme, "words").with_fragment(visit.form("list")));
}

http::Response ExperiencePages::Rooms::corrections(accounts::Visit const& visit) {
  auto const& said = visit.words();
  programme::Brief programme;
  CorrectionsPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const vocabulary = vocabulary_of(session, visit);
    auto const filed = refilings(session, visit.viewer, *visit.programme, most_changes);
    auto const changes = VocabularyStore{session}.history(*visit.programme, most_changes);
    std::vector<accounts::PersonId> people;
    for (auto const& one : filed)
      for (auto const& person : {one.person, one.undone_by})
        if (person) people.push_back(*person);
    for (auto const& one : changes)
      if (one.person) people.push_back(*one.person);
    auto const names = accounts::names_of(session, people);
    for (auto const& one : filed) {
      auto const list = one.passage.starts_with('f') ? List::obstacle : List::lever;
      CorrectionsPage::Line line{
          said.t("“{}”, {}: from “{}” to “{}”.",
                 {one.title, base::fold(one.passage), said.t(vocabulary->label(list, one.from)), said.t(vocabulary->label(list, one.to))}),
          name_in(names, one.person, said),
          said.moment(one.at),
          "",
          address_of(programme.slug, one.slug, one.passage),
          {},
          ""};
      if (one.undone_at) line.undone = said.t("Undone on {} by {}.", {said.moment(*one.undone_at), name_in(names, one.undone_by, said)});
      else if (visit.viewer.may_contribute(*visit.programme)) line.undo = html::Url::path("/p/{}/corrections/{}/undo", {programme.slug, one.id});
      page.passages.push_back(std::move(line));
    }
    for (auto const& one : changes) {
      CorrectionsPage::Line line{
          sentence_of(one.change, *vocabulary, said), name_in(names, one.person, said), said.moment(one.at), "", {}, {}, std::to_string(one.number)};
      if (may_do(visit, turned_back(one.change).what)) line.undo = under(programme, "words");
      page.words.push_back(std::move(line));
    }
  });
  page.state_of_play = under(programme, "state-of-play");
  page.vocabulary = under(programme, "words");
  auto framed = frame(programme, said.t("Corrections"), {{said.t("Corrections"), {}}});
  framed.section = "state-of-play";
  framed.indexable = false;
  framed.body = views::corrections(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::undo_filing(accounts::Visit const& visit) {
  programme::Brief programme;
  auto const done = house.database.write([&](db::Session& session) {
    programme = programme_of(session, visit);
    return undo_refiling(session, house.world, visit.viewer, *visit.programme, visit.capture("id"), visit.words());
  });
  if (!done) return house.stage.refused(visit, done.error());
  return house.stage.done(visit, visit.words().t("Put back where it was."), under(programme, "corrections"));
}

http::Response ExperiencePages::Rooms::ask_filing(accounts::Visit const& visit) {
  auto const& said = visit.words();
  programme::Brief programme;
  std::optional<FilingPage> page;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    if (!experience || !is_counted(experience->status)) return;
    programme = programme_of(session, visit);
    auto const vocabulary = vocabulary_of(session, visit);
    for (auto const& one : passages_of(*experience)) {
      if (one.code != visit.query("passage") || one.type.empty()) continue;
      auto const list = one.kind == "obstacle" ? List::obstacle : List::lever;
      page = FilingPage{one.title,
                        list == List::obstacle ? said.t("obstacle {}", {one.code}) : said.t("lever {}", {one.code}),
                        base::shortened(markdown::plain_text(one.text), longest_passage),
                        said.t(vocabulary->label(list, one.type)),
                        one.code,
                        std::string{visit.query("back").substr(0, 200)},
                        {},
                        {},
                        {}};
      for (auto const& word : vocabulary->words(list))
        if (word.offered()) page->choices.push_back({word.code, said.t(word.label), vocabulary->now(list, one.type) == &word});
      page->action = html::Url::path("/p/{}/experiences/{}/file", {programme.slug, experience->slug});
      page->sheet = address_of(programme.slug, experience->slug, one.code);
    }
  });
  if (!page) return house.stage.missing(visit);
  auto framed = frame(programme, said.t("Where does this passage belong?"),
                      {{said.t("Experiences"), list_address(programme.slug)}, {page->title, page->sheet}});
  framed.indexable = false;
  framed.body = views::filing(visit.context, *page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::file_elsewhere(accounts::Visit const& visit) {
  programme::Brief programme;
  auto const done = house.database.write([&](db::Session& session) {
    programme = programme_of(session, visit);
    return refile(session, house.world, visit.viewer, *visit.programme, visit.capture("slug"), visit.form("passage"), visit.form("to"),
                  hooks.public_address + under(programme, "corrections").text(), visit.words());
  });
  if (!done) return house.stage.refused(visit, done.error());
  auto const list = done->passage.starts_with('f') ? List::obstacle : List::lever;
  // Back to the passages of the word it was under: in the room one goes through them.
  auto const back = visit.form("back") == "passages" ? html::Url::path("/p/{}/state-of-play/passages", {programme.slug}).with(code(list), done->from)
                                                     : address_of(programme.slug, done->slug, done->passage);
  return house.stage.done(visit, visit.words().t("Filed. Anyone of the programme may undo it."), back);
}

}  // namespace experiences
