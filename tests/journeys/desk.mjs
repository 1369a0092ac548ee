// The other gestures of the writing desk: starting from a model, following someone, a picture dropped, words from LibreOffice, a
// moment named, the text frozen and opened again, and what becomes of a form whose sheet went elsewhere meanwhile.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "At the writing desk: models, following, pictures dropped, LibreOffice, frozen texts";

const method = "/p/demonstration/methods/arpentage-des-hameaux";
const text = "[data-text=body] .cm-content";
const saved = (page) => page.waitForSelector("[data-standing][data-state=saved]", { timeout: 30_000 });
const says = (page, words) => page.waitForFunction(([text, words]) => document.querySelector(text)?.textContent.includes(words), [text, words], { timeout: 30_000 });

async function open(reader) {
  await reader.go(`${method}/write`);
  await saved(reader.page);
  await reader.page.waitForSelector(text);
}

/// What LibreOffice Writer puts on the clipboard: fonts, heights of lines, paragraphs within items and cells.
const from_libreoffice = `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { line-height: 115%; margin-bottom: 0.25cm }</style></head>
<body lang="fr-FR" dir="ltr"><h2 class="western">Depuis Writer</h2><p style="line-height: 100%"><font face="Liberation Serif, serif"><font size="3">Un mot <b>gras</b>, un autre <i>penché</i>.</font></font></p>
<ol><li><p style="margin-bottom: 0cm">Premier</p></li><li><p>Deuxième</p></li></ol>
<table width="100%" cellpadding="4" cellspacing="0"><col width="128*"/><col width="128*"/><tr valign="top"><td width="50%" style="border: 1px solid #000"><p>Hameau</p></td><td><p>Pas comptés</p></td></tr><tr><td><p>Le Bas</p></td><td><p>1 200</p></td></tr></table></body></html>`;

async function start_from_a_model({ report }, one) {
  await report.step("a new sheet starts from a model, whose headings are changed as one likes", one, async () => {
    await one.go("/p/demonstration/methods/new");
    const models = one.page.locator(".mth-models a");
    await counts_at_least(models, 3);
    await models.nth(1).click();
    await counts(one.page.locator(".mth-models a[aria-current=true]"), 1);
    assert.ok((await one.page.locator("[name=body]").inputValue()).includes("## "), "the model has headings");
    await one.look("desk-model");
  });
}

async function follow({ report }, one, other) {
  await report.step("someone is followed: where they write comes into view, until a key is pressed", one, async () => {
    await open(other);
    await open(one);
    const face = one.page.locator("[data-people] li button").first();
    await face.waitFor();
    await face.click();
    await one.page.waitForSelector("[data-people] li button[aria-pressed=true]");
    await one.look("desk-following");
    await one.page.evaluate(() => scrollTo(0, 0));
    await other.page.locator(text).click();
    await other.page.keyboard.press("Control+End");
    await other.page.keyboard.insertText(" Suivi jusqu’ici.");
    await says(one.page, "Suivi jusqu’ici.");
    await one.page.waitForFunction((text) => {
      const last = [...document.querySelectorAll(`${text} .cm-line`)].at(-1).getBoundingClientRect();
      return last.top >= 0 && last.top < innerHeight;
    }, text, { timeout: 30_000 });
    await one.page.locator(text).press("ArrowLeft");
    await one.page.waitForSelector("[data-people] li button[aria-pressed=false]");
  });
}

async function bring({ report }, one) {
  const { page } = one;
  await report.step("what comes from LibreOffice keeps its headings, lists and table, and nothing of its looks", one, async () => {
    await page.locator(text).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.evaluate(([text, html]) => {
      const held = new DataTransfer();
      held.setData("text/html", html);
      document.querySelector(text).dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
    }, [text, from_libreoffice]);
    await says(page, "Depuis Writer");
    await saved(page);
    const state = await page.evaluate(async () => (await fetch(`${document.querySelector("[data-document]").dataset.document}/state`)).json());
    const kept = state.texts.body.text;
    for (const part of ["## Depuis Writer", "**gras**", "1. Premier", "2. Deuxième", "| Hameau | Pas comptés |", "| Le Bas | 1 200 |"]) assert.ok(kept.includes(part), `${part} in ${kept.slice(-400)}`);
    assert.doesNotMatch(kept, /font|style|Liberation/);
    await one.look("desk-libreoffice");
  });
  await report.step("a picture dropped on the text asks what it shows, and is in it", one, async () => {
    const bytes = readFileSync("web/favicon.png").toString("base64");
    await page.evaluate(([text, bytes]) => {
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], "hameau.png", { type: "image/png" }));
      const place = document.querySelector(text), { left, top } = place.getBoundingClientRect();
      place.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true, clientX: left + 20, clientY: top + 20 }));
    }, [text, bytes]);
    await page.locator("dialog[open] textarea").fill("Trois alvéoles dorées");
    await one.look("desk-dropped");
    await page.locator("dialog[open] button[value=yes]").click();
    await page.waitForFunction(async () => (await (await fetch(`${document.querySelector("[data-document]").dataset.document}/state`)).json()).texts.body.text.includes("![Trois alvéoles dorées]("), undefined, { timeout: 30_000 });
    await saved(page);
  });
}

async function freeze({ report }, one, lead) {
  await report.step("a moment of the text is named, then the text is frozen: one proposes, nobody writes, and the team opens it again", lead, async () => {
    await open(lead);
    await lead.page.locator(".wrt-foot a", { hasText: "Histoire du texte" }).click();
    const history = lead.page.url();
    await lead.page.locator("form[action$='/versions'] input[name=name]").fill("Avant l’arpentage");
    await lead.page.locator("form[action$='/versions'] button[type=submit]").click();
    assert.match(await lead.page.locator("main").innerText(), /Avant l’arpentage/);
    await lead.page.locator("button[value=freeze]").click();
    await counts(lead.page.locator(".pill.frozen"), 1);
    await lead.look("desk-frozen");
    await open(one);
    await one.page.locator(text).click();
    await one.page.keyboard.insertText("Je propose.");
    await one.page.waitForSelector("ins.wrt-proposed");
    assert.equal(await one.page.evaluate(async () => (await (await fetch(`${document.querySelector("[data-document]").dataset.document}/state`)).json()).texts.body.text.includes("Je propose.")), false);
    await one.look("desk-frozen-writing");
    await lead.page.goto(history);
    await lead.page.locator("button[value=open]").click();
    await counts(lead.page.locator(".pill.frozen"), 0);
  });
}

export async function tell(stage) {
  const { browser, place, folder, width } = stage;
  const [one, other, lead] = await Promise.all([0, 1, 2].map(() => Reader.arrive(browser, place, folder, { width })));
  await stage.report.step("they enter", one, async () => {
    await one.enter("lucile.ravoux@essaim.example");
    await other.enter("mathias.correard@essaim.example");
    await lead.enter("claire.vasseur@essaim.example");
  });
  await start_from_a_model(stage, one);
  await follow(stage, one, other);
  await bring(stage, one);
  await freeze(stage, one, lead);
  for (const reader of [one, other, lead]) await reader.leave();
}
