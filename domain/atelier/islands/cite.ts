// Beside the form of a method: looks for passages without leaving the page and puts the one chosen where the person was writing.
// Without this script the same buttons go through the server, and the citation goes to the end of the part chosen.
type Found = { code: string; kind: string; quote: string; title: string; territory: string; url: string };

const element = <K extends keyof HTMLElementTagNameMap>(name: K, classes: string, words = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = words;
  return made;
};

class Citing {
  readonly #place: HTMLElement;
  readonly #words: HTMLInputElement;
  readonly #status: HTMLElement;
  #writing: HTMLTextAreaElement | undefined;

  constructor(readonly section: HTMLElement, readonly form: HTMLFormElement) {
    this.#place = section.querySelector<HTMLElement>("[data-found]")!;
    this.#words = section.querySelector<HTMLInputElement>("input[name=passage_words]")!;
    this.#status = element("p", "small");
    this.#status.setAttribute("role", "status");
    this.#place.before(this.#status);
    form.addEventListener("focusin", (event) => {
      if (event.target instanceof HTMLTextAreaElement) this.#writing = event.target;
    });
    section.querySelector<HTMLButtonElement>("button[value=passages]")!.addEventListener("click", (event) => {
      event.preventDefault();
      void this.#search();
    });
    this.#words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void this.#search();
    });
    section.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[value^='cite:']") : null;
      if (!button) return;
      event.preventDefault();
      this.#put(button.value.slice("cite:".length));
    });
  }

  async #search(): Promise<void> {
    const address = new URL(this.section.dataset.passages!, location.href);
    address.searchParams.set("q", this.#words.value);
    address.searchParams.set("as", "json");
    try {
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show(((await answer.json()) as { passages: Found[] }).passages);
    } catch {
      this.#status.textContent = this.section.dataset.lost ?? "";
    }
  }

  #show(found: Found[]): void {
    this.#status.textContent = found.length ? "" : (this.section.dataset.none ?? "");
    this.section.querySelector("#cite_into")?.closest(".field")?.remove();
    const list = element("ul", "rows small mth-found");
    for (const one of found) list.append(this.#line(one));
    this.#place.replaceChildren(list);
  }

  #line(one: Found): HTMLElement {
    const line = element("li", "");
    const head = element("p", "");
    head.append(element("code", "mth-code", one.code), " ", element("span", "soft", one.kind));
    const link = element("a", "", one.title);
    link.href = one.url;
    link.target = "_blank";
    link.rel = "noopener";
    const source = element("p", "");
    source.append(link, one.territory ? `, ${one.territory}` : "");
    const button = element("button", "btn small", this.section.dataset.insert);
    button.type = "submit";
    button.name = "do";
    button.value = `cite:${one.code}`;
    const actions = element("p", "actions");
    actions.append(button);
    line.append(head, element("p", "voice", `«\u00a0${one.quote}\u00a0»`), source, actions);
    return line;
  }

  /// At the caret of the text last written in; at the end of the main text when none was.
  #put(code: string): void {
    const text = this.#writing?.isConnected ? this.#writing : this.form.querySelector<HTMLTextAreaElement>("textarea[name=body]")!;
    const at = this.#writing ? text.selectionEnd : text.value.length;
    const before = text.value.slice(0, at);
    text.setRangeText((before && !/\s$/.test(before) ? " " : "") + code, at, at, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
    this.#status.textContent = (this.section.dataset.put ?? "").replace("{}", code);
  }
}

for (const section of document.querySelectorAll<HTMLElement>("[data-passages]")) {
  const form = section.closest("form");
  if (form) new Citing(section, form);
}
