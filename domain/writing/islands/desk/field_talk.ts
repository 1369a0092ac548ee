// Proposed changes in an ordinary field (title, minutes, material…): drawn under it, the words that would go struck through, those
// that would come underlined.
import type { Passage } from "../editor/talk_marks";
import type { LiveField } from "./field";
import { made } from "./words";

/// A number, or a choice in a list, is proposed whole: half of it says nothing.
const is_whole = ({ field }: LiveField): boolean => field instanceof HTMLSelectElement || field.inputMode === "numeric";

export function pieces_of(field: LiveField): { from: number; to: number; insert: string }[] {
  const { live } = field;
  const pieces = live.draft_pieces();
  return pieces.length && is_whole(field) ? [{ from: 0, to: live.synced.length, insert: live.words }] : pieces;
}

function line_of(words: string, { from, to, insert }: { from: number; to: number; insert: string }): HTMLElement[] {
  const shown: HTMLElement[] = [];
  const add = (tag: "span" | "del" | "ins", text: string): void => { if (text) shown.push(made(tag, { class: tag === "span" ? "" : "wrt-proposed", textContent: text.replace(/\n/g, " · ") })); };
  add("span", words.slice(0, from));
  add("del", words.slice(from, to));
  add("ins", insert);
  add("span", words.slice(to));
  return shown;
}

/// What others propose there, and what one is proposing oneself.
export function draw_on_field(field: LiveField, passages: Passage[], own_label: string, pressed: (id: string) => void): void {
  const { live, field: place } = field;
  place.parentElement?.querySelectorAll(".wrt-field-talk").forEach((one) => one.remove());
  const lines: HTMLElement[] = [];
  for (const one of passages) {
    if (one.kind !== "suggestion") continue;
    const words = made("button", { type: "button", class: "wrt-field-words", title: one.label }, ...line_of(live.words, { from: one.from, to: one.to, insert: one.insert ?? "" }));
    words.addEventListener("click", () => pressed(one.id));
    lines.push(made("p", { class: "wrt-field-talk small" }, made("span", { class: "soft", textContent: one.label }), words));
  }
  const own = live.held ? pieces_of(field) : [];
  if (own.length) lines.push(made("p", { class: "wrt-field-talk small" }, made("span", { class: "soft", textContent: own_label }), made("span", {}, made("del", { class: "wrt-proposed", textContent: live.synced.toString().replace(/\n/g, " · ") }), made("ins", { class: "wrt-proposed", textContent: live.words.replace(/\n/g, " · ") }))));
  place.after(...lines);
}
