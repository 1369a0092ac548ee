// node tests/bench/run.mjs PROGRAM [--anew] [NAME…]: measures on this machine, everything on 127.0.0.1. ESSAIM_BENCH_SHEETS makes growth
// smaller; --anew loads its sheets again, and times that, instead of taking those kept in build/bench-data.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fill, serve } from "../journeys/place.mjs";
import { brought } from "./brought.mjs";
import { entering } from "./entering.mjs";
import { Figures } from "./figures.mjs";
import { growth } from "./growth.mjs";
import { holding } from "./holding.mjs";
import { kit_adapt, kit_compose } from "./kit_compose.mjs";
import { kit_formats } from "./kit_formats.mjs";
import { kit_readers } from "./kit_readers.mjs";
import { live } from "./live.mjs";
import { experiences, kit, pages, territories } from "./pages.mjs";
import { french } from "./french.mjs";
import { start } from "./place.mjs";
import { rows } from "./rows.mjs";
import { writing } from "./writing.mjs";

const [program = "build/release/essaim", ...asked] = process.argv.slice(2);
const names = asked.filter((name) => name !== "--anew"), anew = asked.includes("--anew");
const wanted = (name) => !names.length || names.some((one) => name.startsWith(one) || one.startsWith(`${name}.`));
const folder = mkdtempSync(join(tmpdir(), "essaim-bench-"));
const figures = new Figures();
const stage = { program: resolve(program), folder, data: join(folder, "data"), figures };

console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}${loadavg()[0] > cpus().length / 2 ? ": this machine is busy, times are longer than they would be" : ""}`);
try {
  await fill(stage.program, stage.data);
  if (wanted("start")) await start(stage);
  const place = await serve(stage.program, stage.data);
  try {
    const subjects = { kit, "kit.formats": kit_formats, "kit.readers": kit_readers, "kit.compose": kit_compose, "kit.adapt": kit_adapt, experiences, "experiences.french": french, pages, territories, writing, live, holding };
    for (const [name, measure] of Object.entries(subjects)) if (wanted(name)) await measure({ ...stage, place });
  } finally {
    await place.stop();
  }
  const many = Number(process.env.ESSAIM_BENCH_SHEETS ?? 100_000);
  if (wanted("entering")) await entering(stage);
  if (wanted("import")) await rows(stage, many);
  if (wanted("import")) await brought(stage, Math.ceil(many / 2));
  if (["import", "experiences", "state_of_play", "memory", "start"].some(wanted)) await growth(stage, wanted, { many, anew });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// A target missed is said, not refused: whoever reads decides. An error of measuring does fail.
figures.close("build/bench.json");
