// The one who hosts the place sees what is weak, saves it, proves the backup, and gets everything back after a lost disk.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "An administrator watches over the place";

const email = "claire.vasseur@essaim.example";

async function watch({ report }, reader) {
  const { page } = reader;
  await report.step("the overview says what is weak, and what to do", reader, async () => {
    await reader.go("/administration", "administration");
    assert.match(await page.locator("#concerns + ul").innerText(), /sauvegarde/i);
    await counts_at_least(page.locator(".facts dt"), 5);
  });
  await report.step("somebody is found by a piece of their name", reader, async () => {
    await reader.go("/administration/accounts", "administration-accounts");
    await page.fill("#q", "ravoux");
    await page.locator("main form button[type=submit]").click();
    await counts(page.locator("tbody tr"), 1);
    assert.match(await page.locator("tbody tr").innerText(), /Lucile/);
  });
  await report.step("their account is closed, then opened again; both are in the audit log", reader, async () => {
    await page.locator("tbody a", { hasText: "Lucile" }).click();
    await reader.look("administration-account");
    await page.getByRole("button", { name: "Fermer le compte" }).click();
    await page.locator("h2", { hasText: "Ce compte est fermé" }).waitFor();
    await reader.look("administration-account-closed");
    await page.getByRole("button", { name: "Le rouvrir" }).click();
    await page.getByRole("button", { name: "Fermer le compte" }).waitFor();
    await reader.go("/administration/audit");
    assert.match(await page.locator("tbody").innerText(), /Compte fermé/);
  });
  for (const [path, name] of [["/administration/programmes", "administration-programmes"], ["/administration/tasks", "administration-tasks"], ["/administration/letters", "administration-letters"]])
    await report.step(`the page ${path} is read`, reader, () => reader.go(path, name));
}

async function save({ report, command, folder, width }, reader) {
  const { page } = reader;
  await report.step("a backup is made while the place serves, and a restore is proven", reader, async () => {
    await command(["backup"]);
    assert.match((await command(["check", "--restore"])).stdout, /every row and every file is there, the same/);
    await reader.go("/administration");
    assert.doesNotMatch(await page.locator(".facts").innerText(), /jamais/);
    await reader.go("/administration/audit", "administration-audit");
    assert.match(await page.locator("tbody").innerText(), /Restauration prouvée/);
  });
  await report.step("after a lost disk, everything comes back in an empty place", reader, async () => {
    const { stdout } = await command(["content"]);
    const backups = join(`${join(folder, "data")}-${width}`, "backups"), again = join(folder, `again-${width}`);
    await command(["restore", join(backups, readdirSync(backups)[0])], again);
    const restored = (await command(["content"], again)).stdout;
    const rows = (text, table) => text.match(new RegExp(`(\\w+) ${table} (\\d+)`))?.slice(1).join(" ");
    for (const table of ["experiences_experience", "experiences_revision", "kit_edition", "accounts_membership", "search_entry"]) {
      assert.ok(rows(stdout, table), `${table} is listed`);
      assert.equal(rows(restored, table), rows(stdout, table), table);
    }
    await assert.rejects(command(["restore", join(backups, readdirSync(backups)[0])], again), /already holds/);
  });
}

export async function tell(around) {
  await around.command(["administrator", email]);
  const reader = await Reader.arrive(around.browser, around.place, around.folder, { width: around.width });
  await around.report.step("an administrator enters", reader, () => reader.enter(email));
  await watch(around, reader);
  await save(around, reader);
  await reader.leave();
}
