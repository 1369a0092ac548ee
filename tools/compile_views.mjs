// Turns a view (views/*.html) into a C++ function that writes HTML.
//
//   node tools/compile_views.mjs SOURCE_DIR domain/x/views/name.html OUT_BASE     writes OUT_BASE.h and OUT_BASE.cpp
//
// In C++:  #include "domain/x/views/name.view.h"     html::Safe views::sheet(context, page)
//
//   @include "domain/x/x.h"                    headers of the types used; other views: "domain/x/views/other.view.h"
//   @view sheet(experiences::Page const& page) one a file or several; parameters as in C++, `context` comes first by itself
//   <h1>{{ page.title }}</h1>                  std::string, numbers: escaped. html::Safe: as it is. bool, double: refused
//   <a href="{{ page.url }}">                  href, src, action, formaction, poster, cite, data, xlink:href take html::Url only,
//                                              alone in the attribute; an empty Url leaves the attribute out
//   <p class="pill {{ late ? "late" : "" }}">  other attributes: escaped text; quotes are required around {{ }}
//   <input {{ ?checked page.agreed }}>         prints ` checked` when the expression is true
//   <a {{ ?aria-current=page page.here }}>     prints ` aria-current="page"` when the expression is true
//   {{ icon("check") }}                        the drawing of web/icons/check.svg, inline; a missing file is an error here
//   {{ csrf_field(context) }}                  the hidden field every <form method="post"> must hold (checked here)
//   {{ other(context, thing) }}                another view inside this one
//
//   @for item in page.items                    @for item, i in page.items     counts from 0 in `i`
//   @for (key, value) in page.pairs            takes a pair apart
//   @if expr   @elif expr   @else   @end       alone on their line; also between the attributes of a tag, never inside a value
//   @let name = expr                           a short name, until the block ends
//   <!-- remarks stay in the source -->
//
// At hand in every expression: context, words, t("…", {a}), tn("one", "{} many", n), tc("context", "…"); t("…", a, b) works too.
//
// Refused, with the file and line: {{ }} in scripts, styles, on…, style, srcset, srcdoc, comments, tag and attribute names; inline
// scripts, style="" and on…="" even without {{ }} (the Content-Security-Policy would drop them); tags that do not close; branches
// that leave a different tag open. g++ names the .html line for a wrong field (#line).
//
// Indentation becomes one line feed, except in <pre> and <textarea>, which also get the line feed that browsers eat.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse_view, ViewError } from "./views/parse.mjs";

const quoted = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(/\r/g, "\\r").replace(/\?\?/g, "?\\?")}"`;

function literal_statements(text) {
  const statements = [];
  for (let rest = text; rest; rest = rest.slice(4000)) statements.push(`  out.literal(${quoted(rest.slice(0, 4000))});`);
  return statements;
}

/// Neighbouring literals become one.
function merged(nodes) {
  const out = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.kind === "literal" && last?.kind === "literal") last.text += node.text;
    else if (node.kind !== "literal" || node.text) out.push({ ...node });
  }
  return out;
}

function for_loop(node) {
  const range = `for ([[maybe_unused]] auto const& ${node.pair ? `[${node.pair}]` : node.name} : ${node.code}) {`;
  if (!node.index) return [`  ${range}`];
  return [`  [[maybe_unused]] std::size_t ${node.index}_next = 0; ${range} [[maybe_unused]] std::size_t const ${node.index} = ${node.index}_next++;`];
}

const statement = {
  literal: (node) => literal_statements(node.text),
  text: (node) => [`  out.text(${node.code});`],
  attribute: (node) => [`  out.attribute(${node.code});`],
  url: (node) => [`  out.url_attribute(${quoted(node.name)}, ${node.code});`],
  flag: (node) => [`  if (${node.code}) out.literal(${quoted(node.value === undefined ? ` ${node.name}` : ` ${node.name}="${node.value}"`)});`],
  for: for_loop,
  if: (node) => [`  if (${node.code}) {`],
  elif: (node) => [`  } else if (${node.code}) {`],
  else: () => ["  } else {"],
  end: (node) => [node.closes_index ? "  }}" : "  }"],
  let: (node) => [`  [[maybe_unused]] auto const& ${node.name} = ${node.code};`],
};

function signature(view) {
  return `html::Safe ${view.name}([[maybe_unused]] views::Context const& context${view.parameters ? `, ${view.parameters}` : ""})`;
}

function function_of(view, path) {
  const nodes = merged(view.nodes);
  const literal_bytes = nodes.reduce((sum, node) => sum + (node.kind === "literal" ? Buffer.byteLength(node.text) : 32), 0);
  const lines = [`#line ${view.line} ${quoted(path)}`, `${signature(view)} {`, `  html::Writer out{${literal_bytes}};`,
    "  [[maybe_unused]] i18n::Words const& words = context.words;",
    "  [[maybe_unused]] Say const t{words}; [[maybe_unused]] SayMany const tn{words}; [[maybe_unused]] SayIn const tc{words};"];
  for (const node of nodes) {
    if (node.kind !== "literal") lines.push(`#line ${node.line} ${quoted(path)}`);
    if (node.kind === "for" && node.index) lines.push("  {");
    lines.push(...statement[node.kind](node));
  }
  return [...lines, "  return out.take();", "}"].join("\n");
}

export function compile(source, path, icon_of) {
  const { includes, views } = parse_view(source, icon_of);
  const includes_text = includes.map((name) => `#include "${name}"\n`).join("");
  const header = `// Made from ${path.replace(/.*\/((?:domain|platform|app)\/)/, "$1")}; change that file.\n#pragma once\n#include "platform/views/html.h"\n${includes_text}
namespace views {
${views.map((view) => `${signature(view)};`).join("\n")}
}  // namespace views\n`;
  const body = `namespace views {\n${views.map((view) => function_of(view, path)).join("\n\n")}\n}  // namespace views\n`;
  return { header, body };
}

function main([source_dir, view, out_base]) {
  const path = resolve(source_dir, view);
  const icon_of = (name) => {
    try {
      return readFileSync(join(source_dir, "web/icons", `${name}.svg`), "utf8");
    } catch {
      return undefined;
    }
  };
  try {
    const { header, body } = compile(readFileSync(path, "utf8"), path, icon_of);
    mkdirSync(dirname(out_base), { recursive: true });
    writeFileSync(`${out_base}.h`, header);
    writeFileSync(`${out_base}.cpp`, `#include "${view.replace(/\.html$/, ".view.h")}"\n#pragma GCC diagnostic ignored "-Wunused-parameter"\n${body}`);
  } catch (error) {
    if (!(error instanceof ViewError)) throw error;
    console.error(`${path}:${error.line}: error: ${error.message}`);
    process.exit(1);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
