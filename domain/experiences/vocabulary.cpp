#include "domain/experiences/vocabulary.h"

#include <algorithm>
#include <array>

namespace experiences {
namespace {

// The order is stored as bits (experiences_experience.theme_bits…): add at the end, never move or remove.
constexpr std::array<Term, 20> all_themes = {{{"food", "Food"},
                                              {"mobility", "Mobility"},
                                              {"education", "Education"},
                                              {"local_economy", "Local economy and work"},
                                              {"health", "Health"},
                                              {"participation", "Participation of inhabitants"},
                                              {"housing", "Housing"},
                                              {"youth", "Youth"},
                                              {"ageing", "Ageing"},
                                              {"culture", "Culture and heritage"},
                                              {"energy_climate", "Energy and climate"},
                                              {"water_biodiversity", "Water and biodiversity"},
                                              {"digital", "Digital life"},
                                              {"sport", "Sport"},
                                              {"tourism", "Tourism"},
                                              {"inclusion", "Inclusion through work"},
                                              {"social_ties", "Social ties"},
                                              {"town_centre", "Town and village centres"},
                                              {"third_places", "Third places"},
                                              {"associations", "Life of associations"}}};

constexpr std::array<Term, 13> all_audiences = {{{"general_public", "General public"},
                                                 {"associations", "Associations"},
                                                 {"public_and_associations", "General public and associations"},
                                                 {"schools", "Schools"},
                                                 {"other_authorities", "Other public bodies of the territory"},
                                                 {"economic_actors", "Economic actors"},
                                                 {"primary_sector", "Primary sector"},
                                                 {"secondary_sector", "Secondary sector"},
                                                 {"tertiary_sector", "Tertiary sector"},
                                                 {"partners", "Partners"},
                                                 {"own_authority", "The public body itself"},
                                                 {"elected", "Local elected representatives"},
                                                 {"agents", "Public agents"}}};

constexpr std::array<Term, 19> all_obstacles = {{{"time", "Lack of time"},
                                                 {"human_means", "Too few people, alone in charge"},
                                                 {"money", "Funding too small or one-off"},
                                                 {"know_how", "“How to”: methods or skills missing"},
                                                 {"information", "Little-known schemes and tools"},
                                                 {"partner_search", "Hard to find the right partners"},
                                                 {"convince", "Hard to convince"},
                                                 {"mistrust", "Mistrust between worlds"},
                                                 {"silos", "Services and levels in silos"},
                                                 {"political_change", "Change of team or majority"},
                                                 {"engineering", "Weak local engineering"},
                                                 {"evaluation", "Effects hard to evaluate"},
                                                 {"scale", "Very local, short-lived"},
                                                 {"legal", "Legal"},
                                                 {"governance", "Blurred governance"},
                                                 {"conflict", "Conflict"},
                                                 {"participation", "Inhabitants hard to mobilise"},
                                                 {"digital", "Digital tools"},
                                                 {"other", "Other obstacle"}}};

constexpr std::array<Term, 16> all_levers = {{{"third_party", "Trusted third party"},
                                              {"shared_diagnosis", "Shared diagnosis"},
                                              {"common_interest", "Common interest"},
                                              {"committed_people", "Committed people"},
                                              {"project_lead", "Project lead with a mandate"},
                                              {"accompaniment", "Accompaniment"},
                                              {"peers", "Exchange between peers"},
                                              {"participatory", "Participatory method"},
                                              {"political_support", "Political support"},
                                              {"funding", "Funding"},
                                              {"place", "Common place"},
                                              {"legal_frame", "Frame: charter, agreement"},
                                              {"evaluation", "Measuring and telling results"},
                                              {"training", "Growing skills"},
                                              {"long_time", "Long time"},
                                              {"right_to_fail", "Right to try and to fail"}}};

constexpr std::array<Term, 5> all_levels = {{{"none", "No part for inhabitants"},
                                             {"information", "Information"},
                                             {"consultation", "Consultation"},
                                             {"dialogue", "Dialogue"},
                                             {"coconstruction", "Co-construction"}}};

constexpr std::array<Term, 3> all_steps = {{{"thinking", "Being thought over"}, {"under_way", "Under way"}, {"done", "Done"}}};

constexpr std::array<Term, 3> all_sizes = {
    {{"brief", "Short note, ten lines"}, {"sheet", "Sheet, two pages"}, {"full", "Full story, eight to twelve pages"}}};

constexpr std::array<Term, 4> all_roles = {{{"dialogue", "Territorial dialogue"},
                                            {"experiments", "Experiments"},
                                            {"accompaniment", "Accompanying projects"},
                                            {"place", "A place to meet and make"}}};

}  // namespace

std::span<Term const> themes() { return all_themes; }
std::span<Term const> audiences() { return all_audiences; }
std::span<Term const> obstacle_types() { return all_obstacles; }
std::span<Term const> lever_types() { return all_levers; }
std::span<Term const> participation_levels() { return all_levels; }
std::span<Term const> steps() { return all_steps; }
std::span<Term const> sizes() { return all_sizes; }
std::span<Term const> catalyst_roles() { return all_roles; }

std::optional<std::size_t> place_of(std::span<Term const> vocabulary, std::string_view code) {
  auto const found = std::find_if(vocabulary.begin(), vocabulary.end(), [&](Term const& term) { return term.code == code; });
  if (found == vocabulary.end()) return std::nullopt;
  return static_cast<std::size_t>(found - vocabulary.begin());
}

bool is_term(std::span<Term const> vocabulary, std::string_view code) { return place_of(vocabulary, code).has_value(); }

std::string_view msgid_of(std::span<Term const> vocabulary, std::string_view code) {
  auto const place = place_of(vocabulary, code);
  return place ? vocabulary[*place].msgid : code;
}

std::string codes_of(std::span<Term const> vocabulary) {
  std::string codes;
  for (auto const& term : vocabulary) codes.append(codes.empty() ? "" : ", ").append(term.code);
  return codes;
}

std::string_view code(List list) {
  constexpr std::array<std::string_view, all_lists.size()> codes{"theme", "obstacle", "lever"};
  return codes[static_cast<std::size_t>(list)];
}

std::optional<List> list_from(std::string_view name) {
  for (auto list : all_lists)
    if (code(list) == name) return list;
  return std::nullopt;
}

std::span<Term const> base_words(List list) { return list == List::theme ? themes() : list == List::obstacle ? obstacle_types() : lever_types(); }

Vocabulary::Vocabulary() {
  for (auto list : all_lists)
    for (auto const& term : base_words(list)) words(list).push_back({std::string{term.code}, std::string{term.msgid}, words(list).size()});
}

Word const* Vocabulary::find(List list, std::string_view code) const {
  auto const found = std::ranges::find(words(list), code, &Word::code);
  return found == words(list).end() ? nullptr : &*found;
}

Word const* Vocabulary::at(List list, std::size_t place) const {
  auto const found = std::ranges::find(words(list), place, &Word::place);
  return found == words(list).end() ? nullptr : &*found;
}

Word const* Vocabulary::now(List list, std::string_view code) const {
  auto const* word = find(list, code);
  // Merges never make a ring (after() refuses them); a broken table must not hang a page all the same.
  for (std::size_t step = 0; word && !word->merged_into.empty() && step < most_words; ++step) word = find(list, word->merged_into);
  return word;
}

std::string_view Vocabulary::label(List list, std::string_view code) const {
  auto const* word = now(list, code);
  return word ? std::string_view{word->label} : code;
}

std::optional<std::size_t> Vocabulary::place_of(List list, std::string_view code) const {
  auto const* word = find(list, code);
  return word ? std::optional{word->place} : std::nullopt;
}

std::optional<std::size_t> Vocabulary::counted_at(List list, std::string_view code) const {
  auto const* word = now(list, code);
  return word ? std::optional{word->place} : std::nullopt;
}

std::vector<std::string> Vocabulary::codes_of(List list, std::uint64_t bits) const {
  std::vector<std::string> codes;
  for (std::size_t place = 0; place < most_words; ++place)
    if (auto const* word = (bits >> place) & 1u ? at(list, place) : nullptr) codes.push_back(word->code);
  return codes;
}

bool Vocabulary::merges(List list) const {
  return std::ranges::any_of(words(list), [](Word const& word) { return !word.merged_into.empty(); });
}

std::uint32_t Vocabulary::counted(List list, std::uint32_t bits) const {
  for (auto const& word : words(list)) {
    auto const bit = std::uint32_t{1} << word.place;
    if (word.merged_into.empty() || (bits & bit) == 0) continue;
    bits &= ~bit;
    if (auto const* became = now(list, word.code)) bits |= std::uint32_t{1} << became->place;
  }
  return bits;
}

}  // namespace experiences
