import assert from "node:assert/strict";
import { test } from "node:test";
import { slower_by, told_apart, too_far } from "./told_apart.mjs";

/// A machine where anything may hold an answer up: most answers are quick, some very late. Always the same for a seed.
function machine(seed) {
  const next = () => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed / 2_147_483_648; };
  return (work) => work + next() + (next() < 0.2 ? next() * 60 : 0);
}
const some = (count, work, took) => Array.from({ length: count }, () => took(work));

test("answers of the same work are not told apart on a busy machine, however late some are", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const took = machine(seed * 7919);
    assert.ok(Math.abs(slower_by(some(40, 16, took), some(40, 16, took))) <= too_far, `seed ${seed}`);
  }
});

test("a millisecond more of work is seen through the lateness of others", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const took = machine(seed * 104_729);
    assert.ok(slower_by(some(150, 2, took), some(150, 1, took)) > too_far, `seed ${seed}`);
    assert.ok(slower_by(some(60, 0, took), some(60, 16, took)) < -too_far, `seed ${seed}: a hash that is not made`);
  }
});

test("ties count for nobody", () => assert.equal(slower_by([1, 1, 1], [1, 1, 1]), 0));

test("a suspicion is measured again, and what is found twice holds", async () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const slow_once = await told_apart(["a", "b"], 20, (kind, round) => wait(kind === "a" && round < 20 ? 8 : 1));
  assert.equal(slow_once.told, false);
  const slow = await told_apart(["a", "b"], 20, (kind) => wait(kind === "a" ? 8 : 1));
  assert.equal(slow.told, true);
});
