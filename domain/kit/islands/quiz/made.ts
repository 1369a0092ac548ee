/// An element with its attributes and its words.
export function made<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Record<string, string> = {}, text = ""): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
