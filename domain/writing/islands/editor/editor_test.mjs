import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../../../tools/islands/load.mjs";

const { EditorState, around, heading, bullets, numbered, tasks, quote, callout, box, table, note, link, picture, standing_at, without_marks, items_of, moved, inserted, without, passages_of, chosen } =
  await load("node_modules/@codemirror/state/dist/index.js", "domain/writing/islands/editor/commands.ts", "domain/writing/islands/editor/plain.ts", "domain/writing/islands/desk/order.ts", "domain/writing/islands/merge/passages.ts");

/// "un |mot| ici": the selection stands between the bars; one bar: the caret.
function state(marked) {
  const anchor = marked.indexOf("|");
  const doc = marked.replaceAll("|", "");
  const head = marked.indexOf("|", anchor + 1);
  return EditorState.create({ doc, selection: { anchor, head: head < 0 ? anchor : head - 1 } });
}
const after = (marked, command) => state(marked).update(command(state(marked))).state.doc.toString();

for (const [what, marked, command, expected] of [
  ["bold around the words chosen", "un |mot| ici", (s) => around(s, "**"), "un **mot** ici"],
  ["bold around the word at the caret", "un m|ot ici", (s) => around(s, "**"), "un **mot** ici"],
  ["bold taken away", "un **|mot|** ici", (s) => around(s, "**"), "un mot ici"],
  ["italic inside bold adds to it", "un **|mot|** ici", (s) => around(s, "*"), "un ***mot*** ici"],
  ["a heading", "Ti|tre", (s) => heading(s, 2), "## Titre"],
  ["a heading taken away", "## Ti|tre", (s) => heading(s, 2), "Titre"],
  ["a heading made lower", "## Ti|tre", (s) => heading(s, 3), "### Titre"],
  ["a list of several lines", "|Un\nDeux|", bullets, "- Un\n- Deux"],
  ["a list that becomes numbered", "|- Un\n- Deux|", numbered, "1. Un\n2. Deux"],
  ["a list that becomes boxes to tick", "|- Un\n- Deux|", tasks, "- [ ] Un\n- [ ] Deux"],
  ["boxes that become a list", "|- [x] Un|", bullets, "- Un"],
  ["a quotation taken away", "> U|n", quote, "Un"],
  ["a tip", "Avant\n|", (s) => callout(s, "Conseil"), "Avant\n\n> **Conseil.** "],
  ["a tip around lines", "|Un\nDeux|", (s) => callout(s, "Conseil"), "> **Conseil.** Un\n> Deux"],
  ["a box of its owner, empty", "Avant\n|", (s) => box(s, "::: watch", "", ":::"), "Avant\n\n::: watch\n\n:::"],
  ["a box with what stands there at first", "|", (s) => box(s, "::: quiz", "::Q:: ?", ":::"), "::: quiz\n::Q:: ?\n:::"],
  ["a box around the lines chosen", "|Un\nDeux|\n\nTrois", (s) => box(s, "::: trainer", "", ":::"), "::: trainer\nUn\nDeux\n:::\n\nTrois"],
  ["a table on lines of its own", "Avant|\n\nAprès", (s) => table(s, ["A", "B"]), "Avant\n\n| A | B |\n| --- | --- |\n|     |     |\n\nAprès"],
  ["a note with the first number that is free", "Un[^1] deux|\n\n[^1]: Là.", note, "Un[^1] deux[^2]\n\n[^1]: Là.\n\n[^2]: "],
  ["a link whose words hold brackets", "|le [site]|", (s) => link(s, "https://exemple.fr/a(b)", ""), "[le \\[site\\]](https://exemple.fr/a%28b%29)"],
  ["a picture with what it shows", "|", (s) => picture(s, "/p/x", "La [halle]\nfermée"), "![La \\[halle\\] fermée](/p/x)\n"],
]) test(`the toolbar makes ${what}`, () => assert.equal(after(marked, command), expected));

test("buttons know where the caret stands", () => {
  assert.deepEqual(standing_at(state("## T|")), { heading: 2, list: "", quote: false });
  assert.deepEqual(standing_at(state("- [x] T|")), { heading: 0, list: "tasks", quote: false });
  assert.deepEqual(standing_at(state("> T|")), { heading: 0, list: "", quote: true });
});

test("a quoted passage is said without its marks", () => {
  assert.equal(without_marks("## Un **gros** [titre](https://x) et *un* nom_de_fichier\n- [x] fait"), "Un gros titre et un nom_de_fichier\nfait");
});

test("the order of steps survives two people who move the same one", () => {
  assert.deepEqual(items_of("1\n2\n\n1\n 3 \nmauvais id !\n2"), ["1", "2", "3"]);
  assert.deepEqual(moved(["a", "b", "c"], "b", -1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], "c", 1), ["a", "b", "c"]);
  assert.deepEqual(moved(["a"], "z", 1), ["a"]);
  assert.deepEqual(inserted(["a", "b"], "x", "a"), ["a", "x", "b"]);
  assert.deepEqual(inserted(["a"], "x"), ["a", "x"]);
  assert.deepEqual(without(["a", "b"], "a"), ["b"]);
});

test("two texts grown apart are chosen passage by passage, and nothing is lost when both stay", () => {
  const [mine, theirs] = ["Un.\nDeux de moi.\nTrois.\n", "Un.\nDeux d’eux.\nTrois.\nQuatre d’eux.\n"];
  const passages = passages_of(mine, theirs);
  assert.deepEqual(passages.map(({ same }) => same), [true, false, true, false]);
  assert.equal(chosen(passages, ["mine", "mine"]), mine);
  assert.equal(chosen(passages, ["theirs", "theirs"]), theirs);
  assert.equal(chosen(passages, []), "Un.\nDeux d’eux.\nDeux de moi.\nTrois.\nQuatre d’eux.\n");
});
