#include "domain/experiences/listing.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "domain/experiences/finding.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

using accounts::Visibility;

auto const programme = accounts::ProgrammeId::trusted("programme");
auto const nadia = accounts::PersonId::trusted("nadia");
auto const brumeval = accounts::TerritoryId::trusted("brumeval");

int up_to(int last) { return *rc::gen::inRange(0, last + 1); }

Facts any_sheet(Counted const& counted, int number) {
  Facts facts;
  facts.id = ExperienceId::trusted("sheet-" + std::to_string(number));
  facts.sort_title = std::string(1, static_cast<char>('a' + up_to(3)));
  facts.territory_place = static_cast<std::uint32_t>(up_to(static_cast<int>(counted.territories.size()) - 1));
  facts.author_place = static_cast<std::uint32_t>(up_to(1));
  facts.typology = static_cast<std::uint16_t>(up_to(3));
  facts.region = static_cast<std::uint16_t>(up_to(2));
  facts.territory_type = static_cast<std::uint8_t>(up_to(2));
  facts.population_band = static_cast<std::uint8_t>(up_to(8));
  facts.actor_kinds = static_cast<std::uint32_t>(up_to(7));
  facts.status = static_cast<std::uint8_t>(up_to(6));
  facts.counted = facts.status == static_cast<int>(Status::published) || facts.status == static_cast<int>(Status::to_update);
  facts.size = static_cast<std::uint8_t>(up_to(2));
  facts.step = up_to(3) == 3 ? 255 : static_cast<std::uint8_t>(up_to(2));
  facts.circle = static_cast<Visibility>(up_to(5));
  facts.themes = static_cast<std::uint32_t>(up_to(7));
  facts.obstacles = static_cast<std::uint32_t>(up_to(7));
  facts.overcome = facts.obstacles & static_cast<std::uint32_t>(up_to(7));
  facts.levers = static_cast<std::uint32_t>(up_to(3));
  if (facts.overcome & 1 && facts.levers & 1) facts.pairs.push_back(0);
  if (facts.overcome & 2 && facts.levers & 2) facts.pairs.push_back(33);
  facts.first_year = up_to(4) == 4 ? std::uint16_t{0} : static_cast<std::uint16_t>(2018 + up_to(4));
  facts.last_year = static_cast<std::uint16_t>(facts.first_year ? facts.first_year + up_to(2) : 0);
  facts.changed = up_to(5);
  facts.published = facts.counted ? up_to(5) : 0;
  facts.search_number = 1000 + number * 3;
  return facts;
}

Counted any_sheets() {
  Counted counted;
  counted.typologies = {"", "rural", "intermediate", "urban"};
  counted.regions = {"", "53", "28"};
  counted.territory_types = {"", "commune", "epci"};
  counted.territories = {"", "brumeval", "elsewhere", "third"};
  counted.authors = {"", "nadia"};
  int const sheets = up_to(90);
  for (int number = 0; number < sheets; ++number) counted.sheets.push_back(any_sheet(counted, number));
  return counted;
}

Asked any_question(Catalogue const& catalogue) {
  Asked asked;
  for (std::size_t at = 0; at < facet_count; ++at) {
    auto const& values = catalogue.values(static_cast<Facet>(at));
    if (values.empty() || up_to(3) != 0) continue;
    for (int chosen = up_to(2); chosen >= 0; --chosen)
      if (auto const& code = values[static_cast<std::size_t>(up_to(std::min<int>(static_cast<int>(values.size()) - 1, 3)))]; !code.empty())
        asked = asked.with(static_cast<Facet>(at), code);
  }
  if (up_to(8) == 0) asked = asked.with(Facet::theme, "no-such-theme");
  asked.linked = up_to(4) == 0;
  asked.mine = up_to(5) == 0;
  asked.sort = std::vector<std::string>{"", "title", "oldest"}[static_cast<std::size_t>(up_to(2))];
  return asked;
}

bool has_bit(std::uint32_t bits, std::span<Term const> vocabulary, std::string const& code) {
  auto const place = place_of(vocabulary, code);
  return place && ((bits >> *place) & 1);
}

