// A lead brings to the kit what they have in other tools: reads the report, adds it, takes it out again.
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
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
    assert.equal(await page.locator(".kit-chapter", { hasText: `Réunir ${mark}` }).count(), 1);
  });
  await report.step("one click takes it out again", reader, async () => {
    await reader.go(`${bench}/bring`);
    await page.locator("main table a", { hasText: `banque-${width}` }).first().click();
    await page.locator("form[action$='/undo'] button").click();
    await reader.look("bring-undone");
    await reader.go(bench);
    assert.equal(await page.locator(".kit-chapter", { hasText: `Réunir ${mark}` }).count(), 0);
  });
  await report.step("a file that is none of ours is refused in words", reader, async () => {
    const none = join(folder, `rien-${width}.bin`);
    writeFileSync(none, Buffer.from([0, 1, 2, 3]));
    await bring(reader, none);
    assert.ok(await page.locator("main [role=alert]").count() > 0);
    await reader.look("bring-refused");
  });
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scheme: stage.width < 600 ? "dark" : "light", scripts: true });
  await stage.report.step("Claire Vasseur enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  await questions(stage, reader);
  await reader.leave();
}
