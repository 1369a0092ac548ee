// A3: the état des lieux on the big screen of a session. One browser shows, another corrects a classification, the first follows.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "In the room, one corrects and the big screen follows";

const programme = "/p/demonstration";
const state = `${programme}/state-of-play`;

async function correct({ report }, screen, phone) {
  const { page } = phone;
  let before = "";
  await report.step("a bar opens its passages, and a passage is filed elsewhere in two taps", phone, async () => {
    await screen.go(`${state}/room?slide=1`, "room-obstacles");
    before = await screen.page.locator("#room-now").innerText();
    await phone.go(state, "state-of-play-in-the-room");
    await phone.go(await page.locator("#obstacles svg a").first().getAttribute("href"), "passages");
    await page.locator(".passages-told a.btn").first().click();
    await phone.look("file-elsewhere");
    await page.locator(".file-under button:not([disabled])").last().click();
    await page.locator(".flash, .passages-told, .empty").first().waitFor();
  });
  await report.step("the big screen shows it within ten seconds, without being touched, and says what was filed where", screen, async () => {
    await screen.page.waitForFunction((old) => document.querySelector("#room-now").innerText !== old, before, { timeout: 10_000 });
    assert.match(await screen.page.locator(".room-news").innerText(), /→/);
    await screen.look("room-corrected");
  });
  await report.step("who filed what is kept, and it is undone with one button", phone, async () => {
    await phone.go(`${programme}/corrections`, "corrections");
    await page.locator("form[action$='/undo'] button").first().click();
    await phone.go(`${programme}/corrections`);
    assert.match(await page.locator("main").innerText(), /Annulé le/);
  });
  await report.step("the big screen is back as it was", screen, async () => {
    await screen.page.waitForFunction(() => !document.querySelector(".room-news"), undefined, { timeout: 10_000 });
  });
}

async function turn({ report }, screen, phone) {
  await report.step("the big screen is turned with the keyboard alone", screen, async () => {
    await screen.go(`${state}/room?slide=1`);
    await screen.page.keyboard.press("PageDown");
    await screen.page.waitForURL(/slide=2/);
    await screen.page.keyboard.press("ArrowLeft");
    await screen.page.waitForURL(/slide=1/);
  });
  await report.step("a phone turns the big screen", phone, async () => {
    await phone.go(`${state}/room/remote`, "room-remote");
    const buttons = phone.page.locator(".room-remote ol button");
    const network = await buttons.evaluateAll((all) => all.findIndex((button) => /ensemble/.test(button.textContent)) + 1);
    assert.ok(network > 0, "the network is one of the screens");
    await buttons.nth(network - 1).click();
    await screen.page.waitForURL(new RegExp(`slide=${network}$`), { timeout: 10_000 });
    await screen.page.locator("#network").waitFor();
    await screen.look("room-network");
  });
  await report.step("each screen holds on a screen of 1920 × 1080, with letters one reads from ten metres", screen, async () => {
    await screen.page.setViewportSize({ width: 1920, height: 1080 });
    for (let slide = 1; ; slide++) {
      await screen.go(`${state}/room?slide=${slide}`, `room-large-${slide}`);
      const { bottom, letters } = await screen.page.evaluate(() => {
        const drawn = document.querySelector("#room-now .figure svg");
        const texts = [...drawn.querySelectorAll("text")].filter((text) => !text.matches(".map-no"));
        return { bottom: drawn.getBoundingClientRect().bottom, letters: Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1)), 999) };
      });
      assert.ok(bottom <= 1081, `screen ${slide} ends at ${bottom}`);
      assert.ok(letters >= 28, `screen ${slide}: letters of ${letters} px`);
      if (!(await screen.page.locator(".room a[rel=next]").count())) break;
    }
    await screen.page.setViewportSize({ width: screen.width, height: 900 });
  });
}

async function words({ report }, lead) {
  const { page } = lead;
  await report.step("a lead renames a word, every picture says it, and it is undone", lead, async () => {
    await lead.go(`${programme}/words`, "words");
    const first = page.locator("section[aria-labelledby=obstacle] .word-tools").first();
    await first.locator("summary").click();
    await first.locator("input[name=text]").fill("Pas assez d’heures");
    await first.locator("button[value=renamed]").click();
    await lead.go(state);
    assert.match(await page.locator("#obstacles").innerText(), /Pas assez d’heures/);
    await lead.go(`${programme}/corrections`);
    await page.locator("section[aria-labelledby=words] form button").first().click();
    await lead.go(state);
    assert.doesNotMatch(await page.locator("#obstacles").innerText(), /Pas assez d’heures/);
  });
  await report.step("a sentence is put beside a figure with a source found by searching, and the snapshot keeps both", lead, async () => {
    await lead.go(`${state}/sentences`, "sentences");
    await page.locator("main a[href*='figure=obstacles']").first().click();
    await page.fill("#text", "Ce qui manque le plus, ce n’est pas l’argent.");
    await page.check("input[name=minority]");
    await page.fill("#q", "marché");
    await page.locator("button[value=search]").click();
    assert.equal(await page.inputValue("#text"), "Ce qui manque le plus, ce n’est pas l’argent.");
    await page.locator("input[name=source]").first().check();
    await lead.look("sentence-form");
    await page.locator("button[value=keep]").click();
    await lead.go(state, "state-of-play-with-sentence");
    assert.match(await page.locator(".said-beside").first().innerText(), /position minoritaire/i);
    await lead.go(`${state}/snapshots`);
    await page.fill("#note", `Le soir de la séance, ${lead.width}`);
    await page.locator("section.state-freeze button").click();
    await page.locator(".stamp").waitFor();
    assert.match(await page.locator("main").innerText(), /ce n’est pas l’argent/);
    await lead.look("snapshot-with-sentence");
    const pdf = await page.locator("main a[href$='state-of-play.pdf']").getAttribute("href");
    const got = await page.request.get(lead.address + pdf);
    assert.equal(got.status(), 200);
    assert.equal((await got.body()).subarray(0, 5).toString(), "%PDF-");
  });
}

export async function tell({ browser, place, folder, width, report }) {
  const screen = await Reader.arrive(browser, place, folder, { width });
  const phone = await Reader.arrive(browser, place, folder, { width });
  const lead = await Reader.arrive(browser, place, folder, { width });
  await screen.enter("claire.vasseur@essaim.example");
  await phone.enter("lucile.ravoux@essaim.example");
  await lead.enter("claire.vasseur@essaim.example");
  const stage = { report, width };
  await correct(stage, screen, phone);
  await turn(stage, screen, phone);
  await words(stage, lead);
  for (const reader of [screen, phone, lead]) await reader.leave();
}
