// A picture dropped, pasted or chosen: what it shows is asked for in words before it is sent.
import * as commands from "../editor/commands";
import type { Editor } from "../editor/editor";
import type { Desk } from "./desk";
import { ask_in } from "./words";

const heaviest = 20 << 20;

export class Pictures {
  constructor(readonly desk: Desk) {}

  choose(): void {
    const editor = this.desk.last ?? this.desk.editors.get("body");
    if (editor) void this.bring(editor, []);
  }

  async bring(editor: Editor, files: File[]): Promise<void> {
    const dialog = this.desk.dialog("picture");
    const address = this.desk.page.dataset.pictures;
    if (!dialog || !address) return;
    const chooser = dialog.querySelector<HTMLInputElement>("input[type=file]")!;
    const given = files[0];
    const asked = ask_in(dialog);
    chooser.required = !given;
    dialog.querySelector<HTMLElement>("[data-given]")!.textContent = given?.name ?? "";
    chooser.closest<HTMLElement>(".field")!.hidden = !!given;
    const said = await asked;
    const file = given ?? (said?.get("file") as File | null);
    const words = String(said?.get("words") ?? "").trim();
    if (!said || !file?.size) return editor.view.focus();
    const refusal = file.size > heaviest ? this.desk.say("picture_heavy") : await this.#send(editor, file, words, address);
    this.desk.speak(refusal || this.desk.say("picture_there"));
    const shown = this.desk.page.querySelector<HTMLElement>("[data-refusal]")!;
    shown.hidden = !refusal;
    shown.textContent = refusal;
  }

  /// Answers why not, in words; "" when the picture is there.
  async #send(editor: Editor, file: File, words: string, address: string): Promise<string> {
    const body = new FormData();
    body.set("csrf", this.desk.live.line.csrf);
    body.set("words", words);
    body.set("file", file);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { accept: "application/json" }, redirect: "manual" });
      const told = answer.headers.get("content-type")?.startsWith("application/json") ? ((await answer.json()) as { address?: string; sentence?: string }) : {};
      if (!answer.ok || !told.address) return told.sentence || this.desk.say("picture_not_sent");
      editor.run((state) => commands.picture(state, told.address!, words));
      return "";
    } catch {
      return this.desk.say("picture_not_sent");
    }
  }
}
