// node tests/journeys/run.mjs PROGRAM FOLDER [NAME…]: people's journeys in Chromium, at the widths of a phone and of a desk.
// FOLDER gets the data (emptied first), a picture of what failed and, with ESSAIM_PICTURES=yes, of every page; NAMEs choose among them.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import * as adapted from "./adapted.mjs";
import * as administrator from "./administrator.mjs";
import * as brought from "./brought.mjs";
import * as composer from "./composer.mjs";
import * as corrected from "./corrected.mjs";
import * as desk from "./desk.mjs";
import * as door from "./door.mjs";
import * as elsewhere from "./elsewhere.mjs";
import * as exchange from "./exchange.mjs";
import * as finder from "./finder.mjs";
import * as first_run from "./first_run.mjs";
import * as invitations from "./invitations.mjs";
import * as keyboard from "./keyboard.mjs";
import * as lead from "./lead.mjs";
import * as leads from "./leads.mjs";
import * as leaving from "./leaving.mjs";
import * as letters from "./letters.mjs";
import * as named from "./named.mjs";
import * as narrator from "./narrator.mjs";
import * as pioneer from "./pioneer.mjs";
import * as room from "./room.mjs";
import * as sheets from "./sheets.mjs";
import * as together from "./together.mjs";
import * as visitor from "./visitor.mjs";
import * as workshop from "./workshop.mjs";
import * as writer from "./writer.mjs";
import { fill, serve } from "./place.mjs";
import { Reader, axe_name } from "./reader.mjs";
import { Report } from "./report.mjs";

const [program = "build/release/essaim", folder = "build/journeys", ...names] = process.argv.slice(2);
const journeys = Object.entries({ visitor, finder, keyboard, pioneer, writer, narrator, together, desk, sheets, lead, composer, leads, named, brought, corrected, adapted, room, exchange, workshop, first_run, door, elsewhere, invitations, letters, administrator, leaving }).filter(([name]) => !names.length || names.includes(name));
const execute = promisify(execFile);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

/// Everything at one width, in a place of its own so that the two widths go side by side.
async function travel(browser, width, filled) {
  const data = `${filled}-${width}`;
  cpSync(filled, data, { recursive: true });
  const place = await serve(resolve(program), data);
  const report = new Report(folder, width);
  const command = (words, on = data) => execute(resolve(program), [...words, "--data", on], { maxBuffer: 1 << 26 });
  try {
    for (const [name, journey] of journeys) {
      report.say(journey.about);
      await journey.tell({ browser, place, folder, width, report, program: resolve(program), filled, command }).catch((error) => report.step(`the ${name} journey goes to its end`, undefined, () => { throw error; }));
    }
  } finally {
    await place.stop();
  }
  return report;
}

const data = join(folder, "data");
for (const left of [data, `${data}-360`, `${data}-1280`, join(folder, "again-360"), join(folder, "again-1280")]) rmSync(left, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await fill(resolve(program), data);
const browser = await chromium.launch({ executablePath: process.env.ESSAIM_CHROMIUM ?? "/usr/bin/chromium", args: flags });
try {
  const reports = await Promise.all([360, 1280].map((width) => travel(browser, width, data)));
  const sum = (of) => reports.reduce((total, report) => total + of(report), 0);
  // All journeys only: what half of them saw would claim too much.
  if (!names.length) writeFileSync(join(dirname(resolve(program)), "share", "accessibility.json"), JSON.stringify({ day: new Date().toISOString().slice(0, 10), ...Reader.evidence, tool: axe_name, widths: "360, 1280" }));
  for (const fault of reports.flatMap((report) => report.faults)) console.log(`\nFAILED ${fault}`);
  console.log(`\n${sum((report) => report.passed)} passed, ${sum((report) => report.failed)} failed`);
  process.exitCode = sum((report) => report.failed) ? 1 : 0;
} finally {
  await browser.close();
}
