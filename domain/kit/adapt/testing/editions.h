#pragma once
#include "domain/kit/adapt/adapting.h"

/// For tests: an edition to adapt. Its programme and its people are invented.
namespace kit::testing_ {

inline Block block(std::string id, Provenance provenance, std::string markdown, std::string title = "") {
  Block one;
  one.id = std::move(id), one.provenance = provenance, one.markdown = std::move(markdown), one.title = std::move(title);
  return one;
}

inline Part part(std::string slug, std::string title, std::vector<Block> blocks, int level = 1, std::string kind = "page") {
  Part one;
  one.slug = std::move(slug), one.title = std::move(title), one.blocks = std::move(blocks), one.level = level, one.kind = std::move(kind);
  if (level > 1) one.address = "/p/parcours/" + one.kind + "s/" + one.slug;
  return one;
}

/// Two chapters: one of words, one of a picture that holds three sheets.
inline Document first_edition() {
  Document document;
  document.slug = "faire", document.title = "Faire ensemble", document.number = "1.0";
  document.publisher = "Association « Faire »", document.programme_slug = "parcours";
  document.identifier = identifier_of("parcours", "faire", "1.0");
  auto said = block("b2", Provenance::said, "Elle invite [[navette#l1]].\n");
  said.grounds = {{"navette", "La navette du marché", "l1", "Pays de Brumeval", "/p/parcours/experiences/navette#l1", "Elle a réuni."}};
  auto counted = block("image-obstacles", Provenance::counted, "");
  counted.picture = Picture{"compter-obstacles",
                            "Le temps manque",
                            "",
                            "",
                            "Temps 8",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                            {{"Frein", "Fiches"}, {"Temps", "8"}}};
  auto kept = part("sans-derive", "Une méthode d’ailleurs", {block("etape", Provenance::written, "D’abord, écouter.\n", "Étape")}, 2, "method");
  kept.licence = "CC-BY-ND-4.0";
  document.parts = {part("reunir", "Réunir",
                         {block("b1", Provenance::written, "On invite tout le monde avant de convaincre qui que ce soit.\n"), said,
                          block("b3", Provenance::written, "Puis on note ce que chacun attend des autres.\n")}),
                    part("compter", "Compter", {counted}),
                    part("navette", "La navette du marché",
                         {block("recit", Provenance::written, "La commune a prêté un minibus.\n"),
                          block("l1", Provenance::said, "Un tiers de confiance.\n", "Levier L1")},
                         2, "experience"),
                    part("outils", "Outils", {block("b1", Provenance::written, "Trois méthodes pour commencer.\n")}),
                    part("methode", "Le petit-déjeuner",
                         {block("etapes", Provenance::written, "1. Inviter.\n2. Écouter.\n", "Étapes"),
                          block("essai", Provenance::tried, "Essayé : cela a marché.\n")},
                         2, "method"),
                    kept};
  return document;
}

inline Change change(std::string part, std::string block, Aspect aspect, std::string markdown = "") {
  Change one;
  one.part = std::move(part), one.block = std::move(block), one.aspect = aspect, one.markdown = std::move(markdown);
  return one;
}

}  // namespace kit::testing_
