// The tree of a kit is put in order by dragging the handle of a chapter or of a sheet, or with the arrows when the handle has the
// focus. Each move goes to the server as the buttons do; the tree it answers takes the place of the one shown, and the sentence
// that says what was done is told. Without this script the buttons and "Move…" do the same.

// Our pages let no markup in but through a policy of that name.
interface Policy { createHTML(page: string): string }
const policy = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes?.createPolicy("own-pages", { createHTML: (page) => page });
const own_page = (markup: string): Document => new DOMParser().parseFromString((policy?.createHTML(markup) ?? markup) as string, "text/html");

const tree = document.getElementById("kit-tree");
const told = document.getElementById("kit-told");

const is_item = (row: HTMLElement): boolean => row.dataset.item !== undefined;
const kind_of = (item: HTMLElement): string => item.dataset.item!.split(":")[0]!;
const chapters = (): HTMLElement[] => [...tree!.querySelectorAll<HTMLElement>(".kit-chapter")];
/// Sheets of one kind follow each other in a chapter.
const of_kind = (chapter: HTMLElement, kind: string): HTMLElement[] => [...chapter.querySelectorAll<HTMLElement>(".kit-item")].filter((item) => kind_of(item) === kind);
const chapter_of = (row: HTMLElement): HTMLElement => row.closest<HTMLElement>(".kit-chapter")!;

interface Move { chapter: string; item: string; place: number }

/// Where one press of an arrow leads; a sheet at the end of its chapter goes on to the next one.
function step(row: HTMLElement, down: boolean): Move | undefined {
  const all = chapters();
  if (!is_item(row)) {
    const place = all.indexOf(row) + (down ? 1 : -1);
    return place < 0 || place >= all.length ? undefined : { chapter: row.dataset.chapter!, item: "", place };
  }
  const chapter = chapter_of(row), list = of_kind(chapter, kind_of(row)), place = list.indexOf(row) + (down ? 1 : -1);
  if (place >= 0 && place < list.length) return { chapter: chapter.dataset.chapter!, item: row.dataset.item!, place };
  const next = all[all.indexOf(chapter) + (down ? 1 : -1)];
  return next && { chapter: next.dataset.chapter!, item: row.dataset.item!, place: down ? 0 : of_kind(next, kind_of(row)).length };
}

/// Where a row stands now, as the server counts.
function standing(row: HTMLElement): Move {
  const chapter = chapter_of(row);
  if (!is_item(row)) return { chapter: row.dataset.chapter!, item: "", place: chapters().indexOf(row) };
  return { chapter: chapter.dataset.chapter!, item: row.dataset.item!, place: of_kind(chapter, kind_of(row)).indexOf(row) };
}

let last: Promise<void> = Promise.resolve();

/// One move after the other, in the order they were asked; the focus stays on what moved.
function ask(form: HTMLFormElement, button: HTMLButtonElement | null, focus: () => HTMLElement | null): void {
  const body = new URLSearchParams([...new FormData(form, button)].map(([name, value]) => [name, String(value)] as [string, string]));
  // The field called "action" hides the address of the form.
  const address = new URL(form.getAttribute("action")!, location.href).href;
  last = last.then(async () => {
    told!.textContent = tree!.dataset.moving ?? "";
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { accept: "text/html" } });
      const page = own_page(await answer.text());
      const fresh = page.getElementById("kit-tree");
      // A refusal, a sign-in that is over: the page that says it is shown as it came.
      if (!fresh) return void (location.href = answer.url || location.href);
      tree!.replaceChildren(...fresh.childNodes);
      for (const [now, then] of [[".kit-head", ".kit-head"], [".kit-compose > nav.tabs", ".kit-compose > nav.tabs"]] as const) {
        const shown = document.querySelector(now), made = page.querySelector(then);
        if (shown && made) shown.replaceWith(made);
      }
      arrange();
      focus()?.focus();
      told!.textContent = page.querySelector(".flash span")?.textContent ?? "";
    } catch {
      told!.textContent = tree!.dataset.lost ?? "";
      told!.classList.remove("sr-only");
    }
  });
}

function send(move: Move): void {
  const form = document.getElementById("kit-order") as HTMLFormElement;
  const set = (name: string, value: string) => { (form.elements.namedItem(name) as HTMLInputElement).value = value; };
  set("action", move.item ? "place-item" : "place");
  set("chapter", move.chapter);
  set("item", move.item);
  set("place", String(move.place));
  const id = move.item ? `i-${move.item.replace(":", "-")}` : `c-${move.chapter}`;
  ask(form, null, () => document.getElementById(id)?.querySelector<HTMLElement>(".kit-handle") ?? null);
}

let moving: HTMLElement | undefined;
let from: Move | undefined;

/// While something is dragged over a row, it takes its place before or after it; over a chapter that has none of its kind, inside.
function dragged_over(event: DragEvent): void {
  if (!moving || !(event.target instanceof HTMLElement)) return;
  const chapter = event.target.closest<HTMLElement>(".kit-chapter");
  if (!chapter) return;
  event.preventDefault();
  const over = is_item(moving) ? event.target.closest<HTMLElement>(".kit-item") : chapter;
  if (over === moving) return;
  if (is_item(moving) && (!over || kind_of(over) !== kind_of(moving))) {
    if (chapter_of(moving) !== chapter) chapter.querySelector(".kit-items")!.append(moving);
    return;
  }
  const box = over!.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over!.before(moving);
  else over!.after(moving);
}

function handle_of(row: HTMLElement): HTMLButtonElement {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "kit-handle";
  handle.textContent = "⠿";
  handle.setAttribute("aria-label", (tree!.dataset.handle ?? "").replace("{}", row.dataset.title ?? ""));
  handle.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const move = step(row, event.key === "ArrowDown");
    if (move) send(move);
  });
  // Only the handle drags: the words of a row stay selectable.
  handle.addEventListener("pointerdown", () => { row.draggable = true; });
  return handle;
}

function arrange(): void {
  for (const row of tree!.querySelectorAll<HTMLElement>(".kit-chapter, .kit-item")) {
    (is_item(row) ? row : row.querySelector(".section-head"))!.prepend(handle_of(row));
    row.addEventListener("dragstart", (event) => {
      event.stopPropagation();
      moving = row;
      from = standing(row);
      row.classList.add("moving");
      event.dataTransfer?.setData("text/plain", row.dataset.title ?? "");
    });
    row.addEventListener("dragend", (event) => {
      event.stopPropagation();
      row.draggable = false;
      row.classList.remove("moving");
      const now = standing(row);
      if (moving && from && (now.place !== from.place || now.chapter !== from.chapter)) send(now);
      moving = from = undefined;
    });
  }
}

if (tree && told) {
  arrange();
  tree.addEventListener("dragover", dragged_over);
  tree.addEventListener("drop", (event) => event.preventDefault());
  // The buttons of the tree answer in place too: one stays where one is.
  tree.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement, button = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    const row = form.closest<HTMLElement>(".kit-chapter, .kit-item"), id = row?.id;
    ask(form, button, () => (id && document.getElementById(id)?.querySelector<HTMLElement>(".kit-handle")) || tree.querySelector<HTMLElement>("#kit-past button"));
  });
  if (location.hash) document.getElementById(location.hash.slice(1))?.querySelector<HTMLElement>(".kit-handle")?.focus({ preventScroll: true });
}

export {};