/// The rule said plainly: whether a sheet has a value of a facet, for that question.
bool has(Counted const& counted, Facts const& facts, Facet facet, std::string const& code, Asked const& asked) {
  switch (facet) {
    case Facet::theme: return has_bit(facts.themes, themes(), code);
    case Facet::obstacle: {
      bool const yes = asked.has(Facet::overcome, "yes"), no = asked.has(Facet::overcome, "no");
      if (yes == no) return has_bit(facts.obstacles, obstacle_types(), code);
      return has_bit(yes ? facts.overcome : facts.obstacles & ~facts.overcome, obstacle_types(), code);
    }
    case Facet::overcome: {
      auto const bits = code == "yes" ? facts.overcome : facts.obstacles & ~facts.overcome;
      if (asked[Facet::obstacle].empty()) return bits != 0;
      return std::ranges::any_of(asked[Facet::obstacle], [&](auto const& obstacle) { return has_bit(bits, obstacle_types(), obstacle); });
    }
    case Facet::lever: return has_bit(facts.levers, lever_types(), code);
    case Facet::actors: {
      auto const kinds = territories::organisation_kinds();
      return (facts.actor_kinds >> (std::ranges::find(kinds, code, &territories::OrganisationKind::code) - kinds.begin())) & 1;
    }
    case Facet::territory_type: return counted.territory_types[facts.territory_type] == code;
    case Facet::density: return counted.typologies[facts.typology] == code;
    case Facet::population: return std::to_string(facts.population_band) == code;
    case Facet::region: return counted.regions[facts.region] == code;
    case Facet::territory: return counted.territories[facts.territory_place] == code;
    case Facet::year: return facts.first_year != 0 && facts.first_year <= std::stoi(code) && std::stoi(code) <= facts.last_year;
    case Facet::step: return place_of(steps(), code) == facts.step;
    case Facet::size: return place_of(sizes(), code) == facts.size;
    case Facet::status: return experiences::code(static_cast<Status>(facts.status)) == code;
  }
  return false;
}

bool passes(Counted const& counted, Facts const& facts, Facet facet, Asked const& asked) {
  auto const& chosen = asked[facet];
  if (facet == Facet::status && chosen.empty()) return facts.counted || asked.mine;
  if (chosen.empty()) return true;
  if (facet == Facet::overcome && !asked[Facet::obstacle].empty()) return true;  // said with the obstacles
  if (facet == Facet::lever && asked.linked && !asked[Facet::obstacle].empty())
    return std::ranges::any_of(chosen, [&](auto const& lever) {
      return std::ranges::any_of(asked[Facet::obstacle], [&](auto const& obstacle) {
        auto const row = place_of(obstacle_types(), obstacle), column = place_of(lever_types(), lever);
        return row && column && std::ranges::find(facts.pairs, *row * 32 + *column) != facts.pairs.end();
      });
    });
  return std::ranges::any_of(chosen, [&](auto const& code) { return has(counted, facts, facet, code, asked); });
}

bool may_see(Facts const& facts, accounts::Viewer const& viewer, bool mine_only) {
  bool const mine = viewer.person && (facts.author_place == 1 || facts.territory_place == 1);
  auto const circles = viewer.circles_in(programme);
  bool const open = facts.circle == Visibility::public_ || std::ranges::find(circles, facts.circle) != circles.end();
  return mine || (open && !mine_only);
}

/// Sheets that pass every facet but those let go, and have the value counted.
std::int64_t naive_count(Counted const& counted, accounts::Viewer const& viewer, Asked const& asked, std::vector<Facet> const& let_go,
                         std::optional<std::pair<Facet, std::string>> const& value) {
  return std::ranges::count_if(counted.sheets, [&](Facts const& facts) {
    if (!may_see(facts, viewer, asked.mine)) return false;
    for (std::size_t at = 0; at < facet_count; ++at)
      if (std::ranges::find(let_go, static_cast<Facet>(at)) == let_go.end() && !passes(counted, facts, static_cast<Facet>(at), asked)) return false;
    return !value || has(counted, facts, value->first, value->second, asked);
  });
}

accounts::Viewer any_viewer() {
  accounts::Viewer viewer;
  if (up_to(2) == 0) return viewer;
  viewer.person = nadia;
  viewer.memberships.push_back({programme, brumeval, accounts::Function::pioneer, accounts::Power::contribute});
  return viewer;
}

