#include "domain/kit/toml_fields.h"

#include <algorithm>

#include "domain/kit/licence.h"
#include "domain/kit/toml_lines.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {

using base::Node;
using i18n::msgid;

namespace {

constexpr std::size_t longest_kit_address = 90;

/// Two figures before the sign that must follow them.
std::optional<int> two_figures(std::string_view text, std::size_t at, char then) {
  auto const figure = [&](std::size_t place) { return text[place] >= '0' && text[place] <= '9'; };
  if (at + 2 >= text.size() || !figure(at) || !figure(at + 1) || text[at + 2] != then) return std::nullopt;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::optional<base::Instant> parse_instant(std::string_view text) {
  constexpr std::size_t day_length = 10, whole = 20;
  if (text.size() != whole || text[day_length] != 'T') return std::nullopt;
  auto const day = base::parse_day(text.substr(0, day_length));
  auto const hours = two_figures(text, 11, ':'), minutes = two_figures(text, 14, ':'), seconds = two_figures(text, 17, 'Z');
  if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return base::Instant{std::chrono::sys_days{*day} + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds}};
}

}  // namespace

void TomlFields::problem(Node const& node, std::string_view field, base::Refusal refusal) {
  auto const* found = node.find(field);
  m_problems.push_back({m_file, found ? found->line : node.line, std::move(refusal)});
}

void TomlFields::problem(Node const& node, std::string_view field, char const* words, std::vector<std::string> arguments) {
  problem(node, field, base::Refusal{words, std::move(arguments), std::string{field}});
}

void TomlFields::only(Node const& node, std::vector<std::string_view> const& known) {
  for (auto const& [name, value] : node.fields)
    if (!std::ranges::count(known, name)) problem(node, name, msgid("Unknown field “{}”."), {name});
  if (std::ranges::count(known, "format") && node.text("format") != "1") problem(node, "format", msgid("Write format = 1."));
}

std::string TomlFields::required(Node const& node, std::string_view field) {
  auto text = std::string{base::trimmed(node.text(field))};
  if (text.empty()) problem(node, field, msgid("The field “{}” is required."), {std::string{field}});
  return text;
}

std::string TomlFields::address(Node const& node, std::string_view field, std::size_t most) {
  auto text = std::string{base::trimmed(node.text(field))};
  if (base::slug(text, most) != text) problem(node, field, msgid("“{}” is no address: a-z, 0-9 and - only."), {text});
  return text;
}

bool TomlFields::flag(Node const& node, std::string_view field) {
  auto const text = node.text(field);
  if (!text.empty() && text != "yes" && text != "no") problem(node, field, msgid("Write true or false."));
  return text == "yes";
}

std::string TomlFields::day(Node const& node, std::string_view field) {
  auto const text = std::string{node.text(field)};
  if (!text.empty() && !base::parse_day(text)) problem(node, field, msgid("A day reads 2026-11-02."));
  return text;
}

std::optional<base::Instant> TomlFields::instant(Node const& node, std::string_view field) {
  auto const text = node.text(field);
  auto const read = parse_instant(text);
  if (!text.empty() && !read) problem(node, field, msgid("An instant reads 2026-11-02T09:30:00Z."));
  return read;
}

std::string TomlFields::number(Node const& node, std::string_view field) {
  auto const text = std::string{node.text(field)};
  if (!text.empty() && !is_number(text)) problem(node, field, msgid("An edition number reads 1.0, 1.1 or 1.0.1."));
  return text;
}

Outline TomlFields::about(Node const& node) {
  Outline about;
  about.slug = required(node, "slug").empty() ? "" : address(node, "slug", longest_kit_address);
  about.title = required(node, "title");
  about.subtitle = node.text("subtitle"), about.description = node.text("description"), about.publisher = node.text("publisher");
  if (!node.text("licence").empty()) about.licence = node.text("licence");
  if (!node.text("language").empty()) about.language = node.text("language");
  if (!find_licence(about.licence)) problem(node, "licence", msgid("“{}” is not a licence Essaim knows."), {about.licence});
  return about;
}

void toml_about(std::string& out, Outline const& about) {
  toml_line(out, "slug", about.slug);
  toml_line(out, "title", about.title);
  toml_line(out, "subtitle", about.subtitle);
  toml_line(out, "description", about.description);
  toml_line(out, "licence", about.licence);
  toml_line(out, "publisher", about.publisher);
  if (about.language != "fr") toml_line(out, "language", about.language);
}

}  // namespace kit
