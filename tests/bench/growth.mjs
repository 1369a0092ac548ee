// A thousand sheets, then a hundred thousand: time of an answer, what it costs more, the import, the memory.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { fill, serve } from "../journeys/place.mjs";
import { loaded, memory, one_by_one } from "./load.mjs";
import { write_programme } from "./many.mjs";

const run = promisify(execFile);
const asked = {
  list: ["/experiences?theme=food", "/experiences?theme=youth&view=table", "/experiences?obstacle=time", "/experiences?lever=trust&theme=inclusion", "/experiences"],
  search: ["/experiences?q=marche", "/experiences?q=cantine+ecole", "/experiences?q=halle", "/search?q=cuisine"],
  state_of_play: ["/state-of-play", "/state-of-play?theme=youth"],
};

/// Loads `count` sheets into a place of their own; answers {place, seconds of the import}.
async function grown(program, folder, count) {
  const data = join(folder, `data-${count}`), sheets = join(folder, `sheets-${count}`);
  mkdirSync(folder, { recursive: true });
  await fill(program, data);
  write_programme(sheets, "many", count);
  const from = process.hrtime.bigint();
  await run(program, ["import", sheets, "--data", data], { maxBuffer: 1 << 28, timeout: 900_000 });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  rmSync(sheets, { recursive: true });
  return { place: await serve(program, data), seconds };
}

async function answers(place) {
  const out = {};
  for (const [name, paths] of Object.entries(asked)) {
    const urls = paths.map((path) => `${place.address}/p/many${path}`);
    out[name] = await one_by_one(urls, place.pid, { rounds: 30 });
  }
  return out;
}

export async function growth({ program, folder, figures }, wanted, { few = 1000, many = 100_000 } = {}) {
  const small = await grown(program, folder, few);
  const before = await answers(small.place).finally(() => small.place.stop());
  const large = await grown(program, folder, many);
  const { place } = large;
  try {
    if (wanted("import")) figures.add({ name: "import.sheets", value: large.seconds, unit: `s for ${many} whole sheets` });
    const after = await answers(place);
    if (wanted("experiences"))
      for (const name of Object.keys(asked)) {
        figures.add({ name: `experiences.many.${name}.p95`, value: after[name].p95, unit: "ms", reference: before[name].p95, at_most: 50 });
        figures.add({ name: `experiences.many.${name}.growth`, value: after[name].cpu, unit: "CPU-ms", reference: before[name].cpu, of: "ratio", at_most: 3 });
      }
    await loaded(`${place.address}/p/many/experiences?theme=youth`, { seconds: 3 });
    if (wanted("memory")) {
      const { now, most } = memory(place.pid);
      figures.add({ name: "memory.many", value: now, unit: "MB", at_most: 200 });
      figures.add({ name: "memory.many.most", value: most, unit: "MB" });
    }
  } finally {
    await place.stop();
  }
}
