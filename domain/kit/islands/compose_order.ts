// Chapters are put in order by dragging their handle, or with the arrows when it has the focus. Without this script the buttons
// "Move up" and "Move down" of each chapter do the same.

const list = document.querySelector<HTMLOListElement>("ol.kit-chapters[data-handle]");
const form = document.getElementById("kit-order") as HTMLFormElement | null;

function send(chapter: string, place: number): void {
  if (!form) return;
  (form.elements.namedItem("chapter") as HTMLInputElement).value = chapter;
  (form.elements.namedItem("place") as HTMLInputElement).value = String(place);
  form.submit();
}

function arrange(chapters: HTMLElement[]): void {
  let moving: HTMLElement | undefined;
  const place_of = (item: HTMLElement): number => [...(list?.children ?? [])].indexOf(item);
  for (const item of chapters) {
    const name = item.id.replace(/^c-/, "");
    const title = item.querySelector("h3")?.textContent ?? "";
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "kit-handle";
    handle.textContent = "⠿";
    handle.setAttribute("aria-label", (list?.dataset.handle ?? "").replace("{}", title));
    item.querySelector(".section-head")?.prepend(handle);
    handle.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const place = place_of(item) + step;
      if (!step || place < 0 || place >= chapters.length) return;
      event.preventDefault();
      send(name, place);
    });
    // Only the handle drags: the words of a chapter stay selectable.
    handle.addEventListener("pointerdown", () => { item.draggable = true; });
    item.addEventListener("dragstart", (event) => {
      moving = item;
      item.classList.add("moving");
      event.dataTransfer?.setData("text/plain", title);
    });
    item.addEventListener("dragover", (event) => {
      if (!moving || moving === item) return;
      event.preventDefault();
      const box = item.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) item.before(moving);
      else item.after(moving);
    });
    item.addEventListener("drop", (event) => event.preventDefault());
    item.addEventListener("dragend", () => {
      item.draggable = false;
      item.classList.remove("moving");
      if (moving) send(name, place_of(item));
      moving = undefined;
    });
    if (location.hash === `#${item.id}`) handle.focus({ preventScroll: true });
  }
}

if (list && form) arrange([...list.querySelectorAll<HTMLElement>(":scope > .kit-chapter")]);

export {};
