// Writing together: fifty people in one document, then more until it breaks; hundreds of documents open; thousands of idle
// connections; a long text with a long history. Writers are @codemirror/collab clients in this process, as browsers are.
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { serve } from "../journeys/place.mjs";
import { cpu_seconds, memory } from "./load.mjs";
import { nearest } from "./figures.mjs";
import { sign_in_several } from "./place.mjs";

const programme = "/p/demonstration";
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const words = ["le ", "pont ", "neuf ", "é", "à ", "halle ", "un ", "mot ", ", ", "on ", "va ", "\n", "😀", "l’eau "];

/// The documents of the first `count` methods somebody may write in, opened by asking for their page.
export async function documents(place, cookie, count) {
  const found = [];
  const list = await (await fetch(`${place.address}${programme}/methods`, { headers: { cookie } })).text();
  const slugs = [...new Set([...list.matchAll(/\/p\/demonstration\/methods\/([a-z0-9-]+)"/g)].map((match) => match[1]))].filter((slug) => slug !== "new");
  for (const slug of slugs) {
    if (found.length === count) break;
    const page = await fetch(`${place.address}${programme}/methods/${slug}/write`, { headers: { cookie }, redirect: "manual" });
    const match = page.status === 200 && /\/p\/demonstration\/writing\/([0-9a-f-]{36})/.exec(await page.text());
    if (match) found.push(match[1]);
  }
  return found;
}

const territory_of = () => readFileSync("programmes/demonstration/people.csv", "utf8").split("\n").find((line) => line.includes(",pioneer,")).split(",")[2];

/// One more method, with a live document; its address ends with the document's identifier.
export async function fresh_document(place, cookie, csrf, title) {
  const body = new URLSearchParams({ csrf, form_key: randomBytes(8).toString("hex"), do: "save", title, pitch: "Au banc.", visibility: "public", "steps.count": "0", licence: "CC-BY-SA-4.0", language: "fr", body: "" });
  const made = await fetch(`${place.address}${programme}/methods/new`, { method: "POST", body, redirect: "manual", headers: { cookie, origin: place.address } });
  if (made.status !== 303) throw new Error(`A method was not made: ${made.status}.`);
  const address = place.address + made.headers.get("location").replace(/\?.*/, "");
  const tried = await fetch(`${address}/trial`, { method: "POST", body: new URLSearchParams({ csrf, form_key: randomBytes(8).toString("hex"), worked: "yes", text: "Au banc.", territory: territory_of(), territory_key: territory_of() }), redirect: "manual", headers: { cookie, origin: place.address } });
  if (tried.status !== 303) throw new Error(`A trial was not told: ${tried.status}.`);
  // Once tested, whoever contributes to the programme writes in it.
  const moved = await fetch(`${address}/move`, { method: "POST", body: new URLSearchParams({ csrf, to: "tested", visibility: "public" }), redirect: "manual", headers: { cookie, origin: place.address } });
  if (moved.status !== 303) throw new Error(`A method was not moved: ${moved.status}.`);
  const page = await (await fetch(`${address}/write`, { headers: { cookie } })).text();
  return /\/p\/demonstration\/writing\/([0-9a-f-]{36})/.exec(page)[1];
}

export const state_of = async (place, cookie, id) => {
  const answer = await fetch(`${place.address}${programme}/writing/${id}/state`, { headers: { cookie, accept: "application/json" } });
  if (!answer.ok) throw new Error(`The document does not open: ${answer.status}.`);
  return answer.json();
};

/// A WebSocket by hand: node's own sends neither cookies nor an Origin. Text frames only, which is all that is said here.
export class Socket {
  constructor(place, path, cookie, on_text) {
    const { hostname, port, host, origin } = new URL(place.address);
    Object.assign(this, { on_text, closed: false });
    let bytes = Buffer.alloc(0), open = false;
    this.ready = new Promise((resolve, reject) => {
      this.socket = connect(Number(port), hostname, () => this.socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`));
      this.socket.setNoDelay(true).on("error", (error) => { this.closed = true; reject(error); }).on("close", () => { this.closed = true; reject(new Error("closed")); });
      this.socket.on("data", (more) => {
        bytes = bytes.length ? Buffer.concat([bytes, more]) : more;
        if (!open) {
          const end = bytes.indexOf("\r\n\r\n");
          if (end < 0) return;
          if (!bytes.subarray(0, 12).toString().endsWith("101")) return reject(new Error(bytes.subarray(0, 12).toString()));
          open = true;
          bytes = bytes.subarray(end + 4);
          resolve();
        }
        for (let frame = this.#frame(bytes); frame; frame = this.#frame(bytes)) {
          bytes = bytes.subarray(frame.size);
          if (frame.opcode === 1) this.on_text?.(frame.text.toString());
          else if (frame.opcode === 9) this.#write(10, frame.text);
          else if (frame.opcode === 8) this.socket.end();
        }
      });
    });
  }
  #frame(bytes) {
    if (bytes.length < 2) return undefined;
    let size = bytes[1] & 0x7f, head = 2;
    if (size === 126) { if (bytes.length < 4) return undefined; size = bytes.readUInt16BE(2); head = 4; }
    else if (size === 127) { if (bytes.length < 10) return undefined; size = Number(bytes.readBigUInt64BE(2)); head = 10; }
    return bytes.length < head + size ? undefined : { opcode: bytes[0] & 15, text: bytes.subarray(head, head + size), size: head + size };
  }
  #write(opcode, text) {
    const head = text.length < 126 ? Buffer.from([0x80 | opcode, 0x80 | text.length]) : text.length < 65536 ? Buffer.from([0x80 | opcode, 0xfe, text.length >> 8, text.length & 255]) : Buffer.concat([Buffer.from([0x80 | opcode, 0xff]), (() => { const size = Buffer.alloc(8); size.writeBigUInt64BE(BigInt(text.length)); return size; })()]);
    this.socket.write(Buffer.concat([head, Buffer.alloc(4), text]));
  }
  say(message) { this.#write(1, Buffer.from(JSON.stringify(message))); }
  end() { this.socket.destroy(); }
}

/// Somebody at their keyboard: types words in bursts around one place; pushes as the page does.
class Writer {
  constructor(place, cookie, id, state, heard) {
    Object.assign(this, { heard, client: randomBytes(4).toString("hex"), seq: state.seq, typed: 0, flying: false, refused: 0, sent_at: new Map() });
    const text = state.texts.body ?? { version: 0, text: "" };
    this.state = EditorState.create({ doc: Text.of(text.text.split("\n")), extensions: [collab({ startVersion: text.version, clientID: this.client })] });
    this.ids = new WeakMap();
    this.socket = new Socket(place, `${programme}/writing/${id}/live`, cookie, (json) => this.hear(JSON.parse(json)));
    this.ready = this.socket.ready.then(() => this.socket.say({ after: state.seq }));
  }
  type() {
    const doc = this.state.doc.toString();
    if (this.typed % 30 === 0 || this.at === undefined) this.at = Math.floor(Math.random() * (doc.length + 1));
    let at = Math.min(this.at, doc.length);
    if ((doc.charCodeAt(at) & 0xfc00) === 0xdc00) at--;
    const word = words[Math.floor(Math.random() * words.length)];
    this.state = this.state.update({ changes: { from: at, insert: Text.of(word.split("\n")) } }).state;
    this.at = at + word.length;
    this.typed++;
    const updates = sendableUpdates(this.state);
    const id = `${this.client}-${this.typed}`;
    this.ids.set(updates[updates.length - 1].origin, id);
    this.sent_at.set(id, performance.now());
    this.push();
  }
  push() {
    const updates = sendableUpdates(this.state);
    if (this.flying || !updates.length) return;
    this.flying = true;
    this.socket.say({ push: { n: this.typed, client: this.client, text: "body", version: getSyncedVersion(this.state), updates: updates.map((one) => ({ id: this.ids.get(one.origin), changes: one.changes.toJSON() })) } });
  }
  hear(message) {
    const refused = message.answer && message.answer.status !== 200;
    if (refused) this.refused++;
    const events = (message.events ?? []).filter((event) => event.text === "body" && event.changes && event.seq > this.seq);
    if (events.length) {
      this.at = this.at === undefined ? undefined : events.reduce((at, event) => (event.client === this.client ? at : ChangeSet.fromJSON(event.changes).mapPos(Math.min(at, ChangeSet.fromJSON(event.changes).length), 1)), this.at);
      this.state = receiveUpdates(this.state, events.map((event) => ({ clientID: event.client, changes: ChangeSet.fromJSON(event.changes) }))).state;
      const now = performance.now();
      for (const event of events) this.heard(event, this, now);
    }
    if (message.seq > this.seq) this.seq = message.seq;
    // Nothing more is sent before what was decided came back: an answer alone would have the same changes sent again.
    if (refused || events.some((event) => event.client === this.client)) {
      this.flying = false;
      setImmediate(() => this.push());
    }
  }
  settled() { return !this.flying && sendableUpdates(this.state).length === 0; }
}

/// `people` writers type `rate` changes a second each for `seconds`, each at one of the `places` that share a database; what it took,
/// and whether all ended with one text.
export async function storm(places, cookies, id, { people, rate, seconds }) {
  const [place] = places, cpu_of_all = () => places.reduce((sum, one) => sum + cpu_seconds(one.pid), 0);
  const times = [], acks = [];
  const state = await state_of(place, cookies[0], id);
  const by_client = new Map();
  const heard = (event, writer, now) => {
    const author = by_client.get(event.client), sent = author?.sent_at.get(event.id);
    if (sent === undefined) return;
    (author === writer ? acks : times).push(now - sent);
  };
  const writers = Array.from({ length: people }, (_, at) => new Writer(places[at % places.length], cookies[at % cookies.length], id, state, heard));
  for (const writer of writers) by_client.set(writer.client, writer);
  await Promise.all(writers.map((writer) => writer.ready));
  await pause(200);
  const cpu = cpu_of_all(), from = performance.now();
  const timers = writers.map((writer, at) => setTimeout(() => { writer.timer = setInterval(() => writer.type(), 1000 / rate); }, (1000 / rate) * (at / people)));
  await pause(seconds * 1000);
  timers.forEach(clearTimeout);
  writers.forEach((writer) => clearInterval(writer.timer));
  const took = (performance.now() - from) / 1000;
  for (let tries = 0; tries < 200 && !writers.every((writer) => writer.settled()); tries++) await pause(50);
  await pause(300);
  const spent = cpu_of_all() - cpu;
  const after = await state_of(place, cookies[0], id);
  const texts = new Set(writers.map((writer) => writer.state.doc.toString()).concat(after.texts.body.text));
  writers.forEach((writer) => writer.socket.end());
  const typed = writers.reduce((sum, writer) => sum + writer.typed, 0);
  const sorted = times.sort((one, other) => one - other);
  return { typed, per_second: typed / took, p50: nearest(sorted, 0.5), p95: nearest(sorted, 0.95), p99: nearest(sorted, 0.99), cpu_ms: (spent * 1000) / typed, cores: spent / took, refused: writers.reduce((sum, writer) => sum + writer.refused, 0), converged: texts.size === 1 && writers.every((writer) => writer.settled()), seq: after.seq, length: after.texts.body.text.length };
}

async function one_document(place, cookies, csrf, figures) {
  const id = await fresh_document(place, cookies[0], csrf, "Écrire à cinquante");
  const before = memory(place.pid).now;
  const at_fifty = await storm([place], cookies, id, { people: 50, rate: 5, seconds: 12 });
  if (!at_fifty.converged) throw new Error("Fifty writers did not end with the same text.");
  figures.add({ name: "live.key_to_screens.p95", value: at_fifty.p95, unit: `ms, 50 writers, ${Math.round(at_fifty.per_second)} changes/s`, at_most: 60 });
  figures.add({ name: "live.key_to_screens.p99", value: at_fifty.p99, unit: "ms", at_most: 150 });
  // Etherpad 2.5 measured on two such cores: 9 ms of processor per change, 340 MB.
  figures.add({ name: "live.cpu_per_change", value: at_fifty.cpu_ms, unit: "CPU-ms, told to 50 people", at_most: 9 / 20 });
  figures.add({ name: "live.memory.50", value: memory(place.pid).now - before, unit: "MB more for 50 writers", at_most: 34 });
  // Raised until somebody waits a second for what another typed: there it breaks.
  for (const rate of [10, 20, 40, 80]) {
    const more = await storm([place], cookies, id, { people: 50, rate, seconds: 6 });
    figures.add({ name: `live.at_${50 * rate}_a_second.p95`, value: more.p95, unit: `ms, ${Math.round(more.per_second)} typed/s, ${more.cores.toFixed(2)} cores, ${more.converged ? "all the same" : "NOT the same"}` });
    if (!more.converged) throw new Error(`At ${50 * rate} changes a second the texts differ.`);
    if (more.p95 > 1000) break;
  }
}

/// 50,000 changes typed by ten people, some 200 KB, then opened by somebody new.
export async function long_history(place, cookies, csrf, figures, program, data) {
  const id = await fresh_document(place, cookies[0], csrf, "Une longue histoire");
  const { csrf: token } = await state_of(place, cookies[0], id);
  const source = real_words(200_000);
  let doc = 0, version = 0, typed = 0, at = 0;
  for (let batch = 0; batch < 500; batch++) {
    const updates = [];
    for (let count = 0; count < 100; count++) {
      if (count % 25 === 0) at = Math.floor(Math.random() * (doc + 1));
      const word = source.slice((batch * 100 + count) * 4, (batch * 100 + count) * 4 + 4).replaceAll("\r", " ");
      if (word.length === 0) throw new Error("Not enough words to type.");
      updates.push({ id: `c${batch % 10}-${batch * 100 + count}`, changes: ChangeSet.of({ from: at, insert: Text.of(word.split("\n")) }, doc).toJSON() });
      at += word.length, doc += word.length, typed += Buffer.byteLength(word);
    }
    const answer = await fetch(`${place.address}${programme}/writing/${id}/changes`, { method: "POST", headers: { cookie: cookies[batch % cookies.length], "content-type": "application/json", "x-csrf": (await token_of(place, cookies[batch % cookies.length], id)), origin: place.address }, body: JSON.stringify({ client: `c${batch % 10}`, text: "body", version, updates }) });
    if (answer.status !== 200) throw new Error(`A batch was not taken: ${answer.status} ${await answer.text()}`);
    version += 100;
  }
  await pause(7000); // old changes are packed every few seconds
  const times = [];
  for (let count = 0; count < 9; count++) {
    const from = performance.now();
    const state = await state_of(place, cookies[0], id);
    times.push(performance.now() - from);
    if (state.texts.body.text.length !== doc) throw new Error("The long text is not whole.");
  }
  figures.add({ name: "live.open_200_kb", value: times.sort((one, other) => one - other)[4], unit: `ms, ${Math.round(typed / 1024)} KB, ${version} changes, at hand`, at_most: 300 });
  const [log, factor] = stored(data, id, typed);
  figures.add({ name: "live.log_size", value: factor, unit: `times the typed text (${Math.round(log / 1024)} KB of log for ${Math.round(typed / 1024)} KB)`, at_most: 3 });
  const histories = [];
  for (const seq of [25_000, 40_000, 49_000, 100, 12_000]) {
    const from = performance.now();
    const answer = await fetch(`${place.address}${programme}/writing/${id}/versions/${seq}`, { headers: { cookie: cookies[0] } });
    await answer.text();
    if (answer.status === 200) histories.push(performance.now() - from);
  }
  for (const [name, page, what] of [["authors_page", "authors", "who wrote what"], ["versions_page", "versions", "the moments of writing"]]) {
    const spent = [];
    for (let count = 0; count < 5; count++) {
      const from = performance.now();
      const answer = await fetch(`${place.address}${programme}/writing/${id}/${page}`, { headers: { cookie: cookies[0] } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`The page ${page} does not open: ${answer.status}.`);
      spent.push(performance.now() - from);
    }
    figures.add({ name: `live.${name}`, value: spent.sort((one, other) => one - other)[2], unit: `ms, ${what} over 50,000 changes`, at_most: 100 });
  }
  if (histories.length) figures.add({ name: "live.history_page", value: nearest(histories.sort((one, other) => one - other), 0.5), unit: "ms, a former version of 50,000", at_most: 100 });
  const restarted = await serve(program, data);
  try {
    const [other] = await sign_in_several(program, data, restarted, 1);
    const from = performance.now();
    await state_of(restarted, other, id);
    figures.add({ name: "live.open_200_kb.cold", value: performance.now() - from, unit: "ms, first reader after a start", at_most: 300 });
  } finally {
    await restarted.stop();
  }
}

/// What people of the demonstration wrote, as they would type it again.
function real_words(length) {
  let all = "";
  for (const folder of ["experiences", "methods"]) for (const name of readdirSync(`programmes/demonstration/${folder}`)) if (name.endsWith(".md")) all += readFileSync(`programmes/demonstration/${folder}/${name}`, "utf8");
  while (all.length < length) all += all.split(" ").reverse().join(" ");
  return all.slice(0, length);
}

/// Bytes of the changes of a document, packed or not, with what their rows cost, and how that compares with what was typed.
function stored(data, id, typed) {
  const ask = (sql) => execFileSync("sqlite3", [join(data, "essaim.db"), sql]).toString().trim().split("|").map(Number);
  const [packed] = ask(`SELECT coalesce(SUM(length(packed) + length(people) + 80), 0) FROM writing_block WHERE document_id = '${id}'`);
  // A row and its entry in the other index: its texts, and the identifiers and numbers twice.
  const [plain] = ask(`SELECT coalesce(SUM(length(name) * 2 + length(coalesce(person_id, '')) + length(client) + length(update_id) + length(changes) + 2 * 36 + 40), 0) FROM writing_change WHERE document_id = '${id}'`);
  return [packed + plain, (packed + plain) / typed];
}

const tokens = new Map();
async function token_of(place, cookie, id) {
  if (!tokens.has(cookie)) tokens.set(cookie, (await state_of(place, cookie, id)).csrf);
  return tokens.get(cookie);
}

/// Two thousand people in five hundred documents, each having moved once, then silent.
export async function many_documents(place, cookies, csrf, figures) {
  const ids = [];
  for (let at = 0; at < 500; at++) ids.push(await fresh_document(place, cookies[0], csrf, `Banc ${at}`));
  const sockets = [];
  for (let at = 0; at < 2000; at++) {
    const socket = new Socket(place, `${programme}/writing/${ids[at % 500]}/live`, cookies[at % cookies.length]);
    await socket.ready;
    socket.say({ after: 0 });
    socket.say({ presence: { client: `m${at}`, text: "body", anchor: 0, head: 0 } });
    sockets.push(socket);
  }
  await pause(2000);
  const alive = sockets.filter((socket) => !socket.closed).length;
  if (alive !== 2000) throw new Error(`Only ${alive} of 2,000 people are there.`);
  figures.add({ name: "live.memory.500_documents", value: memory(place.pid).now, unit: "MB, 2,000 people in 500 documents", at_most: 400 });
  sockets.forEach((socket) => socket.end());
}

export async function idle_connections(place, cookies, csrf, figures) {
  const id = await fresh_document(place, cookies[0], csrf, "Dix mille");
  const sockets = [];
  for (let at = 0; at < 10_000; at += 100) {
    const some = Array.from({ length: 100 }, () => new Socket(place, `${programme}/writing/${id}/live`, cookies[at % cookies.length]));
    await Promise.all(some.map((socket) => socket.ready));
    sockets.push(...some);
  }
  await pause(1500);
  const alive = sockets.filter((socket) => !socket.closed).length;
  figures.add({ name: "live.memory.10000_idle", value: memory(place.pid).now, unit: `MB, ${alive} idle connections`, at_most: 300 });
  sockets.forEach((socket) => socket.end());
}

/// Two programs on one PostgreSQL, each with half of the writers.
async function two_nodes(program, folder, figures) {
  const server = process.env.ESSAIM_TEST_POSTGRESQL;
  if (!server) return console.log("  live.two_nodes: skipped, no PostgreSQL (bash tools/dev/with_postgresql.sh node tests/bench/run.mjs …)");
  const name = `essaim_bench_${process.pid}`, data = join(folder, "two-nodes");
  execFileSync("psql", [server, "-qc", `CREATE DATABASE ${name} TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C'`]);
  const flags = ["--database", server.replace("/postgres?", `/${name}?`)];
  mkdirSync(data, { recursive: true });
  for (const command of [["registry"], ["import", "programmes/demonstration"]]) execFileSync(program, [...command, "--data", data, ...flags], { stdio: "ignore" });
  const nodes = [await serve(program, data, "127.0.0.1", { flags }), await serve(program, data, "127.0.0.1", { flags })];
  try {
    const cookies = await sign_in_several(program, data, nodes[0], 10, flags);
    const csrf = await csrf_of(nodes[0], cookies[0]);
    const id = await fresh_document(nodes[0], cookies[0], csrf, "À deux nœuds");
    const told = await storm(nodes, cookies, id, { people: 50, rate: 5, seconds: 12 });
    if (!told.converged) throw new Error("Writers on two nodes did not end with the same text.");
    figures.add({ name: "live.two_nodes.p95", value: told.p95, unit: `ms, 50 writers on two nodes, ${Math.round(told.per_second)} changes/s, ${told.cores.toFixed(2)} cores`, at_most: 60 });
    figures.add({ name: "live.two_nodes.p99", value: told.p99, unit: "ms", at_most: 150 });
  } finally {
    for (const node of nodes) await node.stop();
    execFileSync("psql", [server, "-qc", `DROP DATABASE ${name} WITH (FORCE)`]);
  }
}

async function csrf_of(place, cookie) {
  const page = await (await fetch(`${place.address}${programme}/methods/new`, { headers: { cookie } })).text();
  return /name="csrf" value="([^"]+)"/.exec(page)[1];
}

export async function live({ place, program, data, folder, figures }) {
  const cookies = await sign_in_several(program, data, place, 20);
  const csrf = await csrf_of(place, cookies[0]);
  await one_document(place, cookies, csrf, figures);
  await two_nodes(program, folder, figures);
  await long_history(place, cookies, csrf, figures, program, data);
  await many_documents(place, cookies, csrf, figures);
  await idle_connections(place, cookies, csrf, figures);
}
