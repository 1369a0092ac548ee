// Text formatted while it is typed: marks are hidden where the caret is not, and shown there, for one must be able to change
// them. Everything is drawn over the text: the text itself stays Markdown.
import { syntaxTree } from "@codemirror/language";
import { Compartment, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import type { SyntaxNodeRef } from "@lezer/common";
import { callout_kinds } from "./commands";
import { heads_in } from "./people";

class Sign extends WidgetType {
  constructor(readonly class_name: string, readonly words: string) { super(); }
  override eq(other: Sign): boolean { return other.class_name === this.class_name && other.words === this.words; }
  toDOM(): HTMLElement {
    const sign = document.createElement("span");
    sign.className = this.class_name;
    sign.textContent = this.words;
    return sign;
  }
}

class Tick extends WidgetType {
  constructor(readonly done: boolean, readonly label: string) { super(); }
  override eq(other: Tick): boolean { return other.done === this.done; }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", checked: this.done, className: "wrt-tick", disabled: view.state.readOnly });
    box.setAttribute("aria-label", this.label);
    box.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const at = view.posAtDOM(box);
      view.dispatch({ changes: { from: at + 1, to: at + 2, insert: this.done ? " " : "x" }, userEvent: "input" });
    });
    return box;
  }
  override ignoreEvent(): boolean { return true; }
}

class Picture extends WidgetType {
  constructor(readonly address: string, readonly words: string) { super(); }
  override eq(other: Picture): boolean { return other.address === this.address && other.words === this.words; }
  toDOM(): HTMLElement {
    const figure = document.createElement("span");
    figure.className = "wrt-figure";
    const picture = document.createElement("img");
    Object.assign(picture, { src: this.address, alt: this.words, loading: "lazy" });
    const words = document.createElement("span");
    words.textContent = this.words;
    words.setAttribute("aria-hidden", "true");
    figure.append(picture, words);
    return figure;
  }
  override ignoreEvent(): boolean { return false; }
}

const hidden = Decoration.replace({});
const line = (name: string) => Decoration.line({ class: name });
const mark = (name: string) => Decoration.mark({ class: name });
const styled: Record<string, Decoration> = { StrongEmphasis: mark("wrt-strong"), Emphasis: mark("wrt-em"), Strikethrough: mark("wrt-strike"), InlineCode: mark("wrt-code"), Link: mark("wrt-link"), Autolink: mark("wrt-link"), URL: mark("wrt-address"), Citation: mark("wrt-citation"), NoteCall: mark("wrt-note"), ListMark: mark("wrt-list-mark"), HTMLTag: mark("wrt-quiet"), HTMLBlock: mark("wrt-quiet") };
const inline_marks = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark"]);

/// `pictures_stand`: where pictures named "pictures/…" are shown from; "" for nowhere.
export interface Labels { task: string; kinds: Record<string, string>; pictures_stand?: string }

/// The lines a box opens and closes with: ":::" and what it is, then ":::" alone.
const fence = /^:::(?: ([\w-]+).*)?\s*$/;

/// Draws one range of the text. `touched`: whether the caret or the selection is there.
class Painter {
  readonly drawn: Range<Decoration>[] = [];
  constructor(readonly state: EditorState, readonly labels: Labels, readonly active: boolean) {}

