// A programme of many sheets, multiplied from the demonstration's: other addresses, titles, territories and dates; its facets spread.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const source = "programmes/demonstration";
const years = ["2021", "2022", "2023", "2024", "2025", "2026"];

/// Codes of communes, spread over the registry.
export function communes(wanted) {
  const lines = readFileSync("build/registry/territories.csv", "utf8").split("\n");
  const header = lines[0].split(","), type = header.indexOf("type"), code = header.indexOf("code");
  const all = lines.slice(1).map((line) => line.split(",")).filter((cells) => cells[type] === "commune").map((cells) => cells[code]);
  return Array.from({ length: wanted }, (_, at) => all[Math.floor((at * all.length) / wanted)]);
}

/// The front matter's lines that give a sheet its own place; the others stay.
function another(text, at, commune) {
  return text.replace(/^title: (.*)$/m, (_, title) => `title: ${JSON.stringify(`${title.replace(/^"|"$/g, "")} ${at}`)}`)
    .replace(/^territory: .*$/m, `territory: commune:${commune}`)
    .replace(/^organisations:\n(  - .*\n)+/m, "").replace(/^author: .*\n/m, "").replace(/^methods_used:\n(  - .*\n)+/m, "")
    .replace(/^published: \d{4}/m, `published: ${years[at % years.length]}`).replace(/^status: .*$/m, "status: published").replace(/^visibility: .*$/m, "visibility: public");
}

/// Writes into `folder` a programme named `slug` of `count` sheets.
export function write_programme(folder, slug, count) {
  mkdirSync(join(folder, "experiences"), { recursive: true });
  const programme = readFileSync(join(source, "programme.toml"), "utf8");
  writeFileSync(join(folder, "programme.toml"), programme.replace(/^slug = .*$/m, `slug = "${slug}"`).replace(/^id = .*\n/m, ""));
  for (const file of ["organisations.csv", "people.csv", "territories.csv"]) copyFileSync(join(source, file), join(folder, file));
  const sheets = readdirSync(join(source, "experiences")).filter((name) => name.endsWith(".md"))
    .map((name) => ({ name: name.replace(/\.md$/, ""), text: readFileSync(join(source, "experiences", name), "utf8").replace(/^id: .*\n/m, "") }));
  const places = communes(3000);
  for (let at = 0; at < count; at++) {
    const { name, text } = sheets[at % sheets.length];
    writeFileSync(join(folder, "experiences", `${name}-${at}.md`), another(text, at, places[at % places.length]));
  }
}

/// Gives the one sheet of `folder` that title; answers its name.
export function another_title(folder, title) {
  const [name] = readdirSync(join(folder, "experiences")), file = join(folder, "experiences", name);
  writeFileSync(file, readFileSync(file, "utf8").replace(/^title: .*$/m, `title: ${JSON.stringify(title)}`));
  return name.replace(/\.md$/, "");
}
