#include "domain/exchange/row_known.h"

#include <algorithm>

#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

using i18n::msgid;

/// The values asked of many rows, each once.
template <class T>
std::vector<T> unique(std::vector<T> all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

constexpr int most_namesakes = 6;

experiences::Place place_of(territories::Territory const& one) { return {one.id, one.typology, one.region, one.label()}; }

}  // namespace

std::string said_of(std::string_view code, std::string_view name) { return std::string{code.empty() ? name : code}; }

std::vector<std::string> addresses_of(std::string_view title) {
  auto slug = base::slug(title, 60);
  if (slug.empty()) slug = "experience";
  std::vector<std::string> all{slug};
  for (int number = 2; number <= most_namesakes; ++number) all.push_back(slug + "-" + std::to_string(number));
  return all;
}

Titles titles_of(experiences::Counted const& counted) {
  Titles titles;
  titles.reserve(counted.sheets.size());
  for (auto const& facts : counted.sheets) titles.emplace(facts.sort_title, facts.id);
  return titles;
}

std::string territory_key(std::string_view said) {
  auto const text = base::trimmed(said);
  if (text.find(':') != std::string_view::npos) return std::string{text};
  bool const digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  bool const corsican = text.size() == 5 && (text.starts_with("2A") || text.starts_with("2B") || text.starts_with("2a") || text.starts_with("2b"));
  if (corsican || (digits && (text.size() == 4 || text.size() == 5))) {
    auto const code = territories::cleaned_code(territories::Type::commune, text);
    return "commune:" + territories::with_lost_zero(territories::Type::commune, code).value_or(code);
  }
  if (digits && text.size() == 9) return "epci:" + std::string{text};
  return {};
}

void RowCheck::find_territories(db::Session& session, std::span<Row const> some) {
  std::vector<std::string> said, keys;
  for (auto const& row : some)
    if (auto text = said_of(cell(row, "territory"), cell(row, "territory_name")); !text.empty() && !m_territories.contains(text))
      said.push_back(std::move(text));
  said = unique(std::move(said));
  std::vector<std::string> coded;
  for (auto const& text : said)
    if (auto key = territory_key(text); !key.empty()) keys.push_back(std::move(key)), coded.push_back(text);
  std::map<std::string, base::Outcome<territories::Resolved>> resolved;
  auto answers = territories::resolve_all(session, keys);
  for (std::size_t at = 0; at < coded.size(); ++at) resolved.emplace(coded[at], std::move(answers[at]));
  std::vector<accounts::TerritoryId> ids;
  for (auto const& text : said) {
    auto const known = resolved.find(text);
    if (known == resolved.end()) resolved.emplace(text, territories::resolve_typed(session, text));
    if (auto const& one = resolved.at(text)) ids.push_back(one->id);
  }
  std::map<accounts::TerritoryId, experiences::Place> places;
  for (auto const& one : territories::briefs_of(session, unique(std::move(ids)))) places.emplace(one.id, place_of(one));
  for (auto const& text : said) {
    auto const& one = resolved.at(text);
    auto const place = one ? places.find(one->id) : places.end();
    if (place != places.end()) m_territories.emplace(text, place->second);
    else
      m_territories.emplace(
          text,
          tl::unexpected{one ? base::Refusal{msgid("No territory was found: the columns that name it are empty or say none of the registry."), {}, {}}
                             : one.error()});
  }
}

RowCheck::Known RowCheck::look_up(db::Session& session, std::span<Row const> some) {
  Known known;
  std::vector<experiences::ExperienceId> ids;
  std::vector<std::string> slugs, wanted, emails;
  for (auto const& row : some) {
    if (auto id = experiences::ExperienceId::parse(cell(row, "id"))) ids.push_back(std::move(*id));
    if (auto const slug = cell(row, "slug"); !slug.empty()) slugs.emplace_back(slug), wanted.emplace_back(slug);
    else
      for (auto& address : addresses_of(cell(row, "title"))) wanted.push_back(std::move(address));
    if (auto const [from, to] = m_around.titles.equal_range(base::fold(cell(row, "title"))); from != to) ids.push_back(from->second);
    if (auto const email = cell(row, "author"); !email.empty()) emails.emplace_back(email);
  }
  ids = unique(std::move(ids));
  for (auto& id : experiences::borne_among(session, ids)) known.borne.insert(std::move(id));
  for (auto& one : experiences::sheets_of(session, m_around.viewer, ids))
    if (one.programme == m_around.programme) known.by_id.emplace(one.id.text(), std::move(one));
  slugs = unique(std::move(slugs));
  for (std::size_t at = 0; at < slugs.size(); at += 400)
    for (auto& one : experiences::sheets_by_slugs(session, m_around.viewer, m_around.programme,
                                                  std::span{slugs}.subspan(at, std::min<std::size_t>(400, slugs.size() - at))))
      known.by_slug.emplace(one.slug, std::move(one));
  known.occupied = experiences::standing_at(session, m_around.programme, unique(std::move(wanted)));
  known.authors = accounts::ids_of_emails(session, unique(std::move(emails)));
  find_territories(session, some);
  if (m_choices.has("territory") || m_choices.has("territory_name")) return known;
  std::vector<accounts::TerritoryId> territories;
  for (auto const* sheets : {&known.by_id, &known.by_slug})
    for (auto const& [key, one] : *sheets)
      if (one.territory) territories.push_back(*one.territory);
  for (auto const& one : territories::briefs_of(session, unique(std::move(territories)))) known.places.emplace(one.id, place_of(one));
  return known;
}

}  // namespace exchange
