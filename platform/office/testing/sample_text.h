#pragma once
#include "platform/office/office.h"

namespace office {

/// For tests: a drawing of 300 × 60.
inline std::string sample_drawing() {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 60\"><rect width=\"240\" height=\"20\" fill=\"#8f2f6b\"/><text x=\"4\" "
         "y=\"50\" font-size=\"12\">Tiers</text></svg>";
}

inline Picture sample_picture() { return {.svg = sample_drawing(), .raster = {}, .title = "Un tiers invite", .alternative = "Tiers 8, pairs 5"}; }

/// For tests: a text with one of everything.
inline Text sample_text() {
  Text text;
  text.about.title = "Faire ensemble & <autrement>";
  text.about.creator = "Association";
  text.about.identifier = "urn:uuid:0";
  text.about.keywords = {"parcours"};
  text.about.day = base::Day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{2}};
  text.labels.page = "Page";
  text.running = "Faire ensemble, édition 1.0";
  auto const add = [&](auto what) { text.blocks.push_back({std::move(what)}); };
  auto const words = [](char const* said) { return Runs{{.text = said}}; };
  add(Paragraph{Look::title, words("Faire ensemble"), {}});
  add(NewPage{});
  add(Contents{"Sommaire", 2});
  add(NewPage{});
  add(Heading{1, words("Le dialogue"), "dialogue"});
  add(Heading{2, words("Qui réunit ?"), {}});
  add(Paragraph{Look::text,
                {{.text = "On réunit  "},
                 {.text = "d’abord", .strong = true, .emphasis = true},
                 {.text = "\nPuis "},
                 {.text = "ici", .link = "https://example.org/é?a=1&b=2"},
                 {.note = {{.text = "Une note, "}, {.text = "soulignée", .emphasis = true}}},
                 {.text = ", voir "},
                 {.text = "la suite", .link = "#la-suite"}},
                {}});
  List inner{false, 1, {{{Paragraph{Look::text, words("dedans"), {}}}}}};
  add(List{true, 3, {{{Paragraph{Look::text, words("trois"), {}}}, {std::move(inner)}}, {{Paragraph{Look::text, words("quatre"), {}}}}}});
  add(Paragraph{Look::quotation, words("Réunir avant de convaincre."), {}});
  add(Paragraph{Look::code, words("a = 1\n  b = 2"), {}});
  add(Heading{2, words("La suite"), "la-suite"});
  add(Figure{sample_picture(), "31 fiches, juillet 2027"});
  add(Table{{{words("Levier"), words("Fiches")}, {words("Tiers"), words("8")}}, true, "Ce qui lève la défiance"});
  add(Paragraph{Look::box_title, words("À vous"), {}});
  add(Paragraph{Look::box, words("Qui peut inviter ?"), {}});
  return text;
}

inline Slides sample_slides() {
  Slides slides;
  slides.about = sample_text().about;
  slides.slides.push_back(
      {"Faire ensemble", true, {{Paragraph{Look::text, {{.text = "Onze territoires"}}, {}}}}, {}, {{{.text = "Bonjour à tous"}}}});
  slides.slides.push_back({"Inviter", false, {{List{false, 1, {{{Paragraph{Look::text, {{.text = "un tiers"}}, {}}}}}}}}, {sample_picture()}, {}});
  return slides;
}

}  // namespace office
