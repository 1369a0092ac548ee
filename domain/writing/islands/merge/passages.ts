// Two texts that grew apart, passage by passage: what both say alike, and where one chooses.
import { diffArrays } from "diff";

export type Choice = "mine" | "theirs" | "both";
/// `mine` and `theirs` are equal where both say the same.
export interface Passage { mine: string; theirs: string; same: boolean }

/// Lines with what ends them: joined, they are the text again.
const lines_of = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export function passages_of(mine: string, theirs: string): Passage[] {
  const passages: Passage[] = [];
  for (const part of diffArrays(lines_of(theirs), lines_of(mine))) {
    const words = part.value.join("");
    const last = passages.at(-1);
    if (!part.added && !part.removed) passages.push({ mine: words, theirs: words, same: true });
    else {
      const open = last && !last.same ? last : { mine: "", theirs: "", same: false };
      if (open !== last) passages.push(open);
      if (part.added) open.mine += words;
      else open.theirs += words;
    }
  }
  return passages;
}

/// `choices`: one for each passage that is not the same, in order.
export function chosen(passages: Passage[], choices: Choice[]): string {
  let at = 0;
  return passages.map((one) => {
    if (one.same) return one.mine;
    const choice = choices[at++] ?? "both";
    if (choice === "mine") return one.mine;
    if (choice === "theirs") return one.theirs;
    return one.theirs + (one.theirs && one.mine && !one.theirs.endsWith("\n") ? "\n" : "") + one.mine;
  }).join("");
}
