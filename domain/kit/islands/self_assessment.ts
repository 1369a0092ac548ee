// Counts a self-assessment while one answers it. Without it the page is a sheet to tick, with how to count. Answers stay in this
// browser, under the address of the page: nothing is sent, and no course is told.

import { made } from "./quiz/made";

type Answers = Record<string, string>;

interface Standing {
  axis: string;
  counted: number;
  asked: number;
  mean: number; // of those counted, 1 to 4; 0 when none is
  next: Element | null;
}

const verdict_from = [1.75, 2.5, 3.25];

class SelfAssessment {
  private readonly words: DOMStringMap;
  private readonly said = made("p", { role: "status", class: "tally" });
  private readonly result = made("section", { class: "result", hidden: "" });
  private readonly erase: HTMLButtonElement;
  private readonly key: string;
  private erased: Answers | undefined;

  constructor(private readonly box: HTMLElement) {
    this.words = box.dataset;
    this.key = `essaim-self-assessment:${location.pathname}#${box.querySelector(".statement")?.id ?? ""}`;
    this.erase = made("button", { type: "button", class: "btn", hidden: "" }, this.words.erase ?? "");
    const privacy = made("p", { class: "privacy" }, this.words.kept ?? "");
    box.prepend(privacy);
    box.querySelector(".counting")?.before(this.said, this.result, this.erase);
    box.querySelector(".counting")?.setAttribute("hidden", "");
    this.give(this.kept(privacy));
    box.addEventListener("change", () => this.changed());
    this.erase.addEventListener("click", () => this.swap());
    this.count();
  }

  private inputs(): HTMLInputElement[] {
    return [...this.box.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  }

  private answers(): Answers {
    return Object.fromEntries(this.inputs().flatMap((input) => (input.checked ? [[input.name, input.value]] : [])));
  }

  private give(answers: Answers): void {
    for (const input of this.inputs()) input.checked = answers[input.name] === input.value;
  }

  private kept(privacy: HTMLElement): Answers {
    try {
      localStorage.setItem(`${this.key}?`, "");
      localStorage.removeItem(`${this.key}?`);
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      return kept && typeof kept === "object" ? (kept as Answers) : {};
    } catch {
      privacy.textContent = this.words.lost ?? "";
      return {};
    }
  }

  private keep(answers: Answers): void {
    try {
      if (Object.keys(answers).length) localStorage.setItem(this.key, JSON.stringify(answers));
      else localStorage.removeItem(this.key);
    } catch {
      // said above: this browser keeps nothing
    }
  }

  private changed(): void {
    this.erased = undefined;
    this.keep(this.answers());
    this.count();
  }

  /// Erases every answer, or puts back those just erased.
  private swap(): void {
    const back = this.erased;
    this.erased = back ? undefined : this.answers();
    this.give(back ?? {});
    this.keep(back ?? {});
    this.count();
  }

  private standings(): Standing[] {
    return [...this.box.querySelectorAll<HTMLElement>(".axis")].map((axis) => {
      const given = [...axis.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => Number(input.value));
      const counted = given.filter((value) => value > 0);
      return {
        axis: axis.dataset.axis ?? "",
        counted: counted.length,
        asked: axis.querySelectorAll(".statement").length,
        mean: counted.length ? counted.reduce((sum, value) => sum + value, 0) / counted.length : 0,
        next: axis.querySelector(".read-next"),
      };
    });
  }

  private count(): void {
    const statements = this.box.querySelectorAll(".statement").length;
    const answered = this.box.querySelectorAll("input:checked").length;
    this.said.textContent = (this.words.answered ?? "").replace("{}", String(answered)).replace("{}", String(statements));
    this.erase.textContent = (this.erased ? this.words.undo : this.words.erase) ?? "";
    this.erase.hidden = !answered && !this.erased;
    this.result.hidden = !answered;
    if (answered) this.show(this.standings());
  }

  private show(standings: Standing[]): void {
    const heading = made("p", { class: "result-title" }, this.words.result);
    this.result.replaceChildren(heading, this.summary(standings), this.table(standings));
    const first = this.weakest(standings);
    if (first?.next) this.result.append(first.next.cloneNode(true));
  }

  private weakest(standings: Standing[]): Standing | undefined {
    return standings.filter((one) => one.counted).sort((a, b) => a.mean - b.mean)[0];
  }

  /// Only what differs is worth a sentence.
  private summary(standings: Standing[]): HTMLElement {
    const some = standings.filter((one) => one.counted).sort((a, b) => b.mean - a.mean);
    const strong = some[0];
    const weak = some[some.length - 1];
    const sentences = strong && weak && strong.mean > weak.mean ? [[this.words.strong, strong.axis], [this.words.first, weak.axis]] : [];
    return made("p", {}, sentences.map(([said, axis]) => (said ?? "").replace("{}", axis ?? "")).join(" "));
  }

  private number(value: number): string {
    return value.toFixed(1).replace(".", this.words.comma ?? ".");
  }

  private verdict(one: Standing): string {
    if (!one.counted) return this.words.none ?? "";
    return this.words[`verdict${verdict_from.filter((from) => one.mean >= from).length + 1}`] ?? "";
  }

  /// The bars and their numbers are one table: neither says more than the other.
  private table(standings: Standing[]): HTMLElement {
    const table = made("table");
    const head = made("tr");
    for (const word of [this.words.matter, this.words.mean, this.words.counted, this.words.says]) head.append(made("th", { scope: "col" }, word));
    const top = made("thead");
    top.append(head);
    const body = made("tbody");
    for (const one of standings) body.append(this.row(one));
    table.append(top, body);
    const wrap = made("div", { class: "table-wrap" });
    wrap.append(table);
    return wrap;
  }

  private row(one: Standing): HTMLElement {
    const row = made("tr");
    const mean = made("td", { class: "mean" }, one.counted ? this.number(one.mean) : "–");
    const track = made("span", { class: "track", "aria-hidden": "true" });
    const bar = made("span", { class: "bar" });
    bar.style.width = `${(one.mean / 4) * 100}%`;
    track.append(bar);
    mean.append(track);
    row.append(made("th", { scope: "row" }, one.axis), mean, made("td", {}, `${one.counted} / ${one.asked}`), made("td", {}, this.verdict(one)));
    return row;
  }
}

document.querySelectorAll<HTMLElement>(".self-assessment").forEach((box) => new SelfAssessment(box));

export {};
