// A file of many rows brought in the browser, while others read and one person writes: how long it takes, what it costs them.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { nearest } from "./figures.mjs";
import { ask } from "./load.mjs";
import { communes } from "./many.mjs";
import { fill, serve } from "../journeys/place.mjs";
import { join } from "node:path";

const run = promisify(execFile);
const page = "/p/demonstration/experiences/import";

/// A browser of a few lines: keeps cookies, finds the hidden token of a form.
export class Person {
  #cookies = new Map();
  constructor(address) { this.address = address; }
  get cookie() { return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "); }
  async #answer(path, options = {}) {
    const headers = { ...options.headers, cookie: this.cookie, origin: this.address, "accept-language": "fr" };
    const response = await fetch(new URL(path, this.address), { ...options, headers, redirect: "manual" });
    for (const one of response.headers.getSetCookie()) this.#cookies.set(...one.split(";")[0].split(/=(.*)/s, 2));
    return response;
  }
  async get(path) {
    const response = await this.#answer(path);
    const text = await response.text();
    this.token = text.match(/name="csrf" value="([^"]*)"/)?.[1] ?? this.token;
    return text;
  }
  async post(path, fields, file) {
    const form = file ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries({ csrf: this.token, ...fields })) form.append(name, value);
    if (file) form.append("file", new Blob([file]), "rows.csv");
    const response = await this.#answer(path, { method: "POST", body: form });
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    return response.headers.get("location");
  }
}

const csv = (count) => {
  const places = communes(5000);
  return `Titre;En bref;Thèmes;Territoire (code);Contexte\n${Array.from({ length: count }, (_, at) => `Projet ${at};Un projet parmi d’autres, le ${at}e;Mobilités;${places[at % 5000]};Ce qui nous a fait commencer`).join("\n")}\n`;
};

const pages_read = ["", "/experiences", "/experiences/les-clefs-de-la-halle", "/state-of-play", "/experiences?theme=youth"];

/// People who signed in read pages, thirty a second together, until `over` says so: times in ms.
async function reading(person, over) {
  const times = [];
  while (!over()) {
    const from = process.hrtime.bigint();
    const answer = await ask(`${person.address}/p/demonstration${pages_read[times.length % pages_read.length]}`, person.cookie);
    if (answer.status !== 200) throw new Error(`A page was not read: ${answer.status}.`);
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
    await new Promise((resolve) => setTimeout(resolve, 33));
  }
  return times;
}

/// Someone who keeps what they type, five times a second.
async function writing(person, over) {
  const times = [];
  while (!over()) {
    const from = process.hrtime.bigint();
    await person.post("/me", { name: "Claire Vasseur", language: "fr" });
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return times;
}

const mean = (times) => times.reduce((sum, one) => sum + one, 0) / times.length;
const median = (times) => [...times].sort((left, right) => left - right)[times.length >> 1];
const over_in = (time) => {
  const until = Date.now() + time;
  return () => Date.now() > until;
};

export async function brought({ program, folder, figures }, count = 50_000) {
  const data = join(folder, "data-brought");
  await fill(program, data);
  const place = await serve(program, data);
  try {
    const lead = new Person(place.address);
    const { stdout } = await run(program, ["link", "claire.vasseur@essaim.example", "--data", data]);
    const link = new URL(stdout.match(/http\S+/)[0]).pathname;
    await lead.get(link);
    await lead.post(link, {});
    await lead.get(page);
    await reading(lead, over_in(1000)); // each page once, so that none is made for the first time below
    const before = await reading(lead, over_in(4000));
    const looked = process.hrtime.bigint();
    const intake = await lead.post(page, {}, csv(count));
    figures.add({ name: "import.brought.look", value: Number(process.hrtime.bigint() - looked) / 1e9, unit: `s to read and check ${count} rows` });
    await lead.get(intake);
    let over = false;
    const from = process.hrtime.bigint();
    await lead.post(intake, { do: "run" });
    const readers = reading(lead, () => over), writers = writing(lead, () => over);
    while (!/Annuler tout cet import/.test(await lead.get(intake))) await new Promise((resolve) => setTimeout(resolve, 250));
    const seconds = Number(process.hrtime.bigint() - from) / 1e9;
    over = true;
    const during = await readers, waits = (await writers).sort((left, right) => left - right);
    figures.add({ name: "import.brought", value: seconds, unit: `s for ${count} rows in the server, read and written meanwhile`, at_most: 20 * (count / 50_000), held_by: "each row is checked, then written with its facets, its history and its search" });
    await reading(lead, over_in(1000));
    const after = await reading(lead, over_in(4000));
    // The programme grows meanwhile: what a page costs without the import is between what it cost before and what it costs after.
    for (const [name, of, at_most] of [["import.brought.readers", median, 1.5], ["import.brought.readers.mean", mean, 2]])
      figures.add({ name, value: of(during) / ((of(before) + of(after)) / 2), unit: `× the time of a page without it (${[before, during, after].map((times) => of(times).toFixed(1)).join(", ")} ms before, meanwhile, after)`, at_most, held_by: "two processors for who reads, who imports and who measures; lists are made again every five seconds" });
    figures.add({ name: "import.brought.writers", value: nearest(waits, 0.99), unit: `ms, p99 of ${waits.length} writes meanwhile`, at_most: 200 });
    const undone = process.hrtime.bigint();
    await lead.post(`${intake}/undo`, {});
    while (!/a été annulé/.test(await lead.get(intake))) await new Promise((resolve) => setTimeout(resolve, 250));
    figures.add({ name: "import.brought.undone", value: Number(process.hrtime.bigint() - undone) / 1e9, unit: `s to take ${count} sheets back` });
  } finally {
    await place.stop();
  }
}
