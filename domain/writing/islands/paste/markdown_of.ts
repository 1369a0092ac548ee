// What was copied from Word, LibreOffice or a page of the web, as Markdown: headings, emphasis, lists, tables, links and notes
// stay; colours, fonts, scripts and hidden parts go. Pure: it walks a tree, whoever parsed it.

/// A node of parsed HTML: an element when it has a name, text otherwise.
export interface Node { name?: string; attributes?: Record<string, string>; text?: string; inside?: Node[] }

const silent = new Set(["script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "embed", "svg", "math", "select", "textarea", "button", "input", "xml"]);
const blocks = new Set(["p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "blockquote", "ul", "ol", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "dl", "dt", "dd", "figure", "figcaption", "address", "form", "body", "html", "center", "tr", "tbody", "thead", "td", "th"]);
const deepest = 60; // of elements in elements: a page made to exhaust us stops there
const longest = 400_000; // characters of what comes out

interface Way { depth: number; list: string; bold: boolean; italic: boolean; struck: boolean; linked: boolean }
const start: Way = { depth: 0, list: "", bold: false, italic: false, struck: false, linked: false };

const style_of = (node: Node): string => (node.attributes?.style ?? "").toLowerCase().replace(/\s+/g, "");
const class_of = (node: Node): string => (node.attributes?.class ?? "").toLowerCase();
const is_hidden = (node: Node): boolean => /display:none|visibility:hidden|mso-hide:all/.test(style_of(node)) || node.attributes?.hidden !== undefined;
const is_silent = (node: Node): boolean => node.name !== undefined && (silent.has(node.name) || node.name.startsWith("v:") || node.name.startsWith("w:") || is_hidden(node));
const is_block = (node: Node): boolean => node.name !== undefined && (blocks.has(node.name) || (node.name === "span" && (node.inside ?? []).some(is_block)));

/// Signs that Markdown would read as marks, where they would.
const plain = (text: string): string => text.replace(/[\\`*_[\]<]/g, (sign, at: number) => (sign === "_" && /\w/.test(text[at - 1] ?? "") && /\w/.test(text[at + 1] ?? "") ? sign : `\\${sign}`));
const no_mark_at_start = (line: string): string => line.replace(/^(\s*)(#{1,6}\s|[-+]\s|>|\d+[.)]\s|[-=]{3,}\s*$|\|)/, (_all, space: string, mark: string) => space + mark.replace(/^(\d+)?(.)/, (_m, digits: string | undefined, sign: string) => `${digits ?? ""}\\${sign}`));
const spaced = (text: string): string => text.replace(/[ \t\r\n\f]+/g, " ").replace(/[\u0000-\u0008\u000b\u000e-\u001f\u200b\u2028\u2029\ufeff\ufffc]/g, "");

/// Only addresses people may follow; others lose their link, not their words.
export function safe_address(address: string): string {
  const clean = address.trim().replace(/[\u0000-\u0020]/g, "");
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(clean)) return "";
  return clean.replace(/[()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function wrapped(mark: string, words: string): string {
  const core = words.trim();
  if (!core) return words;
  const lead = words.slice(0, words.length - words.trimStart().length);
  return `${lead}${mark}${core}${mark}${words.slice(lead.length + core.length)}`;
}

const is_bold = (node: Node): boolean => ["b", "strong"].includes(node.name!) ? !/font-weight:(normal|[1-4]00)/.test(style_of(node)) : /font-weight:(bold|[6-9]00)/.test(style_of(node));
const is_italic = (node: Node): boolean => ["i", "em"].includes(node.name!) ? !/font-style:normal/.test(style_of(node)) : /font-style:italic/.test(style_of(node));
const is_struck = (node: Node): boolean => ["s", "del", "strike"].includes(node.name!) || /text-decoration[^;]*line-through/.test(style_of(node));

function inline(nodes: Node[], way: Way): string {
  if (way.depth > deepest) return "";
  return nodes.map((node) => inline_of(node, { ...way, depth: way.depth + 1 })).join("");
}

function inline_of(node: Node, way: Way): string {
  if (node.text !== undefined) return plain(spaced(node.text));
  if (is_silent(node) || node.name === undefined) return "";
  if (node.name === "br") return "\n";
  if (node.name === "img") return plain(spaced(node.attributes?.alt ?? ""));
  // Word writes the mark of a list item, and the call of a note, as text of their own.
  if (/mso-list:ignore/.test(style_of(node))) return "";
  if (node.name === "code" || node.name === "kbd" || node.name === "tt") {
    const words = spaced(text_of(node)).replace(/`/g, "ʼ").trim();
    return words ? `\`${words}\`` : "";
  }
  if (node.name === "a") return link(node, way);
  const [bold, italic, struck] = [is_bold(node) && !way.bold, is_italic(node) && !way.italic, is_struck(node) && !way.struck];
  let words = inline(node.inside ?? [], { ...way, bold: way.bold || bold, italic: way.italic || italic, struck: way.struck || struck });
  if (words.includes("\n\n")) return words;
  if (struck) words = wrapped("~~", words);
  if (italic) words = wrapped("*", words);
  return bold ? wrapped("**", words) : words;
}

function link(node: Node, way: Way): string {
  const words = inline(node.inside ?? [], { ...way, linked: true });
  const address = safe_address(node.attributes?.href ?? "");
  const core = words.trim().replace(/\n+/g, " ");
  if (!address || !core || way.linked) return words;
  return core === plain(address) ? `<${address}>` : `[${core}](${address})`;
}

const text_of = (node: Node, depth = 0): string => (depth > deepest || is_silent(node) ? "" : node.text ?? (node.inside ?? []).map((one) => text_of(one, depth + 1)).join(""));
const tidy = (words: string): string => words.split("\n").map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n").trim();
/// A break inside a paragraph stays one: two spaces would not be seen, a backslash is.
const paragraph = (words: string): string => tidy(words).split("\n").filter(Boolean).map(no_mark_at_start).join("\\\n");

function heading_level(node: Node): number {
  const by_name = /^h([1-6])$/.exec(node.name!);
  if (by_name) return Number(by_name[1]);
  const by_style = /mso(?:heading|titre)([1-6])|^(?:titre|heading)([1-6])$/.exec(class_of(node).replace(/[\s-]/g, ""));
  if (by_style) return Number(by_style[1] ?? by_style[2]);
  return class_of(node) === "msotitle" ? 1 : 0;
}

/// The depth of a Word paragraph that is an item of a list ("mso-list:l0 level2 lfo1"), and whether it counts.
function word_item(node: Node): { level: number; ordered: boolean } | undefined {
  const level = /mso-list:[^;]*level(\d)/.exec(style_of(node));
  if (!level || node.name !== "p") return undefined;
  const mark = spaced(find(node, (one) => /mso-list:ignore/.test(style_of(one)))).trim();
  return { level: Number(level[1]), ordered: /^[\da-z]{1,4}[.)]/i.test(mark) };
}
function find(node: Node, wanted: (node: Node) => boolean, depth = 0): string {
  if (depth > deepest) return "";
  if (wanted(node)) return text_of(node);
  for (const one of node.inside ?? []) {
    const found = find(one, wanted, depth + 1);
    if (found) return found;
  }
  return "";
}

interface Out { blocks: string[]; items: boolean[] } // items: which of them are lines of one list

function add(out: Out, words: string, item = false): void {
  if (!words.trim()) return;
  out.blocks.push(words);
  out.items.push(item);
}

function flow(nodes: Node[], way: Way, out: Out): void {
  if (way.depth > deepest) return;
  let loose: Node[] = [];
  const flush = () => {
    add(out, paragraph(inline(loose, way)));
    loose = [];
  };
  for (const node of nodes) {
    if (is_silent(node)) continue;
    if (!is_block(node)) loose.push(node);
    else {
      flush();
      block(node, { ...way, depth: way.depth + 1 }, out);
    }
  }
  flush();
}

function block(node: Node, way: Way, out: Out): void {
  const inside = node.inside ?? [];
  const level = heading_level(node);
  const item = word_item(node);
  if (level) add(out, `${"#".repeat(Math.max(2, level))} ${tidy(inline(inside, { ...way, bold: true })).replace(/\n+/g, " ")}`.replace(/^#+ $/, ""));
  else if (item) add(out, `${"  ".repeat(item.level - 1)}${item.ordered ? "1. " : "- "}${tidy(inline(inside, way)).replace(/\n+/g, " ")}`.replace(/^\s*(1\.|-) $/, ""), true);
  else if (node.name === "hr") add(out, "---");
  else if (node.name === "pre") add(out, `\`\`\`\n${text_of(node).replace(/```/g, "ʼʼʼ").replace(/\n+$/, "")}\n\`\`\``);
  else if (node.name === "ul" || node.name === "ol") list(node, way, out);
  else if (node.name === "table") table(node, way, out);
  else if (node.name === "blockquote") add(out, quoted(inside, way));
  else flow(inside, way, out);
}

function quoted(inside: Node[], way: Way): string {
  const out: Out = { blocks: [], items: [] };
  flow(inside, way, out);
  return joined(out).split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");
}

function list(node: Node, way: Way, out: Out): void {
  const ordered = node.name === "ol";
  let count = 1;
  for (const item of (node.inside ?? []).filter((one) => one.name !== undefined)) {
    const inner: Out = { blocks: [], items: [] };
    // LibreOffice and some pages put a list in a list, beside the items.
    if (item.name === "ul" || item.name === "ol") list(item, { ...way, depth: way.depth + 1 }, inner);
    else flow(item.inside ?? [], { ...way, depth: way.depth + 1 }, inner);
    if (way.depth > deepest || !inner.blocks.length) continue;
    const mark = item.name === "li" ? (ordered ? `${count++}. ` : "- ") : "  ";
    const body = joined(inner, "\n").split("\n");
    add(out, body.map((line, at) => (at === 0 ? mark + line : line && " ".repeat(mark.length) + line)).join("\n"), true);
  }
}

function table(node: Node, way: Way, out: Out): void {
  const rows: string[][] = [];
  const walk = (one: Node, depth: number): void => {
    if (depth > deepest || rows.length >= 500) return;
    if (one.name === "tr") {
      const cells = (one.inside ?? []).filter((cell) => cell.name === "td" || cell.name === "th").slice(0, 30);
      rows.push(cells.map((cell) => cell_words(cell, way)));
    } else for (const inner of one.inside ?? []) walk(inner, depth + 1);
  };
  walk(node, way.depth);
  const width = Math.max(0, ...rows.map((row) => row.length));
  // One column is a layout, not a table.
  if (width < 2) return rows.forEach((row) => add(out, row[0] ?? ""));
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const [head = [], ...body] = rows;
  add(out, [line(head), `|${" --- |".repeat(width)}`, ...body.map(line)].join("\n"));
}

function cell_words(cell: Node, way: Way): string {
  const out: Out = { blocks: [], items: [] };
  flow(cell.inside ?? [], { ...way, depth: way.depth + 1 }, out);
  return out.blocks.join(" ").replace(/\\?\n/g, " ").replace(/\|/g, "\\|").trim();
}

function joined(out: Out, between = "\n\n"): string {
  return out.blocks.map((words, at) => (at === 0 ? words : (out.items[at] && out.items[at - 1] ? "\n" : between) + words)).join("");
}

/// `depth` and length are bounded: what is too deep or too long is left out.
export function markdown_of(nodes: Node[]): string {
  const out: Out = { blocks: [], items: [] };
  flow(nodes, start, out);
  return joined(out).replace(/\u00a0{2,}/g, " ").replace(/[ \t]+\n/g, (end) => (end === "\\\n" ? end : "\n")).slice(0, longest).replace(/[\ud800-\udbff]$/, "").trim();
}
