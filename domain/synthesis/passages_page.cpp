#include <algorithm>
#include <charconv>
#include <map>

#include "domain/synthesis/findings.h"
#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/seen.h"
#include "domain/synthesis/state_of_play_pages.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/passages.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace synthesis {

namespace {

using accounts::Visit;
using experiences::Facts;
using experiences::List;

constexpr std::size_t sheets_a_page = 20, longest_passage = 420;

/// What a mark counted: an obstacle, a lever, or the one the other overcame.
struct Behind {
  std::string obstacle, lever;
  bool overcome = false;
  std::optional<std::size_t> obstacle_place, lever_place;
};

Behind behind_of(Visit const& visit, experiences::Vocabulary const& vocabulary) {
  Behind behind;
  auto const code_now = [&](List list, std::string_view asked) {
    auto const* word = vocabulary.now(list, asked);
    return word ? word->code : std::string{};
  };
  behind.obstacle = code_now(List::obstacle, visit.query("obstacle"));
  behind.lever = code_now(List::lever, visit.query("lever"));
  behind.overcome = visit.query("overcome") == "yes" && !behind.obstacle.empty();
  behind.obstacle_place = vocabulary.counted_at(List::obstacle, behind.obstacle);
  behind.lever_place = vocabulary.counted_at(List::lever, behind.lever);
  return behind;
}

bool counts(Facts const& sheet, Behind const& behind) {
  auto const has = [](std::uint32_t bits, std::optional<std::size_t> place) { return !place || ((bits >> *place) & 1u) != 0; };
  if (!has(behind.overcome ? sheet.overcome : sheet.obstacles, behind.obstacle_place) || !has(sheet.levers, behind.lever_place)) return false;
  if (!behind.overcome || !behind.lever_place || !behind.obstacle_place) return true;
  return std::ranges::find(sheet.pairs, static_cast<std::uint16_t>(*behind.obstacle_place * 32 + *behind.lever_place)) != sheet.pairs.end();
}

std::vector<Facts const*> sheets_behind(Seen const& seen, Behind const& behind) {
  auto found = sheets_kept(*seen.whole->counted, seen.standpoint.circles, seen.reading.filter);
  std::erase_if(found, [&](Facts const* sheet) { return !counts(*sheet, behind); });
  std::ranges::sort(found, [](auto const* one, auto const* other) {
    return std::pair{one->published, one->id} > std::pair{other->published, other->id};
  });
  return found;
}

std::string title_of(Behind const& behind, Setting const& setting) {
  auto const& words = setting.words;
  auto const obstacle = behind.obstacle.empty() ? "" : obstacle_label(behind.obstacle, setting),
             lever = behind.lever.empty() ? "" : lever_label(behind.lever, setting);
  if (obstacle.empty()) return words.t("Lever: {}", {lever});
  if (lever.empty()) return behind.overcome ? words.t("Overcome: {}", {obstacle}) : words.t("Obstacle: {}", {obstacle});
  return behind.overcome ? words.t("“{}” overcome thanks to “{}”", {obstacle, lever})
                         : words.t("“{}” and “{}” in the same sheets", {obstacle, lever});
}

bool is_asked(experiences::Passage const& passage, Behind const& behind, experiences::Vocabulary const& vocabulary) {
  auto const filed = [&](List list, std::string const& code) {
    auto const* word = vocabulary.now(list, passage.type);
    return word && word->code == code;
  };
  if (passage.kind == "obstacle") return !behind.obstacle.empty() && filed(List::obstacle, behind.obstacle) && (!behind.overcome || passage.overcome);
  return passage.kind == "lever" && !behind.lever.empty() && filed(List::lever, behind.lever);
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::min<std::size_t>(number, 1'000'000);
}

/// The words the shown one may be merged into, in the order of the language.
std::vector<PassagesPage::Target> targets_of(List list, std::string const& code, Setting const& setting) {
  std::vector<PassagesPage::Target> targets;
  for (auto const& word : setting.vocabulary.words(list)) {
    if (word.merged_into.empty() && word.code != code) targets.push_back({word.code, setting.words.t(word.label)});
  }
  std::ranges::sort(targets, [&](auto const& one, auto const& other) { return setting.words.comes_before(one.label, other.label); });
  return targets;
}

/// The passages of some sheets, each sheet once read; three queries at most.
class Gatherer {
 public:
  Gatherer(db::Session& session, Visit const& visit, Seen const& seen, Behind const& behind)
      : m_session{session}, m_visit{visit}, m_seen{seen}, m_behind{behind} {}

