import assert from "node:assert/strict";
import { test } from "node:test";
import { attempts_in, faults_of, rows_of, stands, tests_in, wanted } from "./check_asvs.mjs";

const tree = {
  has: (path) => ["docs/security.md", "SECURITY.md", "tests/fuzz/zip_fuzz.cpp"].includes(path),
  tests: new Set(["Cookies.are_ours"]),
  attempts: attempts_in('attempt("A03", "two lengths", x); attempt("A04", `sending ${name} twice`, y)'),
  journey: (name) => (name === "door" ? 'step("the code lets in", …)' : ""),
};
const row = (number, state = "test", words = "held", cited = "`Cookies.are_ours`") => `| ${number} | ${state} | ${words} | ${cited} |`;
const whole = wanted.map((number) => row(number));
const faults = (...lines) => faults_of(lines.join("\n"), tree);

test("the standard has 253 requirements of levels 1 and 2", () => assert.equal(new Set(wanted).size, 253));

test("a page with each of them once, each with a test that is there, is in order", () => assert.deepEqual(faults(...whole), []));

test("one that is missing, twice, or none of the standard is said", () => {
  assert.match(faults(...whole.slice(1))[0], /^1\.1\.1 stands 0 times/);
  assert.match(faults(...whole, row("6.2.3"))[0], /^6\.2\.3 stands 2 times/);
  assert.match(faults(...whole, row("1.2.10"))[0], /^1\.2\.10 is no requirement/);
});

test("what a state asks for is asked of it", () => {
  const with_first = (line) => faults(line, ...whole.slice(1));
  assert.match(with_first(row("1.1.1", "done"))[0], /no state/);
  assert.match(with_first(row("1.1.1", "test", "held", "`docs/security.md`"))[0], /names no test/);
  assert.match(with_first(row("1.1.1", "read", "in the table of limits"))[0], /names no file/);
  assert.deepEqual(with_first(row("1.1.1", "read", "in the table of limits", "`SECURITY.md`")), []);
  assert.match(with_first(row("1.1.1", "not held", "too hard", ""))[0], /needs more words/);
  assert.match(with_first(row("1.1.1", "test", "held", "`Cookies.gone`"))[0], /there is no Cookies\.gone/);
});

test("tests, attempts, journeys and fuzzers are known by what they are called", () => {
  for (const cited of ["Cookies.are_ours", "A03 two lengths", "A04 sending", "journey door: the code lets in", "fuzz zip", "docs/security.md"]) assert.ok(stands(cited, tree), cited);
  for (const cited of ["A03 sending", "journey room: the code lets in", "journey door: nothing", "fuzz tar", "docs/gone.md", "Cookies.are_mine"]) assert.ok(!stands(cited, tree), cited);
  assert.deepEqual(tests_in("TEST_P(Passwords, AreKept) {\n// TEST(Not, Here)\nTEST(Url,\n     IsOne)"), ["Passwords.AreKept", "Url.IsOne"]);
});

test("a row is read with its state, its words and what it names", () => {
  assert.deepEqual(rows_of(row("9.1.1", "not held", "why `x`", "`A`, `B`"))[0], { line: 1, number: "9.1.1", state: "not held", words: "why `x`", cited: ["A", "B"] });
});
