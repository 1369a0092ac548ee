// Keeps what is being typed: in this device at once, in the person's account when there is a network and a sign-in. After a
// crash, a closed browser or a sign-in that is over, the page offers it again. The form works without this script; it only
// forgets more easily.
import { ask, keep, type Answer } from "./typed/account";
import { all, forget, latest_new, read, write, type Kept } from "./typed/device";

const pause_before_device = 300; // ms without a key
const pause_before_account = 2_500;
const pause_before_trying_again = 10_000;

const hour_of = (at: number): string => new Date(at).toLocaleTimeString(document.documentElement.lang || "fr", { hour: "2-digit", minute: "2-digit" }).replace(":", " h ");
const said = (sentence: string | undefined, hour: string): string => (sentence ?? "").replace("{}", hour);

type State = "typing" | "saving" | "kept" | "offline" | "signed_out" | "refused";

class Autosave {
  readonly #key: string;
  readonly #state: HTMLElement;
  readonly #words: HTMLElement;
  readonly #news: HTMLElement;
  readonly #enter: HTMLAnchorElement | null; // where one signs in; a narrator has no account
  #device_timer = 0;
  #account_timer = 0;
  #last_account: string;
  #state_now: State | "" = "";
  #leaving = false;

  constructor(readonly form: HTMLFormElement) {
    this.#key = form.dataset.formKey ?? "";
    this.#state = form.querySelector<HTMLElement>("[data-autosave-state]")!;
    this.#words = this.#state.querySelector<HTMLElement>("[data-words]")!;
    this.#news = form.querySelector<HTMLElement>("[data-autosave-news]")!;
    this.#enter = this.#state.querySelector<HTMLAnchorElement>("a");
    this.#words.textContent = form.dataset.idle ?? "";
    this.#last_account = JSON.stringify(this.#fields());
    this.#offer();
    form.addEventListener("input", () => this.#typed());
    form.addEventListener("change", () => this.#typed());
    form.addEventListener("submit", (event) => void this.#send(event));
    window.addEventListener("online", () => void this.#keep_in_account());
    window.addEventListener("offline", () => this.#show("offline"));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#device_timer) this.#keep_here(false);
      // Coming back from another tab, perhaps after entering there.
      if (document.visibilityState === "visible" && this.#state_now === "signed_out") void this.#keep_in_account();
    });
    void this.#pass_on();
  }

  #fields(): [string, string][] {
    const fields: [string, string][] = [];
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string" && name !== "csrf" && name !== "do") fields.push([name, value]);
    return fields;
  }

  #csrf(): HTMLInputElement {
    return this.form.querySelector<HTMLInputElement>("input[name=csrf]")!;
  }

  #typed(): void {
    window.clearTimeout(this.#device_timer);
    this.#device_timer = window.setTimeout(() => this.#keep_here(false), pause_before_device);
    this.#soon(pause_before_account);
    if (this.#state_now !== "offline" && this.#state_now !== "signed_out") this.#show("typing");
  }

  #soon(pause: number): void {
    window.clearTimeout(this.#account_timer);
    this.#account_timer = window.setTimeout(() => void this.#keep_in_account(), pause);
  }

  #keep_here(sent: boolean): void {
    window.clearTimeout(this.#device_timer);
    this.#device_timer = 0;
    const { base = "0", keep: address = "" } = this.form.dataset;
    const kept = { fields: this.#fields(), at: Date.now(), base, path: location.pathname, keep: address, sent };
    if (!write(this.#key, kept) && this.#state_now !== "kept") this.#show("refused");
  }

  async #keep_in_account(): Promise<void> {
    if (this.#leaving) return;
    const fields = this.#fields();
    const text = JSON.stringify(fields);
    const known = text === this.#last_account;
    const where = this.form.dataset.keep ?? "";
    if (!known) this.#show("saving");
    let answer = known ? await ask(where, this.#key, this.form.dataset.base ?? "0") : await keep(where, fields, this.#csrf().value);
    if (answer.is === "signed_out" && !known) {
      // Entered again in another tab: the token of this form is that of the former sign-in.
      const again = await ask(where, this.#key, this.form.dataset.base ?? "0");
      if (again.is === "kept") {
        this.#csrf().value = again.word.csrf;
        answer = await keep(where, fields, again.word.csrf);
      }
    }
    this.#hear(answer, text);
  }

  #hear(answer: Answer, text: string): void {
    if (answer.is === "kept") {
      this.#csrf().value = answer.word.csrf;
      if (text) this.#last_account = text;
      const kept = read(this.#key);
      if (kept && text) write(this.#key, { ...kept, accounted: true });
      if (this.#news.textContent !== answer.word.news) this.#news.textContent = answer.word.news;
      if (text) this.#show_alike(answer.word.alike ?? []);
      this.#show("kept", answer.word.hour);
      return;
    }
    this.#show(answer.is);
    this.#soon(pause_before_trying_again);
  }

  /// The words of the state, announced by screen readers; a state already shown is not said again.
  #show(state: State, hour = hour_of(Date.now())): void {
    const sentence = said({ typing: this.form.dataset.typing, saving: this.form.dataset.saving, kept: this.form.dataset.kept, offline: this.form.dataset.waiting, signed_out: this.form.dataset.signedOut, refused: this.form.dataset.refused }[state], hour);
    if (state === this.#state_now && state !== "kept") return;
    this.#state_now = state;
    this.#state.classList.toggle("waiting", state === "offline" || state === "signed_out" || state === "refused");
    this.#state.classList.toggle("busy", state === "typing" || state === "saving");
    this.#state.dataset.state = state;
    this.#words.textContent = sentence;
    if (this.#enter) this.#enter.hidden = state !== "signed_out";
  }

  /// Sheets already told that look like this one: said, never in the way.
  #show_alike(alike: { title: string; url: string }[]): void {
    const place = this.form.querySelector<HTMLElement>("[data-alike]");
    if (!place || place.dataset.shown === JSON.stringify(alike)) return;
    place.dataset.shown = JSON.stringify(alike);
    place.hidden = !alike.length;
    place.querySelector("ul")?.replaceChildren(...alike.map(({ title, url }) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      Object.assign(link, { href: url, target: "_blank", textContent: title });
      line.append(link);
      return line;
    }));
  }

  /// A press on a button: only leaves the page when the server is there and knows who presses.
  async #send(event: SubmitEvent): Promise<void> {
    this.#keep_here(true);
    if (this.#leaving) return;
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    const answer = await ask(this.form.dataset.keep ?? "", this.#key, this.form.dataset.base ?? "0");
    if (this.#leaving) return;
    if (answer.is === "offline" || answer.is === "signed_out") {
      this.#keep_here(false);
      this.#hear(answer, "");
      this.#state.scrollIntoView({ block: "nearest" });
      return;
    }
    if (answer.is === "kept") this.#csrf().value = answer.word.csrf;
    this.#leaving = true;
    window.clearTimeout(this.#account_timer);
    // A page that comes back from the browser's memory may be left again.
    window.addEventListener("pageshow", () => { this.#leaving = false; }, { once: true });
    this.form.requestSubmit(button);
  }

  /// What this device kept of other forms and the account has not: given to it now.
  async #pass_on(): Promise<void> {
    const where = this.form.dataset.keep ?? "";
    for (const [key, kept] of all()) {
      if (key === this.#key || kept.accounted || kept.sent || kept.keep !== where) continue;
      const answer = await keep(where, kept.fields, this.#csrf().value);
      if (answer.is !== "kept") return;
      write(key, { ...kept, accounted: true });
    }
  }

  /// What this device kept and the server has not: a press sends it to the form's own page, which shows it again.
  #offer(): void {
    const own = read(this.#key);
    const [key, kept] = own ? [this.#key, own] : this.form.dataset.base === "0" ? (latest_new(location.pathname) ?? []) : [];
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
    for (const [name, value] of [...kept.fields, ["csrf", this.#csrf().value], ["do", "resume"]] as [string, string][]) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }
}

// First what the server has by now: it must not be offered again.
for (const done of document.querySelectorAll<HTMLElement>("[data-island=autosave-done]")) forget(done.dataset.formKey ?? "");
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-island=autosave]")) new Autosave(form);
