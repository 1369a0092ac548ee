// A learner looks for experiences: words mistyped, several boxes of a filter, other views, nothing found, territories alike, a search kept.
import assert from "node:assert/strict";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A learner finds experiences";

const list = "/p/demonstration/experiences";
const titles = (page) => page.locator(".exp-rows h2").allInnerTexts();
const total = async (page) => Number((await page.locator(".exp-finding").innerText()).match(/\d+/)?.[0] ?? 1);

async function filter({ report }, reader) {
  const { page } = reader;
  await report.step("a mistyped word is put right, and the page says so", reader, async () => {
    await reader.go(list, "list");
    await page.fill("#q", "conservrie");
    await page.locator(".exp-ask button").click();
    assert.match(await page.locator(".exp-finding").innerText(), /conserverie/);
    assert.ok((await titles(page)).some((title) => /conserverie/i.test(title)));
    await reader.look("list-read-otherwise");
  });
  await report.step("two themes are ticked with the keyboard: sheets of one or the other, and each can be taken away", reader, async () => {
    await reader.go(list);
    const all = await total(page);
    await page.locator(".exp-facet summary").first().focus();
    await page.keyboard.press("Enter");
    await reader.look("list-themes-open");
    const boxes = page.locator(".exp-facet[open] input[name=theme]");
    const said = (await page.locator(".exp-facet[open] label .count").allInnerTexts()).map(Number);
    await boxes.nth(0).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.waitForURL(/theme=.*theme=/);
    const found = await total(page);
    assert.ok(found <= all && found >= Math.max(said[0], said[1]) && found <= said[0] + said[1], `${found} sheets of ${said[0]} and ${said[1]}`);
    await counts(page.locator(".exp-active a.on"), 2);
    await reader.look("list-two-themes");
    await page.locator(".exp-active a.on").first().click();
    await counts(page.locator(".exp-active a.on"), 1);
  });
}

async function see_otherwise({ report }, reader) {
  const { page } = reader;
  await report.step("the same choice is seen as a table, a map and a timeline, each at its address", reader, async () => {
    for (const view of ["table", "map", "timeline"]) {
      await reader.go(`${list}?obstacle=mistrust`);
      await page.locator(`.tabs a[href*="view=${view}"]`).click();
      await page.waitForURL(new RegExp(`obstacle=mistrust.*view=${view}`));
      await reader.look(`list-${view}`);
    }
    await counts_at_least(page.locator("figure table"), 2, "the pictures of the timeline have their tables");
  });
  await report.step("when nothing answers, the page says what to let go and how much that gives", reader, async () => {
    await reader.go(`${list}?theme=sport&obstacle=mistrust`, "list-nothing");
    const wider = page.locator(".empty li a").first();
    const gives = Number((await page.locator(".empty li").first().innerText()).match(/(\d+)\D*$/)?.[1] ?? 1);
    await wider.click();
    assert.equal(await total(page), gives);
  });
}

async function find_alike({ report }, reader) {
  const { page } = reader;
  await report.step("a territory is named: those alike that met the obstacle are shown with the reasons", reader, async () => {
    await reader.go("/p/demonstration/experiences/alike?obstacle=mistrust&overcome=yes", "alike-nothing-named");
    await page.fill("#territory", "88304");
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForURL(/territory=88304/);
    await counts_at_least(page.locator(".exp-like > li"), 1, "territories alike");
    assert.match(await page.locator(".exp-like > li").first().innerText(), /frein/);
    await reader.look("alike");
  });
}

async function keep_a_search({ report }, reader) {
  const { page } = reader;
  await report.step("a search is kept from the list, shown among one's searches, and forgotten", reader, async () => {
    await reader.enter("damien.chaussade@essaim.example");
    await reader.go(`${list}?theme=food`, "list-signed-in");
    await page.locator(".exp-keep button").click();
    await page.waitForURL(/theme=food/);
    assert.match(await page.locator(".exp-keep").innerText(), /gardée/);
    await reader.go("/p/demonstration/experiences/searches", "searches");
    await page.locator(".exp-searches button").first().click();
    await page.waitForURL(/searches/);
    await reader.look("searches-none");
  });
}

async function look_everywhere({ report }, reader) {
  const { page } = reader;
  await report.step("the same question is asked of every programme, narrowed by programme, paged and put in a table", reader, async () => {
    await reader.go(`${list}?theme=mobility`);
    await page.locator('a[href^="/experiences?theme=mobility"]').click();
    await page.waitForURL(/\/experiences\?theme=mobility$/);
    await reader.look("list-everywhere");
    await counts(page.locator(".exp-active a.on"), 1);
    await page.locator(".exp-facet summary").first().click();
    await page.locator(".exp-facet[open] input[name=programme]").first().check();
    await page.locator(".exp-facet[open] .exp-apply button").click();
    await page.waitForURL(/programme=/);
    await counts(page.locator(".exp-active a.on"), 2);
    await page.locator('.tabs a[href*="view=table"]').click();
    await reader.look("list-everywhere-table");
    await counts_at_least(page.locator("table thead th", { hasText: "Parcours" }), 1);
  });
}

export async function tell(stage) {
  const { browser, place, folder, width } = stage;
  const reader = await Reader.arrive(browser, place, folder, { width });
  await filter(stage, reader);
  await see_otherwise(stage, reader);
  await look_everywhere(stage, reader);
  await find_alike(stage, reader);
  await keep_a_search(stage, reader);
  await reader.leave();
}
