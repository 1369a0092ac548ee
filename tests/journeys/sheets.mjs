// Methods that move, are joined and cut: what led to them still does, and each gesture is undone. One is published without a reading.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "Methods are put in order, and nothing that led to them breaks";

const methods = "/p/demonstration/methods";
const agathe = "agathe.lhermine@essaim.example", claire = "claire.vasseur@essaim.example";
const text = (reader) => reader.page.locator("main").innerText();

async function write(reader, title, step) {
  const { page } = reader;
  await reader.go(`${methods}/new`);
  await page.fill("#title", title);
  await page.fill("#pitch", "Une phrase pour celles qui cherchent.");
  await page.locator("input[name=stages]").first().check();
  await page.fill("[name='steps.1.title']", step);
  await page.fill("[name='steps.1.instruction']", "Le serrurier n’y croit pas : [[le-fret-partage#l1]].");
  await page.fill("#body", `On en parle : ${step}.`);
  await page.locator(".mth-send button[value=save]").click();
  await page.waitForURL(/\/methods\/[^/]+$/);
  return new URL(page.url()).pathname;
}

async function move(stage, reader, address) {
  const { page } = reader, slug = `la-ronde-${stage.width}`;
  await stage.report.step("a method gets another address; the former one leads to it", reader, async () => {
    await reader.go(`${address}/rearrange`, "method-rearrange");
    await page.fill("#slug", "Une Mauvaise Adresse");
    await page.locator("#move button[type=submit]").click();
    assert.match(await text(reader), /minuscules sans accents/);
    await page.fill("#slug", slug);
    await page.locator("#move button[type=submit]").click();
    await page.waitForURL(new RegExp(`/methods/${slug}$`));
    await reader.go(address);
    assert.ok(page.url().endsWith(`/methods/${slug}`));
  });
  return `${methods}/${slug}`;
}

async function join(stage, reader, kept, other, title) {
  const { page } = reader;
  await stage.report.step("another method is joined to it, part by part, and taken out again", reader, async () => {
    await reader.go(`${kept}/rearrange`);
    await page.selectOption("#other", { label: title });
    await page.locator("#join button[type=submit]").click();
    await reader.look("method-join");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL((url) => url.pathname === kept);
    assert.match(await text(reader), /Poser l’échelle/);
    await reader.go(other);
    assert.ok(page.url().endsWith(kept));
    await reader.go(`${kept}/rearrange`, "method-rearranged");
    await page.locator("#done button[type=submit]").first().click();
    await page.waitForURL(/\/rearrange$/);
    assert.match(await text(reader), /annulé/);
    await reader.go(other);
    assert.ok(page.url().endsWith(other));
    await reader.go(kept);
    assert.doesNotMatch(await text(reader), /Poser l’échelle/);
  });
}

async function cut(stage, reader, address) {
  const { page } = reader;
  await stage.report.step("a method is cut in two: each says that the other exists", reader, async () => {
    await reader.go(`${address}/rearrange`);
    await page.locator("#split input[value='body.1']").check();
    await page.fill("#new-title", `La parole ${stage.width}`);
    await page.fill("#new-pitch", "Ce qui se dit autour.");
    await page.locator("#split button[type=submit]").click();
    await page.waitForURL(/\/methods\/la-parole/);
    assert.match(await text(reader), /Tirée de/);
    await reader.look("method-came-out");
    await reader.go(address);
    assert.match(await text(reader), /en a été tirée/);
  });
}

async function publish_unread(stage, address) {
  const lead = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await lead.enter(claire);
  await stage.report.step("who leads publishes without a reading only by saying why, which the sheet shows", lead, async () => {
    await lead.go(`${address}/move?to=published`, "method-publish-unread");
    await lead.page.locator("input[name=visibility][value=public]").check();
    await lead.page.locator("main form button[type=submit]").click();
    assert.ok(await lead.page.locator("#reason").evaluate((field) => !field.validity.valid), "the reason is asked for");
    await lead.page.fill("#reason", "Attendue pour la rencontre de mars, relecture ensuite.");
    await lead.page.locator("main form button[type=submit]").click();
    await lead.page.waitForURL((url) => url.pathname === address);
    assert.match(await text(lead), /Publiée sans relecture par les pairs, par Claire Vasseur[\s\S]*Attendue pour la rencontre de mars/);
    await lead.look("method-unread");
  });
  await lead.leave();
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await reader.enter(agathe);
  const first = await write(reader, `La ronde du soir ${stage.width}`, "Faire le tour");
  const second = await write(reader, `L’échelle ${stage.width}`, "Poser l’échelle");
  const moved = await move(stage, reader, first);
  await join(stage, reader, moved, second, `L’échelle ${stage.width}`);
  await cut(stage, reader, moved);
  await publish_unread(stage, moved);
  await reader.leave();
}
