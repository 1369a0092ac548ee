// An error of a public edition is told, seen by its readers and corrected in the next one, which also shows a picture brought from
// another tool; that edition is taken away and read from a disk.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { counts } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "An edition is corrected, and read from a disk";

const kit = "/p/demonstration/kit", bench = `${kit}/compose`, chapter = "mode-d-emploi";
const run = promisify(execFile);

async function current_number(reader) {
  await reader.go(kit);
  return (await reader.page.locator("main p.actions a.btn.main").getAttribute("href")).split("/")[4];
}

/// A sentence of the chapter as its readers see it, to be wrong about.
async function sentence_of(reader, number) {
  await reader.go(`${kit}/${number}/${chapter}`);
  const paragraphs = await reader.page.locator("main .block .voice p").allInnerTexts();
  return paragraphs.join(" ").split(/\s+/).slice(0, 6).join(" ");
}

async function tell_an_error({ report, width }, reader, visitor, number) {
  const { page } = reader;
  const address = `${bench}/errata/${number}`;
  const wrong = await sentence_of(visitor, number), instead = `À ${width} px : ${wrong}`;
  const tell = async (right) => {
    await page.selectOption("#part", chapter);
    await page.fill("#place", "Au début de la page");
    await page.fill("#wrong", wrong);
    await page.fill("#instead", right);
    await page.locator("main form button.main").click();
  };
  await report.step("an erratum that says nothing is refused, with what was typed", reader, async () => {
    await reader.go(`${bench}/editions`);
    await page.locator("main a", { hasText: `Errata de la ${number}` }).click();
    await reader.look("errata-none");
    await tell(wrong);
    await counts(page.locator("main [role=alert]"), 1);
    assert.equal(await page.inputValue("#wrong"), wrong);
    await reader.look("errata-refused");
  });
  await report.step("an erratum is told", reader, async () => {
    await tell(instead);
    assert.match(await page.locator("main .kit-errata").innerText(), /Au début de la page/);
    await reader.look("errata-told");
  });
  const seen = async () => {
    const places = [];
    for (const [where, path] of [["page", `/${chapter}`], ["cover", ""], ["downloads", "/take-away"]]) {
      await visitor.go(`${kit}/${number}${path}`);
      if ((await visitor.page.locator("main").innerText()).includes(instead)) places.push(where);
    }
    return places;
  };
  await report.step("a reader sees it on the page, on the cover and beside the downloads", visitor, async () => {
    assert.deepEqual(await seen(), ["page", "cover", "downloads"]);
    await visitor.go(`${kit}/${number}/${chapter}`, "erratum-on-a-page");
    await visitor.go(`${kit}/${number}`, "errata-on-the-cover");
    await visitor.go(`${kit}/${number}/take-away`, "errata-beside-downloads");
    const catalogue = await visitor.page.request.get(`${visitor.address}${kit}/opds.xml`);
    assert.ok((await catalogue.text()).includes("au lieu de"), "reading programs are told as well");
  });
  await report.step("taken out, nobody reads it; put back, they do", reader, async () => {
    await reader.go(address);
    await page.locator("form[action$='/withdraw'] button").click();
    await reader.look("errata-withdrawn");
    assert.deepEqual(await seen(), []);
    await reader.go(address);
    await page.locator("form[action$='/restore'] button").click();
    assert.deepEqual(await seen(), ["page", "cover", "downloads"]);
  });
  return { wrong, instead };
}

