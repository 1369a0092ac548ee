// Beside the text, how it will be read: asked again when the words rest a moment, shown where the caret is. On a narrow screen one
// sees the text, the preview or what is around it, one at a time.
import { page_of } from "../paste/tree";
import type { Desk } from "./desk";
import { made } from "./words";

interface Remark { line: number; words: string; blocks: boolean }
interface Told { markup?: string; size?: string; remarks?: Remark[]; sentence?: string }

const rest = 500; // ms without a word typed

export class Preview {
  readonly #place: HTMLElement;
  #timer = 0;
  #shown = "";
  #asked: AbortController | undefined;

  constructor(readonly desk: Desk, readonly address: string) {
    this.#place = desk.page.querySelector<HTMLElement>("[data-preview]")!;
    for (const button of this.#views()) button.addEventListener("click", () => this.show(button.dataset.show!));
    desk.page.querySelector<HTMLElement>("[data-views]")!.hidden = false;
    this.show(matchMedia("(min-width: 62rem)").matches ? "preview" : "text");
  }

  #views(): HTMLButtonElement[] { return [...this.desk.page.querySelectorAll<HTMLButtonElement>("[data-show]")]; }
  #part(name: string): HTMLElement { return this.#place.querySelector<HTMLElement>(`[data-preview-${name}]`)!; }

  show(what: string): void {
    this.desk.page.dataset.shows = what;
    for (const button of this.#views()) button.setAttribute("aria-pressed", String(button.dataset.show === what));
    this.#place.hidden = what === "talk";
    if (what === "preview") void this.#ask();
  }

  /// The text changed, or one is elsewhere in it.
  moved(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), rest);
  }

  async #ask(): Promise<void> {
    const words = this.desk.live.texts.get("body")?.words ?? "";
    if (words === this.#shown || this.desk.page.dataset.shows === "talk") return this.#follow();
    this.#asked?.abort();
    this.#asked = new AbortController();
    try {
      const body = new URLSearchParams({ words, csrf: this.desk.live.line.csrf });
      const answer = await fetch(this.address, { method: "POST", body, headers: { accept: "application/json" }, redirect: "manual", signal: this.#asked.signal });
      const told = answer.headers.get("content-type")?.startsWith("application/json") ? ((await answer.json()) as Told) : {};
      if (told.sentence) return this.#tell(told.sentence);
      if (!answer.ok || told.markup === undefined) return this.#tell(this.desk.say("preview_lost"));
      this.#shown = words;
      this.#draw(told);
    } catch (failure) {
      if (!(failure instanceof DOMException && failure.name === "AbortError")) this.#tell(this.desk.say("preview_lost"));
    }
  }

  #tell(words: string): void { this.#part("told").textContent = words; }

  #draw(told: Told): void {
    this.#tell("");
    this.#part("size").textContent = told.size ?? "";
    this.#part("remarks").replaceChildren(...(told.remarks ?? []).map((remark) => this.#remark(remark)));
    // Made by the server from Markdown, as the pages of the kit are: nothing of it runs.
    this.#part("markup").replaceChildren(...page_of(told.markup ?? "").body.childNodes);
    this.#follow();
  }

  #remark(remark: Remark): HTMLElement {
    if (!remark.line) return made("li", {}, remark.words);
    const button = made("button", { type: "button", class: "wrt-on-line" }, `${this.desk.say("line", remark.line)}\u00a0: `, remark.words);
    button.addEventListener("click", () => { this.show(this.desk.page.dataset.shows === "preview" && !matchMedia("(min-width: 62rem)").matches ? "text" : "preview"); this.desk.go_to_line(remark.line); });
    return made("li", {}, button);
  }

  /// The preview stands about where the caret is in the text.
  #follow(): void {
    const view = this.desk.editors.get("body")?.view;
    if (!view?.hasFocus || this.#place.scrollHeight <= this.#place.clientHeight) return;
    const part = view.state.doc.lineAt(view.state.selection.main.head).number / Math.max(1, view.state.doc.lines);
    this.#place.scrollTop = part * this.#place.scrollHeight - this.#place.clientHeight / 2;
  }
}
