#include "domain/atelier/rearranging.h"

#include <algorithm>
#include <array>

#include "domain/atelier/method_fields.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

/// Where a part of a list stands afterwards; nothing when it is elsewhere.
using Places = std::map<std::string, std::string, std::less<>>;  // "steps.2" → "steps.1"

constexpr std::array its_own = {std::string_view{"title"},        std::string_view{"pitch"},           std::string_view{"language"},
                                std::string_view{"adapted_from"}, std::string_view{"adapted_version"}, std::string_view{"translations"}};
bool is_its_own(std::string_view field) { return std::ranges::find(its_own, field) != its_own.end(); }

bool is_long(std::string_view field) {
  for (auto const* name : {"body", "preparation", "accessibility_notes", "outputs", "evaluation", "source"})
    if (field == name) return true;
  return false;
}

template <class T>
bool is_empty(T const& value) {
  return value == T{};
}

std::string both_of(std::string const& ours, std::string const& theirs, std::string const& title) {
  if (ours.empty() || theirs.empty() || ours == theirs) return ours.empty() ? theirs : ours;
  return ours + "\n\n" + (title.empty() ? "" : "## " + title + "\n\n") + theirs;
}
int both_of(int ours, int, std::string const&) { return ours; }
template <class Item>
std::vector<Item> both_of(std::vector<Item> ours, std::vector<Item> const& theirs, std::string const&) {
  for (auto const& item : theirs)
    if (std::ranges::find(ours, item) == ours.end()) ours.push_back(item);
  return ours;
}

/// "steps.2.instruction" → "steps.2"; "watch_points.1" → itself.
std::string part_of(std::string_view block) {
  auto const first = block.find('.');
  return std::string{first == std::string_view::npos ? block : block.substr(0, block.find('.', first + 1))};
}

/// The translations of parts that stand in `places`, under their new names.
std::vector<Translation> moved(std::vector<Translation> const& translations, Places const& places) {
  std::vector<Translation> out;
  for (auto one : translations) {
    auto const part = part_of(one.block);
    auto const place = places.find(part);
    if (place == places.end()) continue;
    one.block = place->second + one.block.substr(part.size());
    out.push_back(std::move(one));
  }
  return out;
}

/// Where each item of theirs stands in what was joined.
template <class Item>
void note_places(Places& places, std::string const& name, std::vector<Item> const& theirs, std::vector<Item> const& joined) {
  for (std::size_t at = 0; at < theirs.size(); ++at) {
    auto const found = std::ranges::find(joined, theirs[at]);
    if (found != joined.end()) places[name + "." + std::to_string(at + 1)] = name + "." + std::to_string(found - joined.begin() + 1);
  }
}
template <class T>
void note_places(Places& places, std::string const& name, T const& theirs, T const& joined) {
  if (theirs == joined) places[name] = name;
}

std::string first_words(std::string_view text) {
  text.remove_prefix(std::min(text.size(), text.find_first_not_of("# ")));
  return base::shortened(base::trimmed(text), 120);
}

/// A list cut in two by the parts that go; `stay` and `go` learn where each item stands then.
template <class Item>
void cut(std::string const& name, std::vector<Item>& stays, std::vector<Item>& goes, std::set<std::string, std::less<>> const& parts, Places& stay,
         Places& go) {
  auto const whole = std::exchange(stays, {});
  goes.clear();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto const code = name + "." + std::to_string(at + 1);
    bool const leaves = parts.contains(code);
    auto& half = leaves ? goes : stays;
    half.push_back(whole[at]);
    (leaves ? go : stay)[code] = name + "." + std::to_string(half.size());
  }
}

}  // namespace

std::optional<Keep> keep_from(std::string_view code) {
  if (code == "ours") return Keep::ours;
  if (code == "theirs") return Keep::theirs;
  if (code == "both") return Keep::both;
  return std::nullopt;
}

bool may_keep_both(std::string_view field) {
  bool both = is_long(field);
  each_member<Content>([&](std::string_view name, auto member) {
    using T = std::remove_cvref_t<decltype(std::declval<Content>().*member)>;
    if (name == field && !std::same_as<T, std::string> && !std::same_as<T, int>) both = true;
  });
  return both;
}

Keep usual(Content const& ours, Content const& theirs, std::string_view field) {
  auto keep = may_keep_both(field) ? Keep::both : Keep::ours;
  each_member<Content>([&](std::string_view name, auto member) {
    if (name != field) return;
    if (is_empty(ours.*member)) keep = Keep::theirs;
    else if (is_empty(theirs.*member)) keep = Keep::ours;
  });
  return keep;
}

