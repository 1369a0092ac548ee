// What a reader of a course package has done, whatever the system that keeps it.

export interface Page {
  address: string; // from the package's root
  title: string;
}

export interface Plan {
  standard: "scorm12" | "scorm2004" | "cmi5";
  pages: Page[]; // of this unit, in reading order
  questions: string[]; // ids of those that are right or wrong
  mastery: number; // share of right answers asked to succeed, 0 to 1
}

export interface Given {
  kind: string;
  right: boolean | undefined;
  given: string;
}

/// Pages seen and answers given; written small, for systems that keep 4,096 characters.
export class Progress {
  at = 0;
  private readonly seen: boolean[];
  private readonly answers = new Map<string, Given>();

  constructor(private readonly plan: Plan) {
    this.seen = plan.pages.map(() => false);
  }

  see(at: number): void {
    this.at = at;
    this.seen[at] = true;
  }

  answer(id: string, given: Given): void {
    this.answers.set(id, given);
  }

  given(id: string): Given | undefined {
    return this.answers.get(id);
  }

  seen_count(): number {
    return this.seen.filter(Boolean).length;
  }

  /// Share of the pages seen, 0 to 1.
  share(): number {
    return this.plan.pages.length ? this.seen_count() / this.plan.pages.length : 1;
  }

  /// Share of right answers; without questions, of the pages seen.
  score(): number {
    const asked = this.plan.questions;
    if (!asked.length) return this.share();
    return asked.filter((id) => this.answers.get(id)?.right).length / asked.length;
  }

  complete(): boolean {
    return this.share() === 1 && this.plan.questions.every((id) => this.answers.has(id));
  }

  succeeded(): boolean {
    return this.score() >= this.plan.mastery;
  }

  write(most: number): string {
    const seen = this.seen.map(Number).join("");
    const whole = JSON.stringify({ at: this.at, seen, answers: [...this.answers].map(([id, one]) => [id, one.kind, one.right ?? null, one.given.slice(0, 200)]) });
    if (whole.length <= most) return whole;
    // Too many words: which were right is kept, what was typed is not.
    const short = JSON.stringify({ at: this.at, seen, right: this.plan.questions.map((id) => (this.answers.has(id) ? Number(this.answers.get(id)?.right ?? 0) : "-")).join("") });
    return short.length <= most ? short : JSON.stringify({ at: this.at });
  }

  read(text: string): void {
    try {
      const kept = JSON.parse(text) as { at?: number; seen?: string; answers?: [string, string, boolean | null, string][]; right?: string };
      if (typeof kept.at === "number" && kept.at >= 0 && kept.at < this.seen.length) this.at = kept.at;
      [...(kept.seen ?? "")].forEach((one, at) => {
        if (at < this.seen.length) this.seen[at] = one === "1";
      });
      for (const [id, kind, right, given] of kept.answers ?? []) this.answers.set(id, { kind, right: right ?? undefined, given });
      [...(kept.right ?? "")].forEach((one, at) => {
        const id = this.plan.questions[at];
        if (id && one !== "-") this.answers.set(id, { kind: "", right: one === "1", given: "" });
      });
    } catch {
      // not ours, or cut: the reader starts anew
    }
  }
}

/// What keeps a reader's progress: one for each standard.
export interface Keeper {
  /// What was kept at the last visit; "" at the first. Throws when there is no course around the page.
  open(): Promise<string>;
  keep(progress: Progress, plan: Plan): void;
  answer(id: string, given: Given): void;
  close(progress: Progress, plan: Plan): void;
}
