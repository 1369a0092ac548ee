// A live document in one browser: its texts, what waits to be sent, and the state one tells people. No page here: tests run it
// against a small server of their own.
import { Here } from "./here";
import { Line, type Around } from "./line";
import type { Event, Fate, May, Person, State } from "./protocol";
import { Shelf, type Alive, type KeptDocument, type Store } from "./shelf";
import { LiveText } from "./text";
import type { Parted, Standing, Watcher } from "./watcher";

const keep_after = 250; // ms without a key, then this device keeps it
const send_after = 30;
const open_again_after = 5_000;

export class LiveDocument {
  readonly texts = new Map<string, LiveText>();
  readonly line: Line;
  seq = 0;
  may: May = "read";
  me = { id: "", name: "", colour: 0 };
  standing: Standing = "opening";
  readonly #here = new Here(() => this.client);
  #fault: Standing | "" = "";
  #why = "";
  #keep_timer = 0;
  #send_timer = 0;
  #last_keep_worked = true;
  #catching_up = false;
  #opened = false;
  #counter = 0;
  readonly #left: string[] = [];

  constructor(base: string, public client: string, readonly around: Around, readonly shelf: Shelf, readonly alive: Alive, readonly watcher: Watcher) {
    this.line = new Line(base, around, {
      seq: () => this.seq,
      up: () => this.#up(),
      down: (fate) => this.#down(fate),
      heard: (events, seq) => this.#heard(events, seq),
    }, client);
  }

  readonly fresh_id = (): string => `${this.client}-${(this.#counter++).toString(36)}-${Math.floor(this.around.random() * 1e9).toString(36)}`;

