// People who write: a form saved, and two hundred of them typing at once with what they type kept as they go.
import { Agent, request } from "node:http";
import { cpu_seconds } from "./load.mjs";
import { nearest } from "./figures.mjs";
import { sign_in } from "./place.mjs";

const programme = "/p/demonstration";
const paragraph = "Trois villages se partagent une camionnette pour livrer les paniers du marché, un mardi sur deux, avec les anciens. ";

/// A sheet of the usual length, as the form sends it.
function typed(key, csrf, more = "") {
  const fields = new URLSearchParams({ csrf, form_key: key, base_revision: "0", size: "sheet", title: `Banc ${key}`, summary: paragraph, context: paragraph.repeat(12) + more,
    themes: "mobility", visibility: "companion", territory: "", "actions.count": "3", "obstacles.count": "4", "levers.count": "3", "results.count": "2" });
  for (const [list, count] of [["actions", 3], ["obstacles", 4], ["levers", 3], ["results", 2]])
    for (let at = 1; at <= count; at++) fields.set(`${list}.${at}.text`, paragraph.repeat(3));
  for (let at = 1; at <= 4; at++) fields.set(`obstacles.${at}.type`, "time"), fields.set(`obstacles.${at}.severity`, "2");
  for (let at = 1; at <= 3; at++) fields.set(`levers.${at}.type`, "peers"), fields.append(`levers.${at}.overcame`, "f1");
  return fields.toString();
}

const send = (agent, url, cookie, body) => new Promise((resolve, reject) => {
  const from = process.hrtime.bigint();
  const asked = request(url, { agent, method: "POST", headers: { cookie, origin: new URL(url).origin, "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), accept: "application/json" } }, (response) => {
    response.resume();
    response.on("end", () => resolve({ status: response.statusCode, time: Number(process.hrtime.bigint() - from) / 1e6 }));
  });
  asked.on("error", reject).end(body);
});

async function saved_forms(agent, place, cookie, csrf, figures) {
  const times = [];
  const before = cpu_seconds(place.pid);
  for (let at = 0; at < 120; at++) {
    const { status, time } = await send(agent, `${place.address}${programme}/experiences/new`, cookie, `${typed(`bench-${at}`, csrf)}&do=save`);
    if (status !== 303) throw new Error(`A form was not saved: ${status}.`);
    times.push(time);
  }
  const spent = ((cpu_seconds(place.pid) - before) * 1000) / times.length;
  times.sort((one, other) => one - other);
  figures.add({ name: "experiences.form_saved", value: nearest(times, 0.5), unit: "ms", at_most: 20, held_by: "one transaction on disk: row, version, passages, search" });
  figures.add({ name: "experiences.form_saved.p95", value: nearest(times, 0.95), unit: "ms" });
  figures.add({ name: "experiences.form_saved.cpu", value: spent, unit: "CPU-ms" });
}

/// Each typist pauses two seconds and a half between two keepings, as the page does; they started at different moments.
async function typists(agent, place, cookie, csrf, figures, { people = 200, seconds = 20, pause = 2500 } = {}) {
  const times = [];
  const end = Date.now() + seconds * 1000;
  let refused = 0;
  const type = async (person) => {
    await new Promise((resolve) => setTimeout(resolve, (pause * person) / people));
    for (let round = 0; Date.now() < end; round++) {
      const from = Date.now();
      const { status, time } = await send(agent, `${place.address}${programme}/experiences/keep`, cookie, typed(`typist-${person % 45}`, csrf, `${person} ${round}`));
      if (status === 200) times.push(time);
      else refused++;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause - (Date.now() - from))));
    }
  };
  await Promise.all(Array.from({ length: people }, (_, person) => type(person)));
  times.sort((one, other) => one - other);
  figures.add({ name: "experiences.typing.keepings", value: times.length / seconds, unit: "keepings/s" });
  figures.add({ name: "experiences.typing.p50", value: nearest(times, 0.5), unit: "ms" });
  figures.add({ name: "experiences.typing.p99", value: nearest(times, 0.99), unit: "ms", at_most: 100, held_by: "one writer at a time on SQLite; each keeping is a transaction on disk" });
  figures.add({ name: "experiences.typing.refused", value: refused, unit: "keepings", at_most: 0 });
}

export async function writing({ place, program, data, figures }) {
  const cookie = await sign_in(program, data, place);
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const form = await (await fetch(`${place.address}${programme}/experiences/new`, { headers: { cookie } })).text();
  const csrf = form.match(/name="csrf" value="([^"]+)"/)[1];
  await saved_forms(agent, place, cookie, csrf, figures);
  await typists(agent, place, cookie, csrf, figures);
  agent.destroy();
}
