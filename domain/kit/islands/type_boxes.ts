// In the form of a chapter, buttons type a whole example of a box at the caret, on lines of its own; undone as typed words are. Words
// selected go inside a box of plain text. Without this script the help above the text shows the same examples.

const group = document.querySelector<HTMLElement>("[data-into]");
const area = group && document.getElementById(group.dataset.into!) as HTMLTextAreaElement | null;

/// Types it in the place of what is selected; `inside`: what is selected afterwards.
function typed(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  // The only way that the browser can undo.
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function insert(area: HTMLTextAreaElement, box: string): void {
  const { value, selectionStart: from, selectionEnd: to } = area, lines = box.split("\n"), plain = lines.length === 3 && !lines[1];
  const chosen = plain ? value.slice(from, to).trim() : "";
  if (!chosen && from !== to) area.setSelectionRange(to, to); // an example never takes the place of words
  const start = chosen ? from : to, before = value.slice(0, start), after = value.slice(to);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n", below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const text = plain ? `${lines[0]}\n${chosen}\n${lines[2]}` : box;
  typed(area, above + text + below);
  const inside = start + above.length + lines[0]!.length + 1;
  area.setSelectionRange(inside, plain ? inside + chosen.length : inside + text.length - lines[0]!.length - lines.at(-1)!.length - 2);
}

if (group && area) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-text]");
    if (button) insert(area, button.dataset.text!);
  });
}
