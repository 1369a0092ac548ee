#include "domain/experiences/finding.h"

#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/http/forms.h"

namespace experiences {
namespace {

constexpr std::size_t longest_value = 200, most_values = 40;

std::string text_in(std::string_view value) {
  std::string text{base::trimmed(value.substr(0, longest_value))};
  return base::is_clean_utf8(text) ? text : "";
}

void choose(Asked& asked, Facet facet, std::string code) {
  // An état des lieux may name a territory as files do.
  if (facet == Facet::territory)
    if (auto const key = territories::parse_key(code)) code = territories::id_of(*key).text();
  if (!code.empty() && asked[facet].size() < most_values && !asked.has(facet, code)) asked[facet].push_back(std::move(code));
}

}  // namespace

Asked asked_of(http::Fields const& query) {
  Asked asked;
  asked.words = text_in(query["q"]);
  for (std::size_t at = 0; at < facet_count; ++at)
    for (auto const value : query.all(name_of(static_cast<Facet>(at)))) choose(asked, static_cast<Facet>(at), text_in(value));
  asked.linked = query["linked"] == "yes";
  asked.mine = query["mine"] == "yes";
  asked.sort = text_in(query["sort"]);
  bool const known = asked.sort == "title" || asked.sort == "oldest" || (asked.sort == "newest" && !asked.words.empty());
  if (!known) asked.sort.clear();
  return asked;
}

Asked asked_of(std::string_view question) {
  http::Fields fields;
  http::read_urlencoded(question, fields, most_values * facet_count);
  return asked_of(fields);
}

Found find(db::Session& session, Shelf& shelf, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked,
           std::string_view after, std::size_t length) {
  Found found;
  found.counted = shelf.of(session, programme);
  found.catalogue = shelf.catalogues().of(programme, *found.counted);
  std::optional<std::vector<std::int64_t>> by_words;
  if (!asked.words.empty()) {
    auto matches = search::matches(session, {asked.words, viewer.audiences(), {"experience"}, programme.text(), 0, 0});
    by_words = std::move(matches.numbers);
    found.reading = std::move(matches.reading);
  }
  found.asked = asked.as_counted(found.counted->vocabulary);
  found.listing = listing(*found.counted, *found.catalogue, viewer, programme, found.asked, by_words, after, length);
  return found;
}

}  // namespace experiences
