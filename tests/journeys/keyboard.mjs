// Somebody with a keyboard only: the skip link, a focus one sees, the menu of a phone.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "Somebody reads with a keyboard only";

/// What shows the focus: an outline or a shadow around the focused thing, or around what holds it.
function focus_is_seen() {
  const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  for (let node = document.activeElement, up = 0; node && up < 3; node = node.parentElement, up++)
    if (seen(getComputedStyle(node))) return true;
  return false;
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
      await page.keyboard.press("Enter");
      await page.waitForURL(link);
    });
  await reader.leave();
}
