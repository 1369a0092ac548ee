#include "domain/experiences/content_fields.h"
#include "domain/experiences/sheet.h"
#include "platform/base/front_matter.h"

namespace experiences {
namespace {

using base::FrontMatterWriter;

/// The fields of one item; yes and no are written only where they differ from what an absent field means.
template <class Thing>
FrontMatterWriter::Fields fields_of(Thing const& thing) {
  FrontMatterWriter::Fields fields;
  Thing const usual{};
  std::vector<std::optional<bool>> usually;
  each_field(usual, [&]<class T>(std::string_view, T const& value) {
    if constexpr (Is<T, bool>) usually.emplace_back(value);
    else usually.emplace_back();
  });
  std::size_t place = 0;
  each_field(thing, [&]<class T>(std::string_view name, T const& value) {
    auto const usual_answer = usually[place++];
    if constexpr (Is<T, bool>) {
      if (value != usual_answer) fields.emplace_back(name, std::vector<std::string>{value ? "yes" : "no"});
    } else if constexpr (Is<T, int>) {
      fields.emplace_back(name, std::vector<std::string>{std::to_string(value)});
    } else if constexpr (Is<T, std::string>) {
      fields.emplace_back(name, std::vector<std::string>{value});
    } else {
      fields.emplace_back(name, value);
    }
  });
  return fields;
}

struct SheetWriter {
  FrontMatterWriter& out;

  void operator()(std::string_view name, std::string const& text) { out.field(name, text); }
  void operator()(std::string_view name, bool yes) { out.field(name, yes ? "yes" : ""); }
  void operator()(std::string_view name, std::vector<std::string> const& texts) { out.list(name, texts); }
  template <Compound T>
  void operator()(std::string_view name, T const& thing) {
    out.map(name, fields_of(thing));
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    std::vector<FrontMatterWriter::Fields> items;
    for (auto const& thing : things) {
      items.push_back(fields_of(thing));
      // Read back without a code, a passage takes the one of its place.
      if constexpr (Coded<T>)
        if (thing.code == letter_of<T>() + std::to_string(items.size())) items.back().erase(items.back().begin());
    }
    out.items(name, items);
  }
};

std::string body_of(Content const& content) {
  static constexpr std::string_view headings[] = {
      "Contexte", "Objectifs", "Gouvernance", "Enseignements", "Si c’était à refaire", "Relations avec l’entourage", "Suites"};
  std::string body;
  std::size_t place = 0;
  each_section(content, [&](std::string_view, std::string const& text) {
    auto const heading = headings[place++];
    if (text.empty()) return;
    if (!body.empty()) body += '\n';
    body.append("## ").append(heading).append("\n\n").append(text).append("\n");
  });
  return body;
}

}  // namespace

std::string format_sheet(Sheet const& sheet) {
  FrontMatterWriter out;
  out.field("id", sheet.id).field("title", sheet.content.title).field("summary", sheet.content.summary).field("size", sheet.content.size);
  out.field("status", code(sheet.status)).field("visibility", accounts::code(sheet.visibility)).field("territory", sheet.territory);
  out.list("organisations", sheet.organisations).field("author", sheet.author).field("published", sheet.published);
  out.field("agreement", sheet.agreement).list("agreed", sheet.agreed).field("partial", sheet.partial ? "yes" : "");
  each_detail(sheet.content, SheetWriter{out});
  return out.with_body(body_of(sheet.content));
}

}  // namespace experiences