  /// Opens: asks the server where it stands, then puts over it what this device kept. Answers what became of it.
  async open(): Promise<Fate> {
    const { fate, state } = await this.line.state();
    if (!state) {
      this.#down(fate);
      this.around.set_timer(() => { if (!this.#opened) void this.open(); }, open_again_after);
      return fate;
    }
    if (this.#opened) return fate;
    this.#opened = true;
    this.#fault = "";
    this.#stand_on(state);
    this.watcher.opened(state);
    const left = await this.shelf.left(this.alive);
    await this.#take_back(left.filter((kept) => kept.by === this.me.id));
    this.#tell();
    this.line.start();
    this.#send_soon();
    return fate;
  }

  #stand_on(state: State): void {
    this.seq = state.seq;
    this.may = state.may;
    this.me = state.me;
    for (const [name, { version, text }] of Object.entries(state.texts)) {
      const known = this.texts.get(name);
      if (!known) this.#appear(name, version, text);
      else if (!known.waiting && known.version < version) known.reset(version, text);
    }
    for (const person of state.people ?? []) this.#here.see(person);
  }

  #appear(name: string, version: number, words: string): LiveText {
    const text = new LiveText(name, this.client, version, words, this.fresh_id, () => this.#typed());
    this.texts.set(name, text);
    this.watcher.text_appeared(text);
    return text;
  }

  /// The text of that name; an empty one is made when there is none yet.
  text(name: string): LiveText { return this.texts.get(name) ?? this.#appear(name, 0, ""); }

  /// What tabs that are gone left in this device goes over what the server has.
  async #take_back(left: KeptDocument[]): Promise<void> {
    const parted: Parted[] = [];
    for (const kept of left) {
      const since = await this.#since(kept.seq);
      for (const [name, one] of Object.entries(kept.texts)) {
        const mine = new LiveText(name, kept.client, 0, "", this.fresh_id, () => {});
        try {
          mine.restore(one);
          if (!since || !mine.take(since.filter((event) => event.text === name).map((event) => ({ version: event.version!, client: event.client!, changes: event.changes })))) throw new RangeError("too old");
          this.#go_on(name, mine, one.held);
        } catch {
          const theirs = this.text(name);
          if (mine.words !== theirs.words) parted.push({ name, base: one.doc, mine: mine.words, theirs: theirs.words, version: theirs.version });
        }
      }
      this.#left.push(kept.client);
    }
    if (!parted.length) this.forget_left();
    this.#keep_now();
    if (parted.length) this.watcher.parted(parted);
  }

  /// What former tabs left is in the texts now.
  forget_left(): void { for (const client of this.#left.splice(0)) this.shelf.forget(client); }

  /// What is still not sent of a text of a former tab becomes ours; what was taken meanwhile is in `since` already.
  #go_on(name: string, mine: LiveText, held: boolean): void {
    const draft = mine.draft();
    const text = this.text(name);
    if (!draft || text.words === mine.words) return;
    text.held = held;
    if (text.version === mine.version) text.change({ changes: draft });
    else text.become(mine.words);
  }

  async #since(seq: number): Promise<Event[] | undefined> {
    if (seq === this.seq) return [];
    const events: Event[] = [];
    for (let after = seq; after < this.seq; ) {
      const { fate, body } = await this.line.asked("GET", `/changes?after=${after}&wait=0`);
      const found = ((body.events as Event[] | undefined) ?? []).filter((event) => event.changes !== undefined);
      const next = Math.max(Number(body.seq ?? 0), ...found.map((event) => event.seq ?? 0));
      if (fate.is !== "taken" || next <= after) return undefined;
      events.push(...found);
      after = next;
    }
    return events;
  }

  // ---- what the server says

  #heard(events: Event[], seq: number): boolean {
    const changes = new Map<string, Event[]>();
    for (const event of events) {
      if (event.text !== undefined && event.changes !== undefined) changes.set(event.text, [...(changes.get(event.text) ?? []), event]);
      if (event.presence) this.#here.hear(event.presence);
      if (event.comment || event.suggestion) this.watcher.talked();
      if (event.reload) void this.#look_again();
    }
    const fits = [...changes].map(([name, all]) => this.#take(name, all)).every(Boolean);
    // Where people are is said in the text as it stands after these changes.
    if (events.some((event) => event.presence)) this.watcher.people(this.people());
    if (!fits) return false; // `seq` stays where it was: what is missing is asked for from there
    this.seq = Math.max(this.seq, seq, ...events.map((event) => event.seq ?? 0));
    if (changes.size) this.#typed();
    return true;
  }

  /// Answers false when changes before these are missing here.
  #take(name: string, events: Event[]): boolean {
    const text = this.text(name);
    const fits = text.take(events.map((event) => ({ version: event.version!, client: event.client ?? "", changes: event.changes })));
    if (!fits) {
      void this.#catch_up();
      return false;
    }
    if (text.awaited !== undefined && text.version >= text.awaited) this.#free(text, true);
    for (const event of events) if (event.client !== this.client) this.watcher.heard(name, event.name ?? "", text.words);
    return true;
  }

  /// Something was missed: asks for what came since; when the server no longer has it, for everything.
  async #catch_up(): Promise<void> {
    if (this.#catching_up) return;
    this.#catching_up = true;
    try {
      const { fate, body } = await this.line.asked("GET", `/changes?after=${this.seq}&wait=0`);
      if (fate.is === "taken" && this.#heard((body.events as Event[] | undefined) ?? [], Number(body.seq ?? 0))) return;
      if (fate.is === "taken" || fate.is === "too_old") await this.#start_again();
    } finally {
      this.#catching_up = false;
      this.#tell();
      this.#send_soon();
    }
  }

  async #look_again(): Promise<void> {
    const { state } = await this.line.state();
    if (state && state.may !== this.may) {
      this.may = state.may;
      this.watcher.may_changed();
    }
    await this.#catch_up();
  }

  /// A text with words of ours that cannot be brought together with the server's is parted: someone chooses.
  async #start_again(): Promise<void> {
    const { state } = await this.line.state();
    if (!state) return;
    const parted: Parted[] = [];
    for (const [name, { version, text: theirs }] of Object.entries(state.texts)) {
      const text = this.texts.get(name);
      if (!text || text.version >= version) continue;
      if (text.waiting && text.words !== theirs) parted.push({ name, base: text.synced.toString(), mine: text.words, theirs, version });
      text.reset(version, theirs);
    }
    this.#stand_on(state);
    if (parted.length) this.watcher.parted(parted);
  }

  people(): Person[] { return this.#here.people(); }

  // ---- what is typed

  #typed(): void {
    this.#tell();
    this.around.clear_timer(this.#keep_timer);
    this.#keep_timer = this.around.set_timer(() => this.#keep_now(), keep_after);
    this.#send_soon();
  }

  get waiting(): boolean { return [...this.texts.values()].some((text) => text.waiting && !text.held); }
  get held(): boolean { return [...this.texts.values()].some((text) => text.waiting && text.held); }

  /// Keeps at once in this device: before the page is left.
  keep(): void { this.#keep_now(); }

  #keep_now(): void {
    this.around.clear_timer(this.#keep_timer);
    const texts: KeptDocument["texts"] = {};
    for (const [name, text] of this.texts) {
      const kept = text.kept();
      if (kept) texts[name] = kept;
    }
    const worked = this.shelf.keep({ seq: this.seq, client: this.client, by: this.me.id, at: Date.now(), texts });
    if (worked !== this.#last_keep_worked) {
      this.#last_keep_worked = worked;
      this.#tell();
    }
  }

  #send_soon(pause = send_after): void {
    this.around.clear_timer(this.#send_timer);
    this.#send_timer = this.around.set_timer(() => { for (const text of this.texts.values()) void this.#send(text); }, pause);
  }

  async #send(text: LiveText): Promise<void> {
    if (text.in_flight || (this.#fault && this.#fault !== "refused")) return;
    const version = text.version;
    const updates = text.to_send();
    if (!updates.length) return;
    text.in_flight = true;
    this.#keep_now();
    const fate = await this.line.push({ client: this.client, text: text.name, version, updates });
    if (fate.is === "taken" || fate.is === "behind") {
      if (this.#fault === "refused") this.#fault = "";
      const awaited = fate.is === "behind" ? fate.version : version + 1;
      if (text.version >= awaited) this.#free(text, fate.is === "behind");
      else this.#await(text, awaited);
    } else {
      text.in_flight = false;
      if (fate.is === "too_old") await this.#catch_up();
      else this.#down(fate);
    }
    this.#tell();
  }

  /// Nothing more is sent of a text before what was decided of it came back; a lost answer is asked for after a while.
  #await(text: LiveText, version: number): void {
    text.awaited = version;
    this.around.set_timer(() => {
      if (text.awaited !== version) return;
      this.#free(text, false);
      if (text.version < version) void this.#catch_up();
    }, 4_000);
  }

  /// Everyone was refused at once: not everyone comes back at once.
  #free(text: LiveText, crowd: boolean): void {
    text.awaited = undefined;
    text.in_flight = false;
    this.#send_soon(crowd ? 50 + 100 * this.around.random() : send_after);
  }

  // ---- how we stand

  #up(): void {
    this.#fault = "";
    this.#why = "";
    this.#tell();
    this.#send_soon();
  }

  #down(fate: Fate): void {
    const faults: Partial<Record<Fate["is"], Standing>> = { signed_out: "signed_out", gone: "gone", refused: "refused", offline: "offline", blocked: "plain" };
    if (fate.is === "too_old") return void this.#catch_up();
    this.#fault = faults[fate.is] ?? "offline";
    this.#why = fate.is === "refused" ? fate.why : "";
    this.#keep_now();
    this.#tell();
  }

  #tell(): void {
    const standing: Standing = this.#fault ? (this.waiting && !this.#last_keep_worked ? "unsafe" : this.#fault) : this.waiting ? "saving" : "saved";
    if (standing === this.standing) return;
    this.standing = standing;
    this.watcher.stands(standing, this.#why);
  }

  /// The network is back, or someone entered again in another tab.
  again(): void {
    if (this.#opened) this.line.again();
    else void this.open();
  }

  close(): void {
    this.#keep_now();
    this.line.stop();
  }
}

export type { Around, Parted, Standing, Store, Watcher };
