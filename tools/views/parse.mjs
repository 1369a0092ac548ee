// Reads a view: its directives and, through markup.mjs, its HTML. The language is told in ../compile_views.mjs.
import { Markup, ViewError } from "./markup.mjs";

export { ViewError };

class Parser extends Markup {
  parse() {
    while (this.at < this.source.length) {
      const line_start = this.at === 0 || this.source[this.at - 1] === "\n";
      if (line_start && this.state !== "raw" && this.directive()) continue;
      this[`in_${this.state}`]();
    }
    this.close_view();
    if (!this.views.length) this.fail("no @view line");
    return { includes: this.includes, views: this.views };
  }

  close_view() {
    if (this.blocks.length) this.fail(`this @${this.blocks.at(-1).kind} has no @end`, this.blocks.at(-1).line);
    if (this.state !== "text") this.fail("the file ends inside a tag");
    if (this.open.length) this.fail(`this <${this.open.at(-1).name}> is not closed`, this.open.at(-1).line);
  }

  // ---- directives -------------------------------------------------------------------------------------------------

  directive() {
    const found = this.match(/[ \t]*@([a-z]+)\b[ \t]*([^\n]*?)[ \t]*(?:\n|$)/y);
    if (!found) return false;
    const [whole, word, rest] = found;
    const handler = this[`at_${word}`];
    if (!handler) this.fail(`unknown directive @${word}`);
    if (this.blocks.length && (word === "view" || word === "include")) this.fail(`this @${this.blocks.at(-1).kind} has no @end`, this.blocks.at(-1).line);
    handler.call(this, rest);
    this.take(whole.length);
    return true;
  }

  at_include(rest) {
    const found = /^"([^"]+)"$/.exec(rest);
    if (!found) this.fail('write @include "path/of/header.h"');
    this.includes.push(found[1]);
  }

  at_view(rest) {
    const found = /^([a-z][a-z0-9_]*)\((.*)\)$/.exec(rest);
    if (!found) this.fail("write @view name(Type const& page)");
    this.close_view();
    this.reset();
    this.views.push({ name: found[1], parameters: found[2].trim(), line: this.line, nodes: [] });
  }

  at_for(rest) {
    const pair = /^\(\s*([\w\s,]+?)\s*\)\s+in\s+(.+)$/.exec(rest);
    const one = /^([a-z_]\w*)(?:\s*,\s*([a-z_]\w*))?\s+in\s+(.+)$/.exec(rest);
    if (!pair && !one) this.fail("write @for item in expression");
    this.start(pair ? { kind: "for", pair: pair[1], code: pair[2] } : { kind: "for", name: one[1], index: one[2], code: one[3] });
  }

  at_if(rest) {
    if (!rest) this.fail("@if needs an expression");
    this.start({ kind: "if", code: rest });
  }

  at_elif(rest) {
    if (!rest) this.fail("@elif needs an expression");
    this.next_branch();
    this.add({ kind: "elif", code: rest });
  }

  at_else(rest) {
    if (rest) this.fail("@else takes no expression: @elif does");
    this.next_branch().has_else = true;
    this.add({ kind: "else" });
  }

  at_end(rest) {
    if (rest) this.fail("@end stands alone");
    const block = this.blocks.at(-1);
    if (!block) this.fail("@end without @if or @for");
    this.same_place(block);
    this.blocks.pop();
    this.add({ kind: "end", closes_index: Boolean(block.index) });
  }

  at_let(rest) {
    const found = /^([a-z_]\w*)\s*=\s*(.+)$/.exec(rest);
    if (!found) this.fail("write @let name = expression");
    this.add({ kind: "let", name: found[1], code: found[2] });
  }

  place() {
    return `${this.state}/${this.open.map((tag) => tag.name).join("/")}`;
  }

  start(node) {
    this.blocks.push({ ...node, line: this.line, place: this.place() });
    this.add(node);
  }

  next_branch() {
    const block = this.blocks.at(-1);
    if (!block || block.kind !== "if" || block.has_else) this.fail("no @if is waiting for this branch");
    this.same_place(block);
    return block;
  }

  same_place(block) {
    if (this.place() !== block.place) this.fail(`this branch of the @${block.kind} of line ${block.line} must close the tags it opens, and no other (open: ${this.open.map((tag) => tag.name).join(" > ") || "none"})`);
  }
}

/// {includes, views: [{name, parameters, line, nodes}]}. `icon_of(name)`: text of the SVG file or undefined. Throws ViewError.
export function parse_view(source, icon_of = () => undefined) {
  return new Parser(source, icon_of).parse();
}
