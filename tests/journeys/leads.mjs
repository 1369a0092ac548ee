// Two leads write one chapter of the kit at once: in the desk, and one of them in the form. Nothing either typed is lost.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "Two leads write one chapter of the kit at once";

const programme = "/p/demonstration", chapter = `${programme}/kit/compose/pages/le-lieu`;
const standing = (page, state) => page.waitForSelector(`[data-standing][data-state=${state}]`, { timeout: 30_000 });
const says = (page, words) => page.waitForFunction((wanted) => {
  const place = document.querySelector("[data-text=body] .cm-content")?.cloneNode(true);
  for (const caret of place?.querySelectorAll(".wrt-caret") ?? []) caret.remove();
  return place?.textContent.includes(wanted) ?? false;
}, words, { timeout: 30_000 });

async function write(page, words, where = "Control+End") {
  await page.locator("[data-text=body] .cm-content").click();
  await page.keyboard.press(where);
  await page.keyboard.insertText(words);
}

async function open(reader) {
  await reader.go(`${chapter}/write`);
  await standing(reader.page, "saved");
  await reader.page.waitForSelector("[data-text=body] .cm-content");
}

async function together({ report, width }, claire, helene) {
  await report.step("both see each other in the chapter, and what each types", claire, async () => {
    await open(claire);
    await open(helene);
    await claire.page.waitForFunction(() => document.querySelectorAll("[data-people] li").length >= 2, undefined, { timeout: 30_000 });
    await write(claire.page, `\n\nClaire écrit à ${width} px.`);
    await write(helene.page, `\n\nHélène écrit à ${width} px.`);
    for (const { page } of [claire, helene]) for (const name of ["Claire", "Hélène"]) await says(page, `${name} écrit à ${width} px.`);
    await standing(claire.page, "saved");
    await claire.look("leads-together");
  });
}

async function one_in_the_form({ report, width }, claire, helene) {
  const { page } = helene;
  await report.step("one types a running order in the form with a button, undoes it, and types it again", helene, async () => {
    await helene.go(chapter);
    const text = () => page.locator("#markdown").inputValue();
    const before = await text();
    assert.ok(before.includes(`Claire écrit à ${width} px.`), "what was written together is in the form");
    await page.locator("#markdown").evaluate((area) => { area.focus(); area.setSelectionRange(area.value.length, area.value.length); });
    await page.locator(".kit-boxes button", { hasText: "Conducteur" }).click();
    assert.match(await text(), /::: running-order 9:00\n10 \| .+\n.+\n> .+\n\n20 \| .+\n\n15 \| .+\n:::/);
    await helene.look("leads-form");
    await page.keyboard.press("Control+z");
    assert.equal(await text(), before);
    await page.locator(".kit-boxes button", { hasText: "Conducteur" }).click();
    await page.locator("button[value=preview]").click();
    await page.waitForSelector("#apercu");
    assert.match(await page.locator(".kit-page.prose").innerText(), /9\u00a0h\u00a000/);
    await helene.look("leads-form-preview");
  });
  await report.step("the other goes on meanwhile: saving the form brings both texts together", helene, async () => {
    await write(claire.page, "Claire continue pendant ce temps.\n\n", "Control+Home");
    await standing(claire.page, "saved");
    await page.locator("button[value=save]").click();
    await page.waitForURL("**/kit/compose**");
    await says(claire.page, "Claire continue pendant ce temps.");
    await claire.page.keyboard.press("Control+End"); // what is far from the caret is not on the page
    await says(claire.page, "::: running-order 9:00");
    await helene.go(chapter);
    const text = await page.locator("#markdown").inputValue();
    for (const words of ["::: running-order 9:00", "Claire continue pendant ce temps.", `Hélène écrit à ${width} px.`]) assert.ok(text.includes(words), words);
  });
  await report.step("both change the same words: the form shows both texts and saves neither over the other", helene, async () => {
    await page.locator("#markdown").fill(`${await page.locator("#markdown").inputValue()}\n\nLa fin d’Hélène.`);
    await write(claire.page, "\n\nLa fin de Claire.");
    await standing(claire.page, "saved");
    await page.locator("button[value=save]").click();
    await page.waitForSelector(".problems");
    assert.match(await page.locator("main ins").allInnerTexts().then((all) => all.join(" ")), /de Claire/, "what the other saved is shown");
    assert.ok((await page.locator("#markdown").inputValue()).includes("La fin d’Hélène."), "what was typed stays in the form");
    await helene.look("leads-both");
    await says(claire.page, "La fin de Claire.");
  });
}

export async function tell(stage) {
  const claire = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  const helene = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await stage.report.step("Claire Vasseur gives Hélène Prigent the right to lead", claire, async () => {
    await claire.enter("claire.vasseur@essaim.example");
    await claire.go(`${programme}/members?q=Prigent`);
    await claire.page.locator("main a", { hasText: "Hélène Prigent" }).first().click();
    await claire.page.selectOption("#power", "administer");
    await claire.page.locator("main button[type=submit]", { hasText: "Enregistrer" }).click();
    await helene.enter("helene.prigent@essaim.example");
  });
  await together(stage, claire, helene);
  await one_in_the_form(stage, claire, helene);
  await helene.leave();
  await claire.leave();
}
