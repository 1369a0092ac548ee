// Scenario A2: a pioneer writes in a train. The network drops, the browser closes, the sign-in ends, her pair writes at the
// same time; nothing is lost, and the form says at each moment what became of the words.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "A pioneer writes in a train";

const list = "/p/demonstration/experiences";
const form = "form[data-island=autosave]";
const lucile = "lucile.ravoux@essaim.example";
const field = (page, name) => page.locator(`${form} [name="${name}"]`);
const state = (page, name) => page.waitForSelector(`[data-autosave-state][data-state=${name}]`, { timeout: 20_000 });
/// What is on demand in the form, opened.
const unfold = (page) => page.evaluate(() => { for (const part of document.querySelectorAll("form details")) part.open = true; });
const press = (page, action) => page.locator(`${form} .exp-send button[name=do][value=${action}]`).click();

async function lose_the_network({ report }, reader, title) {
  const { page } = reader;
  await report.step("what is typed is kept in the account, and the form says so", reader, async () => {
    await reader.go(`${list}/new`);
    await field(page, "title").fill(title);
    await state(page, "typing");
    await state(page, "kept");
    assert.match(await page.locator("[data-autosave-state]").innerText(), /\d/);
  });
  await report.step("the network drops: kept in the device, and Save stays on the page", reader, async () => {
    await page.context().setOffline(true);
    await field(page, "summary").fill("Écrit dans un tunnel.");
    await state(page, "offline");
    await reader.look("form-offline");
    await press(page, "save");
    await page.waitForTimeout(300);
    assert.equal(await field(page, "summary").inputValue(), "Écrit dans un tunnel.");
    assert.match(page.url(), /\/new$/);
  });
  await report.step("the network comes back: kept in the account without a gesture", reader, async () => {
    await page.context().setOffline(false);
    await state(page, "kept");
  });
}

async function close_the_browser({ report }, reader) {
  await report.step("the browser closed without network still offers the words the next day", reader, async () => {
    const { page } = reader;
    const context = page.context();
    await context.setOffline(true);
    await field(page, "context").fill("Dernière phrase avant la gare.");
    await state(page, "offline");
    await page.close();
    await context.setOffline(false);
    reader.page = await context.newPage();
    await reader.go(`${list}/new`, "form-offered-again");
    await reader.page.locator("main .callout.try button").first().click();
    await reader.page.waitForFunction(() => document.querySelector("[name=context]").value === "Dernière phrase avant la gare.");
    assert.equal(await field(reader.page, "summary").inputValue(), "Écrit dans un tunnel.");
  });
}

async function lose_the_sign_in({ report }, reader) {
  await report.step("the sign-in ends while she types: kept in the device, with a way to enter again", reader, async () => {
    const { page } = reader;
    await unfold(page);
    await reader.cookies_lost();
    await field(page, "lessons").fill("Écrit sans être connectée.");
    await state(page, "signed_out");
    await reader.look("form-signed-out");
    await press(page, "save");
    await page.waitForTimeout(300);
    assert.equal(await field(page, "lessons").inputValue(), "Écrit sans être connectée.");
  });
  await report.step("she enters in another tab: the form takes up again, and saves", reader, async () => {
    const form_page = reader.page;
    const [tab] = await Promise.all([form_page.context().waitForEvent("page"), form_page.locator("[data-autosave-state] a").click()]);
    reader.page = tab;
    await tab.waitForLoadState();
    await reader.enter(lucile);
    await reader.page.close();
    reader.page = form_page;
    await form_page.bringToFront();
    await field(form_page, "lessons").press("End");
    await field(form_page, "lessons").pressSequentially(" Puis connectée.");
    await state(form_page, "kept");
    await Promise.all([form_page.waitForURL((url) => !url.pathname.endsWith("/new")), press(form_page, "save")]);
    const sheet = await form_page.locator("main").innerText();
    assert.match(sheet, /Dernière phrase avant la gare\./);
    assert.match(sheet, /Écrit sans être connectée\. Puis connectée\./);
  });
}

async function write_with_her_pair(stage, reader) {
  const { report } = stage;
  const { page } = reader;
  const address = new URL(page.url()).pathname;
  const other = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await other.enter("mathias.correard@essaim.example");
  await report.step("her pair opens the same sheet: each sees that the other writes", other, async () => {
    await reader.go(`${address}/edit`);
    await other.go(`${address}/edit`);
    await unfold(page);
    await unfold(other.page);
    await field(other.page, "outlook").fill("Mathias regarde la suite.");
    await state(other.page, "kept");
    await field(page, "if_again").fill("Lucile referait pareil.");
    await state(page, "kept");
    assert.match(await page.locator("[data-autosave-news]").innerText(), /Mathias/);
  });
  await report.step("both add an obstacle and save: the two are there, no screen asks anything", other, async () => {
    for (const [who, kind, words] of [[reader, 1, "Le frein de Lucile."], [other, 2, "Le frein de Mathias."]]) {
      await field(who.page, "obstacles.1.type").selectOption({ index: kind });
      await field(who.page, "obstacles.1.text").fill(words);
    }
    await press(page, "save");
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    await press(other.page, "save");
    await other.page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    const sheet = await other.page.locator("main").innerText();
    for (const words of [/Le frein de Lucile/, /Le frein de Mathias/, /Mathias regarde la suite/, /Lucile referait pareil/]) assert.match(sheet, words);
  });
  await report.step("an obstacle taken away leaves the address of the other as it was", reader, async () => {
    const kept = await other.page.locator("article.obstacle", { hasText: "Mathias" }).getAttribute("id");
    await reader.go(`${address}/edit`);
    await page.locator(`${form} button[value="remove:obstacles:1"]`).click();
    await press(page, "save");
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    assert.match(await page.locator(`#${kept}`).innerText(), /Le frein de Mathias/);
    assert.doesNotMatch(await page.locator("main").innerText(), /Le frein de Lucile/);
  });
  await other.leave();
}

export async function tell(stage) {
  const { browser, place, folder, width, report } = stage;
  const reader = await Reader.arrive(browser, place, folder, { width });
  await report.step("she enters", reader, () => reader.enter(lucile));
  await lose_the_network(stage, reader, `Écrit dans le train, ${width}`);
  await close_the_browser(stage, reader);
  await lose_the_sign_in(stage, reader);
  await write_with_her_pair(stage, reader);
  await reader.leave();
}
