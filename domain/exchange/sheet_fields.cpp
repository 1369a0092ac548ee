#include "domain/exchange/sheet_fields.h"

#include <charconv>
#include <map>
#include <variant>

#include "platform/base/text.h"
#include "platform/base/world.h"

namespace exchange {
namespace {

using Texts = std::vector<std::string>;

template <class Content>
using Member = std::variant<std::string Content::*, Texts Content::*, int Content::*>;
template <class Content>
using Members = std::map<std::string, Member<Content>, std::less<>>;

Members<experiences::Content> const& members(experiences::Content const*) {
  using C = experiences::Content;
  static Members<C> const all = {{"title", &C::title},
                                 {"summary", &C::summary},
                                 {"size", &C::size},
                                 {"narrator", &C::narrator},
                                 {"writer", &C::writer},
                                 {"interview_date", &C::interview_date},
                                 {"context", &C::context},
                                 {"objectives", &C::objectives},
                                 {"audiences", &C::audiences},
                                 {"themes", &C::themes},
                                 {"keywords", &C::keywords},
                                 {"catalyst_roles", &C::catalyst_roles},
                                 {"skills", &C::skills},
                                 {"period_start", &C::period_start},
                                 {"period_end", &C::period_end},
                                 {"step", &C::step},
                                 {"governance", &C::governance},
                                 {"participation_level", &C::participation_level},
                                 {"lessons", &C::lessons},
                                 {"if_again", &C::if_again},
                                 {"relations", &C::relations},
                                 {"outlook", &C::outlook},
                                 {"methods_used", &C::methods_used},
                                 {"links", &C::links},
                                 {"contact", &C::contact},
                                 {"licence", &C::licence},
                                 {"language", &C::language},
                                 {"source", &C::source}};
  return all;
}

Members<atelier::Content> const& members(atelier::Content const*) {
  using C = atelier::Content;
  static Members<C> const all = {{"title", &C::title},
                                 {"pitch", &C::pitch},
                                 {"licence", &C::licence},
                                 {"language", &C::language},
                                 {"source", &C::source},
                                 {"purposes", &C::purposes},
                                 {"stages", &C::stages},
                                 {"catalyst_roles", &C::catalyst_roles},
                                 {"duration_min", &C::duration_min},
                                 {"duration_max", &C::duration_max},
                                 {"group_min", &C::group_min},
                                 {"group_max", &C::group_max},
                                 {"facilitators", &C::facilitators},
                                 {"mode", &C::mode},
                                 {"difficulty", &C::difficulty},
                                 {"materials", &C::materials},
                                 {"room", &C::room},
                                 {"preparation", &C::preparation},
                                 {"variants", &C::variants},
                                 {"watch_points", &C::watch_points},
                                 {"accessibility_notes", &C::accessibility_notes},
                                 {"outputs", &C::outputs},
                                 {"evaluation", &C::evaluation},
                                 {"experiences_using", &C::experiences_using},
                                 {"body", &C::body}};
  return all;
}

/// Means are texts of their own inside a sheet of experience.
std::string* means_of(experiences::Sheet& sheet, std::string_view field) {
  auto& means = sheet.content.means;
  if (field == "means.time") return &means.time;
  if (field == "means.people") return &means.people;
  return field == "means.budget" ? &means.budget : nullptr;
}
std::string* means_of(atelier::Sheet&, std::string_view) { return nullptr; }
Texts* funding_of(experiences::Sheet& sheet, std::string_view field) { return field == "means.funding" ? &sheet.content.means.funding : nullptr; }
Texts* funding_of(atelier::Sheet&, std::string_view) { return nullptr; }

auto status_from(experiences::Sheet const&, std::string_view text) { return experiences::status_from(text); }
auto status_from(atelier::Sheet const&, std::string_view text) { return atelier::status_from(text); }

base::Refusal refused(std::string msgid, std::string const& value, std::string_view field) { return {std::move(msgid), {value}, std::string{field}}; }

std::optional<base::Refusal> put_number(int& number, std::string const& text, std::string_view field) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return std::nullopt;
  return refused("“{}” is not a whole number.", text, field);
}

/// The fields that stand beside the content. `known`: whether this was one of them.
template <class Sheet>
std::optional<base::Refusal> put_beside(Sheet& sheet, std::string_view field, std::string const& value, bool& known) {
  known = true;
  if (field == "status") {
    auto const status = status_from(sheet, value);
    if (!status) return refused("“{}” is not a status of such a sheet.", value, field);
    sheet.status = *status;
  } else if (field == "visibility") {
    auto const visibility = accounts::visibility_from(value);
    if (!visibility) return refused("“{}” is none of: private, companion, internal, cohort, community, public.", value, field);
    sheet.visibility = *visibility;
  } else if (field == "published") {
    if (!base::parse_day(value)) return refused("“{}” is not a day: write 2024-03-18.", value, field);
    sheet.published = value;
  } else if (auto* text = means_of(sheet, field)) {
    *text = value;
  } else {
    known = false;
  }
  return std::nullopt;
}

template <class Sheet>
std::optional<base::Refusal> put_in(Sheet& sheet, std::string_view field, Texts const& values) {
  if (values.empty()) return std::nullopt;
  if (auto* funding = funding_of(sheet, field)) return *funding = values, std::nullopt;
  bool known = false;
  if (auto refusal = put_beside(sheet, field, values.front(), known); known) return refusal;
  auto& content = sheet.content;
  auto const& all = members(&content);
  auto const found = all.find(field);
  if (found == all.end()) return refused("“{}” is no field of such a sheet.", std::string{field}, field);
  std::optional<base::Refusal> refusal;
  std::visit(
      [&](auto member) {
        auto& place = content.*member;
        using Place = std::remove_cvref_t<decltype(place)>;
        if constexpr (std::is_same_v<Place, std::string>) place = values.front();
        else if constexpr (std::is_same_v<Place, int>) refusal = put_number(place, values.front(), field);
        else place = values;
      },
      found->second);
  return refusal;
}

template <class Content>
Texts names_of(std::initializer_list<std::string_view> beside) {
  Texts names{beside.begin(), beside.end()};
  for (auto const& [name, member] : members(static_cast<Content const*>(nullptr))) names.push_back(name);
  return names;
}

}  // namespace

std::vector<std::string> field_names(Kind kind) {
  if (kind == Kind::method) return names_of<atelier::Content>({"status", "visibility", "published"});
  return names_of<experiences::Content>({"status", "visibility", "published", "means.time", "means.people", "means.budget", "means.funding"});
}

std::optional<base::Refusal> put(experiences::Sheet& sheet, std::string_view field, Texts const& values) { return put_in(sheet, field, values); }
std::optional<base::Refusal> put(atelier::Sheet& sheet, std::string_view field, Texts const& values) { return put_in(sheet, field, values); }

}  // namespace exchange
