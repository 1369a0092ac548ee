// The toolbar: one stop for the keyboard, arrows inside it; each button says its key.
import * as commands from "../editor/commands";
import type { Editor } from "../editor/editor";
import { ask_in, type Say } from "./words";

export type Ask = (name: string) => HTMLDialogElement | null;

export class Toolbar {
  readonly #buttons: HTMLButtonElement[];
  readonly #more: Record<string, () => void>;

  constructor(readonly place: HTMLElement, readonly editor: () => Editor | undefined, readonly ask: Ask, readonly say: Say, more: Record<string, () => void>) {
    this.#more = more;
    this.#buttons = [...place.querySelectorAll<HTMLButtonElement>("button[data-do]")];
    this.#buttons.forEach((button, at) => {
      button.tabIndex = at === 0 ? 0 : -1;
      // The selection of the text stays when a button is pressed.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => void this.press(button.dataset.do!, button.dataset));
    });
    place.addEventListener("keydown", (event) => this.#arrows(event));
    for (const menu of place.querySelectorAll<HTMLDetailsElement>("details")) {
      menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false; });
      menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary")!.focus(); } });
    }
  }

  #arrows(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -1000, End: 1000 }[event.key];
    const shown = this.#buttons.filter((button) => button.offsetParent !== null && !button.closest("details"));
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))]!;
    for (const button of shown) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  async press(what: string, about: DOMStringMap = {}): Promise<void> {
    for (const menu of this.place.querySelectorAll<HTMLDetailsElement>("details")) menu.open = false;
    if (this.#more[what]) return this.#more[what]!();
    const editor = this.editor();
    if (!editor) return;
    const simple: Record<string, Parameters<Editor["run"]>[0]> = {
      bold: (state) => commands.around(state, "**"), italic: (state) => commands.around(state, "*"), strike: (state) => commands.around(state, "~~"),
      heading: (state) => commands.heading(state, 2), subheading: (state) => commands.heading(state, 3), text: commands.paragraph,
      bullets: commands.bullets, numbered: commands.numbered, tasks: commands.tasks, quote: commands.quote, note: commands.note,
      table: (state) => commands.table(state, [this.say("column_1"), this.say("column_2")]), rule: (state) => commands.block(state, "---"),
      ...Object.fromEntries(commands.callout_kinds.map((kind) => [kind, (state: Parameters<Parameters<Editor["run"]>[0]>[0]) => commands.callout(state, this.say(`kind_${kind}`))])),
    };
    if (simple[what]) return void editor.run(simple[what]!);
    if (what === "box") return void editor.run((state) => commands.box(state, about.opening ?? "", about.inside ?? "", about.closing ?? ""));
    if (what === "link") await this.#link(editor);
  }

  async #link(editor: Editor): Promise<void> {
    const dialog = this.ask("link");
    if (!dialog) return;
    const { from, to } = editor.view.state.selection.main;
    const asked = ask_in(dialog);
    dialog.querySelector<HTMLInputElement>("[name=words]")!.value = editor.view.state.sliceDoc(from, to).slice(0, 200);
    const said = await asked;
    const address = String(said?.get("address") ?? "").trim();
    if (address) editor.run((state) => commands.link(state, /^(https?:|mailto:|tel:|\/|#)/i.test(address) ? address : `https://${address}`, String(said!.get("words") ?? "")));
    else editor.view.focus();
  }

  /// Which buttons are pressed, for where the caret is.
  show(): void {
    const editor = this.editor();
    if (!editor) return;
    const { heading, list, quote } = commands.standing_at(editor.view.state);
    const pressed: Record<string, boolean> = { heading: heading > 0 && heading <= 2, subheading: heading > 2, text: !heading && !list && !quote, bullets: list === "bullets", numbered: list === "numbered", tasks: list === "tasks", quote };
    for (const button of this.#buttons) if (button.dataset.do! in pressed) button.setAttribute("aria-pressed", String(pressed[button.dataset.do!]));
  }
}
