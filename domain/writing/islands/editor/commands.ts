// What the toolbar and its keys do to a text. Each takes a state and answers the transaction: no page, no view.
import { EditorSelection, type ChangeSpec, type EditorState, type TransactionSpec } from "@codemirror/state";

export const callout_kinds = ["tip", "warning", "try"];

type Made = TransactionSpec | undefined;
const typed = { userEvent: "input.format", scrollIntoView: true };

/// Puts marks around the selection, or around the word at the caret; takes them away when they are there.
export function around(state: EditorState, mark: string): Made {
  return {
    ...state.changeByRange((range) => {
      const word = range.empty ? state.wordAt(range.head) : range;
      const { from, to } = word ?? range;
      const [before, after] = [state.sliceDoc(from - mark.length, from), state.sliceDoc(to, to + mark.length)];
      // "*" beside "*" is the bold's own mark, not the italic's.
      const longer = mark.length === 1 && state.sliceDoc(from - 2, from) === mark + mark && state.sliceDoc(from - 3, from) !== mark.repeat(3);
      if (before === mark && after === mark && !longer) return { changes: [{ from: from - mark.length, to: from }, { from: to, to: to + mark.length }], range: EditorSelection.range(range.anchor - mark.length, range.head - mark.length) };
      return { changes: [{ from, insert: mark }, { from: to, insert: mark }], range: EditorSelection.range(range.anchor + mark.length, range.head + mark.length) };
    }),
    ...typed,
  };
}

function lines_of(state: EditorState): { from: number; text: string }[] {
  const { from, to } = state.selection.main;
  const found = [];
  for (let at = state.doc.lineAt(from).number; at <= state.doc.lineAt(to).number; at++) found.push(state.doc.line(at));
  return found;
}

const starts = /^(\s*)(#{1,6} +|[-*+] +\[[ xX]\] +|[-*+] +|\d+[.)] +|> ?)?/;

/// Gives the lines of the selection that start, or takes it away when all have it.
function started(state: EditorState, wanted: (place: number) => string, has: RegExp): Made {
  const lines = lines_of(state);
  const all = lines.every(({ text }) => has.test(text) || !text.trim());
  const some = lines.some(({ text }) => has.test(text));
  const changes: ChangeSpec[] = [];
  let place = 0;
  for (const { from, text } of lines) {
    if (!text.trim() && lines.length > 1) continue;
    const found = starts.exec(text)!;
    const start = found[1]!.length;
    changes.push({ from: from + start, to: from + found[0].length, insert: all && some ? "" : wanted(place++) });
  }
  return { changes, ...typed };
}

export const heading = (state: EditorState, level: number): Made => started(state, () => `${"#".repeat(level)} `, new RegExp(`^#{${level}} `));
export const paragraph = (state: EditorState): Made => started(state, () => "", /$^/);
export const bullets = (state: EditorState): Made => started(state, () => "- ", /^\s*[-*+] +(?!\[[ xX]\])/);
export const numbered = (state: EditorState): Made => started(state, (place) => `${place + 1}. `, /^\s*\d+[.)] /);
export const tasks = (state: EditorState): Made => started(state, () => "- [ ] ", /^\s*[-*+] +\[[ xX]\] /);
export const quote = (state: EditorState): Made => started(state, () => "> ", /^\s*> ?/);

/// Puts a block on lines of its own, with an empty one before and after; the caret goes `caret` characters into it.
export function block(state: EditorState, words: string, caret = words.length): Made {
  const line = state.doc.lineAt(state.selection.main.to);
  const at = line.text.trim() ? line.to : line.from;
  const before = state.sliceDoc(Math.max(0, at - 2), at);
  const lead = at === 0 || before === "\n\n" ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const after = state.sliceDoc(line.to, line.to + 2);
  const tail = after === "\n\n" || line.to === state.doc.length ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return { changes: { from: at, to: line.text.trim() ? at : line.to, insert: lead + words + tail }, selection: { anchor: at + lead.length + caret }, ...typed };
}

/// A box between two lines of its own: around the lines of the selection, or around `inside`.
export function box(state: EditorState, opening: string, inside: string, closing: string): Made {
  const { from, to } = state.selection.main;
  if (!state.sliceDoc(from, to).trim()) return block(state, `${opening}\n${inside}\n${closing}`, opening.length + 1 + inside.length);
  const first = state.doc.lineAt(from).from;
  const last = state.doc.lineAt(to).to;
  const words = state.sliceDoc(first, last).trim();
  return { changes: { from: first, to: last, insert: `${opening}\n${words}\n${closing}` }, selection: { anchor: first + opening.length + 1 + words.length }, ...typed };
}

/// A quotation that starts with its kind in bold: every reader of Markdown shows the word. `label`: "Tip", "Conseil".
export function callout(state: EditorState, label: string): Made {
  const { from, to } = state.selection.main;
  const start = `> **${label}.** `;
  if (!state.sliceDoc(from, to).trim()) return block(state, start);
  const first = state.doc.lineAt(from).from;
  const last = state.doc.lineAt(to).to;
  return { changes: { from: first, to: last, insert: start + state.sliceDoc(first, last).split("\n").join("\n> ") }, ...typed };
}

export function table(state: EditorState, head: [string, string]): Made {
  const row = (one: string, other: string) => `| ${one} | ${other} |`;
  return block(state, [row(...head), row("---", "---"), row("   ", "   ")].join("\n"), 2);
}

/// The first number no note has, called where the caret is and told at the end of the text.
export function note(state: EditorState): Made {
  const words = state.doc.toString();
  let number = 1;
  while (words.includes(`[^${number}]`)) number++;
  const { to } = state.selection.main;
  const end = state.doc.length;
  const told = `${words.endsWith("\n") ? (words.endsWith("\n\n") || /\[\^[^\]]+\]:.*\n$/.test(words) ? "" : "\n") : "\n\n"}[^${number}]: `;
  const call = `[^${number}]`;
  return { changes: [{ from: to, insert: call }, { from: end, insert: told }], selection: { anchor: end + call.length + told.length }, ...typed };
}

export function link(state: EditorState, address: string, words: string): Made {
  const { from, to } = state.selection.main;
  const clean = address.trim().replace(/[()<>\s\\]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
  const label = (words.trim() || state.sliceDoc(from, to) || clean).replace(/[[\]\\]/g, "\\$&").replace(/\n+/g, " ");
  return { changes: { from, to, insert: `[${label}](${clean})` }, selection: { anchor: from + label.length + clean.length + 4 }, ...typed };
}

export function picture(state: EditorState, address: string, words: string): Made {
  return block(state, `![${words.replace(/[[\]\\]/g, "\\$&").replace(/\s+/g, " ").trim()}](${address})\n`);
}

/// What the caret stands in, for buttons that say whether they are pressed.
export function standing_at(state: EditorState): { heading: number; list: "bullets" | "numbered" | "tasks" | ""; quote: boolean } {
  const text = state.doc.lineAt(state.selection.main.head).text;
  const list = /^\s*[-*+] +\[[ xX]\] /.test(text) ? "tasks" : /^\s*[-*+] /.test(text) ? "bullets" : /^\s*\d+[.)] /.test(text) ? "numbered" : "";
  return { heading: /^(#{1,6}) /.exec(text)?.[1]?.length ?? 0, list, quote: /^\s*>/.test(text) };
}
