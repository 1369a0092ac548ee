// The import of a long CSV through a mapping: a row is a project, its commune, its money, its theme.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { communes } from "./many.mjs";

const run = promisify(execFile);
const measures = ["Rénovation énergétique des bâtiments", "Renaturation des villes et villages", "Recyclage foncier", "Tri à la source des biodéchets", "Covoiturage", "Prévention des inondations"];

function csv(count) {
  const places = communes(5000);
  const line = (_, at) => `${at + 1},"${measures[at % measures.length]}, phase ${at + 1}",Commune numéro ${at % 5000},${1000 + at},${measures[at % measures.length]},${places[at % 5000]},,${places[at % 5000].slice(0, 2)},`;
  return ["id,titre,beneficiaire,montant_eur,demarche,commune_code,commune_nom,departement_code,siren", ...Array.from({ length: count }, line)].join("\n") + "\n";
}

export async function rows({ program, folder, data, figures }, count) {
  const file = join(folder, "rows.csv");
  writeFileSync(file, csv(count));
  const from = process.hrtime.bigint();
  const { stdout } = await run(program, ["import", file, "--mapping", "programmes/mappings/fonds_vert_2023.toml", "--programme", "demonstration", "--data", data], { maxBuffer: 1 << 26, timeout: 900_000 });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  const taken = Number(stdout.match(/: (\d+) new/)?.[1] ?? 0);
  if (taken !== count) throw new Error(`${count} rows, ${taken} taken:\n${stdout.slice(-1000)}`);
  figures.add({ name: "import.rows", value: seconds, unit: `s for ${count} rows`, at_most: 30 * (count / 100_000), held_by: "each row is checked, then written with its facets, its history and its search" });
}
