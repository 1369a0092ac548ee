// The pages people open most: the public kit beside nginx, an experience read by somebody who signed in, a territory looked for.
import { join } from "node:path";
import { ask, loaded, loaded_in_turn, one_by_one } from "./load.mjs";
import { serve_with_nginx } from "./nginx.mjs";
import { sign_in_several } from "./place.mjs";

const programme = "/p/demonstration";

export async function kit({ place, folder, figures }) {
  const cover = (await ask(`${place.address}${programme}/kit`)).body.toString();
  const chapter = cover.match(/href="(\/p\/demonstration\/kit\/[\d.]+\/[a-z0-9-]+)"/)[1];
  const url = place.address + chapter;
  const page = await ask(url);
  const nginx = await serve_with_nginx(join(folder, "nginx"), page.body);
  try {
    await loaded(url, { seconds: 1 });
    const reference = await loaded(nginx.url), ours = await loaded(url);
    figures.add({ name: "kit.page", value: ours.per_second, unit: "requests/s", reference: reference.per_second, of: "ratio", at_least: 0.4, held_by: "the page is made at each request; nginx copies a file" });
    figures.add({ name: "kit.page.p99", value: ours.p99, unit: "ms", reference: reference.p99, at_most: 20 });
    figures.add({ name: "kit.page.bytes", value: page.body.length, unit: "bytes" });
    figures.add({ name: "kit.page.refused", value: ours.refused, unit: "requests", at_most: 0 });
  } finally {
    await nginx.stop();
  }
}

/// Every published sheet of the demonstration, read in turn by several people who signed in: a page is seldom asked twice by one.
export async function experiences({ place, program, folder, data, figures }) {
  const cookies = await sign_in_several(program, data, place, 12);
  const list = (await ask(`${place.address}${programme}/experiences?view=table`)).body.toString();
  const sheets = [...new Set([...list.matchAll(/href="(\/p\/demonstration\/experiences\/[a-z0-9-]+)"/g)].map((match) => match[1]))];
  const asks = sheets.flatMap((path) => cookies.map((cookie) => ({ path, cookie })));
  const page = await ask(place.address + sheets[0], cookies[0]);
  if (!page.body.includes('class="face"')) throw new Error("The page is not the one of somebody signed in.");
  const nginx = await serve_with_nginx(join(folder, "nginx-experience"), page.body);
  try {
    await loaded_in_turn(place.address, asks, { seconds: 1 });
    const reference = await loaded(nginx.url);
    const ours = await loaded_in_turn(place.address, asks, { pid: place.pid });
    figures.add({ name: "experiences.signed_in", value: ours.per_cpu_second, unit: "requests/CPU-s", at_least: 4000, held_by: "the sheet is read and its page written at each request" });
    figures.add({ name: "experiences.signed_in.throughput", value: ours.per_second, unit: "requests/s", reference: reference.per_second });
    figures.add({ name: "experiences.signed_in.p99", value: ours.p99, unit: "ms", reference: reference.p99, at_most: 20 });
    figures.add({ name: "experiences.signed_in.refused", value: ours.refused, unit: "requests", at_most: 0 });
  } finally {
    await nginx.stop();
  }
}

const opened = [["home", "/"], ["hub", programme], ["list", `${programme}/experiences`], ["filtered", `${programme}/experiences?theme=food`], ["state_of_play", `${programme}/state-of-play`],
  ["sheet", `${programme}/experiences/les-clefs-de-la-halle`], ["methods", `${programme}/methods`], ["people", `${programme}/people`], ["health", "/healthz"]];

/// Somebody saves their name `a_second` times a second: everything kept in memory is forgotten as often.
function somebody_writes(address, cookie, a_second) {
  let written = 0, under_way = null;
  const write = async () => {
    const page = (await ask(`${address}/me`, cookie)).body.toString();
    const csrf = page.match(/name="csrf" value="([^"]+)"/)[1];
    const got = await fetch(`${address}/me`, { method: "POST", redirect: "manual", headers: { cookie, origin: address }, body: new URLSearchParams({ csrf, name: `Lucile Ravoux ${written++ % 2 ? "" : "R."}`, language: "fr" }) });
    if (got.status !== 303) throw new Error(`The name was not saved (status ${got.status}).`);
  };
  const timer = setInterval(() => { under_way ??= write().finally(() => { under_way = null; }); }, 1000 / a_second);
  return { stop: async () => { clearInterval(timer); await under_way; }, written: () => written };
}

/// Each page at 32 connections: asked by visitors, by people who signed in, and by these while somebody writes.
export async function pages({ place, program, data, figures }) {
  const cookies = await sign_in_several(program, data, place, 8);
  for (const [name, path] of opened) {
    const visitors = await loaded_in_turn(place.address, [{ path }], { seconds: 3, pid: place.pid });
    figures.add({ name: `pages.${name}`, value: visitors.per_cpu_second, unit: "requests/CPU-s" });
    figures.add({ name: `pages.${name}.p99`, value: visitors.p99, unit: "ms", at_most: 20 });
    if (visitors.refused > 0) throw new Error(`${path} refused ${visitors.refused} requests.`);
    if (name === "health") continue;
    const asks = cookies.map((cookie) => ({ path, cookie }));
    for (const { cookie } of asks) await ask(place.address + path, cookie);  // the first look of each is measured by experiences.many
    const members = await loaded_in_turn(place.address, asks, { seconds: 3, pid: place.pid });
    figures.add({ name: `pages.${name}.signed_in`, value: members.per_cpu_second, unit: "requests/CPU-s" });
    figures.add({ name: `pages.${name}.signed_in.p99`, value: members.p99, unit: "ms", at_most: 20 });
  }
  await while_written({ place, figures }, cookies);
}

async function while_written({ place, figures }, cookies) {
  const asks = opened.filter(([name]) => name !== "health").flatMap(([, path]) => [{ path }, ...cookies.map((cookie) => ({ path, cookie }))]);
  const writer = somebody_writes(place.address, cookies[0], 10);
  try {
    const all = await loaded_in_turn(place.address, asks, { seconds: 6, pid: place.pid });
    figures.add({ name: "pages.while_written", value: all.per_cpu_second, unit: "requests/CPU-s" });
    figures.add({ name: "pages.while_written.p99", value: all.p99, unit: "ms", at_most: 50 });
    figures.add({ name: "pages.while_written.writes", value: writer.written() / 6, unit: "writes/s" });
  } finally {
    await writer.stop();
  }
}

const typed = ["mirecourt", "saint-etienne", "88500", "le mans", "diois", "vouz", "lann", "59172", "sainte marie", "creuse", "l'abergement", "zzzz", "mare", "st"];

export async function territories({ place, figures }) {
  const urls = typed.map((words) => `${place.address}/territories/search?q=${encodeURIComponent(words)}`);
  const health = await one_by_one([`${place.address}/healthz`], place.pid, { rounds: 200 });
  const ours = await one_by_one(urls, place.pid, { rounds: 20 });
  figures.add({ name: "territories.search.p95", value: ours.p95, unit: "ms", reference: health.p95, at_most: 5 });
}
