// What was measured, each figure beside its reference of the same run and its target; kept in build/bench.json.
import { writeFileSync } from "node:fs";

export const nearest = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];

export class Figures {
  #list = [];

  /// `target`: {at_least} or {at_most}; it is compared with `ratio` when a reference is given and `of: "ratio"`, else with the value.
  add({ name, value, unit, reference = null, of = "value", at_least, at_most, held_by = "" }) {
    const ratio = reference ? value / reference : null;
    const judged = of === "ratio" ? ratio : value;
    const met = at_least !== undefined ? judged >= at_least : at_most !== undefined ? judged <= at_most : null;
    const target = at_least !== undefined ? `${of} ≥ ${at_least}` : at_most !== undefined ? `${of} ≤ ${at_most}` : null;
    this.#list.push({ name, value: round(value), unit, reference: reference === null ? null : round(reference), ratio: ratio === null ? null : round(ratio), target, met });
    const beside = reference ? `, reference ${round(reference)} (ratio ${round(ratio)})` : "";
    const missed = met === false ? ` MISSED by ${round((Math.abs(judged - (at_least ?? at_most)) / (at_least ?? at_most)) * 100)} %${held_by ? `: ${held_by}` : ""}` : "";
    console.log(`${met === false ? "✗" : met ? "✓" : " "} ${name.padEnd(44)} ${String(round(value)).padStart(10)} ${unit}${beside}${target ? `, target ${target}` : ""}${missed}`);
  }

  /// Answers whether every target is met.
  close(file) {
    writeFileSync(file, `${JSON.stringify(this.#list, null, 2)}\n`);
    const missed = this.#list.filter((one) => one.met === false);
    console.log(`\n${this.#list.length} figures, ${missed.length} targets missed${missed.length ? `: ${missed.map((one) => one.name).join(", ")}` : ""}. Kept in ${file}.`);
    return missed.length === 0;
  }
}

const round = (number) => (Math.abs(number) >= 100 ? Math.round(number) : Math.round(number * 1000) / 1000);
