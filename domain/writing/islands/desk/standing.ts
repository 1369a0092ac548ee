// Says what became of the words: beside the text for who looks, and once, at each turn, for who listens.
import type { Standing } from "../live/watcher";
import { made, type Say } from "./words";

const calm: Standing[] = ["opening", "saved", "saving"];
const hour = (): string => new Date().toLocaleTimeString(document.documentElement.lang || "fr", { hour: "2-digit", minute: "2-digit" }).replace(":", " h ");

export class StandingLine {
  #now: Standing = "opening";
  readonly #words: HTMLElement;
  readonly #enter: HTMLElement | null;
  constructor(readonly place: HTMLElement, readonly spoken: HTMLElement, readonly help: HTMLElement, readonly say: Say) {
    this.#words = place.querySelector<HTMLElement>("[data-words-here]")!;
    this.#enter = place.querySelector<HTMLElement>("a");
  }

  show(standing: Standing, why: string): void {
    const before = this.#now;
    this.#now = standing;
    const sentence = why || this.say(standing, hour());
    this.place.dataset.state = standing;
    this.place.classList.toggle("waiting", !calm.includes(standing));
    this.place.classList.toggle("busy", standing === "saving" || standing === "opening");
    this.#words.textContent = sentence;
    if (this.#enter) this.#enter.hidden = standing !== "signed_out";
    // Not chatty: each save is not told, a trouble and its end are.
    if (!calm.includes(standing)) this.spoken.textContent = sentence;
    else if (standing === "saved" && !calm.includes(before)) this.spoken.textContent = this.say("back", hour());
    this.help.hidden = standing !== "plain" && standing !== "unsafe" && standing !== "gone";
  }

  /// Minutes pass: the hour shown is that of the last save.
  held(count: number): void {
    this.place.toggleAttribute("data-held", count > 0);
  }
}

/// What cannot be kept may still be copied: the whole text, to be put elsewhere.
export function copy_out(place: HTMLElement, words: () => string, say: Say): void {
  const button = made("button", { type: "button", class: "btn small", textContent: say("copy_all") });
  button.addEventListener("click", () => {
    void navigator.clipboard?.writeText(words()).then(() => { button.textContent = say("copied"); }, () => {});
  });
  place.append(button);
}
