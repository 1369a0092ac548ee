#include "domain/atelier/passages_found.h"

#include <algorithm>

#include "domain/atelier/method_body.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

constexpr int most_sheets = 12;
constexpr std::size_t most_passages = 15;

/// How many of the words a text holds: their first letters are enough, so that plurals and verbs are found.
int words_in(std::string const& folded_text, std::vector<std::string> const& asked) {
  int count = 0;
  for (auto const& word : asked)
    if (folded_text.find(word.substr(0, std::max<std::size_t>(4, word.size() - std::min<std::size_t>(2, word.size())))) != std::string::npos) ++count;
  return count;
}

}  // namespace

std::vector<FormPage::Found> passages_with(db::Session& session, accounts::Viewer const& viewer, programme::Brief const& programme,
                                           std::string_view words_typed, i18n::Words const& words) {
  std::vector<FormPage::Found> found;
  if (base::trimmed(words_typed).empty()) return found;
  std::vector<experiences::ExperienceId> ids;
  for (auto& id : search::find_ids(session, {std::string{words_typed}, viewer.audiences(), {"experience"}, programme.id.text(), most_sheets, 0}))
    ids.push_back(experiences::ExperienceId::trusted(std::move(id)));
  std::vector<std::string> slugs;
  if (!ids.empty())
    for (auto const& brief : experiences::briefs_of(session, viewer, ids)) slugs.push_back(brief.slug);
  if (slugs.empty()) return found;
  auto const asked = base::split(base::fold(words_typed), ' ');
  std::vector<std::pair<int, experiences::Passage>> passages;
  std::map<std::string, std::string> places;
  for (auto const& sheet : experiences::sheets_by_slugs(session, viewer, programme.id, slugs)) {
    places[sheet.slug] = sheet.territory_name;
    for (auto& passage : experiences::passages_of(sheet)) passages.emplace_back(words_in(base::fold(passage.text), asked), std::move(passage));
  }
  std::stable_sort(passages.begin(), passages.end(), [](auto const& one, auto const& other) { return one.first > other.first; });
  auto const vocabulary = experiences::vocabulary_of(session, programme.id);
  for (auto const& [count, passage] : passages) {
    if (found.size() >= most_passages) break;
    found.push_back({"[[" + passage.slug + "#" + passage.code + "]]", kind_in_words(passage, vocabulary, words), quoted(passage, 220), passage.title,
                     places[passage.slug], experiences::address_of(programme.slug, passage.slug, passage.code)});
  }
  return found;
}

}  // namespace atelier
