// Are all the words on screen in French?     node tools/check_words.mjs [--write] [module…]
//
// Reads the msgids of each module of ARROWS: t("…"), tn("…", "…"), tc("context", "…") in views and C++, refuse("…"), Refusal{"…"},
// msgid("…"), and the second text of each {"code", "msgid"} of a vocabulary (Term). Compares them with <module>/words/fr.po.
// Fails on a missing, empty, obsolete, fuzzy or twice translated message, on placeholders that differ, on typography.
// --write adds what is missing with an empty translation, to be filled by hand. A msgid translated by another module is not missing.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { read_po, po_entry, new_po } from "./words/po.mjs";
import { typography } from "./words/typography.mjs";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const text = String.raw`"((?:[^"\\]|\\.)*)"((?:\s*"(?:[^"\\]|\\.)*")*)`;
const call = new RegExp(String.raw`(?<!\w)(t|tn|tc|msgid|refuse|Refusal(?:\s+\w+)?)\s*[({]\s*${text}(?:\s*,\s*${text})?`, "g");
const joined = (first, more) => unescaped(first + [...(more ?? "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((found) => found[1]).join(""));
const unescaped = (literal) => literal.replace(/\\u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\(["'\\])/g, "$1");

/// Comments become blanks, strings stay, lines keep their numbers.
function without_comments(code) {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (found) => (found.startsWith("/") ? found.replace(/[^\n]/g, " ") : found));
}

function messages_of(code, file) {
  const found = [];
  const add = (at, id, context, plural) => id && found.push({ id, context, plural, where: `${file}:${code.slice(0, at).split("\n").length}` });
  for (const match of code.matchAll(call)) {
    const [, word, first, first_more, second, second_more] = match;
    const one = joined(first, first_more);
    if (word === "tc" && second !== undefined) add(match.index, joined(second, second_more), one);
    else if (word === "tn" && second !== undefined) add(match.index, one, undefined, joined(second, second_more));
    // A capability's own refuse("field", "msgid") names the field first.
    else if (word === "refuse" && second !== undefined && /^[a-z_.]*$/.test(one)) add(match.index, joined(second, second_more));
    else if (word !== "tc" && word !== "tn") add(match.index, one);
  }
  for (const table of code.matchAll(/\bTerm\b[^;{}()]*(?:=\s*)?\{([^;]*)\};/g)) {
    for (const pair of table[1].matchAll(/\{\s*"[^"]*"\s*,\s*"((?:[^"\\]|\\.)*)"/g)) add(table.index, unescaped(pair[1]));
  }
  return found;
}

function files_of(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files_of(path);
    return /\.(cpp|h|html)$/.test(path) && !/_test\.cpp$|every_corner/.test(path) ? [path] : [];
  });
}

const key = (message) => (message.context === undefined ? message.id : `${message.context}\u0004${message.id}`);

function used_by(module) {
  const used = new Map();
  for (const file of files_of(join(source, module))) {
    const code = readFileSync(file, "utf8");
    for (const message of messages_of(file.endsWith(".html") ? code.replace(/<!--[^]*?-->/g, "") : without_comments(code), file.slice(source.length + 1))) {
      if (!used.has(key(message)) || message.plural) used.set(key(message), message);
    }
  }
  return used;
}

/// "{} {1}" → the sorted indices it shows: a translation may change their order, not their set.
function placeholders(message) {
  let next = 0;
  return [...message.matchAll(/\{(\d?)\}/g)].map(([, index]) => (next = (index === "" ? next : Number(index)) + 1) - 1).sort().join();
}

function faults_of(entry) {
  const faults = [];
  const wanted = placeholders(entry.plural ?? entry.id);
  if (entry.fuzzy) faults.push("is fuzzy");
  for (const [index, translation] of entry.translations.entries()) {
    if (!translation) faults.push("has no translation");
    // « une fiche » may leave the number out of the singular.
    else if (placeholders(translation) !== wanted && !(entry.plural && index === 0)) faults.push(`shows other placeholders: ${translation}`);
    else faults.push(...typography(translation));
  }
  return faults;
}

function modules() {
  return readFileSync(join(source, "ARROWS"), "utf8").split("\n").filter((line) => /^[a-z]/.test(line)).map((line) => line.split(":")[0].trim()).filter((name) => name !== "tests");
}

function check(module, used, entries, all, report) {
  const known = new Set();
  for (const entry of entries) {
    const place = `${module}/words/fr.po:${entry.line}: "${entry.id}"`;
    if (known.has(key(entry))) report(`${place} stands twice`);
    known.add(key(entry));
    if (!used.has(key(entry))) report(`${place} is obsolete: nothing in ${module} says it`);
    else if (used.get(key(entry)).plural && !entry.plural) report(`${place} needs msgid_plural "${used.get(key(entry)).plural}"`);
    for (const fault of faults_of(entry)) report(`${place} ${fault}`);
    const other = all.get(key(entry));
    if (other && other.translations.join() !== entry.translations.join()) report(`${place} is translated otherwise by ${other.module}: "${other.translations[0]}"`);
    all.set(key(entry), { ...entry, module });
  }
}

function main(flags) {
  const write = flags.includes("--write");
  const asked = flags.filter((flag) => !flag.startsWith("--")).map((name) => name.replace(/\/$/, ""));
  const problems = [];
  const all = new Map();
  const state = modules().map((module) => {
    const file = join(source, module, "words/fr.po");
    const entries = existsSync(file) ? read_po(readFileSync(file, "utf8")) : [];
    return { module, file, entries, used: used_by(module) };
  });
  const wanted = (module) => !asked.length || asked.includes(module);
  for (const { module, used, entries } of state) check(module, used, entries, all, (problem) => wanted(module) && problems.push(problem));
  for (const { module, file, used } of state.filter(({ module: name }) => wanted(name))) {
    const missing = [...used.values()].filter((message) => !all.has(key(message)));
    if (write && missing.length) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, (existsSync(file) ? readFileSync(file, "utf8").trimEnd() : new_po()) + `\n${missing.map(po_entry).join("")}`);
      for (const message of missing) all.set(key(message), { ...message, translations: [""], module });
    }
    for (const message of missing) problems.push(`${message.where}: "${message.id}" has no French${write ? ` yet: added to ${module}/words/fr.po` : ""}`);
  }
  if (problems.length) console.error(problems.join("\n"));
  const said = state.reduce((sum, { used }) => sum + used.size, 0);
  console.log(`${said} messages said, ${all.size} translated, ${problems.length} to put right`);
  process.exitCode = problems.length ? 1 : 0;
}

main(process.argv.slice(2));
