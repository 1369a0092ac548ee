// What the clipboard holds, parsed by the browser in a page apart where nothing runs and nothing is loaded.
import type { Node } from "./markdown_of";

interface Policy { createHTML(page: string): string }
interface PolicyMaker { createPolicy(name: string, rules: Policy): Policy }
const policy = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes?.createPolicy("own-pages", { createHTML: (page) => page });

const most_nodes = 60_000;

export function tree_of(page: string): Node[] {
  const parsed = new DOMParser().parseFromString((policy?.createHTML(page) ?? page) as string, "text/html");
  let left = most_nodes;
  const walk = (node: globalThis.Node, depth: number): Node | undefined => {
    if (left-- <= 0 || depth > 80) return undefined;
    if (node.nodeType === 3) return { text: node.nodeValue ?? "" };
    if (node.nodeType !== 1) return undefined;
    const element = node as Element;
    const attributes: Record<string, string> = {};
    for (const name of ["style", "class", "href", "alt", "hidden"]) if (element.hasAttribute(name)) attributes[name] = element.getAttribute(name)!;
    return { name: element.localName, attributes, inside: [...element.childNodes].map((one) => walk(one, depth + 1)).filter((one) => one !== undefined) };
  };
  return [...parsed.body.childNodes].map((one) => walk(one, 0)).filter((one) => one !== undefined);
}
