// A pioneer enters with the link of a letter, tells an experience with and without scripts, and loses nothing on the way.
import assert from "node:assert/strict";
import { counts } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A pioneer tells an experience";

const list = "/p/demonstration/experiences";
const form = "form[data-island=autosave]";
const press = (page, action) => page.locator(`${form} .exp-send button[name=do][value=${action}]`).click();
/// The form sends once what is typed is kept: the sheet comes a moment later.
const save = async (page) => { await press(page, "save"); await page.waitForURL((url) => !url.pathname.endsWith("/edit")); };
const field = (page, name) => page.locator(`${form} [name="${name}"]`);

/// A sheet that may be published: its story, an obstacle overcome, the lever that overcame it, an effect.
async function write_all(page, title) {
  await field(page, "title").fill(title);
  await field(page, "summary").fill("Trois villages se partagent une camionnette pour livrer les paniers du marché.");
  await field(page, "size").selectOption({ index: 1 });
  await page.locator(`${form} input[name=themes]`).first().check();
  await field(page, "context").fill("Les livraisons s’étaient arrêtées avec le départ du dernier épicier ambulant.");
  await field(page, "actions.1.date").fill("2024-03");
  await field(page, "actions.1.title").fill("Le premier tour");
  await field(page, "actions.1.text").fill("Neuf paniers livrés un mardi de pluie.");
  await field(page, "obstacles.1.type").selectOption({ index: 1 });
  await field(page, "obstacles.1.text").fill("Personne ne voulait garder la camionnette la nuit.");
  await field(page, "obstacles.1.overcome").check();
  await field(page, "obstacles.1.how").fill("La remise de la coopérative a servi de garage.");
  await field(page, "levers.1.type").selectOption({ index: 1 });
  await field(page, "levers.1.text").fill("Une convention d’une page entre les trois mairies.");
  await page.locator(`${form} input[name="levers.1.overcame"]`).first().check();
  if (!(await field(page, "results.1.text").count())) await page.locator(`${form} button[value="add:results"]`).click();
  await field(page, "results.1.text").fill("Vingt foyers livrés chaque semaine.");
  await field(page, "visibility").selectOption("public");
}

const sheet_of = (page) => new URL(page.url()).pathname;

/// From the screen that confirms a publication: answers whether it asked for something more.
async function confirm_publication(reader, name) {
  const { page } = reader;
  await page.waitForURL(/\/move\?/);
  await reader.look(name);
  const missing = await page.locator(".rev-move .callout.watch").allInnerTexts();
  assert.deepEqual(missing, [], "nothing is missing before the publication");
  await page.locator(".rev-move input[name=visibility][value=public]").check();
  const consent = page.locator(".rev-move input[name=consent]");
  if (await consent.count()) await consent.check();
  await page.locator(".rev-move form button[type=submit]").click();
}

async function publish_one({ report }, reader, title) {
  const { page } = reader;
  let address = "";
  await report.step(`the sheet is written, previewed and published${reader.scripts ? "" : " without any script"}`, reader, async () => {
    await reader.go(`${list}/new`, "form");
    await write_all(page, title);
    await press(page, "preview");
    assert.match(await page.locator(".exp-preview").innerText(), /camionnette la nuit/);
    await reader.look("form-preview");
    await press(page, "publish");
    await confirm_publication(reader, "publish");
    await reader.look("experience-published");
    address = sheet_of(page);
    assert.match(await page.locator("#f1").innerText(), /camionnette la nuit/);
    assert.match(await page.locator("#l1").innerText(), /convention/);
  });
  await report.step("it is found in the list, once", reader, async () => {
    await reader.go(`${list}?q=${encodeURIComponent(title)}`);
    await counts(page.locator(`main a[href="${address}"]`, { hasText: title }), 1, `links to ${address} in the list`);
  });
  return address;
}

async function counted(reader) {
  const numbers = await reader.page.request.get(`${reader.address}/p/demonstration/state-of-play/state-of-play.json`);
  assert.equal(numbers.status(), 200);
  return JSON.parse(await numbers.text());
}

async function keep_what_is_typed({ report }, reader, title) {
  const { page } = reader;
  await report.step("what is typed is kept and offered again after the page is closed", reader, async () => {
    await reader.go(`${list}/new`);
    await field(page, "title").fill(title);
    await page.waitForFunction(() => document.querySelector("[data-autosave-state]").textContent.trim() !== "");
    await reader.go(list);
    await reader.go(`${list}/new`, "form-offered");
    await page.locator(`main .callout button, main .callout a.btn`).first().click();
    await page.waitForFunction((words) => document.querySelector("[name=title]").value === words, title);
  });
  await report.step("a double click on the button makes one sheet", reader, async () => {
    const saved = page.locator(`${form} .exp-send button[value=save]`);
    await saved.dblclick();
    // The second click gives up the first answer: waiting for that one would fail now and then.
    await page.waitForFunction(() => !location.pathname.endsWith("/new") && document.readyState === "complete");
    await reader.go(`${list}?q=${encodeURIComponent(title)}`);
    const addresses = await page.locator("main a", { hasText: title }).evaluateAll((links) => [...new Set(links.map((link) => link.pathname))]);
    assert.equal(addresses.length, 1, addresses.join(" "));
  });
}

