// Beside what others make of the same kit, in the same run: pandoc for EPUB and pages, Typst alone and WeasyPrint for PDF. One that is
// not here is said, never guessed.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { present, timed } from "./kit_programs.mjs";

const here = dirname(fileURLToPath(import.meta.url));

function as_markdown(document) {
  return document.parts.map((part) => `# ${part.title}\n\n${part.blocks.map((block) => `${block.title ? `## ${block.title}\n\n` : ""}${block.markdown.replaceAll("[^1]", `[^${part.slug}]`)}`).join("\n\n")}`).join("\n\n");
}

/// The text of a block typed as Typst's own markup; it holds headings, paragraphs, a list, a table, a note and nothing else.
function typed(markdown) {
  const note = markdown.match(/^\[\^1\]: (.*)$/m)?.[1] ?? "";
  const lines = markdown.replace(/^\[\^1\]: .*$/m, "").replace("[^1]", `#footnote[${note}]`).split("\n");
  const cells = lines.filter((line) => line.startsWith("|") && !line.startsWith("|-")).map((line) => line.split("|").slice(1, -1).map((cell) => `[${cell.trim()}]`));
  const table = cells.length ? `\n#table(columns: ${cells[0].length}, table.header(${cells[0].join(", ")}), ${cells.slice(1).flat().join(", ")})\n` : "";
  return lines.filter((line) => !line.startsWith("|")).map((line) => line.replace(/^## /, "== ")).join("\n") + table;
}

function as_typst(document) {
  const picture = ({ id, finding, reads, source, alternative, table }) => `== ${finding}\n\n${reads}\n\n#figure(image("${id}.svg", alt: "${alternative}", width: 100%), caption: [${source}])\n\n#table(columns: 2, table.header(${table[0].map((cell) => `[${cell}]`).join(", ")}), ${table.slice(1).flat().map((cell) => `[${cell}]`).join(", ")})\n`;
  const quiz = (questions) => questions.map((question, at) => `${at + 1}. ${question.text}\n${question.answers.map((answer) => `  - ${answer.text}`).join("\n")}`).join("\n");
  const parts = document.parts.map((part) => `= ${part.title}\n\n${part.blocks.map((block) => `${block.title ? `== ${block.title}\n\n` : ""}${typed(block.markdown)}\n${block.picture ? picture(block.picture) : ""}${block.questions ? quiz(block.questions) : ""}`).join("\n\n")}`);
  return `#set document(title: "${document.title}")\n#set text(lang: "fr", size: 11pt)\n#set page(paper: "a4", numbering: "1 / 1")\n#show heading.where(level: 1): it => { pagebreak(weak: true); it }\n#outline(depth: 2)\n\n${parts.join("\n\n")}\n`;
}

/// The middle of five, of something measured in seconds.
async function middle(measure) {
  const seconds = [];
  for (let time = 0; time < 5; time++) seconds.push(await measure());
  return seconds.sort((one, other) => one - other)[2];
}

async function beside_pandoc({ program, desk, file, document, figures }) {
  if (!(await present("pandoc"))) return console.log("  pandoc is not here: EPUB and pages are not compared (apt-get install pandoc)");
  const text = join(desk, "kit.md");
  writeFileSync(text, as_markdown(document));
  const pandoc = (to, out) => middle(async () => (await timed("pandoc", ["-f", "gfm+footnotes", "-t", to, "-s", "--toc", "--metadata", "title=Kit", "-o", join(desk, out), text])).seconds);
  const ours = (format) => middle(async () => (await timed(program, ["kit", "format", file, desk, format])).seconds);
  const held_by = "ours also draws pictures, quizzes, what each block rests on";
  figures.add({ name: "kit.epub_beside_pandoc", value: await ours("epub"), unit: "s", reference: await pandoc("epub3", "pandoc.epub"), of: "ratio", at_most: 0.1, held_by });
  figures.add({ name: "kit.site_beside_pandoc", value: await ours("offline"), unit: "s", reference: await pandoc("html5", "pandoc.html"), of: "ratio", at_most: 0.1, held_by: `${held_by}, in 300 pages and an archive` });
}

async function beside_typst({ program, desk, file, document, taken, figures }) {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("@myriaddreamin/typst-ts-node-compiler");
  } catch {
    return console.log("  Typst is not here: PDF is not compared with it (npm install)");
  }
  writeFileSync(join(desk, "alone.typ"), as_typst(document));
  for (const part of document.parts) for (const { picture } of part.blocks) if (picture) writeFileSync(join(desk, `${picture.id}.svg`), picture.svg);
  // The better of two, one beside the other: the machine is not always as free.
  const ours = [], alone = [];
  for (let round = 0; round < 2; round++) {
    ours.push((await timed(program, ["kit", "format", file, desk, "pdf"])).seconds);
    alone.push((await timed("node", [join(here, "typst_alone.cjs"), desk])).seconds);
  }
  taken.pdf = Math.min(taken.pdf, ...ours);
  figures.add({ name: "kit.pdf_beside_typst", value: taken.pdf, unit: "s", reference: Math.min(...alone), of: "ratio", at_most: 1.3, held_by: "marks of who says what beside each block, running titles" });
}

/// The pages people read, one after the other, without what surrounds them.
function as_one_page(site) {
  const articles = readdirSync(join(site, "parts")).sort().map((name) => readFileSync(join(site, "parts", name), "utf8").match(/<article[^]*?<\/article>/)?.[0] ?? "");
  const style = ["book.css", "site.css"].map((name) => `<link rel="stylesheet" href="${join(site, "style", name)}">`).join("");
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Kit</title>${style}</head><body>${articles.join("").replaceAll("../pictures/", `${join(site, "pictures")}/`)}</body></html>`;
}

async function beside_weasyprint({ desk, site, taken, figures }) {
  if (!(await present("weasyprint"))) return console.log("  WeasyPrint is not here: PDF is not compared with it (apt-get install weasyprint)");
  if (!existsSync(site)) return console.log("  the pages of the kit were not made: PDF is not compared with WeasyPrint");
  const page = join(desk, "kit.html");
  writeFileSync(page, as_one_page(site));
  const weasyprint = await timed("weasyprint", ["-q", page, join(desk, "weasyprint.pdf")]);
  figures.add({ name: "kit.pdf_beside_weasyprint", value: taken.pdf, unit: "s", reference: weasyprint.seconds, of: "ratio", at_most: 0.1 });
}

/// `taken`: seconds by format; `site`: the folder of its pages.
export async function kit_beside(made) {
  await beside_pandoc(made);
  await beside_typst(made);
  await beside_weasyprint(made);
}
