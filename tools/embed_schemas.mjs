// Turns the schema files, and what each module says of the people in its columns, into C++ tables: node embed_schemas.mjs SOURCE_DIR LISTING OUT
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

const [source, listing, out] = process.argv.slice(2);
const files = readFileSync(listing, "utf8").split("\n").filter(Boolean);
// A statement ends with its line (platform/db/migrations.h): what follows on it would be taken for the same one, and SQLite leaves it out.
for (const file of files)
  readFileSync(file, "utf8").split("\n").forEach((line, at) => {
    if (/^\s*(?!--)[^']*;\s*--/.test(line)) throw new Error(`${file}:${at + 1}: the comment after the ; goes on a line of its own`);
  });
const row = (file) => {
  const name = relative(source, file).replace(/^(domain|platform)\//, "").replace("/schema/", "/");
  return `    {R"name(${name})name", R"schema(${readFileSync(file, "utf8")})schema"},\n`;
};
const schemas = files.filter((file) => file.endsWith(".sql"));
const registers = files.filter((file) => file.endsWith(".toml"));
const table = (of) => `  static Migration const table[] = {
${of.map(row).join("")}    {"", ""}};
  return {table, ${of.length}};`;
writeFileSync(out, `#include "platform/db/migrations.h"

namespace db {
std::span<Migration const> all_migrations() {
${table(schemas)}
}
std::span<Migration const> all_registers() {
${table(registers)}
}
}  // namespace db
`);
