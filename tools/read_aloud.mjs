// node tools/read_aloud.mjs FILE.pdf|FILE.epub: what a screen reader says of a book, in its order, a line each: "h1  Title",
// "p  Words", "figure  Alternative text". From the tags of a PDF (pdfinfo, qpdf), from the pages of an EPUB in the order of its spine.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { inflateRawSync } from "node:zlib";

const run = (program, args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });

/// Gathers words under the nearest element that stands apart.
class Voice {
  lines = [];
  #kind = "p";
  #words = "";
  begin(kind) { this.end(); this.#kind = kind; }
  say(words) { this.#words += words; }
  end() {
    const words = this.#words.replace(/\s+/g, " ").trim();
    if (words) this.lines.push(`${this.#kind.padEnd(8)}${words}`);
    this.#words = "", this.#kind = "p";
  }
  figure(words) { this.end(); this.lines.push(`${"figure".padEnd(8)}${words}`); }
}

/// The alternative texts of a PDF, in the order of its tags.
function alternatives_of(file) {
  const objects = JSON.parse(run("qpdf", ["--json=2", file])).qpdf[1];
  const at = (value) => (typeof value === "string" ? objects[`obj:${value}`]?.value : value);
  const found = [];
  const walk = (value) => {
    const one = at(value);
    if (!one || typeof one !== "object") return;
    if (one["/S"] === "/Figure") found.push((one["/Alt"] ?? "").replace(/^u:/, ""));
    else for (const kid of [one["/K"]].flat()) walk(kid);
  };
  walk(at(at(objects.trailer.value["/Root"])["/StructTreeRoot"])["/K"][0]);
  return found;
}

const apart = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TH", "TD", "TOCI", "Caption", "Note", "BlockQuote", "Code", "Div"]);

function read_pdf(file) {
  const voice = new Voice(), figures = alternatives_of(file);
  let inside_figure = -1;
  for (const line of run("pdfinfo", ["-struct-text", file]).split("\n")) {
    const depth = line.search(/\S/), words = line.trim();
    if (inside_figure >= 0 && depth > inside_figure) continue;
    inside_figure = -1;
    const element = words.match(/^([A-Z][A-Za-z0-9]*)(?: ".*")?(?: <.*>)?(?: \((?:block|inline)\))?:?$/);
    if (words.startsWith('"') && words.endsWith('"')) voice.say(words.slice(1, -1));
    else if (element?.[1] === "Figure") voice.figure(figures.shift() ?? ""), (inside_figure = depth);
    else if (element && apart.has(element[1])) voice.begin(element[1].toLowerCase());
  }
  voice.end();
  return voice.lines;
}

/// The files of an archive, as its central directory names them.
function unzipped(file) {
  const bytes = readFileSync(file), end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")), all = new Map();
  for (let count = bytes.readUInt16LE(end + 10), at = bytes.readUInt32LE(end + 16); count > 0; count--) {
    const [how, size, name_size, extra, comment, from] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const begins = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28), packed = bytes.subarray(begins, begins + size);
    all.set(bytes.toString("utf8", at + 46, at + 46 + name_size), () => (how === 0 ? packed : inflateRawSync(packed)).toString("utf8"));
    at += 46 + name_size + extra + comment;
  }
  return all;
}

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const decoded = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => (name ? entities[name] ?? whole : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10))));
const blocks = new Set("p h1 h2 h3 h4 h5 h6 li th td figcaption caption dt dd pre blockquote section article aside div header footer nav tr".split(" "));

function read_page(xhtml, voice) {
  const body = xhtml.slice(xhtml.search(/<body[\s>]/)).replace(/<nav\b[^>]*\bhidden\b[^]*?<\/nav>/g, "");
  for (const [, tag, text] of body.matchAll(/<(\/?[^>]+)>|([^<]+)/g)) {
    if (text !== undefined) { voice.say(decoded(text)); continue; }
    const name = tag.match(/^\/?([a-z0-9]+)/i)?.[1];
    if (name === "img") voice.figure(decoded(tag.match(/\balt="([^"]*)"/)?.[1] ?? ""));
    else if (blocks.has(name)) tag.startsWith("/") ? voice.end() : voice.begin(name);
  }
  voice.end();
}

function read_epub(file) {
  const files = unzipped(file), voice = new Voice();
  const opf = files.get("META-INF/container.xml")().match(/full-path="([^"]+)"/)[1], book = files.get(opf)();
  const places = new Map([...book.matchAll(/<item\b[^>]*>/g)].map(([item]) => [item.match(/\bid="([^"]+)"/)[1], item.match(/\bhref="([^"]+)"/)[1]]));
  for (const [, id] of book.matchAll(/<itemref\b[^>]*\bidref="([^"]+)"/g)) read_page(files.get(posix.join(posix.dirname(opf), places.get(id)))(), voice);
  return voice.lines;
}

const file = process.argv[2];
console.log((file.endsWith(".epub") ? read_epub(file) : read_pdf(file)).join("\n"));
