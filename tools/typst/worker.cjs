// Lays out.pdf out from template.typ and data.json:  node worker.cjs FOLDER [SECONDS]
// Run by domain/kit/export/typesetter.cpp as a process with bounds. For each line it reads it lays the folder out once and answers a
// line: "made", "missing …" or "failed …". It goes when nobody speaks any more, or after SECONDS without a line: what it keeps in
// memory makes the next book of nearly the same words come in a fraction of the time.
// The folder is all Typst may read; texts reach it as data.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");
const { createInterface } = require("node:readline");

const folder = resolve(process.argv[2]);
const patience = Number(process.argv[3] ?? 0) * 1000;
const data = join(folder, "data.json");
/// Pieces not taken again in so many layouts are forgotten: an edition has five books (two papers, both again in brief, and for who leads).
const generations = 6;

/// The faces of the pages, whole and one a file as Typst wants them.
const faces = {
  "bricolage-grotesque": ["600SemiBold", "700Bold"],
  "atkinson-hyperlegible-next": ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"],
  literata: ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"],
};

/// Without a package the PDF is still made, in the faces Typst has of its own and with fewer signs.
function folder_of(name) {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function font_folders() {
  const ours = Object.entries(faces).flatMap(([family, weights]) => weights.map((weight) => [folder_of(`@expo-google-fonts/${family}`), weight]));
  return [...ours, [folder_of("dejavu-fonts-ttf"), "ttf"]].filter(([folder]) => folder).map((parts) => join(...parts));
}

/// PDF/UA forbids a sign no face can draw: it becomes a white square, which a reader can see and search.
function without_missing_signs(text, message, round) {
  const missing = new Set();
  for (const [, found] of message.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/g)) {
    const plain = found.replace(/\\+u\{([0-9a-f]+)\}/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)));
    for (const sign of plain) if (sign.codePointAt(0) > 0xff) missing.add(sign);
  }
  if (!missing.size) return undefined;
  if (round > 8) return text.replace(/[^\u0000-\u024f\u0370-\u04ff\u2000-\u206f\u20ac\u25a1]/gu, "□");
  return [...text].map((sign) => (missing.has(sign) ? "□" : sign)).join("");
}

/// Control characters and non-characters have no face anywhere, nor anything to say: pasted texts hold some.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
/// Our faces draw a thin space as a space, and tell its true sign beside it: some readers of tags then lose the end of the line.
const thin_space = /\u202f/g;

function cleaned(text) {
  return JSON.stringify(JSON.parse(text, (_, value) => (typeof value === "string" ? value.replace(controls, "").replace(thin_space, "\u00a0") : value)));
}

function lay_out() {
  const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
  writeFileSync(data, cleaned(readFileSync(data, "utf8")));
  const day = Date.parse(JSON.parse(readFileSync(data, "utf8")).day) / 1000;
  for (let round = 1; round < 12; round++) {
    // A new one each time, or it would not read the files again; what it laid out is remembered by the process.
    const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: font_folders() }] });
    const what = { mainFilePath: join(folder, "template.typ") };
    try {
      writeFileSync(join(folder, "out.pdf"), compiler.pdf(what, { pdfStandard: "ua-1", creationTimestamp: day }));
      compiler.evictCache(generations);
      return;
    } catch (error) {
      if (!error.message) compiler.compile(what).printErrors();
      const mended = without_missing_signs(readFileSync(data, "utf8"), String(error.message), round);
      if (mended === undefined) throw error;
      writeFileSync(data, mended);
    }
  }
  throw new Error("too many signs without a face");
}

function answer() {
  try {
    lay_out();
    return "made";
  } catch (error) {
    return `${error.code === "MODULE_NOT_FOUND" ? "missing package" : "failed"} ${String(error.message).replace(/\s+/g, " ").slice(0, 2000)}`;
  }
}

/// On a machine short of memory nothing is kept: half of what is free is the most a comfort may hold.
function too_large() {
  const available = Number(readFileSync("/proc/meminfo", "utf8").match(/MemAvailable:\s+(\d+)/)?.[1] ?? 0) * 1024;
  return process.memoryUsage().rss > available / 2;
}

let leaving;
const lines = createInterface({ input: process.stdin });
lines.on("line", () => {
  clearTimeout(leaving);
  process.stdout.write(`${answer()}\n`);
  if (patience && too_large()) lines.close();
  else if (patience) leaving = setTimeout(() => lines.close(), patience);
});
lines.on("close", () => process.exit(0));
