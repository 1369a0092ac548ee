// A method is written from what territories lived, read by peers who send it back and then let it out, tried on a phone; a passage it cites
// is withdrawn, and those who wrote it choose.
import assert from "node:assert/strict";
import { join } from "node:path";
import { Reader } from "./reader.mjs";

export const about = "A method earns its trust";

const methods = "/p/demonstration/methods";
const agathe = "agathe.lhermine@essaim.example", claire = "claire.vasseur@essaim.example";
const readers = [["delphine.garreau@essaim.example", "Delphine Garreau"], ["lucile.ravoux@essaim.example", "Lucile Ravoux"]];
const text = (reader) => reader.page.locator("main").innerText();

async function arrive(stage, email, options = {}) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width, ...options });
  if (email) await reader.enter(email);
  return reader;
}

async function cite(stage, reader) {
  const { page } = reader;
  let address = "";
  await stage.report.step("while she writes, a passage is found beside the text and put where the caret is", reader, async () => {
    await reader.go(`${methods}/new`, "method-form");
    await page.fill("#title", `Le trousseau partagé ${stage.width}`);
    await page.fill("#pitch", "Quarante doubles d’une seule clef, et une règle de dix mots.");
    await page.locator("input[name=stages]").first().check();
    await page.fill("[name='steps.1.title']", "Faire les doubles");
    await page.fill("[name='steps.1.instruction']", "Le serrurier n’y croit pas :");
    await page.fill("#passage_words", "clefs");
    await page.locator("button[value=passages]").click();
    await page.waitForSelector("[data-found] li");
    await page.locator("[name='steps.1.instruction']").focus();
    await page.keyboard.press("End");
    const code = await page.locator("[data-found] li code").first().innerText();
    await page.locator("[data-found] li button").first().click();
    assert.equal(await page.inputValue("[name='steps.1.instruction']"), `Le serrurier n’y croit pas : ${code}`);
    await reader.look("method-cite");
    await page.fill("#body", "On prête, puis on raconte [[le-fret-partage#l1]].");
    await page.locator(".mth-send button[value=save]").click();
    await page.waitForURL(/\/methods\/le-trousseau/);
    address = new URL(page.url()).pathname;
    assert.match(await text(reader), /Ce que les territoires en disent/i);
    assert.match(await text(reader), /Avec les mots de/);
  });
  await stage.report.step("without any script the citation goes to the end of the part chosen", undefined, async () => {
    const plain = await arrive(stage, agathe, { scripts: false });
    await plain.go(`${address}/edit`);
    await plain.page.fill("#passage_words", "clefs");
    await plain.page.locator("button[value=passages]").click();
    await plain.page.selectOption("#cite_into", "steps.1.instruction");
    const button = plain.page.locator("button[value^='cite:']").last();
    const code = (await button.getAttribute("value")).slice("cite:".length);
    await button.click();
    assert.ok((await plain.page.inputValue("[name='steps.1.instruction']")).endsWith(` ${code}`));
    await plain.look("method-cite");
    await plain.leave();
  });
  await stage.report.step("she sees which sentences rest on whom, and what the licence allows", reader, async () => {
    await reader.go(`${address}/coverage`, "method-coverage");
    assert.match(await text(reader), /2 phrases sur/);
    await reader.go(`${address}/licence`, "method-licence");
  });
  return address;
}

async function ask(reader, address) {
  await reader.go(`${address}/move?to=to_review`);
  await reader.page.locator("main form button[type=submit]").click();
  await reader.page.waitForURL((url) => url.pathname === address);
}

async function assign(stage, lead, address) {
  await stage.report.step("the team asks two people of other territories, by letter", lead, async () => {
    await lead.go(`${address}/review`, "method-review-asked");
    for (const [, name] of readers) await lead.page.locator("label", { hasText: name }).locator("input").check();
    await lead.page.locator("#assign button[type=submit]").click();
    assert.match(await text(lead), /Delphine Garreau/);
  });
}

async function give_review(stage, reader, address, email, remark) {
  const { page } = reader;
  await page.goto(await reader.new_link_to(email, null));
  await reader.look("review-letter-link");
  await page.locator("main form button[value=accept]").click();
  await page.waitForURL(/\/review\/mine$/);
  await reader.look("review-form");
  await page.locator("button[value=give]").last().click();
  assert.match(await text(reader), /Tout est gardé, mais votre relecture n’est pas encore donnée/);
  await page.locator("input[name=tie][value=none]").check();
  for (const criterion of ["proven", "sustainable", "gender_sensitive", "feasible", "participative", "reproducible", "safe"]) {
    await page.locator(`input[name="mark.${criterion}"][value="${criterion === "proven" && remark ? 2 : 3}"]`).check();
    await page.fill(`[name="reason.${criterion}"]`, "Vu sur place, avec des dates.");
  }
  if (remark) {
    await page.selectOption("#remark_block", "steps.1");
    await page.fill("#remark_text", remark);
  }
  await page.locator("button[value=give]").last().click();
  await page.waitForURL(/\/review$/);
}

async function decide(stage, lead, address, decision, words) {
  const { page } = lead;
  await lead.go(`${address}/review/decision`, `method-decision-${decision}`);
  for (const field of await page.locator(".mth-item").all()) {
    await field.locator(`input[value=${decision === "rework" ? "to_do" : "later"}]`).check();
    await field.locator("textarea").fill("Merci, c’est repris.");
  }
  await page.locator(`input[name=decision][value=${decision}]`).check();
  await page.fill("#words", words);
  await page.locator("main form button[type=submit]").last().click();
}

