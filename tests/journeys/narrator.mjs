// The agreement of a narrator: an interviewer prepares, notes, writes and sends; an old lady answers on a phone, without a password.
import assert from "node:assert/strict";
import { counts } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A narrator agrees to what was written from her words";

const list = "/p/demonstration/experiences";
const form = "form[data-island=autosave]";
const field = (page, name) => page.locator(`${form} [name="${name}"]`);
const unfold = (page) => page.evaluate(() => { for (const part of document.querySelectorAll("form details")) part.open = true; });

async function prepare({ report }, reader, title) {
  const { page } = reader;
  await report.step("an interview is prepared: a grid of twelve questions", reader, async () => {
    await reader.go(`${list}/interview`, "interview-start");
    await page.fill("#narrator", "Renée Pastel");
    await page.fill("#email", "renee.pastel@essaim.example");
    await page.fill("#title", title);
    await page.fill("#date", "2026-11-20");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/\/interview$/);
    await counts(page.locator("textarea"), 12);
    await field(page, "notes.5").fill("Le conducteur. Toujours le conducteur.");
    await page.waitForSelector("[data-autosave-state][data-state=kept]");
    await reader.look("interview-grid");
  });
  await report.step("the sheet is written with the notes beside each question", reader, async () => {
    await page.locator("main a.btn").first().click();
    await page.waitForURL(/\/edit$/);
    assert.match(await page.locator("#q-obstacles .exp-notes").innerText(), /notes/i);
    await unfold(page);
    assert.match(await page.locator("#q-obstacles").innerText(), /Toujours le conducteur/);
    await field(page, "summary").fill("Un minibus relie trois villages au marché du jeudi.");
    await field(page, "context").fill("La ligne s’était arrêtée.\n\nPersonne ne l’avait dit aux anciens.");
    await field(page, "obstacles.1.type").selectOption("mistrust");
    await field(page, "obstacles.1.text").fill("Le conducteur précédent avait laissé un mauvais souvenir.");
    await field(page, "levers.1.type").selectOption("peers");
    await field(page, "levers.1.text").fill("Un cahier de bord tenu par les passagers.");
    await reader.look("form-with-notes");
    await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/edit")), page.locator(`${form} .exp-send button[value=save]`).click()]);
  });
  return new URL(page.url()).pathname;
}

async function send({ report }, reader, address) {
  const { page } = reader;
  let link = "";
  await report.step("it goes to its narrator by letter", reader, async () => {
    await reader.go(`${address}/agreement`, "agreement-ask");
    assert.equal(await page.inputValue("#email"), "renee.pastel@essaim.example");
    await page.fill("#message", "Merci pour ce bel après-midi !");
    await page.locator("main form button[type=submit]").click();
    await reader.go("/outbox");
    const letter = page.locator("article", { hasText: "renee.pastel@essaim.example" }).first();
    assert.match(await letter.innerText(), /Merci pour ce bel après-midi/);
    link = (await letter.innerText()).match(/\/p\/demonstration\/agreement\/[\w-]+/)[0];
  });
  await report.step("before she answers, the sheet cannot be shown outside the programme", reader, async () => {
    await reader.go(`${address}/move?to=published`);
    await page.locator("input[name=visibility][value=public]").check();
    await page.locator("input[name=consent]").check();
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.locator("main .callout.watch").innerText(), /Renée Pastel/);
  });
  return link;
}

/// She began on a train: the line is cut, the browser closed, and days later she opens the letter elsewhere.
async function begin(stage, link) {
  const { browser, place, folder, width, report } = stage;
  const renee = await Reader.arrive(browser, place, folder, { width });
  const { page } = renee;
  const reopen = async () => {
    await renee.go(link);
    await page.evaluate(() => { for (const part of document.querySelectorAll("main details")) part.open = true; });
  };
  await report.step("what she types is kept, and she is told that nothing is sent", renee, async () => {
    await reopen();
    await page.locator(`[id="text.summary|"]`).fill("Le minibus relie trois villages.");
    await page.waitForSelector("[data-autosave-state][data-state=kept]");
    assert.match(await page.locator("[data-autosave-state]").innerText(), /Rien n’est encore envoyé/);
    await renee.look("narrator-kept");
  });
  await report.step("the line is cut, the page is closed: this device has her words and offers them", renee, async () => {
    await page.context().setOffline(true);
    await page.locator(`[id="text.summary|"]`).fill("Le minibus relie quatre villages.");
    await page.waitForSelector("[data-autosave-state][data-state=offline]");
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("quatre villages")));
    await page.goto("about:blank");
    await page.context().setOffline(false);
    await reopen();
    // The line may have come back just in time for the server to have them too; else the device offers them.
    const offered = page.locator(".callout.try button", { hasText: "Les reprendre" });
    if ((await page.inputValue(`[id="text.summary|"]`)) !== "Le minibus relie quatre villages.") await Promise.all([page.waitForEvent("load"), offered.click()]);
    assert.equal(await page.inputValue(`[id="text.summary|"]`), "Le minibus relie quatre villages.");
  });
  await report.step("another device, without a script, shows what was kept, and may forget it", renee, async () => {
    const elsewhere = await Reader.arrive(browser, place, folder, { width, scripts: false });
    await elsewhere.go(link, "narrator-again");
    assert.match(await elsewhere.page.locator("main").innerText(), /Rien n’a encore été envoyé/);
    await elsewhere.page.locator("main form button[value=forget]").click();
    assert.doesNotMatch(await elsewhere.page.locator("main").innerText(), /Rien n’a encore été envoyé/);
    await elsewhere.leave();
  });
  await renee.leave();
}

