// node play_cmi5.mjs FOLDER: plays an unfolded cmi5 package in Chromium, with a record store of our own that keeps what it is
// told. Each statement is judged by xapi-validation; the order and the categories by what cmi5 (Quartz) asks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { answer_rightly, arrived, plan_of, read_on } from "./unit_pages.mjs";

const validate = createRequire(import.meta.url)("xapi-validation").default;
const folder = resolve(process.argv[2]);
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const statements = [], states = new Map();
let tokens = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://x");
  let body = "";
  request.on("data", (bytes) => { body += bytes; });
  request.on("end", () => {
    const answer = (status, text = "", type = "application/json") => response.writeHead(status, { "Content-Type": type }).end(text);
    if (url.pathname === "/fetch") return answer(200, JSON.stringify({ "auth-token": `token-${++tokens}` }));
    if (url.pathname.startsWith("/xapi/")) {
      if (!String(request.headers.authorization).startsWith("Basic token-") || request.headers["x-experience-api-version"] !== "1.0.3") return answer(401);
      if (url.pathname === "/xapi/statements") { statements.push(JSON.parse(body)); return answer(200, "[]"); }
      if (url.pathname === "/xapi/agents/profile") return answer(404);
      const key = ["activityId", "agent", "registration", "stateId"].map((name) => url.searchParams.get(name)).join("|");
      if (request.method === "PUT") { states.set(key, body); return answer(204); }
      if (url.searchParams.get("stateId") === "LMS.LaunchData")
        return answer(200, JSON.stringify({ contextTemplate: { contextActivities: { grouping: [{ objectType: "Activity", id: "https://lms.example/course" }] }, extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "32e96d95-8e9c-4162-b3ac-66df22d171c5" } }, launchMode: "Normal", masteryScore: 0.5, moveOn: "Completed" }));
      return states.has(key) ? answer(200, states.get(key)) : answer(404);
    }
    try {
      answer(200, readFileSync(join(folder, decodeURIComponent(url.pathname))), types[extname(url.pathname)] ?? "application/octet-stream");
    } catch {
      answer(404);
    }
  });
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const home = `http://127.0.0.1:${server.address().port}`;
const xml = readFileSync(join(folder, "cmi5.xml"), "utf8");
const units = [...xml.matchAll(/<au id="([^"]+)"[^>]*>.*?<url>([^<]+)<\/url>/gs)].map((found) => ({ id: found[1], url: found[2] }));

async function visit(browser, unit, act) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  const launch = new URLSearchParams({ endpoint: `${home}/xapi/`, fetch: `${home}/fetch`, actor: JSON.stringify({ objectType: "Agent", account: { homePage: "https://lms.example", name: "lectrice" } }), registration: "760e3480-ba55-4991-94b0-01820dbd23a2", activityId: `${unit.id}#session` });
  await page.goto(`${home}/${unit.url}?${launch}`);
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  await act(page, () => page.frames()[1]);
  await page.goto("about:blank");
  await new Promise((done) => setTimeout(done, 500));
  await page.close();
  assert.deepEqual(wrong, []);
}

const browser = await chromium.launch({ executablePath: process.env.ESSAIM_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  assert.ok(units.length > 1, "a unit a chapter");
  const unit = units[0];
  await visit(browser, unit, async (page, inside) => {
    for (const [at, { address }] of plan_of(folder, unit.url).pages.entries()) await answer_rightly(await (at === 0 ? arrived : read_on)(page, inside, address));
    await page.waitForTimeout(500);
  });
  const said = statements.map((one) => one.verb.id.split("/").at(-1));
  for (const statement of statements) assert.deepEqual(validate(statement).map((warning) => `${warning.constructor.name} ${JSON.stringify(warning.path)}`), [], JSON.stringify(statement));
  assert.equal(said[0], "initialized");
  assert.equal(said.at(-1), "terminated");
  assert.equal(said.filter((verb) => verb === "completed").length, 1, said.join());
  assert.equal(said.filter((verb) => verb === "passed").length, 1, said.join());
  assert.equal(said.filter((verb) => verb === "answered").length, 5, said.join());
  const cmi5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
  for (const statement of statements) {
    const marked = (statement.context.contextActivities.category ?? []).some((one) => one.id === cmi5);
    assert.equal(marked, !statement.verb.id.endsWith("answered"), "what cmi5 defines bears its category, the rest does not");
    assert.equal(statement.context.registration, "760e3480-ba55-4991-94b0-01820dbd23a2");
    assert.equal(statement.context.extensions["https://w3id.org/xapi/cmi5/context/extensions/sessionid"], "32e96d95-8e9c-4162-b3ac-66df22d171c5");
  }
  await visit(browser, unit, async (page) => { assert.equal(Number(await page.locator("progress").evaluate((bar) => bar.value)), 1, "a second visit remembers the first"); });
  console.log(said.join(" "));
} finally {
  await browser.close();
  server.close();
}
