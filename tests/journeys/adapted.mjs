// The pair of a territory adapts the kit, publishes its edition; the lead publishes another one, and the pair takes it block by block.
import assert from "node:assert/strict";
import { counts } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A territory adapts the kit, and takes what a newer edition changes block by block";

const kit = "/p/demonstration/kit", mine = `${kit}/of/epci-242600534`, bench = `${mine}/adapt`;
const part = "mode-d-emploi";
/// The page of the part itself, whatever it says or points at; not the form of one of its blocks.
const page_of_part = (url) => url.pathname.endsWith(`/parts/${part}`);

/// A file is asked for, and the page comes again by itself until the edition is public.
async function publish(reader, edition) {
  const { page } = reader;
  await page.locator(`form[action$='/publish']:has(input[value="${edition.split("/").at(-1)}"]) button`).click({ timeout: 60_000 });
  await page.locator(`main a[href="${edition}"]`).waitFor({ timeout: 180_000 });
  assert.ok(page.url().includes(`${bench}/making`));
}

async function adapt({ report }, reader) {
  const { page } = reader;
  const main = () => page.locator("main").innerText();
  await report.step("the cover offers the pair to adapt the kit to its territory", reader, async () => {
    await reader.go(kit);
    await page.locator("main a", { hasText: "Adapter ce kit à mon territoire" }).click();
    await reader.look("adapt-start");
    await counts(page.locator("#territory option"), 1, "its own territory, no other");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(`**${bench}`);
    await reader.look("adapt-bench");
  });
  await report.step("the edition will open with the territory: its map, its figures", reader, async () => {
    await reader.go(`${bench}/opening`, "adapt-opening");
    assert.match(await main(), /Habitants/);
    assert.ok((await page.locator("main figure img").getAttribute("alt")).includes("Diois"));
    assert.ok(await page.locator("main figure img").evaluate((image) => image.complete && image.naturalWidth > 0), "the map is drawn");
  });
  await report.step("a text of the team is changed, another followed by words of the territory, a third left out", reader, async () => {
    await reader.go(`${bench}/parts/${part}`, "adapt-part");
    assert.match(await main(), /eux seuls peuvent les changer/);
    await page.locator(".kit-adapt-block").first().locator("a", { hasText: "Changer ce texte" }).click();
    await reader.look("adapt-form");
    const text = await page.locator("#markdown").inputValue();
    await page.fill("#markdown", text.replace("des gens que rien n’oblige à se parler", "celles et ceux du Diois que rien n’oblige à se parler"));
    await page.locator("button[value=preview]").click();
    assert.match(await main(), /Tel que le lecteur le verra/);
    await page.locator("button[value=save]").click();
    await page.waitForURL(page_of_part);
    await reader.look("adapt-part-changed");
    assert.equal(await page.locator(".kit-sides ins").first().innerText().then((said) => said.includes("Diois")), true);
    await page.locator(".kit-adapt-block").nth(1).locator("a", { hasText: "Ajouter vos propres mots" }).click();
    await page.fill("#markdown", "Chez nous, on s’est d’abord retrouvés au marché de Die.");
    await page.locator("button[value=save]").click();
    await page.locator(".kit-adapt-block").last().locator("button[value=leave-out]").click();
    await counts(page.locator(".kit-adapt-block").last().locator(".pill.late"), 1);
    await reader.go(bench, "adapt-bench-changed");
    assert.match(await main(), /Changé\s: Mode d’emploi/);
  });
  await report.step("two who write at once: the second sees both texts and loses no word", reader, async () => {
    const form = `${bench}/parts/${part}/b1`;
    await reader.go(form);
    const other = await page.context().newPage();
    await other.goto(reader.address + form);
    await other.fill("#markdown", (await other.locator("#markdown").inputValue()).replace("Il ne vous apprendra pas", "Il ne vous apprendra toujours pas"));
    await other.locator("button[value=save]").click();
    // A page closed before its answer came may keep the browser waiting for ever, and the words may not be saved yet.
    await other.waitForURL(page_of_part);
    await other.close();
    await page.fill("#markdown", (await page.locator("#markdown").inputValue()) + "\nUn mot de plus.");
    await page.locator("button[value=save]").click();
    await reader.look("adapt-form-both");
    assert.match(await page.locator(".kit-sides del").first().innerText(), /toujours/);
    assert.ok((await page.locator("#markdown").inputValue()).includes("Un mot de plus."));
    await page.locator("button[value=save]").click();
    await page.waitForURL(page_of_part);
  });
}