async function read_by_peers(stage, author, address) {
  const lead = await arrive(stage, claire);
  await ask(author, address);
  await assign(stage, lead, address);
  await stage.report.step("each answers from the letter, without a password; an unfinished review is kept", undefined, async () => {
    for (const [email] of readers) {
      const reader = await arrive(stage);
      await give_review(stage, reader, address, email, email.startsWith("lucile") ? "Dites combien coûte un double." : "");
      assert.deepEqual(reader.complaints, []);
      await reader.leave();
    }
  });
  await stage.report.step("the team sends it back with an answer to each remark; the author sees what to do", author, async () => {
    await lead.go(`${address}/review`, "method-review-given");
    await decide(stage, lead, address, "rework", "Presque : une précision manque.");
    await author.go("/p/demonstration", "hub-with-remark");
    assert.match(await text(author), /Une remarque à traiter/);
    await author.go(`${address}/review`, "method-review-rework");
    await author.page.locator("#remarks form button").first().click();
    assert.match(await text(author), /Fait le/);
  });
  await stage.report.step("read a second time, it is published: the sheet says by whom and when", lead, async () => {
    await ask(author, address);
    await assign(stage, lead, address);
    for (const [email] of readers) {
      const reader = await arrive(stage);
      await give_review(stage, reader, address, email, "");
      await reader.leave();
    }
    await decide(stage, lead, address, "publish", "Merci à toutes.");
    await lead.page.waitForURL((url) => url.pathname === address);
    assert.match(await text(lead), /Relue par .*Delphine Garreau/);
    await lead.look("method-published");
  });
  await lead.leave();
}

async function try_it(stage, address) {
  const reader = await arrive(stage, "fouad.mezrag@essaim.example");
  const { page } = reader;
  await stage.report.step("a trial is told in a few gestures, with a picture and its words", reader, async () => {
    await reader.go(`${address}/trial`, "method-trial");
    await page.locator("input[name=worked][value=partly]").check();
    await page.fill("[name=with_whom]", "la régie de quartier");
    await page.fill("[name=people]", "12");
    await page.fill("#text", "Trois clefs perdues la première semaine.");
    await page.locator("button[value=photos]").click();
    await page.waitForURL(/\/photos$/);
    await page.setInputFiles("#photo", join(import.meta.dirname, "../../web/favicon.png"));
    await page.fill("#alternative", "Un trousseau de clefs sur un établi");
    await page.locator("input[name=consent]").check();
    await page.locator("button[value=add]").click();
    await page.waitForSelector(".mth-photo-list img");
    await reader.look("method-trial-photos");
    await reader.go(address, "method-tried");
    assert.match(await text(reader), /avec la régie de quartier, 12 personnes/);
    assert.equal(await page.locator(".mth-photos img").getAttribute("alt"), "Un trousseau de clefs sur un établi");
  });
  await stage.report.step("the list is narrowed by who tried and by what failed", reader, async () => {
    await reader.go(`${methods}?territories=3&rural=yes`, "methods-trusted");
    assert.match(await text(reader), /Essayée par au moins 3/);
  });
  await reader.leave();
}

async function withdrawn(stage, author, address) {
  const lead = await arrive(stage, claire);
  await stage.report.step("a cited experience is withdrawn: its words leave the sheet, its authors are told and choose", author, async () => {
    await lead.go("/p/demonstration/experiences/le-fret-partage/move?to=draft");
    await lead.page.locator("main form button[type=submit]").last().click();
    for (let tries = 0; tries < 40; tries++) {
      await author.go(`${address}/citations`);
      if (/Retiré par son territoire/.test(await text(author))) break;
      await author.page.waitForTimeout(250);
    }
    await author.look("method-citations");
    assert.match(await text(author), /Retiré par son territoire/);
    await author.go("/p/demonstration");
    assert.match(await text(author), /citation/);
    await author.go(`${address}/citations`);
    await author.page.locator(".mth-citation button[value=remove]").click();
    await author.go(`${address}/edit`);
    assert.equal(await author.page.inputValue("#body"), "On prête, puis on raconte.");
  });
  await lead.leave();
}

async function elsewhere(stage) {
  const reader = await arrive(stage, "fouad.mezrag@essaim.example");
  await stage.report.step("a sheet is adapted for one's territory and says what it comes from", reader, async () => {
    await reader.go(`${methods}/arpentage-du-bourg`, "method-reviewed");
    await reader.page.locator("a", { hasText: "Adapter pour mon territoire" }).click();
    await reader.look("method-adapt");
    await reader.page.locator("main form button[type=submit]").click();
    await reader.page.waitForURL(/\/edit$/);
    await reader.go(new URL(reader.page.url()).pathname.replace(/edit$/, "source"), "method-source");
    assert.match(await text(reader), /Adapté de «\sL’arpentage du bourg\s»/);
  });
  await stage.report.step("an English page says what is translated and what is missing", reader, async () => {
    await reader.go(`${methods}/convention-en-une-page/in/en`, "method-english");
    assert.match(await reader.heading(), /The one-page agreement/);
  });
  await reader.leave();
}

export async function tell(stage) {
  const author = await arrive(stage, agathe, { scheme: stage.width < 600 ? "dark" : "light" });
  const address = await cite(stage, author);
  await read_by_peers(stage, author, address);
  await try_it(stage, address);
  await withdrawn(stage, author, address);
  await elsewhere(stage);
  await author.leave();
}
