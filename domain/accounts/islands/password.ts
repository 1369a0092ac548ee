// The field of a password: a button shows what is typed, and a meter says how it would hold, as the server judges it.
// Without this script the field stays hidden text, and the server judges once it is sent.

interface Mark {
  step: number;
  sentence: string;
  why: string;
}

const rest_of_typing = 300; // milliseconds

class PasswordField {
  readonly #input: HTMLInputElement;
  #timer = 0;
  #asked = 0;

  constructor(readonly field: HTMLElement) {
    this.#input = field.querySelector("input")!;
    this.#add_show();
    if (field.dataset.strength) this.#input.addEventListener("input", () => this.#soon());
    // What is sent must be hidden again: browsers offer to keep passwords, not texts.
    this.#input.form?.addEventListener("submit", () => { this.#input.type = "password"; });
  }

  #add_show(): void {
    const label = document.createElement("label"), box = document.createElement("input");
    label.className = "small show-password";
    box.type = "checkbox";
    box.addEventListener("change", () => { this.#input.type = box.checked ? "text" : "password"; });
    label.append(box, ` ${this.field.dataset.show ?? ""}`);
    this.#input.after(label);
  }

  #soon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#weigh().catch(() => this.#show(undefined)), rest_of_typing);
  }

  async #weigh(): Promise<void> {
    const asked = ++this.#asked, password = this.#input.value;
    if (!password) return this.#show(undefined);
    const csrf = this.#input.form?.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
    const response = await fetch(`${this.#input.form?.getAttribute("action")}/strength`, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ csrf, password }) });
    if (!response.ok) throw new Error(String(response.status));
    const mark = (await response.json()) as Mark;
    if (asked === this.#asked) this.#show(mark);
  }

  #show(mark: Mark | undefined): void {
    const place = this.field.querySelector<HTMLElement>(".strength");
    if (!place) return;
    place.hidden = !mark;
    place.querySelector("meter")!.value = mark?.step ?? 0;
    place.querySelector("p")!.textContent = mark ? [mark.sentence, mark.why].filter(Boolean).join(". ") : "";
  }
}

for (const field of document.querySelectorAll<HTMLElement>('[data-island="password"]')) new PasswordField(field);
