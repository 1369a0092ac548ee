// Somebody looks at what is held of them, takes it away, asks to be erased, and changes their mind.
import assert from "node:assert/strict";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "Somebody takes their data away and asks to be erased";

const email = "lucile.ravoux@essaim.example";

export async function tell({ browser, place, folder, width, report }) {
  const reader = await Reader.arrive(browser, place, folder, { width });
  const { page } = reader;
  await report.step("what is held of someone is one click from their account", reader, async () => {
    await reader.enter(email);
    await reader.go("/me");
    await page.locator("main a[href='/me/register']").click();
    await reader.look("my-data");
    await counts_at_least(page.locator("tbody tr"), 3, "tables are listed");
  });
  await report.step("a copy is taken away as an archive", reader, async () => {
    const answer = await page.request.get(new URL("/me/data.zip", reader.address).href);
    assert.equal(answer.status(), 200);
    assert.equal((await answer.body()).subarray(0, 2).toString(), "PK");
  });
  await report.step("an erasure is confirmed, waits two weeks, and is taken back", reader, async () => {
    await page.locator("main a[href='/me/erase']").click();
    await reader.look("erase");
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.locator("[role=alert]").innerText(), /Cochez/);
    await page.locator("input[name=understood]").check();
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.locator("main .callout").innerText(), /sera effacé le/);
    await reader.look("my-data-erased");
    await page.locator("main .callout a").click();
    await page.locator("main form button[type=submit]").click();
    await counts(page.locator("main .callout.watch"), 0);
  });
  await report.step("the register, the cookies and the legal pages are read without an account", reader, async () => {
    await reader.go("/privacy/register", "register");
    await counts_at_least(page.locator("main section"), 5);
    for (const name of ["privacy", "cookies", "legal", "accessibility"]) await reader.go(`/${name}`, name);
  });
  await reader.leave();
}
