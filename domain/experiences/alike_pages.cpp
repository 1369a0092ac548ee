#include <algorithm>

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/search_views.h"
#include "domain/experiences/views/alike.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr std::size_t most_alike = 9, most_compared = 2'000, sheets_of_each = 3, most_sheets = 300;

/// The territory one is compared with: the one named in the address, else one's own in the programme.
struct Compared {
  std::optional<territories::Territory> territory;
  std::optional<base::Refusal> refusal;
};

Compared compared_in(db::Session& session, accounts::Visit const& visit) {
  auto const& query = visit.request.query;
  if (!base::trimmed(query["territory"]).empty() || !base::trimmed(query["territory_key"]).empty()) {
    auto const resolved =
        query["territory"].empty() ? territories::resolve(session, query["territory_key"]) : territories::resolve_field(session, query);
    if (!resolved) return {std::nullopt, resolved.error()};
    return {territories::find(session, resolved->id), std::nullopt};
  }
  auto const own = visit.viewer.territory_in(*visit.programme);
  return {own ? territories::find(session, *own) : std::nullopt, std::nullopt};
}

/// The obstacles of the sheets a territory told, for whom chose none.
std::uint32_t obstacles_of(Counted const& counted, accounts::TerritoryId const& territory) {
  std::uint32_t bits = 0;
  for (auto const& facts : counted.sheets)
    if (facts.counted && counted.territories[facts.territory_place] == territory.text()) bits |= facts.obstacles;
  return bits;
}

/// What the sheets found say of each territory: bits of obstacles met, of obstacles overcome.
struct Met {
  std::uint32_t obstacles = 0, overcome = 0;
};

class AlikeMaker {
 public:
  AlikeMaker(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Shelf& shelf, Asked const& asked)
      : m_session{session}, m_visit{visit}, m_programme{programme}, m_shelf{shelf}, m_asked{asked}, m_words{visit.words()} {}

  void compare(AlikePage& page, territories::Territory const& own) {
    auto const found = find(m_session, m_shelf, m_visit.viewer, *m_visit.programme, m_asked, {}, 0);
    m_vocabulary = found.counted->vocabulary;
    std::vector<accounts::TerritoryId> among;
    for (auto const& [count, id] : most_told(*found.counted, found.listing.by_territory, most_compared))
      if (id != own.id.text()) among.push_back(accounts::TerritoryId::trusted(id));
    auto const alike = territories::similar_among(m_session, own.id, among, most_alike);
    read_sheets(alike);
    for (auto const& one : alike) page.territories.push_back(line_of(one));
    page.finding = m_words.tn("One other territory told of this", "{} other territories told of this, the most alike first",
                              static_cast<std::int64_t>(page.territories.size()));
  }

 private:
  std::uint32_t bit_of(std::string const& code) const {
    auto const place = m_vocabulary.counted_at(List::obstacle, code);
    return place ? std::uint32_t{1} << *place : 0;
  }
  void read_sheets(std::vector<territories::Alike> const& alike) {
    if (alike.empty()) return;
    auto narrowed = m_asked;
    for (auto const& one : alike) narrowed[Facet::territory].push_back(one.territory.id.text());
    auto const found = find(m_session, m_shelf, m_visit.viewer, *m_visit.programme, narrowed, {}, most_sheets);
    m_briefs = ExperienceStore{m_session}.briefs(m_visit.viewer, found.listing.shown);
    std::map<ExperienceId, Facts const*> facts;
    for (auto const& id : found.listing.shown) facts[id] = nullptr;
    for (auto const& one : found.counted->sheets)
      if (auto const place = facts.find(one.id); place != facts.end()) place->second = &one;
    for (auto const& brief : m_briefs) {
      auto const& said = *facts.at(brief.id);
      m_sheets[brief.id] = {said.obstacles, said.overcome};
      if (!brief.territory) continue;
      m_met[*brief.territory].obstacles |= said.obstacles;
      m_met[*brief.territory].overcome |= said.overcome;
    }
  }
  std::vector<std::string> reasons_of(territories::Alike const& alike) const {
    std::vector<std::string> reasons;
    for (auto const& reason : alike.likeness.reasons) reasons.push_back(m_words.refusal(reason));
    auto const met = m_met.find(alike.territory.id);
    if (met == m_met.end()) return reasons;
    for (auto const& code : m_asked[Facet::obstacle]) {
      auto const bit = bit_of(code);
      auto const name = m_words.t(m_vocabulary.label(List::obstacle, code));
      if (met->second.overcome & bit) reasons.push_back(m_words.t("overcame the same obstacle: {}", {name}));
      else if (met->second.obstacles & bit) reasons.push_back(m_words.t("met the same obstacle: {}", {name}));
    }
    return reasons;
  }
  AlikePage::Territory line_of(territories::Alike const& alike) const {
    AlikePage::Territory line{
        alike.territory.label(), hexagon_of(alike.territory.name), territories::address_of(alike.territory.key()), reasons_of(alike), {}, {}};
    std::uint32_t chosen = 0;
    for (auto const& code : m_asked[Facet::obstacle]) chosen |= bit_of(code);
    std::size_t count = 0;
    for (auto const& brief : m_briefs) {
      if (brief.territory != alike.territory.id || ++count > sheets_of_each) continue;
      bool const overcome = (m_sheets.at(brief.id).overcome & (chosen ? chosen : ~0u)) != 0;
      line.told.push_back({brief.title, overcome ? m_words.t("Overcome") : "", address_of(m_programme.slug, brief.slug)});
    }
    auto narrowed = m_asked;
    narrowed[Facet::territory] = {alike.territory.id.text()};
    if (count > sheets_of_each) line.all = address_with(m_programme.slug, narrowed, "");
    return line;
  }