async function answer(stage, link, scripts) {
  const { browser, place, folder, width, report } = stage;
  const renee = await Reader.arrive(browser, place, folder, { width, scripts });
  await report.step("Renée opens the link, reads, corrects one part, refuses another with a reason", renee, async () => {
    await renee.go(link, "narrator");
    const { page } = renee;
    assert.match(await page.locator("main").innerText(), /mauvais souvenir/);
    for (const part of ["title", "summary", "levers.l1"]) await page.locator(`input[name="answer.${part}"][value=agree]`).check();
    await page.locator(`[id="context"] summary`).click();
    await page.locator(`[id="text.context|"]`).fill("La ligne s’était arrêtée un soir de novembre.");
    await page.locator(`input[name="answer.obstacles.f1"][value=refuse]`).check();
    await page.locator(`[id="obstacles.f1"] summary`).click();
    await page.locator(`[name="reason.obstacles.f1"]`).fill("Il habite toujours le village.");
    await page.locator("main form button[value=answer]").last().click();
    await page.waitForURL(/answered=yes/);
    assert.match(await page.locator("main").innerText(), /soir de novembre/);
    await renee.look("narrator-answered");
  });
  return renee;
}

async function publish({ report }, reader, visitor, address) {
  await report.step("the interviewer reads why; the sheet is published without what was refused", reader, async () => {
    const { page } = reader;
    await reader.go(address, "sheet-answered");
    assert.match(await page.locator(".exp-desk").innerText(), /Il habite toujours le village/);
    await reader.go(`${address}/move?to=published`);
    await page.locator("input[name=visibility][value=public]").check();
    await page.locator("input[name=consent]").check();
    await page.locator("main form button[type=submit]").click();
    await visitor.go(address, "sheet-in-part");
    const seen = await visitor.page.locator("main").innerText();
    assert.match(seen, /soir de novembre/);
    assert.match(seen, /cahier de bord/);
    assert.doesNotMatch(seen, /mauvais souvenir/);
  });
}

async function show_pictures({ report }, reader, member, visitor, address) {
  await report.step("a photo is added, described, and seen by members once who is in it agrees; visitors wait for the narrator", reader, async () => {
    const { page } = reader;
    await reader.go(`${address}/pieces`, "pieces-none");
    const photo = await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1000 });
      const paint = canvas.getContext("2d");
      for (let at = 0; at < 40; at++) paint.fillStyle = `hsl(${at * 9} 60% 60%)`, paint.fillRect(at * 40, 0, 40, 1000);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    await page.setInputFiles("#files", { name: "Le minibus.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photo) });
    await page.locator("main form button[value=add]").click();
    await page.waitForSelector("fieldset#p1");
    await page.locator('[name="attachments.1.alternative"]').fill("Le minibus vert devant la halle.");
    await page.locator('[name="attachments.1.caption"]').fill("Premier jeudi.");
    await page.locator('[name="attachments.1.people"]').fill("Renée Pastel");
    await page.locator("main form button[value=save]").last().click();
    await reader.look("pieces");
    await member.go(address);
    await counts(member.page.locator("figure img"), 0);
    await page.locator('[name="attachments.1.consent"]').check();
    await page.locator("main form button[value=save]").last().click();
    await member.go(address, "sheet-with-photo");
    const picture = member.page.locator("figure img");
    assert.equal(await picture.getAttribute("alt"), "Le minibus vert devant la halle.");
    await picture.scrollIntoViewIfNeeded();
    await member.page.waitForFunction(() => document.querySelector("figure img").naturalWidth > 0);
    await visitor.go(address);
    await counts(visitor.page.locator("figure img"), 0);
  });
}

export async function tell(stage) {
  const { browser, place, folder, width, report } = stage;
  const reader = await Reader.arrive(browser, place, folder, { width });
  await report.step("the programme lead enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  const address = await prepare(stage, reader, `Le minibus du jeudi, ${width}`);
  const link = await send(stage, reader, address);
  await begin(stage, link);
  const renee = await answer(stage, link, width > 600);
  const visitor = await Reader.arrive(browser, place, folder, { width });
  await publish(stage, reader, visitor, address);
  const member = await Reader.arrive(browser, place, folder, { width });
  await report.step("a pioneer of the programme enters", member, () => member.enter("lucile.ravoux@essaim.example"));
  await show_pictures(stage, reader, member, visitor, address);
  for (const who of [renee, visitor, member, reader]) await who.leave();
}