RC_GTEST_PROP(Listing, CountsAreThoseOfANaiveReckoningForAnyFilters, ()) {
  auto const counted = any_sheets();
  Catalogue const catalogue{counted};
  auto const asked = any_question(catalogue);
  auto const viewer = any_viewer();
  auto const got = listing(counted, catalogue, viewer, programme, asked, std::nullopt, "", 10);
  RC_ASSERT(got.total == naive_count(counted, viewer, asked, {}, std::nullopt));
  for (std::size_t at = 0; at < facet_count; ++at) {
    auto const facet = static_cast<Facet>(at);
    std::vector<Facet> let_go{facet};
    if (facet == Facet::overcome || facet == Facet::obstacle) let_go = {Facet::overcome, Facet::obstacle};
    auto const& values = catalogue.values(facet);
    for (std::size_t value = 0; value < values.size(); ++value)
      if (!values[value].empty()) RC_ASSERT(got.of(facet)[value] == naive_count(counted, viewer, asked, let_go, std::pair{facet, values[value]}));
    RC_ASSERT(got.without[at] == naive_count(counted, viewer, asked, let_go, std::nullopt));
  }
}

RC_GTEST_PROP(Listing, PagesFollowEachOtherWithoutGapNorRepetition, ()) {
  auto const counted = any_sheets();
  Catalogue const catalogue{counted};
  auto asked = any_question(catalogue);
  auto const viewer = any_viewer();
  std::optional<std::vector<std::int64_t>> by_words;
  if (up_to(1) == 0) {
    by_words.emplace();
    for (auto const& facts : counted.sheets)
      if (up_to(2) != 0) by_words->insert(by_words->begin() + up_to(static_cast<int>(by_words->size())), facts.search_number);
    by_words->push_back(7);  // of another programme
    asked.words = "navette";
  }
  auto const whole = listing(counted, catalogue, viewer, programme, asked, by_words, "", 1000);
  RC_ASSERT(static_cast<std::int64_t>(whole.shown.size()) == whole.total);
  std::vector<ExperienceId> paged;
  std::string after;
  for (bool more = true; more;) {
    auto const page = listing(counted, catalogue, viewer, programme, asked, by_words, after, 7);
    paged.insert(paged.end(), page.shown.begin(), page.shown.end());
    more = page.more;
    if (more) after = page.shown.back().text();
  }
  RC_ASSERT(paged == whole.shown);
}

TEST(Listing, StandsInTheOrderOfTheWordsUnlessAnotherIsAsked) {
  Counted counted;
  counted.typologies = counted.regions = counted.territory_types = counted.territories = counted.authors = {""};
  for (int number = 0; number < 3; ++number) {
    Facts facts;
    facts.id = ExperienceId::trusted(std::to_string(number));
    facts.sort_title = std::string(1, "cab"[number]);
    facts.status = static_cast<std::uint8_t>(Status::published);
    facts.counted = true;
    facts.circle = Visibility::public_;
    facts.published = number + 1;
    facts.search_number = number + 1;
    counted.sheets.push_back(facts);
  }
  Catalogue const catalogue{counted};
  auto const order = [&](std::string sort, std::optional<std::vector<std::int64_t>> by_words) {
    Asked asked;
    asked.sort = std::move(sort);
    std::string text;
    for (auto const& id : listing(counted, catalogue, {}, programme, asked, by_words, "", 10).shown) text += id.text();
    return text;
  };
  EXPECT_EQ(order("", std::nullopt), "210");
  EXPECT_EQ(order("oldest", std::nullopt), "012");
  EXPECT_EQ(order("title", std::nullopt), "120");
  EXPECT_EQ(order("", std::vector<std::int64_t>{2, 1, 3}), "102");
  EXPECT_EQ(order("newest", std::vector<std::int64_t>{2, 3}), "21");
}

TEST(Question, IsWrittenTheSameWhateverTheOrderOfItsBoxes) {
  Asked one, other;
  one = one.with(Facet::theme, "food").with(Facet::theme, "mobility");
  other = other.with(Facet::theme, "mobility").with(Facet::theme, "food");
  one.words = other.words = "halle & marché";
  EXPECT_NE(one, other);
  EXPECT_EQ(question_text(one), question_text(other));
  EXPECT_EQ(asked_of(question_text(one)), one) << question_text(one);
  EXPECT_EQ(question_text({}), "");
}

}  // namespace
}  // namespace experiences
