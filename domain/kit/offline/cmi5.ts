import type { Given, Keeper, Plan, Progress } from "./progress";

type Json = Record<string, unknown>;

const verbs = {
  initialized: ["http://adlnet.gov/expapi/verbs/initialized", "initialized"],
  completed: ["http://adlnet.gov/expapi/verbs/completed", "completed"],
  passed: ["http://adlnet.gov/expapi/verbs/passed", "passed"],
  failed: ["http://adlnet.gov/expapi/verbs/failed", "failed"],
  terminated: ["http://adlnet.gov/expapi/verbs/terminated", "terminated"],
  answered: ["http://adlnet.gov/expapi/verbs/answered", "answered"],
} as const;

const category = "https://w3id.org/xapi/cmi5/context/categories/";

/// A UUID also where the browser gives none (pages without https).
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/// cmi5 (Quartz): what the reader does goes to a record store as xAPI statements.
export class Cmi5 implements Keeper {
  private readonly asked = new URLSearchParams(location.search);
  private readonly start = Date.now();
  private authorization = "";
  private template: Json = {};
  private normal = true;
  private mastery: number | undefined;
  private completed = false;
  private judged = false;
  private closed = false;

  private get(name: string): string {
    return this.asked.get(name) ?? "";
  }

  private address(path: string, parameters: Record<string, string>): string {
    return `${this.get("endpoint").replace(/\/?$/, "/")}${path}?${new URLSearchParams(parameters).toString()}`;
  }

  private async call(method: string, address: string, body?: string, leaving = false): Promise<Response> {
    return fetch(address, { method, keepalive: leaving, headers: { Authorization: this.authorization, "X-Experience-API-Version": "1.0.3", ...(body === undefined ? {} : { "Content-Type": "application/json" }) }, ...(body === undefined ? {} : { body }) });
  }

  private state(id: string): string {
    return this.address("activities/state", { activityId: this.get("activityId"), agent: this.get("actor"), registration: this.get("registration"), stateId: id });
  }

  async open(): Promise<string> {
    if (!this.get("fetch") || !this.get("endpoint")) throw new Error("no course around");
    const token = (await (await fetch(this.get("fetch"), { method: "POST" })).json()) as Json;
    if (typeof token["auth-token"] !== "string") throw new Error("no token");
    this.authorization = `Basic ${token["auth-token"]}`;
    const launch = (await (await this.call("GET", this.state("LMS.LaunchData"))).json()) as Json;
    this.template = (launch.contextTemplate as Json | undefined) ?? {};
    this.normal = (launch.launchMode ?? "Normal") === "Normal";
    this.mastery = typeof launch.masteryScore === "number" ? launch.masteryScore : undefined;
    // The profile asks that preferences be read; the pages follow the browser's language and need none.
    await this.call("GET", this.address("agents/profile", { agent: this.get("actor"), profileId: "cmi5LearnerPreferences" }));
    await this.say("initialized", undefined, [`${category}cmi5`]);
    const kept = await this.call("GET", this.state("essaim"));
    return kept.ok ? kept.text() : "";
  }

  private statement(verb: keyof typeof verbs, result: Json | undefined, categories: string[], object?: Json): Json {
    const activities = { ...((this.template.contextActivities as Json | undefined) ?? {}) };
    const given = (activities.category as Json[] | undefined) ?? [];
    activities.category = [...given, ...categories.map((id) => ({ objectType: "Activity", id }))];
    if (!(activities.category as Json[]).length) delete activities.category;
    const extensions = { ...((this.template.extensions as Json | undefined) ?? {}) };
    if (this.mastery !== undefined && (verb === "passed" || verb === "failed")) extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"] = this.mastery;
    return {
      id: uuid(),
      timestamp: new Date().toISOString(),
      actor: JSON.parse(this.get("actor")) as Json,
      verb: { id: verbs[verb][0], display: { en: verbs[verb][1] } },
      object: object ?? { objectType: "Activity", id: this.get("activityId") },
      ...(result ? { result } : {}),
      context: { ...this.template, registration: this.get("registration"), contextActivities: activities, extensions },
    };
  }

  private async say(verb: keyof typeof verbs, result: Json | undefined, categories: string[], object?: Json, leaving = false): Promise<void> {
    await this.call("POST", `${this.get("endpoint").replace(/\/?$/, "/")}statements`, JSON.stringify(this.statement(verb, result, categories, object)), leaving);
  }

  private duration(): string {
    return `PT${((Date.now() - this.start) / 1000).toFixed(2)}S`;
  }

  keep(progress: Progress, plan: Plan): void {
    void this.call("PUT", this.state("essaim"), progress.write(60_000));
    if (!this.normal || !progress.complete()) return;
    if (!this.completed) void this.say("completed", { completion: true, duration: this.duration() }, [`${category}cmi5`, `${category}moveon`]);
    this.completed = true;
    if (!plan.questions.length || this.judged) return;
    this.judged = true;
    const success = progress.score() >= (this.mastery ?? plan.mastery);
    void this.say(success ? "passed" : "failed", { success, score: { scaled: progress.score(), raw: Math.round(progress.score() * 100), min: 0, max: 100 }, duration: this.duration() }, [`${category}cmi5`, `${category}moveon`]);
  }

  answer(id: string, given: Given): void {
    if (!this.normal) return;
    const type = given.kind === "true_false" ? "true-false" : given.kind === "short_answer" ? "fill-in" : given.kind === "essay" ? "long-fill-in" : "choice";
    const response = type === "true-false" ? String(given.given === "0") : type === "choice" ? given.given.split(",").join("[,]") : given.given;
    const object = { objectType: "Activity", id: `${this.get("activityId")}/questions/${id}`, definition: { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: type } };
    void this.say("answered", { response, ...(given.right === undefined ? {} : { success: given.right }) }, [], object);
  }

  close(progress: Progress, _plan: Plan): void {
    if (this.closed || !this.authorization) return;
    this.closed = true;
    void this.call("PUT", this.state("essaim"), progress.write(60_000), true);
    void this.say("terminated", { duration: this.duration() }, [`${category}cmi5`], undefined, true);
  }
}
