// A lead puts a kit in order, with the keyboard alone, undoes, writes a chapter with its preview beside, sees what is missing where it
// is, and how each reader will get it.
import assert from "node:assert/strict";
import { counts } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A lead composes the kit";

const bench = "/p/demonstration/kit/compose";

const titles = (page, selector = ".kit-chapter > .section-head h2") => page.locator(selector).allInnerTexts();
/// What the change was said to be, once the tree came back.
const told = (page, words) => page.waitForFunction((wanted) => document.getElementById("kit-told")?.textContent.includes(wanted), words);

async function puts_in_order({ report }, reader) {
  const { page } = reader;
  await report.step("chapters are put in order with the arrows, and it is said and undone", reader, async () => {
    await reader.go(bench, "compose-tree");
    const before = await titles(page);
    await page.locator(".kit-chapter").first().locator(".kit-handle").first().focus();
    await page.keyboard.press("ArrowDown");
    await told(page, "n°\u00a02");
    assert.deepEqual((await titles(page)).slice(0, 2), [before[1], before[0]]);
    const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.ok(focused.includes(before[0]), "the focus stays on what moved");
    await reader.look("compose-moved");
    await page.locator("#kit-past button[name=undo]").focus();
    await page.keyboard.press("Enter");
    await told(page, "Annulé");
    assert.deepEqual(await titles(page), before);
    await page.locator("#kit-past button[name=redo]").waitFor();
  });
  await report.step("a sheet goes to the next chapter with the arrows, and back by undoing", reader, async () => {
    const item = page.locator(".kit-item").first();
    const name = await item.getAttribute("data-item"), chapter = () => page.locator(`.kit-chapter:has([data-item="${name}"])`).getAttribute("id");
    const from = await chapter();
    for (let most = 30; most > 0 && (await chapter()) === from; most--) {
      await page.locator(`[data-item="${name}"] .kit-handle`).focus();
      const before = await page.evaluate(() => document.querySelector("#kit-past button[name=undo]")?.value);
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction((value) => document.querySelector("#kit-past button[name=undo]")?.value !== value && !/…$/.test(document.getElementById("kit-told").textContent), before);
    }
    assert.notEqual(await chapter(), from);
    await page.locator("#kit-past button[name=undo]").click();
    await told(page, "Annulé");
    assert.equal(await chapter(), from);
  });
}

async function drags({ report, width }, reader) {
  if (width < 600) return;
  const { page } = reader;
  await report.step("a chapter is dragged by its handle", reader, async () => {
    const before = await titles(page);
    const [first, second] = [page.locator(".kit-chapter").nth(0), page.locator(".kit-chapter").nth(1)];
    const to = await second.locator(".kit-chapter-foot").boundingBox();
    await first.locator(".kit-handle").first().hover();
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y - 4, { steps: 12 });
    await page.mouse.move(to.x + 40, to.y + to.height, { steps: 4 });
    await page.mouse.up();
    await told(page, before[0]);
    assert.equal((await titles(page))[1], before[0]);
    await page.locator("#kit-past button[name=undo]").click();
    await told(page, "Annulé");
  });
}

async function removes_and_finds_again({ report }, reader) {
  const { page } = reader;
  await report.step("a chapter taken out comes back whole", reader, async () => {
    const last = page.locator(".kit-chapter").last();
    const title = await last.getAttribute("data-title"), items = await last.locator(".kit-item").count();
    await last.locator("summary").click();
    await last.locator("button[value=remove-chapter]").click();
    await told(page, "retiré du kit");
    assert.ok(!(await titles(page)).includes(title));
    await page.locator("#kit-past button[name=undo]").click();
    await told(page, "Annulé");
    const back = page.locator(".kit-chapter").last();
    assert.equal(await back.getAttribute("data-title"), title);
    await counts(back.locator(".kit-item"), items);
  });
}