  db::Session& m_session;
  accounts::Visit const& m_visit;
  programme::Brief const& m_programme;
  Shelf& m_shelf;
  Asked const& m_asked;
  i18n::Words const& m_words;
  Vocabulary m_vocabulary;
  std::vector<Brief> m_briefs;
  std::map<ExperienceId, Met> m_sheets;
  std::map<accounts::TerritoryId, Met> m_met;
};

territories::TerritoryField field_of(accounts::Visit const& visit, Compared const& compared) {
  territories::TerritoryField field;
  field.label = visit.words().t("A territory");
  field.help = visit.words().t("Its name, its postcode or its code.");
  field.typed = compared.territory ? compared.territory->label() : std::string{visit.query("territory")};
  field.key = compared.territory ? territories::text_of(compared.territory->key()) : "";
  if (compared.refusal) field.refusal = visit.words().refusal(*compared.refusal);
  return field;
}

}  // namespace

http::Response ExperiencePages::Rooms::territories_alike(accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto asked = asked_of(visit);
  Asked narrowed;  // only what the page shows: obstacles, overcome or not
  narrowed[Facet::obstacle] = asked[Facet::obstacle];
  if (asked.has(Facet::overcome, "yes")) narrowed[Facet::overcome] = {"yes"};
  AlikePage page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const compared = compared_in(session, visit);
    page.territory = field_of(visit, compared);
    if (compared.territory && narrowed[Facet::obstacle].empty()) {
      auto const counted = shelf.of(session, *visit.programme);
      auto const bits = obstacles_of(*counted, compared.territory->id);
      narrowed[Facet::obstacle] = counted->vocabulary.codes_of(List::obstacle, bits);
      if (bits) page.why_these = words.t("These are the obstacles {} told of: choose others if you like.", {compared.territory->label()});
    }
    for (auto const& word : shelf.of(session, *visit.programme)->vocabulary.words(List::obstacle))
      if (word.offered() || narrowed.has(Facet::obstacle, word.code))
        page.obstacles.push_back({word.code, words.t(word.label), 0, narrowed.has(Facet::obstacle, word.code)});
    if (!compared.territory) return;
    page.like = compared.territory->label();
    AlikeMaker{session, visit, programme, shelf, narrowed}.compare(page, *compared.territory);
  });
  page.slug = programme.slug;
  page.action = html::Url::path("/p/{}/experiences/alike", {programme.slug});
  page.list = list_address(programme.slug);
  page.only_overcome = narrowed.has(Facet::overcome, "yes");
  auto framed = frame(programme, words.t("Territories like mine"),
                      {{words.t("Experiences"), list_address(programme.slug)}, {words.t("Territories like mine"), {}}});
  framed.indexable = false;
  framed.body = views::alike(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

}  // namespace experiences