async function publish_first({ report, browser, place, folder, width }, reader) {
  const { page } = reader;
  const main = () => page.locator("main").innerText();
  await report.step("the edition of the territory is frozen, then published with its files", reader, async () => {
    await reader.go(bench);
    await page.locator("form[action$='/freeze'] button[type=submit]").click();
    await reader.look("adapt-frozen");
    await publish(reader, `${mine}/1.0`);
  });
  await report.step("everybody reads where it comes from and what is changed", reader, async () => {
    const visitor = await Reader.arrive(browser, place, folder, { width });
    await visitor.go(kit);
    await visitor.page.locator("main a[href*='/kit/of/']").first().click();
    const said = await visitor.page.locator("main").innerText();
    assert.match(said, /Adapté par .*Diois.* de l’édition/);
    assert.ok(!said.includes("Continuer à adapter"), "a visitor is offered nothing to change");
    await visitor.go(bench);
    assert.match(visitor.page.url(), /sign-in/, "one enters first");
    await visitor.leave();
    await reader.go(mine, "adapted-cover");
    await reader.go(`${mine}/1.0/territory`, "adapted-territory");
    await reader.go(`${mine}/1.0/${part}`, "adapted-part");
    assert.match(await main(), /Adapté par .*Diois/);
    await reader.go(`${mine}/1.0/take-away`, "adapted-take-away");
    const files = await page.locator(".kit-formats a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(files.length > 12, `${files.length} files`);
    const got = await page.request.get(reader.address + files[0]);
    assert.equal(got.status(), 200);
  });
}

/// The lead changes the text the pair changed too, adds a paragraph before the others, and publishes.
async function newer_edition({ report }, lead) {
  const { page } = lead;
  let number = "";
  await report.step("the lead publishes another edition of the kit", lead, async () => {
    await lead.enter("claire.vasseur@essaim.example");
    await lead.go(`${kit}/compose/pages/${part}`);
    const text = await page.locator("#markdown").inputValue();
    await page.fill("#markdown", `::: try\nCommencez par la page du milieu.\n:::\n\n${text.replace("une élue, un artisan", "une élue, un maire, un artisan")}`);
    await page.locator("button[value=save]").click();
    await lead.go(`${kit}/compose/editions`);
    number = await page.locator("#number").inputValue();
    await page.fill("#note", "Une page pour commencer.");
    await page.locator("form[action$='/freeze'] button[type=submit]").click();
    await page.locator(`a[href$="/publish/${number}"]`).click({ timeout: 60_000 });
    await page.locator("form[action$='/publish'] button[type=submit]").click();
    await page.locator(`main a[href="${kit}/${number}"]`).waitFor({ timeout: 180_000 });
  });
  return number;
}

async function take({ report }, reader, number) {
  const { page } = reader;
  const main = () => page.locator("main").innerText();
  await report.step("the hub and the kit say that a newer edition is out", reader, async () => {
    await reader.go("/p/demonstration");
    assert.match(await main(), new RegExp(`L’édition ${number} du kit est parue`));
    await reader.go(bench);
    await page.locator("main a", { hasText: "Voir ce qui change et décider" }).click();
    await reader.look("adapt-newer");
  });
  await report.step("what both changed is decided three ways, and kept when one comes back", reader, async () => {
    const both = page.locator(".kit-matter", { hasText: "changé dans la source et par vous" });
    await counts(both, 1);
    assert.match(await both.innerText(), /maire/);
    assert.match(await both.innerText(), /Diois/);
    await both.locator("input[value=third]").check();
    if (!(await both.locator("details").getAttribute("open"))) await both.locator("summary").click();
    await both.locator("textarea").fill("Ce kit s’adresse à celles et ceux du Diois, élus et maires compris.");
    await both.locator("button[type=submit]").click();
    await reader.go(`${bench}/newer`, "adapt-newer-decided");
    assert.equal(await page.locator(".kit-matter", { hasText: "décidé" }).locator("input[value=third]").isChecked(), true);
  });
  await report.step("all that the pair did not touch is taken at once, then the kit moves", reader, async () => {
    await page.locator("form[action*='/take-all'] button").click();
    assert.match(await main(), /Tout est décidé/);
    await page.locator("form[action*='/newer/move'] button").click();
    assert.match(await main(), new RegExp(`à partir de l’édition ${number}`, "i"));
    await reader.go(`${bench}/parts/${part}`, "adapt-part-moved");
    const said = await main();
    for (const words of ["Commencez par la page du milieu", "élus et maires compris", "au marché de Die"]) assert.ok(said.includes(words), words);
  });
  await report.step("its own next edition is frozen and read; the first one stays at its address", reader, async () => {
    await reader.go(bench);
    await page.fill("#note", "Ce que la nouvelle édition du kit change.");
    await page.locator("#number").selectOption("1.1");
    await page.locator("form[action$='/freeze'] button[type=submit]").click();
    await publish(reader, `${mine}/1.1`);
    await reader.go(`${mine}/1.1/changes`, "adapted-changes");
    await reader.go(`${mine}/1.0/${part}`);
    assert.match(await main(), /Une édition plus récente/);
  });
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, scheme: stage.width < 600 ? "dark" : "light" });
  await stage.report.step("Lucile Ravoux, of the pair of the Diois, enters", reader, () => reader.enter("lucile.ravoux@essaim.example"));
  await adapt(stage, reader);
  await publish_first(stage, reader);
  const lead = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  const number = await newer_edition(stage, lead);
  await lead.leave();
  await take(stage, reader, number);
  await reader.leave();
}
