// The steps of a method, written together: each a few texts, their order a text too. Added, moved and taken away by buttons or
// keys; a step taken away is only out of the order: its texts stay, and Undo puts it back.
import type { LiveDocument } from "../live/document";
import { inserted, items_of, moved, without, words_of_items } from "./order";
import { made, type Say } from "./words";

export class Steps {
  readonly #list: HTMLElement;
  readonly #shown = new Map<string, HTMLElement>();

  constructor(readonly place: HTMLElement, readonly live: LiveDocument, readonly say: Say, readonly spoken: HTMLElement, readonly fill: (inside: HTMLElement) => void) {
    this.#list = place.querySelector<HTMLElement>("[data-steps-list]")!;
    place.querySelector("[data-step-add]")?.addEventListener("click", () => this.add());
    live.text("steps").draw({ show: () => this.show(), replace: () => this.show() });
    this.show();
  }

  get items(): string[] { return items_of(this.live.text("steps").words); }
  #write(items: string[]): void { this.live.text("steps").become(words_of_items(items)); this.show(); }

  /// In order, without drawing again those that are there: who writes in one keeps their place.
  show(): void {
    const items = this.items;
    for (const [id, drawn] of this.#shown) if (!items.includes(id)) { drawn.hidden = true; drawn.remove(); }
    const focused = document.activeElement as HTMLElement | null;
    const wanted = items.map((id) => this.#drawn(id));
    if (wanted.some((drawn, at) => this.#list.children[at] !== drawn)) {
      this.#list.replaceChildren(...wanted);
      if (focused && this.#list.contains(focused)) focused.focus();
    }
    wanted.forEach((drawn, at) => {
      drawn.hidden = false;
      drawn.querySelector("legend > span, legend")!.textContent = this.say("step", at + 1);
      drawn.querySelector<HTMLButtonElement>("[data-step=up]")!.disabled = at === 0;
      drawn.querySelector<HTMLButtonElement>("[data-step=down]")!.disabled = at === items.length - 1;
      for (const button of drawn.querySelectorAll<HTMLElement>("[data-step] .sr-only")) button.textContent = ` ${this.say("step", at + 1)}`;
    });
  }

  #drawn(id: string): HTMLElement {
    const known = this.#shown.get(id);
    if (known) return known;
    const drawn = (this.place.querySelector<HTMLTemplateElement>("template[data-step]")!.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    for (const one of drawn.querySelectorAll<HTMLElement>("[id], [for], [aria-labelledby], [data-text]"))
      for (const name of ["id", "for", "aria-labelledby", "data-text"]) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name)!.replace("STEP", id));
    drawn.dataset.item = id;
    drawn.addEventListener("click", (event) => {
      const what = (event.target as HTMLElement).closest<HTMLElement>("[data-step]")?.dataset.step;
      if (what) this.#do(id, what);
    });
    drawn.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.#do(id, event.key === "ArrowUp" ? "up" : "down");
    }, { capture: true });
    this.#shown.set(id, drawn);
    this.fill(drawn);
    return drawn;
  }

  #do(id: string, what: string): void {
    // Where one proposes, the order is not one's to change.
    if (this.place.closest(".wrt-suggesting, .wrt-reads")) return;
    const items = this.items;
    const at = items.indexOf(id);
    const focused = document.activeElement as HTMLElement | null;
    if (what === "remove") return this.#remove(id, at);
    this.#write(moved(items, id, what === "up" ? -1 : 1));
    if (focused?.isConnected && !(focused as HTMLButtonElement).disabled) focused.focus();
    else this.#shown.get(id)?.querySelector<HTMLElement>(`[data-step=${what === "up" ? "down" : "up"}]`)?.focus();
    this.spoken.textContent = this.say("step_moved", this.items.indexOf(id) + 1);
  }

  #remove(id: string, at: number): void {
    const before = this.items[at - 1];
    this.#write(without(this.items, id));
    const undo = made("p", { class: "actions wrt-undone" }, made("span", { textContent: this.say("step_gone", at + 1) }));
    const button = made("button", { type: "button", class: "btn small", textContent: this.say("undo") });
    button.addEventListener("click", () => {
      if (!this.items.includes(id)) this.#write(before ? inserted(this.items, id, before) : [id, ...this.items]);
      undo.remove();
      this.#shown.get(id)?.querySelector<HTMLElement>("input, .cm-content")?.focus();
    });
    undo.append(button);
    for (const former of this.place.querySelectorAll(".wrt-undone")) former.remove();
    this.#list.after(undo);
    button.focus();
    this.spoken.textContent = this.say("step_gone", at + 1);
  }

  add(after?: string): void {
    const id = Math.random().toString(36).slice(2, 10);
    this.#write(inserted(this.items, id, after));
    this.#shown.get(id)?.querySelector<HTMLElement>("input")?.focus();
  }
}
