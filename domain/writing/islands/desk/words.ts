// The sentences the page gave, in its language: <template data-words><p data-key="saved">…</p></template>.

export type Say = (key: string, ...arguments_: (string | number)[]) => string;

export function words_of(page: HTMLElement): Say {
  const known = new Map<string, string>();
  for (const one of page.querySelector<HTMLTemplateElement>("template[data-words]")?.content.querySelectorAll<HTMLElement>("[data-key]") ?? []) known.set(one.dataset.key!, one.textContent!.trim());
  return (key, ...given) => {
    let at = 0;
    return (known.get(key) ?? key).replace(/\{\}/g, () => String(given[at++] ?? ""));
  };
}

export function made<Name extends keyof HTMLElementTagNameMap>(name: Name, about: Partial<HTMLElementTagNameMap[Name]> & { class?: string } = {}, ...inside: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  const { class: class_name, ...rest } = about;
  if (class_name) element.className = class_name;
  Object.assign(element, rest);
  element.append(...inside);
  return element;
}

export const initials = (name: string): string => name.split(/[\s-]+/).filter(Boolean).map((part) => [...part][0]!.toUpperCase()).filter((_, at, all) => at === 0 || at === all.length - 1).join("");

/// A drawing the page holds in <template data-icons>.
export function icon(page: HTMLElement, name: string): Node {
  const found = page.querySelector<HTMLTemplateElement>("template[data-icons]")?.content.querySelector(`[data-icon="${name}"] svg`);
  return found ? found.cloneNode(true) : document.createTextNode("");
}

/// A dialog with a form: answers what was typed, or nothing when it was left.
export function ask_in(dialog: HTMLDialogElement): Promise<FormData | undefined> {
  const form = dialog.querySelector("form")!;
  form.reset();
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? new FormData(form) : undefined), { once: true }));
}