  #touched(from: number, to: number): boolean {
    return this.active && this.state.selection.ranges.some((range) => range.from <= to && range.to >= from);
  }
  #line_touched(at: number): boolean {
    const { from, to } = this.state.doc.lineAt(at);
    return this.#touched(from, to);
  }
  #lines(from: number, to: number, name: string): void {
    for (let at = from; at <= to; ) {
      const one = this.state.doc.lineAt(at);
      this.drawn.push(line(name).range(one.from));
      at = one.to + 1;
    }
  }
  #hide(from: number, to: number): void {
    const cuts = [from, ...heads_in(this.state).filter((head) => head > from && head < to).sort((one, other) => one - other), to];
    for (let at = 1; at < cuts.length; at++) if (cuts[at - 1]! < cuts[at]!) this.drawn.push(hidden.range(cuts[at - 1]!, cuts[at]!));
  }
  /// With the space that follows, when there is one.
  #hide_start(from: number, to: number): void { this.#hide(from, this.state.sliceDoc(to, to + 1) === " " ? to + 1 : to); }

  node(node: SyntaxNodeRef): boolean | void {
    const { name, from, to } = node;
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
    if (heading) this.#lines(from, to, `wrt-h wrt-h${heading[1]}`);
    else if (name === "HeaderMark" && !this.#line_touched(from)) this.#hide_start(from, to);
    else if (name === "Blockquote") this.#quote(from, to);
    else if (name === "QuoteMark" && !this.#line_touched(from)) this.#hide_start(from, to);
    else if (name === "FencedCode" || name === "CodeBlock") { this.#lines(from, to, "wrt-pre"); return false; }
    else if (name === "Image") { this.#picture(from, to); return false; }
    else if (name === "HorizontalRule" && !this.#line_touched(from)) this.drawn.push(Decoration.replace({ widget: new Sign("wrt-rule", "") }).range(from, to));
    else if (name === "ListMark") return this.#item(node);
    else if (name === "TaskMarker") return this.#task(from, to);
    else if (inline_marks.has(name)) { const parent = node.node.parent; if (parent && parent.name !== "FencedCode" && !this.#touched(parent.from, parent.to)) this.#hide(from, to); }
    else if (name === "Link") this.#link(node);
    const style = styled[name];
    if (style && from < to && !(name === "URL" && node.node.parent?.name === "Link")) this.drawn.push(style.range(from, to));
  }

  #link(node: SyntaxNodeRef): void {
    const close = node.node.getChildren("LinkMark")[1];
    if (!close || this.#touched(node.from, node.to) || close.to === node.to) return;
    this.#hide(node.from, node.from + 1);
    this.#hide(close.from, node.to);
  }

  #picture(from: number, to: number): void {
    const found = /^!\[((?:\\.|[^\]\\])*)\]\((\/[^\s)]*|pictures\/[\w.-]+)/.exec(this.state.sliceDoc(from, to));
    const address = found?.[2]!.startsWith("/") ? found[2] : this.labels.pictures_stand && found?.[2]!.replace(/^pictures/, this.labels.pictures_stand);
    if (found && address && !this.#touched(from, to)) this.drawn.push(Decoration.replace({ widget: new Picture(address, found[1]!.replace(/\\(.)/g, "$1")) }).range(from, to));
  }

  #item(node: SyntaxNodeRef): void {
    const ordered = node.node.parent?.parent?.name === "OrderedList";
    const task = node.node.parent?.getChild("Task");
    if (task && !this.#touched(node.from, node.to + 4)) return this.#hide_start(node.from, node.to);
    if (!ordered && !this.#touched(node.from, node.to)) this.drawn.push(Decoration.replace({ widget: new Sign("wrt-bullet", "•") }).range(node.from, node.to));
    else this.drawn.push(styled.ListMark!.range(node.from, node.to));
  }

  #task(from: number, to: number): void {
    const done = /x/i.test(this.state.sliceDoc(from, to));
    if (!this.#touched(from, to)) this.drawn.push(Decoration.replace({ widget: new Tick(done, this.labels.task) }).range(from, to));
  }

  #quote(from: number, to: number): void {
    const first = this.state.doc.lineAt(from);
    const label = /^\s*>\s*\*\*(.+?)\.?\*\*/.exec(first.text)?.[1];
    const kind = callout_kinds.find((one) => this.labels.kinds[one] === label);
    this.#lines(from, to, kind ? `wrt-callout wrt-callout-${kind}` : "wrt-quote");
  }
}

/// Boxes are drawn by their lines: what a box holds may be anything.
function boxes(view: EditorView): Range<Decoration>[] {
  const drawn: Range<Decoration>[] = [];
  let kind = "";
  for (let number = 1; number <= view.state.doc.lines; number++) {
    const { from, text } = view.state.doc.line(number);
    const found = fence.exec(text);
    if (found?.[1] && !kind) kind = found[1];
    if (kind && from <= view.viewport.to && from >= view.viewport.from) drawn.push(line(`wrt-box wrt-box-${kind}${found ? " wrt-fence" : ""}`).range(from));
    if (found && !found[1]) kind = "";
  }
  return drawn;
}

function drawn(view: EditorView, labels: Labels): DecorationSet {
  const painter = new Painter(view.state, labels, view.hasFocus);
  if (labels.pictures_stand) painter.drawn.push(...boxes(view));
  for (const { from, to } of view.visibleRanges) syntaxTree(view.state).iterate({ from, to, enter: (node) => painter.node(node) });
  return Decoration.set(painter.drawn, true);
}

const formatting = (labels: Labels): Extension => ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) { this.decorations = drawn(view, labels); }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.selectionSet || update.viewportChanged || update.focusChanged || heads_in(update.startState) !== heads_in(update.state) || syntaxTree(update.startState) !== syntaxTree(update.state)) this.decorations = drawn(update.view, labels);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/// Marks hidden or not, changed at will.
export class Formatting {
  readonly #place = new Compartment();
  constructor(readonly labels: Labels, private marks_shown: boolean) {}
  extension(): Extension { return this.#place.of(this.#now()); }
  #now(): Extension { return this.marks_shown ? EditorView.editorAttributes.of({ class: "wrt-marks" }) : formatting(this.labels); }
  show_marks(view: EditorView, shown: boolean): void {
    this.marks_shown = shown;
    view.dispatch({ effects: this.#place.reconfigure(this.#now()) });
  }
}
