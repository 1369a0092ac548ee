// The pages inside a course unit, as a reader goes through them: shared by what plays SCORM and cmi5.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/// What a unit says of itself: its pages in order, its questions.
export function plan_of(folder, launch) {
  return JSON.parse(readFileSync(join(folder, launch), "utf8").match(/id="plan">(.*?)<\/script>/s)[1]);
}

/// The frame of a unit's pages, once it stands loaded at `address`. A frame on its way to another page still answers for the one
/// it leaves, so that its address is waited for first.
export async function arrived(page, inside, address, patience = 20_000) {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const frame = inside();
    const there = frame?.url().endsWith(address) && (await frame.evaluate(() => document.readyState === "complete").catch(() => false));
    if (there && frame.url().endsWith(address)) return frame;
    await page.waitForTimeout(25);
  }
  assert.fail(`the unit never came to ${address}: it is at ${inside()?.url()}`);
}

/// Goes to the next page by its link, and answers its frame.
export async function read_on(page, inside, address) {
  await inside().locator("nav.pager a[rel=next]").click();
  return arrived(page, inside, address);
}

/// Answers each question of a page as somebody who knows.
export async function answer_rightly(frame) {
  for (const question of await frame.locator(".quiz li.question").all()) {
    const kind = await question.getAttribute("data-kind");
    const right = await question.locator("ul.answers > li").evaluateAll((items) => items.map((item, at) => (item.dataset.right ? at : -1)).filter((at) => at >= 0));
    if (kind === "essay") await question.locator("textarea").fill("Chez nous aussi.").then(() => question.locator("textarea").blur());
    else if (kind === "short_answer") await question.locator("input").fill(`  ${(await question.locator("ul.answers > li").first().textContent()).toUpperCase()} `);
    else for (const at of right) await question.locator("input").nth(at).check();
    if (kind === "essay") continue;
    await question.locator("button").click();
    assert.equal(await question.getAttribute("data-answered"), "right", kind);
  }
}
