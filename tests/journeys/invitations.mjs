// A1: a lead pastes a list of 22 people, eleven pairs; each reaches the hub in one click, without a password.
import assert from "node:assert/strict";
import { communes } from "../bench/many.mjs";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A lead invites 22 people in pairs; each reaches the hub in one click";

const programme = "/p/demonstration";

/// Eleven pairs of invented people, as a spreadsheet would paste them.
function list_of(width) {
  const places = communes(11);
  const lines = places.flatMap((code, pair) => ["Un", "Deux"].map((which) => [`Personne ${pair + 1} ${which} ${width}`, `p${pair + 1}.${which.toLowerCase()}.${width}@essaim.example`, code, "pionnière"].join("\t")));
  return ["nom\tcourriel\tterritoire\tfonction", ...lines].join("\n");
}

async function invite({ report, width }, reader) {
  const { page } = reader;
  await report.step("the list is pasted, and shown as it was understood", reader, async () => {
    await reader.go(`${programme}/members/add`, "members-add");
    await page.fill("#list", list_of(width).replace(/pionnière$/, "cheffe"));
    await page.locator("button[value=check]").click();
    await reader.look("members-add-to-correct");
    assert.match(await page.locator("[role=alert]").innerText(), /à corriger/);
    await page.fill("#list", list_of(width));
    await page.locator("button[value=check]").click();
    await reader.look("members-add-understood");
    assert.match(await page.locator("[role=status]").first().innerText(), /22 personnes/);
  });
  await report.step("22 invitations leave", reader, async () => {
    await page.fill("#message", "Je vous attends le 8 décembre.");
    await page.locator("button[value=add]").click();
    await page.waitForURL(`**${programme}/members`);
    await reader.look("members-invited");
    await counts_at_least(page.locator("td .pill", { hasText: "courriel en partance" }), 22);
  });
}

async function join({ browser, place, folder, report, width }, name, email) {
  const pioneer = await Reader.arrive(browser, place, folder, { width });
  await report.step(`${name} joins in one click, without a password`, pioneer, async () => {
    await (await pioneer.letter_to(email)).locator("a.btn").click();
    await pioneer.look("invitation");
    await pioneer.page.locator("button[value=join]").click();
    await pioneer.page.waitForURL(`**${programme}`);
    await counts_at_least(pioneer.page.locator(".masthead .me:not(.enter)"), 1);
  });
  await pioneer.leave();
}

export async function tell(stage) {
  const { report, width } = stage;
  const lead = await Reader.arrive(stage.browser, stage.place, stage.folder, { width });
  await report.step("Claire Vasseur enters and finds the members of her programme", lead, async () => {
    await lead.enter("claire.vasseur@essaim.example");
    await lead.go(`${programme}/people`);
    await lead.page.locator("main p.actions a").first().click();
    await lead.look("members");
  });
  await invite(stage, lead);
  for (const which of ["un", "deux"]) await join(stage, `Personne 1 ${which}`, `p1.${which}.${width}@essaim.example`);
  await report.step("the lead sees the pair that joined, in a list and on a map", lead, async () => {
    await lead.go(`${programme}/members`, "members-joined");
    const rows = lead.page.locator("tr", { hasText: `p1.` }).filter({ hasText: `${width}@` });
    await counts(rows.locator(".pill", { hasText: "arrivé" }), 2);
    await counts_at_least(lead.page.locator("#map-members, svg"), 1);
  });
  await lead.leave();
}
