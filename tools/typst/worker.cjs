// Makes out.pdf from template.typ and data.json:  node worker.cjs FOLDER
// Run by domain/kit/export/pdf.cpp as a process with bounds. The folder is all Typst may read; texts reach it as data.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const folder = resolve(process.argv[2]);
const data = join(folder, "data.json");

/// Symbols Typst's own faces lack. Without the package the PDF is still made, with fewer signs.
function font_folders() {
  try {
    return [join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf")];
  } catch {
    return [];
  }
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
function without_controls(text) {
  return JSON.stringify(JSON.parse(text, (_, value) => (typeof value === "string" ? value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, "") : value)));
}

function main() {
  const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
  writeFileSync(data, without_controls(readFileSync(data, "utf8")));
  const day = Date.parse(JSON.parse(readFileSync(data, "utf8")).day) / 1000;
  for (let round = 1; round < 12; round++) {
    const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: font_folders() }] });
    const what = { mainFilePath: join(folder, "template.typ") };
    try {
      writeFileSync(join(folder, "out.pdf"), compiler.pdf(what, { pdfStandard: "ua-1", creationTimestamp: day }));
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

try {
  main();
} catch (error) {
  process.stderr.write(`${error.code === "MODULE_NOT_FOUND" ? "missing package: " : ""}${error.message}\n`);
  process.exit(1);
}
