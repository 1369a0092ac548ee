// Scenario A5: three people write the same method at once. One deletes a paragraph by mistake, another works without network, a
// third sits behind a proxy that lets no WebSocket through; nothing is lost, and the history says who wrote what.
import assert from "node:assert/strict";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "Three people write a method together";

const method = "/p/demonstration/methods/compter-le-vide";
const lucile = "lucile.ravoux@essaim.example";
const mathias = "mathias.correard@essaim.example";
const solene = "solene.allard@essaim.example";

const body = (page) => page.locator("[data-text=body] .cm-content");
const words = (page) => page.evaluate(() => document.querySelector("[data-text=body] .cm-content").cmTile?.view?.state.doc.toString() ?? document.querySelector("[data-text=body] .cm-content").innerText);
const standing = (page, state) => page.waitForSelector(`[data-standing][data-state=${state}]`, { timeout: 30_000 });
/// The words of the text on the screen, without the names that the others' carets bear.
const has_words = ([words, expected]) => {
  const place = document.querySelector("[data-text=body] .cm-content")?.cloneNode(true);
  for (const caret of place?.querySelectorAll(".wrt-caret") ?? []) caret.remove();
  return (place?.textContent.includes(words) ?? false) === expected;
};
const says = (page, words) => page.waitForFunction(has_words, [words, true], { timeout: 30_000 });
const says_not = (page, words) => page.waitForFunction(has_words, [words, false], { timeout: 30_000 });

async function open(reader, name) {
  await reader.go(`${method}/write`);
  await standing(reader.page, "saved");
  await reader.page.waitForSelector("[data-text=body] .cm-content");
  if (name) await reader.look(name);
}

