// A table is drawn as a table while the caret is not in it; a press on a cell puts the caret there.
import { syntaxTree } from "@codemirror/language";
import { StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { without_marks } from "./plain";

const cells_of = (line: string): string[] => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, "|"));

class Table extends WidgetType {
  constructor(readonly source: string, readonly help: string) { super(); }
  override eq(other: Table): boolean { return other.source === this.source; }
  override get estimatedHeight(): number { return 44 * this.source.split("\n").length; }

  toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "wrt-table";
    frame.title = this.help;
    const table = document.createElement("table");
    this.source.split("\n").forEach((line, at) => {
      if (at === 1) return;
      const row = table.insertRow();
      for (const words of cells_of(line)) {
        const cell = document.createElement(at === 0 ? "th" : "td");
        cell.textContent = without_marks(words);
        row.append(cell);
      }
    });
    frame.append(table);
    frame.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#enter(view, frame, event.target as HTMLElement);
    });
    return frame;
  }

  #enter(view: EditorView, frame: HTMLElement, pressed: HTMLElement): void {
    const cell = pressed.closest("td, th");
    const row = cell?.parentElement as HTMLTableRowElement | null | undefined;
    const lines = this.source.split("\n");
    const shown = row ? row.rowIndex : 0;
    const line = shown === 0 ? 0 : shown + 1;
    let at = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    const column = cell ? (cell as HTMLTableCellElement).cellIndex : 0;
    let found = -1;
    for (let place = 0; place < (lines[line] ?? "").length; place++) if (lines[line]![place] === "|" && lines[line]![place - 1] !== "\\" && ++found === column) { at += place + 2; break; }
    view.dispatch({ selection: { anchor: Math.min(view.posAtDOM(frame) + at, view.state.doc.length) } });
    view.focus();
  }
  override ignoreEvent(): boolean { return true; }
}

function drawn(state: EditorState, help: string): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  syntaxTree(state).iterate({
    enter(node) {
      if (node.name !== "Table") return node.name === "Document" || node.name === "BulletList" ? undefined : false;
      const from = state.doc.lineAt(node.from).from;
      const to = state.doc.lineAt(node.to).to;
      const touched = state.selection.ranges.some((range) => range.from <= to && range.to >= from);
      if (touched) for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) ranges.push(Decoration.line({ class: "wrt-pre" }).range(at));
      else if (from === node.from) ranges.push(Decoration.replace({ widget: new Table(state.sliceDoc(from, to), help), block: true }).range(from, to));
      return false;
    },
  });
  return Decoration.set(ranges, true);
}

export const tables = (help: string): Extension => StateField.define<DecorationSet>({
  create: (state) => drawn(state, help),
  update: (before, transaction) => (transaction.docChanged || transaction.selection || syntaxTree(transaction.startState) !== syntaxTree(transaction.state) ? drawn(transaction.state, help) : before),
  provide: (field) => EditorView.decorations.from(field),
});
