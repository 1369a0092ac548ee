// How many of something stand on a page. A page that has just been gone to is still being read: what is not there yet is waited for.
import assert from "node:assert/strict";

async function counted(locator, enough, patience = 10_000) {
  const until = Date.now() + patience;
  for (;;) {
    const count = await locator.count();
    if (enough(count) || Date.now() >= until) return count;
    await new Promise((later) => setTimeout(later, 50));
  }
}

export async function counts(locator, exactly, why) {
  assert.equal(await counted(locator, (count) => count === exactly), exactly, why);
}

export async function counts_at_least(locator, least, why) {
  const count = await counted(locator, (found) => found >= least);
  assert.ok(count >= least, `${why ?? locator}: ${count} found, at least ${least} expected`);
}
