// The door: a mail read on another device, a passkey, and a password for who wants one.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { counts, counts_at_least } from "./counted.mjs";
import { serve } from "./place.mjs";
import { Reader } from "./reader.mjs";

export const about = "Someone reads their mail on a telephone and enters on a computer, then makes a passkey, and chooses a password";

const someone = "lucile.ravoux@essaim.example";

async function second_device({ browser, folder, width, report }, place) {
  const computer = await Reader.arrive(browser, place, folder, { width });
  const telephone = await Reader.arrive(browser, place, folder, { width: 360 });
  let code = "";
  await report.step("the link of the letter opens nothing on the telephone, and says what to do", telephone, async () => {
    await computer.go("/sign-in");
    await computer.page.fill("#email", someone);
    await computer.page.click("form.sign-in button[type=submit]");
    const letter = await telephone.letter_to(someone);
    code = /\d{4} \d{4}/.exec(await letter.innerText())[0];
    await letter.locator("a.btn").click();
    await telephone.look("sign-in-elsewhere");
    await counts(telephone.page.locator("main form"), 0);
  });
  await report.step("a wrong code is refused in words", computer, async () => {
    await computer.page.fill("#code", "1111 1111");
    await computer.page.locator("main form button[type=submit]").click();
    await computer.look("sign-in-wrong-code");
    assert.match(await computer.page.locator("[role=alert]").innerText(), /huit chiffres/);
  });
  await report.step("the code of the letter lets in the computer that asked", computer, async () => {
    await computer.page.fill("#code", code);
    await computer.page.locator("main form button[type=submit]").click();
    await counts_at_least(computer.page.locator(".masthead .me:not(.enter)"), 1);
  });
  await telephone.leave();
  return computer;
}

async function passkey({ report }, reader) {
  const { page } = reader;
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true } });
  await report.step("a passkey is made on this device", reader, async () => {
    await reader.go("/me/security", "security");
    await page.locator("form[data-does=make] button").click();
    await page.locator(".flash").waitFor();
    await reader.look("security-with-passkey");
    await counts(page.locator("ul.account-list li b"), 1);
  });
  await report.step("who leaves a computer of several people leaves nothing behind the button Back", reader, async () => {
    await reader.go("/me", "account");
    await page.locator("form[action='/sign-out'] button").click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goBack();
    assert.doesNotMatch(await page.locator("body").innerText(), /Lucile/);
  });
  await report.step("next time it lets in, without a letter", reader, async () => {
    await reader.go("/sign-in?next=/me", "sign-in-with-passkey");
    await page.locator("form[data-does=use] button").click();
    await page.waitForURL("**/me");
    await page.locator(".masthead .me:not(.enter)").waitFor();
  });
  await report.step("which letters come, and what is held, is there to see", reader, async () => {
    await reader.go("/me/letters", "letters");
    await reader.go("/me/data", "held");
    assert.match(await page.locator("main").innerText(), /Lucile/);
  });
}

const words = "tournesol bicyclette nuage";

async function password({ report }, reader) {
  const { page } = reader;
  await report.step("a password is judged as it is typed, and a stolen one is refused in words", reader, async () => {
    await reader.go("/me/security");
    await page.locator("a[href='/me/password']").click();
    await page.fill("#password", "motdepasse123");
    await page.locator(".strength p", { hasText: "volés" }).waitFor();
    await reader.look("password-weak");
    await page.locator("form.narrow button[type=submit]").first().click();
    assert.match(await page.locator("[role=alert]").innerText(), /volés/);
  });
  await report.step("a good one is kept, and a letter says so", reader, async () => {
    await page.fill("#password", words);
    await page.locator(".strength p", { hasText: "Solide" }).waitFor();
    await page.locator(".show-password input").check();
    await reader.look("password-strong");
    await page.locator("form.narrow button[type=submit]").first().click();
    await page.locator(".flash").waitFor();
    await reader.look("security-with-password");
    await reader.letter_to(someone, "mot de passe");
    await reader.look("outbox-password");
  });
  await report.step("it lets in, and a wrong one does not", reader, async () => {
    await reader.go("/me");
    await page.locator("form[action='/sign-out'] button").click();
    await reader.go("/sign-in?next=/me");
    await page.locator("a[href^='/sign-in/password']").click();
    await page.fill("#email", someone);
    await page.fill("#password", "pas le bon du tout");
    await page.locator("main form button[type=submit]").click();
    await reader.look("sign-in-password-wrong");
    assert.equal(await page.inputValue("#email"), someone);
    await page.fill("#password", words);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL("**/me");
  });
}

/// The same door at night, and without scripts.
async function password_elsewhere({ browser, folder, width, report }, place) {
  for (const how of [{ scheme: "dark" }, { scripts: false }]) {
    const other = await Reader.arrive(browser, place, folder, { width, ...how });
    await report.step(`the password lets in ${how.scripts === false ? "without scripts" : "at night"} too`, other, async () => {
      await other.go("/sign-in/password?next=/me/password", "sign-in-password");
      await other.page.fill("#email", someone);
      await other.page.fill("#password", words);
      await other.page.locator("main form button[type=submit]").click();
      await other.look("password-change");
      await other.page.fill("#password", "court");
      await other.page.locator("form.narrow button[type=submit]").first().click();
      assert.match(await other.page.locator("[role=alert]").innerText(), /12 caractères/);
    });
    await other.leave();
  }
}

export async function tell(stage) {
  const data = mkdtempSync(join(stage.folder, "door-"));
  cpSync(stage.filled, data, { recursive: true });
  // Passkeys are bound to a name: 127.0.0.1 is none.
  const place = await serve(stage.program, data, "localhost");
  try {
    const reader = await second_device(stage, place);
    await passkey(stage, reader);
    await password(stage, reader);
    await password_elsewhere(stage, place);
    await reader.leave();
  } finally {
    await place.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
