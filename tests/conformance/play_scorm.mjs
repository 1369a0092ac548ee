// node play_scorm.mjs FOLDER STANDARD: plays an unfolded course package in Chromium, with scorm-again as the course system.
// Prints what the system was told, and fails when a promise is broken: every file listed, progress, score, resuming.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { dirname, extname, join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";
import { answer_rightly, arrived, plan_of, read_on } from "./unit_pages.mjs";

const [folder, standard] = [resolve(process.argv[2]), process.argv[3]];
const again = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules/scorm-again/dist", standard === "scorm2004" ? "scorm2004.js" : "scorm12.js");
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".xml": "text/xml" };

function files_in(root) {
  return readdirSync(root).flatMap((name) => (statSync(join(root, name)).isDirectory() ? files_in(join(root, name)) : [join(root, name)]));
}

/// The manifest as a course system reads it: every file of the package, and what it launches.
function read_manifest() {
  const xml = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
  const listed = new Set([...xml.matchAll(/<file href="([^"]+)"/g)].map((found) => found[1].replaceAll("&amp;", "&")));
  for (const file of files_in(folder)) {
    const name = relative(folder, file);
    if (name !== "imsmanifest.xml") assert.ok(listed.has(name), `${name} is not in the manifest`);
  }
  for (const name of listed) assert.ok(statSync(join(folder, name)).isFile(), `${name} is in the manifest and not in the package`);
  const resources = new Map([...xml.matchAll(/<resource identifier="([^"]+)"[^>]*adlcp:scorm[tT]ype="sco" href="([^"]+)"/g)].map((found) => [found[1], found[2]]));
  return [...xml.matchAll(/<item [^>]*identifierref="([^"]+)"/g)].map((found) => resources.get(found[1]));
}

const lms = `<!DOCTYPE html><html><head><script src="/lms/again.js"></script></head><body>
<iframe id="sco" name="sco" style="width:900px;height:700px"></iframe><script>
  window.start = (launch, kept) => {
    const settings = { autocommit: false, logLevel: 5 };
    const api = ${standard === "scorm2004" ? "(window.API_1484_11 = new (window.Scorm2004API ?? window.ScormAgain.Scorm2004API)(settings))" : "(window.API = new (window.Scorm12API ?? window.ScormAgain.Scorm12API)(settings))"};
    if (kept) api.loadFromJSON(kept);
    document.getElementById("sco").src = "/course/" + launch;
    window.api = api;
  };
</script></body></html>`;

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const file = path === "/lms/again.js" ? again : path.startsWith("/course/") ? join(folder, path.slice(8)) : "";
  try {
    const body = file ? readFileSync(file) : lms;
    response.writeHead(200, { "Content-Type": file ? types[extname(file)] ?? "application/octet-stream" : "text/html" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const address = `http://127.0.0.1:${server.address().port}/`;

const names = standard === "scorm2004"
  ? { status: "cmi.completion_status", location: "cmi.location", score: "cmi.score.raw", get: "GetValue", ended: "isTerminated" }
  : { status: "cmi.core.lesson_status", location: "cmi.core.lesson_location", score: "cmi.core.score.raw", get: "LMSGetValue", ended: "isTerminated" };

/// Launches one unit, does something in it, leaves, and answers what the system kept.
async function visit(browser, launch, kept, act) {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("response", (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.url()}`));
  page.on("request", (request) => request.url().startsWith(address) || wrong.push(`asks outside: ${request.url()}`));
  await page.goto(address);
  await page.evaluate(([file, json]) => window.start(file, json), [launch, kept]);
  const unit = page.frame({ name: "sco" }) ?? (await page.waitForEvent("frameattached"));
  await unit.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  const inside = () => unit.childFrames()[0];
  await act({ page, unit, inside });
  const told = await page.evaluate((n) => Object.fromEntries(["status", "location", "score"].map((key) => [key, window.api[n.get](n[key])])), names);
  // Leaving the page is what a reader does: the unit says it is over by itself.
  await page.evaluate(() => new Promise((done) => { const frame = document.getElementById("sco"); frame.addEventListener("load", done, { once: true }); frame.src = "about:blank"; }));
  const state = await page.evaluate(() => ({ ended: window.api.isTerminated(), json: window.api.renderCMIToJSONObject() }));
  assert.deepEqual(wrong, []);
  assert.ok(state.ended, "the unit says it is over when it is left");
  await page.close();
  return { ...told, kept: state.json.cmi };
}

const browser = await chromium.launch({ executablePath: process.env.ESSAIM_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  const units = read_manifest();
  assert.ok(units.length >= 1 && units.every(Boolean), "every item of the outline launches something");
  const said = [];
  for (const launch of units) {
    const pages = await visit(browser, launch, undefined, async () => {}).then((first) => (said.push({ launch, first: { status: first.status, score: first.score } }), first));
    const plan = plan_of(folder, launch);
    if (plan.pages.length > 1 || plan.questions.length) assert.notEqual(pages.status, "completed", "one page seen is not the whole");
    // The second visit reads on from where the first stopped, and answers.
    const second = await visit(browser, launch, pages.kept, async ({ page, inside, unit }) => {
      for (const [at, { address }] of plan.pages.entries()) await answer_rightly(await (at === 0 ? arrived : read_on)(page, inside, address));
      await unit.waitForFunction(() => document.querySelector("progress").value === 1);
    });
    assert.equal(second.status, "completed", launch);
    assert.equal(Number(second.score), 100, launch);
    assert.equal(second.location, plan.pages.at(-1).address);
    // The third opens at the last page and remembers the answers.
    const third = await visit(browser, launch, second.kept, async ({ page, inside, unit }) => {
      await arrived(page, inside, plan.pages.at(-1).address);
      assert.equal(Number(await unit.locator("progress").evaluate((bar) => bar.value)), 1);
      const asked = plan.questions[0];
      if (!asked) return;
      const part = `course/parts/${asked.split(".")[0]}.html`;
      await inside().evaluate((to) => { location.href = to; }, `${address}${part}`);
      const answered = await arrived(page, inside, part);
      assert.equal(await answered.locator("li.question").first().getAttribute("data-answered"), "right", "an earlier answer is shown again");
    });
    assert.equal(third.status, "completed");
    said.push({ launch, second: { status: second.status, score: second.score, location: second.location } });
  }
  console.log(JSON.stringify(said));
} finally {
  await browser.close();
  server.close();
}
