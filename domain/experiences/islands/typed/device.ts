// What this device keeps of forms that were typed in: it outlives the tab, the browser and the sign-in.

export interface Kept {
  fields: [string, string][];
  at: number; // ms
  base: string; // revision the form was made from; "0" for a new sheet
  path: string; // of the form
  keep: string; // address the account keeps typing at
  sent?: boolean; // given to the server by a press on a button; not yet confirmed
  accounted?: boolean; // the account has it too
}

const prefix = "essaim-typed:";
const longest_kept = 30 * 24 * 3600 * 1000; // ms

export function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + key) ?? "null") as Kept | null;
    if (!kept || Date.now() - kept.at > longest_kept) return undefined;
    return kept;
  } catch {
    return undefined; // no storage, or not ours
  }
}

export function write(key: string, kept: Kept): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(kept));
    return true;
  } catch {
    return false; // full or forbidden: the account still keeps it
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // nothing was kept
  }
}

/// Everything this device keeps, by key of form.
export function all(): [string, Kept][] {
  const found: [string, Kept][] = [];
  try {
    for (const name of Object.keys(localStorage)) {
      const kept = name.startsWith(prefix) ? read(name.slice(prefix.length)) : undefined;
      if (kept) found.push([name.slice(prefix.length), kept]);
    }
  } catch {
    // no storage
  }
  return found;
}

/// The latest text kept for a new sheet at that address: it has another key each time its form opens.
export function latest_new(path: string): [string, Kept] | undefined {
  return all()
    .filter(([, kept]) => kept.path === path && kept.base === "0")
    .sort(([, one], [, other]) => other.at - one.at)[0];
}