  std::vector<PassagesPage::Line> lines(std::span<Facts const* const> sheets) const {
    std::vector<experiences::ExperienceId> ids;
    std::vector<accounts::TerritoryId> territories;
    for (auto const* sheet : sheets) {
      ids.push_back(sheet->id);
      if (auto const territory = m_seen.whole->counted->territory_of(*sheet)) territories.push_back(*territory);
    }
    std::vector<std::string> slugs;
    for (auto const& brief : experiences::briefs_of(m_session, m_visit.viewer, ids)) slugs.push_back(brief.slug);
    auto const names = territories::names_of(m_session, territories);
    std::vector<PassagesPage::Line> lines;
    for (auto const& sheet : experiences::sheets_by_slugs(m_session, m_visit.viewer, m_seen.brief.id, slugs)) {
      for (auto const& passage : experiences::passages_of(sheet)) {
        if (is_asked(passage, m_behind, m_seen.setting.vocabulary)) lines.push_back(line_of(passage, names));
      }
    }
    return lines;
  }

 private:
  PassagesPage::Line line_of(experiences::Passage const& passage, std::map<accounts::TerritoryId, std::string> const& names) const {
    PassagesPage::Line line;
    line.text = base::shortened(markdown::plain_text(passage.text), longest_passage);
    line.code = passage.code;
    line.code.front() = static_cast<char>(line.code.front() - 'a' + 'A');
    line.title = passage.title;
    line.obstacle = passage.kind == "obstacle";
    line.overcome = passage.overcome;
    if (passage.territory) {
      if (auto const name = names.find(*passage.territory); name != names.end()) line.territory = name->second;
    }
    line.url = experiences::address_of(m_seen.brief.slug, passage.slug, passage.code);
    if (m_visit.viewer.may_contribute(m_seen.brief.id)) {
      line.file =
          html::Url::path("/p/{}/experiences/{}/file", {m_seen.brief.slug, passage.slug}).with("passage", passage.code).with("back", "passages");
    }
    return line;
  }
  db::Session& m_session;
  Visit const& m_visit;
  Seen const& m_seen;
  Behind const& m_behind;
};

}  // namespace

http::Response StateOfPlayPages::passages(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const& setting = seen->setting;
    auto const behind = behind_of(visit, setting.vocabulary);
    if (behind.obstacle.empty() && behind.lever.empty()) return m_house.stage.missing(visit);
    auto const sheets = sheets_behind(*seen, behind);
    auto const from = std::min(number_in(visit.query("from")), sheets.size()), to = std::min(from + sheets_a_page, sheets.size());
    auto here =
        narrowed(html::Url::path("/p/{}/state-of-play/passages", {seen->brief.slug}).with("obstacle", behind.obstacle).with("lever", behind.lever),
                 seen->reading.filter);
    here = here.with("overcome", behind.overcome ? "yes" : "");

    PassagesPage page;
    page.title = title_of(behind, setting);
    page.lead = visit.words().tn("{} sheet", "{} sheets", static_cast<std::int64_t>(sheets.size()));
    for (auto facet : all_facets) {
      if (auto const& value = seen->reading.filter.value(facet); !value.empty()) page.lead += ", " + label_of(facet, value, setting);
    }
    page.lines = Gatherer{session, visit, *seen, behind}.lines(std::span{sheets}.subspan(from, to - from));
    if (from > 0) page.previous = here.with("from", std::to_string(from > sheets_a_page ? from - sheets_a_page : 0));
    if (to < sheets.size()) page.next = here.with("from", std::to_string(to));
    page.back = narrowed(address_of(seen->brief.slug), seen->reading.filter);
    page.list = experiences::list_address(seen->brief.slug,
                                          {.theme = seen->reading.filter.value(Facet::theme),
                                           .obstacle = behind.obstacle,
                                           .lever = behind.lever,
                                           .typology = seen->reading.filter.value(Facet::typology),
                                           .only_overcome = behind.overcome,
                                           .lever_overcame_obstacle = behind.overcome && !behind.lever.empty()});
    bool const one_word = behind.obstacle.empty() != behind.lever.empty();
    if (one_word && visit.viewer.may_contribute(seen->brief.id)) {
      auto const list = behind.lever.empty() ? List::obstacle : List::lever;
      page.merge = html::Url::path("/p/{}/words", {seen->brief.slug});
      page.list_code = experiences::code(list);
      page.word_code = behind.lever.empty() ? behind.obstacle : behind.lever;
      page.targets = targets_of(list, page.word_code, setting);
    }
    auto framed = frame_of(visit, seen->brief, views::state_of_play_passages(visit.context, page), {{page.title, {}}});
    framed.indexable = false;
    return m_house.stage.page(visit, std::move(framed));
  });
}

}  // namespace synthesis
