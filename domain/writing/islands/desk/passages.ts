// A passage to cite: looked for by its words, chosen among those found, put where the caret is.
import type { Desk } from "./desk";
import { ask_in, made } from "./words";

interface Found { code: string; kind: string; quote: string; title: string; territory: string }

export class Passages {
  readonly #dialog: HTMLDialogElement | null;

  constructor(readonly desk: Desk) {
    this.#dialog = desk.dialog("passage");
    const words = this.#dialog?.querySelector<HTMLInputElement>("input[name=q]");
    this.#dialog?.querySelector("[data-search]")!.addEventListener("click", () => void this.#search());
    words?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void this.#search();
    });
  }

  async choose(): Promise<void> {
    const editor = this.desk.last ?? this.desk.editors.get("body");
    if (!this.#dialog || !editor) return;
    this.#place("found").replaceChildren();
    this.#place("told").textContent = "";
    const said = await ask_in(this.#dialog);
    const code = String(said?.get("passage") ?? "");
    if (code) editor.insert(this.#spaced(editor, code));
    editor.view.focus();
  }

  #place(name: string): HTMLElement { return this.#dialog!.querySelector<HTMLElement>(`[data-${name}]`)!; }

  #spaced(editor: { view: { state: { selection: { main: { from: number } }; sliceDoc(from: number, to: number): string } } }, code: string): string {
    const { from } = editor.view.state.selection.main;
    return (from > 0 && !/\s/.test(editor.view.state.sliceDoc(from - 1, from)) ? " " : "") + code;
  }

  async #search(): Promise<void> {
    const address = new URL(this.#dialog!.dataset.passages!, location.href);
    address.searchParams.set("q", this.#dialog!.querySelector<HTMLInputElement>("input[name=q]")!.value);
    address.searchParams.set("as", "json");
    try {
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { passages } = (await answer.json()) as { passages: Found[] };
      this.#place("told").textContent = passages.length ? this.desk.say("passages_found", passages.length) : this.desk.say("no_passage");
      this.#place("found").replaceChildren(...passages.map((one, at) => this.#line(one, at === 0)));
    } catch {
      this.#place("told").textContent = this.desk.say("not_sent");
    }
  }

  #line(one: Found, first: boolean): HTMLElement {
    const button = made("input", { type: "radio", name: "passage", value: one.code, checked: first });
    return made("label", {}, button, made("span", {}, made("span", { class: "voice" }, `«\u00a0${one.quote}\u00a0»`), made("span", { class: "small soft" }, [one.kind, one.title, one.territory].filter(Boolean).join(", "))));
  }
}
