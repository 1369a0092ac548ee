// How well a French search finds, beside plain SQLite FTS5 (unicode61, no stemming) over the same sheets and the same queries.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ask } from "./load.mjs";
import { sign_in } from "./place.mjs";

const sheets_folder = "programmes/demonstration/experiences";

function queries() {
  return readFileSync("tests/search/french_queries.tsv", "utf8").split("\n").filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t")).map(([words, kind, sheets]) => ({ words, kind, sheets: sheets.split(" ") }));
}

/// Recall among the first ten, or as many as are expected; precision among as many as are expected.
function score({ sheets }, found) {
  const good = (list) => list.filter((slug) => sheets.includes(slug)).length;
  return { recall: good(found.slice(0, Math.max(10, sheets.length))) / sheets.length, precision: good(found.slice(0, sheets.length)) / sheets.length };
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/// The slugs each query finds with FTS5 as it comes, every word required, best first.
function plainly(asked) {
  const published = readdirSync(sheets_folder).map((name) => ({ slug: name.replace(/\.md$/, ""), text: readFileSync(join(sheets_folder, name), "utf8") }))
    .filter(({ text }) => /^status: (published|to_update)$/m.test(text));
  const rows = published.map(({ slug, text }) => `(${quoted(slug)}, ${quoted(text.match(/^title: (.*)$/m)[1])}, ${quoted(text)})`);
  const words = (text) => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu).map((word) => `"${word}"`).join(" ");
  const sql = ["CREATE VIRTUAL TABLE t USING fts5 (slug UNINDEXED, title, text, tokenize='unicode61');", `INSERT INTO t VALUES ${rows.join(",\n")};`,
    ...asked.map((query, at) => `SELECT ${at} || ' ' || COALESCE((SELECT group_concat(slug, ' ') FROM (SELECT slug FROM t WHERE t MATCH ${quoted(words(query.words))} ORDER BY bm25(t, 0, 4, 1))), '');`)];
  const lines = execFileSync("sqlite3", [":memory:"], { input: sql.join("\n"), encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => line.trim().split(" ").slice(1));
}

export async function french({ place, program, data, figures }) {
  const asked = queries(), cookie = await sign_in(program, data, place);
  const plain = plainly(asked), ours = [];
  for (const { words } of asked) {
    const page = (await ask(`${place.address}/p/demonstration/experiences?q=${encodeURIComponent(words)}`, cookie)).body.toString();
    ours.push([...page.matchAll(/<h2><a href="\/p\/demonstration\/experiences\/([a-z0-9-]+)"/g)].map((found) => found[1]));
  }
  const mean = (found, what) => asked.reduce((sum, query, at) => sum + score(query, found[at])[what], 0) / asked.length;
  asked.forEach((query, at) => {
    const { recall, precision } = score(query, ours[at]);
    if (recall < 1 || precision < 1) console.log(`    ${query.words}: recall ${recall.toFixed(2)}, precision ${precision.toFixed(2)}`);
  });
  figures.add({ name: "experiences.french.recall", value: mean(ours, "recall"), unit: `of ${asked.length} queries`, reference: mean(plain, "recall"), at_least: 0.9 });
  figures.add({ name: "experiences.french.precision", value: mean(ours, "precision"), unit: `of ${asked.length} queries`, reference: mean(plain, "precision"), at_least: 0.8 });
}
