// The Markdown of sheets, as platform/markdown reads it: CommonMark, tables, tasks, notes, and the citations of passages.
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { GFM, type InlineContext, type MarkdownConfig } from "@lezer/markdown";
import type { Extension } from "@codemirror/state";

/// A piece in square brackets that is no link: it stands before links are looked for.
function bracketed(name: string, second: number, shape: RegExp): MarkdownConfig {
  return {
    defineNodes: [name],
    parseInline: [{
      name,
      before: "Link",
      parse(context: InlineContext, next: number, at: number) {
        if (next !== 91 || context.char(at + 1) !== second) return -1;
        const found = shape.exec(context.slice(at, Math.min(at + 200, context.end)));
        return found ? context.addElement(context.elt(name, at, at + found[0].length)) : -1;
      },
    }],
  };
}

const citation = bracketed("Citation", 91, /^\[\[[\w-]+(#[\w-]+)?\]\]/);
const note = bracketed("NoteCall", 94, /^\[\^[^\]\s]+\](?!:)/);

export const sheet_language = (): Extension => markdown({ base: commonmarkLanguage, extensions: [GFM, citation, note], completeHTMLTags: false, pasteURLAsLink: true });
