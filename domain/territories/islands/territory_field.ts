// A text field that proposes territories as one types: the combobox of the ARIA practices, with a list of options.
// Without this script the field is plain text, understood by the server. The code chosen goes into the hidden field.

interface Proposal {
  key: string;
  label: string;
  detail: string;
}

const pause_before_asking = 120; // milliseconds without a key

class TerritoryField {
  readonly #input: HTMLInputElement;
  readonly #key: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #status: HTMLParagraphElement;
  #proposals: Proposal[] = [];
  #active = -1;
  #asking?: AbortController;
  #timer = 0;

  constructor(readonly host: HTMLElement) {
    this.#input = host.querySelector<HTMLInputElement>("input[type=text]")!;
    this.#key = host.querySelector<HTMLInputElement>("input[type=hidden]")!;
    this.#list = document.createElement("ul");
    this.#status = document.createElement("p");
    this.#build();
    this.#listen();
  }

  #build(): void {
    const id = `${this.#input.id}-proposals`;
    Object.assign(this.#list, { id, hidden: true });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.#input.labels?.[0]?.innerText.trim() ?? "");
    this.#status.className = "sr-only";
    this.#status.setAttribute("role", "status");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
      this.#input.setAttribute(name!, value!);
    }
    this.host.append(this.#list, this.#status);
  }

  #listen(): void {
    this.#input.addEventListener("input", () => {
      this.#key.value = ""; // what was chosen is no longer what is written
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(), pause_before_asking);
    });
    this.#input.addEventListener("keydown", (event) => this.#on_key(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.#list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest("[role=option]");
      if (option) this.#choose([...this.#list.children].indexOf(option));
    });
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const text = this.#input.value.trim();
    if (!text) return this.#close();
    this.#asking = new AbortController();
    const query = new URLSearchParams({ q: text, types: this.host.dataset.types ?? "" });
    try {
      const answer = await fetch(`/territories/search?${query}`, { headers: { accept: "application/json" }, signal: this.#asking.signal });
      if (!answer.ok) return this.#close();
      this.#show(((await answer.json()) as { results: Proposal[] }).results);
    } catch {
      this.#close(); // no network: what is written will be understood by the server
    }
  }

  #show(proposals: Proposal[]): void {
    if (document.activeElement !== this.#input) return;
    this.#proposals = proposals;
    this.#list.replaceChildren(...proposals.map((proposal, at) => this.#option(proposal, at)));
    this.#list.hidden = proposals.length === 0;
    this.#input.setAttribute("aria-expanded", String(proposals.length > 0));
    this.#activate(-1);
    const { none, one, many } = this.host.dataset;
    this.#status.textContent = (proposals.length === 0 ? none : proposals.length === 1 ? one : many?.replace("{}", String(proposals.length))) ?? "";
  }

  #option(proposal: Proposal, at: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const detail = document.createElement("small");
    detail.textContent = proposal.detail;
    option.append(Object.assign(document.createElement("span"), { textContent: proposal.label }), detail);
    return option;
  }

  #activate(at: number): void {
    this.#active = at;
    [...this.#list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${at}`);
    this.#list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  #on_key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" && this.#list.hidden) return void this.#ask();
    if (this.#list.hidden) return;
    const count = this.#proposals.length;
    const moves: Record<string, () => void> = {
      ArrowDown: () => this.#activate((this.#active + 1) % count),
      ArrowUp: () => this.#activate((Math.max(this.#active, 0) + count - 1) % count),
      Escape: () => this.#close(),
      Enter: () => this.#choose(this.#active),
    };
    if (event.key === "Tab" && this.#active >= 0) return this.#choose(this.#active);
    if (!moves[event.key] || (event.key === "Enter" && this.#active < 0)) return;
    event.preventDefault();
    moves[event.key]!();
  }

  #choose(at: number): void {
    const proposal = this.#proposals[at];
    if (!proposal) return;
    this.#input.value = proposal.label;
    this.#key.value = proposal.key;
    this.#close();
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #close(): void {
    window.clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }
}

for (const host of document.querySelectorAll<HTMLElement>('[data-island="territory-field"]')) {
  if (host.dataset.lively) continue;
  host.dataset.lively = "true";
  new TerritoryField(host);
}
