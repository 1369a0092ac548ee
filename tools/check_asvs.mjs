// Is docs/security/asvs.md whole and true to the tree?     node tools/check_asvs.mjs
//
// Every requirement of levels 1 and 2 of OWASP ASVS 5.0 stands there once, with a state and what the state asks for: a test that exists, a file
// that exists, or a reason.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/// How many requirements of levels 1 and 2 each section has; those of level 3 come after them in the standard.
const sections = {
  1.1: 2, 1.2: 9, 1.3: 11, 1.4: 3, 1.5: 2, 2.1: 3, 2.2: 3, 2.3: 4, 2.4: 1, 3.2: 2, 3.3: 4, 3.4: 6, 3.5: 5, 3.7: 2, 4.1: 3, 4.2: 1, 4.3: 2, 4.4: 4,
  5.1: 1, 5.2: 3, 5.3: 2, 5.4: 3, 6.1: 3, 6.2: 12, 6.3: 4, 6.4: 4, 6.5: 5, 6.6: 3, 6.8: 4, 7.1: 3, 7.2: 4, 7.3: 2, 7.4: 5, 7.5: 2, 7.6: 2,
  8.1: 2, 8.2: 3, 8.3: 1, 8.4: 1, 9.1: 3, 9.2: 4, "10.1": 2, 10.2: 2, 10.3: 4, 10.4: 11, 10.5: 5, 10.6: 2, 10.7: 3, 11.1: 2, 11.2: 3, 11.3: 3, 11.4: 4,
  11.5: 1, 11.6: 1, 12.1: 3, 12.2: 2, 12.3: 4, 13.1: 1, 13.2: 5, 13.3: 2, 13.4: 5, 14.1: 2, 14.2: 4, 14.3: 3, 15.1: 3, 15.2: 3, 15.3: 7,
  16.1: 1, 16.2: 5, 16.3: 4, 16.4: 3, 16.5: 3, 17.1: 1, 17.2: 4, 17.3: 2,
};
export const wanted = Object.entries(sections).flatMap(([section, count]) => Array.from({ length: count }, (_, at) => `${section}.${at + 1}`));

/// What each state must name, and how long its words are at least.
const states = { test: { proofs: true, words: 1 }, read: { files: true, words: 10 }, outside: { words: 20 }, nothing: { words: 5 }, "not held": { words: 60 } };

export function rows_of(text) {
  return text.split("\n").flatMap((line, index) => {
    const cells = line.match(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$/);
    return cells ? [{ line: index + 1, number: cells[1], state: cells[2].trim(), words: cells[3].trim(), cited: [...cells[4].matchAll(/`([^`]+)`/g)].map(([, one]) => one) }] : [];
  });
}

/// Whether something cited is there. `tree`: {has(path), tests: Set of "Suite.Name", attempts, journey(name)}.
export function stands(cited, tree) {
  const journey = cited.match(/^journey (\w+): (.+)$/), fuzzer = cited.match(/^fuzz (\w+)$/), attempt = cited.match(/^(A\d\d) (.+)$/);
  if (journey) return tree.journey(journey[1]).includes(journey[2]);
  if (fuzzer) return tree.has(`tests/fuzz/${fuzzer[1]}_fuzz.cpp`);
  if (attempt) return tree.attempts.some(({ category, words }) => category === attempt[1] && words.includes(attempt[2]));
  return tree.tests.has(cited) || tree.has(cited);
}

export function faults_of(text, tree) {
  const rows = rows_of(text), faults = [];
  const order = rows.map(({ number }) => number);
  for (const number of wanted) {
    const times = order.filter((one) => one === number).length;
    if (times !== 1) faults.push(`${number} stands ${times} times`);
  }
  for (const number of order) if (!wanted.includes(number)) faults.push(`${number} is no requirement of levels 1 and 2`);
  for (const { line, number, state, words, cited } of rows) {
    const asked = states[state];
    if (!asked) { faults.push(`line ${line}, ${number}: no state is called “${state}”`); continue; }
    if (words.length < asked.words) faults.push(`line ${line}, ${number}: ${state} needs more words`);
    if (asked.proofs && !cited.some((one) => !tree.has(one))) faults.push(`line ${line}, ${number}: names no test`);
    if (asked.files && !cited.some((one) => tree.has(one))) faults.push(`line ${line}, ${number}: names no file to read`);
    for (const one of cited) if (!stands(one, tree)) faults.push(`line ${line}, ${number}: there is no ${one}`);
  }
  return faults;
}

/// Names of GoogleTest tests in a source.
export const tests_in = (source) => [...source.matchAll(/^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)/gm)].map(([, suite, name]) => `${suite}.${name}`);
/// Attempts a script of tests/security makes: {category, words}; what is filled in when it runs stands as an ellipsis.
export const attempts_in = (source) => [...source.matchAll(/attempt\("(A\d\d)", (?:"([^"]*)"|`([^`]*)`)/g)].map(([, category, plain, filled]) => ({ category, words: plain ?? filled }));

function tree_of(root) {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, maxBuffer: 1 << 26 }).toString().split("\0").filter(Boolean);
  const read = (path) => readFileSync(join(root, path), "utf8");
  const here = files.filter((path) => existsSync(join(root, path)));
  const sources = (pattern) => here.filter((path) => pattern.test(path)).map(read);
  return {
    has: (path) => here.includes(path),
    tests: new Set(sources(/_test\.cpp$/).flatMap(tests_in)),
    attempts: sources(/^tests\/security\/.*\.mjs$/).flatMap(attempts_in),
    journey: (name) => (here.includes(`tests/journeys/${name}.mjs`) ? read(`tests/journeys/${name}.mjs`) : ""),
  };
}

function main(root) {
  const text = readFileSync(join(root, "docs/security/asvs.md"), "utf8");
  const faults = faults_of(text, tree_of(root));
  for (const fault of faults) console.error(`docs/security/asvs.md: ${fault}`);
  const count = (state) => rows_of(text).filter((row) => row.state === state).length;
  console.log(`${wanted.length} requirements: ${Object.keys(states).map((state) => `${count(state)} ${state}`).join(", ")}; ${faults.length} to put right`);
  process.exitCode = faults.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(resolve(fileURLToPath(import.meta.url), "../.."));
