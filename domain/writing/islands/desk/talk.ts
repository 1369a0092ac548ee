// Around the text: passages commented on, changes proposed, tasks; and suggestion mode, where what one types is proposed
// instead of written.
import { set_passages, type Passage } from "../editor/talk_marks";
import type { Editor } from "../editor/editor";
import type { May, Suggestion, Thread } from "../live/protocol";
import type { LiveText } from "../live/text";
import type { Desk } from "./desk";
import { draw_on_field, pieces_of } from "./field_talk";
import { draw_talk } from "./talk_list";
import { without_marks } from "../editor/plain";
import { ask_in } from "./words";

export interface Told { threads: Thread[]; suggestions: Suggestion[]; people: { id: string; name: string }[] }

export class Talk {
  told: Told = { threads: [], suggestions: [], people: [] };
  current = "";
  suggesting = false;
  #asking = false;
  #again = false;
  readonly #place: HTMLElement;

  constructor(readonly desk: Desk) {
    this.#place = desk.page.querySelector<HTMLElement>("[data-talk-list]")!;
    desk.page.querySelector("[data-send-suggestions]")?.addEventListener("click", () => void this.send_suggestions());
    desk.page.querySelector("[data-drop-suggestions]")?.addEventListener("click", () => this.#drop());
  }

  start(may: May): void {
    const held = [...this.desk.live.texts.values()].some((text) => text.held && text.waiting);
    if (may === "suggest" || held) this.#set_mode(true);
    if (may === "suggest") for (const button of this.desk.page.querySelectorAll<HTMLButtonElement>("[data-do=suggest]")) button.disabled = true;
    if (may === "read") for (const button of this.desk.page.querySelectorAll<HTMLButtonElement>("[role=toolbar] [data-do]")) button.hidden = button.dataset.do !== "marks";
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.#asking) { this.#again = true; return; }
    this.#asking = true;
    const { fate, body } = await this.desk.live.line.asked("GET", "/talk");
    this.#asking = false;
    if (fate.is === "taken") {
      this.told = body as unknown as Told;
      this.show();
    }
    if (this.#again) { this.#again = false; void this.refresh(); }
  }

  show(): void {
    for (const [name, editor] of this.desk.editors) editor.view.dispatch({ effects: set_passages.of(this.#passages(name)) });
    for (const name of this.desk.fields.keys()) this.show_field(name);
    draw_talk(this.#place, this);
    const open = this.told.threads.filter((thread) => !thread.resolved).length + this.told.suggestions.length;
    for (const count of this.desk.page.querySelectorAll<HTMLElement>("[data-talk-count]")) count.textContent = String(open);
  }

  show_field(name: string): void {
    const field = this.desk.fields.get(name);
    if (field) draw_on_field(field, this.#passages(name), this.desk.say("you_propose"), (id) => this.open(id));
  }

  #passages(name: string): Passage[] {
    const { say } = this.desk;
    const text = this.desk.live.text(name);
    const place = (one: Thread | Suggestion, at: number, side: -1 | 1) => text.now_at(one.version, at, side);
    const threads = this.told.threads.filter((one) => one.text === name && !one.resolved && !one.lost).map((one): Passage => ({ id: one.id, kind: "comment", from: place(one, one.from, 1) ?? -1, to: place(one, one.to, -1) ?? -1, label: say("comment_of", one.said[0]?.name ?? ""), current: one.id === this.current }));
    const suggestions = this.told.suggestions.filter((one) => one.text === name && !one.lost).map((one): Passage => {
      const from = place(one, one.from, 1) ?? -1;
      return { id: one.id, kind: "suggestion", from, to: Math.max(from, place(one, one.to, -1) ?? -1), insert: one.insert, label: say("proposed_by", one.name), current: one.id === this.current };
    });
    return [...threads, ...suggestions].filter((one) => one.from >= 0 && one.to >= one.from);
  }

  /// Opens what a press in the text, or in the list, asked for.
  open(id: string, from_list = false): void {
    this.current = id;
    this.show();
    const one = [...this.told.threads, ...this.told.suggestions].find((any) => any.id === id);
    const editor = one && this.desk.editors.get(one.text);
    if (from_list && one && !editor) return this.desk.fields.get(one.text)?.field.focus();
    if (from_list && editor) {
      const at = editor.live.now_at(one.version, one.from, 1);
      if (at !== undefined) editor.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      editor.view.focus();
    } else this.#place.querySelector<HTMLElement>(`[data-talk-of="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  // ---- what one says

  /// A form like those of the page without script; the page's own words come back, the list is asked for again.
  async post(path: string, fields: [string, string][]): Promise<boolean> {
    const { line } = this.desk.live;
    const body = new URLSearchParams([...fields, ["csrf", line.csrf]]);
    let refusal = this.desk.say("not_sent");
    try {
      const answer = await fetch(line.base + path, { method: "POST", body, headers: { accept: "application/json" }, redirect: "manual" });
      const told = answer.headers.get("content-type")?.startsWith("application/json") ? ((await answer.json()) as { sentence?: string }) : {};
      refusal = answer.ok ? "" : (told.sentence ?? refusal);
    } catch {
      // said below
    }
    const place = this.desk.page.querySelector<HTMLElement>("[data-refusal]")!;
    place.hidden = !refusal;
    place.textContent = refusal;
    if (refusal) this.desk.speak(refusal);
    await this.refresh();
    return !refusal;
  }

  /// Everything typed in a text must be there before a passage of it is named.
  async #settled(text: LiveText): Promise<boolean> {
    for (let tries = 0; tries < 60 && text.waiting && !text.held; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return !text.waiting || text.held;
  }

  #chosen(editor: Editor): { from: number; to: number } {
    const { state } = editor.view;
    const { from, to } = state.selection.main;
    if (from < to) return { from, to };
    const line = state.doc.lineAt(from);
    return { from: line.from, to: line.to };
  }

  async comment_here(): Promise<void> {
    const editor = this.desk.last ?? this.desk.editors.get("body");
    const dialog = this.desk.dialog("comment");
    if (!editor || !dialog) return;
    const { from, to } = this.#chosen(editor);
    const quote = editor.view.state.sliceDoc(from, to);
    dialog.querySelector<HTMLElement>("[data-quote]")!.textContent = without_marks(quote).trim().slice(0, 300) || this.desk.name_of(editor.live.name);
    this.#offer_people(dialog);
    const said = await ask_in(dialog);
    const words = String(said?.get("body") ?? "").trim();
    if (!said || !words) return editor.view.focus();
    if (!(await this.#settled(editor.live))) return this.desk.speak(this.desk.say("not_sent"));
    const { live } = editor;
    const sent = await this.post("/comments", [["text", live.name], ["seq", String(this.desk.live.seq)], ["from", String(live.in_synced(from))], ["to", String(live.in_synced(to))], ["body", words], ["to_person", String(said.get("to_person") ?? "")]]);
    if (sent) this.desk.speak(this.desk.say("comment_there"));
    editor.view.focus();
  }

  #offer_people(dialog: HTMLDialogElement): void {
    const field = dialog.querySelector<HTMLSelectElement>("[name=to_person]")!;
    const mention = dialog.querySelector<HTMLSelectElement>("[data-mention]")!;
    const words = dialog.querySelector<HTMLTextAreaElement>("textarea")!;
    for (const select of [field, mention]) {
      for (const option of [...select.options].slice(1)) option.remove();
      for (const { id, name } of this.told.people) select.add(new Option(name, select === field ? id : name));
    }
    mention.onchange = () => {
      if (mention.value) words.setRangeText(`@${mention.value} `, words.selectionStart, words.selectionEnd, "end");
      mention.value = "";
      words.focus();
    };
  }

  // ---- suggestion mode

  switch_mode(): void {
    if (!this.suggesting && this.desk.live.waiting) return this.desk.speak(this.desk.say("save_first"));
    if (this.suggesting && this.desk.live.held) return void this.send_suggestions().then((sent) => { if (sent) this.#set_mode(false); });
    this.#set_mode(!this.suggesting);
  }

  /// Whether what one types in it may be proposed: words are, the order of the steps and boxes to tick are not.
  holds(name: string): boolean { return this.desk.editors.has(name) || this.desk.fields.has(name); }

  #set_mode(on: boolean): void {
    this.suggesting = on;
    this.desk.page.classList.toggle("wrt-suggesting", on);
    for (const text of this.desk.live.texts.values()) if (this.holds(text.name)) text.held = on;
    for (const button of this.desk.page.querySelectorAll("[data-do=suggest]")) button.setAttribute("aria-pressed", String(on));
    for (const boxes of this.desk.boxes) boxes.stand_still(on || this.desk.live.may !== "write");
    for (const name of this.desk.fields.keys()) this.show_field(name);
    this.desk.page.querySelector<HTMLElement>("[data-suggesting]")!.hidden = !on;
    this.desk.speak(this.desk.say(on ? "suggesting_on" : "suggesting_off"));
  }

  async send_suggestions(): Promise<boolean> {
    let count = 0;
    for (const text of this.desk.live.texts.values()) {
      const field = this.desk.fields.get(text.name);
      const pieces = !text.held ? [] : field ? pieces_of(field) : text.draft_pieces();
      if (!pieces.length) continue;
      const fields = pieces.flatMap(({ from, to, insert }): [string, string][] => [["from", String(from)], ["to", String(to)], ["insert", insert]]);
      if (!(await this.post("/suggestions", [["text", text.name], ["seq", String(this.desk.live.seq)], ...fields]))) return false;
      text.drop_draft();
      count += pieces.length;
    }
    this.desk.live.keep();
    this.show();
    this.desk.speak(count ? this.desk.say("suggestions_sent", count) : this.desk.say("nothing_suggested"));
    return true;
  }

  #drop(): void {
    for (const text of this.desk.live.texts.values()) if (text.held) text.drop_draft();
    this.desk.live.keep();
    this.show();
  }
}
