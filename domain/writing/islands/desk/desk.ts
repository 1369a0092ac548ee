// The page where several people write the same document: puts every text of the page on its live text, and shows who is here,
// what became of the words, what is said about them.
import { set_people, type Standing as Place } from "../editor/people";
import { Editor } from "../editor/editor";
import { LiveDocument } from "../live/document";
import type { Person, State } from "../live/protocol";
import { Shelf, type Store } from "../live/shelf";
import type { LiveText } from "../live/text";
import type { Parted, Standing, Watcher } from "../live/watcher";
import { bring_together } from "../merge/screen";
import { LiveBoxes, LiveField } from "./field";
import { PeopleHere } from "./people_here";
import { Passages } from "./passages";
import { Pictures } from "./pictures";
import { Preview } from "./preview";
import { copy_out, StandingLine } from "./standing";
import { Steps } from "./steps";
import { Talk } from "./talk";
import { Toolbar } from "./toolbar";
import { words_of, type Say } from "./words";

const told_every = 400; // ms between two words about where one is
const still_here = 15_000;
const idle_after = 120_000;

function device(): Store | undefined {
  try { return window.localStorage; } catch { return undefined; }
}

/// Whether another tab still keeps under that name. It holds a lock as long as it lives; without locks (a place reached without
/// https) one that waits keeps again every few seconds.
async function alive(client: string, last_kept: number): Promise<boolean> {
  if (!navigator.locks) return Date.now() - last_kept < 4 * still_here;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === `essaim-writing:${client}`);
}

export class Desk implements Watcher {
  readonly say: Say;
  readonly live: LiveDocument;
  readonly editors = new Map<string, Editor>();
  readonly fields = new Map<string, LiveField>();
  readonly boxes: LiveBoxes[] = [];
  readonly talk: Talk;
  last: Editor | undefined; // the editor one was in last
  readonly #standing: StandingLine;
  readonly #people: PeopleHere;
  readonly #toolbar: Toolbar;
  readonly #spoken: HTMLElement;
  readonly #pictures: Pictures;
  readonly #preview: Preview | undefined;
  #steps: Steps | undefined;
  #where: { text: string; anchor: number; head: number } | undefined;
  #told_at = 0;
  #told_timer = 0;
  #touched = Date.now();
  #marks_shown = false;

