// An empty place: the console shows an address, whoever opens it looks after the place and begins its first programme.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { counts_at_least } from "./counted.mjs";
import { serve } from "./place.mjs";
import { Reader } from "./reader.mjs";

export const about = "An empty place gets its administrator and its first programme, in a browser";

export async function tell({ browser, folder, width, report, program }) {
  const data = mkdtempSync(join(folder, "empty-"));
  const place = await serve(program, data);
  const reader = await Reader.arrive(browser, place, folder, { width });
  const { page } = reader;
  let path = "";
  await report.step("the console shows an address good once", reader, () => {
    path = /http:\/\/[^/]+(\/first\/\S+)/.exec(place.log())?.[1] ?? "";
    assert.ok(path, place.log());
  });
  await report.step("a name and an address of mail are enough to look after the place", reader, async () => {
    await reader.go(path, "first-run");
    await page.fill("#name", "Maud Tellier");
    await page.fill("#email", "maud.tellier@essaim.example");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL("**/programmes/new");
    await reader.look("programme-new");
    await counts_at_least(page.locator(".masthead .me:not(.enter)"), 1);
  });
  await report.step("a name is enough for a programme; its people come next", reader, async () => {
    await page.fill("#name", "Parcours des vallées");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL("**/p/parcours-des-vallees/members/add");
    await reader.look("members-add-empty");
    await reader.go("/p/parcours-des-vallees", "hub-new-programme");
    assert.equal(await reader.heading(), "Parcours des vallées");
  });
  await report.step("the address of the console does nothing any more", reader, async () => {
    assert.equal((await reader.go(path)).status(), 404);
  });
  await reader.leave();
  await place.stop();
  rmSync(data, { recursive: true, force: true });
}