async function writes({ report, width }, reader) {
  const { page } = reader;
  const phrase = `Une phrase écrite à ${width} px.`;
  await report.step("a chapter is written with its preview beside, a box and a citation", reader, async () => {
    await page.locator(".kit-chapter").first().locator(".section-head a").click();
    await page.waitForSelector(".cm-content");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(`\n\n${phrase}`);
    await page.locator(".wrt-menu summary").click();
    await page.locator("[data-opening='::: trainer']").click();
    await page.keyboard.type("Pour qui anime.");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nOn l’a vu : [[perdue-de-vue#l1]]");
    if (width < 600) await page.locator("[data-show=preview]").click();
    await page.waitForFunction((words) => document.querySelector("[data-preview-markup]")?.textContent.includes(words), phrase);
    await page.waitForFunction(() => /perdue-de-vue/.test(document.querySelector("[data-preview-remarks]")?.textContent ?? ""));
    await page.waitForFunction(() => document.querySelector("[data-standing]")?.dataset.state === "saved" || /enregistr/.test(document.querySelector("[data-words-here]")?.textContent ?? ""));
    await reader.look("compose-write");
  });
  await report.step("a whole example of a quiz is typed at the caret from the menu, and undone", reader, async () => {
    const text = () => page.evaluate(() => document.querySelector(".cm-content").cmTile?.view?.state.doc.toString() ?? document.querySelector(".cm-content").innerText);
    if (width < 600) await page.locator("[data-show=text]").click();
    const before = await text();
    await page.locator(".wrt-menu summary").click();
    await page.locator("[data-opening='::: quiz']").click();
    assert.match(await text(), /::: quiz\n::.+:: .+ \{\n= .+\n~ .+\n~ .+\n\}\n:::/);
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => !document.querySelector(".cm-content").textContent.includes("::: quiz"));
    assert.equal(await text(), before);
  });
  await report.step("a picture is sent from the desk with what it shows, and stands in the preview and on the page", reader, async () => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\n");
    await page.locator(".wrt-menu summary").click();
    await page.locator("[data-do=picture]").click();
    await page.locator("dialog[open] input[type=file]").setInputFiles("web/favicon.png");
    await page.locator("dialog[open] textarea").fill("Un essaim dessiné");
    await reader.look("compose-picture");
    await page.locator("dialog[open] button[value=yes], dialog[open] .btn.main").first().click();
    if (width < 600) await page.locator("[data-show=preview]").click();
    await page.waitForFunction(() => [...document.querySelectorAll("[data-preview-markup] img")].some((one) => one.alt === "Un essaim dessiné" && one.naturalWidth > 0));
    await page.waitForSelector("[data-standing][data-state=saved]");
    await reader.look("compose-write-picture");
    await reader.go(`${bench}/pictures`, "compose-pictures");
    assert.ok((await page.locator("main textarea, main input[type=text]").evaluateAll((fields) => fields.map((one) => one.value))).includes("Un essaim dessiné"));
  });
  await report.step("what is missing leads to its very line", reader, async () => {
    await reader.go(`${bench}/remarks`, "compose-remarks");
    await page.locator(".kit-remarks a", { hasText: "perdue-de-vue" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".cm-content:focus");
    const line = await page.evaluate(() => { const at = getSelection().anchorNode; return (at.nodeType === 1 ? at : at.parentElement).closest(".cm-line")?.textContent; });
    assert.match(line ?? "", /perdue-de-vue/);
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("Delete");
    await page.waitForFunction(() => !/perdue-de-vue/.test(document.querySelector(".cm-content").textContent));
    await page.waitForTimeout(500);
  });
  await report.step("each reader’s outline is seen as they will get it", reader, async () => {
    await reader.go(`${bench}/read?for=trainer`, "compose-read-trainer");
    assert.match(await page.locator("main .prose").innerText(), /Pour qui anime\./);
    await reader.go(`${bench}/read?for=paper`, "compose-read-paper");
    assert.doesNotMatch(await page.locator("main .prose").innerText(), /Pour qui anime\./);
    await reader.go(`${bench}/read?for=brief`, "compose-read-brief");
    await reader.go(`${bench}/read?for=slides`, "compose-read-slides");
  });
  await report.step("what changed since the last edition is shown word by word before freezing", reader, async () => {
    await reader.go(`${bench}/editions`, "compose-editions");
    await reader.go(`${bench}/changes`, "compose-changes");
    assert.ok((await page.locator("main ins").allInnerTexts()).join(" ").includes(phrase));
    await reader.go(`${bench}/about`, "compose-about");
  });
}

async function without_script(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scripts: false });
  await stage.report.step("without script, a sheet is moved to another chapter and the change undone", reader, async () => {
    const { page } = reader;
    await reader.enter("claire.vasseur@essaim.example");
    await reader.go(bench, "compose-tree");
    const item = page.locator(".kit-item").first(), name = await item.getAttribute("data-item");
    await item.locator("a").click();
    await reader.look("compose-move");
    const to = await page.locator("#vers option:not([selected])").last().getAttribute("value");
    await page.selectOption("#vers", to);
    await page.locator("button[value=place-item]").click();
    await counts(page.locator(`#c-${to} [data-item="${name}"]`), 1);
    await page.locator("#kit-past button[name=undo]").click();
    await counts(page.locator(`#c-${to} [data-item="${name}"]`), 0);
  });
  await reader.leave();
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await stage.report.step("Claire Vasseur enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  await puts_in_order(stage, reader);
  await drags(stage, reader);
  await removes_and_finds_again(stage, reader);
  await writes(stage, reader);
  await reader.leave();
  await without_script(stage);
}