std::vector<Change> to_choose(Content const& ours, Content const& theirs, i18n::Words const& words) {
  auto found = changes(ours, theirs, words);
  std::erase_if(found, [](Change const& one) { return is_its_own(one.field); });
  return found;
}

Content joined(Content const& ours, Content const& theirs, std::map<std::string, Keep, std::less<>> const& choices) {
  auto out = ours;
  Places places;
  each_member<Content>([&](std::string_view name, auto member) {
    if (is_its_own(name) || ours.*member == theirs.*member) return;
    auto const chosen = choices.find(name);
    auto const keep = chosen == choices.end() ? usual(ours, theirs, name) : chosen->second;
    if (keep == Keep::theirs) out.*member = theirs.*member;
    if (keep == Keep::both && may_keep_both(name)) out.*member = both_of(ours.*member, theirs.*member, name == "body" ? theirs.title : std::string{});
    if (keep != Keep::ours) note_places(places, std::string{name}, theirs.*member, out.*member);
  });
  for (auto& one : moved(theirs.translations, places)) {
    auto const known = std::ranges::any_of(out.translations, [&](auto const& two) { return two.language == one.language && two.block == one.block; });
    if (!known) out.translations.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> sections_of(std::string_view body) {
  std::vector<std::string> sections;
  bool fenced = false;
  for (std::size_t from = 0; from < body.size();) {
    auto const end = std::min(body.size(), body.find('\n', from));
    auto const line = body.substr(from, end - from);
    if (line.starts_with("```") || line.starts_with("~~~")) fenced = !fenced;
    bool const title = !fenced && (line.starts_with("# ") || line.starts_with("## "));
    if (sections.empty() || title) sections.emplace_back();
    sections.back().append(line).append("\n");
    from = end + 1;
  }
  for (auto& section : sections) section = std::string{base::trimmed(section)};
  std::erase(sections, "");
  return sections;
}

std::vector<Part> parts_of(Content const& content, i18n::Words const& words) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < content.steps.size(); ++at)
    parts.push_back({"steps." + std::to_string(at + 1), words.t("Step {}", {at + 1}), first_words(content.steps[at].title)});
  auto const sections = sections_of(content.body);
  for (std::size_t at = 0; at < sections.size(); ++at)
    parts.push_back({"body." + std::to_string(at + 1), words.t("Part of the text"), first_words(sections[at])});
  for (auto const& [name, list] : {std::pair{"watch_points", &content.watch_points}, std::pair{"variants", &content.variants}})
    for (std::size_t at = 0; at < list->size(); ++at)
      parts.push_back({std::string{name} + "." + std::to_string(at + 1), words.t(field_msgid(name)), first_words((*list)[at])});
  return parts;
}

Halves split(Content const& whole, std::set<std::string, std::less<>> const& parts, std::string const& title, std::string const& pitch) {
  Halves halves{whole, whole};
  auto& [stays, goes] = halves;
  Places stay, go;
  cut("steps", stays.steps, goes.steps, parts, stay, go);
  cut("watch_points", stays.watch_points, goes.watch_points, parts, stay, go);
  cut("variants", stays.variants, goes.variants, parts, stay, go);
  auto sections = sections_of(whole.body);
  std::vector<std::string> gone;
  Places nothing;
  cut("body", sections, gone, parts, nothing, nothing);
  // Untouched, the text stays as it was typed.
  if (gone.empty()) goes.body.clear();
  else stays.body = base::join(sections, "\n\n"), goes.body = base::join(gone, "\n\n");
  for (auto const& one : whole.translations) {
    auto const part = part_of(one.block);
    if (!stay.contains(part) && !go.contains(part)) stay[part] = part;
  }
  stays.translations = moved(whole.translations, stay);
  goes.translations = moved(whole.translations, go);
  goes.title = title, goes.pitch = pitch;
  goes.duration_min = goes.duration_max = 0;
  goes.adapted_from.clear(), goes.adapted_version = 0;
  return halves;
}

base::Outcome<Content> undone(Content const& before, Content const& after, Content const& now, i18n::Words const& words) {
  auto merged = merge(after, now, before);
  if (merged.both.empty()) return std::move(merged.merged);
  std::vector<std::string> fields;
  for (auto const& field : merged.both) fields.push_back(words.t(field_msgid(field)));
  return base::refuse("These parts were rewritten since: {}. Come back to a former version of the method first.", {words.enumeration(fields)});
}

}  // namespace atelier
