// node play_offline.mjs FOLDER: the offline folder opened from a disk, on a phone: nothing is asked outside, searching finds, a
// quiz answers, a self-assessment counts and keeps its answers, and without script the same pages read from the first to the last.
import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = pathToFileURL(join(resolve(process.argv[2]), "/")).href;
const browser = await chromium.launch({ executablePath: process.env.ESSAIM_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

async function open(settings) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...settings });
  const page = await context.newPage();
  page.on("pageerror", (error) => assert.fail(String(error)));
  page.on("request", (request) => assert.ok(request.url().startsWith(root) || request.url().startsWith("data:"), `asks outside: ${request.url()}`));
  page.on("requestfailed", (request) => assert.fail(`missing: ${request.url()}`));
  return page;
}

try {
  const page = await open({});
  await page.goto(`${root}index.html`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the cover fits a phone");
  await page.fill("input[name=q]", "pharmacienne");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html/);
  assert.match(await page.locator("#results").innerText(), /La navette du marché/);
  await page.goto(`${root}parts/dialogue.html`);
  const question = page.locator(".quiz li.question").first();
  await question.locator("input").nth(0).check();
  await question.locator("button").click();
  assert.equal(await question.getAttribute("data-answered"), "wrong");
  assert.match(await question.locator("[role=status]").innerText(), /Il peut venir/);
  await question.locator("input").nth(1).check();
  await question.locator("button").click();
  assert.equal(await question.getAttribute("data-answered"), "right");
  await page.goto(`${root}parts/reperes.html`);
  const statements = page.locator(".self-assessment .statement");
  await statements.nth(0).locator("label").nth(3).click();
  await statements.nth(1).locator("label").nth(2).click();
  await statements.nth(2).locator("label").nth(4).click();
  const rows = page.locator(".self-assessment .result tbody tr");
  const standing = async () => [await rows.nth(0).innerText(), await rows.nth(1).innerText()].join("\n");
  assert.match(await standing(), /3,5[^]*2 \/ 2[^]*transmettre/, "the mean of four and three, and what it says");
  assert.match(await standing(), /pas concernés/, "not concerned is no nought");
  await page.reload();
  assert.match(await standing(), /3,5/, "answers stay on this device");
  await page.locator(".self-assessment button").click();
  assert.ok(await page.locator(".self-assessment .result").isHidden(), "erased");
  await page.locator(".self-assessment button").click();
  assert.match(await standing(), /3,5/, "and put back");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "tables of a chapter fit a phone");
  assert.equal(await page.locator(".self-assessment .read-next a").first().getAttribute("href"), "dialogue.html");
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(`${root}parts/reperes.html`);
  assert.ok(await plain.locator(".self-assessment .counting").isVisible(), "without script it says how to count");
  await plain.goto(`${root}index.html`);
  const next = plain.locator("nav.pager a[rel=next]");
  let read = 0;
  for (let link = plain.locator("nav.toc a").first(); read === 0 || (await next.count()); link = next) {
    const left = plain.url();
    await link.click();
    await plain.waitForURL((url) => url.href !== left);
    read++;
  }
  console.log(`${read} pages read without script`);
  assert.ok(read >= 3);
} finally {
  await browser.close();
}
