// Turns the schema files into one C++ table: node embed_schemas.mjs SOURCE_DIR LISTING OUT
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

const [source, listing, out] = process.argv.slice(2);
const files = readFileSync(listing, "utf8").split("\n").filter(Boolean);
// A statement ends with its line (platform/db/migrations.h): what follows on it would be taken for the same one, and SQLite leaves it out.
for (const file of files)
  readFileSync(file, "utf8").split("\n").forEach((line, at) => {
    if (/^\s*(?!--)[^']*;\s*--/.test(line)) throw new Error(`${file}:${at + 1}: the comment after the ; goes on a line of its own`);
  });
const rows = files.map((file) => {
  const name = relative(source, file).replace(/^(domain|platform)\//, "").replace("/schema/", "/");
  return `    {R"name(${name})name", R"schema(${readFileSync(file, "utf8")})schema"},\n`;
});
writeFileSync(out, `#include "platform/db/migrations.h"

namespace db {
std::span<Migration const> all_migrations() {
  static Migration const table[] = {
${rows.join("")}    {"", ""}};
  return {table, ${files.length}};
}
}  // namespace db
`);
