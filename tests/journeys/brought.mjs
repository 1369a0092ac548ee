// A lead brings to the kit what they have in other tools: reads the report, adds it, takes it out again.
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A lead brings questions and texts of other tools to the kit";

const bench = "/p/demonstration/kit/compose";

/// What Moodle writes: a question of each kind, and some a kit cannot ask.
const bank = (mark) => `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Réunir ${mark}</text></category></question>
<question type="multichoice"><name><text>Inviter</text></name><questiontext format="html"><text><![CDATA[<p>Qui <b>invite</b> à la première séance ?</p><script>alert(1)</script>]]></text></questiontext>
<single>true</single><answer fraction="100"><text>Un tiers de confiance</text><feedback><text>Oui : il lève la défiance.</text></feedback></answer><answer fraction="0"><text>Le plus pressé</text></answer></question>
<question type="truefalse"><name><text>Ordre</text></name><questiontext format="html"><text>On réunit avant de convaincre.</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="matching"><name><text>Relier</text></name><questiontext format="html"><text>Reliez.</text></questiontext></question>
<question type="multichoice"><name><text>Image</text></name><questiontext format="html"><text><![CDATA[<p>Que montre <img src="@@PLUGINFILE@@/p.png" alt="la place un jour de marché"> ?</p>]]></text></questiontext>
<single>false</single><answer fraction="50"><text>Le marché</text></answer><answer fraction="50"><text>La place</text></answer><answer fraction="-100"><text>La gare</text></answer></question>
</quiz>
`;

async function bring(reader, file) {
  await reader.go(`${bench}/bring`, "bring");
  await reader.page.setInputFiles("#fichier", file);
  await reader.page.locator("main form button[type=submit]").first().click();
}

async function questions({ report, width, folder }, reader) {
  const { page } = reader;
  const mark = `à ${width}`, file = join(folder, `banque-${width}.xml`);
  writeFileSync(file, bank(mark));
  const main = () => page.locator("main").innerText();
  await report.step("a bank of Moodle is looked at: what would come in, and a report of the rest", reader, async () => {
    await bring(reader, file);
    await page.locator("main details summary").first().click();
    await reader.look("bring-questions");
    const said = await main();
    for (const words of ["3 questions", `Réunir ${mark}`, "Un tiers de confiance", "laissé de côté", "question 3", "script"]) assert.ok(said.includes(words), words);
    await reader.go(bench);
    assert.ok(!(await main()).includes(`Réunir ${mark}`), "nothing has changed yet");
  });
  await report.step("the page is read whole, as it will be", reader, async () => {
    await reader.go(`${bench}/bring`);
    await page.locator("main table a", { hasText: `banque-${width}` }).first().click();
    await page.locator(".kit-brought a").first().click();
    await reader.look("bring-page");
    assert.match(await main(), /première séance/);
    await page.locator("main a", { hasText: "Retour au fichier" }).click();
  });
  await report.step("it is added, and stands in the kit", reader, async () => {
    await page.locator("button[value=join]").click();
    await page.locator("main", { hasText: "Ses chapitres sont dans le kit" }).waitFor();
    await reader.look("bring-joined");
    await reader.go(bench);
    await counts(page.locator(".kit-chapter", { hasText: `Réunir ${mark}` }), 1);
  });
  await report.step("one click takes it out again", reader, async () => {
    await reader.go(`${bench}/bring`);
    await page.locator("main table a", { hasText: `banque-${width}` }).first().click();
    await page.locator("form[action$='/undo'] button").click();
    await reader.look("bring-undone");
    await reader.go(bench);
    await counts(page.locator(".kit-chapter", { hasText: `Réunir ${mark}` }), 0);
  });
  await report.step("a file that is none of ours is refused in words", reader, async () => {
    const none = join(folder, `rien-${width}.bin`);
    writeFileSync(none, Buffer.from([0, 1, 2, 3]));
    await bring(reader, none);
    await counts_at_least(page.locator("main [role=alert]"), 1);
    await reader.look("bring-refused");
  });
}

/// A document of Word, taken from an edition of the kit as anybody would, and brought back.
async function document({ report, width, folder }, reader) {
  const { page } = reader;
  const file = join(folder, `guide-${width}.docx`);
  const main = () => page.locator("main").innerText();
  await report.step("a document of Word is cut into chapters at its headings", reader, async () => {
    await reader.go("/p/demonstration/kit");
    await page.locator("main a[href$='/take-away']").first().click();
    const address = await page.locator(".kit-formats a[href$='.docx']").first().getAttribute("href");
    const got = await page.request.get(reader.address + address);
    writeFileSync(file, await got.body());
    await bring(reader, file);
    await reader.look("bring-document");
    assert.match(await main(), /Document Word/);
    await counts_at_least(page.locator(".kit-brought"), 6, "its chapters");
    await counts_at_least(page.locator(".kit-report .pill.late"), 1, "what is left out is said");
  });
  await report.step("some of them are added, after the chapter chosen, then taken out", reader, async () => {
    const boxes = page.locator(".kit-brought input[type=checkbox]");
    for (let at = 2; at < (await boxes.count()); at++) await boxes.nth(at).uncheck();
    await page.selectOption("#place", { index: 1 });
    await page.locator("button[value=join]").click();
    await page.locator("main", { hasText: "Ses chapitres sont dans le kit" }).waitFor();
    assert.match(await page.locator("body").innerText(), /2 chapitres sont ajoutés/);
    await page.locator("form[action$='/undo'] button").click();
    assert.match(await page.locator("body").innerText(), /ressortis du kit/);
  });
}

/// A text with more drawings than one waits for on a page; half a second each, longer on a busy machine.
async function drawings({ report, width, folder }, reader) {
  const { page } = reader;
  const file = join(folder, `dessins-${width}.xml`), title = `Dessins à ${width}`;
  const circle = (at) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><circle cx="${200 + at}" cy="300" r="${100 + at}" fill="#7b2a5b"/></svg>`).toString("base64");
  const files = Array.from({ length: 20 }, (_, at) => at);
  writeFileSync(file, `<quiz><question type="category"><category><text>${title}</text></category></question><question type="description"><questiontext format="html"><text><![CDATA[${
    files.map((at) => `<p><img src="@@PLUGINFILE@@/${at}.svg" alt="Cercle ${at}"></p>`).join("")}]]></text>${
    files.map((at) => `<file name="${at}.svg" encoding="base64">${circle(at)}</file>`).join("")}</questiontext></question></quiz>`);
  await report.step("many drawings are added by a job the page follows", reader, async () => {
    await bring(reader, file);
    await page.locator("button[value=join]").click();
    await page.locator("main progress").waitFor();
    await reader.look("bring-wait");
    await page.locator("main", { hasText: "Ses chapitres sont dans le kit" }).waitFor({ timeout: 90_000 });
    await page.locator("form[action$='/undo'] button").click();
    assert.match(await page.locator("body").innerText(), /ressortis du kit/);
  });
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scheme: stage.width < 600 ? "dark" : "light", scripts: true });
  await stage.report.step("Claire Vasseur enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  await questions(stage, reader);
  await document(stage, reader);
  await drawings(stage, reader);
  await reader.leave();
  const plain = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scripts: false });
  await stage.report.step("without scripts, a file is looked at and forgotten", plain, async () => {
    await plain.enter("claire.vasseur@essaim.example");
    await bring(plain, join(stage.folder, `banque-${stage.width}.xml`));
    await plain.look("bring-questions");
    await plain.page.locator("button[value=forget]").click();
    assert.match(await plain.page.locator("body").innerText(), /Le fichier est oublié/);
  });
  await plain.leave();
}