/// A bank of Moodle whose question shows a picture without words.
async function bring_a_picture({ report, width, folder }, reader) {
  const { page } = reader;
  const title = `Regarder à ${width}`, file = join(folder, `image-${width}.xml`);
  const picture = readFileSync("web/favicon.png").toString("base64");
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="category"><category><text>top/${title}</text></category></question>
<question type="multichoice"><name><text>Image</text></name><questiontext format="html"><text><![CDATA[<p>Que montre <img src="@@PLUGINFILE@@/ruche.png"> ?</p>]]></text><file name="ruche.png" encoding="base64">${picture}</file></questiontext>
<single>true</single><answer fraction="100"><text>Des alvéoles</text></answer><answer fraction="0"><text>Un marché</text></answer></question></quiz>`);
  await report.step("a question comes with its picture, and asks for its words", reader, async () => {
    await reader.go(`${bench}/bring`);
    await page.setInputFiles("#fichier", file);
    await page.locator("main form button[type=submit]").first().click();
    assert.match(await page.locator("main").innerText(), /une image|1 image/);
    await page.locator(".kit-brought a").first().click();
    const shown = page.locator("main .quiz img");
    await shown.scrollIntoViewIfNeeded();
    assert.ok(await shown.evaluate((image) => image.naturalWidth > 0), "it is shown before it comes in");
    await reader.look("bring-picture");
    await page.locator("main a", { hasText: "Retour au fichier" }).click();
    await page.locator("button[value=join]").click();
    await reader.look("bring-joined-wordless");
    await reader.go(`${bench}/editions`);
    await counts(page.locator("#number"), 0, "nothing is frozen before it has words");
    await reader.go(`${bench}/remarks`, "kit-compose-wordless");
  });
  await report.step("its words are written beside it", reader, async () => {
    await page.locator("main a", { hasText: "Écrire ce que montrent les images" }).click();
    await reader.look("picture-words");
    await page.locator("main textarea").first().fill("Trois alvéoles [rondes] : une ruche");
    await page.locator("main form button.main").click();
    await reader.look("picture-words-kept");
    await counts(page.locator("main .callout.watch"), 0);
    await reader.go(`${bench}/editions`);
    await counts(page.locator("#number"), 1);
  });
  return title;
}

async function correct({ report, width }, reader, wrong, instead) {
  const { page } = reader;
  let number = "";
  await report.step("the text is put right, and a correction is frozen and published", reader, async () => {
    await reader.go(`${bench}/pages/${chapter}`);
    const text = await page.inputValue("#markdown");
    // Typed words may stand on two lines, and carry signs a reader does not see.
    const typed = new RegExp(wrong.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s*_]+"));
    assert.match(text, typed);
    await page.fill("#markdown", text.replace(typed, instead));
    await page.locator("button[value=save]").click();
    await reader.go(`${bench}/editions`);
    number = await page.locator("#number option").evaluateAll((all) => all.map((one) => one.value).find((one) => one.split(".").length === 3));
    await page.selectOption("#number", number);
    await page.fill("#note", `Une phrase corrigée, une question de plus, à ${width} px.`);
    await page.locator("form[action$='/freeze'] button[type=submit]").click();
    await page.locator(`a[href$="/publish/${number}"]`).click({ timeout: 60_000 });
    await page.locator("form[action$='/publish'] button[type=submit]").click();
    await page.waitForURL(/compose\/making/);
    await page.locator(`main a[href="${kit}/${number}"]`).waitFor({ timeout: 90_000 });
  });
  return number;
}

async function read_what_changed({ report }, visitor, before, number, words, title) {
  const { page } = visitor;
  await report.step("the old address says there is a newer edition, and that the error is corrected there", visitor, async () => {
    assert.equal((await visitor.go(`${kit}/${before}/${chapter}`, "old-edition-page")).status(), 200);
    const main = await page.locator("main").innerText();
    assert.ok(main.includes(words.wrong), "it never changes");
    assert.ok(main.includes(`Corrigé dans l’édition ${number}`));
    await page.locator(`main .callout.watch a[href*="/kit/${number}"]`).first().click();
    assert.ok(page.url().includes(`/kit/${number}`));
  });
  await report.step("the new edition says what changed, and shows it word by word", visitor, async () => {
    await visitor.go(`${kit}/${number}`, "corrected-cover");
    const main = await page.locator("main").innerText();
    assert.match(main, /Corrigé dans cette édition/);
    assert.match(main, /Une phrase corrigée/);
    await page.locator("main a[href*='changes']").first().click();
    await visitor.look("changes");
    assert.ok((await page.locator("main ins").allInnerTexts()).some((one) => one.includes("px")));
    assert.ok((await page.locator("main").innerText()).includes(title));
  });
  await report.step("the picture brought is there, with its words", visitor, async () => {
    const link = page.locator("nav.toc a", { hasText: title }).first();
    await visitor.go(`${kit}/${number}`);
    await link.click();
    const picture = page.locator("main .quiz img");
    assert.equal(await picture.getAttribute("alt"), "Trois alvéoles [rondes] : une ruche");
    assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0));
    await visitor.look("edition-picture");
  });
}

async function count_downloads({ report }, visitor, number) {
  const { page } = visitor;
  const times = async () => {
    await visitor.go(`${kit}/${number}/take-away`);
    const said = await page.locator(".kit-formats tr:has(a[href$='.epub']) td.num").last().innerText();
    return said === "1 fois" || said.includes("une") ? 1 : Number.parseInt(said, 10);
  };
  await report.step("who takes a file away is counted, and not asked who they are", visitor, async () => {
    const before = await times();
    const got = await page.request.get(visitor.address + await page.locator(".kit-formats a[href$='.epub']").getAttribute("href"));
    assert.equal(got.status(), 200);
    assert.equal(got.headers()["set-cookie"], undefined);
    assert.equal(await times(), before + 1);
  });
}

/// The folder for a key or a disk, opened as a file by who has no network.
async function read_from_a_disk({ report, folder, width, browser, place }, visitor, number, title) {
  const root = join(folder, `offline-${width}`);
  await report.step("the offline folder is taken away", visitor, async () => {
    await visitor.go(`${kit}/${number}/take-away`);
    const hrefs = await visitor.page.locator(".kit-formats a[href$='.zip']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const archive = join(folder, `offline-${width}.zip`);
    for (const href of hrefs) {
      writeFileSync(archive, await (await visitor.page.request.get(visitor.address + href)).body());
      const { stdout } = await run("unzip", ["-l", archive]);
      if (!stdout.includes("search.html")) continue;
      rmSync(root, { recursive: true, force: true });
      mkdirSync(root, { recursive: true });
      await run("unzip", ["-q", archive, "-d", root]);
      return;
    }
    assert.fail("no archive holds a site");
  });
  for (const scheme of ["light", "dark"]) {
    const reader = await Reader.arrive(browser, place, folder, { width, scheme });
    await report.step(`it reads from a disk, ${scheme}: its chapters, its search, its picture`, reader, async () => {
      const { page } = reader;
      const { stdout } = await run("find", [root, "-name", "index.html"]);
      const home = pathToFileURL(stdout.trim().split("\n").sort((one, other) => one.length - other.length)[0]).href;
      const asked = [];
      page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) asked.push(request.url()); });
      await page.goto(home);
      await reader.look("offline-cover");
      await page.fill("input[name=q]", "une ruche");
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\.html/);
      await page.locator("#results a", { hasText: title }).first().waitFor();
      await reader.look("offline-search");
      await page.locator("#results a", { hasText: title }).first().click();
      const picture = page.locator(".quiz img");
      assert.equal(await picture.getAttribute("alt"), "Trois alvéoles [rondes] : une ruche");
      assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0));
      await reader.look("offline-quiz");
      await page.locator(".quiz input").first().check();
      await page.locator(".quiz button").first().click();
      assert.equal(await page.locator(".quiz li.question").first().getAttribute("data-answered"), "right");
      assert.deepEqual(asked, []);
    });
    await reader.leave();
  }
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  const visitor = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scheme: stage.width < 600 ? "dark" : "light" });
  await stage.report.step("Claire Vasseur enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  const before = await current_number(visitor);
  const words = await tell_an_error(stage, reader, visitor, before);
  const title = await bring_a_picture(stage, reader);
  const number = await correct(stage, reader, words.wrong, words.instead);
  await reader.leave();
  await read_what_changed(stage, visitor, before, number, words, title);
  await count_downloads(stage, visitor, number);
  await read_from_a_disk(stage, visitor, number, title);
  await visitor.leave();
}
