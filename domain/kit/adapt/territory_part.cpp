#include "domain/kit/adapt/territory_part.h"

#include <algorithm>
#include <set>

namespace kit {
namespace {

/// A cell of a Markdown table holds no bar nor line.
std::string cell(std::string text) {
  std::string out;
  for (char const letter : text) {
    if (letter == '|' || letter == '\\' || letter == '*' || letter == '_' || letter == '[' || letter == '<' || letter == '`') out += '\\';
    out += letter == '\n' ? ' ' : letter;
  }
  return out;
}

Block block_of(std::string id, Provenance provenance) {
  Block block;
  block.id = std::move(id);
  block.provenance = provenance;
  return block;
}

}  // namespace

Part territory_part(TerritorySheet const& sheet, Origin const& origin, i18n::Words const& words) {
  Part part;
  part.slug = "territory";
  part.title = sheet.name;
  part.kind = "page";
  part.brief = true;
  auto from = block_of("origin", Provenance::written);
  from.said_by = words.t("Where this edition comes from");
  from.markdown = cell(origin_words(origin, words)) + "\n";
  if (!origin.address.empty()) from.markdown += "\n[" + words.t("Read the edition it comes from") + "](" + origin.address + ")\n";
  part.blocks.push_back(std::move(from));
  if (sheet.map) {
    auto map = block_of("map", Provenance::counted);
    map.picture = sheet.map;
    map.picture->id = "territory-map";
    part.blocks.push_back(std::move(map));
  }
  if (!sheet.figures.empty()) {
    auto figures = block_of("figures", Provenance::counted);
    figures.title = words.t("Figures");
    figures.markdown = "| " + words.t("What") + " | " + words.t("How much") + " | " + words.t("Who says it, and when") + " |\n|---|---|---|\n";
    for (auto const& one : sheet.figures) figures.markdown += "| " + cell(one.label) + " | " + cell(one.value) + " | " + cell(one.source) + " |\n";
    part.blocks.push_back(std::move(figures));
  }
  return part;
}

std::vector<Part> with_front(Part front, std::vector<Part> own_sheets, std::vector<Part> parts) {
  std::vector<Part> all;
  std::set<std::string> slugs;
  for (auto const& part : parts) slugs.insert(part.slug);
  for (std::size_t number = 2; slugs.contains(front.slug); ++number) front.slug = "territory-" + std::to_string(number);
  slugs.insert(front.slug);
  all.push_back(std::move(front));
  for (auto& sheet : own_sheets) {
    sheet.level = 2;
    auto const printed = std::ranges::find_if(parts, [&](Part const& part) { return !part.address.empty() && part.address == sheet.address; });
    // What the edition says of it stays as it was frozen; it only comes first.
    if (printed != parts.end()) {
      sheet = *printed;
      sheet.level = 2;
      parts.erase(printed);
    } else if (!slugs.insert(sheet.slug).second) {
      sheet.slug = "experience-" + sheet.slug;
      slugs.insert(sheet.slug);
    }
    all.push_back(std::move(sheet));
  }
  std::ranges::move(parts, std::back_inserter(all));
  return all;
}

}  // namespace kit
