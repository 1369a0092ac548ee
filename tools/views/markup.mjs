// The HTML of a view: in which corner of it each {{ }} stands, and what may not be written there. Directives: parse.mjs.
const voids = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const url_attributes = new Set("href src action formaction poster cite data xlink:href".split(" "));
const closed_attributes = new Set("style srcset imagesrcset srcdoc ping background manifest archive codebase classid profile".split(" "));
const refused_tags = new Set("xmp plaintext noembed noframes frame frameset base object embed applet animate set animatetransform animatemotion".split(" "));

export class ViewError extends Error {
  constructor(line, message) {
    super(message);
    this.line = line;
  }
}

/// Where a C++ expression starting at `start` stops before `closing`, strings and braces respected; -1 when it does not.
function end_of_expression(source, start, closing) {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const letter = source[at];
    if (letter === '"' || (letter === "'" && !/[0-9a-fA-F]/.test(source[at - 1]))) {
      for (at++; at < source.length && source[at] !== letter; at++) if (source[at] === "\\") at++;
    } else if (depth === 0 && source.startsWith(closing, at)) return at;
    else if (letter === "{") depth++;
    else if (letter === "}") depth--;
  }
  return -1;
}

/// Reads HTML one piece at a time into nodes; `state` is text, tag, raw (script, style) or rcdata (textarea, title).
export class Markup {
  constructor(source, icon_of) {
    Object.assign(this, { source: source.replace(/\r\n?/g, "\n"), icon_of, at: 0, line: 1, includes: [], views: [], blocks: [] });
    this.reset();
  }

  reset() {
    Object.assign(this, { state: "text", open: [], tag: null, space: false });
  }

  fail(message, line = this.line) {
    throw new ViewError(line, message);
  }

