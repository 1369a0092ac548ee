// node tests/journeys/run.mjs PROGRAM FOLDER [NAME…]: people's journeys in Chromium, at the widths of a phone and of a desk.
// FOLDER gets the data (emptied first) and a picture of every page; NAMEs choose among visitor, pioneer, lead, keyboard.
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import * as keyboard from "./keyboard.mjs";
import * as lead from "./lead.mjs";
import * as pioneer from "./pioneer.mjs";
import * as visitor from "./visitor.mjs";
import { fill, serve } from "./place.mjs";
import { Report } from "./report.mjs";

const [program = "build/release/essaim", folder = "build/journeys", ...names] = process.argv.slice(2);
const journeys = Object.entries({ visitor, keyboard, pioneer, lead }).filter(([name]) => !names.length || names.includes(name));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

const data = join(folder, "data");
rmSync(data, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await fill(resolve(program), data);
const place = await serve(resolve(program), data);
const browser = await chromium.launch({ executablePath: process.env.ESSAIM_CHROMIUM ?? "/usr/bin/chromium", args: flags });
const report = new Report(folder);
try {
  for (const width of [360, 1280])
    for (const [name, journey] of journeys) {
      console.log(`\n${journey.about}, ${width} px`);
      await journey.tell({ browser, place, folder, width, report }).catch((error) => report.step(`the ${name} journey goes to its end`, undefined, () => { throw error; }));
    }
} finally {
  await browser.close();
  await place.stop();
}
process.exitCode = report.close() ? 0 : 1;
