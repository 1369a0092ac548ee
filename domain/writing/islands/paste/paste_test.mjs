import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse, parseFragment } from "parse5";
import { load } from "../../../../tools/islands/load.mjs";

const { markdown_of, safe_address } = await load("domain/writing/islands/paste/markdown_of.ts");

/// The same tree as tree.ts gives in a browser.
function tree(node) {
  if (node.nodeName === "#text") return { text: node.value };
  if (node.nodeName.startsWith("#") && node.nodeName !== "#document-fragment") return undefined;
  const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
  return { name: node.tagName, attributes, inside: (node.childNodes ?? []).map(tree).filter(Boolean) };
}
const pasted = (html) => markdown_of(parseFragment(html).childNodes.map(tree).filter(Boolean));

const word_item = (level, mark, words) => `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>${words}<o:p></o:p></p>`;

for (const [what, html, expected] of [
  ["words alone", "Bonjour", "Bonjour"],
  ["two paragraphs", "<p>Un</p><p>Deux</p>", "Un\n\nDeux"],
  ["emphasis, by name and by style", "<p><b>Gras</b> et <span style='font-style:italic'>penché</span>, <span style='font-weight:700'>fort </span>enfin.</p>", "**Gras** et *penché*, **fort** enfin."],
  ["the bold that Google Docs puts around everything and cancels", "<b style='font-weight:normal'><p>Rien de gras</p></b>", "Rien de gras"],
  ["headings; the first level is the sheet's own", "<h1>Titre</h1><h3>Sous-titre</h3>", "## Titre\n\n### Sous-titre"],
  ["headings of Word by their style", "<p class=MsoHeading2>Déroulé</p>", "## Déroulé"],
  ["a list", "<ul><li>Un</li><li>Deux<ul><li>Dedans</li></ul></li></ul>", "- Un\n- Deux\n  - Dedans"],
  ["a numbered list", "<ol><li><p>Un</p></li><li><p>Deux</p></li></ol>", "1. Un\n2. Deux"],
  ["a list beside its items, as LibreOffice writes it", "<ul><li>Un</li><ul><li>Dedans</li></ul></ul>", "- Un\n  - Dedans"],
  ["Word's own lists", word_item(1, "·", "Café") + word_item(2, "o", "Sucre") + word_item(1, "1.", "Tasse"), "- Café\n  - Sucre\n1. Tasse"],
  ["a table", "<table><tr><th>Qui</th><th>Quoi</th></tr><tr><td>Ana</td><td>a | b</td></tr></table>", "| Qui | Quoi |\n| --- | --- |\n| Ana | a \\| b |"],
  ["a table of one column is a layout", "<table><tr><td>Un</td></tr><tr><td>Deux</td></tr></table>", "Un\n\nDeux"],
  ["links one may follow", "<p><a href='https://exemple.fr/a(b)'>ici</a> <a href='javascript:alert(1)'>là</a></p>", "[ici](https://exemple.fr/a%28b%29) là"],
  ["scripts, styles, comments and hidden parts go", "<style>p{}</style><script>alert(1)</script><!--[if gte mso 9]><xml>x</xml><![endif]--><p>Reste<span style='display:none'>caché</span></p>", "Reste"],
  ["signs that would be marks are said as they are", "<p>5 * 3 * 2 &lt;b&gt; [x] `a` nom_de_fichier</p><p># pas un titre</p><p>- pas une liste</p><p>1. pas un rang</p>", "5 \\* 3 \\* 2 \\<b> \\[x\\] \\`a\\` nom_de_fichier\n\n\\# pas un titre\n\n\\- pas une liste\n\n1\\. pas un rang"],
  ["a break stays in its paragraph", "<p>Un<br>Deux</p>", "Un\\\nDeux"],
  ["a quotation", "<blockquote><p>Un</p><p>Deux</p></blockquote>", "> Un\n>\n> Deux"],
  ["a picture leaves its words", "<p><img src='x' onerror='alert(1)' alt='La halle'></p>", "La halle"],
  ["a line break in the source is a space", "<p>Un\n  deux</p>", "Un deux"],
]) test(`pasting keeps ${what}`, () => assert.equal(pasted(html), expected));

test("addresses that act lose their link", () => {
  for (const address of ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", ""]) assert.equal(safe_address(address), "", address);
  assert.equal(safe_address(" https://exemple.fr "), "https://exemple.fr");
});

/// Nothing that came out may be markup once rendered: every < is escaped, every link is one people may follow.
function harmless(words, from) {
  const outside_code = words.replace(/```[^]*?```|`[^`\n]*`/g, "");
  assert.doesNotMatch(outside_code.replace(/\\</g, "").replace(/<(https?:\/\/|mailto:|tel:)[^<>\s]*>/g, ""), /</, from);
  assert.doesNotMatch(outside_code.replace(/\\\]/g, ""), /\]\(\s*(?!https?:|mailto:|tel:)/i, from);
  assert.doesNotMatch(words, /[\u0000\r\u2028\ufffc]/, from);
}

const hostile = new URL("../../../../../shared/data/malveillants/texte/", import.meta.url);
test("hostile pages come out as words", { skip: !existsSync(hostile) && "the hostile samples are not here" }, () => {
  const page = readFileSync(new URL("html_collage_word.html", hostile), "utf8");
  const words = markdown_of([tree(parse(page).childNodes.find((node) => node.nodeName === "html"))].filter(Boolean));
  harmless(words, page);
  assert.ok(words.length > 0);
});

test("ten thousand random pages never break it and never bring markup", () => {
  let state = 7;
  const random = (below) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below;
  const parts = ["<p>", "</p>", "<b>", "</b>", "<i style='font-style:normal'>", "<li>", "<ul>", "</ul>", "<ol>", "<table>", "<tr>", "<td>", "</table>", "<a href='javascript:x'>", "<a href=\"https://x.example/)\">", "</a>", "<br>", "<script>alert(1)</script>", "<img alt='](javascript:x) <b>'>", "&lt;script&gt;", "]", "[", "(", "`", "``", "*", "**", "\\", "# ", "> ", "- ", "| ", "\n", "é", "😀", "\ud83d", "&nbsp;", "<pre>", "</pre>", "<code>", "</code>", "<blockquote>", "<h2>", "</h2>", "<p class=MsoListParagraph style='mso-list:l0 level9 lfo1'>", "<span style='mso-list:Ignore'>"];
  for (let page = 0; page < 10_000; page++) {
    const html = Array.from({ length: random(24) }, () => parts[random(parts.length)]).join("");
    harmless(pasted(html), html);
  }
});

test("a page made to exhaust us is cut, quickly", () => {
  const deep = "<div><b>".repeat(50_000) + "x";
  let node = { text: "x" };
  for (let at = 0; at < 20_000; at++) node = { name: at % 2 ? "blockquote" : "ul", inside: [node] };
  assert.ok(markdown_of([node]).length < 1000);
  assert.ok(pasted(deep.slice(0, 2_000)).length < 10_000);
  const wide = { name: "table", inside: Array.from({ length: 5_000 }, () => ({ name: "tr", inside: Array.from({ length: 100 }, () => ({ name: "td", inside: [{ text: "mot" }] })) })) };
  assert.ok(markdown_of([wide]).length <= 400_000);
});
