#pragma once
#include <string>

#include "domain/kit/export/sample_document.h"

/// For tests: a kit of what someone may type, paste or send to break the formats.
namespace kit::testing_ {

inline std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int time = 0; time < times; ++time) out += text;
  return out;
}

/// Whatever someone may type or paste.
inline std::string const& hostile_text() {
  static std::string const text =
      "# 🐝🏽‍♀️ Emoji, ZWJ \xE2\x80\x8D et drapeaux 🇫🇷\n\n"
      "مرحبا بكم في السوق \xE2\x80\x8F(שלום)\xE2\x80\x8E – de droite à gauche \xE2\x80\xAE"
      "esrevni\xE2\x80\xAC.\n\n"
      "=cmd|' /C calc'!A0 +1 -1 @SUM(A1) $x^2_1$ \\\\frac{a}{b} #panic() {{ 7*7 }} ${jndi:ldap://x} <script>alert(1)</script> ]]> <!-- --> &amp; "
      "&#0; &nbsp; \"quotes\" 'apos'\n\n"
      "[lien](javascript:alert(1)) [cycle](/p/demonstration/methods/quarante-minutes) [![image](x.png)](https://example.org/%zz) "
      "<https://example.org/?a=1&b=\"2\">\n\n"
      "Cloche\x07 et retour\x0b, non-caractère \xEF\xBF\xBE, espace insécable\xC2\xA0: mot" +
      repeated("trèslong", 200) + "\n\n" + repeated("> ", 12) + "profond\n\n" + repeated("- ", 6) +
      "liste\n\n"
      "| a | b |\n|---|:-:|\n| `|` \\| | **x** |\n| 1 | 2 | 3 |\n\n"
      "\\begin{document}\\input{/etc/passwd} #read(\"/etc/passwd\") @label <label> // /* ~ \\~ \n.so /etc/passwd\n.TH\n'br\n\n"
      "1) un\n7) sept\n\n```js\n</code></pre><script>\n```\n\n[^n]: note [^n] et [[la-navette#l1]]\n\nappel[^n] et encore[^n].\n";
  return text;
}

inline Document hostile_document() {
  auto document = sample_document();
  document.title = "🐝 Kit « hostile » & <b>\"gras\"</b> مرحبا";
  document.subtitle = repeated("sous-titre ", 60);
  document.credits.push_back({"עברית 😀", "rôle & <x>", "L’Haÿ-les-Roses"});
  Block block;
  block.id = "b1";
  block.title = "Titre 🐝 =1+1 </h2>";
  block.markdown = hostile_text();
  Block quiz;
  quiz.id = "b2";
  quiz.questions = {{"b2-q1",
                     QuestionKind::single,
                     "😀 ::x::",
                     "Où {est} le ~piège~ = # ? <img src=x onerror=alert(1)>",
                     "",
                     {{"a </script> & \"b\"", true, "]]>"}, {"مرحبا", false, ""}}}};
  // Drawings no screen and no sheet is made for.
  Block tower = document.parts[0].blocks[2], field = tower;
  tower.id = "b3", tower.picture->id = "tour";
  tower.picture->finding = "Une tour ]]> </svg>";
  tower.picture->svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 19000"><rect width="2" height="19000"/></svg>)";
  tower.picture->table = {{"=1+1", "@SUM(A1)"}, {"🐝", "-2"}};
  field.id = "b4", field.picture->id = "champ";
  field.picture->svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><rect width="30000" height="30000"/></svg>)";
  Block typed;
  typed.id = "b5";
  std::string const nasty = "🐝 | *x* <script> ]]> \"a\" مرحبا\x07 {{7*7}} #panic()";
  typed.self_assessment = SelfAssessment{{nasty, nasty, "3", "4"}, {{nasty, {nasty, repeated("mot ", 90)}, {{"/kit/absent", nasty}}}}};
  typed.running_order = RunningOrder{23 * 60 + 50, {{1440, nasty, nasty, nasty, nasty + " [[la-navette#l1]]", nasty}}};
  typed.terms = {{nasty, nasty}, {"c#", "x"}, {"c++", "y\n\nz"}};
  Part part{"emoji", "🐝 " + repeated("titre long ", 20), 1, "page", "/p/demonstration/methods/emoji", "", {block, quiz, tower, field, typed}};
  // Two parts that point to each other.
  Ground there{"quarante-minutes", "Vers l’autre", "", "", "/p/demonstration/methods/quarante-minutes", ""},
      back{"emoji", "Et retour", "", "", "/p/demonstration/methods/emoji", ""};
  part.blocks[0].grounds = {there};
  document.parts[2].blocks[0].grounds = {back};
  document.parts.push_back(part);
  Part empty{"vide", "Vide", 1, "page", "", "", {}};
  document.parts.push_back(empty);
  return document;
}

}  // namespace kit::testing_
