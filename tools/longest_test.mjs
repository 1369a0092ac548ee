import assert from "node:assert/strict";
import { test } from "node:test";
import { functions_of } from "./longest.mjs";

test("functions are measured from brace to brace, whatever stands in strings", () => {
  const found = functions_of('int a(int b) {\n  if (b) {\n    return "}".size();\n  }\n  return 2;\n}\nstruct S {\n  S() : x{1} {\n  }\n};\n');
  assert.deepEqual(found.filter(({ name }) => name === "a"), [{ name: "a", line: 1, lines: 6 }]);
});

test("a branch is no function", () => assert.deepEqual(functions_of("if (x) {\n}\nfor (;;) {\n}\n"), []));
