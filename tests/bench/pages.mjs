// The pages people open most: the public kit beside nginx, an experience read by somebody who signed in, a territory looked for.
import { join } from "node:path";
import { ask, cpu_seconds, loaded, one_by_one } from "./load.mjs";
import { serve_with_nginx } from "./nginx.mjs";
import { sign_in } from "./place.mjs";

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

export async function experiences({ place, program, folder, data, figures }) {
  const cookie = await sign_in(program, data, place);
  const url = `${place.address}${programme}/experiences/les-clefs-de-la-halle`;
  const page = await ask(url, cookie);
  if (!page.body.includes("Lucile Ravoux")) throw new Error("The page is not the one of somebody signed in.");
  const nginx = await serve_with_nginx(join(folder, "nginx-experience"), page.body);
  try {
    await loaded(url, { seconds: 1, cookie });
    const reference = await loaded(nginx.url);
    const before = cpu_seconds(place.pid);
    const ours = await loaded(url, { cookie });
    const spent = cpu_seconds(place.pid) - before;
    figures.add({ name: "experiences.signed_in", value: ours.requests / spent, unit: "requests/CPU-s", at_least: 4000, held_by: "sign-in, rights, sheet and related sheets are read at each request" });
    figures.add({ name: "experiences.signed_in.throughput", value: ours.per_second, unit: "requests/s", reference: reference.per_second });
    figures.add({ name: "experiences.signed_in.p99", value: ours.p99, unit: "ms", reference: reference.p99, at_most: 20 });
    figures.add({ name: "experiences.signed_in.refused", value: ours.refused, unit: "requests", at_most: 0 });
  } finally {
    await nginx.stop();
  }
}

export async function pages({ place, figures }) {
  for (const [name, path] of [["home", "/"], ["hub", programme], ["list", `${programme}/experiences`], ["state_of_play", `${programme}/state-of-play`], ["health", "/healthz"]]) {
    const before = cpu_seconds(place.pid);
    const ours = await loaded(place.address + path, { seconds: 3 });
    figures.add({ name: `pages.${name}`, value: ours.requests / (cpu_seconds(place.pid) - before), unit: "requests/CPU-s" });
    figures.add({ name: `pages.${name}.p99`, value: ours.p99, unit: "ms", at_most: 20 });
  }
}

const typed = ["mirecourt", "saint-etienne", "88500", "le mans", "diois", "vouz", "lann", "59172", "sainte marie", "creuse", "l'abergement", "zzzz", "mare", "st"];

export async function territories({ place, figures }) {
  const urls = typed.map((words) => `${place.address}/territories/search?q=${encodeURIComponent(words)}`);
  const health = await one_by_one([`${place.address}/healthz`], place.pid, { rounds: 200 });
  const ours = await one_by_one(urls, place.pid, { rounds: 20 });
  figures.add({ name: "territories.search.p95", value: ours.p95, unit: "ms", reference: health.p95, at_most: 5 });
}
