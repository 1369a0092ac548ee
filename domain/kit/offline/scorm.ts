import type { Given, Keeper, Plan, Progress } from "./progress";

type Api = Record<string, (...values: string[]) => string>;

/// The interface a course system lays in a window above or behind this one.
export function find_api(name: string): Api | undefined {
  const look = (from: Window | null): Api | undefined => {
    for (let here = from, steps = 0; here && steps < 12; here = here.parent === here ? null : here.parent, steps++) {
      try {
        const found = (here as unknown as Record<string, Api | undefined>)[name];
        if (found) return found;
      } catch {
        return undefined; // a page of another site
      }
    }
    return undefined;
  };
  return look(window) ?? look(window.opener as Window | null);
}

/// "choice", "true-false"…: how SCORM calls a question.
const interaction_type = (kind: string): string => (kind === "true_false" ? "true-false" : kind === "short_answer" || kind === "essay" ? "fill-in" : "choice");

abstract class Scorm implements Keeper {
  protected api: Api | undefined;
  private readonly start = Date.now();
  private closed = false;
  constructor(private readonly api_name: string, private readonly verbs: { open: string; get: string; set: string; commit: string; close: string }, protected readonly room: number) {}

  protected call(verb: string, ...values: string[]): string {
    return this.api?.[verb]?.(...values) ?? "";
  }
  protected get(name: string): string {
    return this.call(this.verbs.get, name);
  }
  protected set(name: string, value: string): void {
    this.call(this.verbs.set, name, value);
  }
  protected seconds(): number {
    return Math.round((Date.now() - this.start) / 1000);
  }
  protected next_interaction(): number {
    return Number(this.get("cmi.interactions._count")) || 0;
  }

  async open(): Promise<string> {
    this.api = find_api(this.api_name);
    if (!this.api) throw new Error(`no ${this.api_name}`);
    this.call(this.verbs.open, "");
    this.begin();
    return this.get("cmi.suspend_data");
  }
  keep(progress: Progress, plan: Plan): void {
    this.set("cmi.suspend_data", progress.write(this.room));
    this.tell(progress, plan);
    this.call(this.verbs.commit, "");
  }
  close(progress: Progress, plan: Plan): void {
    if (this.closed || !this.api) return;
    this.closed = true;
    this.end(progress);
    this.keep(progress, plan);
    this.call(this.verbs.close, "");
  }
  abstract answer(id: string, given: Given): void;
  protected abstract begin(): void;
  protected abstract tell(progress: Progress, plan: Plan): void;
  protected abstract end(progress: Progress): void;
}

export class Scorm12 extends Scorm {
  constructor() {
    super("API", { open: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", close: "LMSFinish" }, 4000);
  }
  protected begin(): void {
    if (this.get("cmi.core.lesson_status") === "not attempted") this.set("cmi.core.lesson_status", "incomplete");
  }
  protected tell(progress: Progress, plan: Plan): void {
    this.set("cmi.core.lesson_location", plan.pages[progress.at]?.address.slice(0, 255) ?? "");
    this.set("cmi.core.score.min", "0");
    this.set("cmi.core.score.max", "100");
    this.set("cmi.core.score.raw", String(Math.round(progress.score() * 100)));
    if (progress.complete()) this.set("cmi.core.lesson_status", "completed");
  }
  answer(id: string, given: Given): void {
    const at = `cmi.interactions.${this.next_interaction()}`;
    const type = interaction_type(given.kind);
    this.set(`${at}.id`, id);
    this.set(`${at}.type`, type);
    this.set(`${at}.student_response`, type === "true-false" ? (given.given === "0" ? "t" : "f") : given.given.slice(0, 255));
    if (given.right !== undefined) this.set(`${at}.result`, given.right ? "correct" : "wrong");
  }
  protected end(): void {
    const whole = this.seconds();
    const two = (value: number): string => String(value).padStart(2, "0");
    this.set("cmi.core.session_time", `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`);
    this.set("cmi.core.exit", "suspend");
  }
}

export class Scorm2004 extends Scorm {
  constructor() {
    super("API_1484_11", { open: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit", close: "Terminate" }, 60000);
  }
  protected begin(): void {
    const status = this.get("cmi.completion_status");
    if (status === "unknown" || status === "not attempted" || status === "") this.set("cmi.completion_status", "incomplete");
  }
  protected tell(progress: Progress, plan: Plan): void {
    this.set("cmi.location", plan.pages[progress.at]?.address.slice(0, 1000) ?? "");
    this.set("cmi.score.min", "0");
    this.set("cmi.score.max", "100");
    this.set("cmi.score.raw", String(Math.round(progress.score() * 100)));
    this.set("cmi.score.scaled", progress.score().toFixed(4));
    this.set("cmi.progress_measure", progress.share().toFixed(4));
    if (!progress.complete()) return;
    this.set("cmi.completion_status", "completed");
    if (plan.questions.length) this.set("cmi.success_status", progress.succeeded() ? "passed" : "failed");
  }
  answer(id: string, given: Given): void {
    const at = `cmi.interactions.${this.next_interaction()}`;
    const type = interaction_type(given.kind);
    this.set(`${at}.id`, id);
    this.set(`${at}.type`, type);
    this.set(`${at}.timestamp`, new Date().toISOString().slice(0, 19));
    const response = type === "true-false" ? String(given.given === "0") : type === "choice" ? given.given.split(",").join("[,]") : given.given.slice(0, 250);
    this.set(`${at}.learner_response`, response);
    if (given.right !== undefined) this.set(`${at}.result`, given.right ? "correct" : "incorrect");
  }
  protected end(): void {
    this.set("cmi.session_time", `PT${this.seconds()}S`);
    this.set("cmi.exit", "suspend");
  }
}