/// Types at the end of the text.
async function add(page, text) {
  await body(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
}

async function write_at_once({ report }, one, other, third) {
  await report.step("three people open the same text, each sees who is there", one, async () => {
    await open(one);
    await open(other);
    await open(third);
    await one.page.waitForFunction(() => document.querySelectorAll("[data-people] li").length >= 3, undefined, { timeout: 30_000 });
    await one.page.locator("[data-who]").click();
    assert.match(await one.page.locator("[data-told]").innerText(), /Mathias Corréard/);
  });
  await report.step("what each types is on the screens of the others", other, async () => {
    await add(one.page, "\n\nParagraphe de Lucile.");
    await add(other.page, "\n\nParagraphe de Mathias.");
    await add(third.page, "\n\nParagraphe de Solène.");
    for (const { page } of [one, other, third]) for (const name of ["Lucile", "Mathias", "Solène"]) await says(page, `Paragraphe de ${name}.`);
    await other.page.waitForSelector(".wrt-caret", { state: "attached" });
    await standing(one.page, "saved");
    await one.look("together");
  });
  await report.step("a title typed in its field, and a step added, are seen by the others", third, async () => {
    await one.page.locator("[data-text=title]").fill("Compter le vide, ensemble");
    await other.page.locator("[data-step-add]").click();
    await other.page.keyboard.insertText("Étape de Mathias");
    await third.page.waitForFunction(() => document.querySelector("[data-text=title]").value === "Compter le vide, ensemble");
    await third.page.waitForFunction(() => [...document.querySelectorAll("[data-item] input")].some((field) => field.value === "Étape de Mathias"));
    const last = third.page.locator("[data-item]").last();
    await last.locator("[data-step=up]").click();
    await one.page.waitForFunction(() => [...document.querySelectorAll("[data-item] input")].some((field) => field.value === "Étape de Mathias"));
    await last.locator("input").first().focus().catch(() => {});
  });
}

async function lose_the_network({ report }, one, other) {
  await report.step("one works without network, another deletes a paragraph by mistake: both texts meet", one, async () => {
    await one.page.context().setOffline(true);
    await add(one.page, "\n\nÉcrit dans un tunnel.");
    await standing(one.page, "offline");
    await one.look("together-offline");
    await body(other.page).click();
    await other.page.evaluate(() => {
      const lines = [...document.querySelectorAll("[data-text=body] .cm-line")];
      const line = lines.find((one) => one.textContent.includes("Paragraphe de Lucile."));
      getSelection().selectAllChildren(line);
    });
    await other.page.keyboard.press("Delete");
    await says_not(other.page, "Paragraphe de Lucile.");
    await standing(other.page, "saved");
  });
  await report.step("the page closed without network finds its words again, and sends them", one, async () => {
    const context = one.page.context();
    await one.page.waitForTimeout(400);
    await one.page.close();
    await context.setOffline(false);
    one.page = await context.newPage();
    await open(one);
    await says(one.page, "Écrit dans un tunnel.");
    await says_not(one.page, "Paragraphe de Lucile.");
    await standing(one.page, "saved");
    await says(other.page, "Écrit dans un tunnel.");
  });
}

async function come_back({ report }, one) {
  const { page } = one;
  await report.step("the history says who wrote what", one, async () => {
    await page.locator(".wrt-foot a", { hasText: "Histoire du texte" }).click();
    assert.match(await page.locator("main").innerText(), /Mathias Corréard/);
    await one.look("together-history");
    await page.locator("a.btn", { hasText: "Qui a écrit quoi" }).click();
    const text = await page.locator("main").innerText();
    for (const name of ["Lucile Ravoux", "Mathias Corréard", "Solène Allard"]) assert.match(text, new RegExp(name));
    await one.look("together-authors");
    await page.goBack();
  });
  await report.step("the paragraph deleted by mistake is put back where it stood", one, async () => {
    await page.locator(".wrt-versions a").first().click();
    // The moment of writing, then what changed since its middle: a version is each change.
    const state = await page.evaluate(async (address) => (await fetch(address)).json(), `${new URL(page.url()).pathname.replace(/\/versions\/.*/, "")}/state`);
    for (let seq = state.seq; seq >= 0; seq--) {
      await one.go(`${new URL(page.url()).pathname.replace(/\/versions\/.*/, "")}/versions/${seq}?against=now`);
      if ((await page.locator(".wrt-run del", { hasText: "Paragraphe de Lucile." }).count()) > 0) break;
    }
    await one.look("together-compare");
    await page.locator(".wrt-run", { hasText: "Paragraphe de Lucile." }).locator("button", { hasText: "Remettre ce passage" }).first().click();
    await open(one);
    await says(page, "Paragraphe de Lucile.");
    await says(page, "Écrit dans un tunnel.");
  });
}

async function talk({ report }, one, other) {
  await report.step("a passage is commented on, someone is named, the other answers", one, async () => {
    await body(one.page).click();
    await one.page.keyboard.press("Control+End");
    await one.page.locator("[data-do=comment]").click();
    await one.page.locator("dialog[open] textarea").fill("@Mathias Corréard, on le garde ?");
    await one.look("together-comment");
    await one.page.locator("dialog[open] button[value=yes]").click();
    await other.page.waitForSelector(".wrt-thread", { timeout: 30_000 });
    await other.page.locator(".wrt-thread input").first().fill("Oui, gardons-le.");
    await other.page.locator(".wrt-thread button[type=submit]").first().click();
    await one.page.waitForFunction(() => document.querySelector("[data-talk-list]").textContent.includes("gardons-le"), undefined, { timeout: 30_000 });
    await one.page.waitForSelector(".wrt-commented", { state: "attached" });
  });
  await report.step("what one proposes is struck and underlined, and enters the text once accepted", other, async () => {
    await other.page.locator("[data-do=suggest]").click();
    await add(other.page, " Et on recompte en mars.");
    await other.page.waitForSelector("ins.wrt-proposed");
    await other.look("together-proposing");
    await other.page.locator("[data-send-suggestions]").click();
    await one.page.waitForSelector(".wrt-suggestion", { timeout: 30_000 });
    await one.look("together-proposed");
    await one.page.locator(".wrt-suggestion button", { hasText: "Accepter" }).first().click();
    await one.page.waitForFunction(() => !document.querySelector(".wrt-suggestion"), undefined, { timeout: 30_000 });
    await other.page.locator("[data-do=suggest]").click();
    await says(other.page, "Et on recompte en mars.");
    await says(one.page, "Et on recompte en mars.");
  });
}

async function propose_in_fields({ report }, one, other) {
  await report.step("a title and a number of minutes are proposed in their fields, shown under them, and enter once accepted", other, async () => {
    await other.page.locator("[data-do=suggest]").click();
    const before = await other.page.locator("[data-text=title]").inputValue();
    await other.page.locator("[data-text=title]").fill(`${before}, le soir`);
    await other.page.locator("[data-text=duration_max]").fill("150");
    await counts(other.page.locator(".wrt-field-talk"), 2);
    await other.look("together-proposing-fields");
    await other.page.locator("[data-send-suggestions]").click();
    await one.page.waitForFunction(() => document.querySelectorAll(".wrt-suggestion").length === 2, undefined, { timeout: 30_000 });
    assert.equal(await one.page.locator("[data-text=title]").inputValue(), before, "the field itself has not changed");
    assert.match(await one.page.locator(".field", { has: one.page.locator("[data-text=title]") }).locator(".wrt-field-talk").innerText(), /Mathias Corréard[\s\S]*, le soir/);
    await one.look("together-proposed-fields");
    await one.page.locator(".wrt-suggestion ~ .actions button, [data-talk-list] button", { hasText: "Tout accepter" }).first().click();
    for (const { page } of [one, other]) await page.waitForFunction((title) => document.querySelector("[data-text=title]").value === title && document.querySelector("[data-text=duration_max]").value === "150", `${before}, le soir`, { timeout: 30_000 });
    await other.page.locator("[data-do=suggest]").click();
    await counts(one.page.locator(".wrt-field-talk"), 0);
  });
}

/// Somebody whose network lets nothing through but pages writes in the plain form; two others write on.
async function in_the_plain_form(stage, one, other) {
  const plain = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scripts: false });
  await stage.report.step("one writes in the plain form while others write live: nobody is erased", plain, async () => {
    await plain.enter(solene);
    await open(one);
    await open(other);
    await plain.go(`${method}/edit`, "together-plain-form");
    const field = plain.page.locator("textarea[name=body]");
    const kept = await field.inputValue();
    await add(one.page, "\n\nPendant ce temps, Lucile.");
    await add(other.page, "\n\nEt Mathias aussi.");
    for (const { page } of [one, other]) await standing(page, "saved");
    await field.fill(`Au début, par le formulaire.\n\n${kept}`);
    await plain.page.fill("[name=room]", "La salle du formulaire");
    await plain.page.locator("button[name=do][value=save]").last().click();
    await plain.page.waitForURL((url) => url.pathname === method);
    for (const { page } of [one, other]) for (const words of ["Au début, par le formulaire.", "Pendant ce temps, Lucile.", "Et Mathias aussi."]) await says(page, words);
    await one.page.waitForFunction(() => document.querySelector("[data-text=room]").value === "La salle du formulaire");
    const sheet = await plain.page.locator("main").innerText();
    for (const words of ["Au début, par le formulaire.", "Pendant ce temps, Lucile.", "Et Mathias aussi."]) assert.ok(sheet.includes(words), words);
  });
  await plain.leave();
}

