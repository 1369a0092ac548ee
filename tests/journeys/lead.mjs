// A lead reads the état des lieux, freezes it, composes the kit, freezes and publishes an edition; the old one stays.
import assert from "node:assert/strict";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A lead freezes the état des lieux and a kit";

const programme = "/p/demonstration";

async function read_and_freeze({ report, width }, reader) {
  const { page } = reader;
  await report.step("a bar of the state of play opens the passages behind it", reader, async () => {
    await reader.go(`${programme}/state-of-play`, "state-of-play-lead");
    const bar = page.locator("main svg a[href*='/passages'], main table a[href*='/passages']").first();
    const target = await bar.evaluate((link) => link.getAttribute("href"));
    await reader.go(target, "passages-behind-a-bar");
    await counts_at_least(page.locator(`main a[href^="${programme}/experiences/"]`), 1);
  });
  await report.step("the state of play of today is frozen at an address of its own", reader, async () => {
    await reader.go(`${programme}/state-of-play/snapshots`, "snapshots-lead");
    await page.fill("#note", `Avant la session, ${width}`);
    await page.locator("section.state-freeze button").click();
    await page.locator(`main a[href^="${programme}/state-of-play/"]`).filter({ hasText: /^\d+\.\d+$/ }).or(page.locator(".stamp")).first().waitFor();
    await reader.look("snapshot");
  });
}

async function compose({ report, width }, reader) {
  const { page } = reader;
  const title = `Un chapitre de plus, ${width}`;
  await report.step("a chapter and a method are added to the kit, with buttons", reader, async () => {
    await reader.go(`${programme}/kit/compose`, "kit-compose");
    await page.fill("#nouveau", title);
    await page.locator("button[value=add-chapter]").click();
    const chapter = page.locator(".kit-chapter", { hasText: title });
    await chapter.waitFor();
    await chapter.locator("a[href*='/compose/add?']").click();
    // The experiences left are for the programme's members alone: an edition that prints one is not frozen.
    await page.selectOption("select[name=kind]", "method");
    await page.locator("form[role=search] button").click();
    await reader.look("kit-add");
    await page.locator("button[value=add-item]").first().click();
    await reader.go(`${programme}/kit/compose`);
    await counts(chapter.locator(".kit-item"), 1);
  });
  await report.step("the chapter's own text is written in its form, previewed, then saved", reader, async () => {
    const address = await page.locator(".kit-chapter", { hasText: title }).locator(".section-head a").getAttribute("href");
    await reader.go(address.replace(/\/write$/, ""));
    await page.fill("#markdown", "Ce que nous avons appris tient en une phrase : **garder les clefs ensemble**.\n");
    await page.locator("button[value=preview]").click();
    assert.match(await page.locator("main .prose").innerText(), /garder les clefs/);
    await reader.look("kit-chapter-text");
    await page.locator("button[value=save]").click();
    await reader.go(`${programme}/kit/compose`);
    await counts(page.locator(".kit-chapter", { hasText: title }), 1);
  });
  return title;
}

async function publish({ report, width }, reader, title) {
  const { page } = reader;
  let before = "", number = "";
  await report.step("an edition is frozen, then published with its files", reader, async () => {
    const cover = await reader.go(`${programme}/kit`);
    before = new URL(cover.url()).pathname === `${programme}/kit` ? (await page.locator("main p.actions a.btn.main").getAttribute("href")).split("/")[4] : new URL(cover.url()).pathname.split("/")[4];
    await reader.go(`${programme}/kit/compose/editions`);
    number = await page.locator("#number").inputValue();
    assert.match(await page.locator("#note").inputValue(), /Un chapitre de plus/, "what changed is suggested");
    await page.fill("#note", `Un chapitre de plus, à ${width} px.`);
    await page.locator("form[action$='/freeze'] button[type=submit]").click();
    await reader.look("kit-compose-frozen");
    await page.locator(`a[href$="/publish/${number}"]`).click({ timeout: 60_000 });
    await reader.look("kit-before-publishing");
    await page.locator("form[action$='/publish'] button[type=submit]").click();
    await page.waitForURL(/compose\/making/);
    await reader.look("kit-making");
    // The page comes again by itself until the edition is public.
    await page.locator(`main a[href="${programme}/kit/${number}"]`).waitFor({ timeout: 90_000 });
    await reader.look("kit-made");
    await reader.go(`${programme}/kit/${number}`, "kit-edition");
    assert.ok((await page.locator("main").innerText()).includes(title), `edition ${number} holds “${title}”`);
  });
  await report.step("the new edition's files are there, and are what they say", reader, async () => {
    await reader.go(`${programme}/kit/${number}/take-away`, "kit-take-away");
    const files = await page.locator(".kit-formats a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual([...new Set(files.map((file) => file.split(".").at(-1)))].sort(), ["docx", "epub", "imscc", "json", "odp", "odt", "pdf", "zim", "zip"]);
    for (const file of files) {
      const got = await page.request.get(reader.address + file);
      assert.equal(got.status(), 200, file);
      assert.ok((await got.body()).length > 10_000, file);
    }
  });
  await report.step("the old edition still answers, and says there is a newer one", reader, async () => {
    assert.notEqual(before, number);
    assert.equal((await reader.go(`${programme}/kit/${before}`, "kit-old-edition")).status(), 200);
    await counts_at_least(page.locator(".callout.watch a"), 1);
    assert.ok(!(await page.locator("nav.toc").first().innerText()).includes(title));
  });
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await stage.report.step("Claire Vasseur enters with the link of her letter", reader, () => reader.enter("claire.vasseur@essaim.example"));
  await stage.report.step("the programme's hub is hers to lead", reader, () => reader.go(programme, "hub-lead"));
  await read_and_freeze(stage, reader);
  const title = await compose(stage, reader);
  await publish(stage, reader, title);
  await reader.leave();
}