  take(count) {
    const text = this.source.slice(this.at, this.at + count);
    this.at += count;
    for (const letter of text) if (letter === "\n") this.line++;
    return text;
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source);
  }

  add(node) {
    if (!this.views.length) {
      if (node.kind === "literal" && !node.text.trim()) return;
      this.fail("a @view line must come before the HTML");
    }
    this.views.at(-1).nodes.push({ line: this.line, ...node });
  }

  literal(text) {
    if (text) this.add({ kind: "literal", text });
  }

  // ---- expressions ------------------------------------------------------------------------------------------------

  expression() {
    const line = this.line;
    const end = end_of_expression(this.source, this.at + 2, "}}");
    if (end < 0) this.fail("this {{ has no }}");
    const code = this.source.slice(this.at + 2, end).trim();
    if (!code) this.fail("empty {{ }}");
    this.take(end + 2 - this.at);
    return { code, line };
  }

  text_expression(kind) {
    const node = this.expression();
    const icon = /^icon\("([a-z0-9-]+)"\)$/.exec(node.code);
    if (icon && kind === "text") return this.literal(this.icon(icon[1], node.line));
    if (/\bcsrf_field\(/.test(node.code)) this.mark_csrf();
    this.add({ kind, ...node });
  }

  icon(name, line) {
    const svg = this.icon_of(name);
    if (svg === undefined) this.fail(`no web/icons/${name}.svg`, line);
    const [, box, inside] = /<svg[^>]*viewBox="([^"]+)"[^>]*>([^]*)<\/svg>/.exec(svg) ?? this.fail(`web/icons/${name}.svg has no viewBox`, line);
    return `<svg class="icon" aria-hidden="true" viewBox="${box}">${inside.replace(/>\s+</g, "><").trim()}</svg>`;
  }

  mark_csrf() {
    const form = this.open.findLast((tag) => tag.name === "form");
    if (form) form.csrf = true;
  }

  // ---- text -------------------------------------------------------------------------------------------------------

  in_text() {
    if (this.source.startsWith("<!--", this.at)) return this.comment();
    if (this.source.startsWith("{{", this.at)) return this.text_expression("text");
    if (this.source[this.at] === "<") return this.markup();
    const [text] = this.match(/(?:[^<{\n]|\{(?!\{))*\n?/y);
    this.take(text.length);
    const keep = this.open.some((tag) => tag.name === "pre");
    const last = this.views.at(-1)?.nodes.at(-1);
    const collapsed = keep ? text : text.replace(/[ \t]+\n/, "\n").replace(/^[ \t]+/, this.after_line_feed(last) ? "" : " ");
    if (!keep && collapsed === "\n" && this.after_line_feed(last)) return;
    this.literal(collapsed);
  }

  after_line_feed(last) {
    return !last || (last.kind === "literal" ? last.text.endsWith("\n") : ["for", "if", "elif", "else", "end", "let"].includes(last.kind));
  }

  comment() {
    const end = this.source.indexOf("-->", this.at);
    if (end < 0) this.fail("this <!-- has no -->");
    this.take(end + 3 - this.at);
  }

  markup() {
    const doctype = this.match(/<!doctype html>/iy);
    if (doctype) return this.literal(this.take(doctype[0].length).toLowerCase());
    const closing = this.match(/<\/([a-zA-Z][\w:-]*)\s*>/y);
    if (closing) return this.close_tag(closing);
    const opening = this.match(/<([a-zA-Z][\w:-]*)/y);
    if (!opening) this.fail("write &lt; for a < in text");
    this.tag = { name: opening[1].toLowerCase(), line: this.line, attributes: new Map(), interpolated: new Set() };
    if (refused_tags.has(this.tag.name)) this.fail(`<${this.tag.name}> has no place in a view`);
    this.literal(this.take(opening[0].length));
    this.state = "tag";
  }

  close_tag([whole, written]) {
    const name = written.toLowerCase();
    const tag = this.open.pop();
    if (!tag) this.fail(`</${name}> closes nothing`);
    if (tag.name !== name) this.fail(`</${name}> here, but <${tag.name}> of line ${tag.line} is open`);
    if (name === "form" && tag.attributes.get("method")?.toLowerCase() === "post" && !tag.csrf) this.fail("a form that posts needs {{ csrf_field(context) }}", tag.line);
    this.literal(this.take(whole.length));
  }

  // ---- inside a tag -----------------------------------------------------------------------------------------------

  in_tag() {
    const space = this.match(/[ \t]*\n|[ \t]+/y);
    if (space) {
      this.take(space[0].length);
      this.space = true;
    } else if (this.source.startsWith("{{", this.at)) this.flag();
    else if (this.match(/\/?>/y)) this.finish_tag(this.take(this.match(/\/?>/y)[0].length));
    else this.attribute();
  }

  flag() {
    const node = this.expression();
    const found = /^\?([a-z][a-z-]*)(?:=([\w-]+))?\s+([^]+)$/.exec(node.code);
    if (!found) this.fail("between attributes only {{ ?name expression }} or {{ ?name=value expression }}", node.line);
    this.check_name(found[1]);
    if (url_attributes.has(found[1])) this.fail(`${found[1]} takes an html::Url, alone between its quotes`, node.line);
    this.space = false;
    this.add({ kind: "flag", name: found[1], value: found[2], code: found[3], line: node.line });
  }

  check_name(name) {
    if (closed_attributes.has(name) || /^on/.test(name)) this.fail(`${name}="" is refused: classes and islands do its work`);
  }

  attribute() {
    const found = this.match(/([^\s"'<>\/={}]+)(\s*=\s*)?/y);
    if (!found) this.fail("unexpected character inside a tag");
    const name = found[1].toLowerCase();
    this.check_name(name);
    if (this.tag.attributes.has(name) && !this.blocks.length) this.fail(`${name} stands twice`);
    this.take(found[0].length);
    this.tag.attributes.set(name, "");
    if (found[2] === undefined) return this.literal(this.lead(found[1]));
    const quote = this.source[this.at];
    if (quote !== '"' && quote !== "'") return this.unquoted(name, found[1]);
    this.take(1);
    if (url_attributes.has(name)) return this.url(name, quote);
    this.literal(`${this.lead(found[1])}="`);
    this.value(name, quote);
  }

  lead(text) {
    this.space = false;
    return ` ${text}`;
  }

  unquoted(name, written) {
    const [value] = this.match(/[^\s"'=<>`{}]*/y);
    if (!value) this.fail(`put quotes around the value of ${name}`);
    this.take(value.length);
    this.tag.attributes.set(name, value);
    this.literal(`${this.lead(written)}="${value}"`);
  }

  value(name, quote) {
    let plain = "";
    while (this.source[this.at] !== quote) {
      if (this.at >= this.source.length) this.fail(`the value of ${name} has no closing ${quote}`, this.tag.line);
      if (this.source.startsWith("{{", this.at)) {
        this.tag.interpolated.add(name);
        this.text_expression("attribute");
        continue;
      }
      const letter = this.take(1);
      plain += letter;
      this.literal(letter === '"' ? "&quot;" : letter);
    }
    this.take(1);
    this.literal('"');
    this.tag.attributes.set(name, plain);
  }

  url(name, quote) {
    if (this.source.startsWith("{{", this.at)) {
      const node = this.expression();
      if (this.source[this.at] !== quote) this.fail(`${name} takes one html::Url, alone between its quotes (see Url::path, with, with_fragment)`, node.line);
      this.take(1);
      this.space = false;
      return this.add({ kind: "url", name, ...node });
    }
    const end = this.source.indexOf(quote, this.at);
    const text = this.source.slice(this.at, end);
    if (end < 0 || text.includes("{{")) this.fail(`${name} takes one html::Url, alone between its quotes (see Url::path, with, with_fragment)`);
    if (/^\s*(javascript|vbscript|data):/i.test(text)) this.fail(`${name} may not hold a ${text.split(":")[0].trim()}: address`);
    this.literal(`${this.lead(name)}="${this.take(end - this.at)}"`);
    this.take(1);
  }

  finish_tag(ending) {
    const { tag } = this;
    const { name, attributes } = tag;
    const in_drawing = this.open.some((other) => other.name === "svg" || other.name === "math") || name === "svg";
    this.state = "text";
    this.space = false;
    if (tag.interpolated.has("content") && attributes.has("http-equiv")) this.fail("{{ }} may not decide an http-equiv");
    if (name === "input" && attributes.get("name") === "csrf") this.mark_csrf();
    if (name === "style" && !attributes.has("nonce")) this.fail('<style> needs nonce="{{ context.nonce }}"');
    if (ending === "/>" && !in_drawing && !voids.has(name)) this.fail(`<${name}/> does not close in HTML: write </${name}>`);
    this.literal(in_drawing && ending === "/>" ? "/>" : ">");
    if (voids.has(name) || ending === "/>") return;
    this.open.push(tag);
    if (name === "script" || name === "style") this.state = "raw";
    if (name === "textarea" || name === "title") this.state = "rcdata";
    if (name === "textarea" || name === "pre") {
      this.literal("\n");
      if (this.source[this.at] === "\n") this.take(1);
    }
  }

  // ---- script, style, textarea, title -----------------------------------------------------------------------------

  in_raw() {
    const { name } = this.open.at(-1);
    const end = this.source.toLowerCase().indexOf(`</${name}`, this.at);
    if (end < 0) this.fail(`this <${name}> is not closed`);
    const text = this.source.slice(this.at, end);
    if (text.includes("{{")) this.fail(`nothing is written inside <${name}> by {{ }}: use data- attributes`);
    if (name === "script" && text.trim()) this.fail("no script inside a view: write an island");
    this.literal(this.take(end - this.at));
    this.state = "text";
  }

  in_rcdata() {
    if (this.source.startsWith("{{", this.at)) return this.text_expression("attribute");
    if (this.match(new RegExp(`</${this.open.at(-1).name}`, "iy"))) {
      this.state = "text";
      return;
    }
    const [text] = this.match(/[<{]?[^<{\n]*\n?/y);
    if (!text) this.fail("unexpected character");
    this.literal(this.take(text.length));
  }
}
