// node play_offline.mjs FOLDER: the offline folder opened from a disk, on a phone: nothing is asked outside, searching finds, a
// quiz answers, and without script the same pages read from the first to the last.
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
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(`${root}index.html`);
  await plain.locator("nav.toc a").first().click();
  let read = 1;
  while (await plain.locator("nav.pager a[rel=next]").count()) {
    await plain.locator("nav.pager a[rel=next]").click();
    read++;
  }
  console.log(`${read} pages read without script`);
  assert.ok(read >= 3);
} finally {
  await browser.close();
}
