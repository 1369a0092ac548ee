// The ten longest files and functions of our C++ and JavaScript; a look, not a rule.     node tools/longest.mjs
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/// Comments and strings become blanks of the same size, so that braces can be counted. JavaScript's patterns are left alone:
/// theirs seldom hold a lone brace.
function without_words(code) {
  return code.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|R"\(([^]*?)\)"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, (found) => found.replace(/[^\n]/g, " "));
}

/// {name, line, lines} of each body in braces that follows a parenthesis: functions, and lambdas that bear a name.
export function functions_of(code) {
  const bare = without_words(code);
  const found = [], open = [];
  let line = 1;
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === "\n") line += 1;
    if (bare[at] === "{") open.push({ line, name: name_before(bare, at) });
    if (bare[at] !== "}" || !open.length) continue;
    const { line: from, name } = open.pop();
    if (name) found.push({ name, line: from, lines: line - from + 1 });
  }
  return found;
}

const no_function = new Set(["if", "for", "while", "switch", "catch", "return", "constexpr", "sizeof", "namespace", "TEST"]);

function name_before(code, brace) {
  const before = code.slice(Math.max(0, brace - 600), brace).trimEnd();
  const head = before.match(/(?:([\w:~]+)|\bfunction\s*\*?)\s*\(([^{};]*)\)\s*(?:const|noexcept|override|final|mutable|\s|->\s*[\w:<>,*& ]+|:\s[^{};]*)*$/);
  if (!head) return before.endsWith("=>") ? "" : undefined;
  return head[1] && !no_function.has(head[1]) ? head[1] : undefined;
}

function main(root) {
  const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.cpp", "*.h", "*.ipp", "*.mjs", "*.ts"], { cwd: root }).toString().split("\n").filter((path) => path && existsSync(join(root, path)));
  const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  console.log("The ten longest files (300 lines is the aim):");
  const sizes = files.map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 })).sort((a, b) => b.lines - a.lines);
  for (const { path, lines } of sizes.slice(0, 10)) console.log(`  ${String(lines).padStart(4)}  ${path}`);
  console.log("The ten longest functions (40 lines at most):");
  const functions = files.flatMap(({ path, text }) => functions_of(text).map((one) => ({ ...one, path }))).sort((a, b) => b.lines - a.lines);
  for (const { path, line, name, lines } of functions.slice(0, 10)) console.log(`  ${String(lines).padStart(4)}  ${path}:${line} ${name}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(resolve(fileURLToPath(import.meta.url), "../.."));
