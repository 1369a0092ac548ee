// A server of live documents in a few lines, for tests of the browser's half: slow, forgetful and cut at will.
import { ChangeSet, Text } from "@codemirror/state";

export class FakeServer {
  texts = new Map(); // name → {version, doc}
  events = [];
  taken = new Set();
  offline = false;
  signed_out = false;
  person = "me";
  oldest = 0; // changes before that seq are no longer kept
  sockets = new Set();
  #waiting = new Set();

  constructor(texts = { body: "" }, { random = Math.random, slowness = 3, lost = 0 } = {}) {
    for (const [name, words] of Object.entries(texts)) this.texts.set(name, { version: 0, doc: Text.of(words.split("\n")) });
    Object.assign(this, { random, slowness, lost });
  }

  words(name) { return this.texts.get(name)?.doc.toString(); }

  push({ client, text, version, updates }) {
    const entry = this.texts.get(text) ?? { version: 0, doc: Text.of([""]) };
    this.texts.set(text, entry);
    const fresh = updates.filter((one) => !this.taken.has(one.id));
    if (!fresh.length) return [200, { version: entry.version, taken: 0 }];
    if (version < this.oldest) return [410, {}];
    if (version + updates.length - fresh.length !== entry.version) return [409, { version: entry.version }];
    for (const one of fresh) {
      entry.doc = ChangeSet.fromJSON(one.changes).apply(entry.doc);
      entry.version++;
      this.taken.add(one.id);
      this.events.push({ seq: this.events.length + 1, text, version: entry.version, client, name: client, changes: one.changes });
    }
    for (const wake of this.#waiting) wake();
    for (const socket of this.sockets) socket.tell();
    return [200, { seq: this.events.length, version: entry.version, taken: fresh.length }];
  }

  since(after) { return { seq: this.events.length, events: this.events.slice(after) }; }
  pause() { return new Promise((resolve) => setTimeout(resolve, this.random() * this.slowness)); }

  /// What stands for `fetch`.
  fetch = async (address, { method = "GET", body, signal } = {}) => {
    await this.pause();
    if (this.offline) throw new TypeError("offline");
    const url = new URL(address);
    const answer = (status, told) => ({ ok: status < 300, status, type: "basic", headers: new Headers({ "content-type": "application/json" }), json: async () => JSON.parse(JSON.stringify(told)) });
    if (this.signed_out) return answer(401, {});
    if (url.pathname.endsWith("/state")) {
      const texts = Object.fromEntries([...this.texts].map(([name, { version, doc }]) => [name, { version, text: doc.toString() }]));
      return answer(200, { seq: this.events.length, texts, may: "write", me: { id: this.person, name: "Me", colour: 0 }, people: [] });
    }
    if (url.pathname.endsWith("/changes") && method === "POST") {
      if (this.random() < this.lost / 2) throw new TypeError("lost on the way");
      const [status, told] = this.push(JSON.parse(body));
      if (this.random() < this.lost) throw new TypeError("answer lost");
      return answer(status, told);
    }
    if (url.pathname.endsWith("/changes")) {
      const after = Number(url.searchParams.get("after"));
      if (after < this.oldest) return answer(410, {});
      if (this.events.length === after && Number(url.searchParams.get("wait")) > 0) await this.#event(signal);
      if (this.offline) throw new TypeError("offline");
      await this.pause();
      if (this.random() < this.lost) throw new TypeError("answer lost");
      return answer(200, this.since(after));
    }
    return answer(200, {});
  };

  #event(signal) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, 400);
      const wake = () => { clearTimeout(timer); this.#waiting.delete(wake); resolve(); };
      this.#waiting.add(wake);
      signal?.addEventListener("abort", () => { clearTimeout(timer); this.#waiting.delete(wake); reject(new TypeError("aborted")); });
    });
  }

  /// A class that stands for WebSocket.
  socket_class() {
    const server = this;
    return class {
      readyState = 0;
      #after = -1;
      constructor() {
        setTimeout(() => {
          if (server.offline) return this.close();
          this.readyState = 1;
          server.sockets.add(this);
          this.onopen?.();
        }, 1);
      }
      tell() {
        if (this.#after < 0) return;
        const { seq, events } = server.since(this.#after);
        this.#after = seq;
        setTimeout(() => this.readyState === 1 && this.onmessage?.({ data: JSON.stringify({ events, seq }) }), 1);
      }
      send(json) {
        const { after, push } = JSON.parse(json);
        if (after !== undefined) { this.#after = after; this.tell(); }
        if (push) setTimeout(() => {
          if (this.readyState !== 1) return;
          const [status, told] = server.push(push);
          this.onmessage?.({ data: JSON.stringify({ answer: { n: push.n, status, ...told } }) });
        }, server.random() * server.slowness);
      }
      close() {
        if (this.readyState === 3) return;
        this.readyState = 3;
        server.sockets.delete(this);
        setTimeout(() => this.onclose?.({ code: 1006 }), 0);
      }
    };
  }
}

/// What stands for localStorage.
export class FakeStore {
  #all = new Map();
  full = false;
  getItem(key) { return this.#all.get(key) ?? null; }
  setItem(key, value) { if (this.full) throw new Error("QuotaExceeded"); this.#all.set(key, value); }
  removeItem(key) { this.#all.delete(key); }
  key(at) { return [...this.#all.keys()][at] ?? null; }
  get length() { return this.#all.size; }
}
