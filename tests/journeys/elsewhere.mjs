// Entering with the account of an identity provider, and leaving both.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serve } from "./place.mjs";
import { open_provider } from "./provider.mjs";
import { Reader } from "./reader.mjs";

export const about = "Someone enters with an account they have elsewhere, as public agents do with ProConnect";

const someone = "lucile.ravoux@essaim.example";

/// At the provider: says who one is, then agrees. Its pages are not ours to judge.
async function at_the_provider(reader, issuer, login) {
  const { page } = reader;
  await page.waitForURL(`${issuer}/**`);
  await page.waitForLoadState();
  if (await page.locator("input[name=login]").count()) {
    await page.fill("input[name=login]", login);
    await page.fill("input[name=password]", "anything");
    await page.locator("button[type=submit]").click();
  }
  if (page.url().startsWith(issuer)) await page.locator("button[type=submit]", { hasText: /continue/i }).click();
  await page.waitForURL(`${reader.address}/**`);
  forget_the_provider(reader, issuer);
}

/// Its pages ask other hosts for their letters, and end where nobody listens: ours are judged, not these.
function forget_the_provider(reader, issuer) {
  const ours = reader.complaints.filter((one) => !one.includes(issuer) && !one.startsWith("another host asked"));
  reader.complaints.splice(0, reader.complaints.length, ...ours);
}

async function enter(reader, issuer, login) {
  await reader.go("/sign-in?next=/me", "sign-in-with-provider");
  await reader.page.getByRole("link", { name: "S’identifier avec ProConnect" }).click();
  await at_the_provider(reader, issuer, login);
}

async function tell_at({ browser, folder, width, report }, place, { issuer, come_between }) {
  const reader = await Reader.arrive(browser, place, folder, { width });
  const { page } = reader;
  await report.step("their account elsewhere lets them in, by the address they were invited at", reader, async () => {
    await enter(reader, issuer, someone);
    await page.locator(".masthead .me:not(.enter)").waitFor();
    assert.match(page.url(), /\/me$/);
  });
  await report.step("their page says which account is tied, and may untie it", reader, async () => {
    await page.getByRole("link", { name: "Comptes d’ailleurs qui me font entrer" }).click();
    await reader.look("tied-accounts");
    assert.match(await page.locator("main ul.account-list").innerText(), new RegExp(someone));
  });
  await report.step("leaving here ends the session there too", reader, async () => {
    await reader.go("/me");
    await page.locator("form[action='/sign-out'] button").click();
    await page.locator("h1", { hasText: "Vous avez quitté Essaim" }).waitFor();
    await page.waitForURL(`${issuer}/session/end**`);
    await page.locator("button[value=yes]").click();
    await page.waitForURL(`${reader.address}/**`);
    forget_the_provider(reader, issuer);
    await reader.go("/sign-in?next=%2Fme");
    await page.getByRole("link", { name: "S’identifier avec ProConnect" }).click();
    await page.locator("input[name=login]").waitFor();
    forget_the_provider(reader, issuer);
  });
  await report.step("an address nobody here has enters nothing, and is told what to do", reader, async () => {
    await enter(reader, issuer, "personne@ailleurs.example");
    await reader.look("provider-unknown");
    assert.match(await page.locator(".callout[role=alert]").innerText(), /personne ici n’a l’adresse/);
  });
  await report.step("what the provider signed and somebody changed on its way enters nothing", reader, async () => {
    come_between(true);
    await reader.go("/sign-in?next=%2Fme");
    await page.getByRole("link", { name: "S’identifier avec ProConnect" }).click();
    await page.waitForURL(`${reader.address}/sign-in?trouble=**`);   // known there already: it asks nothing
    come_between(false);
    forget_the_provider(reader, issuer);
    await reader.look("provider-not-believed");
    assert.match(await page.locator(".callout[role=alert]").innerText(), /pas comme il faudrait/);
    await reader.go("/me");
    assert.match(page.url(), /\/sign-in/, "nobody is signed in");
  });
  await report.step("a link of another site does not leave for the provider in their name", reader, async () => {
    const answer = await fetch(`${reader.address}/sign-in/with?next=/me`, { redirect: "manual", headers: { "sec-fetch-site": "cross-site" } });
    assert.equal(answer.headers.get("location"), "/sign-in?next=%2Fme");
  });
  await report.step("an answer the browser did not ask for enters nothing", reader, async () => {
    await reader.go(`/sign-in/back?state=forged&code=forged`);
    assert.match(await page.locator(".callout[role=alert]").innerText(), /autre navigateur/);
  });
  await reader.leave();
}

export async function tell(stage) {
  const data = mkdtempSync(join(stage.folder, "elsewhere-"));
  cpSync(stage.filled, data, { recursive: true });
  const provider = await open_provider();
  const place = await serve(stage.program, data, "127.0.0.1", { around: provider.environment });
  try {
    provider.know(place.address);
    await tell_at(stage, place, provider);
  } finally {
    await place.stop();
    provider.close();
    rmSync(data, { recursive: true, force: true });
  }
}
