// What this device keeps of a live document that the server does not have yet: it outlives the tab, a crash and the sign-in.
import type { KeptText } from "./text";

/// `by`: the person who typed; nobody else sends it in their own name.
export interface KeptDocument { seq: number; client: string; by: string; at: number; texts: Record<string, KeptText> }

/// localStorage, or what stands for it in a test.
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}
/// Whether the tab that keeps under that client is still open; it holds a lock as long as it lives.
export type Alive = (client: string, last_kept: number) => Promise<boolean>;

const longest_kept = 90 * 24 * 3600 * 1000; // ms

function parsed(json: string | null): KeptDocument | undefined {
  try {
    const kept = JSON.parse(json ?? "null") as KeptDocument | null;
    return kept && typeof kept.seq === "number" && typeof kept.texts === "object" && Date.now() - kept.at < longest_kept ? kept : undefined;
  } catch {
    return undefined; // not ours
  }
}

export class Shelf {
  readonly #prefix: string;
  constructor(document: string, readonly store: Store | undefined) { this.#prefix = `essaim-writing:${document}:`; }

  /// Answers false when the device has no room, or no leave: then the page must say so.
  keep(kept: KeptDocument): boolean {
    try {
      if (!this.store) return false;
      if (Object.keys(kept.texts).length) this.store.setItem(this.#prefix + kept.client, JSON.stringify(kept));
      else this.store.removeItem(this.#prefix + kept.client);
      return true;
    } catch {
      return false;
    }
  }

  forget(client: string): void {
    try { this.store?.removeItem(this.#prefix + client); } catch { /* nothing was kept */ }
  }

  /// What tabs that are gone left here, the oldest first.
  async left(alive: Alive): Promise<KeptDocument[]> {
    const found: KeptDocument[] = [];
    try {
      const names = Array.from({ length: this.store?.length ?? 0 }, (_, at) => this.store!.key(at)).filter((name): name is string => !!name?.startsWith(this.#prefix));
      for (const name of names) {
        const client = name.slice(this.#prefix.length);
        const kept = parsed(this.store!.getItem(name));
        if (!kept) this.store!.removeItem(name);
        else if (!(await alive(client, kept.at))) found.push({ ...kept, client });
      }
    } catch {
      // no storage
    }
    return found.sort((one, other) => one.at - other.at);
  }
}
