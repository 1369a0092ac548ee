// A text of a live document in CodeMirror.
import { history, defaultKeymap, historyKeymap } from "@codemirror/commands";
import { EditorState, Prec, type Extension, type Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import type { LiveText, Surface } from "../live/text";
import { markdown_of } from "../paste/markdown_of";
import { tree_of } from "../paste/tree";
import * as commands from "./commands";
import { Formatting, type Labels } from "./formatted";
import { sheet_language } from "./language";
import { people_in_text } from "./people";
import { tables } from "./tables";
import { own_suggestions, talk_marks } from "./talk_marks";

export interface Setting {
  label: string; labelled_by: string; described_by: string; empty: string; nonce: string; labels: Labels; table_help: string; pictures_stand: string;
  marks_shown: boolean; read_only: boolean; single_line?: boolean;
  pressed: (talk: string) => void;
  moved: (editor: Editor) => void;
  entered: (editor: Editor) => void;
  files: (editor: Editor, files: File[]) => void;
  keys: (editor: Editor) => { key: string; run: () => boolean }[];
}

type Command = (state: EditorState) => ReturnType<typeof commands.quote>;

export class Editor implements Surface {
  readonly view: EditorView;
  readonly formatting: Formatting;

  constructor(readonly live: LiveText, readonly place: HTMLElement, readonly setting: Setting) {
    this.formatting = new Formatting({ ...setting.labels, pictures_stand: setting.pictures_stand }, setting.marks_shown);
    live.extend(this.#extensions());
    this.view = new EditorView({
      state: live.state,
      parent: place,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        live.apply(transactions, this);
      },
    });
    live.draw(this);
  }

  #extensions(): Extension {
    const { setting } = this;
    const key = (name: string, command: Command) => ({ key: name, run: () => this.run(command) });
    return [
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(setting.nonce),
      EditorState.readOnly.of(setting.read_only),
      EditorView.editable.of(!setting.read_only),
      placeholder(setting.empty),
      EditorView.contentAttributes.of({ "aria-label": setting.label, ...(setting.described_by ? { "aria-describedby": setting.described_by } : {}), tabindex: "0", spellcheck: "true", autocorrect: "on", autocapitalize: "sentences", lang: document.documentElement.lang }),
      sheet_language(),
      this.formatting.extension(),
      tables(setting.table_help),
      people_in_text(),
      talk_marks(setting.pressed),
      own_suggestions(() => this.live.draft(), () => this.live.synced, () => this.live.held),
      Prec.high(keymap.of([
        key("Mod-b", (state) => commands.around(state, "**")),
        key("Mod-i", (state) => commands.around(state, "*")),
        key("Mod-Alt-1", (state) => commands.heading(state, 2)),
        key("Mod-Alt-2", (state) => commands.heading(state, 3)),
        key("Mod-Alt-0", commands.paragraph),
        key("Mod-Shift-7", commands.numbered),
        key("Mod-Shift-8", commands.bullets),
        key("Mod-Shift-9", commands.tasks),
        ...setting.keys(this),
      ])),
      // Tab leaves the text: who has only a keyboard is never held.
      keymap.of([...historyKeymap, ...defaultKeymap]),
      EditorView.domEventHandlers({ paste: (event) => this.#paste(event), drop: (event) => this.#drop(event), focus: () => { setting.entered(this); return false; } }),
      EditorView.updateListener.of((update) => { if (update.selectionSet || update.focusChanged) setting.moved(this); }),
    ];
  }

  show(transactions: readonly Transaction[]): void { this.view.update(transactions); }
  replace(state: EditorState): void { this.view.setState(state); }

  run(command: Command): boolean {
    if (this.setting.read_only) return false;
    const spec = command(this.view.state);
    if (spec) this.view.dispatch(spec);
    this.view.focus();
    return true;
  }

  /// Puts words in place of the selection.
  insert(words: string, user_event = "input"): void {
    this.view.dispatch({ ...this.view.state.replaceSelection(words), userEvent: user_event, scrollIntoView: true });
  }

  #paste(event: ClipboardEvent): boolean {
    const held = event.clipboardData;
    if (!held || this.setting.read_only) return false;
    const files = [...held.files].filter((file) => file.type.startsWith("image/"));
    const page = held.getData("text/html");
    // Word puts a picture of the text beside the text.
    if (files.length && !page && !held.getData("text/plain")) {
      this.setting.files(this, files);
      return true;
    }
    if (!page) return false;
    const words = markdown_of(tree_of(page));
    if (!words) return false;
    event.preventDefault();
    const { from } = this.view.state.selection.main;
    const before = this.view.state.doc.lineAt(from);
    // Several blocks start on a line of their own.
    const lead = words.includes("\n") && from > before.from && this.view.state.sliceDoc(before.from, from).trim() ? "\n\n" : "";
    this.insert(lead + words, "input.paste");
    return true;
  }

  #drop(event: DragEvent): boolean {
    const files = [...(event.dataTransfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!files.length || this.setting.read_only) return false;
    event.preventDefault();
    const at = this.view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (at !== null) this.view.dispatch({ selection: { anchor: at } });
    this.setting.files(this, files);
    return true;
  }

  close(): void {
    this.live.forget(this);
    this.view.destroy();
  }
}
