// What the clipboard holds, parsed by the browser in a page apart where nothing runs and nothing is loaded.
import type { Node } from "./markdown_of";

interface Policy { createHTML(page: string): string }
interface PolicyMaker { createPolicy(name: string, rules: Policy): Policy }
const policy = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes?.createPolicy("own-pages", { createHTML: (page) => page });

const most_nodes = 60_000;

/// Markup as a page apart: nothing in it runs or is loaded while it stands there.
export function page_of(markup: string): Document {
  return new DOMParser().parseFromString((policy?.createHTML(markup) ?? markup) as string, "text/html");
}

/// Our pages allow no style written in their markup, and the browser complains of it even in a page apart: that of an element is read
/// under another name, style sheets are left out.
const style_name = "data-word-style";
const style_sheets = /<style\b[^>]*>[\s\S]*?<\/style\s*>/gi;

export function tree_of(page: string): Node[] {
  const parsed = page_of(page.replace(style_sheets, "").replace(/\sstyle\s*=/gi, ` ${style_name}=`));
  let left = most_nodes;
  const walk = (node: globalThis.Node, depth: number): Node | undefined => {
    if (left-- <= 0 || depth > 80) return undefined;
    if (node.nodeType === 3) return { text: node.nodeValue ?? "" };
    if (node.nodeType !== 1) return undefined;
    const element = node as Element;
    const attributes: Record<string, string> = {};
    for (const name of ["class", "href", "alt", "hidden"]) if (element.hasAttribute(name)) attributes[name] = element.getAttribute(name)!;
    if (element.hasAttribute(style_name)) attributes.style = element.getAttribute(style_name)!;
    return { name: element.localName, attributes, inside: [...element.childNodes].map((one) => walk(one, depth + 1)).filter((one) => one !== undefined) };
  };
  return [...parsed.body.childNodes].map((one) => walk(one, 0)).filter((one) => one !== undefined);
}
