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
class Person {
  #cookies = new Map();
  constructor(address) { this.address = address; }
  async #answer(path, options = {}) {
    const headers = { ...options.headers, cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "), origin: this.address, "accept-language": "fr" };
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

/// Asks `url` without rest until `over` says so: times in ms.
async function reading(url, over) {
  const times = [];
  while (!over()) {
    const from = process.hrtime.bigint();
    await ask(url);
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
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
    const quiet = 3000, list = `${place.address}/p/demonstration/experiences/export`;
    const until = Date.now() + quiet;
    const before = await reading(list, () => Date.now() > until);
    const looked = process.hrtime.bigint();
    const intake = await lead.post(page, {}, csv(count));
    figures.add({ name: "import.brought.look", value: Number(process.hrtime.bigint() - looked) / 1e9, unit: `s to read and check ${count} rows` });
    await lead.get(intake);
    let over = false;
    const from = process.hrtime.bigint();
    await lead.post(intake, { do: "run" });
    const readers = reading(list, () => over), writers = writing(lead, () => over);
    while (!/Annuler tout cet import/.test(await lead.get(intake))) await new Promise((resolve) => setTimeout(resolve, 250));
    const seconds = Number(process.hrtime.bigint() - from) / 1e9;
    over = true;
    const during = await readers, waits = (await writers).sort((left, right) => left - right);
    figures.add({ name: "import.brought", value: seconds, unit: `s for ${count} rows in the server, read and written meanwhile`, at_most: 20 * (count / 50_000), held_by: "each row is checked, then written with its facets, its history and its search" });
    const slower = (during.reduce((sum, one) => sum + one, 0) / during.length) / (before.reduce((sum, one) => sum + one, 0) / before.length);
    figures.add({ name: "import.brought.readers", value: slower, unit: "× the time of an answer without it", at_most: 2 });
    figures.add({ name: "import.brought.writers", value: nearest(waits, 0.99), unit: `ms, p99 of ${waits.length} writes meanwhile`, at_most: 200 });
    const undone = process.hrtime.bigint();
    await lead.post(`${intake}/undo`, {});
    while (!/a été annulé/.test(await lead.get(intake))) await new Promise((resolve) => setTimeout(resolve, 250));
    figures.add({ name: "import.brought.undone", value: Number(process.hrtime.bigint() - undone) / 1e9, unit: `s to take ${count} sheets back` });
  } finally {
    await place.stop();
  }
}
