import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { load } from "../../../../tools/islands/load.mjs";
import { FakeServer, FakeStore } from "./fake_server.mjs";

const { LiveDocument, Shelf, difference } = await load("domain/writing/islands/live/document.ts", "domain/writing/islands/live/shelf.ts", "domain/writing/islands/live/text.ts");

function dice(seed) {
  let state = seed;
  return () => ((state = (state * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff);
}

const alive = new Set();
const opened = [];
// One that failed leaves nobody waiting: they would keep the whole run from ending.
afterEach(() => { for (const live of opened.splice(0)) live.line.stop(); });

function writer(server, { client, store = new FakeStore(), random = Math.random, socket = false }) {
  const told = { standings: [], parted: [] };
  const watcher = { stands: (standing) => told.standings.push(standing), text_appeared() {}, people() {}, talked() {}, parted: (all) => told.parted.push(...all), opened() {}, heard() {}, may_changed() {} };
  const around = { fetch: server.fetch, WebSocket: socket ? server.socket_class() : undefined, set_timer: (run, ms) => setTimeout(run, ms), clear_timer: (timer) => clearTimeout(timer), random };
  alive.add(client);
  const live = new LiveDocument("http://place.example/p/d/writing/x", client, around, new Shelf("x", store), async (one) => alive.has(one), watcher);
  opened.push(live);
  return { live, told, store, crash() { live.line.stop(); alive.delete(client); } };
}

/// `most`: long, for machines that do many things at once.
async function until(what, why, most = 60_000) {
  for (const from = Date.now(); !what(); ) {
    if (Date.now() - from > most) assert.fail(`never: ${typeof why === "function" ? why() : why}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const pieces = ["a", "é", "😀", "\n", "mot ", "ç", "👩‍🏫", "x"];
function type(live, random, name = "body") {
  const text = live.text(name);
  const words = text.words;
  const safe = (place) => { while (place > 0 && place < words.length && (words.charCodeAt(place) & 0xfc00) === 0xdc00) place--; return place; };
  const from = safe(Math.floor(random() * (words.length + 1)));
  const to = random() < 0.3 ? Math.max(from, safe(Math.min(words.length, from + 1 + Math.floor(random() * 4)))) : from;
  text.become(words.slice(0, from) + (random() < 0.8 || from === to ? pieces[Math.floor(random() * pieces.length)] : "") + words.slice(to));
}

const settled = (server, all) => all.every(({ live }) => live.standing === "saved" && live.seq === server.events.length && [...live.texts.values()].every((text) => text.words === (server.words(text.name) ?? "")));

for (const [seed, socket] of [[1, true], [2, true], [3, false], [4, false]])
  test(`six people who write at once, answers lost and late, read the same words (${socket ? "socket" : "polling"}, ${seed})`, async () => {
    const random = dice(seed);
    const server = new FakeServer({ body: "Départ.", title: "" }, { random, slowness: 8, lost: socket ? 0 : 0.08 });
    const all = Array.from({ length: 6 }, (_, at) => writer(server, { client: `s${seed}c${at}`, random, socket }));
    await Promise.all(all.map(({ live }) => live.open()));
    for (let round = 0; round < 25; round++) {
      for (const { live } of all) type(live, random, random() < 0.8 ? "body" : "title");
      if (round === 12 && socket) for (const one of [...server.sockets].slice(0, 3)) one.close();
      await server.pause();
    }
    await until(() => settled(server, all), () => JSON.stringify(all.map(({ live }) => [live.standing, live.seq, server.events.length, live.text("body").version])));
    assert.equal(new Set(all.map(({ live }) => live.text("body").words)).size, 1);
    for (const { live, told } of all) { assert.deepEqual(told.parted, []); live.close(); }
  });

test("what is typed offline is kept in the device, found after a crash, and joins what others wrote", async () => {
  const server = new FakeServer({ body: "Un.\nDeux.\nTrois." });
  const one = writer(server, { client: "train" });
  const other = writer(server, { client: "desk" });
  await one.live.open();
  await other.live.open();
  await until(() => one.live.standing === "saved");
  server.offline = true;
  one.live.text("body").become("Un.\nDeux, dans le train.\nTrois.");
  await until(() => one.live.standing === "offline" && one.store.length === 1);
  one.crash();
  server.offline = false;
  other.live.again();
  other.live.text("body").become("Un, au bureau.\nDeux.\nTrois.");
  await until(() => server.words("body") === "Un, au bureau.\nDeux.\nTrois.");
  const again = writer(server, { client: "train-2", store: one.store });
  await again.live.open();
  await until(() => server.words("body") === "Un, au bureau.\nDeux, dans le train.\nTrois." && again.live.standing === "saved", () => server.words("body"));
  await until(() => other.live.text("body").words === server.words("body"));
  await until(() => again.store.length === 0);
  again.live.close();
  other.live.close();
});

test("what was sent and not yet answered before a crash is not written twice", async () => {
  const server = new FakeServer({ body: "" });
  const one = writer(server, { client: "lost" });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  const push = server.push.bind(server);
  server.push = (all) => { push(all); throw new TypeError("answer lost"); };
  one.live.text("body").become("Une fois.");
  await until(() => server.words("body") === "Une fois." && one.store.length === 1);
  one.crash();
  server.push = push;
  const again = writer(server, { client: "lost-2", store: one.store });
  await again.live.open();
  await until(() => again.live.standing === "saved");
  assert.equal(server.words("body"), "Une fois.");
  assert.equal(again.live.text("body").words, "Une fois.");
  again.live.close();
});

test("a sign-in that ends keeps the words here; once entered again they leave by themselves", async () => {
  const server = new FakeServer();
  const one = writer(server, { client: "out" });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  server.signed_out = true;
  one.live.text("body").become("Sans être connectée.");
  await until(() => one.live.standing === "signed_out");
  server.signed_out = false;
  one.live.again();
  await until(() => server.words("body") === "Sans être connectée." && one.live.standing === "saved");
  one.live.close();
});

test("what one person typed is never sent in the name of another who enters on the same device", async () => {
  const server = new FakeServer();
  const one = writer(server, { client: "shared" });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  server.signed_out = true;
  one.live.text("body").become("Mots d’Ana.");
  await until(() => one.live.standing === "signed_out" && one.store.length === 1);
  server.signed_out = false;
  server.person = "someone else";
  one.live.again();
  await until(() => one.live.standing === "gone");
  assert.equal(server.words("body"), "");
  one.crash();
  const again = writer(server, { client: "shared-2", store: one.store });
  await again.live.open();
  await until(() => again.live.standing === "saved");
  assert.equal(again.live.text("body").words, "");
  assert.equal(one.store.length, 1, "and stays in the device for who typed it");
  again.live.close();
});

test("a text too old to be brought together is parted, with both texts whole", async () => {
  const server = new FakeServer({ body: "Un.\n\nDeux." });
  const one = writer(server, { client: "old" });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  server.offline = true;
  one.live.text("body").become("Un de moi.\n\nDeux.");
  await until(() => one.live.standing === "offline" && one.store.length === 1);
  one.crash();
  server.offline = false;
  server.push({ client: "z", text: "body", version: 0, updates: [{ id: "z1", changes: [3, [0, " d’eux"], 7] }] });
  server.oldest = 1;
  const again = writer(server, { client: "old-2", store: one.store });
  await again.live.open();
  assert.deepEqual(again.told.parted.map(({ name, mine, theirs }) => [name, mine, theirs]), [["body", "Un de moi.\n\nDeux.", "Un. d’eux\n\nDeux."]]);
  again.live.close();
});

test("a device that keeps nothing says so when the network is gone too", async () => {
  const server = new FakeServer();
  const store = new FakeStore();
  store.full = true;
  const one = writer(server, { client: "full", store });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  server.offline = true;
  one.live.text("body").become("Où vont ces mots ?");
  await until(() => one.live.standing === "unsafe", () => one.told.standings.join());
  one.live.close();
});

test("a suggestion stays out of what is written, and comes back as places of the text", async () => {
  const server = new FakeServer({ body: "Un bassin d’emploi, rien à signer." });
  const one = writer(server, { client: "sugg" });
  await one.live.open();
  await until(() => one.live.standing === "saved");
  const text = one.live.text("body");
  text.held = true;
  text.become("Un coin de rue, rien à signer.");
  text.become("Un coin de rue, rien à signer ni à payer.");
  await until(() => one.store.length === 1);
  server.push({ client: "z", text: "body", version: 0, updates: [{ id: "z", changes: [[0, "« "], server.words("body").length] }] });
  await until(() => text.version === 1);
  assert.equal(server.words("body"), "« Un bassin d’emploi, rien à signer.");
  assert.deepEqual(text.draft_pieces().map(({ from, to, insert }) => [text.synced.sliceString(from, to), insert]), [["bassin d’emploi", "coin de rue"], ["", " ni à payer"]]);
  text.drop_draft();
  assert.equal(text.words, server.words("body"));
  one.live.close();
});

test("where somebody is follows what others write before them, and what they have not sent yet is not counted", async () => {
  const server = new FakeServer({ body: "Un. Deux. Trois." });
  const one = writer(server, { client: "one" }), other = writer(server, { client: "other" });
  await one.live.open();
  await other.live.open();
  const text = one.live.text("body"), theirs = other.live.text("body");
  const told = { version: text.version, place: text.told_at(text.words.indexOf("Trois")) };
  theirs.become(`Avant tout. ${theirs.words}`);
  await until(() => theirs.version === 1 && text.version === 1);
  assert.equal(theirs.words.slice(theirs.now_at(told.version, told.place, 1)), "Trois.");
  server.offline = true;
  text.become(text.words.replace("Deux", "Deux et demi"));
  const later = { version: text.version, place: text.told_at(text.words.indexOf("Trois")) };
  assert.equal(theirs.words.slice(theirs.now_at(later.version, later.place, 1)), "Trois.", "the others do not have these words");
  one.live.close();
  other.live.close();
});

test("the change between two texts is short and never cuts a character", () => {
  for (const [before, after] of [["", "a"], ["a😀b", "a😁b"], ["👩‍🏫", "👨‍🏫"], ["aaa", "aa"], ["un\ndeux", "un\n\ndeux"], ["x", ""]]) {
    const { from, to, insert } = difference(before, after);
    assert.equal(before.slice(0, from) + insert.toString() + before.slice(to), after);
    for (const place of [from, to]) assert.ok(!(place > 0 && place < before.length && (before.charCodeAt(place) & 0xfc00) === 0xdc00), `${before} at ${place}`);
  }
  assert.equal(difference("same", "same"), undefined);
});
