// A text of a live document in an ordinary field of the page: title, minutes, material, boxes to tick.
import type { EditorState, Transaction } from "@codemirror/state";
import type { LiveText, Surface } from "../live/text";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export class LiveField implements Surface {
  constructor(readonly live: LiveText, readonly field: Field, moved: (field: LiveField) => void) {
    field.value = live.words;
    field.addEventListener("input", () => live.become(field instanceof HTMLInputElement && field.type !== "number" ? field.value.replace(/\n/g, " ") : field.value));
    for (const name of ["focus", "keyup", "click"]) field.addEventListener(name, () => moved(this));
    live.draw(this);
  }

  get anchor(): number { return "selectionStart" in this.field ? (this.field.selectionStart ?? 0) : 0; }
  get head(): number { return "selectionEnd" in this.field ? (this.field.selectionEnd ?? 0) : 0; }

  /// The caret stays at the same words when others write before it.
  show(transactions: readonly Transaction[]): void {
    const { field, live } = this;
    if (field.value === live.words) return;
    const places = field === document.activeElement && field instanceof HTMLSelectElement === false && (field as HTMLInputElement).type !== "number" ? [this.anchor, this.head] : undefined;
    field.value = live.words;
    if (!places) return;
    const moved = places.map((place) => transactions.reduce((at, one) => (at <= one.changes.length ? one.changes.mapPos(at, 1) : at), place));
    (field as HTMLInputElement | HTMLTextAreaElement).setSelectionRange(moved[0]!, moved[1]!);
  }

  replace(_state: EditorState): void { this.field.value = this.live.words; }
}

/// Boxes to tick: their text holds the codes ticked, one a line, in the order of the page.
export class LiveBoxes implements Surface {
  readonly #boxes: HTMLInputElement[];
  constructor(readonly live: LiveText, readonly place: HTMLElement) {
    this.#boxes = [...place.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
    place.addEventListener("change", () => {
      const known = new Set(this.#boxes.map((box) => box.value));
      const others = live.words.split("\n").filter((code) => code && !known.has(code));
      live.become([...this.#boxes.filter((box) => box.checked).map((box) => box.value), ...others].join("\n"));
    });
    live.draw(this);
    this.show();
  }
  /// Ticking is no proposal: boxes wait until one writes again.
  stand_still(still: boolean): void { for (const box of this.#boxes) box.disabled = still; }
  show(): void {
    const ticked = new Set(this.live.words.split("\n"));
    for (const box of this.#boxes) box.checked = ticked.has(box.value);
  }
  replace(): void { this.show(); }
}