  constructor(readonly page: HTMLElement) {
    this.say = words_of(page);
    this.#spoken = this.#part("[data-spoken]");
    const client = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);
    void navigator.locks?.request(`essaim-writing:${client}`, () => new Promise(() => {}));
    const address = new URL(page.dataset.document!, location.href).href;
    const around = { fetch: window.fetch, WebSocket: window.WebSocket, set_timer: (run: () => void, ms: number) => window.setTimeout(run, ms), clear_timer: (timer: number) => window.clearTimeout(timer), random: Math.random };
    this.live = new LiveDocument(address, client, around, new Shelf(address.split("/").at(-1)!, device()), alive, this);
    this.#standing = new StandingLine(this.#part("[data-standing]"), this.#spoken, this.#part("[data-plain]"), this.say);
    copy_out(this.#part("[data-plain] .actions"), () => this.all_words(), this.say);
    this.#people = new PeopleHere(this.#part("[data-people]"), this.live, this.say, (text) => this.name_of(text), (person, focus) => this.#go_to(person, focus));
    this.talk = new Talk(this);
    this.#pictures = new Pictures(this);
    const passages = new Passages(this);
    if (page.dataset.previewAt) this.#preview = new Preview(this, page.dataset.previewAt);
    this.#toolbar = new Toolbar(this.#part("[role=toolbar]"), () => this.last ?? this.editors.get("body"), (name) => this.dialog(name), this.say, {
      marks: () => this.#show_marks(), picture: () => this.#pictures.choose(), passage: () => void passages.choose(), comment: () => this.talk.comment_here(), suggest: () => this.talk.switch_mode(),
    });
    void this.#open();
  }

  #part(selector: string): HTMLElement { return this.page.querySelector<HTMLElement>(selector)!; }
  dialog(name: string): HTMLDialogElement | null { return this.page.querySelector<HTMLDialogElement>(`dialog[data-ask=${name}]`); }
  speak(words: string): void { this.#spoken.textContent = words; }

  async #open(): Promise<void> {
    await this.live.open();
    const { live } = this;
    window.addEventListener("online", () => live.again());
    window.addEventListener("offline", () => live.line.listener.down({ is: "offline" }));
    window.addEventListener("pagehide", () => { live.keep(); live.line.leave(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") live.keep();
      // Coming back from another tab, perhaps after entering there.
      else if (live.standing !== "saved" && live.standing !== "saving") live.again();
    });
    window.addEventListener("beforeunload", (event) => { if (live.standing === "unsafe") event.preventDefault(); });
    for (const name of ["keydown", "pointerdown"]) this.page.addEventListener(name, () => { this.#touched = Date.now(); this.#people.followed = name === "keydown" ? "" : this.#people.followed; });
    window.setInterval(() => { live.keep(); this.#tell_where(); this.people(live.people()); }, still_here);
  }

  // ---- what the document says

  opened(state: State): void {
    if (this.page.dataset.opened) return;
    this.page.dataset.opened = "yes";
    for (const one of this.page.querySelectorAll<HTMLElement>("[data-waits]")) one.hidden = false;
    this.page.querySelector("[data-opening]")?.remove();
    this.page.classList.toggle("wrt-reads", state.may === "read");
    this.#part("[data-frozen]").hidden = !state.frozen;
    this.fill(this.page);
    const steps = this.page.querySelector<HTMLElement>("[data-steps]");
    if (steps) this.#steps = new Steps(steps, this.live, this.say, this.#spoken, (inside) => this.fill(inside));
    this.people(this.live.people());
    this.talk.start(state.may);
    this.#preview?.moved();
    const line = Number(/^#line-(\d{1,6})$/.exec(location.hash)?.[1]);
    if (line) this.go_to_line(line);
  }

  /// The caret at the start of a line of the main text, and the line in sight.
  go_to_line(number: number): void {
    const view = this.editors.get("body")?.view;
    if (!view) return;
    const { from } = view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines)));
    view.focus();
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.dom.querySelector(".cm-activeLine, .cm-cursor-primary")?.scrollIntoView({ block: "center" });
  }

  may_changed(): void {
    this.live.keep();
    location.reload();
  }

  stands(standing: Standing, why: string): void {
    this.#standing.show(standing, why);
    if (standing === "saved" && !this.#told_at) this.#tell_where();
  }
  text_appeared(_text: LiveText): void {}
  heard(name: string, _by: string, _text: string): void {
    if (name === "steps") this.#steps?.show();
    this.#preview?.moved();
  }
  talked(): void { void this.talk.refresh(); }
  parted(texts: Parted[]): void {
    const place = this.#part("[data-parted]");
    void bring_together(place, this.live, texts, this.say, (name) => this.name_of(name)).then(() => this.live.forget_left());
  }

  people(people: Person[]): void {
    this.#people.show(people);
    const known = people.map((person) => ({ ...person, key: person.client ?? person.id }));
    for (const [name, editor] of this.editors) {
      // They said where they were in the words of then: others have written since.
      const now = (person: Person, place: number): number => editor.live.now_at(person.version ?? editor.live.version, place, 1) ?? place;
      const here: Place[] = known.filter((person) => person.text === name && person.anchor !== undefined && !person.idle).map((person) => ({ key: person.key, name: person.name, colour: person.colour, anchor: now(person, person.anchor!), head: now(person, person.head ?? person.anchor!) }));
      editor.view.dispatch({ effects: set_people.of(here) });
    }
    for (const [name, field] of this.fields) {
      const here = known.filter((person) => person.text === name && !person.idle);
      const note = field.field.parentElement?.querySelector<HTMLElement>(".wrt-here") ?? undefined;
      if (!here.length) note?.remove();
      else {
        const shown = note ?? document.createElement("span");
        shown.className = `wrt-here wrt-who-${here[0]!.colour % 8}`;
        shown.textContent = here.map((person) => person.name).join(", ");
        shown.setAttribute("aria-hidden", "true");
        if (!note) field.field.before(shown);
      }
    }
  }

  // ---- the texts of the page

  /// The name a text goes by on the page: that of its label, after its step's.
  name_of(text: string): string {
    const place = this.page.querySelector<HTMLElement>(`[data-text="${CSS.escape(text)}"]`);
    const label = place?.dataset.label ?? (place?.id ? this.page.querySelector(`label[for="${CSS.escape(place.id)}"]`)?.textContent : "") ?? "";
    const step = place?.closest("[data-item]")?.querySelector("legend")?.textContent;
    return [step, label].filter(Boolean).join(", ").trim() || (text === "steps" ? this.say("steps") : text);
  }

  fill(inside: HTMLElement): void {
    const read_only = this.live.may === "read";
    for (const place of inside.querySelectorAll<HTMLElement>("[data-text]")) {
      const text = this.live.text(place.dataset.text!);
      if (this.talk.suggesting && place.dataset.kind !== "boxes") text.held = true; // a step others added meanwhile
      if (place.dataset.kind === "boxes") {
        const boxes = new LiveBoxes(text, place);
        boxes.stand_still(this.talk.suggesting || this.live.may !== "write");
        this.boxes.push(boxes);
      }
      else if (place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement || place instanceof HTMLSelectElement) {
        this.fields.set(text.name, new LiveField(text, place, (field) => this.#at(text.name, field.anchor, field.head)));
        place.disabled = read_only;
        place.addEventListener("input", () => { if (text.held) this.talk.show_field(text.name); });
      } else this.editors.set(text.name, this.#editor(text, place, read_only));
    }
  }

  #editor(text: LiveText, place: HTMLElement, read_only: boolean): Editor {
    return new Editor(text, place, {
      label: place.dataset.label ?? "", labelled_by: "", described_by: place.dataset.describedby ?? "", empty: place.dataset.empty ?? "", nonce: this.page.dataset.nonce ?? "",
      labels: { task: this.say("task"), kinds: { tip: this.say("kind_tip"), warning: this.say("kind_warning"), try: this.say("kind_try") } },
      table_help: this.say("table_help"), pictures_stand: this.page.dataset.picturesStand ?? "", marks_shown: this.#marks_shown, read_only,
      pressed: (talk) => this.talk.open(talk),
      entered: (editor) => { this.last = editor; this.#toolbar.show(); },
      moved: (editor) => {
        const { anchor, head } = editor.view.state.selection.main;
        if (editor.view.hasFocus) this.#at(text.name, anchor, head);
        this.#toolbar.show();
        this.#preview?.moved();
      },
      files: (editor, files) => void this.#pictures.bring(editor, files),
      keys: () => [
        { key: "Mod-k", run: () => { void this.#toolbar.press("link"); return true; } },
        { key: "Mod-Alt-m", run: () => { this.talk.comment_here(); return true; } },
      ],
    });
  }

  #show_marks(): void {
    this.#marks_shown = !this.#marks_shown;
    for (const editor of this.editors.values()) editor.formatting.show_marks(editor.view, this.#marks_shown);
    this.page.querySelector("[data-do=marks]")?.setAttribute("aria-pressed", String(this.#marks_shown));
  }

  all_words(): string { return [...this.live.texts.values()].filter((text) => text.words && text.name !== "steps").map((text) => `${this.name_of(text.name)}\n\n${text.words}`).join("\n\n"); }

  // ---- where one is

  #at(text: string, anchor: number, head: number): void {
    this.#where = { text, anchor, head };
    if (this.#told_timer) return;
    this.#told_timer = window.setTimeout(() => { this.#told_timer = 0; this.#tell_where(); }, Math.max(0, told_every - (Date.now() - this.#told_at)));
  }

  #tell_where(): void {
    if (this.live.standing !== "saved" && this.live.standing !== "saving") return;
    this.#told_at = Date.now();
    const where = this.#where, text = where && this.live.texts.get(where.text);
    const place = text ? { text: text.name, version: text.version, anchor: text.told_at(where.anchor), head: text.told_at(where.head) } : {};
    this.live.line.presence({ client: this.live.client, idle: Date.now() - this.#touched > idle_after, ...place });
  }

  #go_to(person: Person, focus: boolean): void {
    const editor = person.text ? this.editors.get(person.text) : undefined;
    const field = person.text ? this.fields.get(person.text)?.field : undefined;
    if (editor) editor.view.dom.scrollIntoView({ block: "center" });
    else field?.scrollIntoView({ block: "center" });
    if (focus) (editor?.view ?? field)?.focus();
  }
}
