// 3,000 people reading a kit at once, signed out: each keeps a connection open, as a browser does, turns a page every ten seconds or so,
// looks at the cover and at what may be taken away, and some of them take a file. Then all of them open the same page within three
// seconds, as when its address is given in a meeting.
import { Socket } from "node:net";
import { nearest } from "./figures.mjs";
import { ask, memory } from "./load.mjs";

const programme = "/p/demonstration", readers = 3000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/// One connection, opened again when the place has closed it for having been silent; one question at a time.
class Reader {
  #socket = null;
  #waiting = null;
  #left = -1;
  #head = Buffer.alloc(0);

  constructor(port) { this.port = port; }

  open() {
    return new Promise((done, failed) => {
      const socket = new Socket();
      socket.once("error", failed).setNoDelay(true).connect(this.port, "127.0.0.1", () => { this.#socket = socket; done(); });
      socket.on("data", (bytes) => this.#hear(bytes));
      socket.on("close", () => {
        this.#socket = null;
        this.#left = -1, this.#head = Buffer.alloc(0);
        this.#waiting?.failed(new Error("the place closed a connection before it had answered"));
      });
    });
  }

  /// Milliseconds until the last byte, and the status.
  async read(path) {
    const from = performance.now();
    return { status: await this.#ask(path).catch(() => this.#ask(path)), took: performance.now() - from };
  }

  /// A connection that closed under a question is opened again once, as browsers do.
  async #ask(path) {
    if (!this.#socket) await this.open();
    const answer = new Promise((done, failed) => { this.#waiting = { done, failed }; });
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: fr\r\n\r\n`);
    return answer;
  }

  #hear(bytes) {
    if (this.#left < 0) {
      this.#head = Buffer.concat([this.#head, bytes]);
      const end = this.#head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = this.#head.toString("latin1", 0, end);
      this.status = Number(head.slice(9, 12));
      this.#left = Number(/\r\ncontent-length: (\d+)/i.exec(head)[1]) - (this.#head.length - end - 4);
      this.#head = Buffer.alloc(0);
    } else this.#left -= bytes.length;
    if (this.#left > 0) return;
    this.#left = -1;
    const { done } = this.#waiting;
    this.#waiting = null;
    done(this.status);
  }

  end() { this.#socket?.destroy(); }
}

/// Addresses by what one does with them.
async function addresses_of(place) {
  const cover = (await ask(`${place.address}${programme}/kit`)).body.toString();
  const chapters = [...new Set([...cover.matchAll(/href="(\/p\/demonstration\/kit\/[\d.]+\/[a-z0-9-]+)"/g)].map((match) => match[1]))].filter((path) => !path.endsWith("/take-away"));
  const take_away = `${chapters[0].slice(0, chapters[0].lastIndexOf("/"))}/take-away`;
  const page = (await ask(place.address + take_away)).body.toString();
  const files = [...page.matchAll(/href="([^"]+\/files\/[^"]+)"/g)].map((match) => match[1]);
  const book = files.find((path) => path.endsWith(".epub"));
  if (chapters.length < 5 || !book) throw new Error("The kit of the demonstration has no chapters, or no file to take away.");
  return { chapters, cover: `${programme}/kit`, take_away, book };
}

/// What a reader asks next: mostly another page.
function next_of(addresses, chance) {
  if (chance < 0.06) return ["cover", addresses.cover];
  if (chance < 0.1) return ["take_away", addresses.take_away];
  if (chance < 0.12) return ["file", addresses.book];
  return ["page", addresses.chapters[Math.floor(chance * 1e6) % addresses.chapters.length]];
}

async function reading(people, addresses, seconds) {
  const times = { page: [], cover: [], take_away: [], file: [] }, until = performance.now() + seconds * 1000;
  await Promise.all(people.map(async (reader) => {
    for (let rest = Math.random() * 10_000; ; rest = 5000 + Math.random() * 10_000) {
      if (performance.now() + rest > until) return;
      await pause(rest);
      const [kind, path] = next_of(addresses, Math.random());
      const { took, status } = await reader.read(path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      times[kind].push(took);
    }
  }));
  for (const list of Object.values(times)) list.sort((one, other) => one - other);
  return times;
}

async function meeting(people, path) {
  const times = [];
  await Promise.all(people.map(async (reader) => {
    await pause(Math.random() * 3000);
    times.push((await reader.read(path)).took);
  }));
  return times.sort((one, other) => one - other);
}

export async function kit_readers({ place, figures }, seconds = 24) {
  const addresses = await addresses_of(place), port = Number(new URL(place.address).port);
  const people = [];
  for (let at = 0; at < readers; at += 100) {
    const some = Array.from({ length: 100 }, () => new Reader(port));
    await Promise.all(some.map((reader) => reader.open()));
    people.push(...some);
  }
  try {
    const times = await reading(people, addresses, seconds);
    const asked = Object.values(times).reduce((sum, list) => sum + list.length, 0);
    figures.add({ name: "kit.readers", value: asked / seconds, unit: `pages/s, ${readers} people` });
    for (const [kind, list] of Object.entries(times)) figures.add({ name: `kit.readers.${kind}.p99`, value: nearest(list, 0.99), unit: `ms, ${list.length} times`, at_most: 50 });
    const all = Object.values(times).flat().sort((one, other) => one - other);
    figures.add({ name: "kit.readers.p99", value: nearest(all, 0.99), unit: "ms", at_most: 50 });
    figures.add({ name: "kit.readers.meeting.p99", value: nearest(await meeting(people, addresses.cover), 0.99), unit: "ms, all of them within three seconds", at_most: 50 });
    figures.add({ name: "kit.readers.memory", value: memory(place.pid).now, unit: "MB", at_most: 150 });
  } finally {
    people.forEach((reader) => reader.end());
  }
}