async function behind_a_proxy({ report }, one, other) {
  await report.step("where WebSocket is blocked, long polling carries the same words", other, async () => {
    await other.page.routeWebSocket(/\/live$/, (socket) => socket.close({ code: 1006 })).catch(() => {});
    await other.page.addInitScript(() => { window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.({ code: 1006 }), 1); } close() {} send() {} }; });
    await open(other);
    await add(other.page, " Par un fil lent.");
    await says(one.page, "Par un fil lent.");
    await add(one.page, " Reçu.");
    await says(other.page, "Reçu.");
  });
  await report.step("where nothing but pages passes, the page says so and leads to the plain form", other, async () => {
    await other.page.route(/\/(changes|presence)(\?|$)/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>Proxy</p>" }));
    await open(other).catch(() => {});
    await standing(other.page, "plain");
    await other.look("together-blocked");
    assert.match(await other.page.locator("[data-plain] a").getAttribute("href"), /\/edit$/);
    await other.page.unroute(/\/(changes|presence)(\?|$)/);
  });
}

async function lose_the_sign_in({ report }, one) {
  await report.step("the sign-in ends in the middle of a sentence: the words are kept, entering in another tab sends them", one, async () => {
    await open(one);
    // Elsewhere in the same browser, the session is ended.
    const door = await one.page.context().newPage();
    await door.goto(new URL("/me", one.address).href);
    await door.locator("form[action='/sign-out'] button").click();
    await door.locator(".masthead .me.enter").waitFor();
    await door.close();
    await add(one.page, " Écrit sans être connectée.");
    await standing(one.page, "signed_out");
    await one.look("together-signed-out");
    const writing = one.page;
    const [tab] = await Promise.all([writing.context().waitForEvent("page"), writing.locator("[data-standing] a").click()]);
    one.page = tab;
    await tab.waitForLoadState();
    await one.enter(lucile);
    await tab.close();
    one.page = writing;
    await writing.bringToFront();
    await writing.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await standing(writing, "saved");
  });
}

