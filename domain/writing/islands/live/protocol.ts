// What a live document and its readers say to each other (domain/writing/README.md). Positions count UTF-16 units.

export type Changes = unknown; // a ChangeSet of CodeMirror as JSON: [5, [0, "typed"], 12]

export interface SentUpdate { id: string; changes: Changes }
export interface Push { client: string; text: string; version: number; updates: SentUpdate[] }

export interface TextState { version: number; text: string }
export interface Person { id: string; client?: string; name: string; colour: number; text?: string; anchor?: number; head?: number; version?: number; idle?: number | boolean }
export type May = "read" | "suggest" | "write";

/// A passage of a text someone talks about. `from` and `to` are right in `version` of the text.
export interface Anchor { text: string; version: number; from: number; to: number }
export interface Said { id: string; by: string; name: string; at: string; body: string; mine: boolean }
export interface Thread extends Anchor {
  id: string; quote: string; said: Said[]; resolved: boolean; lost: boolean;
  task?: { to: string; name: string; done: boolean };
}
/// A change someone proposes: what stands between `from` and `to` would become `insert`.
export interface Suggestion extends Anchor { id: string; by: string; name: string; at: string; removed: string; insert: string; mine: boolean; lost: boolean }

export interface State {
  seq: number;
  texts: Record<string, TextState>;
  may: May;
  me: { id: string; name: string; colour: number };
  frozen?: boolean;
  people?: Person[];
  csrf?: string;
}

export interface Event {
  seq?: number;
  text?: string; version?: number; client?: string; by?: string; name?: string; changes?: Changes;
  presence?: Person | Person[] | { people: Person[] };
  comment?: unknown; suggestion?: unknown; reload?: boolean;
}

/// What became of something sent. `offline`: nobody answered; `blocked`: somebody answered something that is not ours.
export type Fate =
  | { is: "taken" }
  | { is: "behind"; version: number } // others were faster: take their changes, then send again
  | { is: "too_old" } // the server no longer keeps what it would take to bring both together
  | { is: "signed_out" }
  | { is: "gone" } // no longer ours to write
  | { is: "refused"; why: string }
  | { is: "offline" }
  | { is: "blocked" };

export function fate_of(status: number, body: Record<string, unknown>): Fate {
  if (status >= 200 && status < 300) return { is: "taken" };
  if (status === 401) return { is: "signed_out" };
  if (status === 403 && body.csrf === undefined && body.why === undefined) return { is: "signed_out" }; // the token of a sign-in that is over
  if (status === 404) return { is: "gone" };
  if (status === 409) return { is: "behind", version: Number(body.version ?? 0) };
  if (status === 410) return { is: "too_old" };
  if (status === 413 || status === 422) return { is: "refused", why: String(body.sentence ?? body.refusal ?? body.error ?? "") };
  return { is: status >= 500 ? "offline" : "blocked" };
}
