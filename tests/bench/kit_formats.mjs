// Every format of a large kit: 300 pages, 120 pictures, 40 quizzes. Each is made by a process of its own here, by
// copies of one when an edition is published; pandoc, Typst alone and WeasyPrint on the same text are the measure when they are here (kit_beside.mjs).
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kit_beside } from "./kit_beside.mjs";
import { timed, timed_lines } from "./kit_programs.mjs";
import { ask, loaded } from "./load.mjs";

const formats = ["pdf", "pdf-a5", "booklet", "pdf-trainer", "epub", "offline", "odt", "docx", "odp", "scorm12", "scorm12-chapters", "scorm2004", "cmi5", "cartridge", "cartridge13", "zim", "markdown", "data"];
const words = "réunir avant de convaincre le marché la salle une navette des habitants qui n’étaient pas venus et le bail partagé entre trois communes chaque mardi devant la halle où l’on garde les clefs ensemble sans ordre du jour".split(" ");

/// Sentences that are always the same and never twice alike.
function sentences(seed, count) {
  let state = seed * 2654435761 % 4294967296;
  const next = (most) => { state = (state * 1664525 + 1013904223) % 4294967296; return Math.floor(state / 4294967296 * most); };
  return Array.from({ length: count }, () => { const said = Array.from({ length: 8 + next(14) }, () => words[next(words.length)]).join(" "); return `${said[0].toUpperCase()}${said.slice(1)}.`; }).join(" ");
}