async function bring_from_elsewhere({ report }, one) {
  await report.step("what is pasted from Word comes clean, and a picture comes with what it shows", one, async () => {
    const { page } = one;
    await open(one);
    await body(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.evaluate(() => {
      const held = new DataTransfer();
      held.setData("text/html", "<html><body><h1>Collé</h1><p class=MsoNormal style='mso-bidi:x'>Un <b>mot</b> gras<script>alert(1)</script></p><ul><li>Un</li><li>Deux</li></ul></body></html>");
      document.querySelector("[data-text=body] .cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => [...document.querySelectorAll("[data-text=body] .wrt-h2")].some((line) => line.textContent.includes("Collé")));
    await says_not(page, "alert");
    await page.locator(".wrt-menu summary").click();
    await page.locator("[data-do=picture]").click();
    await page.locator("dialog[open] input[type=file]").setInputFiles("web/favicon.png");
    await page.locator("dialog[open] textarea").fill("Trois alvéoles");
    await page.locator("dialog[open] button[value=yes]").click();
    await page.waitForSelector("[data-text=body] .wrt-figure img, [data-text=body] .wrt-address", { state: "attached" });
    await page.keyboard.press("Control+Home");
    await page.waitForFunction(() => { const shown = document.querySelector("[data-text=body] .wrt-figure img"); return !shown || shown.naturalWidth > 0; });
    await standing(page, "saved");
    await one.look("together-pasted");
  });
}

/// Toolbar, menu of blocks, comment and proposal, without a pointer.
async function by_keyboard_around_the_text({ report }, one) {
  const { page } = one;
  const press = (key, times = 1) => (async () => { for (let at = 0; at < times; at++) await page.keyboard.press(key); })();
  const on = () => page.evaluate(() => document.activeElement?.dataset?.do ?? document.activeElement?.tagName);
  await report.step("the keyboard alone walks the toolbar, opens the menu of blocks, comments, and proposes", one, async () => {
    await open(one);
    await page.locator("[role=toolbar] [data-do=heading]").focus();
    assert.equal(await on(), "heading");
    await page.locator("[role=toolbar] summary").focus();
    await press("Enter");
    assert.ok(await page.locator("[role=toolbar] details[open] [data-do=table]").isVisible());
    await press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "Escape closes the menu and comes back to it");
    await body(page).click();
    await press("Control+End");
    await press("Enter", 2);
    await page.locator("[role=toolbar] summary").focus();
    if (!(await page.locator("[role=toolbar] details[open]").count())) await press("Enter");
    await page.locator("[data-do=quote]").focus();
    await press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest("[data-text=body]"));
    await page.keyboard.insertText("Dit au clavier.");
    await says(page, "Dit au clavier.");
    await press("Control+Alt+m");
    await page.waitForSelector("dialog[open] textarea:focus");
    await page.keyboard.insertText("Un commentaire au clavier.");
    await press("Tab", 3);
    assert.equal(await page.evaluate(() => document.activeElement.value), "yes", "the button follows the fields");
    await press("Enter");
    await page.waitForFunction(() => document.querySelector("[data-talk-list]").textContent.includes("Un commentaire au clavier."));
    await page.waitForFunction(() => document.activeElement?.closest("[data-text=body]"), undefined, { timeout: 10_000 });
    await standing(page, "saved");
    await page.locator("[data-do=suggest]").focus();
    await press("Enter");
    await page.locator("[data-text=room]").focus();
    await press("End");
    await page.keyboard.insertText(" ou dehors");
    await page.locator("[data-send-suggestions]").focus();
    await press("Enter");
    await page.waitForSelector(".wrt-suggestion");
    await page.locator(".wrt-suggestion button", { hasText: "Retirer" }).or(page.locator(".wrt-suggestion button", { hasText: "Accepter" })).first().focus();
    await press("Enter");
    await page.waitForFunction(() => !document.querySelector(".wrt-suggestion"), undefined, { timeout: 30_000 });
    await page.locator("[data-do=suggest]").focus();
    await press("Enter");
    await one.look("together-keyboard");
  });
}

async function by_keyboard_and_in_the_dark(stage, one) {
  await stage.report.step("the keyboard alone formats, leaves the text with Tab, and moves a step", one, async () => {
    const { page } = one;
    await open(one);
    await body(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+b");
    await page.keyboard.insertText("gras");
    await page.waitForFunction(() => [...document.querySelectorAll("[data-text=body] .wrt-strong")].some((one) => one.textContent.includes("gras")));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => !!document.activeElement.closest("[data-text=body]")), false, "Tab leaves the text");
    const first = page.locator("[data-item]").first();
    const id = await first.getAttribute("data-item");
    await first.locator("input").first().focus();
    await page.keyboard.press("Alt+ArrowDown");
    assert.equal(await page.locator("[data-item]").nth(1).getAttribute("data-item"), id);
    assert.equal(await page.evaluate(() => document.activeElement.closest("[data-item]")?.dataset.item), id, "the focus moves with its step");
    await page.keyboard.press("Alt+ArrowUp");
    await standing(page, "saved");
  });
  const dark = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scheme: "dark" });
  await stage.report.step("in the dark, and without script, the same page is read", dark, async () => {
    await dark.enter(solene);
    await open(dark, "together");
    await dark.go(`${await dark.page.locator("[data-document]").getAttribute("data-document")}/talk`, "together-talk");
    await dark.leave();
  });
  const plain = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scripts: false });
  await stage.report.step("without script one is led to the plain form, and comments on a page of their own", plain, async () => {
    await plain.enter(solene);
    await plain.go(`${method}/write`, "together");
    await counts_at_least(plain.page.locator("noscript, main a[href$='/edit']"), 1);
    const document = await plain.page.locator("[data-document]").getAttribute("data-document");
    await plain.go(`${document}/talk`);
    await plain.page.locator("#say-body").fill("Dit sans script.");
    await plain.page.locator("form", { has: plain.page.locator("#say-body") }).locator("button[type=submit]").click();
    assert.match(await plain.page.locator("main").innerText(), /Dit sans script\./);
    await plain.look("together-talk");
  });
  await plain.leave();
}

export async function tell(stage) {
  const { browser, place, folder, width } = stage;
  const [one, other, third] = await Promise.all([0, 1, 2].map(() => Reader.arrive(browser, place, folder, { width })));
  await stage.report.step("they enter", one, async () => {
    await one.enter(lucile);
    await other.enter(mathias);
    await third.enter(solene);
  });
  await write_at_once(stage, one, other, third);
  await lose_the_network(stage, one, other);
  await come_back(stage, one);
  await talk(stage, one, other);
  await propose_in_fields(stage, one, other);
  await in_the_plain_form(stage, one, other);
  await behind_a_proxy(stage, one, other);
  await lose_the_sign_in(stage, one);
  await bring_from_elsewhere(stage, one);
  await by_keyboard_around_the_text(stage, one);
  await by_keyboard_and_in_the_dark(stage, one);
  for (const reader of [one, other, third]) await reader.leave();
}
