// Makes the quizzes of a page answer, and its self-assessments count (self_assessment.ts). Without it they read as questions with their answers folded under them.
// Inside a course package the page around this one (offline/player.ts) is told each answer and gives back the earlier ones.

import { made } from "./quiz/made";
import "./self_assessment";

interface Player {
  answered(id: string, kind: string, right: boolean | undefined, given: string): void;
  given(id: string): string | undefined;
}

const fold = (text: string): string => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/’/g, "'").replace(/\s+/g, " ").trim();

/// The page around this one when it is ours and may be reached.
function player(): Player | undefined {
  try {
    return window.parent === window ? undefined : (window.parent as unknown as { essaimPlayer?: Player }).essaimPlayer;
  } catch {
    return undefined; // another site shows this page in a frame
  }
}

interface Choice {
  input: HTMLInputElement;
  right: boolean;
  said: string;
}

class Question {
  private readonly id: string;
  private readonly kind: string;
  private readonly result = made("p", { role: "status", class: "result" });
  private choices: Choice[] = [];
  private typed: HTMLInputElement | HTMLTextAreaElement | undefined;

  constructor(private readonly item: HTMLElement, private readonly words: DOMStringMap) {
    this.id = item.id;
    this.kind = item.dataset.kind ?? "";
    const form = made("form", { novalidate: "" });
    form.append(this.field());
    const button = made("button", { type: "submit", class: "btn" }, words.check ?? "");
    if (this.kind !== "essay") form.append(button);
    form.append(this.result);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check(true);
    });
    item.querySelector("ul.answers")?.setAttribute("hidden", "");
    this.solution()?.before(form);
    const earlier = player()?.given(this.id) ?? this.kept();
    if (earlier !== undefined) this.restore(earlier);
    else if (this.kind !== "essay") this.solution()?.setAttribute("hidden", "");
  }

  private solution(): HTMLElement | null {
    return this.item.querySelector<HTMLElement>("details.solution");
  }

  private field(): HTMLElement {
    const asked = this.item.querySelector<HTMLElement>(".asked");
    if (asked && !asked.id) asked.id = `${this.id}-asked`;
    if (this.kind === "short_answer" || this.kind === "essay") {
      const field = made("div", { class: "field" });
      this.typed = this.kind === "essay" ? made("textarea", { rows: "4" }) : made("input", { type: "text", autocomplete: "off" });
      this.typed.id = `${this.id}-typed`;
      this.typed.setAttribute("aria-describedby", asked?.id ?? "");
      field.append(made("label", { for: this.typed.id }, this.words.yours ?? ""), this.typed);
      if (this.kind === "essay") this.typed.addEventListener("change", () => this.keep());
      return field;
    }
    const set = made("fieldset", { "aria-labelledby": asked?.id ?? "" });
    this.item.querySelectorAll<HTMLElement>("ul.answers > li").forEach((answer, at) => {
      const input = made("input", { type: this.kind === "multiple" ? "checkbox" : "radio", name: this.id, value: String(at), id: `${this.id}-${at}` });
      const label = made("label", { for: input.id }, ` ${answer.textContent ?? ""}`);
      label.prepend(input);
      this.choices.push({ input, right: answer.dataset.right === "1", said: answer.dataset.said ?? "" });
      set.append(label);
    });
    return set;
  }

  private is_right(): boolean {
    if (!this.typed) return this.choices.every((choice) => choice.input.checked === choice.right);
    const given = fold(this.typed.value);
    return [...this.item.querySelectorAll<HTMLElement>("ul.answers > li")].some((answer) => answer.dataset.right === "1" && fold(answer.textContent ?? "") === given);
  }

  private given(): string {
    if (this.typed) return this.typed.value.trim();
    return this.choices.flatMap((choice, at) => (choice.input.checked ? [String(at)] : [])).join(",");
  }

  private check(tell: boolean): void {
    const given = this.given();
    if (!given) {
      this.result.textContent = this.words.choose ?? "";
      return;
    }
    const right = this.is_right();
    const said = this.choices.filter((choice) => choice.input.checked && choice.said).map((choice) => choice.said);
    this.result.textContent = [right ? this.words.right : this.words.wrong, ...said].join(" ");
    this.item.dataset.answered = right ? "right" : "wrong";
    this.solution()?.removeAttribute("hidden");
    if (tell) player()?.answered(this.id, this.kind, right, given);
  }

  /// An essay belongs to who wrote it: kept here, and given to the course when there is one.
  private keep(): void {
    const given = this.given();
    try {
      localStorage.setItem(`essaim-quiz:${location.pathname}#${this.id}`, given);
      this.result.textContent = this.words.kept ?? "";
    } catch {
      // no room or not allowed: the words stay in the page
    }
    player()?.answered(this.id, this.kind, undefined, given);
  }

  private kept(): string | undefined {
    if (this.kind !== "essay") return undefined;
    try {
      return localStorage.getItem(`essaim-quiz:${location.pathname}#${this.id}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  private restore(given: string): void {
    if (this.typed) this.typed.value = given;
    else for (const at of given.split(",")) this.choices[Number(at)]?.input.setAttribute("checked", "");
    for (const choice of this.choices) choice.input.checked = choice.input.hasAttribute("checked");
    if (this.kind !== "essay") this.check(false);
  }
}

document.querySelectorAll<HTMLElement>(".quiz").forEach((quiz) => {
  quiz.querySelectorAll<HTMLElement>("li.question").forEach((item) => new Question(item, quiz.dataset));
  quiz.classList.add("answers-itself");
});

export {};
