// A kit of 300 chapters that prints 2,000 sheets, as its lead composes it, and one of 300 chapters that a territory adapts: each room
// beside the cover of the demonstration's kit, asked by the same person in the same run. The first look reads every sheet: it is said apart.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Person } from "./brought.mjs";
import { ask, one_by_one } from "./load.mjs";
import { write_programme } from "./many.mjs";
import { sign_in } from "./place.mjs";

const run = promisify(execFile);
const texts = "programmes/demonstration/kit";

/// A kit whose chapters are those of the demonstration again and again, links, quizzes and running orders with them.
/// `edition`: lines that freeze it; then its chapters are short, for every format of it is made.
export function write_kit(folder, slug, chapters, sheets, edition = []) {
  mkdirSync(join(folder, "kit"), { recursive: true });
  const pages = readdirSync(texts).sort(), known = readdirSync(join(folder, "experiences")).map((name) => name.replace(/\.md$/, "")), names = known.slice(0, sheets);
  const quoted = (list) => `[${list.map((one) => JSON.stringify(one)).join(", ")}]`;
  const head = ["format = 1", `slug = "${slug}"`, ...edition, 'title = "Un long kit"', 'licence = "CC-BY-SA-4.0"', 'publisher = "Association Faire ensemble (fictive)"'];
  const outline = Array.from({ length: chapters }, (_, at) => {
    const whole = readFileSync(join(texts, pages[at % pages.length]), "utf8"), text = edition.length ? `${whole.split("\n:::")[0].split("\n\n").slice(0, 3).join("\n\n")}\n` : whole;
    writeFileSync(join(folder, "kit", `chapitre-${at}.md`), text.replace(/\[\[([a-z0-9-]+)/g, (_, sheet) => `[[${known.find((name) => name.startsWith(sheet)) ?? sheet}`));
    const printed = names.slice(Math.floor((at * names.length) / chapters), Math.floor(((at + 1) * names.length) / chapters));
    return ["", "[[chapters]]", `slug = "chapitre-${at}"`, `title = "Chapitre ${at}"`, `page = "chapitre-${at}"`, ...(at % 40 ? [] : ["brief = true"]), `experiences = ${quoted(printed)}`].filter((line) => line !== "experiences = []");
  });
  writeFileSync(join(folder, "kit.toml"), [...head, ...outline.flat()].join("\n") + "\n");
}

const lead = "claire.vasseur@essaim.example", pair = { email: "lucile.ravoux@essaim.example", territory: "epci-242600534" };
const rooms = { tree: "", chapter: "/pages/chapitre-150", remarks: "/remarks", read: "/read?part=chapitre-150", slides: "/read?for=slides&part=chapitre-150", editions: "/editions", add: "/add?chapter=chapitre-150", about: "/about" };

/// Each room, once seen: the middle of fifteen looks.
async function rooms_of({ place, figures }, name, home, rooms, cookie) {
  const cover = await one_by_one([`${place.address}/p/demonstration/kit`], place.pid, { rounds: 30, cookie });
  for (const [room, rest] of Object.entries(rooms)) {
    const { p50, cpu } = await one_by_one([`${place.address}${home}${rest}`], place.pid, { rounds: 15, cookie });
    figures.add({ name: `${name}.${room}`, value: p50, unit: "ms, the middle of 15", reference: cover.p50, at_most: 100, held_by: `${Math.round(cpu)} ms of processor` });
  }
}

export async function compose_rooms({ program, data, place, figures }) {
  const cookie = await sign_in(program, data, place, lead), tree = `${place.address}/p/long/kit/compose`;
  const first = await first_look(tree, cookie);
  figures.add({ name: "kit.compose.first", value: first, unit: "ms, the first look: every sheet is read", at_most: 2000 });
  await rooms_of({ place, figures }, "kit.compose", "/p/long/kit/compose", rooms, cookie);
}

async function first_look(url, cookie) {
  const from = process.hrtime.bigint(), got = await ask(url, cookie);
  if (got.status !== 200) throw new Error(`${url} answered ${got.status}`);
  return Number(process.hrtime.bigint() - from) / 1e6;
}

export async function kit_compose({ program, data, folder, place, figures }, { chapters = 300, sheets = 2000 } = {}) {
  const long = join(folder, "long");
  write_programme(long, "long", sheets);
  write_kit(long, "long", chapters, sheets);
  await run(program, ["import", long, "--data", data], { maxBuffer: 1 << 28, timeout: 900_000 });
  await compose_rooms({ program, data, place, figures });
}

export async function adapt_rooms({ program, data, place, figures }) {
  const { stdout } = await run(program, ["link", pair.email, "--data", data, "--port", new URL(place.address).port]);
  const person = new Person(place.address), link = new URL(stdout.trim().split("\n").at(-1));
  await person.get(link);
  await person.post(link, {});
  await person.get("/p/adapted/kit/adapt");
  const home = (await person.post("/p/adapted/kit/adapt", { territory: pair.territory })) ?? "";
  const bench = `/p/adapted/kit/of/${pair.territory}/adapt`;
  if (!home.endsWith(bench)) throw new Error(`The kit of the territory did not open: ${home}`);
  figures.add({ name: "kit.adapt.first", value: await first_look(place.address + bench, person.cookie), unit: "ms, the first look: the edition is read", at_most: 2000 });
  await rooms_of({ place, figures }, "kit.adapt", bench, { rooms: "", opening: "/opening", part: "/parts/chapitre-150", words: "/parts/chapitre-150/start?aspect=after" }, person.cookie);
  await newer_edition({ program, data, place });
  figures.add({ name: "kit.adapt.newer.first", value: await first_look(`${place.address}${bench}/newer`, person.cookie), unit: "ms, the first look: both editions are compared", at_most: 2000 });
  await rooms_of({ place, figures }, "kit.adapt", bench, { newer: "/newer", "newer.last": "/newer?page=4" }, person.cookie);
}

/// The lead writes half of the chapters again and makes the next edition public: what a territory has to decide of.
async function newer_edition({ program, data, place }) {
  const { stdout } = await run(program, ["link", lead, "--data", data, "--port", new URL(place.address).port]);
  const person = new Person(place.address), link = new URL(stdout.trim().split("\n").at(-1)), bench = "/p/adapted/kit/compose";
  await person.get(link);
  await person.post(link, {});
  await person.get(bench);
  for (let at = 0; at < 150; ++at)
    await person.post(`${bench}/pages/chapitre-${2 * at}`, { markdown: `Un texte tout neuf, le ${at}e.\n\nEt sa suite.\n`, revision: "1", action: "save" });
  await person.post(`${bench}/freeze`, { number: "1.1", note: "La moitié des chapitres." });
  await person.post(`${bench}/publish`, { number: "1.1" });
  for (let waited = 0; !(await person.get("/p/adapted/kit")).includes("/p/adapted/kit/1.1"); ++waited) {
    if (waited > 120) throw new Error("The newer edition did not become public.");
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

export async function kit_adapt({ program, data, folder, place, figures }, { chapters = 300 } = {}) {
  const adapted = join(folder, "adapted");
  write_programme(adapted, "adapted", 30);
  write_kit(adapted, "adapted", chapters, 0, ['edition = "1.0"', "frozen_on = 2026-11-02"]);
  await run(program, ["import", adapted, "--data", data], { maxBuffer: 1 << 28, timeout: 900_000 });
  await adapt_rooms({ program, data, place, figures });
}
