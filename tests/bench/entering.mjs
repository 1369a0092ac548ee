// Five hundred people enter with a password within ten seconds: what each is answered, and what other pages take meanwhile.
import { loaded_in_turn } from "./load.mjs";
import { serve } from "../journeys/place.mjs";
import { sign_in } from "./place.mjs";

const people = 500, within = 10_000, password = "tournesol bicyclette nuage", someone = "lucile.ravoux@essaim.example";
const sheet = "/p/demonstration/experiences/les-clefs-de-la-halle";
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function choose(place, cookie) {
  const page = await (await fetch(`${place.address}/me/password`, { headers: { cookie } })).text();
  const csrf = page.match(/name="csrf" value="([^"]*)"/)[1];
  const answer = await fetch(`${place.address}/me/password`, { method: "POST", redirect: "manual", headers: { cookie, origin: place.address }, body: new URLSearchParams({ csrf, password }) });
  if (answer.status !== 303) throw new Error(`The password was not kept (status ${answer.status}).`);
}

/// One in a hundred has the right password, the others have no account: each costs a hash all the same. Each comes from a network of their own.
async function enter(place, number) {
  const right = number % 100 === 0, from = performance.now();
  const answer = await fetch(`${place.address}/sign-in/password`, { method: "POST", redirect: "manual", headers: { origin: place.address, "accept-language": "fr", "x-forwarded-for": `10.0.${number >> 8}.${number & 255}` },
    body: new URLSearchParams({ csrf: "visitor", next: "/", email: right ? someone : `person${number}@essaim.example`, password }) });
  await answer.arrayBuffer();
  return { status: answer.status, took: performance.now() - from, right };
}

async function storm(place) {
  const answers = [];
  for (let number = 0; number < people; number++) {
    answers.push(enter(place, number));
    await pause(within / people);
  }
  return Promise.all(answers);
}

export async function entering({ program, data, figures }) {
  const place = await serve(program, data, "127.0.0.1", { around: { ESSAIM_TRUSTED_PROXIES: "127.0.0.1" } });
  try {
    await measured({ place, program, data, figures });
  } finally {
    await place.stop();
  }
}

async function measured({ place, program, data, figures }) {
  const cookie = await sign_in(program, data, place, someone);
  await choose(place, cookie);
  const asks = [{ path: sheet, cookie }, { path: "/p/demonstration" }];
  const alone = await loaded_in_turn(place.address, asks, { seconds: 6, connections: 4 });
  const crowd = storm(place);
  await pause(1000);
  const meanwhile = await loaded_in_turn(place.address, asks, { seconds: 8, connections: 4 });
  const answers = await crowd;
  const counted = (status) => answers.filter((one) => one.status === status).length;
  const times = answers.map((one) => one.took).sort((left, right) => left - right);
  figures.add({ name: "entering.storm.answered", value: counted(303) + counted(422), unit: `of ${people} passwords tried in ${within / 1000} s` });
  figures.add({ name: "entering.storm.told_to_wait", value: counted(503), unit: "answered 503 with Retry-After" });
  figures.add({ name: "entering.storm.p99", value: times[Math.floor(people * 0.99)], unit: "ms, an answer to a password" });
  figures.add({ name: "entering.storm.broken", value: answers.filter((one) => ![303, 422, 429, 503].includes(one.status)).length, unit: "answers that are neither", at_most: 0 });
  figures.add({ name: "entering.pages.p99", value: meanwhile.p99, unit: "ms, a normal page meanwhile", reference: alone.p99, at_most: 50 });
  figures.add({ name: "entering.pages.refused", value: meanwhile.refused, unit: "normal pages refused", at_most: 0 });
}
