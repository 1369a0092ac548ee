#pragma once
#include "domain/kit/photographs.h"
#include "platform/base/world.h"
#include "platform/files/drawing.h"
#include "platform/files/pictures.h"

namespace kit {

/// A photograph as it is kept: 400 × 300 pixels of JPEG, its print and its bytes.
inline Photo sample_photograph() {
  static Photo const photo = [] {
    auto const drawn = files::png_of_svg(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\" width=\"400\" height=\"300\"><rect width=\"400\" height=\"300\" "
        "fill=\"#cbb\"/><circle cx=\"200\" cy=\"150\" r=\"90\" fill=\"#2f6b4f\"/></svg>",
        400);
    auto const kept = files::prepare_picture(drawn.value_or(""), files::Kind::png);
    Photo made{base::fingerprint(kept->whole.bytes), std::string{files::code(kept->whole.kind)}, "Image : Parcours <de démonstration>, CC BY-SA 4.0"};
    made.bytes = kept->whole.bytes, made.width = kept->whole.width, made.height = kept->whole.height;
    return made;
  }();
  return photo;
}

/// A chapter with what one types beside text: statements, a running order, a glossary, a table of people.
inline Part sample_typed_part(Ground const& lever) {
  Block statements;
  statements.id = "b1";
  statements.self_assessment =
      SelfAssessment{{},
                     {{"Dialogue & <accord>", {"Nous nous *connaissons*.", "Nous | nous rencontrons."}, {{"/kit/dialogue", "Le dialogue"}}},
                      {"Lieu", {"Un endroit existe."}, {}}}};
  Block order;
  order.id = "b2";
  order.title = "La pile des freins";
  order.grounds = {lever};
  order.running_order =
      RunningOrder{9 * 60 + 50,
                   {{10, "Trois freins <en> silence", "Samir & Hélène", "papier, feutres", "Un par papier, comme [[la-navette#l1]].", "Des *faits*."},
                    {75, "On lit | à deux", "", "", "", ""}}};
  Block words;
  words.id = "b3";
  words.terms = {{"Levier", "ce qui a *permis* [[la-navette#l1]]."}, {"Tiers <de> confiance", "quelqu’un que tous écoutent."}};
  words.grounds = {lever};
  Block people;
  people.id = "people";
  people.title = "Personnes";
  people.said_by = "D’après le parcours";
  people.markdown =
      "| Nom | Pour les joindre |\n|---|---|\n| Nadia Kerboul | [nadia\\.kerboul@essaim\\.example](mailto:nadia.kerboul@essaim.example) |\n";
  return {"reperes", "Repères", 1, "glossary", "", "", {statements, order, words, people}};
}

/// For tests: a small kit with one of everything, and hostile texts where people write.
inline Document sample_document() {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  Document document;
  document.slug = "faire-ensemble";
  document.title = "Faire ensemble & <autrement>";
  document.subtitle = "Onze territoires racontent";
  document.description = "Un kit pour essayer chez soi.";
  document.number = "1.0";
  document.frozen_on = base::Day{year{2026}, month{11}, day{2}};
  document.publisher = "Association Faire ensemble";
  document.programme_slug = "demonstration";
  document.programme_name = "Parcours de démonstration";
  document.identifier = identifier_of("demonstration", "faire-ensemble", "1.0");
  document.home_address = "https://essaim.example/p/demonstration/kit/1.0";
  document.fictional = true;
  document.credits = {{"Nadia Kerboul", "écriture", "Pays de Brumeval"}, {"Équipe <du> parcours", "", ""}};

  Ground const lever{"la-navette",
                     "La navette du marché",
                     "l1",
                     "Pays de Brumeval",
                     "/p/demonstration/experiences/la-navette#l1",
                     "C’est elle qui a réuni les commerçants, dans l’arrière-salle, sans ordre du jour."};
  Ground const elsewhere{"le-bail", "Le bail partagé", "l2", "Grand-Mérel", "/p/demonstration/experiences/le-bail#l2", ""};

  Block text;
  text.id = "b1";
  text.markdown =
      "## Qui peut réunir ?\n\nOn réunit *d’abord*[^1], **ensuite** on convainc. Un [lien](https://example.org/é?a=1&b=2), une adresse "
      "`code` & <b>gras</b> #panic() $x$ _a_ [hors](javascript:alert(1)).  \nSuite[^1] 🐝 😀.\n\n1. un\n2. deux\n   - trois\n\n- [x] fait\n\n"
      "| Levier | Fiches |\n|---|--:|\n| Tiers | 8 |\n| Pairs \\| | 5 |\n\n> Une citation.\n\n#### Trop profond\n\n```\ncode *brut*\n```\n\n---\n\n"
      "![Une photo](https://ailleurs.example/p.png)\n\n[^1]: La note, avec *emphase*.\n";
  Block said;
  said.id = "b2";
  said.provenance = Provenance::said;
  said.title = "Ce que disent les territoires";
  said.markdown = "Réunir avant de convaincre [[la-navette#l1]], comme ailleurs [[le-bail#l2]] et [[inconnue#l9]].";
  said.grounds = {lever, elsewhere};
  Block counted;
  counted.id = "b3";
  counted.provenance = Provenance::counted;
  counted.said_by = "Compté dans l’état des lieux 1.0";
  counted.picture = Picture{"leviers",
                            "Un tiers qui invite, et la défiance se lève huit fois",
                            "Fiches où chaque levier a levé la défiance.",
                            "31 fiches, 12 juillet 2027.",
                            "Tiers de confiance 8, échanges entre pairs 5",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 60\" width=\"300\" height=\"60\"><rect width=\"240\" "
                            "height=\"20\" fill=\"#8f2f6b\"/>"
                            "<text x=\"4\" y=\"50\" font-size=\"12\" font-family=\"sans-serif\">Tiers de confiance</text></svg>",
                            {{"Levier", "Fiches"}, {"Tiers de confiance", "8"}, {"Échanges entre pairs", "5"}}};
  Block watch;
  watch.id = "b4";
  watch.callout = "watch";
  watch.markdown = "Si le même nom revient toujours, demandez-vous qui n’était pas dans la salle.";
  Block quiz;
  quiz.id = "b5";
  quiz.questions = {{"b5-q1",
                     QuestionKind::single,
                     "Inviter",
                     "Qui *invite* ? <b>?</b>",
                     "Un tiers lève la défiance.",
                     {{"Le maire & son équipe", false, "Il peut venir."}, {"Un <tiers> de confiance", true, "Oui."}}},
                    {"b5-q2",
                     QuestionKind::multiple,
                     "",
                     "Que garde-t-on ?",
                     "",
                     {{"Les désaccords", true, ""}, {"Les clefs", true, ""}, {"Les noms des absents", false, ""}}},
                    {"b5-q3", QuestionKind::true_false, "", "On convainc d’abord.", "", {{"", false, "Non : on réunit."}, {"", true, ""}}},
                    {"b5-q4", QuestionKind::short_answer, "", "Combien de minutes dure la séance ?", "", {{"40", true, ""}, {"quarante", true, ""}}},
                    {"b5-q5", QuestionKind::essay, "", "Et chez vous ?", "", {}}};
  Part page{"dialogue", "Le dialogue territorial", 1, "page", "", "", {text, said, counted, watch, quiz}};

  Block bare;
  bare.id = "resume";
  bare.provenance = Provenance::said;
  bare.markdown = "Une navette le jour du marché.";
  Block passage;
  passage.id = "l1";
  passage.provenance = Provenance::said;
  passage.title = "Levier L1 : un tiers de confiance";
  passage.markdown = "### Comment\n\nLa pharmacienne a invité.";
  passage.grounds = {lever};
  Part sheet{"la-navette", "La navette du marché", 2, "experience", "/p/demonstration/experiences/la-navette", "CC-BY-4.0", {bare, passage}};
  Block tried;
  tried.id = "b1";
  tried.provenance = Provenance::tried;
  tried.callout = "";
  tried.markdown = "Essayée.\n\n# Un titre de premier niveau\n\n### et un de troisième";
  Block turn;
  turn.id = "b2";
  turn.callout = "try";
  turn.markdown = "Chez vous, qui peut inviter ?";
  auto const photo = sample_photograph();
  Block steps;
  steps.id = "steps";
  steps.title = "Pas à pas";
  steps.markdown = "1. **Ouvrir** (5 min)  \n   Installer la salle.\n\n   ![Des chaises en cercle & une table](pictures/" + photo_name(photo) +
      ")\n2. **Fermer**  \n   Ranger.\n\nAvant, ![La même salle, vide](pictures/" + photo_name(photo) + ") puis après ![Perdue](pictures/" +
      std::string(64, '0') + ".jpg).\n";
  Part method{"quarante-minutes",
              "La séance de 40 minutes",
              1,
              "method",
              "/p/demonstration/methods/quarante-minutes",
              "",
              {tried, turn, steps},
              false,
              {photo}};
  document.parts = {page, sheet, method, sample_typed_part(lever)};
  return document;
}

}  // namespace kit
