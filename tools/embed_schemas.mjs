// Turns the schema files into one C++ table: node embed_schemas.mjs SOURCE_DIR LISTING OUT
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

const [source, listing, out] = process.argv.slice(2);
const files = readFileSync(listing, "utf8").split("\n").filter(Boolean);
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