function drawing(at) {
  const bars = Array.from({ length: 12 }, (_, bar) => `<rect x="90" y="${bar * 26 + 8}" width="${40 + (bar * 37 + at * 13) % 380}" height="18" fill="#7b2a5b"/><text x="8" y="${bar * 26 + 22}" font-size="13">Levier ${bar + 1}</text>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 330" width="520" height="330">${bars}</svg>`;
}

export function a_large_document(pages = 300, pictures = 120, quizzes = 40) {
  /// `wanted` of them, spread evenly.
  const falls = (at, wanted) => Math.floor((at + 1) * wanted / pages) > Math.floor(at * wanted / pages);
  const parts = Array.from({ length: pages }, (_, at) => {
    const blocks = [{ provenance: "written", id: "b1", markdown: `## Première partie\n\n${sentences(at + 1, 12)}\n\n- ${sentences(at + 2, 1)}\n- ${sentences(at + 3, 1)}\n\n${sentences(at + 4, 14)}[^1]\n\n| Lieu | Jour |\n|---|---|\n| Halle | mardi |\n| Gare | jeudi |\n\n[^1]: ${sentences(at, 1)}\n` },
      { provenance: "said", id: "b2", title: "Ce que disent les territoires", markdown: sentences(at + 5, 8) }];
    if (falls(at, pictures)) blocks.push({ provenance: "counted", id: "b3", markdown: "", picture: { id: `image-${at}`, finding: `Un levier sur ${at + 2} revient`, reads: "Fiches où chaque levier est cité.", source: "31 fiches", alternative: `Levier 1 ${at}`, svg: drawing(at), table: [["Levier", "Fiches"], ...Array.from({ length: 12 }, (_, bar) => [`Levier ${bar + 1}`, String((bar * 37 + at) % 40)])] } });
    if (falls(at, quizzes)) blocks.push({ provenance: "written", id: "b4", markdown: "", questions: Array.from({ length: 4 }, (_, q) => ({ id: `b4-q${q + 1}`, kind: "single", title: "", text: `${sentences(at + q, 1)} Qui ?`, feedback: "", answers: [{ text: "Un tiers", right: true, feedback: "" }, { text: "Le maire", right: false, feedback: "" }] })) });
    return { slug: `page-${at + 1}`, title: `Page ${at + 1} : ${sentences(at + 9, 1).slice(0, 40)}`, level: at % 6 === 0 ? 1 : 2, kind: "page", address: "", licence: "", blocks };
  });
  return { slug: "grand-kit", title: "Un grand kit", subtitle: "", description: "", number: "1.0", frozen_on: "2026-11-02", language: "fr", licence: "CC-BY-SA-4.0", publisher: "Banc d’essai", programme_slug: "banc", programme_name: "Banc", identifier: "urn:uuid:00000000-0000-5000-8000-000000000000", home_address: "https://essaim.example/p/banc/kit/1.0", fictional: true, parts, credits: [] };
}

/// The same kit with one page changed, as a correction of the edition.
function corrected(document, number) {
  const parts = document.parts.map((part, at) => at !== 150 ? part : { ...part, blocks: part.blocks.map((block, place) => place ? block : { ...block, markdown: `${block.markdown}\n\nUne phrase de plus.\n` }) });
  return { ...document, number, parts };
}

/// All the formats as the press makes them: from nothing; after one page changed, what lays PDFs out still there; the same page changed
/// when it had gone; and when the PDFs are found again, which leaves the rest.
async function made_again({ program, desk, file, document, figures }) {
  const changed = join(desk, "changed.json"), later = join(desk, "later.json"), into = join(desk, "made"), before = ["--before", join(desk, "before")];
  writeFileSync(changed, JSON.stringify(corrected(document, "1.0.1")));
  writeFileSync(later, JSON.stringify(corrected(document, "1.0.2")));
  const [first, again] = await timed_lines(program, ["kit", "formats", into, file, changed, ...before]);
  const [cold, beside] = await timed_lines(program, ["kit", "formats", into, later, later, ...before]);
  figures.add({ name: "kit.formats", value: first, unit: "s", at_most: 30, held_by: "Typst, and drawings turned into pictures" });
  figures.add({ name: "kit.formats.again", value: again, unit: "s", at_most: 3, held_by: "each package is written whole: the number of the edition stands on each page" });
  figures.add({ name: "kit.formats.again.cold", value: cold, unit: "s", held_by: "Typst, which went after ten minutes without a book and lays them out anew" });
  figures.add({ name: "kit.formats.again.beside_pdf", value: beside, unit: "s" });
}

export async function kit_formats({ program, folder, place, figures }) {
  const desk = join(folder, "kit-formats");
  mkdirSync(desk, { recursive: true });
  const document = a_large_document(), file = join(desk, "document.json");
  writeFileSync(file, JSON.stringify(document));
  const make = async (format, from = file) => ({ ...(await timed(program, ["kit", "format", from, desk, format])), bytes: statSync(join(desk, format)).size });
  let total = 0, largest = 0;
  const taken = {};
  for (const format of formats) {
    const made = await make(format);
    total += made.seconds;
    largest = Math.max(largest, made.megabytes);
    taken[format] = made.seconds;
    figures.add({ name: `kit.format.${format}`, value: made.seconds, unit: "s" });
  }
  figures.add({ name: "kit.formats.one_by_one", value: total, unit: "s" });
  await made_again({ program, desk, file, document, figures });
  figures.add({ name: "kit.formats.memory", value: largest, unit: "MB", held_by: "the largest of the processes that make them, Typst; the server holds none of it" });
  await kit_beside({ program, desk, file, site: join(desk, "made", "1.0", "site"), document, taken, figures });
  if (place) {
    // Pages go on being answered while a kit is made beside them.
    const cover = (await ask(`${place.address}/p/demonstration/kit`)).body.toString();
    const chapter = place.address + cover.match(/href="(\/p\/demonstration\/kit\/[\d.]+\/[a-z0-9-]+)"/)[1];
    const making = Promise.all(["zim", "odt"].map((format) => make(format)));
    const pages = await loaded(chapter, { seconds: 3 });
    await making;
    figures.add({ name: "kit.page_while_made.p99", value: pages.p99, unit: "ms", at_most: 50 });
  }
}
