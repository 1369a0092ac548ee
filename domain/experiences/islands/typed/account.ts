// The account's side of what is typed: whether we are still signed in, and a copy that other devices see.

/// What the server says of a form: its sign-in, and whether someone else saved the sheet or is writing in it.
export interface Word {
  csrf: string;
  hour: string;
  news: string; // a sentence, "" when nothing is new
  alike?: { title: string; url: string }[]; // sheets already told that look like this one
}
export type Answer = { is: "kept"; word: Word } | { is: "signed_out" } | { is: "offline" } | { is: "refused" };

async function asked(address: string, init: RequestInit): Promise<Answer> {
  try {
    // A sign-in that is over, or a form older than it, answers 401.
    const answer = await fetch(address, { ...init, redirect: "manual", cache: "no-store", headers: { accept: "application/json" }, signal: AbortSignal.timeout(8_000) });
    if (answer.status === 401) return { is: "signed_out" };
    if (answer.headers.get("content-type")?.startsWith("application/json")) {
      const word = (await answer.json()) as Word;
      return answer.ok ? { is: "kept", word } : { is: "refused" };
    }
    return answer.status >= 500 ? { is: "offline" } : { is: "signed_out" };
  } catch {
    return { is: "offline" };
  }
}

/// Where we stand, without keeping anything: also gives the token of the present sign-in.
export const ask = (keep: string, key: string, base: string): Promise<Answer> =>
  asked(`${keep}?${new URLSearchParams({ form_key: key, base_revision: base })}`, { method: "GET" });

export function keep(address: string, fields: [string, string][], csrf: string): Promise<Answer> {
  const body = new URLSearchParams(fields);
  body.set("csrf", csrf);
  return asked(address, { method: "POST", body });
}
