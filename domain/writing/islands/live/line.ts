// The line between a browser and the server: WebSocket, else long polling. It only carries; live/document.ts decides.
import { fate_of, type Event, type Fate, type Person, type Push, type State } from "./protocol";

/// What the line asks of a browser; a test gives its own.
export interface Around {
  fetch: typeof fetch;
  WebSocket?: new (address: string) => WebSocket;
  set_timer: (run: () => void, ms: number) => number;
  clear_timer: (timer: number) => void;
  random: () => number;
}

export interface Listener {
  heard(events: Event[], seq: number): void;
  /// The line is up, by which way; or down, and why.
  up(way: "socket" | "polling"): void;
  down(fate: Fate): void;
  seq(): number;
}

const patience = 6_000; // ms for a socket to open and say something
const poll_seconds = 25;
const longest_pause = 15_000;

type Body = Record<string, unknown>;

export class Line {
  csrf = "";
  #socket: WebSocket | undefined;
  #socket_works = false;
  #socket_faults = 0;
  #poll_faults = 0;
  #asking: AbortController | undefined;
  #timer = 0;
  #tries = 0;
  #closed = false;
  #next = 1;
  #person = ""; // who writes here
  #ask_who = false; // the sign-in ended: before anything goes on, who entered again?
  readonly #answers = new Map<number, (fate: Fate) => void>();

  constructor(readonly base: string, readonly around: Around, readonly listener: Listener, readonly client: string) {}