async function meet_the_other(stage, reader, address) {
  const { report } = stage;
  const other = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await other.enter("mathias.correard@essaim.example");
  await report.step("the two of the pair change the same line: both versions are shown, and the chosen one is kept", other, async () => {
    await reader.go(`${address}/edit`, "form-edit");
    await other.go(`${address}/edit`);
    await field(reader.page, "summary").fill("Version de Lucile, qui arrive la première.");
    await save(reader.page);
    await field(other.page, "summary").fill("Version de Mathias, écrite en même temps.");
    await press(other.page, "save");
    await other.page.waitForFunction(() => document.querySelector("main")?.innerText.includes("Version de Lucile"));
    const both = await other.page.locator("main").innerText();
    assert.match(both, /Version de Lucile/);
    assert.match(both, /Version de Mathias/);
    await other.look("merge");
    await other.page.locator("main button[value=save]").click();
    assert.match(await other.page.locator("main").innerText(), /Version de Mathias/);
  });
  await report.step("two different lines changed at once are both kept", other, async () => {
    await reader.go(`${address}/edit`);
    await other.go(`${address}/edit`);
    await field(reader.page, "context").fill("Contexte récrit par Lucile.");
    await save(reader.page);
    await field(other.page, "results.1.text").fill("Trente foyers livrés, dit Mathias.");
    await save(other.page);
    await other.go(address);
    const sheet = await other.page.locator("main").innerText();
    assert.match(sheet, /Contexte récrit par Lucile/);
    assert.match(sheet, /Trente foyers livrés, dit Mathias/);
  });
  await other.leave();
}

async function outlive_the_sign_in({ report }, reader, address) {
  const { page } = reader;
  await report.step("without scripts, a sign-in that ended while writing keeps the words, ready to be sent", reader, async () => {
    await reader.go(`${address}/edit`);
    await field(page, "summary").fill("Écrit pendant que la connexion expirait.");
    await reader.cookies_lost();
    // As a browser without our script would send it.
    const send = (selector) => HTMLFormElement.prototype.submit.call(Object.assign(document.querySelector(selector), { noValidate: true }));
    await Promise.all([page.waitForEvent("framenavigated"), page.evaluate(send, form)]);
    await page.waitForLoadState();
    await reader.look("sign-in-over");
    assert.match(await page.content(), /Écrit pendant que la connexion expirait\./);
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator("main ol a").first().click()]);
    await tab.waitForLoadState();
    await tab.close();
    const waiting = page;
    reader.page = await page.context().newPage();
    await reader.enter("lucile.ravoux@essaim.example");
    await reader.page.close();
    reader.page = waiting;
    await page.locator("main form button[type=submit]").click();
    // The first sending may be shown once more, bound to the new sign-in.
    await page.waitForLoadState();
    if (await page.locator("main form textarea[hidden]").count()) await page.locator("main form button[type=submit]").click();
    await reader.go(address);
    assert.match(await page.locator("main").innerText(), /Écrit pendant que la connexion expirait/);
  });
}

export async function tell(stage) {
  const { browser, place, folder, width, report } = stage;
  const bare = await Reader.arrive(browser, place, folder, { width, scripts: false });
  await report.step("Lucile Ravoux enters with the link of her letter, without any script", bare, () => bare.enter("lucile.ravoux@essaim.example"));
  await publish_one(stage, bare, `La camionnette partagée, ${width}`);
  await bare.leave();

  const reader = await Reader.arrive(browser, place, folder, { width });
  await report.step("she enters from another device", reader, () => reader.enter("lucile.ravoux@essaim.example"));
  const before = await counted(reader);
  const address = await publish_one(stage, reader, `Le garage de nuit, ${width}`);
  await report.step("the state of play counts it", reader, async () => {
    assert.notDeepEqual(await counted(reader), before);
    await reader.go("/p/demonstration/state-of-play", "state-of-play-member");
  });
  await keep_what_is_typed(stage, reader, `Un brouillon qui tient, ${width}`);
  await meet_the_other(stage, reader, address);
  await outlive_the_sign_in(stage, reader, address);
  await report.step("her account can be read", reader, () => reader.go("/me", "me"));
  await reader.leave();
}
