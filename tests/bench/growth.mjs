// A thousand sheets, then a hundred thousand: time of an answer, what it costs more, the import, the memory, the start.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { fill, serve } from "../journeys/place.mjs";
import { afresh } from "./afresh.mjs";
import { nearest } from "./figures.mjs";
import { ask, loaded, memory, one_by_one } from "./load.mjs";
import { another_title, write_programme } from "./many.mjs";
import { sign_in, start } from "./place.mjs";

const run = promisify(execFile);
const asked = {
  list: ["/experiences?theme=food", "/experiences?theme=youth&view=table", "/experiences?obstacle=time", "/experiences?lever=trust&theme=inclusion", "/experiences"],
  facets: ["/experiences?theme=food&theme=youth&obstacle=time&overcome=yes", "/experiences?typology=rural&population=3&lever=peers&region=84", "/experiences?q=cantine&theme=food&view=timeline", "/experiences?overcome=no&sort=title"],
  search: ["/experiences?q=marche", "/experiences?q=cantine+ecole", "/experiences?q=halle", "/experiences?q=conservrie", "/experiences?q=co", "/search?q=cuisine"],
  state_of_play: ["/state-of-play", "/state-of-play?theme=youth"],
};
const kept = "build/bench-data";

function files_under(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && wanted(entry.name)).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/// Names what the loaded places are made from: tables, sheets, how they are multiplied.
function fingerprint() {
  const hash = createHash("sha256");
  const sources = [...files_under("domain", (name) => name.endsWith(".sql")), ...files_under("platform", (name) => name.endsWith(".sql")), ...files_under("programmes/demonstration", () => true), "tests/bench/many.mjs"];
  for (const file of sources) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/// A place of `count` sheets, loaded once and kept until what it is made from changes: {data, seconds of the import, fresh}.
async function grown(program, count, anew) {
  const data = join(kept, `many-${count}`), note = join(data, "loaded.json"), made_from = fingerprint();
  const known = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : {};
  if (!anew && known.made_from === made_from) return { data, seconds: known.seconds, fresh: false };
  console.log(`  Loading ${count} sheets into ${data}, kept for the next time…`);
  rmSync(data, { recursive: true, force: true });
  const sheets = join(kept, `sheets-${count}`);
  mkdirSync(kept, { recursive: true });
  await fill(program, data);
  write_programme(sheets, "many", count);
  const from = process.hrtime.bigint();
  await run(program, ["import", sheets, "--data", data], { maxBuffer: 1 << 28, timeout: 900_000 });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  rmSync(sheets, { recursive: true });
  writeFileSync(note, JSON.stringify({ made_from, seconds }));
  return { data, seconds, fresh: true };
}

/// Asked by a member: what visitors share would be answered from memory.
async function answers(place, cookie) {
  const out = {};
  for (const [name, paths] of Object.entries(asked))
    out[name] = await one_by_one(paths.map((path) => `${place.address}/p/many${path}`), place.pid, { rounds: 30, cookie });
  return out;
}

const timed = async (url, cookie) => {
  const from = process.hrtime.bigint(), got = await ask(url, cookie);
  if (got.status !== 200) throw new Error(`${url} answered ${got.status}`);
  return { time: Number(process.hrtime.bigint() - from) / 1e6, body: got.body.toString() };
};

/// Another process changes a sheet; the next look at the state of play counts anew, and the sheet reads as it was changed.
async function after_a_change({ program, figures }, { place, data }, cookie) {
  const folder = join(kept, "one-sheet"), times = [], still = [], state = `${place.address}/p/many/state-of-play`;
  for (let round = 0; round < 5; round++) {
    rmSync(folder, { recursive: true, force: true });
    write_programme(folder, "many", 1);
    const title = `Changed ${round} ${Date.now()}`, slug = another_title(folder, title);
    await run(program, ["import", folder, "--data", data], { maxBuffer: 1 << 24 });
    times.push((await timed(state, cookie)).time);
    const sheet = await timed(`${place.address}/p/many/experiences/${slug}`, cookie);
    if (!sheet.body.includes(title)) throw new Error("A sheet changed by another process is still shown as it was.");
    for (let again = 0; again < 10; again++) still.push((await timed(state, cookie)).time);
  }
  rmSync(folder, { recursive: true, force: true });
  const sorted = (list) => list.sort((left, right) => left - right);
  figures.add({ name: "experiences.many.state_of_play.fresh", value: sorted(times).at(-1), unit: "ms, the slowest of 5", at_most: 300 });
  figures.add({ name: "experiences.many.state_of_play.unchanged", value: nearest(sorted(still), 0.95), unit: "ms, p95", at_most: 5 });
}

export async function growth({ program, figures }, wanted, { few = 1000, many = 100_000, anew = false } = {}) {
  const small = await grown(program, few, anew), large = await grown(program, many, anew);
  if (large.fresh && wanted("import")) figures.add({ name: "import.sheets", value: large.seconds, unit: `s for ${many} whole sheets`, at_most: 30 * (many / 100_000), held_by: "each sheet is read, checked, then written with its facets, its history and its search" });
  let before = null;
  if (wanted("experiences")) {
    const place = await serve(program, small.data);
    before = await sign_in(program, small.data, place).then((cookie) => answers(place, cookie)).finally(() => place.stop());
  }
  if (wanted("start")) await start({ program, data: large.data, figures }, "start.cold.many");
  const place = await serve(program, large.data);
  try {
    const cookie = await sign_in(program, large.data, place);
    if (wanted("experiences")) {
      const after = await answers(place, cookie);
      for (const name of Object.keys(asked)) {
        figures.add({ name: `experiences.many.${name}.p95`, value: after[name].p95, unit: "ms", reference: before[name].p95, at_most: name === "state_of_play" ? 50 : 40 });
        figures.add({ name: `experiences.many.${name}.growth`, value: after[name].cpu, unit: "CPU-ms", reference: before[name].cpu, of: "ratio", at_most: 3 });
      }
      await after_a_change({ program, figures }, { place, data: large.data }, cookie);
    }
    if (wanted("state_of_play")) await afresh({ program, figures }, place, large.data);
    for (const path of ["", "/experiences?theme=youth", "/state-of-play", "/experiences?q=marche"]) await loaded(`${place.address}/p/many${path}`, { seconds: 2, cookie });
    if (wanted("memory")) {
      const { now, most } = memory(place.pid);
      figures.add({ name: "memory.many", value: now, unit: "MB", at_most: 200 });
      figures.add({ name: "memory.many.most", value: most, unit: "MB" });
    }
  } finally {
    await place.stop();
  }
}