  get way(): "socket" | "polling" { return this.#socket_works ? "socket" : "polling"; }

  async asked(method: "GET" | "POST", path: string, body?: unknown, signal?: AbortSignal, again = false, keepalive = false): Promise<{ fate: Fate; body: Body }> {
    try {
      const init: RequestInit = { method, redirect: "manual", cache: "no-store", credentials: "same-origin", keepalive, headers: { accept: "application/json", ...(body ? { "content-type": "application/json", "x-csrf": this.csrf } : {}) } };
      if (body) init.body = JSON.stringify(body);
      init.signal = signal ?? AbortSignal.timeout(15_000);
      const answer = await this.around.fetch.call(globalThis, this.base + path, init);
      if (answer.type === "opaqueredirect" || (answer.status >= 300 && answer.status < 400)) return { fate: { is: "signed_out" }, body: {} };
      const ours = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
      const told = ours ? ((await answer.json()) as Body) : {};
      // A page where data was asked for: a sign-in form, or a proxy of the town hall.
      if (!ours && answer.ok) return { fate: { is: "blocked" }, body: {} };
      const fate = fate_of(answer.status, told);
      // The token is that of a former sign-in: the present one has another.
      if (fate.is === "signed_out" && method === "POST" && !again && (await this.state()).fate.is === "taken") return this.asked(method, path, body, signal, true);
      return { fate, body: told };
    } catch {
      return { fate: { is: "offline" }, body: {} };
    }
  }

  async state(): Promise<{ fate: Fate; state?: State }> {
    const { fate, body } = await this.asked("GET", "/state");
    if (fate.is !== "taken") return { fate };
    const state = body as unknown as State;
    // What one person typed is not sent in the name of another, who entered on the same device.
    if (this.#person && state.me.id !== this.#person) return { fate: { is: "gone" } };
    this.#person = state.me.id;
    this.#ask_who = false;
    if (typeof state.csrf === "string") this.csrf = state.csrf;
    return { fate, state };
  }

  /// Keeps listening from `listener.seq()` on, until stop().
  start(): void {
    this.#closed = false;
    this.#try();
  }

  stop(): void {
    this.#closed = true;
    this.#cut();
  }

  /// Tries at once: the network is back, or someone entered in another tab.
  again(): void {
    if (this.#closed) return;
    this.#tries = 0;
    this.#cut();
    this.#try();
  }

  #cut(): void {
    this.around.clear_timer(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    for (const answer of [...this.#answers.values()]) answer({ is: "offline" });
    this.#answers.clear();
  }

  #try(): void {
    if (this.#closed) return;
    if (this.#ask_who) void this.#ask_who_is_there();
    else if (this.around.WebSocket && (this.#socket_works || this.#socket_faults < 2)) this.#open();
    else void this.#poll();
  }

  async #ask_who_is_there(): Promise<void> {
    const { fate } = await this.state();
    if (this.#closed) return;
    if (fate.is === "taken") return this.#try();
    this.#lost(fate);
    this.#later();
  }

  #lost(fate: Fate): void {
    if (fate.is === "signed_out") this.#ask_who = true;
    this.listener.down(fate);
  }

  #later(): void {
    if (this.#closed) return;
    const pause = Math.min(longest_pause, 500 * 2 ** this.#tries++) * (0.75 + this.around.random() / 2);
    this.around.clear_timer(this.#timer);
    this.#timer = this.around.set_timer(() => this.#try(), pause);
  }

  // ---- WebSocket

  #open(): void {
    let opened = false;
    let socket: WebSocket;
    try {
      socket = new this.around.WebSocket!(this.base.replace(/^http/, "ws") + "/live");
    } catch {
      this.#socket_faults = 2;
      return void this.#poll();
    }
    this.#socket = socket;
    const late = this.around.set_timer(() => socket.close(), patience);
    socket.onopen = () => socket.send(JSON.stringify({ after: this.listener.seq(), client: this.client }));
    socket.onmessage = (message) => {
      if (this.#socket !== socket) return;
      if (!opened) {
        opened = this.#socket_works = true;
        this.#tries = 0;
        this.around.clear_timer(late);
        this.listener.up("socket");
      }
      this.#hear(JSON.parse(String(message.data)) as Body);
    };
    socket.onclose = (closing) => {
      this.around.clear_timer(late);
      if (this.#socket !== socket) return;
      this.#cut();
      if (!opened) this.#socket_faults++;
      // A socket that never opened says nothing: asked the plain way, the server tells why.
      if (opened) this.#lost(closing.code === 4401 ? { is: "signed_out" } : { is: "offline" });
      if (!opened || closing.code >= 4400) void this.#ask_why();
      else this.#later();
    };
  }

  async #ask_why(): Promise<void> {
    const { fate } = await this.asked("GET", `/changes?after=${this.listener.seq()}&wait=0`);
    if (this.#closed) return;
    if (fate.is === "taken") return this.#try();
    this.#lost(fate);
    this.#later();
  }

  #hear(message: Body): void {
    const answer = message.answer as Body | undefined;
    if (answer) this.#answers.get(Number(answer.n))?.(fate_of(Number(answer.status ?? 200), answer));
    if (Array.isArray(message.events)) this.listener.heard(message.events as Event[], Number(message.seq ?? 0));
    const fault = Number(message.status ?? 0);
    if (!answer && fault >= 400) this.#lost(fate_of(fault, message));
  }

  // ---- long polling

  async #poll(): Promise<void> {
    let first = true;
    while (!this.#closed && !this.#socket) {
      const asking = new AbortController();
      this.#asking = asking;
      const late = this.around.set_timer(() => asking.abort(), (poll_seconds + 15) * 1000);
      const { fate, body } = await this.asked("GET", `/changes?after=${this.listener.seq()}&wait=${first ? 0 : poll_seconds}`, undefined, asking.signal);
      this.around.clear_timer(late);
      if (this.#asking !== asking) return; // cut: another one took over
      this.#asking = undefined;
      if (fate.is !== "taken") {
        // Three odd answers in a row: something between us lets pages through, and not this.
        this.#poll_faults = fate.is === "blocked" ? this.#poll_faults + 1 : 0;
        this.#lost(fate.is === "blocked" && this.#poll_faults < 3 ? { is: "offline" } : fate);
        return this.#later();
      }
      this.#tries = this.#poll_faults = 0;
      if (first) this.listener.up("polling");
      first = false;
      this.listener.heard((body.events as Event[] | undefined) ?? [], Number(body.seq ?? 0));
    }
  }

  // ---- what is sent

  push(push: Push): Promise<Fate> {
    const socket = this.#socket;
    if (!socket || !this.#socket_works || socket.readyState !== 1) return this.asked("POST", "/changes", push).then(({ fate }) => fate);
    const n = this.#next++;
    return new Promise((resolve) => {
      const late = this.around.set_timer(() => answer({ is: "offline" }), 15_000);
      const answer = (fate: Fate) => {
        this.around.clear_timer(late);
        this.#answers.delete(n);
        resolve(fate);
      };
      this.#answers.set(n, answer);
      socket.send(JSON.stringify({ push: { ...push, n } }));
    });
  }

  /// The page is being left: a channel says so by closing, who polls must say it.
  leave(): void {
    if (!this.#socket_works && !this.#closed) void this.asked("POST", "/presence", { client: this.client, gone: true }, undefined, false, true);
  }

  presence(where: Partial<Person> & { client: string }): void {
    if (this.#socket_works && this.#socket?.readyState === 1) this.#socket.send(JSON.stringify({ presence: where }));
    else if (!this.#socket_works && !this.#closed) void this.asked("POST", "/presence", where);
  }
}

