// The état des lieux of many sheets: counted afresh each time a sheet changes, and asked again when nothing did.
import { ask } from "./load.mjs";
import { nearest } from "./figures.mjs";
import { sign_in } from "./place.mjs";

/// Files the first obstacle of a sheet elsewhere, as somebody of the programme does in session: one sheet changes.
async function change_a_sheet(place, cookie, sheet, to) {
  const form = (await ask(`${place.address}${sheet}/file?passage=f1`, cookie)).body.toString();
  const csrf = form.match(/name="csrf" value="([^"]+)"/)[1];
  const got = await fetch(`${place.address}${sheet}/file`, { method: "POST", redirect: "manual", headers: { cookie, origin: place.address },
    body: new URLSearchParams({ csrf, passage: "f1", to, back: "" }) });
  if (got.status !== 303) throw new Error(`The passage was not filed (status ${got.status}).`);
}

/// A sheet that names an obstacle.
async function some_sheet(place, cookie) {
  const list = (await ask(`${place.address}/p/many/experiences?obstacle=time&view=table`, cookie)).body.toString();
  return list.match(/href="(\/p\/many\/experiences\/[a-z0-9-]+-\d+)"/)[1];
}

async function timed(url, cookie) {
  const from = process.hrtime.bigint();
  const { status, body } = await ask(url, cookie);
  if (status !== 200) throw new Error(`${url} answered ${status}.`);
  return { took: Number(process.hrtime.bigint() - from) / 1e6, body: body.toString() };
}

export async function afresh({ program, figures }, place, data, rounds = 12) {
  const cookie = await sign_in(program, data, place);
  const url = `${place.address}/p/many/state-of-play`;
  const sheet = await some_sheet(place, cookie);
  const pulse = `${url}/room/pulse`;
  for (const address of [url, pulse]) for (const who of [undefined, cookie]) await timed(address, who);
  const counted = { visitor: [], member: [] };
  let before = "";
  for (let round = 0; round < rounds; round++) {
    await change_a_sheet(place, cookie, sheet, ["time", "money"][round % 2]);
    const visitor = await timed(`${url}/state-of-play.json`), member = await timed(`${url}/state-of-play.json`, cookie);
    counted.visitor.push(visitor.took);
    counted.member.push(member.took);
    if (member.body === before) throw new Error("A sheet changed and the count did not.");
    before = member.body;
  }
  const again = [];
  for (let round = 0; round < 200; round++) again.push((await timed(pulse, cookie)).took);
  for (const times of [counted.visitor, counted.member, again]) times.sort((left, right) => left - right);
  figures.add({ name: "state_of_play.afresh.member", value: nearest(counted.member, 0.95), unit: "ms", at_most: 300 });
  figures.add({ name: "state_of_play.afresh.visitor", value: nearest(counted.visitor, 0.95), unit: "ms", at_most: 300, held_by: "what small numbers would give away is looked for too" });
  figures.add({ name: "state_of_play.unchanged", value: nearest(again, 0.95), unit: "ms", at_most: 5 });
}
