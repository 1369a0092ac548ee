// What is said about a text, drawn in it: passages commented on, changes proposed by others, and those one is proposing.
import { StateEffect, StateField, type ChangeSet, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";

export interface Passage { id: string; from: number; to: number; kind: "comment" | "suggestion"; insert?: string; label: string; current?: boolean }

class Words extends WidgetType {
  constructor(readonly tag: "ins" | "del", readonly words: string, readonly label: string, readonly id = "") { super(); }
  override eq(other: Words): boolean { return other.tag === this.tag && other.words === this.words && other.id === this.id; }
  toDOM(): HTMLElement {
    const drawn = document.createElement(this.tag);
    drawn.className = "wrt-proposed";
    drawn.textContent = this.words.replace(/\n/g, "↵ ");
    if (this.label) drawn.title = this.label;
    if (this.id) drawn.dataset.talk = this.id;
    return drawn;
  }
  override ignoreEvent(): boolean { return false; }
}

export const set_passages = StateEffect.define<Passage[]>();

function drawn_of({ id, from, to, kind, insert = "", label, current }: Passage, longest: number): Range<Decoration>[] {
  if (from > longest || to > longest || from > to) return [];
  if (kind === "comment") return from < to ? [Decoration.mark({ class: `wrt-commented${current ? " wrt-current" : ""}`, attributes: { "data-talk": id, title: label } }).range(from, to)] : [];
  const ranges: Range<Decoration>[] = [];
  if (from < to) ranges.push(Decoration.mark({ tagName: "del", class: "wrt-proposed", attributes: { "data-talk": id, title: label } }).range(from, to));
  if (insert) ranges.push(Decoration.widget({ widget: new Words("ins", insert, label, id), side: 1 }).range(to));
  return ranges;
}

const passages = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, transaction) {
    let now = drawn.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(set_passages)) now = Decoration.set(effect.value.flatMap((one) => drawn_of(one, transaction.newDoc.length)), true);
    return now;
  },
  provide: (own) => EditorView.decorations.from(own),
});

/// Presses on what is drawn open the thread.
export function talk_marks(pressed: (id: string) => void): Extension {
  const press = EditorView.domEventHandlers({
    click(event) {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-talk]")?.dataset.talk;
      if (id) pressed(id);
      return false;
    },
  });
  return [passages, press];
}

/// In suggestion mode: what one typed underlined, what one took away struck through. `draft`: all of it, over `synced`.
export function own_suggestions(draft: () => ChangeSet | undefined, synced: () => Text, on: () => boolean): Extension {
  const drawn = (): DecorationSet => {
    const ranges: Range<Decoration>[] = [];
    if (on()) draft()?.iterChanges((from_a, to_a, from, to) => {
      if (from_a < to_a) ranges.push(Decoration.widget({ widget: new Words("del", synced().sliceString(from_a, to_a), ""), side: -1 }).range(from));
      if (from < to) ranges.push(Decoration.mark({ tagName: "ins", class: "wrt-proposed" }).range(from, to));
    });
    return Decoration.set(ranges, true);
  };
  return ViewPlugin.fromClass(
    class {
      decorations = Decoration.none;
      constructor() { this.decorations = drawn(); }
      update(_update: ViewUpdate): void { this.decorations = drawn(); }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
