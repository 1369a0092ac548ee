// Does everyone know only whom ARROWS says?     node tools/check_arrows.mjs
//
// Reads every #include "…" of C++ files and every @include of views, and fails on:
// - a module that includes another ARROWS does not grant it; a file that is not there;
// - another capability entered by anything but its front door domain/X/X.h, or domain/X/caretaking.h for who looks after the whole place (app, which wires everyone, and tests may);
// - a rule that knows the database or HTTP (see is_rule);
// - a heavy library in a header, or in a capability (but JSON); soci::row anywhere.
// --rules lists the files held to be rules.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const heavy = /^(boost\/|soci\/|Poco\/|spdlog\/|CLI\/|toml\+\+\/|yaml-cpp\/|cmark-gfm|vips\/|zip\.h|gmime\/|pugixml|libxml\/|qrcodegen|xlsxwriter)/;
/// Headers of one translation unit: they hold what they wrap, and no other file includes them.
const private_headers = new Set(["platform/markdown/tree.h", "platform/markdown/html_walk.h"]);

export function read_arrows(text) {
  const lines = text.split("\n").filter((line) => /^[a-z]/.test(line)).map((line) => line.split(":"));
  const modules = lines.map(([name]) => name.trim());
  const expand = (name) => modules.filter((module) => module === name || module.startsWith(`${name}/`));
  return new Map(lines.map(([name, known]) => [name.trim(), new Set(known.trim().split(/\s+/).filter(Boolean).flatMap(expand))]));
}

export function module_of(path, arrows) {
  return [...arrows.keys()].filter((module) => path.startsWith(`${module}/`)).sort((a, b) => b.length - a.length)[0];
}

const name_of = (path) => path.split("/").at(-1).replace(/\.[a-z]+$/, "");
const is_test = (path) => /_test\.(cpp|h)$/.test(path) || path.startsWith("tests/") || path.includes("/testing/");

/// A pure rule: a header and its .cpp of a capability that neither store, show, nor open the front door. The header says it: one that
/// names the database or HTTP announces that it is none; what is named after a rule's header follows it.
export function is_rule(path, files) {
  if (!path.startsWith("domain/") || is_test(path) || path.includes("/views/") || path.includes("/export/")) return false;
  if (/(_store|_pages|_rows|_writing|_desk|_row_write|_views|_history)$/.test(name_of(path))) return false;
  const header = path.replace(/\.cpp$/, ".h");
  const text = files.get(header);
  return text !== undefined && name_of(path) !== path.split("/")[1] && !/#include "platform\/(db|http)\//.test(text) && !/\bdb::|\bhttp::/.test(text);
}

function includes_of(text) {
  const found = [];
  for (const [index, line] of text.split("\n").entries()) {
    const match = line.match(/^\s*(?:#include|@include)\s*(?:"([^"]+)"|<([^>]+)>)/);
    if (match) found.push({ line: index + 1, own: match[1], outside: match[2] });
  }
  return found;
}

function fault_of_own(path, include, arrows, files) {
  const from = module_of(path, arrows), to = module_of(include, arrows);
  if (!to) return `includes ${include}, which belongs to no module of ARROWS`;
  const generated = /\/views\/[^/]+\.view\.h$/.test(include) ? include.replace(/\.view\.h$/, ".html") : include;
  if (!files.has(generated) && include !== "app/schemas.h") return `includes ${include}, which is not there`;
  if (from === to || from === undefined) return;
  const test = is_test(path);
  if (to === "tests") return test ? undefined : `includes ${include}: tests are for tests`;
  if (!arrows.get(from).has(to)) return test && to.startsWith("platform/") ? undefined : `includes ${include}: ARROWS does not let ${from} know ${to}`;
  const capability = to.startsWith("domain/") && to.split("/")[1];
  if (capability && from.startsWith("domain/") && !test && ![`domain/${capability}/${capability}.h`, `domain/${capability}/caretaking.h`].includes(include)) return `includes ${include}: the front door is domain/${capability}/${capability}.h`;
}

export function faults_of(path, text, arrows, files) {
  const faults = [];
  const rule = is_rule(path, files);
  for (const { line, own, outside } of includes_of(text)) {
    const add = (words) => faults.push(`${path}:${line}: ${words}`);
    if (outside && heavy.test(outside) && path.endsWith(".h") && !private_headers.has(path)) add(`a header includes the heavy <${outside}>`);
    if (outside && heavy.test(outside) && !outside.startsWith("boost/json") && path.startsWith("domain/") && !is_test(path)) add(`<${outside}> is the business of platform/, not of a capability`);
    if (!own) continue;
    const fault = fault_of_own(path, own, arrows, files);
    if (fault) add(fault);
    if (rule && /^platform\/(db|http)\//.test(own)) add(`a rule includes ${own}: it should know neither database nor HTTP`);
  }
  for (const [index, line] of text.split("\n").entries())
    if (/\bsoci::row\b/.test(line.replace(/\/\/.*/, ""))) faults.push(`${path}:${index + 1}: soci::row gives other types on each engine`);
  return faults;
}

function tree(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return tree(root, path);
    return /\.(cpp|h|ipp|html)$/.test(path) ? [path] : [];
  });
}

/// Words of the report; empty when all is well. Also every module's folder that ARROWS forgot.
export function check(root) {
  const arrows = read_arrows(readFileSync(join(root, "ARROWS"), "utf8"));
  const paths = ["platform", "domain", "app", "tests"].filter((folder) => existsSync(join(root, folder))).flatMap((folder) => tree(root, folder));
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const faults = [];
  for (const floor of ["platform", "domain"])
    for (const entry of readdirSync(join(root, floor), { withFileTypes: true }))
      if (entry.isDirectory() && !arrows.has(`${floor}/${entry.name}`)) faults.push(`ARROWS: nothing is said of ${floor}/${entry.name}`);
  for (const [path, text] of files) faults.push(...faults_of(path, text, arrows, files));
  const rules = paths.filter((path) => is_rule(path, files));
  return { faults, files: paths.length, rules };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { faults, files, rules } = check(resolve(fileURLToPath(import.meta.url), "../.."));
  if (process.argv.includes("--rules")) console.log(rules.join("\n"));
  for (const fault of faults) console.error(fault);
  console.log(`${files} files, ${rules.length} of them rules; ${faults.length} to put right`);
  process.exitCode = faults.length ? 1 : 0;
}
