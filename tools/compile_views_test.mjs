// node --test tools/    What the view compiler refuses, and with which line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "./compile_views.mjs";

const icons = (name) => (name === "check" ? '<svg viewBox="0 0 24 24">\n<path d="m5 12"/>\n</svg>' : undefined);
const body = (html) => compile(`@view v(T const& page)\n${html}`, "/x/domain/x/views/v.html", icons).body;

const refused = [
  ["<a href={{ page.url }}>x</a>", 2, /quotes around the value of href/],
  ['<a href="/p/{{ page.slug }}">x</a>', 2, /html::Url, alone/],
  ['<a href="{{ page.url }}#f1">x</a>', 2, /html::Url, alone/],
  ['<a href="javascript:x()">x</a>', 2, /javascript: address/],
  ['<img srcset="{{ page.url }}" alt="">', 2, /srcset/],
  ['<iframe srcdoc="{{ page.x }}"></iframe>', 2, /srcdoc/],
  ['<p style="color: red">x</p>', 2, /style/],
  ['<p onclick="x()">x</p>', 2, /onclick/],
  ["<p {{ ?onclick page.x }}>x</p>", 2, /onclick/],
  ["<a {{ ?href=x page.x }}>x</a>", 2, /html::Url/],
  ["<p {{ page.attributes }}>x</p>", 2, /between attributes/],
  ["<p data-{{ page.x }}=\"1\">x</p>", 2, /between attributes|character inside a tag/],
  ["<{{ page.tag }}>x</p>", 2, /&lt;/],
  ["<script>let a = {{ page.x }};</script>", 2, /nothing is written inside <script>/],
  ["<script>alert(1)</script>", 2, /no script/],
  ["<style>p { color: red }</style>", 2, /nonce/],
  ['<style nonce="{{ context.nonce }}">{{ page.x }}</style>', 2, /nothing is written inside <style>/],
  ['<meta http-equiv="refresh" content="{{ page.x }}">', 2, /http-equiv/],
  ['<base href="/">', 2, /no place/],
  ['<svg><set attributeName="href" to="x"/></svg>', 2, /no place/],
  ["<div>\n<p>x</div>", 3, /<p> of line 3 is open/],
  ["<div>\nx", 2, /not closed/],
  ["x</div>", 2, /closes nothing/],
  ["<div/>", 2, /does not close in HTML/],
  ["a < b", 2, /&lt;/],
  ["{{ page.x", 2, /no }}/],
  ["{{ }}", 2, /empty/],
  ["@if page.x\n<div>\n@end\n</div>", 4, /must close the tags it opens/],
  ["@if page.x\n<p>x</p>\n@else y\n@end", 4, /takes no expression/],
  ["<p>x</p>\n@end", 3, /without @if/],
  ["@for x of page.xs\n@end", 2, /write @for/],
  ["<p>\n@iff page.x\n</p>", 3, /unknown directive @iff/],
  ["@if page.x\nx", 2, /no @end/],
  ['{{ icon("nothing") }}', 2, /web\/icons\/nothing.svg/],
  ['<form method="post" action="{{ page.url }}">\n<button>x</button>\n</form>', 2, /csrf_field/],
];

for (const [html, line, message] of refused) {
  test(`refuses ${JSON.stringify(html)}`, () => assert.throws(() => body(html), (error) => message.test(error.message) && error.line === line || assert.fail(`${error.line}: ${error.message}`)));
}

test("says which line of the view an expression comes from", () => assert.match(body("<p>\n\n{{ page.x }}</p>"), /#line 4 "\/x\/domain\/x\/views\/v\.html"\n {2}out\.text\(page\.x\);/));
test("puts an icon inline", () => assert.match(body('{{ icon("check") }}'), /<svg class=\\"icon\\" aria-hidden=\\"true\\" viewBox=\\"0 0 24 24\\"><path d=\\"m5 12\\"\/><\/svg>/));
test("refuses safe markup where markup cannot stand", () => assert.match(body('<textarea>{{ page.x }}</textarea><title>{{ page.y }}</title><p title="{{ page.z }}"></p>'), /attribute\(page\.x\)[^]*attribute\(page\.y\)[^]*attribute\(page\.z\)/));
test("a form that searches needs no token", () => assert.match(body('<form method="get" action="/s"><button>x</button></form>'), /<form method=\\"get\\"/));
test("braces and quotes inside an expression do not end it", () => assert.match(body('{{ f("}}", \'}\', {1, {2}}) }}'), /out\.text\(f\("}}", '}', \{1, \{2}}\)\);/));
test("nothing is seen of remarks and indentation", () => assert.match(body("<p>\n    a <!-- {{ no }} -->b\n   </p>"), /out\.literal\("<p>\\na b\\n<\/p>"\)/));
