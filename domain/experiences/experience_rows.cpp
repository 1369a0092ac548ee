#include "domain/experiences/experience_rows.h"

#include "domain/experiences/agreement_json.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/life_cycle.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

template <class Thing>
std::optional<base::Id<Thing>> id_of(std::optional<std::string> const& text) {
  if (!text) return std::nullopt;
  return base::Id<Thing>::trusted(*text);
}

std::optional<base::Instant> instant_of(std::optional<std::int64_t> const& milliseconds) {
  if (!milliseconds) return std::nullopt;
  return base::from_milliseconds(*milliseconds);
}

}  // namespace

char const* const whole_columns =
    "e.id, e.programme_id, e.slug, e.organisations, e.status, e.visibility, e.territory_id, e.author_id, e.revision, e.created_at, "
    "e.changed_at, e.published_at, e.content, e.territory_name, e.typology, e.agreement, e.verified";
char const* const brief_columns =
    "e.id, e.programme_id, e.slug, e.title, e.summary, e.size, e.status, e.visibility, e.territory_id, e.territory_name, e.typology, "
    "e.step, e.author_id, e.theme_bits, e.changed_at, e.published_at, e.period_start, e.period_end";

Experience WholeRow::experience() const {
  Experience out;
  out.id = id;
  out.programme = programme;
  out.slug = slug;
  out.territory = id_of<territories::Territory>(territory);
  out.author = id_of<accounts::Person>(author);
  out.organisations = base::split(organisations, '|');
  out.status = status_from(status).value_or(Status::draft);
  out.visibility = accounts::visibility_from(visibility).value_or(accounts::Visibility::private_);
  out.revision = static_cast<int>(revision);
  out.created = base::from_milliseconds(created);
  out.changed = base::from_milliseconds(changed);
  out.published = instant_of(published);
  out.content = content_from_json(content);
  out.agreement = agreement_from_json(agreement);
  out.territory_name = territory_name;
  out.typology = typology;
  out.verified = static_cast<int>(verified);
  return out;
}

Brief BriefRow::brief() const {
  Brief out;
  out.id = id;
  out.programme = programme;
  out.slug = slug;
  out.title = title;
  out.summary = summary;
  out.size = size;
  out.status = status_from(status).value_or(Status::draft);
  out.visibility = accounts::visibility_from(visibility).value_or(accounts::Visibility::private_);
  out.territory = id_of<territories::Territory>(territory);
  out.territory_name = territory_name;
  out.typology = typology;
  out.step = step;
  out.period_start = period_start;
  out.period_end = period_end;
  out.author = id_of<accounts::Person>(author);
  out.themes = codes_of_bits(experiences::themes(), themes);
  out.theme_bits = themes;
  out.changed = base::from_milliseconds(changed);
  out.published = instant_of(published);
  return out;
}

bool may_read(accounts::Viewer const& viewer, Brief const& brief) {
  return may_read(viewer, Standing{brief.programme, brief.territory, brief.author, circle_of(brief.status, brief.visibility)});
}

std::vector<std::string> codes_of_bits(std::span<Term const> vocabulary, std::int64_t bits) {
  std::vector<std::string> codes;
  for (std::size_t at = 0; at < vocabulary.size(); ++at)
    if ((bits >> at) & 1) codes.emplace_back(vocabulary[at].code);
  return codes;
}

std::vector<db::Value> circle_values(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  std::vector<db::Value> values;
  for (auto const circle : viewer.circles_in(programme)) values.push_back(db::value(accounts::code(circle)));
  if (values.empty()) values.push_back(db::value(accounts::code(accounts::Visibility::public_)));
  return values;
}

}  // namespace experiences
