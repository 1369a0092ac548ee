// Keeps what is being typed: in this device at once, in the person's account when there is a network. After a crash, a closed
// tab or a sign-in that is over, the page offers it again. The form works without this script; it only forgets more easily.

interface Kept {
  fields: [string, string][];
  at: number; // ms
  base: string;
  path: string; // of the form
  sent?: boolean; // given to the server by a press on a button; not yet confirmed
}

const prefix = "essaim-typed:";
const pause_before_device = 300; // ms without a key
const pause_before_account = 4_000;
const longest_kept = 30 * 24 * 3600 * 1000; // ms

const hour_of = (at: number): string => new Date(at).toLocaleTimeString(document.documentElement.lang || "fr", { hour: "2-digit", minute: "2-digit" }).replace(":", " h ");
const said = (sentence: string | undefined, hour: string): string => (sentence ?? "").replace("{}", hour);

function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + key) ?? "null") as Kept | null;
    if (!kept || Date.now() - kept.at > longest_kept) return undefined;
    return kept;
  } catch {
    return undefined; // no storage, or not ours
  }
}

/// The latest text kept for a form of that address: a sheet not yet made has another key each time its form opens.
function latest_of(path: string): [string, Kept] | undefined {
  let latest: [string, Kept] | undefined;
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(prefix)) continue;
      const kept = read(name.slice(prefix.length));
      if (kept?.path === path && kept.base === "0" && (!latest || kept.at > latest[1].at)) latest = [name.slice(prefix.length), kept];
    }
  } catch {
    return undefined;
  }
  return latest;
}

function write(key: string, kept: Kept): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(kept));
    return true;
  } catch {
    return false; // full or forbidden: the account still keeps it
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // nothing was kept
  }
}

class Autosave {
  readonly #key: string;
  readonly #state: HTMLElement;
  #device_timer = 0;
  #account_timer = 0;
  #last_account = "";

  constructor(readonly form: HTMLFormElement) {
    this.#key = form.dataset.formKey ?? "";
    this.#state = form.querySelector<HTMLElement>("[data-autosave-state]")!;
    this.#offer();
    form.addEventListener("input", () => this.#typed());
    form.addEventListener("change", () => this.#typed());
    form.addEventListener("submit", () => this.#keep_here(true));
    window.addEventListener("online", () => void this.#keep_in_account());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#device_timer) this.#keep_here(false);
    });
  }

  #fields(): [string, string][] {
    const fields: [string, string][] = [];
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string" && name !== "csrf" && name !== "do") fields.push([name, value]);
    return fields;
  }

  #typed(): void {
    window.clearTimeout(this.#device_timer);
    window.clearTimeout(this.#account_timer);
    this.#device_timer = window.setTimeout(() => this.#keep_here(false), pause_before_device);
    this.#account_timer = window.setTimeout(() => void this.#keep_in_account(), pause_before_account);
  }

  #keep_here(sent: boolean): void {
    window.clearTimeout(this.#device_timer);
    this.#device_timer = 0;
    const kept: Kept = { fields: this.#fields(), at: Date.now(), base: this.form.dataset.base ?? "0", path: location.pathname, sent };
    if (write(this.#key, kept) && !sent) this.#say(said(this.form.dataset.keptHere, hour_of(kept.at)), !navigator.onLine);
  }

  async #keep_in_account(): Promise<void> {
    const fields = this.#fields();
    const text = JSON.stringify(fields);
    if (text === this.#last_account) return;
    const body = new URLSearchParams(fields);
    body.set("csrf", this.form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "");
    try {
      const answer = await fetch(this.form.dataset.keep ?? "", { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } });
      if (answer.ok && answer.headers.get("content-type")?.startsWith("application/json")) {
        this.#last_account = text;
        this.#say(said(this.form.dataset.kept, ((await answer.json()) as { hour: string }).hour), false);
      } else this.#say(this.form.dataset.signedOut ?? "", true);
    } catch {
      this.#say(this.form.dataset.waiting ?? "", true);
    }
  }

  #say(sentence: string, waiting: boolean): void {
    this.#state.classList.toggle("waiting", waiting);
    this.#state.textContent = sentence;
  }

  /// What this device kept and the server has not: a press sends it to the form's own page, which shows it again.
  #offer(): void {
    const own = read(this.#key);
    const [key, kept] = own ? [this.#key, own] : this.form.dataset.base === "0" ? (latest_of(location.pathname) ?? []) : [];
    if (!key || !kept) return;
    const already = JSON.stringify(kept.fields) === JSON.stringify(this.#fields());
    const saved_since = kept.sent && (this.form.dataset.shownAgain === "yes" || kept.base !== (this.form.dataset.base ?? "0"));
    if (already || saved_since) {
      if (saved_since) forget(key);
      return;
    }
    const box = document.createElement("div");
    box.className = "callout try";
    const sentence = document.createElement("p");
    sentence.textContent = said(this.form.dataset.found, hour_of(kept.at));
    const actions = document.createElement("p");
    actions.className = "actions";
    actions.append(this.#button(this.form.dataset.restore ?? "", () => this.#send_back(kept)), this.#button(this.form.dataset.forget ?? "", () => {
      forget(key);
      box.remove();
    }));
    box.append(sentence, actions);
    this.form.before(box);
  }

  #button(label: string, press: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: label });
    button.addEventListener("click", press);
    return button;
  }

  #send_back(kept: Kept): void {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: this.form.action, hidden: true });
    const csrf = this.form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
    for (const [name, value] of [...kept.fields, ["csrf", csrf], ["do", "resume"]] as [string, string][]) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-island=autosave]")) new Autosave(form);
for (const done of document.querySelectorAll<HTMLElement>("[data-island=autosave-done]")) forget(done.dataset.formKey ?? "");
