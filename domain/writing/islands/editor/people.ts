// Where the others are in a text: a caret with their name, and what they have selected.
import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

export interface Standing { key: string; name: string; colour: number; anchor: number; head: number }

class Caret extends WidgetType {
  constructor(readonly name: string, readonly colour: number) { super(); }
  override eq(other: Caret): boolean { return other.name === this.name && other.colour === this.colour; }
  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `wrt-caret wrt-who-${this.colour % 8}`;
    // Screen readers are told who is here on demand, not at each key of others.
    caret.setAttribute("aria-hidden", "true");
    const name = document.createElement("i");
    name.textContent = this.name;
    caret.append("\u2060", name, "\u2060");
    return caret;
  }
  override ignoreEvent(): boolean { return true; }
}

export const set_people = StateEffect.define<Standing[]>();

interface Here { drawn: DecorationSet; heads: number[] }

function drawn_at(people: Standing[], longest: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { name, colour, anchor, head } of people) {
    const [from, to] = [Math.min(anchor, head, longest), Math.min(Math.max(anchor, head), longest)];
    if (from < to) ranges.push(Decoration.mark({ class: `wrt-selected wrt-who-${colour % 8}` }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Caret(name, colour), side: head < anchor ? -1 : 1 }).range(Math.min(head, longest)));
  }
  return Decoration.set(ranges, true);
}

const field = StateField.define<Here>({
  create: () => ({ drawn: Decoration.none, heads: [] }),
  update(here, { changes, effects, newDoc, docChanged }) {
    let now = docChanged ? { drawn: here.drawn.map(changes), heads: here.heads.map((head) => changes.mapPos(head, 1)) } : here;
    for (const effect of effects) if (effect.is(set_people)) now = { drawn: drawn_at(effect.value, newDoc.length), heads: effect.value.map(({ head }) => Math.min(head, newDoc.length)) };
    return now;
  },
  provide: (own) => EditorView.decorations.from(own, ({ drawn }) => drawn),
});

export const people_in_text = (): Extension => field;
/// Where the carets of others are: what is hidden there is cut in two, so that they are seen.
export const heads_in = (state: EditorState): number[] => state.field(field, false)?.heads ?? [];
