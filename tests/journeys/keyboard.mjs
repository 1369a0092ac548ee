// Somebody with a keyboard only: the skip link, a focus one sees, the menu of a phone.
import assert from "node:assert/strict";
import { counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "Somebody reads with a keyboard only";

/// What shows the focus: an outline or a shadow around the focused thing, or around what holds it.
function focus_is_seen() {
  const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  for (let node = document.activeElement, up = 0; node && up < 3; node = node.parentElement, up++)
    if (seen(getComputedStyle(node))) return true;
  return false;
}

/// Goes on from stop to stop until one that `selector` names has the focus.
async function tab_to(page, selector, key = "Tab", most = 250) {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`${most} stops, and none is ${selector}`);
}

async function tells_a_sheet({ width, report }, reader) {
  const { page } = reader, title = `Au clavier seulement ${width}`;
  const form = "form[data-island=autosave]";
  await report.step("a sheet is told, with an obstacle and how it was overcome, without ever pointing", reader, async () => {
    await reader.enter("lucile.ravoux@essaim.example");
    await reader.go("/p/demonstration/experiences/new");
    await tab_to(page, `${form} [name=title]`);
    await page.keyboard.type(title);
    await tab_to(page, `${form} [name=summary]`);
    await page.keyboard.type("Trois villages se partagent une camionnette.");
    await tab_to(page, `${form} [name="obstacles.1.type"]`);
    await page.keyboard.press("ArrowDown");
    await tab_to(page, `${form} [name="obstacles.1.text"]`);
    await page.keyboard.type("Personne ne voulait garder la camionnette la nuit.");
    await tab_to(page, `${form} [name="obstacles.1.overcome"]`);
    await page.keyboard.press("Space");
    await tab_to(page, `${form} [name="obstacles.1.how"]`);
    await page.keyboard.type("La remise de la coopérative.");
    await tab_to(page, `${form} .exp-send button[value=save]`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !/\/(new|edit)$/.test(url.pathname));
    assert.equal(await reader.heading(), title);
    assert.match(await page.locator("#f1").innerText(), /la nuit[^]*coopérative/);
  });
  await report.step("it is written on with the keyboard, and the form says that it keeps what is typed", reader, async () => {
    await tab_to(page, "main a[href$='/edit']");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/edit$/);
    await tab_to(page, `${form} [name=context]`);
    await page.keyboard.type("Le dernier épicier ambulant est parti.");
    await page.waitForFunction(() => /gard|enregistr/i.test(document.querySelector("[data-autosave-state] [data-words]")?.textContent ?? ""), undefined, { timeout: 15_000 });
    await tab_to(page, `${form} .exp-send button[value=save]`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    assert.match(await page.locator("main").innerText(), /épicier ambulant/);
  });
  await report.step("a bar of the état des lieux opens the sheets behind it with the keyboard", reader, async () => {
    await reader.go("/p/demonstration/state-of-play");
    await tab_to(page, "main figure svg a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/experiences\?|passages\?/);
    await counts_at_least(page.locator("main li, main tr"), 1, "sheets are listed");
  });
}

export async function tell({ browser, place, folder, width, report }) {
  const reader = await Reader.arrive(browser, place, folder, { width });
  const { page } = reader;
  await report.step("the first stop is the skip link, which leads to the content", reader, async () => {
    await reader.go("/p/demonstration");
    await page.keyboard.press("Tab");
    assert.ok(await page.locator("a.skip").evaluate((link) => link === document.activeElement));
    assert.ok((await page.locator("a.skip").boundingBox()).y >= 0, "the skip link is shown once focused");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });
  for (const path of ["/p/demonstration", "/p/demonstration/kit", "/p/demonstration/experiences", "/p/demonstration/state-of-play", "/sign-in"])
    await report.step(`each of the first 40 stops of ${path} is seen, and none keeps the focus`, reader, async () => {
      await reader.go(path);
      const stops = new Set();
      for (let at = 0; at < 40; at++) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => { const node = document.activeElement; return node === document.body ? "" : node.outerHTML.slice(0, 120); });
        if (!stop) break;
        stops.add(stop);
        assert.ok(await page.evaluate(focus_is_seen), `the focus is not seen on ${stop}`);
      }
      assert.ok(stops.size >= 8, `${stops.size} stops`);
    });
  if (reader.phone)
    await report.step("the menu of a phone opens, is walked through and followed with the keyboard", reader, async () => {
      await reader.go("/p/demonstration");
      await page.locator(".menu-phone summary").focus();
      await page.keyboard.press("Enter");
      assert.ok(await page.locator(".menu-phone nav").isVisible());
      await reader.look("menu-phone");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      const link = await page.evaluate(() => document.activeElement.href);
      assert.ok(link, "a link of the menu has the focus");
      // The first link may lead to this very page: its address alone would not tell that it was followed.
      await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
      await page.waitForLoadState("load");
      assert.equal(page.url(), link);
    });
  await tells_a_sheet({ width, report }, reader);
  await reader.leave();
}
